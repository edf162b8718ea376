# SPDX-License-Identifier: Apache-2.0
"""Runs `stoa` against servers of the tests, and says independently what a graph holds."""

import decimal
import json
import os
import pathlib
import re
import subprocess

try:
    import jsonschema
except ImportError:
    jsonschema = None

ROOT = pathlib.Path(os.environ["STOA_ROOT"])
STOA = os.environ["STOA"]
SECONDS = 300
XSD = "http://www.w3.org/2001/XMLSchema#"


STATEMENTS_OF_A_LABEL = 3  # skos:prefLabel, rdfs:label, schema:name


def write_themes(folder, number, changed=0, definition=None):
    """A data set of made-up themes, six statements each; the labels of the first `changed` differ, and they have
    the `definition`, if there is one, as a seventh."""
    folder.mkdir(exist_ok=True)
    (folder / "stoa.toml").write_text('name = "made"\nbase = "https://example.org/made/"\ntitle = "Made"\n'
                                      'licence = "https://creativecommons.org/licenses/by/4.0/"\n')
    (folder / "sources.toml").write_text('[[source]]\nid = "s"\nlabel = "Source"\nurl = "https://example.org/s"\n')
    more = f'definition = "{definition}"\n' if definition else ""
    (folder / "themes.toml").write_text('evidence = "s"\n' + "".join(
        f'[[theme]]\nid = "t{each}"\nlabel = "{"Changed" if each < changed else "Theme"} {each}: é 日本"\n'
        + (more if each < changed else "")
        for each in range(number)))


class Run:
    def __init__(self, done, arguments):
        self.code, self.out, self.err, self.arguments = done.returncode, done.stdout, done.stderr, arguments

    @property
    def json(self):
        """As its schema in docs/json says, where a validator is installed."""
        value = json.loads(self.out)
        if jsonschema is not None:
            form = next(word for word in map(str, self.arguments) if not word.startswith("-"))
            jsonschema.validate(value, json.loads((ROOT / f"docs/json/{form}.schema.json").read_text()))
        return value

    def __str__(self):
        return f"stoa {' '.join(map(str, self.arguments))}: {self.code}\n{self.out}{self.err}"


def environment(server, state, **more):
    env = {key: value for key, value in os.environ.items() if not key.startswith("STOA_ENDPOINT_")}
    env.update(XDG_STATE_HOME=str(state), NO_PROXY="*", HOME=str(state))
    if server.user:
        env.update(STOA_ENDPOINT_USER=server.user, STOA_ENDPOINT_PASSWORD=server.password)
    env.update(more)
    return env


def with_services(server, arguments):
    """The arguments, with what the server needs beside its address."""
    words = [str(each) for each in arguments]
    root = words[words.index("--to") + 1] if "--to" in words else words[2] if words[:2] == ["endpoint", "info"] else None
    if root is None or "--query-url" in words:
        return words
    return [*words, *server.options(root)]


def stoa(server, state, *arguments, **more):
    arguments = with_services(server, arguments)
    done = subprocess.run([STOA, *arguments], capture_output=True, text=True, timeout=SECONDS, check=False,
                          env=environment(server, state, **more))
    return Run(done, arguments)


def start(server, state, *arguments):
    return subprocess.Popen([STOA, *with_services(server, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            env=environment(server, state))


ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
TERM = re.compile(r'<([^>]*)>|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?')


def unescaped(text):
    def one(found):
        mark = found.group(1)
        return chr(int(mark[1:], 16)) if mark[0] in "uU" else ESCAPES[mark]

    return re.sub(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", one, text)


def statements(ntriples):
    """The statements of a text in canonical N-Triples, as a set of tuples."""
    found = set()
    for line in ntriples.splitlines():
        terms = []
        for iri, text, language, datatype in TERM.findall(line):
            literal = f'"{text}"' in line and not iri
            terms.append(literal_of(unescaped(text), language, datatype) if literal else ("uri", iri, "", ""))
        assert len(terms) == 3, line
        found.add(tuple(terms))
    return found


def export(*arguments):
    return subprocess.run([STOA, "export", *map(str, arguments), "--format", "ntriples"], capture_output=True, text=True,
                          check=True).stdout


def exported(*arguments):
    return statements(export(*arguments))


def number_exported(*arguments):
    return export(*arguments).count("\n")


def held(client, graph):
    """All statements of a graph, by plain SPARQL queries of at most 10,000 rows; nothing of Stoa is used."""
    most = 10_000
    pattern = f"{{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    rows = client.query(f"SELECT ?s ?p ?o {pattern} LIMIT {most}")
    if len(rows) == most:  # there are more: page by page, in order
        rows = []
        while len(rows) % most == 0:
            page = client.query(f"SELECT ?s ?p ?o {{ {{ SELECT ?s ?p ?o {pattern} ORDER BY ?s ?p ?o }} }} "
                                f"OFFSET {len(rows)} LIMIT {most}")
            rows += page
            if not page:
                break
    return {tuple(term(each[name]) for name in "spo") for each in rows}


def term(value):
    if value["type"] == "uri":
        return ("uri", value["value"], "", "")
    return literal_of(value["value"], value.get("xml:lang", ""), value.get("datatype", ""))


def literal_of(text, language, datatype):
    """By value, for stores keep that: docs/endpoints.md has what they make of forms."""
    if datatype == XSD + "string":
        datatype = ""
    elif datatype == XSD + "boolean":
        text = {"1": "true", "0": "false"}.get(text, text)
    elif datatype in (XSD + "integer", XSD + "decimal"):
        text = format(decimal.Decimal(text).normalize(), "f")
    return ("literal", text, language.lower(), datatype)
