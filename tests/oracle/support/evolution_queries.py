# SPDX-License-Identifier: Apache-2.0
"""The questions of `stoa query` in SPARQL: each query of examples/queries over an export, held against the program's
own answer, row by row. What both have in common, whichever engine runs the query, is here."""
import json
import os
import re
import sys
import time
import unittest
from collections import Counter

from . import CONFINTEA, GOALS, ICLC, ROOT, STOA, export, stoa
from .random_series import BASE as RANDOM, random_series

QUERIES = ROOT / "examples/queries"
WORKED_EXAMPLE = ROOT / "tests/oracle/support/worked_example"
THEMES = "https://w3id.org/stoa/shared/theme/"
EXAMPLE = "https://example.org/worked-example/"

# Columns that hold several words, not IRIs.
WORDS = {"arcs", "coder"}
# Columns of the queries that the answers do not have, besides labels.
OWN = {"disagreements": {"about", "qualifier", "value"}, "robustness": {"event"}}


def names():
    """By the term: the word for it in data files and answers."""
    schema = json.loads(stoa("schema", "--format", "json"))
    words = {value["term"]: value["key"] for each in schema["enumerations"] for value in each["values"]}
    words |= {each["term"]: each["key"] for each in schema["properties"] if each["key"] in
              {"builds_on", "replaces", "reviews", "enacts"}}
    return {term.replace("stoa:", str(STOA)): word for term, word in words.items()}


def steps_to_direct(row):
    row["direct"] = row["steps"] == 0


def without_words(row):
    """What is in words there is a term here."""
    del row["about"]


def with_edition(row):
    """Of all editions of an event the later one."""
    row["edition"] = row["editions"][-1]


def with_edition_and_flag(row):
    """Items have no scope that could be too small."""
    with_edition(row)
    row["scope_too_small"] = bool(row["scope_too_small"])


def only_with_edition(row):
    del row["event"]  # in words
    with_edition(row)


def with_count(row):
    row["editions"] = len(row["editions"])


def has_own_event(row):
    """That a state continues as the next of its theme is an arc, and no event of the export."""
    return row["list"] != "arc" or row["type"] == "developed"


class Question:
    """A query, and how its answer is asked of the program: `asked` takes the place of what the query asks of."""
    def __init__(self, name, *options, asked=(), change=None, only=None):
        self.name, self.options, self.asked, self.change, self.only = name, options, asked, change, only

    def __str__(self):
        return " ".join([self.name, *self.options])

    def text(self):
        query = (QUERIES / f"{self.name}.rq").read_text(encoding="utf-8")
        if self.asked:
            values = " ".join(f"<{iri}>" for iri in self.asked)
            query, count = re.subn(r"VALUES (\?asked|\(\?asked \?with\)) \{.*\}",
                                   lambda line: "VALUES %s { %s }" % (
                                       line[1], f"({values})" if line[1].startswith("(") else values), query)
            assert count == 1, f"{self.name}.rq says on one line what it asks of"
        return query

    def answer(self, data_sets, quiet=False):
        return json.loads(stoa(*["-q"] * quiet, "query", self.name, *data_sets, *self.options, "--format", "json"))


def of_theme(name, *themes, base=THEMES):
    return [Question(name, "--theme", theme, asked=[base + theme]) for theme in themes]


def of_themes(*pairs, base=THEMES):
    return [Question("common-ancestors", "--theme", one, "--with", other, asked=[base + one, base + other])
            for one, other in pairs]


def of_document(base, *documents):
    return [Question("descendants", "--document", each.split("/")[1], asked=[base + each], change=steps_to_direct)
            for each in documents]


GENERAL = [Question(name) for name in (
    "states", "coverage", "resumed", "new-items", "transformations", "relabelled", "novelty",
    "legacy", "areas", "weak-evidence", "places", "coding", "document-links")] + [
        Question("events", change=with_edition_and_flag), Question("persistence", change=with_count),
        Question("robustness", only=has_own_event, change=only_with_edition),
        Question("disagreements", change=without_words)]

# What is told of several series beside one another.
OF_TWO_SERIES = [Question("two-series"), Question("places"), Question("disagreements", change=without_words)]

ICLC_IRI, CONFINTEA_IRI = "https://w3id.org/stoa/iclc/", "https://w3id.org/stoa/confintea/"
GOALS_IRI = "https://w3id.org/stoa/goals/"
ICLC_THEMES = ("learning-technologies", "lifelong-learning", "inclusion", "governance-and-partnership")


class Rows:
    """Rows of an answer or of a query as a multiset of comparable cells, in the columns that both have."""
    def __init__(self, question, answer, columns, solutions, words):
        rows = [dict(row) for row in answer["rows"] if not question.only or question.only(row)]
        for row in rows:
            if question.change:
                question.change(row)
        columns_there = set(rows[0]) if rows else set(columns)
        self.columns = [name for name in columns if name in columns_there]
        own = OWN.get(question.name, set())
        self.unknown = [name for name in columns
                        if name not in columns_there and name not in own and not name.endswith("_label")]
        self.lists = {name for row in rows for name in self.columns if isinstance(row[name], list)}
        if question.name == "coding":
            self.lists -= {"evidence"}  # one passage a row
        self.words = words
        self.answered = Counter(tuple(self.of_answer(name, row[name]) for name in self.columns) for row in rows)
        self.found = Counter(tuple(self.of_query(name, row[columns.index(name)]) for name in self.columns)
                             for row in solutions)

    def of_answer(self, name, value):
        if isinstance(value, list):
            if name == "evidence":
                iris = [each["evidence"] for each in value]
            elif name == "coverage":
                iris = [each["edition"]["iri"] for each in value]
            else:
                iris = [each["iri"] for each in value]
            if name not in self.lists:
                (iris,) = iris
                return iris
            return frozenset(iris) or None
        if isinstance(value, dict):
            return value["iri"] if "iri" in value else round(value["value"], 9)
        if name in WORDS and value:
            return frozenset(value.split(", "))
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return round(value, 9)
        return None if value == "" else value

    def of_query(self, name, value):
        """The value is a bool, a number, or the text of a literal or IRI."""
        if value is None or value == "":
            return None
        if name in self.lists:
            return frozenset(str(value).split(" "))
        if name in WORDS:
            return frozenset(value.split(", "))
        if isinstance(value, str):
            return self.words.get(value, value)
        return value if isinstance(value, bool) else round(float(value), 9)


def show(rows, columns):
    def cell(value):
        return "{%s}" % " ".join(sorted(value)) if isinstance(value, frozenset) else str(value)
    return sorted(", ".join(f"{name}={cell(value)}" for name, value in zip(columns, row)) for row in rows.elements())


class SameAnswers(unittest.TestCase):
    """Base of the tests of one engine, which gives `load(turtle)` and `ask(store, query)` -> columns, rows.

    With STOA_TIMES in the environment it says how long each query took.
    """
    maxDiff = None
    seconds = 5  # at most, for one query
    words = None

    def compare(self, data_sets, questions, quiet=False):
        SameAnswers.words = SameAnswers.words or names()
        store = self.load(export(*data_sets, quiet=quiet))
        for question in questions:
            with self.subTest(str(question), of=str(data_sets[0])):
                started = time.monotonic()
                columns, solutions = self.ask(store, question.text())
                seconds = time.monotonic() - started
                self.assertLess(seconds, self.seconds)
                if os.environ.get("STOA_TIMES"):
                    print(f"{seconds:6.2f} s {type(self).__name__} {question}", file=sys.stderr)
                rows = Rows(question, question.answer(data_sets, quiet), columns, solutions, self.words)
                self.assertEqual(rows.unknown, [], "columns that the answer does not have")
                self.assertGreater(len(rows.columns), 1)
                self.assertEqual(show(rows.found - rows.answered, rows.columns),
                                 show(rows.answered - rows.found, rows.columns), "rows of one side only")

    def compare_random(self, full):
        for _, folder in random_series(full):
            self.compare([folder], of_random_series(), quiet=True)
        for _, folder in random_series(full, ("random", "other")):
            self.compare([folder], OF_TWO_SERIES, quiet=True)


class EveryDataSet:
    """The tests that every fast engine has, beside SameAnswers."""
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


def of_random_series():
    """Those of support/random_series.py."""
    base = RANDOM + "theme/"
    return [*GENERAL, *of_theme("lineage", "t1", "t4", base=base), *of_theme("bottlenecks", "t1", "t2", base=base),
            *of_themes(("t1", "t2"), ("t3", "t5"), base=base), *of_document(RANDOM, "source/s1", "source/s4")]


def every_question_of(data, few=False):
    """All questions; `few` asks those of a theme, of two, or of a document once or twice."""
    if data == WORKED_EXAMPLE:
        themes = ("access", "youth") if few else (
            "access", "ict", "youth", "digital", "inclusion", "equity", "gender", "ai")
        pairs = [("access", "ai"), ("equity", "gender"), ("ai", "youth"), ("access", "equity")]
        documents = ["document/d3", "source/s6-review", "source/s2"]
        base, themes_base = EXAMPLE, EXAMPLE + "theme/"
    elif data == CONFINTEA:
        themes = ("lifelong-learning", "adult-education")
        pairs = [("adult-education", "lifelong-learning")]
        documents = ["source/norrag"]
        base, themes_base = CONFINTEA_IRI, THEMES
    elif data == GOALS:
        themes = ("mdg-1", "sdg-3")
        pairs = [("sdg-3", "sdg-4")]
        documents = ["document/list-of-goals-2007"]
        base, themes_base = GOALS_IRI, GOALS_IRI + "theme/"
    else:
        themes = ICLC_THEMES
        pairs = [("learning-technologies", "lifelong-learning"), ("inclusion", "environment-and-climate")]
        documents = ["document/beijing-declaration", "source/k5"]
        base, themes_base = ICLC_IRI, THEMES
    if few:
        themes, pairs, documents = themes[:2], pairs[:2], documents[:2]
    return [*GENERAL, *of_theme("lineage", *themes, base=themes_base),
            *of_theme("bottlenecks", *themes, base=themes_base), *of_themes(*pairs, base=themes_base),
            *of_document(base, *documents)]
