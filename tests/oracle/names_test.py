#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""An event, a field and a parameter have one name each: JSON, CSV, Turtle, pictures, help and documents are held against
one another, and the values of the fields with them. A term is its local name with `_` for each capital letter."""
import csv
import io
import json
import re
import unittest
from decimal import Decimal

from rdflib import RDF, Literal, URIRef
from rdflib.namespace import SKOS

from support import CONFINTEA, GOALS, ICLC, ROOT, STOA, main, read, stoa
from support.evolution_queries import WORKED_EXAMPLE, names
from support.random_series import random_series

# Columns of events that follow from others in Turtle: the facet from the item, the list from what is concerned, and the
# measures from the counts.
FOLLOWS = {"facet", "list", "retention", "inheritance", "inclusion", "jaccard", "gain", "loss"}
# Properties of events that every row of every answer has under the name of the row's key, or that are of Turtle alone.
OF_EVERY_ROW = {"label", "edition", "evidence", "basis", "across"}
OF_TURTLE = {"source_edition", "absent_in", "generated_by", "stated_in", "flag"}


def snake(name):
    return re.sub(r"[A-Z]", lambda capital: "_" + capital[0].lower(), name)


def local(term):
    return re.split(r"[:#/]", str(term))[-1]


def kebab(name):
    return name.replace("_", "-")


class OneName(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        schema = json.loads(stoa("schema", "--format", "json"))
        cls.properties = schema["properties"]
        cls.of_event = {each["key"]: each for each in cls.properties
                        if "event" in each["subjects"] and not each["in_rdf_only"]}
        cls.of_analysis = {each["key"]: each for each in cls.properties
                           if "analysis" in each["subjects"] and not each["in_rdf_only"]}
        cls.words = names()
        cls.questions = json.loads(stoa("query", "--list", "--format", "json"))

    def events(self, *data_sets, options=()):
        return json.loads(stoa("-q", "query", "events", *data_sets, *options, "--format", "json"))

    # --- fields

    def test_a_term_of_an_event_has_the_name_of_its_key(self):
        for key, each in {**self.of_event, **self.of_analysis}.items():
            if each["by_program"] and each["term"].startswith("stoa:"):
                self.assertEqual(snake(local(each["term"])), key)

    def test_the_columns_of_events_are_the_properties_of_events(self):
        columns = {each["name"] for each in self.events(WORKED_EXAMPLE)["columns"]} - {"event"}
        self.assertLessEqual(FOLLOWS, columns)
        self.assertEqual(columns - FOLLOWS - {"scope_too_small"}, set(self.of_event) - OF_EVERY_ROW - OF_TURTLE)
        flags = [each for each in self.words.items() if each[0].endswith("#scopeTooSmall")]
        self.assertEqual(flags, [(str(STOA.scopeTooSmall), "scope_too_small")])

    def test_csv_has_the_columns_of_json(self):
        for question in ("events", "transformations", "robustness", "resumed", "new-items", "states"):
            with self.subTest(question):
                answer = json.loads(stoa("query", question, WORKED_EXAMPLE, "--format", "json"))
                table = csv.reader(io.StringIO(stoa("-q", "query", question, WORKED_EXAMPLE, "--format", "csv").decode(),
                                               newline=""))
                heading = next(table)
                own = [name for name in heading if not name.endswith(("_label", "_iri", "_kind", "_exact"))]
                columns = [each["name"] for each in answer["columns"]]
                self.assertEqual(own[:len(columns)], columns)

    def test_answers_call_a_field_of_events_by_its_name(self):
        old = {"kind", "subjects", "targets", "shared_items", "population", "chance", "open", "heir", "derived",
               "survives_documents", "survives_items", "documents_before", "documents_after"}
        asked = {"--theme": "access", "--with": "digital", "--document": "codebook"}
        for question in self.questions:
            if question["series"] > 1:
                continue
            needs = [word for option in question["needs"] for word in (option, asked[option])]
            run = json.loads(stoa("-q", "query", question["name"], WORKED_EXAMPLE, *needs, "--format", "json"))
            with self.subTest(question["name"]):
                self.assertEqual({each["name"] for each in run["columns"]} & old, set())

    # --- events

    def compare(self, *data_sets, options=()):
        """Every event has the same words, type and values in JSON and in Turtle."""
        graph = read(stoa("-q", "export", *data_sets, "--parts", "evolution", *options))
        answer = self.events(*data_sets, options=options)
        rows = {row["event"]["iri"]: row for row in answer["rows"]}
        events = {str(event) for event in graph.subjects(RDF.type, STOA.EvolutionEvent)}
        self.assertEqual(set(rows), events)
        columns = [each["name"] for each in answer["columns"] if each["name"] in self.of_event]
        for iri, row in rows.items():
            event = URIRef(iri)
            self.assertEqual([str(label) for label in graph.objects(event, SKOS.prefLabel)], [row["event"]["label"]])
            types = {self.words.get(str(each)) for each in graph.objects(event, RDF.type)} - {None}
            self.assertEqual(types, {row["type"]}, iri)
            self.assertEqual(self.words[str(graph.value(event, STOA.basis))], row["basis"])
            self.assertEqual({str(each) for each in graph.objects(event, STOA.evidence)},
                             {each["evidence"] for each in row["evidence"]}, iri)
            self.assertEqual(bool(row["scope_too_small"]), (event, STOA.flag, STOA.scopeTooSmall) in graph, iri)
            for name in columns:
                if name != "type":
                    term = STOA[local(self.of_event[name]["term"])]
                    self.assertEqual({self.of_turtle(each) for each in graph.objects(event, term)},
                                     self.of_json(row[name]), f"{iri} {name}")
        return rows

    def of_turtle(self, term):
        if isinstance(term, Literal):
            value = term.toPython()
            return round(float(value), 9) if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) \
                else value
        return self.words.get(str(term), str(term))

    @staticmethod
    def of_json(value):
        if value is None:
            return set()
        if isinstance(value, list):
            return {each["iri"] for each in value}
        if isinstance(value, dict):
            value = value["value"]
        return {round(float(value), 9) if isinstance(value, (int, float)) and not isinstance(value, bool) else value}

    def test_events_are_the_same_in_json_and_turtle(self):
        for data_sets in ([ICLC], [GOALS], [CONFINTEA], [WORKED_EXAMPLE]):
            with self.subTest(str(data_sets[0])):
                rows = self.compare(*data_sets)
                self.assertGreater(len(rows), 20)

    def test_events_of_random_series_are_the_same_in_json_and_turtle(self):
        options = [(), ("--facets", "groups"), ("--min-sources", 2), ("--documents", "declaration"),
                   ("--look-back", 3, "--min-overlap", "1/3", "--min-shared", 1)]
        for seed, folder in random_series(100):
            with self.subTest(seed=seed):
                self.compare(folder, options=options[seed % len(options)])

    def test_events_of_two_series_are_the_same_in_json_and_turtle(self):
        self.compare(ICLC, CONFINTEA)

    def test_a_picture_says_of_a_lineage_event_what_the_answers_say(self):
        for data in (GOALS, WORKED_EXAMPLE):
            picture = stoa("draw", "flow", data, "-o", "-").decode()
            text = re.sub(r"\s+", " ", re.sub(r"[\u2066-\u2069]", "", re.sub(r"<[^>]*>", " ", picture)))
            told = [row for row in self.events(data)["rows"] if row["list"] == "lineage"]
            self.assertGreater(len(told), 0)
            for row in told:
                words = row["event"]["label"].rsplit(" at ", 1)[0].replace("&", "&amp;")
                self.assertIn(words, text)

    def test_graph_files_call_a_field_of_events_by_its_name(self):
        files = stoa("export", WORKED_EXAMPLE, "--format", "graphml", "--view", "lineage").decode()
        keys = set(re.findall(r'attr.name="([^"]+)"', files))
        shared = {"role_change", "scope_change", "kept", "gained", "lost", "inclusion", "jaccard", "gap_editions",
                  "is_derived", "has_heir", "scope_too_small", "type"}
        self.assertLessEqual(shared, keys)
        self.assertEqual(keys & {"gap", "derived", "heir", "open", "population", "chance"}, set())

    # --- parameters

    def test_a_parameter_has_the_name_of_its_option_everywhere(self):
        options = {option for each in self.questions if each["name"] == "events" for option in each["takes"]}
        options -= {"--theme", "--edition", "--series"}
        parameters = self.events(WORKED_EXAMPLE)["analyses"][0]["parameters"]
        self.assertEqual({"--" + kebab(name) for name in parameters} - {"--method-version"}, options)
        self.assertEqual(set(self.of_analysis) - {"label", "series"}, set(parameters))
        method = (ROOT / "docs/method.md").read_text(encoding="utf-8")
        described = set(re.findall(r"^\| `(--[a-z-]+)` \|", method, re.MULTILINE))
        self.assertEqual(described, options)
        methods = stoa("query", "--methods", WORKED_EXAMPLE).decode()
        picture = stoa("draw", "flow", WORKED_EXAMPLE, "-o", "-").decode()
        for name, value in parameters.items():
            if not isinstance(value, list) and name != "method_version":
                self.assertIn(f"{name} = {value}", methods)
            if name in ("min_overlap", "min_part", "min_shared", "look_back"):
                self.assertIn(f"{name} = {value}", picture)
        varied = {row["parameter"] for row in
                  json.loads(stoa("query", "sensitivity", WORKED_EXAMPLE, "--format", "json"))["rows"]}
        self.assertLessEqual(varied, set(parameters))

    def test_an_analysis_is_named_after_its_options(self):
        given = {"--min-overlap": "2/3", "--min-shared": "3", "--big-change": "1/3", "--facets": "issues"}
        answer = self.events(WORKED_EXAMPLE, options=[word for each in given.items() for word in each])
        name = answer["analyses"][0]["analysis"].rsplit("/", 1)[1]
        for option, value in given.items():
            self.assertIn(f"{option[2:]}-{value.replace('/', '-')}", name)

    def test_the_ranges_of_the_method_are_those_of_the_program(self):
        """What lies outside of the documented range is refused, and its ends are taken."""
        method = (ROOT / "docs/method.md").read_text(encoding="utf-8")
        rows = re.findall(r"^\| `(--[a-z-]+)` \|.*\| ([^|]*) \|$", method, re.MULTILINE)
        counts = [(option, *map(int, ends.replace(",", "").split(" to "))) for option, ends in rows if " to " in ends]
        self.assertEqual(len(counts), 5)
        for option, least, most in counts:
            for value in (least, most):
                self.events(WORKED_EXAMPLE, options=[option, value])
            for value in (least - 1, most + 1):
                with self.assertRaisesRegex(SystemExit, re.escape(f"{option} takes a whole number from")):
                    self.events(WORKED_EXAMPLE, options=[option, value])

    def test_what_the_method_refuses_is_what_the_program_refuses(self):
        header = (ROOT / "src/stoa/evolution/measures.hpp").read_text(encoding="utf-8")
        documents, themes = (re.search(rf"minimum_{name} = (\d+);", header)[1] for name in ("documents", "themes"))
        for file in ("docs/method.md", "docs/questions.md"):
            text = re.sub(r"\s+", " ", (ROOT / file).read_text(encoding="utf-8"))
            self.assertIn(f"fewer than {documents} documents or {themes} themes", text)
            self.assertIn(f"fewer than {themes} themes", text)
            self.assertEqual(set(re.findall(r"fewer than (\d+) documents", text)), {documents})
            self.assertEqual(set(re.findall(r"(?:fewer than|or) (\d+) themes", text)), {themes})

    # --- documents

    def test_no_document_has_a_former_name(self):
        former = re.compile(r"`(open|heir|derived|population|chance|level)`, (true|false)|`(open|heir|derived|chance)` |"
                            r"\b(kappa|sigma|inclusion_threshold|inclusionThreshold|broadening_\w+|broadeningShare|"
                            r"minimumSources|sharedMinimum|scopeMinimum|partMinimum|documentsRead(Before|After)|"
                            r"survives_(documents|items)|shared_items)\b|--(kappa|beta)\b")
        files = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("ontology/*"), *ROOT.glob("examples/**/*.md"),
                 *ROOT.glob("examples/**/*.py"), *ROOT.glob("examples/**/*.ipynb"), *ROOT.glob("examples/queries/*")]
        for file in files:
            if file.is_file() and file.name != "CHANGELOG.md":
                found = former.search(file.read_text(encoding="utf-8"))
                self.assertIsNone(found, file)


if __name__ == "__main__":
    main()
