#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The queries of examples/queries give on a server the rows that `stoa query` gives, each in a few seconds.

usage: queries_test.py [SERVER]...
"""

import json
import pathlib
import sys
import urllib.parse
from collections import Counter

from support.case import Case, main
from support.client import good

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from oracle.support import CONFINTEA, ICLC, export, read
from oracle.support.evolution_queries import QUERIES, EveryDataSet, SameAnswers

GRAPH = "https://example.org/graph"
XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = {XSD + name for name in ("integer", "int", "decimal", "double", "float")}
RECORDED = ("awards", "disagreement", "documents", "editions", "proof", "themes")  # that `stoa query` does not answer


def plain(term):
    if term is None or term["type"] not in ("literal", "typed-literal"):
        return term and term["value"]
    datatype = term.get("datatype")
    if datatype == XSD + "boolean":
        return term["value"] in ("true", "1")
    return float(term["value"]) if datatype in NUMBERS else term["value"]


def comparable(rows):
    """Numbers and booleans as numbers, texts by their parts: the order of a list within a cell is not defined."""
    def cell(value):
        value = value.toPython() if hasattr(value, "toPython") else value
        return float(value) if isinstance(value, (bool, int, float)) else frozenset(
            str(value).replace(";", ",").split(", ")) if value is not None else None
    return Counter(tuple(map(cell, row)) for row in rows)


class Queries(EveryDataSet, Case, SameAnswers):
    def load(self, turtle):
        self.client.put(GRAPH, turtle, "text/turtle")
        return self.client

    def ask(self, client, query):
        form = urllib.parse.urlencode({"query": query, "default-graph-uri": GRAPH})
        answer = json.loads(good(client.request(
            "POST", self.server.query_url, form.encode(),
            {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/sparql-results+json"})).body)
        columns = answer["head"]["vars"]
        return columns, [[plain(row.get(name)) for name in columns] for row in answer["results"]["bindings"]]

    def test_random_series(self):
        self.compare_random(40)

    def test_recorded_data(self):
        turtle = export(ICLC)
        graph, client = read(turtle), self.load(turtle)
        for name in RECORDED:
            with self.subTest(name):
                query = (QUERIES / f"{name}.rq").read_text(encoding="utf-8")
                self.assertEqual(comparable(self.ask(client, query)[1]), comparable(list(graph.query(query))))

    def test_the_evidence_of_every_statement(self):
        turtle = export(CONFINTEA, parts="data")  # fewer rows than the 10,000 that Virtuoso returns
        graph, client = read(turtle), self.load(turtle)
        query = (QUERIES / "evidence.rq").read_text(encoding="utf-8")

        def without_values(rows):  # servers write them in other forms
            return Counter((str(subject), str(predicate), str(evidence)) for subject, predicate, _, evidence in rows)
        self.assertEqual(without_values(self.ask(client, query)[1]), without_values(graph.query(query)))


if __name__ == "__main__":
    main({"virtuoso": [Queries], "fuseki": [Queries], "oxigraph": [Queries]})
