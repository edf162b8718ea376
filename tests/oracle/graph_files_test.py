#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""NetworkX, igraph, pandas and Graphviz read the graph files, and all of them see the same graph."""
import csv
import io
import itertools
import json
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

from support import CANNOT_RUN, CONFINTEA, ICLC, PROGRAM, ROOT, STOA, export, main, read, stoa
from rdflib.namespace import RDF, SDO, SKOS

try:
    import networkx
    import pandas
    from networkx.readwrite.gexf import GEXFReader
except ImportError as missing:
    print(f"cannot run without {missing}")
    sys.exit(CANNOT_RUN)

# NetworkX 2.8 knows GEXF up to 1.2; what it reads is the same in 1.3 but for the namespaces.
GEXFReader.versions["1.3"] = {**GEXFReader.versions["1.2draft"], "NS_GEXF": "http://gexf.net/1.3",
                               "NS_VIZ": "http://gexf.net/1.3/viz", "VERSION": "1.3"}
GEXF = "{http://gexf.net/1.3}"
FORMATS = ("graphml", "gexf", "dot", "csv")

# --- two data sets that are made here ----------------------------------------------------------------------------

CONFIG = """name = "{name}"
base = "https://example.org/{name}/"
title = {title}
licence = "https://creativecommons.org/licenses/by/4.0/"
"""

# The worked example of the method: a letter is an item; ? an edition that nobody read, % one that was read in part.
WORKED = """
1 2001 : access abcd strand, ict efg issue, youth hij group
2 2003 : access abcdkl headline, ict efg issue, youth hij group
3 2005 : access abcd strand, digital efghij strand
4 2007 ?
5 2009 % inclusion abcdlm headline, digital efn issue, youth hij group
6 2012 : equity abl strand, gender cdm strand, ai noefp issue, youth hijqr strand
"""

HOSTILE = [
    'say "hi"', "R&D <b> ]]> -->", "a\\Nb\\", "C:\\new|pipe", "two\nlines\r\n\ttab", "=1+1", "café 学习 🌍", "ليبيا",
    "bell\a and escape\x1b", "not\uffffa character", "'; drop", "&amp;lt;", "   spaces   ", "a,b;c", "{curly} | <f0>",
]


def quoted(text):
    """As a basic string of TOML."""
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text) + '"'


def make(folder, name, records, title="Made"):
    folder.mkdir()
    (folder / "stoa.toml").write_text(CONFIG.format(name=name, title=quoted(title)), encoding="utf-8")
    text = 'evidence = "page"\n\n[[source]]\nid = "page"\nlabel = "A page"\n\n' + records
    (folder / "records.toml").write_text(text, encoding="utf-8")
    return folder


def coverage(facet, level, **more):
    made_up = 'allow = { code = "complete-without-documents", reason = "made up" }\n'
    text = table("edition.coverage", facet=facet, level=level, **more)
    return text.rstrip() + "\n" + made_up + "\n" if level == "complete" else text


def table(name, **fields):
    lines = (f"{key} = {value if isinstance(value, int) else json.dumps(value) if isinstance(value, list) else quoted(value)}\n"
             for key, value in fields.items())
    return f"[[{name}]]\n{''.join(lines)}\n"


def worked_example(folder):
    records = table("series", id="worked", label="Worked example")
    lines = [re.fullmatch(r"(\d) (\d+) ([:%?]) ?(.*)", line).groups() for line in WORKED.strip().splitlines()]
    treated = {number: [theme.split() for theme in rest.split(", ") if theme] for number, _, _, rest in lines}
    for theme in sorted({theme for themes in treated.values() for theme, _, _ in themes}):
        records += table("theme", id=theme, label=theme.capitalize())
    for item in "abcdefghijklmnopqr":
        records += table("concept", id=item, label=item.upper(), facet="issues")
    for number, year, level, _ in lines:
        records += table("edition", id=number, series="worked", number=int(number), label=f"Edition {number}", status="held",
                         start=year)
        read_as = {":": "complete", "%": "partial", "?": "unread"}[level]
        for facet in ("issues", "groups", "sdgs"):
            records += coverage(facet, read_as, **({} if level == "?" else {"read": ["page"]}))
        for theme, items, role in treated[number]:
            records += table("edition.occurrence", theme=theme, role=role, items=list(items))
    return make(folder / "worked", "worked", records)


def hostile(folder):
    records = table("series", id="hostile", label=HOSTILE[0] + HOSTILE[1])
    for number, label in enumerate(HOSTILE, 1):
        records += table("theme", id=f"t{number}", label=label)
        if label != label.strip():
            records = records.rstrip() + '\nallow = { code = "space-at-end", reason = "a hostile label" }\n\n'
    for number in (1, 2):
        records += table("edition", id=f"{number}", series="hostile", number=number, label=HOSTILE[number], status="held",
                         start="2001" if number == 1 else "2004-02")
        records += coverage("issues", "complete", read=["page"])
        for facet in ("groups", "sdgs"):
            records += table("edition.coverage", facet=facet, level="unread")
        for theme in range(1, len(HOSTILE) + 1):
            records += table("edition.occurrence", theme=f"t{theme}", role="strand")
    return make(folder / "hostile", "hostile", records, HOSTILE[1])


# --- reading ---------------------------------------------------------------------------------------------------------


def as_xml(text):
    """What XML can hold of the text."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


def value_as_text(value):
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


class Files:
    """All formats of one view, read by those who read them."""

    def __init__(self, folder, data_sets, view, *options):
        def write(form, *more):
            path = folder / f"file.{form}"
            stoa("export", *data_sets, "--format", form, "--view", view, *options, "-o", path, *more)
            return path

        self.paths = {form: write(form) for form in FORMATS}
        self.nodes = self.table("nodes.csv")
        self.edges = self.table("edges.csv")
        self.graphml = networkx.read_graphml(self.paths["graphml"])
        self.gexf = networkx.read_gexf(self.paths["gexf"], version="1.3")
        self.xml = ElementTree.parse(self.paths["gexf"]).getroot()
        self.spells_of = {node.get("id"): [(each.get("start", ""), each.get("end", "")) for each in node.iter(GEXF + "spell")]
                          for node in self.xml.iter(GEXF + "node")}
        program = ('N { printf("N\\t%s\\t%s\\n", $.name, hasAttr($, "class") ? $.class : ""); }'
                   'E { printf("E\\t%s\\t%s\\t%s\\n", $.tail.name, $.head.name, hasAttr($, "class") ? $.class : ""); }')
        lines = subprocess.run(["gvpr", program, self.paths["dot"]], capture_output=True, check=True).stdout.decode()
        drawn = [line.split("\t") for line in lines.splitlines() if not line.endswith("\tlayer")]
        self.dot_nodes = [line[1] for line in drawn if line[0] == "N"]
        self.dot_edges = [(line[1], line[2]) for line in drawn if line[0] == "E"]

    def table(self, name):
        with (self.paths["csv"] / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        assert {len(row) for row in rows} == {len(rows[0])}
        return [{key: value for key, value in zip(rows[0], row) if value} for row in rows[1:]]

    def spells(self, node):
        return self.spells_of[node]


class GraphFiles(unittest.TestCase):
    maxDiff = 4000

    @classmethod
    def setUpClass(cls):
        cls.kept = tempfile.TemporaryDirectory(prefix="stoa-graph-files-")
        cls.folder = Path(cls.kept.name)
        cls.addClassCleanup(cls.kept.cleanup)
        cls.worked = worked_example(cls.folder)
        cls.hostile = hostile(cls.folder)
        cls.sink = ROOT / "tests/golden/every-kind-and-property/input/sink"
        cls.read = {}
        for name, data_sets in {"iclc": [ICLC], "both": [ICLC, CONFINTEA], "worked": [cls.worked], "hostile": [cls.hostile],
                                "sink": [cls.sink]}.items():
            for view in ("graph", "lineage"):
                series = ["--series", "confintea"] if (name, view) == ("both", "lineage") else []
                folder = cls.folder / f"{name}-{view}"
                folder.mkdir()
                cls.read[name, view] = Files(folder, data_sets, view, *series), data_sets

    def each(self):
        for (name, view), (files, data_sets) in self.read.items():
            with self.subTest(data=name, view=view):
                yield name, view, files, data_sets

    def test_formats_agree_on_nodes_and_their_attributes(self):
        for _, _, files, _ in self.each():
            self.assertTrue(files.nodes)
            rows = {row["id"]: {key: as_xml(value) for key, value in row.items() if key != "id"} for row in files.nodes}
            self.assertEqual(len(rows), len(files.nodes))
            self.assertEqual(sorted(files.dot_nodes), sorted(rows))
            for graph in (files.graphml, files.gexf):
                self.assertEqual(list(graph), list(rows))
                for node, values in graph.nodes(data=True):
                    found = {key: value for key, value in values.items() if key not in ("spells", "viz", "networkx_key")}
                    self.assertEqual(set(found), set(rows[node]), node)
                    for key, value in found.items():
                        if isinstance(value, float):
                            self.assertEqual(value, float(rows[node][key]))
                        else:
                            self.assertEqual(value_as_text(value), rows[node][key], (node, key))

    def test_formats_agree_on_edges_and_their_attributes(self):
        for _, _, files, _ in self.each():
            expected = Counter((row["source"], row["target"]) for row in files.edges)
            self.assertEqual(Counter(files.dot_edges), expected)
            rows = Counter(tuple(sorted(row.items())) for row in files.edges)
            for graph in (files.graphml, files.gexf):
                self.assertTrue(graph.is_directed())
                self.assertEqual(Counter((a, b) for a, b in graph.edges()), expected)
                found = Counter()
                for source, target, values in graph.edges(data=True):
                    texts = {key: value_as_text(value) for key, value in values.items() if key not in ("id", "label")}
                    # GEXF's own attribute; a column may have its name.
                    if graph is files.gexf and "property" in texts:
                        texts.pop("kind", None)
                    found[tuple(sorted({"source": source, "target": target, **texts}.items()))] += 1
                self.assertEqual(found, rows)

    def test_there_is_a_node_for_each_record_and_an_edge_for_each_relation(self):
        for _, view, files, data_sets in self.each():
            if view == "graph":
                info = json.loads(stoa("info", *data_sets, "--format", "json"))
                kinds = Counter(row["kind"] for row in files.nodes)
                self.assertEqual(kinds, Counter({kind: count for kind, count in info["records"].items() if count}))
                self.assertEqual(Counter(row["property"] for row in files.edges), Counter(info["relations"]))

    def test_iris_are_those_of_the_turtle(self):
        files, data_sets = self.read["both", "graph"]
        graph = read(export(*data_sets, parts="data"))
        addresses = set(graph.subjects(RDF.type, SDO.PostalAddress))  # which are no records
        subjects = {str(subject) for subject in set(graph.subjects()) - addresses}
        self.assertEqual({row["iri"] for row in files.nodes}, subjects)

    def test_iris_of_states_are_those_of_the_evolution_part(self):
        files, data_sets = self.read["worked", "lineage"]
        graph = read(export(*data_sets, parts="evolution"))
        self.assertEqual({row["iri"] for row in files.nodes}, {str(each) for each in graph.subjects(RDF.type, STOA.ThemeState)})
        iri = {row["id"]: row["iri"] for row in files.nodes}
        self.assertEqual({(iri[row["source"]], iri[row["target"]]) for row in files.edges},
                         {(str(a), str(b)) for a, b in graph.subject_objects(STOA.leadsTo)})
        events = {str(each).rsplit("/", 1)[1] for each in graph.subjects(STOA.basis)}
        named = {event for row in files.edges + files.nodes for event in row.get("lineage_events", "").split("|") if event}
        self.assertLessEqual(named | {row["event"] for row in files.edges if "event" in row}, events)

    def test_igraph_reads_graphml(self):
        try:
            import igraph
        except ImportError:
            self.skipTest("there is no igraph")
        for _, _, files, _ in self.each():
            graph = igraph.Graph.Read_GraphML(str(files.paths["graphml"]))
            self.assertEqual(graph.vcount(), len(files.nodes))
            self.assertEqual(graph.ecount(), len(files.edges))
            self.assertEqual(graph.vs["id"], [row["id"] for row in files.nodes])
            self.assertEqual(graph.vs["label"], [as_xml(row["label"]) for row in files.nodes])

    def test_keys_of_graphml_have_types(self):
        files, _ = self.read["worked", "lineage"]
        state = files.graphml.nodes["state:digital-3"]
        self.assertEqual({type(state[key]) for key in ("year", "scope_size", "area", "criticality", "edition_number")}, {int})
        self.assertIs(type(state["main_path"]), bool)
        arc = files.graphml.edges["state:ict-2", "state:digital-3"]
        self.assertEqual((type(arc["kept"]), type(arc["inclusion"])), (int, float))

    def test_no_measure_is_anything_but_a_number(self):
        for _, view, files, _ in self.each():
            for path in (files.paths["graphml"], files.paths["gexf"]):
                self.assertNotRegex(path.read_text(encoding="utf-8"), r"(?i)[>\"]-?(nan|inf)(inity)?[<\"]")
            if view == "lineage":
                for row in files.edges:
                    before, after = int(row["kept"]) + int(row["lost"]), int(row["kept"]) + int(row["gained"])
                    if before == 0 or after == 0:
                        self.assertNotIn("inclusion", row)
                        self.assertNotIn("jaccard", row)
                    else:
                        self.assertAlmostEqual(float(row["inclusion"]), int(row["kept"]) / min(before, after), places=11)

    def test_graphviz_draws_the_lineage(self):
        for name, view, files, _ in self.each():
            if view == "lineage":
                drawn = subprocess.run(["dot", "-Tsvg", files.paths["dot"]], capture_output=True, check=True)
                self.assertEqual(drawn.stderr, b"")
                svg = ElementTree.fromstring(drawn.stdout)
                titles = svg.findall(".//{http://www.w3.org/2000/svg}g[@class='node']")
                self.assertEqual(len(titles), len(files.nodes), name)
        text = self.read["hostile", "lineage"][0].paths["dot"]
        svg = ElementTree.fromstring(subprocess.run(["dot", "-Tsvg", text], capture_output=True, check=True).stdout)
        written = {node.text for node in svg.iter("{http://www.w3.org/2000/svg}text")}
        for label in ('say "hi" (1)', "R&D <b> ]]> --> (1)", "a\\Nb\\ (1)", "C:\\new|pipe (1)", "&amp;lt; (1)", "{curly} | <f0> (1)"):
            self.assertIn(label, written)

    def test_dashes_are_morphs(self):
        files, _ = self.read["worked", "lineage"]
        text = files.paths["dot"].read_text(encoding="utf-8")
        self.assertEqual(text.count("style=dashed"), sum(row["kind"] == "morphs" for row in files.edges))
        self.assertEqual(text.count("rank=same"), 5)

    def test_spells_lie_within_the_dates_of_editions(self):
        def first(date):
            return date + "-01-01"[len(date) - 4:] if len(date) < 10 else date

        def last(date):
            return str((pandas.Period(date) if len(date) < 10 else pandas.Period(date, "D")).end_time.date())

        for _, view, files, _ in self.each():
            days, treated = {}, {}
            graph_nodes = files.nodes if view == "graph" else []
            for row in graph_nodes:
                if row["kind"] == "edition" and "start" in row:
                    days[row["id"]] = (first(row["start"]), last(row.get("end", row["start"])))
                    self.assertEqual(files.spells(row["id"]), [days[row["id"]]])
                elif row["kind"] == "edition":
                    self.assertEqual(files.spells(row["id"]), [])
                elif row["kind"] == "document":
                    day = row.get("issued", row.get("adopted"))
                    self.assertEqual(files.spells(row["id"]), [(first(day), "")] if day else [])
            for row in graph_nodes:
                if row["kind"] == "theme":
                    for start, end in files.spells(row["id"]):
                        self.assertIn(start, {each[0] for each in days.values()})
                        self.assertIn(end, {each[1] for each in days.values()})
                        self.assertLessEqual(start, end)
                        treated[row["id"]] = True
                elif row["kind"] not in ("edition", "document"):
                    self.assertEqual(files.spells(row["id"]), [])
            if view == "graph":
                self.assertTrue(treated or not days)
        lineage, whole = self.read["iclc", "lineage"][0], self.read["iclc", "graph"][0]
        for row in lineage.nodes:
            self.assertEqual(lineage.spells(row["id"]), whole.spells(row["edition"]))
            (start, end), = lineage.spells(row["id"])
            self.assertTrue(any(a <= start and end <= b for a, b in whole.spells(row["theme"])), row["id"])

    def test_runs_of_editions_are_spells_of_a_theme(self):
        whole = self.read["worked", "graph"][0]
        # Edition 4 was not read: editions 3 and 5 follow each other.
        self.assertEqual(whole.spells("theme:youth"), [("2001-01-01", "2003-12-31"), ("2009-01-01", "2012-12-31")])
        self.assertEqual(whole.spells("theme:digital"), [("2005-01-01", "2009-12-31")])

    def test_time_goes_to_the_right(self):
        """In Gephi and NetworkX: every node has a place, a colour and a size, and no two nodes have one place."""
        for _, view, files, _ in self.each():
            looks = {node: data["viz"] for node, data in files.gexf.nodes(data=True)}
            places = {node: (look["position"]["x"], look["position"]["y"]) for node, look in looks.items()}
            self.assertEqual(len(places), len(files.nodes))
            self.assertEqual(len(set(places.values())), len(places))
            self.assertTrue(all(look["size"] > 0 and len(look["color"]) >= 3 for look in looks.values()))
            dates = {row["id"]: row.get("start") if view == "graph" else row.get("year") for row in files.nodes
                     if view == "lineage" or row["kind"] == "edition"}
            by_year = sorted((date[:4], places[node][0]) for node, date in dates.items() if date)
            for (year, x), (later, later_x) in itertools.pairwise(by_year):
                self.assertTrue(year == later or x < later_x, (year, x, later, later_x))

    def test_neo4j_finds_the_columns_that_it_needs(self):
        for view in ("graph", "lineage"):
            with self.subTest(view), tempfile.TemporaryDirectory(prefix="stoa-neo4j-") as folder:
                stoa("export", ICLC, "--format", "csv", "--view", view, "--neo4j", "-o", Path(folder) / "neo4j")
                stoa("export", ICLC, "--format", "csv", "--view", view, "-o", Path(folder) / "plain")
                for name, needed in (("nodes", {"ID", "LABEL"} if view == "graph" else {"ID"}),
                                     ("edges", {"START_ID", "END_ID", "TYPE"})):
                    lines = [(Path(folder) / form / f"{name}.csv").read_text(encoding="utf-8").split("\n", 1)
                             for form in ("neo4j", "plain")]
                    headings = [next(csv.reader([heading])) for heading, _ in lines]
                    types = [each.split(":", 1)[1] for each in headings[0] if ":" in each]
                    self.assertLessEqual(needed, set(types))
                    self.assertLessEqual(set(types), needed | {"long", "double", "boolean"})
                    self.assertEqual([each.split(":")[0] for each in headings[0]], [each.split(":")[0] for each in headings[1]])
                    self.assertEqual(lines[0][1], lines[1][1])

    def test_gexf_keeps_to_version_1_3(self):
        for _, _, files, _ in self.each():
            self.assertEqual((files.xml.tag, files.xml.get("version")), (GEXF + "gexf", "1.3"))
            graph = files.xml.find(GEXF + "graph")
            self.assertEqual([each.tag for each in graph], [GEXF + each for each in ("attributes", "attributes", "nodes", "edges")])
            self.assertEqual((graph.get("mode"), graph.get("timeformat"), graph.get("timerepresentation")),
                             ("dynamic", "date", "interval"))
            for attributes in graph.findall(GEXF + "attributes"):
                of = attributes.get("class")
                declared = {each.get("id"): each.get("type") for each in attributes}
                self.assertLessEqual(set(declared.values()), {"string", "long", "double", "boolean"})
                used = {each.get("for") for each in graph.iterfind(f".//{GEXF}{of}/{GEXF}attvalues/{GEXF}attvalue")}
                self.assertLessEqual(used, set(declared))
            kinds = Counter((e.get("source"), e.get("target"), e.get("kind")) for e in graph.iter(GEXF + "edge"))
            self.assertEqual(set(kinds.values()) - {1}, set(), "parallel edges of one kind")

    def test_graphml_names_are_tokens(self):
        for _, _, files, _ in self.each():
            for node in files.graphml:
                self.assertRegex(node, r"\A[A-Za-z0-9._:-]+\Z")

    def test_pandas_reads_csv(self):
        for name, _, files, _ in self.each():
            nodes = pandas.read_csv(files.paths["csv"] / "nodes.csv", keep_default_na=False, dtype=str)
            edges = pandas.read_csv(files.paths["csv"] / "edges.csv", keep_default_na=False, dtype=str)
            self.assertEqual((len(nodes), len(edges)), (len(files.nodes), len(files.edges)), name)
            self.assertTrue(set(edges["source"]) | set(edges["target"]) <= set(nodes["id"]))

    def test_one_table_is_the_one_of_the_folder(self):
        files, data_sets = self.read["iclc", "lineage"]
        for table in ("nodes", "edges"):
            alone = stoa("export", *data_sets, "--format", "csv", "--view", "lineage", "--table", table)
            self.assertEqual(alone, (files.paths["csv"] / f"{table}.csv").read_bytes())
            self.assertEqual(alone.count(b"\r\n"), alone.count(b"\n"))

    def test_hostile_labels_come_back(self):
        files, _ = self.read["hostile", "graph"]
        labels = [row["label"] for row in files.nodes if row["kind"] == "theme"]
        # Names are in the natural order t1, t2, ...; texts are in NFC without spaces around them.
        self.assertEqual([label.strip() for label in labels], [label.strip() for label in HOSTILE])

    def test_the_worked_example_is_what_the_method_says(self):
        files, _ = self.read["worked", "lineage"]
        states = {row["id"]: row for row in files.nodes}
        arcs = {(row["source"][6:], row["target"][6:]): row for row in files.edges}
        self.assertEqual(len(states), 15)
        self.assertEqual(Counter(row["kind"] for row in arcs.values()), {"continues": 6, "resumes": 1, "morphs": 7})
        self.assertEqual(states["state:access-2"]["scope_change"], "broadened")
        self.assertEqual(states["state:access-3"]["role_change"], "lowered")
        self.assertEqual(states["state:digital-3"]["lineage_events"].split("|")[0], "default-3-merged-digital")
        self.assertEqual(states["state:digital-3"]["is_derived"], "true")
        self.assertEqual(states["state:youth-2"]["has_heir"], "true")
        self.assertEqual((states["state:youth-5"]["type"], states["state:youth-5"]["gap_editions"]), ("resumed", "1"))
        self.assertEqual(states["state:digital-5"]["scope_change"], "unknown")
        for ends, lineage in {("ict-2", "digital-3"): "merged", ("youth-2", "digital-3"): "merged",
                              ("access-3", "inclusion-5"): "replaced", ("digital-3", "digital-5"): "branched",
                              ("digital-3", "youth-5"): "branched", ("inclusion-5", "equity-6"): "split",
                              ("inclusion-5", "gender-6"): "split", ("digital-5", "ai-6"): "replaced"}.items():
            self.assertEqual(arcs[ends]["lineage"], lineage, ends)
        self.assertEqual(arcs["ict-2", "digital-3"]["kept"], "3")
        self.assertEqual(arcs["access-3", "inclusion-5"]["jaccard"], "0.666666666667")
        self.assertEqual(len({row["area"] for row in states.values()}), 2)

    def test_the_notebook_shows_what_the_records_say(self):
        files, data_sets = self.read["iclc", "lineage"]
        picture = self.folder / "matrix.png"
        run = subprocess.run([sys.executable, ROOT / "examples/python/theme_evolution.py", files.paths["csv"],
                              files.paths["graphml"], picture], capture_output=True, text=True, check=False,
                             env={"MPLCONFIGDIR": str(self.folder), "HOME": str(self.folder), "LC_ALL": "C.UTF-8"})
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stderr)
        self.assertIn(f"{len(files.nodes)} states of ", run.stdout)
        self.assertTrue(picture.read_bytes().startswith(b"\x89PNG"))
        # The matrix of the records alone: the most prominent role of a theme in the editions that were held.
        graph = read(export(*data_sets, parts="data"))
        rank = {STOA.headline: 3, STOA.strand: 2, STOA.issue: 1, STOA.group: 1}
        held = sorted((int(graph.value(each, STOA.editionNumber)), each) for each in graph.subjects(STOA.status, STOA.held))
        expected = {}
        for occurrence in graph.subjects(STOA.theme):
            theme = next(str(label) for label in graph.objects(graph.value(occurrence, STOA.theme), SKOS.prefLabel)
                         if label.language == "en")
            row = expected.setdefault(theme, {})
            edition = graph.value(occurrence, STOA.edition)
            row[edition] = max(row.get(edition, 0), rank[graph.value(occurrence, STOA.role)])
        printed = dict(re.findall(r"^(\S.*?)  +((?:[123.] +)+)[01]\.\d\d$", run.stdout, re.M))
        self.assertEqual({theme: row.split() for theme, row in printed.items()},
                         {theme: [str(row.get(edition, ".")) for _, edition in held] for theme, row in expected.items()})


class Outputs(unittest.TestCase):
    def setUp(self):
        kept = tempfile.TemporaryDirectory(prefix="stoa-graph-files-")
        self.addCleanup(kept.cleanup)
        self.folder = Path(kept.name)

    def run_stoa(self, *arguments, **options):
        return subprocess.run([PROGRAM, "export", ICLC, *arguments], capture_output=True, check=False, **options)

    def test_a_full_device_is_an_error(self):
        for form in ("graphml", "gexf", "dot"):
            done = self.run_stoa("--format", form, "-o", "/dev/full")
            self.assertEqual((done.returncode, done.stderr),
                             (2, b"stoa: error: cannot write '/dev/full': No space left on device\n"))
        done = self.run_stoa("--format", "csv", "--table", "edges", "-o", "/dev/full")
        self.assertEqual(done.returncode, 2)

    def test_old_files_stay_when_there_is_no_room(self):
        import resource
        import signal

        def no_room():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

        for form, names in {"graphml": ["old"], "gexf": ["old"], "dot": ["old"], "csv": ["old/nodes.csv", "old/edges.csv"]}.items():
            folder = self.folder / form
            for name in names:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(b"old")
            done = self.run_stoa("--format", form, "-o", folder / "old", preexec_fn=no_room)
            self.assertEqual(done.returncode, 2, form)
            self.assertEqual([(folder / name).read_bytes() for name in names], [b"old"] * len(names))
            self.assertEqual(sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()), sorted(names))

    def test_a_folder_of_csv_is_made_and_another_file_in_it_stays(self):
        self.assertEqual(self.run_stoa("--format", "csv", "-o", self.folder / "new").returncode, 0)
        (self.folder / "new/other").write_bytes(b"mine")
        self.assertEqual(self.run_stoa("--format", "csv", "-o", self.folder / "new").returncode, 0)
        self.assertEqual(sorted(each.name for each in (self.folder / "new").iterdir()), ["edges.csv", "nodes.csv", "other"])
        done = self.run_stoa("--format", "csv", "-o", self.folder / "no/new")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"No such file or directory", done.stderr)
        done = self.run_stoa("--format", "csv", "-o", self.folder / "new/other")
        self.assertEqual(done.returncode, 2)


if __name__ == "__main__":
    main()
