#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Behaviour of the servers that a client must know (docs/endpoints.md): each test shows a defect, or that it is absent.

A test that fails after a new version of a server says that the document, and perhaps the client, may change.

usage: quirks_test.py [SERVER]...
       quirks_test.py --table      prints the table "What stores rewrite"
"""

import pathlib
import re
import sys

from support.case import Case, main, triples
from support.client import Client

GRAPH = "https://example.org/graph"
STAGING = GRAPH + "/.staging/1"
MISSING = "https://example.org/missing"
TURTLE = {"Content-Type": "text/turtle"}
XSD = "http://www.w3.org/2001/XMLSchema#"
TWO = triples(2)
MALFORMED = b'<https://example.org/s> <https://example.org/p> "open .\n'
REPLACE_AT_ONCE = f"COPY GRAPH <{STAGING}> TO GRAPH <{GRAPH}>"
DROP = f"DROP SILENT GRAPH <{GRAPH}>"

# What comes back for what is sent, in a SELECT and where it differs in a GET of the graph; where nothing is said, the
# same comes back. In one row each: virtuoso, fuseki, oxigraph. The table of docs/endpoints.md is made of these.
SAME = None
REWRITTEN = {
    '"01"^^xsd:integer': ('"1"^^xsd:integer',) * 3,
    '"1"^^xsd:nonNegativeInteger': (SAME, SAME, '"1"^^xsd:integer'),
    '"12345678901234567890"^^xsd:integer': ('"12345678901234567890"^^xsd:decimal', SAME, SAME),
    '"1.50"^^xsd:decimal': ('"1.5"^^xsd:decimal',) * 3,
    '"1.5"^^xsd:decimal': (SAME, SAME, SAME),
    '"1.0"^^xsd:decimal': ('"1"^^xsd:decimal', SAME, '"1"^^xsd:decimal'),
    '"1"^^xsd:decimal': (SAME, '"1.0"^^xsd:decimal', SAME),
    '"0.1234567890123456789"^^xsd:decimal': ('"0.123456789012346"^^xsd:decimal', SAME, SAME),
    '"1.5E0"^^xsd:double': ('"1.5"^^xsd:double', '"1.5e0"^^xsd:double', '"1.5"^^xsd:double'),
    '"0.1234567890123"^^xsd:double': ('"0.123457"^^xsd:double', '"0.1234567890123e0"^^xsd:double', SAME),
    '"true"^^xsd:boolean': ('"1"^^xsd:boolean', SAME, SAME),
    '"1"^^xsd:boolean': (SAME, '"true"^^xsd:boolean', '"true"^^xsd:boolean'),
    '"2020"^^xsd:gYear': (SAME, SAME, SAME),
    '"2020-05"^^xsd:gYearMonth': (SAME, SAME, SAME),
    '"2020-05-17"^^xsd:date': (SAME, SAME, SAME),
    '"2020-05-17Z"^^xsd:date': (SAME, SAME, SAME),
    '"2020-05-17+02:00"^^xsd:date': (SAME, SAME, SAME),
    '"2020-05-17T10:00:00Z"^^xsd:dateTime': (SAME, SAME, SAME),
    '"2020-05-17T10:00:00+00:00"^^xsd:dateTime': (
        '"2020-05-17T10:00:00Z"^^xsd:dateTime', SAME, '"2020-05-17T10:00:00Z"^^xsd:dateTime'),
    '"2020-05-17T12:00:00+02:00"^^xsd:dateTime': (SAME, SAME, SAME),
    '"2020-05-17T10:00:00.000Z"^^xsd:dateTime': ('"2020-05-17T10:00:00Z"^^xsd:dateTime',) * 3,
    '"2020-05-17T10:00:00.500Z"^^xsd:dateTime': (
        SAME, '"2020-05-17T10:00:00.5Z"^^xsd:dateTime', '"2020-05-17T10:00:00.5Z"^^xsd:dateTime'),
    '"P12M"^^xsd:duration': ('"12"^^xsd:duration', SAME, '"P1Y"^^xsd:duration'),
    '"https://example.org/a b"^^xsd:anyURI': (SAME, SAME, SAME),
    '"0AFF"^^xsd:hexBinary': (SAME, SAME, SAME),
    '"x"^^xsd:string': (SAME, '"x"', '"x"'),
    '"x"@EN': ('"x"@en',) * 3,
    '"x"@en-GB': ('"x"@en-gb', SAME, '"x"@en-gb'),
    '"x"@en-gb': (SAME, '"x"@en-GB', SAME),
    '"abc"^^xsd:integer': ('"0"^^xsd:integer', SAME, SAME),
    '"e\u0301"': (SAME, SAME, SAME),
    "<https://example.org/é>": (SAME, SAME, SAME),
    "<https://example.org/%C3%A9>": (SAME, SAME, SAME),
    "<https://example.org/a/../b>": (SAME, SAME, SAME),
}


def written(term):
    """A term of SPARQL's JSON results as REWRITTEN writes it."""
    value = term["value"]
    if term["type"] == "uri":
        return f"<{value}>"
    if "xml:lang" in term:
        return f'"{value}"@{term["xml:lang"]}'
    return f'"{value}"' + (f'^^{term["datatype"].replace(XSD, "xsd:")}' if "datatype" in term else "")


def long(text):
    return re.sub(r"xsd:(\w+)", rf"<{XSD}\1>", text)


def table():
    """The table of docs/endpoints.md."""
    lines = ["| sent | Virtuoso | Fuseki | Oxigraph |", "|---|---|---|---|"]
    for sent, row in REWRITTEN.items():
        cells = [f"`{cell}`" if cell else "same" for cell in row]
        lines.append(f"| `{sent}` | {' | '.join(cells)} |".replace("e\u0301", "e\\u0301"))
    return "\n".join(lines) + "\n"


class Quirks(Case):
    """On every server; a test is about what the one under test does."""

    def put(self, graph, content, **headers):
        return self.client.request("PUT", self.client.store_url(graph), content, {**TURTLE, **headers}).status

    def on(self, virtuoso, fuseki, oxigraph):
        return {"virtuoso": virtuoso, "fuseki": fuseki, "oxigraph": oxigraph}[self.kind.name]

    def test_copy_from_a_missing_graph_empties_the_target(self):
        for silent in ("", "SILENT "):
            self.client.put(GRAPH, TWO)
            status = self.client.try_update(f"COPY {silent}GRAPH <{MISSING}> TO GRAPH <{GRAPH}>").status
            self.assertEqual(self.client.count(GRAPH), self.on(0, 2, 0))
            if not silent:
                self.assertEqual(status, self.on(200, 500, 204))

    def test_a_malformed_put_over_a_graph(self):
        self.client.put(GRAPH, triples(10))
        self.assertEqual(self.put(GRAPH, triples(3000, first=10) + MALFORMED), self.on(500, 400, 400))
        # Virtuoso: the old graph is gone, and the part before the error is in its place.
        self.assertEqual(self.client.count(GRAPH), self.on(3000, 10, 10))

    def test_a_put_in_chunks(self):
        self.client.put(GRAPH, triples(10))
        self.assertLess(self.put(GRAPH, [TWO]), 300)
        self.assertEqual(self.client.count(GRAPH), self.on(0, 2, 2))  # Virtuoso: 204, and the graph is empty

    def test_answers_are_cut_without_a_word(self):
        self.client.put(GRAPH, triples(12_000), TURTLE["Content-Type"])
        self.assertEqual(self.client.count(GRAPH), 12_000)
        rows = self.client.query(f"SELECT ?s {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}")
        self.assertEqual(len(rows), self.on(10_000, 12_000, 12_000))
        lines = [line for line in self.client.get(GRAPH).text.splitlines() if line]
        self.assertEqual(len(lines), self.on(10_001, 12_000, 12_000))

    def test_what_is_rewritten(self):
        column = ("virtuoso", "fuseki", "oxigraph").index(self.kind.name)
        got = {}
        for number, sent in enumerate(REWRITTEN):
            graph = f"{GRAPH}/{number}"
            self.client.put(graph, f"<https://example.org/s> <https://example.org/p> {long(sent)} .\n".encode())
            got[sent] = written(self.client.query(f"SELECT ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")[0]["o"])
            print(f"{self.kind.name:9} {sent:45} {'same' if got[sent] == sent else got[sent]}")
        self.assertEqual(got, {sent: row[column] or sent for sent, row in REWRITTEN.items()})

    def test_the_document_shows_the_same_table(self):
        document = pathlib.Path(__file__).resolve().parents[2] / "docs/endpoints.md"
        self.assertIn(table(), document.read_text())

    def test_a_drop_of_a_missing_graph(self):
        self.assertEqual(self.client.try_update(f"DROP GRAPH <{MISSING}>").status, self.on(500, 204, 500))
        self.client.update(f"DROP SILENT GRAPH <{MISSING}>")

    def test_operations_of_one_request_are_one_transaction(self):
        self.client.update(DROP)
        self.client.try_update(
            f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <urn:s> <urn:p> 1 }} }} ; LOAD <file:///missing>")
        self.assertEqual(self.client.count(GRAPH), self.on(1, 0, 0))

    def test_a_copy_over_a_graph_with_the_same_triples(self):
        lost = 0
        for count in (12_000, 20_000, 30_000):
            self.client.put(STAGING, triples(count))
            self.client.put(GRAPH, triples(count))
            self.client.update(REPLACE_AT_ONCE)
            lost += count - self.client.count(GRAPH)
            # Right on all: the same in two requests.
            self.client.update(DROP)
            self.client.update(REPLACE_AT_ONCE)
            self.assertEqual(self.client.count(GRAPH), count)
            # And a PUT over the graph.
            self.client.put(GRAPH, triples(count))
            self.assertEqual(self.client.count(GRAPH), count)
        self.assertEqual(lost > 0, self.on(False, True, False), lost)

    def test_after_a_copy_over_a_graph_and_kill(self):
        count = 20_000
        for first, kept in ((DROP, True), (None, self.on(False, None, True))):
            self.client.put(STAGING, triples(count))
            self.client.put(GRAPH, triples(count))
            if first:
                self.client.update(first)
            self.client.update(REPLACE_AT_ONCE)
            before = self.client.count(GRAPH)
            self.server.kill()
            self.server.restart()
            after = self.client.count(GRAPH)
            self.assertEqual(self.client.count(STAGING), count)
            if kept is None:  # Fuseki has lost some before
                self.assertEqual(after, before)
            else:
                self.assertEqual(before, count)
                self.assertEqual(after == count, kept, after)


    def test_the_difference_over_a_graph_and_kill(self):
        only = lambda graph, other: (f"GRAPH <{graph}> {{ ?s ?p ?o }} FILTER NOT EXISTS {{ GRAPH <{other}> "
                                     "{ ?s ?p ?o } }")
        delete = f"DELETE {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }} WHERE {{ {only(GRAPH, STAGING)} }}"
        insert = f"INSERT {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }} WHERE {{ {only(STAGING, GRAPH)} }}"
        for second in (insert, f"ADD GRAPH <{STAGING}> TO GRAPH <{GRAPH}>"):
            self.client.put(GRAPH, triples(20_000))
            self.client.put(STAGING, triples(20_000, first=5_000))
            self.client.update(f"{delete} ;\n{second}")
            for crash in (False, True):
                if crash:
                    self.server.kill()
                    self.server.restart()
                self.assertEqual(self.client.count(GRAPH), 20_000)
                self.assertEqual(self.client.query(f"SELECT ?s {{ {only(GRAPH, STAGING)} }} LIMIT 1"), [])


class Virtuoso(Case):
    """On Virtuoso alone."""

    def test_the_media_type_does_not_count(self):
        self.client.put(GRAPH, TWO, "application/rdf+xml")
        self.assertEqual(self.client.count(GRAPH), 2)

    def test_a_body_without_credentials_meets_a_closed_connection(self):
        with self.assertRaises(OSError):
            self.client.send("PUT", self.client.store_url(GRAPH), triples(200_000), TURTLE)

    def test_a_query_as_the_body_hangs(self):
        impatient = Client(self.server, seconds=3)
        with self.assertRaises(TimeoutError):
            impatient.request("POST", self.server.query_url, b"ASK {}", {"Content-Type": "application/sparql-query"})

    def test_head_of_a_graph_is_not_supported(self):
        self.client.put(GRAPH, TWO)
        self.assertEqual(self.client.request("HEAD", self.client.store_url(GRAPH)).status, 501)

    def test_insert_data_has_a_limit(self):
        for count, status in ((3000, 200), (5000, 400)):
            text = f"INSERT DATA {{ GRAPH <{GRAPH}/insert> {{ {triples(count).decode()} }} }}"
            self.assertEqual(self.client.try_update(text).status, status)

    def test_equal_numbers_are_one_triple(self):
        self.client.put(GRAPH, b"<urn:s> <urn:p> 1, true, 1.0 .", "text/turtle")
        self.assertEqual(self.client.count(GRAPH), 1)

    def test_escapes_in_iris_are_refused_in_sparql(self):
        for iri, status in (("https://example.org/\\u00e9", 400), ("https://example.org/é", 200)):
            text = f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <{iri}> <urn:p> 1 }} }}"
            self.assertEqual(self.client.try_update(text).status, status)

    def test_rights(self):
        """A reader is refused; the role suffices; rights on graphs bind updates, but not the Graph Store."""
        insert = f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <urn:s> <urn:p> 1 }} }}"
        self.server.sql("DB.DBA.USER_CREATE ('reader', 'reader');", 'GRANT SPARQL_SELECT TO "reader";')
        reader = Client(self.server, ("reader", "reader"))
        self.assertEqual(reader.try_update(insert).status, 500)
        self.assertEqual(reader.request("PUT", reader.store_url(GRAPH), TWO, TURTLE).status, 403)
        self.client.put(GRAPH, TWO)
        self.client.update(insert)
        self.server.sql("DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 1);")
        self.assertEqual(self.client.try_update(insert).status, 500)
        self.client.put(GRAPH, TWO)
        self.server.sql("DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('publisher', 3);")
        self.client.update(insert)
        self.client.put(STAGING, TWO)
        self.client.update(DROP)
        self.client.update(REPLACE_AT_ONCE)
        self.assertEqual(self.client.count(GRAPH), 2)


class Fuseki(Case):
    """On Fuseki alone."""

    def test_a_replacement_in_one_request_that_keeps_everything(self):
        for count in (12_000, 20_000, 30_000):
            self.client.put(STAGING, triples(count))
            self.client.put(GRAPH, triples(count))
            self.client.update(
                f"{DROP} ; INSERT {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{STAGING}> {{ ?s ?p ?o }} }}")
            self.assertEqual(self.client.count(GRAPH), count)

    def test_iris_with_dots_are_resolved_unless_they_come_in_n_triples(self):
        dots, plain = (f'<{iri}> <https://example.org/p> "x" .' for iri in
                       ("https://example.org/a/../b", "https://example.org/b"))
        self.client.put(GRAPH, dots.encode())
        self.assertIn(dots, self.client.get(GRAPH).text)
        self.client.put(GRAPH, dots.encode(), "text/turtle")
        self.assertIn(plain, self.client.get(GRAPH).text)
        self.client.update(f"DELETE DATA {{ GRAPH <{GRAPH}> {{ {dots} }} }}")
        self.assertEqual(self.client.count(GRAPH), 0)


class Rdf4j(Case):
    """On RDF4J alone."""

    def test_updates_have_an_address_of_their_own(self):
        headers = {"Content-Type": "application/sparql-update"}
        self.assertEqual(self.client.request("POST", self.server.query_url, b"INSERT DATA {}", headers).status, 415)
        self.assertEqual(self.client.request("POST", self.server.update_url, b"INSERT DATA {}", headers).status, 204)

    def test_an_update_is_read_as_latin_1_unless_it_says_otherwise(self):
        for end, value in (("", "Ã©"), ("; charset=utf-8", "é")):
            self.client.request("POST", self.server.update_url,
                                f'INSERT DATA {{ GRAPH <{GRAPH}/text> {{ <urn:s{len(end)}> <urn:p> "é" }} }}'.encode(),
                                {"Content-Type": "application/sparql-update" + end})
            [row] = self.client.query(f"SELECT ?o {{ GRAPH <{GRAPH}/text> {{ <urn:s{len(end)}> ?p ?o }} }}")
            self.assertEqual(row["o"]["value"], value)

    def test_the_graph_store(self):
        self.client.put(GRAPH, TWO)
        malformed = self.client.request("PUT", self.client.store_url(GRAPH), MALFORMED,
                                        {"Content-Type": "application/n-triples"})
        self.assertEqual((malformed.status, self.client.count(GRAPH)), (400, 2))
        missing = self.client.request("GET", self.client.store_url(MISSING), headers={"Accept": "application/n-triples"})
        self.assertEqual((missing.status, missing.body), (200, b""))
        self.assertEqual(self.client.request("DELETE", self.client.store_url(MISSING)).status, 204)
        self.client.request("PUT", self.server.update_url, TWO, {"Content-Type": "application/n-triples"})
        self.assertEqual(self.client.count(GRAPH), 0)  # the whole repository was replaced


class RdflibEndpoint(Case):
    """On rdflib-endpoint alone."""

    def test_there_is_no_graph_store(self):
        answer = self.client.request("PUT", f"{self.server.root}?graph=urn%3Ag", TWO,
                                     {"Content-Type": "application/n-triples"})
        self.assertEqual(answer.status, 405)

    def test_a_query_as_a_form_is_decoded_twice(self):
        self.client.update(f'INSERT DATA {{ GRAPH <{GRAPH}> {{ <urn:s> <urn:p> "a%25b" }} }}')
        self.assertEqual(self.client.query(f'SELECT ?s {{ GRAPH <{GRAPH}> {{ ?s ?p "a%25b" }} }}'), [])
        self.assertEqual(len(self.client.query(f'SELECT ?s {{ GRAPH <{GRAPH}> {{ ?s ?p "a%2525b" }} }}')), 1)


class WholeDataset(Case):
    """A PUT without a target. Last: it may remove everything."""

    def test_put_without_a_target(self):
        self.client.put(GRAPH, TWO)
        answer = self.client.request("PUT", self.server.store_url, TWO, TURTLE)
        self.assertLess(answer.status, 300)
        self.assertEqual(self.client.count(GRAPH), {"virtuoso": 2}.get(self.kind.name, 0))


if __name__ == "__main__":
    if sys.argv[1:] == ["--table"]:
        sys.exit(print(table(), end=""))
    main({"virtuoso": [Quirks, Virtuoso, WholeDataset], "fuseki": [Quirks, Fuseki, WholeDataset],
          "oxigraph": [Quirks, WholeDataset], "rdf4j": [Rdf4j], "rdflib-endpoint": [RdflibEndpoint]})
