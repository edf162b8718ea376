#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The SPARQL queries on themes' evolution give in rdflib the rows that `stoa query` gives. rdflib is slow: the
ICLC, and the queries that take it seconds, only with STOA_THOROUGH=1. Oxigraph always answers all of them."""
import os
from decimal import Decimal

from rdflib import Literal

from support import GOALS, ICLC, main, read
from support.evolution_queries import SameAnswers, WORKED_EXAMPLE, every_question_of

SLOW = {"coding", "events", "new-items", "novelty", "persistence", "robustness", "states"}
IS_THOROUGH = os.environ.get("STOA_THOROUGH") == "1"


def plain(term):
    value = term.toPython() if isinstance(term, Literal) else term
    if isinstance(value, (bool, int, float, Decimal)):
        return value if isinstance(value, bool) else float(value)
    return None if term is None else str(term)


class Rdflib(SameAnswers):
    seconds = 15

    @staticmethod
    def load(turtle):
        return read(turtle)

    @staticmethod
    def ask(store, query):
        answer = store.query(query)
        columns = [str(name) for name in answer.vars]
        rows = [[plain(row[name]) for name in columns] for row in answer]
        return columns, rows

    def test_worked_example(self):
        self.compare([WORKED_EXAMPLE], every_question_of(WORKED_EXAMPLE, few=True))

    def test_iclc(self):
        if IS_THOROUGH:
            self.compare([ICLC], every_question_of(ICLC, few=True))

    def test_goals(self):
        self.compare([GOALS], [each for each in every_question_of(GOALS, few=True)
                               if IS_THOROUGH or each.name not in SLOW])

    def test_random_series(self):
        self.compare_random(20)


if __name__ == "__main__":
    main()
