#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What was written before an edition proves what was planned, never what happened.

Of an edition that was held, no theme, item, figure or other claim that is actual rests only on sources that are older
than its first day. A source is older if its date of issue is, or if it is one of the undated announcements below. Nor
has a concept the label of a theme or of a goal, so that a row of an answer cannot be taken for another.
"""
import unittest

from support import CONFINTEA, ICLC, STOA, export, main, read
from rdflib import Namespace
from rdflib.namespace import DCTERMS, RDF, SKOS

OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")

# Pages without a date that speak of an edition as something to come.
WRITTEN_BEFORE = {
    "2": {"host-2", "notice-2", "plenary-2"},
    "3": {"d3", "learningcities-2017", "s3"},
    "4": {"acimedellin-2018", "g4", "gced-4", "h4", "learningcities-2019"},
    "6": {"about6", "e6"},
}


class Forecasts(unittest.TestCase):
    def name(self, iri):
        return str(iri).rsplit("/", 1)[-1]

    def sources(self, graph, record):
        return {source for evidence in graph.objects(record, STOA.evidence)
                for source in graph.objects(evidence, OA.hasSource)}

    def is_older(self, graph, source, number, start):
        issued = graph.value(source, DCTERMS.issued)
        # Dates may be as short as a year: as texts they compare up to the length of the shorter one.
        return self.name(source) in WRITTEN_BEFORE.get(number, ()) or (
            issued is not None and str(issued) < str(start)[:len(str(issued))])

    def is_forecast(self, graph, record):
        return (record, STOA.claimKind, STOA.forecast) in graph

    def of_the_edition(self, graph, edition):
        """What states something of the edition, figures among its claims, and what its forecasts are recorded on."""
        occurrences = [each for each in graph.subjects(STOA.edition, edition)
                       if (each, RDF.type, STOA.ThemeOccurrence) in graph]
        yield from ((occurrence, [occurrence]) for occurrence in occurrences)
        yield from ((claim, [claim]) for claim in graph.subjects(STOA.subject, edition))
        for occurrence in occurrences:
            yield from ((claim, [claim, occurrence]) for claim in graph.subjects(STOA.subject, occurrence))

    def is_planned(self, graph, occurrence):
        """An occurrence is a forecast if the claim of its theme is one."""
        return any(self.is_forecast(graph, claim) for claim in graph.subjects(STOA.subject, occurrence)
                   if (claim, STOA.property, STOA.theme) in graph)

    def what_rests_on_announcements(self, graph):
        checked = 0
        for edition in graph.subjects(STOA.status, STOA.held):
            number, start = str(graph.value(edition, STOA.editionNumber)), graph.value(edition, SCHEMA.startDate)
            for record, path in self.of_the_edition(graph, edition):
                if any(self.is_forecast(graph, each) or self.is_planned(graph, each) for each in path):
                    continue
                sources = self.sources(graph, record)
                checked += 1
                if sources and all(self.is_older(graph, source, number, start) for source in sources):
                    yield f"{record}: {', '.join(sorted(map(self.name, sources)))}"
        self.assertGreater(checked, 100)

    def test_nothing_that_happened_rests_on_announcements_alone(self):
        for data_set in (ICLC, CONFINTEA):
            graph = read(export(data_set, parts="data"))
            found = list(self.what_rests_on_announcements(graph))
            self.assertFalse(found, "\n  " + "\n  ".join(found))

    def test_an_announcement_would_be_found_out(self):
        graph = read(export(ICLC, parts="data"))
        start = next(graph.subjects(STOA.property, SCHEMA.startDate))
        edition = graph.value(start, STOA.subject)
        evidence = next(each for each in graph.subjects(OA.hasSource, None)
                        if self.name(graph.value(each, OA.hasSource)) == "un-news-2011")
        graph.remove((start, STOA.evidence, None))
        graph.remove((start, STOA.claimKind, None))
        graph.add((start, STOA.evidence, evidence))
        self.assertEqual((edition, STOA.status, STOA.held) in graph, True)
        self.assertEqual([f"{start}: un-news-2011"], list(self.what_rests_on_announcements(graph)))

    def test_no_concept_has_the_label_of_a_theme_or_of_a_goal(self):
        graph = read(export(ICLC, CONFINTEA, parts="data"))

        def labels(kind):
            return {str(label).casefold() for record, label in graph.subject_objects(SKOS.prefLabel)
                    if f"/{kind}/" in record and label.language == "en"}

        self.assertGreater(len(labels("concept")), 100)
        self.assertGreater(len(labels("theme")), 10)
        self.assertGreater(len(labels("sdg")), 10)
        self.assertEqual(set(), labels("concept") & (labels("theme") | labels("sdg")))


if __name__ == "__main__":
    main()
