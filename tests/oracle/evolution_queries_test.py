#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The SPARQL queries on themes' evolution give in rdflib the rows that `stoa query` gives. rdflib is slow: of the ICLC
only the queries that it answers in a second; Oxigraph answers them all."""
from decimal import Decimal

from rdflib import Literal

from support import ICLC, main, read
from support.evolution_queries import SameAnswers, WORKED_EXAMPLE, every_question_of

SLOW = {"events", "states", "descendants", "legacy", "lineage", "novelty", "persistence"}


def plain(term):
    value = term.toPython() if isinstance(term, Literal) else term
    if isinstance(value, (bool, int, float, Decimal)):
        return value if isinstance(value, bool) else float(value)
    # rdflib 6.1 writes None for the text of what is not bound.
    return None if term is None or set(str(term).split()) == {"None"} else str(term)


class Rdflib(SameAnswers):
    @staticmethod
    def load(turtle):
        return read(turtle)

    @staticmethod
    def ask(store, query):
        answer = store.query(query)
        columns = [str(name) for name in answer.vars]
        rows = [[plain(row[name]) for name in columns] for row in answer]
        # rdflib 6.1 gives one row of nothing where no group is found.
        return columns, [row for row in rows if any(cell is not None for cell in row)]

    def test_worked_example(self):
        self.compare([WORKED_EXAMPLE], every_question_of(WORKED_EXAMPLE, few=True))

    def test_iclc(self):
        self.compare([ICLC], [each for each in every_question_of(ICLC, few=True) if each.name not in SLOW])


if __name__ == "__main__":
    main()
