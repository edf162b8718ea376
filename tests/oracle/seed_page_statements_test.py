#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every sentence of the page that the ICLC data started from is carried by statements with that page as evidence.

seed_page_sentences.txt lists the sentences and their statements, in the words of the data files; `stoa schema` tells
what these become in RDF. A statement has to be in the graph, directly or as a claim, and its evidence has to name the
page and the section: the evidence of its claims, or that of its record where it is no claim.
"""
import json
import unittest

from support import ICLC, STOA, export, main, read, stoa
from support.seed_page import MOST_WORDS, read_table
from rdflib import Literal, Namespace, URIRef

OA = Namespace("http://www.w3.org/ns/oa#")
PAGE = "uil-iclc-page"
KINDS = {"sdg": "sdg_goal"}  # where the prefix is not the name of the kind


class SeedPageStatements(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.graph = read(export(ICLC, parts="data"))
        cls.prefixes = {prefix: str(iri) for prefix, iri in cls.graph.namespaces()}
        schema = json.loads(stoa("schema", "--format", "json"))
        cls.properties = {(kind, each["key"]): each for each in schema["properties"] for kind in each["subjects"]}
        cls.values = {(each["class"], value["key"]): value["term"]
                      for each in schema["enumerations"] for value in each["values"]}
        cls.sentences = read_table()

    def expand(self, name):
        prefix, local = name.split(":", 1)
        return URIRef(self.prefixes[prefix] + local)

    def records(self, name):
        """The record of that name in this data set or in the one that it uses."""
        prefix, local = name.split(":", 1)
        named = [URIRef(self.prefixes[each] + local) for each in (prefix, f"shared-{prefix}") if each in self.prefixes]
        return [each for each in named if (each, None, None) in self.graph]

    def is_meant(self, found, wanted, definition):
        if definition["enumeration"]:
            return found == self.expand(self.values[definition["enumeration"], wanted])
        if isinstance(found, Literal):
            return str(found) == wanted
        return ":" in wanted and found in self.records(wanted)

    def claims(self, record, term):
        for claim in self.graph.subjects(STOA.subject, record):
            if (claim, STOA.property, term) in self.graph:
                yield claim, self.graph.value(claim, STOA.value) or self.graph.value(claim, STOA.valueResource)

    def is_proof(self, evidence, section):
        source = self.graph.value(evidence, OA.hasSource)
        return (source is not None and source.endswith(f"/{PAGE}")
                and self.graph.value(evidence, STOA.locator) == Literal(section))

    def is_forecast(self, record):
        return (record, STOA.claimKind, STOA.forecast) in self.graph

    def what_is_wrong(self, statement, section):
        found = self.records(statement.record)
        if len(found) != 1:
            return f"{len(found)} records of that name"
        record, kind = found[0], statement.record.split(":", 1)[0]
        definition = self.properties.get((KINDS.get(kind, kind), statement.key))
        if definition is None:
            return "no such key"
        term = self.expand(definition["term"])
        claims = [claim for claim, value in self.claims(record, term)
                  if self.is_meant(value, statement.value, definition)]
        direct = any(self.is_meant(value, statement.value, definition) for value in self.graph.objects(record, term))
        if not claims and not direct:
            return "not in the graph"
        stated = [each for each in claims or [record]
                  if (self.is_forecast(each) or self.is_forecast(record)) == statement.forecast]
        if not stated:
            return "not a forecast" if statement.forecast else "a forecast"
        if statement.wording and not any(
                str(wording) == statement.wording
                for claim in stated for wording in self.graph.objects(claim, STOA.wording)):
            return f"without the wording '{statement.wording}'"
        if not any(self.is_proof(evidence, section)
                   for each in stated for evidence in self.graph.objects(each, STOA.evidence)):
            return f"not proved by {PAGE}, {section}"
        return None

    def test_each_statement_is_in_the_graph_with_the_section_of_the_page_as_evidence(self):
        wrong = [f"{sentence}\n    {statement}: {problem}"
                 for sentence in self.sentences for statement in sentence.statements
                 if (problem := self.what_is_wrong(statement, sentence.section))]
        self.assertFalse(wrong, "\n  " + "\n  ".join(wrong))

    def test_each_sentence_has_a_statement(self):
        self.assertEqual([], [str(sentence) for sentence in self.sentences if not sentence.statements])

    def test_no_more_than_a_few_words_of_a_sentence_are_kept(self):
        self.assertEqual([], [str(each) for each in self.sentences if len(each.words.split()) > MOST_WORDS])

    def test_a_statement_that_is_not_there_or_not_proved_by_the_section_is_found_out(self):
        statement = next(each for sentence in self.sentences for each in sentence.statements
                         if (each.record, each.key) == ("edition:4", "start"))
        self.assertIsNone(self.what_is_wrong(statement, "ICLC 4"))
        self.assertEqual(self.what_is_wrong(statement, "ICLC 3"), f"not proved by {PAGE}, ICLC 3")
        statement.value = "2019-10-04"
        self.assertEqual(self.what_is_wrong(statement, "ICLC 4"), "not in the graph")
        statement.value, statement.forecast = "2019-10-01", True
        self.assertEqual(self.what_is_wrong(statement, "ICLC 4"), "not a forecast")
        statement.forecast = False


if __name__ == "__main__":
    main()
