#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The SPARQL queries on themes' evolution give in Oxigraph the rows that `stoa query` gives."""
import sys

from support import CANNOT_RUN, CONFINTEA, GOALS, ICLC, main
from support.evolution_queries import GENERAL, Question, SameAnswers, WORKED_EXAMPLE, every_question_of

try:
    from pyoxigraph import Literal, RdfFormat, Store
except ImportError as missing:
    print(f"cannot run without pyoxigraph ({missing}): ./test.sh makes build/python with it where pip finds an index")
    sys.exit(CANNOT_RUN)

XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = {XSD + name for name in ("integer", "decimal", "double")}


def plain(term):
    if isinstance(term, Literal) and term.datatype.value == XSD + "boolean":
        return term.value == "true"
    if isinstance(term, Literal) and term.datatype.value in NUMBERS:
        return float(term.value)
    return None if term is None else term.value


class Oxigraph(SameAnswers):
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

    def test_iclc(self):
        self.compare([ICLC], every_question_of(ICLC))

    def test_confintea(self):
        self.compare([CONFINTEA], every_question_of(CONFINTEA))

    def test_goals(self):
        self.compare([GOALS], every_question_of(GOALS))

    def test_worked_example(self):
        self.compare([WORKED_EXAMPLE], every_question_of(WORKED_EXAMPLE))

    def test_two_series(self):
        self.compare([ICLC, CONFINTEA], [Question("two-series"), *GENERAL])

    def test_random_series(self):
        self.compare_random(200)


if __name__ == "__main__":
    main()
