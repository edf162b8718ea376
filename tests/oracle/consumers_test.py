#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What readers of schema.org, SKOS and RDFS expect of the output: names, labels, places with addresses, dates."""
import unittest

from support import CONFINTEA, GOALS, ICLC, ROOT, SHARED, STOA, export, main, read
from rdflib import RDF, RDFS, SKOS
from rdflib.namespace import SDO

SINK = ROOT / "tests/golden/every-kind-and-property/input/sink"
TALKS = ROOT / "tests/oracle/support/evidence/talks"
DATA_SETS = {"iclc": ICLC, "shared": SHARED, "confintea": CONFINTEA, "goals": GOALS, "sink": SINK, "talks": TALKS}


class Consumers(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.graphs = {name: read(export(folder, parts="data,description" if name == "shared" else "all", quiet=True))
                      for name, folder in DATA_SETS.items()}

    def each(self):
        for name, graph in self.graphs.items():
            with self.subTest(name):
                self.assertGreater(len(graph), 100)
                yield graph

    def test_every_node_has_a_label(self):
        for graph in self.each():
            self.assertEqual({subject for subject in set(graph.subjects())
                              if not any(str(label).strip() for label in graph.objects(subject, RDFS.label))}, set())

    def test_a_label_is_in_one_language_once(self):
        for graph in self.each():
            for subject in set(graph.subjects()):
                languages = [label.language for label in graph.objects(subject, RDFS.label)]
                self.assertEqual(len(languages), len(set(languages)), subject)

    def test_what_has_a_preferred_label_has_it_in_the_words_of_rdfs_and_schema_org(self):
        for graph in self.each():
            for subject in set(graph.subjects(SKOS.prefLabel)):
                labels = set(graph.objects(subject, SKOS.prefLabel))
                self.assertEqual(set(graph.objects(subject, RDFS.label)), labels)
                self.assertEqual(set(graph.objects(subject, SDO.name)), labels)

    def test_an_event_has_what_google_requires_as_far_as_the_data_have_it(self):
        counted = 0
        for graph in self.each():
            for event in set(graph.subjects(RDF.type, SDO.Event)):
                self.assertTrue(set(graph.objects(event, SDO.name)), event)
                if (event, RDF.type, STOA.HistoryEvent) in graph:
                    self.assertEqual(set(graph.objects(event, SDO.startDate)), set(graph.objects(event, STOA.date)))
                self.assertEqual(bool(set(graph.objects(event, STOA.status))),
                                 bool(set(graph.objects(event, SDO.eventStatus))), event)
                self.assertEqual(bool(set(graph.objects(event, STOA.mode))),
                                 bool(set(graph.objects(event, SDO.eventAttendanceMode))), event)
                for place in graph.objects(event, SDO.location):
                    counted += 1
                    self.assertIn(SDO.Place, set(graph.objects(place, RDF.type)), event)
                    self.assertTrue(set(graph.objects(place, SDO.name)), place)
                    address, = graph.objects(place, SDO.address)
                    self.assertIn(SDO.PostalAddress, set(graph.objects(address, RDF.type)))
                    self.assertEqual(set(graph.objects(address, SDO.addressLocality)), set(graph.objects(place, SDO.name)))
                    self.assertTrue(set(graph.objects(address, SDO.addressCountry)), place)
        self.assertGreater(counted, 20)

    def test_organisers_are_organisations(self):
        counted = 0
        for graph in self.each():
            for body in set(graph.objects(None, SDO.organizer)):
                counted += 1
                self.assertIn(SDO.Organization, set(graph.objects(body, RDF.type)), body)
        self.assertGreater(counted, 10)

    def test_skos_relations_are_written_from_both_ends(self):
        counted = 0
        for graph in self.each():
            related = set(graph.subject_objects(SKOS.related))
            self.assertEqual({(value, subject) for subject, value in related}, related)
            tops = set(graph.subject_objects(SKOS.topConceptOf))
            self.assertEqual({(scheme, concept) for concept, scheme in tops},
                             set(graph.subject_objects(SKOS.hasTopConcept)))
            for concept, scheme in set(graph.subject_objects(SKOS.inScheme)):
                if (concept, RDF.type, STOA.Region) in graph:
                    continue  # no concept
                below = any((broader, SKOS.inScheme, scheme) in graph for broader in graph.objects(concept, SKOS.broader))
                self.assertEqual((concept, scheme) in tops, not below, concept)
                counted += 1
        self.assertGreater(counted, 500)


if __name__ == "__main__":
    main()
