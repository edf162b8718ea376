#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The one table, the ontology and the output agree: no term undeclared, none unused, domains and ranges respected."""
import json
import re
import unittest
from collections import Counter

from support import CONFINTEA, ICLC, ROOT, SHARED, STOA, export, main, new_graph, read, stoa
from rdflib import OWL, RDF, RDFS, XSD, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SDO

EVERYTHING = ROOT / "tests/golden/every-kind-and-property"
BUILT_IN = (RDF, RDFS, OWL, XSD)


def is_built_in(term):
    return str(term).startswith(tuple(str(vocabulary) for vocabulary in BUILT_IN))


class Ontology:
    def __init__(self):
        self.graph = new_graph()
        for module in ("core", "evolution", "publication"):
            self.graph.parse(ROOT / f"ontology/{module}.ttl")
        self.prefixes = {prefix: str(namespace) for prefix, namespace in self.graph.namespaces()}
        self.declared = {term for term in self.graph.subjects(RDF.type) if isinstance(term, URIRef)}
        self.own = {term for term in self.declared if term in STOA}
        self.functional = set(self.graph.subjects(RDF.type, OWL.FunctionalProperty))

    def term(self, prefixed):
        prefix, name = prefixed.split(":", 1)
        return URIRef(self.prefixes[prefix] + name)

    def with_supers(self, classes):
        return {each for one in classes for each in self.graph.transitive_objects(one, RDFS.subClassOf)}

    def ends(self, term, axiom, hint):
        """What the domain or range allows: the members of its union, or what the hint of a reused term lists."""
        ends = set()
        for node in self.graph.objects(term, axiom):
            union = self.graph.value(node, OWL.unionOf)
            ends |= set(Collection(self.graph, union)) if union else {node}
        hints = set(self.graph.objects(term, hint))
        return hints or ends

    def names(self, terms):
        """Those that are not built in, for people."""
        return sorted(term.n3(self.graph.namespace_manager) for term in terms if not is_built_in(term))


class Output:
    def __init__(self, graph, ontology):
        self.graph, self.ontology, self.types_of = graph, ontology, {}

    def terms(self):
        """What the output takes from vocabularies, apart from their names."""
        terms = set(self.graph.predicates()) | set(self.graph.objects(None, RDF.type))
        terms |= {each.datatype for each in self.graph.objects() if isinstance(each, Literal) and each.datatype}
        return terms | {each for each in self.graph.objects() if each in STOA and each != URIRef(STOA)}

    def types(self, term):
        """Classes of a record or of a value, with their super-classes."""
        if isinstance(term, Literal):
            return {RDFS.Literal, RDF.langString if term.language else term.datatype or XSD.string}
        if term not in self.types_of:
            named = {*self.graph.objects(term, RDF.type), *self.ontology.graph.objects(term, RDF.type)}
            self.types_of[term] = self.ontology.with_supers(named) | {OWL.Thing}
        return self.types_of[term]

    def faults(self):
        for predicate in set(self.graph.predicates()):
            domain = self.ontology.ends(predicate, RDFS.domain, SDO.domainIncludes)
            values = self.ontology.ends(predicate, RDFS.range, SDO.rangeIncludes)
            for subject, value in self.graph.subject_objects(predicate):
                for term, ends, name in ((subject, domain, "domain"), (value, values, "range")):
                    if ends and not ends & self.types(term):
                        yield f"{subject.n3()} {predicate.n3()} {value.n3()}: outside its {name}"
        for (subject, predicate), count in Counter((each[0], each[1]) for each in self.graph).items():
            if count > 1 and predicate in self.ontology.functional:
                yield f"{subject.n3()} {predicate.n3()}: {count} values of a functional property"


class TableOntologyAndOutput(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.ontology = Ontology()
        cls.table = json.loads(stoa("schema", "--format", "json"))
        cls.kinds = cls.table["kinds"] + cls.table["computed_kinds"]
        inputs = {"iclc": [ICLC], "shared": [SHARED], "confintea": [CONFINTEA]}
        if EVERYTHING.exists():
            inputs["everything"] = sorted(each.parent for each in EVERYTHING.glob("**/stoa.toml"))
        cls.outputs = {name: Output(read(export(*each)), cls.ontology) for name, each in inputs.items()}

    def table_terms(self):
        names = [kind[key] for kind in self.kinds for key in ("class", "super_class")]
        names += [row[key] for row in self.table["properties"] for key in ("term", "datatype", "enumeration")]
        for enumeration in self.table["enumerations"]:
            names += [enumeration["class"], *(value["term"] for value in enumeration["values"])]
        return {self.ontology.term(name) for name in names if name}

    def the_output_with_everything(self):
        if "everything" not in self.outputs:
            self.skipTest(f"no data set with every kind and property: {EVERYTHING.relative_to(ROOT)} is not there")
        return self.outputs["everything"].graph

    def test_every_term_of_the_table_is_declared_in_the_ontology(self):
        self.assertEqual([], self.ontology.names(self.table_terms() - self.ontology.declared))

    def test_every_own_term_of_the_ontology_is_in_the_table(self):
        # Or among what `stoa publish` notes on a server and what describes a data set, which ontology/check_terms.py holds
        # against the ontology.
        noted = {URIRef(term) for header in ("publish/state.hpp", "statements/description.hpp")
                 for term in re.findall(r'_property = "([^"]+)"', (ROOT / "src/stoa" / header).read_text())}
        self.assertEqual([], self.ontology.names(self.ontology.own - self.table_terms() - noted))

    def test_every_term_of_the_output_is_declared_in_the_ontology(self):
        for name, output in self.outputs.items():
            with self.subTest(name):
                self.assertEqual([], self.ontology.names(output.terms() - self.ontology.declared))

    def test_the_output_respects_domains_ranges_and_functional_properties(self):
        for name, output in self.outputs.items():
            with self.subTest(name):
                self.assertEqual([], sorted(output.faults()))

    def test_every_kind_has_its_class_and_super_class_in_the_output(self):
        graph = self.the_output_with_everything()
        for kind in self.table["kinds"]:
            with self.subTest(kind["name"]):
                records = set(graph.subjects(RDF.type, self.ontology.term(kind["class"])))
                self.assertTrue(records)
                if kind["super_class"]:
                    super_class = self.ontology.term(kind["super_class"])
                    self.assertLessEqual(records, set(graph.subjects(RDF.type, super_class)))

    def test_every_property_of_the_table_is_in_the_output(self):
        graph = self.the_output_with_everything()
        computed = {kind["name"] for kind in self.table["computed_kinds"]}
        for row in self.table["properties"]:
            if set(row["subjects"]) <= computed:
                continue  # no record has it
            with self.subTest(key=row["key"], term=row["term"]):
                types = {each for subject in set(graph.subjects(self.ontology.term(row["term"])))
                         for each in graph.objects(subject, RDF.type)}
                self.assertTrue(types & self.subjects_of(row))

    def test_every_statement_of_a_record_is_one_that_the_table_allows(self):
        """As the domains, but by the table: it is narrower where a reused property serves several kinds."""
        allowed = {}
        for row in self.table["properties"]:
            allowed.setdefault(self.ontology.term(row["term"]), set()).update(self.subjects_of(row))
        for name, output in self.outputs.items():
            records = set(output.graph.subjects(STOA.evidence)) | set(output.graph.subjects(RDF.type, STOA.Source))
            wrong = sorted(f"{record.n3()} {predicate.n3()}" for record in records
                           for predicate in set(output.graph.predicates(record)) - {RDF.type}
                           if not allowed.get(predicate, set()) & set(output.graph.objects(record, RDF.type)))
            with self.subTest(name):
                self.assertTrue(records)
                self.assertEqual([], wrong)

    def subjects_of(self, row):
        """Classes of the records that have the property; an inverse one is written from its other end."""
        kinds = row["objects"] if row["inverse"] else row["subjects"]
        return {self.ontology.term(kind["class"]) for kind in self.kinds if kind["name"] in kinds}


if __name__ == "__main__":
    main()
