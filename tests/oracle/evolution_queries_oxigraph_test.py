#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The SPARQL queries on themes' evolution give in Oxigraph the rows that `stoa query` gives, and that on evidence what
the graph has."""
import sys
import tempfile
from pathlib import Path

from support import CANNOT_RUN, CONFINTEA, GOALS, ICLC, STOA, evidence_of_graph, export, main
from support.evolution_queries import QUERIES, EveryDataSet, SameAnswers
from support.random_series import BASE, RandomSeries, count_of

try:
    from pyoxigraph import DefaultGraph, Literal, RdfFormat, Store, parse
except ImportError as missing:
    print(f"cannot run without pyoxigraph ({missing}): ./test.sh makes build/python with it where pip finds an index")
    sys.exit(CANNOT_RUN)

XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
NUMBERS = {XSD + name for name in ("integer", "decimal", "double")}


def plain(term):
    if isinstance(term, Literal) and term.datatype.value == XSD + "boolean":
        return term.value == "true"
    if isinstance(term, Literal) and term.datatype.value in NUMBERS:
        return float(term.value)
    return None if term is None else term.value


class Oxigraph(EveryDataSet, SameAnswers):
    @staticmethod
    def load(turtle):
        store = Store()
        store.bulk_load(turtle, RdfFormat.TURTLE)
        return store

    @staticmethod
    def ask(store, query):
        solutions = store.query(query)
        columns = [variable.value for variable in solutions.variables]
        return columns, [[plain(solution[name]) for name in columns] for solution in solutions]

    def test_the_rank_of_editions_is_their_place_in_the_order(self):
        query = """PREFIX stoa: <https://w3id.org/stoa/ns#>
            SELECT ?edition ?rank { [] stoa:editionRank ?rank ; stoa:edition ?edition ; stoa:facet stoa:issuesFacet }"""
        for seed in range(1000, 1000 + count_of(300)):
            with self.subTest(seed), tempfile.TemporaryDirectory(prefix="stoa-random-") as folder:
                series = RandomSeries(seed)
                series.write(Path(folder))
                _, rows = self.ask(self.load(export(folder, parts="evolution", quiet=True)), query)
                self.assertEqual({edition: rank for edition, rank in rows},
                                 {f"{BASE}edition/{each}": place + 1.0 for place, each in enumerate(series.order)})

    def test_the_evidence_of_every_statement(self):
        query = (QUERIES / "evidence.rq").read_text(encoding="utf-8")
        for data_sets in [GOALS], [ICLC, CONFINTEA]:
            with self.subTest(str(data_sets[-1])):
                found = {tuple(row) for row in self.load(export(*data_sets, parts="data")).query(query)}
                held = {(each.subject, each.predicate, each.object, each.graph_name)
                        for each in parse(evidence_of_graph(*data_sets), RdfFormat.TRIG)
                        if each.predicate.value != STOA.evidence.toPython() and each.graph_name != DefaultGraph()}
                self.assertEqual(held - found, set())
                # What is written once more in RDF has the evidence of its subject.
                statements = {(row[0].value, row[1].value, row[2].value) for row in held}
                for subject, predicate, value, _ in found - held:
                    again = {f"{SKOS}related": (value.value, f"{SKOS}related", subject.value),
                             "https://schema.org/startDate": (subject.value, STOA.date.toPython(), value.value)}
                    self.assertIn(again.get(predicate.value), statements)

    def test_random_series(self):
        self.compare_random(200)


if __name__ == "__main__":
    main()
