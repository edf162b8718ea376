#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The evidence of each statement, found in the exported Turtle by examples/queries/evidence.rq, the rule of
ontology/README.md in SPARQL, is the evidence that the graph of the program has for it."""
import os
import re
import time
import unittest

from support import CONFINTEA, GOALS, ICLC, ROOT, SHARED, STOA, evidence_of_graph, export, main, read
from support.evolution_queries import QUERIES, WORKED_EXAMPLE
from rdflib import RDF, RDFS, SKOS, XSD, Dataset, Literal, Namespace, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

TALKS = ROOT / "tests/oracle/support/evidence/talks"  # what is hard, by hand
SINK = ROOT / "tests/golden/every-kind-and-property/input/sink"
# rdflib takes seconds for the ICLC: with STOA_THOROUGH=1. evolution_queries_oxigraph_test.py always asks the query of it.
IS_THOROUGH = os.environ.get("STOA_THOROUGH") == "1"
DATA_SETS = [*([[ICLC]] if IS_THOROUGH else []), [SHARED], [CONFINTEA], [GOALS], [TALKS], [TALKS.parent / "shared"], [TALKS, WORKED_EXAMPLE], [SINK],
             *([each] for each in sorted({each.parent.resolve() for each in
                                          ROOT.resolve().glob("tests/golden/export/*/input/*/stoa.toml")}))]
QUERY = (QUERIES / "evidence.rq").read_text(encoding="utf-8")
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
BASE = Namespace("https://example.org/talks/")
SHARED_BASE = Namespace("https://example.org/shared/")
# What evidence consists of has none, but for a value that is a claim.
# Statements that the program writes in RDF alone, for readers of other vocabularies: no graph of its has them.
IN_RDF_ONLY = {RDFS.label, SCHEMA.name, SCHEMA.eventStatus, SCHEMA.eventAttendanceMode, SCHEMA.address,
               SCHEMA.addressLocality, SCHEMA.addressCountry, SKOS.topConceptOf, SKOS.hasTopConcept}
WITHOUT = {STOA.Source, STOA.Reading, OA.SpecificResource, OA.TextQuoteSelector}


class Statements:
    """Those of data sets, in Turtle and in the graph."""
    def __init__(self, folders):
        turtle = export(*folders, parts="data", quiet=True)
        began = time.process_time()
        self.graph = read(turtle)
        parsed = time.process_time()
        self.found = {tuple(row) for row in self.graph.query(QUERY)}
        self.times_reading = (time.process_time() - parsed) / (parsed - began)
        quads = Dataset()
        quads.parse(data=evidence_of_graph(*folders).decode(), format="trig")
        self.statements, self.held = set(), set()
        for *statement, evidence in quads.quads((None, None, None, None)):
            self.statements.add(tuple(statement))
            evidence = getattr(evidence, "identifier", evidence)  # of a graph, in rdflib 6
            if statement[1] != STOA.evidence and isinstance(evidence, URIRef) and evidence != DATASET_DEFAULT_GRAPH_ID:
                self.held.add((*statement, evidence))
        self.repeated = {triple for triple in self.graph if triple not in self.statements and triple[1] != RDF.type}
        self.found = {row for row in self.found if row[:3] not in self.repeated}

    def evidence_of(self, subject, predicate, value):
        return {each for *statement, each in self.found if statement == [subject, predicate, value]}


class Evidence(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.read = {" ".join(os.path.relpath(each, ROOT) for each in folders): Statements(folders)
                    for folders in DATA_SETS}

    def test_the_query_finds_what_the_graph_has(self):
        for name, each in self.read.items():
            with self.subTest(name):
                self.assertEqual(sorted(each.found - each.held), sorted(each.held - each.found), "found; held")
        self.assertGreater(sum(len(each.held) for each in self.read.values()), 5_000)

    def test_the_graph_has_the_statements_of_the_turtle(self):
        for name, each in self.read.items():
            with self.subTest(name):
                self.assertEqual(each.statements - set(each.graph), set())

    def test_what_stands_in_the_turtle_alone_repeats_other_statements(self):
        for name, each in self.read.items():
            for subject, predicate, value in each.repeated:
                with self.subTest(name, subject=subject, predicate=predicate):
                    self.assertTrue(predicate in IN_RDF_ONLY
                                    or (value, predicate, subject) in each.statements and predicate == SKOS.related
                                    or (subject, STOA.date, value) in each.statements and predicate == SCHEMA.startDate)

    def test_every_statement_of_a_record_has_evidence_but_those_of_what_evidence_consists_of(self):
        for name, each in self.read.items():
            with self.subTest(name):
                proved = {tuple(statement) for *statement, _ in each.found}
                unproved = {subject for subject, predicate, value in each.statements - proved
                            if predicate != STOA.evidence}
                self.assertEqual({subject for subject in unproved
                                  if not WITHOUT & set(each.graph.objects(subject, RDF.type))}, set())

    def test_it_takes_a_few_times_as_long_as_reading(self):
        """Of data sets that are large enough to tell: the time does not grow with the pairs of statements and claims."""
        large = {name: each for name, each in self.read.items() if len(each.statements) > 1000}
        self.assertGreater(len(large), 1)
        for name, each in large.items():
            with self.subTest(name):
                self.assertLess(each.times_reading, 30)

    def test_theme_states_and_events_have_all_the_evidence_of_their_record(self):
        graph = read(export(WORKED_EXAMPLE))
        found = {tuple(row) for row in graph.query(QUERY)}
        computed = {each for kind in (STOA.ThemeState, STOA.EvolutionEvent) for each in graph.subjects(RDF.type, kind)}
        expected = {(subject, predicate, value, evidence) for subject in computed
                    for predicate, value in graph.predicate_objects(subject)
                    if predicate not in {RDF.type, STOA.evidence, *IN_RDF_ONLY} for evidence in graph.objects(subject, STOA.evidence)}
        self.assertEqual({row for row in found if row[0] in computed}, expected)
        self.assertGreater(len(expected), 100)

    def test_the_ontology_shows_the_query(self):
        shown, = re.findall(r"^```sparql\n(.*?)^```$", (ROOT / "ontology/README.md").read_text(encoding="utf-8"),
                            re.DOTALL | re.MULTILINE)
        self.assertEqual(shown, QUERY[QUERY.index("PREFIX"):])


class Talks(unittest.TestCase):
    """By hand, so that graph and query cannot both be wrong in one way."""
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.talks = Statements([TALKS])

    def check(self, subject, predicate, value, *evidence):
        self.assertEqual(self.talks.evidence_of(subject, predicate, value),
                         {BASE["evidence/" + each] for each in evidence}, (subject, predicate, value))

    def test_of_one_record(self):
        first = BASE["edition/1"]
        rows = self.talks.graph.query(QUERY.replace("WHERE {", f"WHERE {{ VALUES ?subject {{ <{first}> }}"))
        self.assertEqual({tuple(row) for row in rows}, {row for row in self.talks.found if row[0] == first})

    def test_of_a_value_that_is_a_forecast_too(self):
        first = BASE["edition/1"]
        self.check(first, SCHEMA.startDate, Literal("2001-02-03", datatype=XSD.date), "book-p-4")
        self.check(first, STOA.mode, STOA.hybrid, "book")
        self.check(first, SCHEMA.organizer, BASE["city/cork"], "page")

    def test_of_a_value_that_two_claims_share(self):
        self.check(BASE["edition/1"], SCHEMA.organizer, BASE["organisation/uni"], "book", "page-after")

    def test_of_labels_in_several_languages(self):
        series = BASE["series/talks"]
        self.check(series, SKOS.altLabel, Literal("The Talks", lang="en"), "page")
        for text, language in (("Town Talks", "en"), ("TT", "en"), ("Charlas", "es"), ("講座", "zh-hant")):
            self.check(series, SKOS.altLabel, Literal(text, lang=language), "book")
        self.check(series, SKOS.altLabel, Literal("Old Talks", lang="en"), "page")
        self.check(series, SKOS.altLabel, Literal("Great Talks", lang="en"))
        self.check(series, SKOS.altLabel, Literal("Some Talks", lang="en"))

    def test_of_dates_numbers_codes_and_iris(self):
        first, cork = BASE["edition/1"], BASE["city/cork"]
        self.check(first, SCHEMA.endDate, Literal("2001-02", datatype=XSD.gYearMonth), "book")
        self.check(BASE["edition/2"], SCHEMA.startDate, Literal("2003", datatype=XSD.gYear), "book")
        self.check(BASE["document/call"], SCHEMA.numberOfPages, Literal(12), "book")
        self.check(BASE["region/europe"], SKOS.notation, Literal("150", datatype=STOA.m49), "book-p-12")
        self.check(cork, URIRef("http://www.w3.org/2002/07/owl#sameAs"),
                   URIRef("http://www.wikidata.org/entity/Q36647"), "book-p-11")
        self.check(cork, URIRef("http://www.w3.org/2002/07/owl#sameAs"), URIRef("https://sws.geonames.org/2965140/"),
                   "page", "book")
        self.check(cork, SCHEMA.containedInPlace, BASE["country/ireland"], "book")

    def test_of_statements_of_claims_and_of_other_nodes(self):
        claim = BASE["claim/edition-1-start-2001-02-03"]
        self.check(claim, STOA.subject, BASE["edition/1"], "book-p-4")
        self.check(claim, STOA.preferred, Literal(True), "book-p-4")
        figure = BASE["figure/edition-1-people-100"]
        self.check(figure, STOA.value, Literal(100), "book-p-8")
        self.check(figure, STOA.qualifier, STOA.exact, "page", "book")
        self.check(BASE["membership/net-cork"], STOA.joinedOn, Literal("2002-03", datatype=XSD.gYearMonth), "page")
        self.check(BASE["history/network-net-launched-2000"], STOA.milestone, STOA.launched, "book")
        self.check(BASE["history/network-net-launched-2000"], STOA.historyOf, BASE["network/net"], "book-p-13")

    def test_of_narrower_concepts(self):
        self.check(BASE["concept/nursing"], SKOS.broader, BASE["theme/care"], "page")
        self.check(SHARED_BASE["concept/pay"], SKOS.broader, BASE["theme/care"], "book-p-1")
        self.check(BASE["concept/public-health"], SKOS.broader, BASE["concept/health"], "page", "book", "book-p-9")
        self.check(BASE["concept/mental-health"], SKOS.broader, BASE["concept/health"])
        self.check(BASE["concept/teeth"], SKOS.broader, BASE["concept/health"], "page")

    def test_of_derived_statements(self):
        first, second, third, fourth = (BASE[f"edition/{number}"] for number in (1, 2, 3, 4))
        self.check(first, SCHEMA.about, SHARED_BASE["theme/work"], "page-title", "book-p-6")
        self.check(first, SCHEMA.about, BASE["theme/care"], "page")
        self.check(second, STOA.previousEdition, first, "page")
        self.check(third, STOA.previousEdition, second, "book-p-10")
        self.check(fourth, STOA.previousEdition, third, "page-next")

    def test_of_sources(self):
        self.check(BASE["source/page"], SKOS.prefLabel, Literal("A page", lang="en"))
        self.check(BASE["source/book"], URIRef("http://purl.org/dc/terms/issued"), Literal("2020", datatype=XSD.gYear),
                   "page")


if __name__ == "__main__":
    main()
