#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The description of a data set keeps ontology/shapes/description.ttl: what DCAT-AP 3 and VoID require and recommend.

The part of SHACL Core that the shapes use is checked here; a shape with anything else in it makes the test fail.
"""
import unittest
from collections import Counter

from support import CONFINTEA, GOALS, ICLC, ROOT, SHARED, export, main, read
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCAT, SH, VOID

SHAPES = ROOT / "ontology/shapes/description.ttl"
WHOLE = ROOT / "tests/golden/export/a-data-set-with-everything-that-catalogues-ask-for/input/data"
TARGETS = {SH.targetClass: lambda graph, of: set(graph.subjects(RDF.type, of)),
           SH.targetSubjectsOf: lambda graph, of: set(graph.subjects(of)),
           SH.targetObjectsOf: lambda graph, of: set(graph.objects(None, of))}
NODE_KINDS = {SH.IRI: URIRef, SH.Literal: Literal}


def breaks(component, value, values, graph):
    """Do the values of a path break this constraint component?"""
    checks = {SH.minCount: lambda of: len(values) >= int(of),
              SH.maxCount: lambda of: len(values) <= int(of),
              SH["class"]: lambda of: all((each, RDF.type, of) in graph for each in values),
              SH.datatype: lambda of: all(isinstance(each, Literal) and not each.language
                                          and (each.datatype or XSD.string) == of for each in values),
              SH.nodeKind: lambda of: all(isinstance(each, NODE_KINDS[of]) for each in values)}
    return not checks[component](value)


class Shapes:
    def __init__(self):
        self.graph = Graph().parse(SHAPES)
        self.count = 0

    def check(self, data):
        """(severity, focus node, path, component) of each finding; KeyError on a component that is not known here."""
        found = []
        for shape in self.graph.subjects(RDF.type, SH.NodeShape):
            nodes = set()
            for predicate, value in self.graph.predicate_objects(shape):
                if predicate in (RDF.type, SH.property):
                    continue
                nodes |= TARGETS[predicate](data, value)
            for rule in self.graph.objects(shape, SH.property):
                path = self.graph.value(rule, SH.path)
                severity = self.graph.value(rule, SH.severity) or SH.Violation
                for component, value in self.graph.predicate_objects(rule):
                    if component in (SH.path, SH.severity):
                        continue
                    for node in nodes:
                        self.count += 1
                        if breaks(component, value, list(data.objects(node, path)), data):
                            found.append((severity, node, path, component))
        return found


class Descriptions(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.shapes = Shapes()
        cls.whole = read(export(WHOLE, parts="description,evolution", quiet=True))

    def test_a_stoa_toml_with_all_its_keys_gives_what_is_required_and_recommended(self):
        found = {row for row in self.shapes.check(self.whole) if not str(row[1]).endswith(("evolution", "-ntriples"))}
        self.assertEqual(found, set())
        self.assertGreater(self.shapes.count, 150)

    def test_the_evolution_part_lacks_an_address_alone(self):
        found = {row[1:] for row in self.shapes.check(self.whole)}
        distribution, = (each for each in self.whole.subjects(RDF.type, DCAT.Distribution)
                         if str(each).endswith("/evolution-ntriples"))
        self.assertEqual(found, {(distribution, DCAT.accessURL, SH.minCount)})

    def test_our_data_sets_lack_addresses_alone(self):
        """The project has no public address yet. Distributions have none, so the rest is required and there."""
        for folder in (ICLC, SHARED, CONFINTEA, GOALS):
            with self.subTest(folder.name):
                found = self.shapes.check(read(export(folder, parts="description", quiet=True)))
                violations = {(path, component) for severity, _, path, component in found if severity == SH.Violation}
                self.assertEqual(violations, {(DCAT.accessURL, SH.minCount)})

    def test_each_shape_finds_what_is_missing(self):
        """Without its statement, each path that is required or recommended is found."""
        shapes = self.shapes
        tried = Counter()
        before = set(shapes.check(self.whole))
        for shape in shapes.graph.subjects(RDF.type, SH.NodeShape):
            for rule in shapes.graph.objects(shape, SH.property):
                path = shapes.graph.value(rule, SH.path)
                if shapes.graph.value(rule, SH.minCount) is None or path in (VOID["class"], VOID.property):
                    continue
                without = Graph() + self.whole
                without.remove((None, path, None))
                self.assertTrue(set(shapes.check(without)) - before, path)
                tried[shape] += 1
        self.assertGreater(sum(tried.values()), 35)

    def test_each_shape_finds_what_is_of_another_kind(self):
        for path in {self.shapes.graph.value(rule, SH.path) for rule in self.shapes.graph.objects(None, SH.property)}:
            kinds = {(component, value) for rule in self.shapes.graph.subjects(SH.path, path)
                     for component, value in self.shapes.graph.predicate_objects(rule)
                     if component in (SH.nodeKind, SH["class"], SH.datatype)}
            if not kinds or not set(self.whole.subjects(path)):
                continue
            with self.subTest(path):
                wrong = URIRef("urn:x") if (SH.nodeKind, SH.Literal) in kinds or {c for c, _ in kinds} == {SH.datatype} \
                    else Literal("wrong")
                other = Graph() + self.whole
                for subject in set(other.subjects(path)):
                    other.set((subject, path, wrong))
                self.assertTrue({row[3] for row in self.shapes.check(other) if row[2] == path}
                                & {SH.nodeKind, SH["class"], SH.datatype})


if __name__ == "__main__":
    main()
