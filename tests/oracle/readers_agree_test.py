#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""serdi, rapper and rdflib read the same statements in Turtle as in N-Triples, and the description is true."""
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from collections import Counter
from itertools import product
from pathlib import Path

from support import CANNOT_RUN, CONFINTEA, ICLC, STOA, export, main, read
from rdflib import RDF, XSD, BNode, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, VOID

for program in ("serdi", "rapper"):
    if not shutil.which(program):
        print(f"cannot run without {program}")
        sys.exit(CANNOT_RUN)

DATA_SETS = {"iclc": ICLC, "confintea": CONFINTEA}
PARTS = ("data", "description", "evolution", "all")
SYNTAXES = ("turtle", "ntriples")
READERS = ("serdi", "sordi", "rapper", "rdflib")
SPDX = Namespace("http://spdx.org/rdf/terms#")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")

PREFIX_LINE = re.compile(r"^@prefix ([\w.-]*): <([^>]*)> \.$", re.MULTILINE)
STRING_OR_IRI = re.compile(r'"""(?:[^\\]|\\.)*?"""|"(?:[^"\\]|\\.)*"|<[^>]*>', re.DOTALL)
PREFIX_IN_USE = re.compile(r"(?<![\w.-])([\w.-]*):")
# RFC 3987: a scheme, then whatever is allowed in an IRI, and % only before two hexadecimal digits.
IRI = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:(?:[^\x00-\x20<>"{}|^`\\%\x7f-\x9f\ud800-\udfff]|%[0-9A-Fa-f]{2})+""")
TYPED = re.compile(r'"([^"]*)"\^\^<([^>]*)> \.$', re.MULTILINE)
DATE = r"[0-9]{4}-(0[1-9]|1[0-2])"
FORMS = {str(XSD[name]): form for name, form in {
    "integer": "0|-?[1-9][0-9]*",
    "decimal": r"-?(0|[1-9][0-9]*)\.([0-9]*[1-9]|0)",
    "boolean": "true|false",
    "date": DATE + "-(0[1-9]|[12][0-9]|3[01])",
    "gYearMonth": DATE,
    "gYear": "[0-9]{4}",
    "hexBinary": "([0-9A-Fa-f]{2})+"}.items()}  # others are codes: CN, CHN, 156
LANGUAGE = re.compile(r'"@(\S+) \.$', re.MULTILINE)


def rewritten(reader, path, syntax):
    """The sorted N-Triples that another program makes of the file."""
    if reader == "rdflib":
        lines = read(path.read_bytes(), syntax).serialize(format="nt").splitlines()
        return sorted(filter(None, lines))
    options = ["-q"] if reader == "rapper" else []
    run = subprocess.run([reader, *options, "-i", syntax, "-o", "ntriples", path], capture_output=True, check=False)
    if run.returncode != 0 or run.stderr:
        raise AssertionError(f"{reader} does not like {path.name}: {run.stderr.decode()}")
    return sorted(run.stdout.decode().splitlines())


class ReadersAgree(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.files, cls.rewritings, cls.graphs = {}, {}, {}
        for name, part, syntax in product(DATA_SETS, PARTS, SYNTAXES):
            path = Path(folder.name) / f"{name}-{part}.{syntax}"
            path.write_bytes(export(DATA_SETS[name], parts=part, syntax=syntax))
            cls.files[name, part, syntax] = path
        for key, reader in product(cls.files, READERS):
            cls.rewritings[(*key, reader)] = rewritten(reader, cls.files[key], key[2])
        for name, part in product(DATA_SETS, PARTS):
            cls.graphs[name, part] = read(cls.files[name, part, "ntriples"].read_bytes(), "ntriples")

    def each(self, *lists):
        for case in product(*lists):
            with self.subTest(" ".join(case)):
                yield case

    def the(self, name):
        """The description and the node of the data set in it."""
        description = self.graphs[name, "description"]
        data_set, = set(description.subjects(VOID.classes))
        return description, data_set

    def test_every_reader_finds_the_same_statements_in_turtle_and_in_n_triples(self):
        for name, part, reader in self.each(DATA_SETS, PARTS, READERS):
            turtle = self.rewritings[name, part, "turtle", reader]
            self.assertEqual(turtle, self.rewritings[name, part, "ntriples", reader])
            self.assertTrue(turtle)

    def test_readers_count_the_same_number_of_statements_and_none_twice(self):
        for name, part in self.each(DATA_SETS, PARTS):
            counts = {reader: len(self.rewritings[name, part, "turtle", reader]) for reader in READERS}
            self.assertEqual(set(counts.values()), {len(self.graphs[name, part])}, counts)

    def test_the_parts_make_the_whole(self):
        for name, in self.each(DATA_SETS):
            data, description, evolution, whole = (set(self.graphs[name, part]) for part in PARTS)
            self.assertFalse(data & evolution)
            self.assertLessEqual(data | evolution | description, whole)
            # What more there is describes the evolution part.
            more = whole - data - evolution - description
            self.assertTrue(more)
            self.assertEqual({str(subject) for subject, _, _ in more if "/dataset/" not in subject}, set())

    def test_n_triples_are_sorted_by_bytes_and_unique(self):
        for name, part in self.each(DATA_SETS, PARTS):
            data = self.files[name, part, "ntriples"].read_bytes()
            self.assertTrue(data.endswith(b" .\n"))
            lines = data.split(b"\n")[:-1]
            self.assertEqual(lines, sorted(set(lines)))

    def test_there_are_no_blank_nodes(self):
        for key, graph in self.graphs.items():
            self.assertFalse({term for triple in graph for term in triple if isinstance(term, BNode)}, key)

    def test_the_prefixes_declared_are_those_used(self):
        for name, part in self.each(DATA_SETS, PARTS):
            text = self.files[name, part, "turtle"].read_text(encoding="utf-8")
            declared = PREFIX_LINE.findall(text)
            body = STRING_OR_IRI.sub(" ", PREFIX_LINE.sub("", text))
            self.assertEqual([prefix for prefix, _ in declared], sorted(set(PREFIX_IN_USE.findall(body))))
            self.assertEqual(len(declared), len({namespace for _, namespace in declared}), "one namespace twice")

    def test_language_tags_are_lower_case(self):
        for name, part in self.each(DATA_SETS, PARTS):
            tags = set(LANGUAGE.findall(self.files[name, part, "ntriples"].read_text(encoding="utf-8")))
            self.assertIn("en", tags)
            self.assertEqual(tags, {tag.lower() for tag in tags})

    def test_every_iri_is_absolute_and_valid(self):
        for key, graph in self.graphs.items():
            terms = {term for triple in graph for term in triple}
            terms |= {term.datatype for term in terms if isinstance(term, Literal) and term.datatype}
            wrong = [str(term) for term in terms if isinstance(term, URIRef) and not IRI.fullmatch(term)]
            self.assertEqual(wrong, [], key)

    def test_literals_are_in_the_canonical_form_of_their_datatype(self):
        for name, part in self.each(DATA_SETS, PARTS):
            literals = set(TYPED.findall(self.files[name, part, "ntriples"].read_text(encoding="utf-8")))
            wrong = [each for each in literals if not re.fullmatch(FORMS.get(each[1], "[0-9A-Z.]+"), each[0])]
            self.assertTrue(literals)
            self.assertEqual(wrong, [])

    def test_the_checksum_is_that_of_the_n_triples_of_the_data_part(self):
        for name, in self.each(DATA_SETS):
            digest = hashlib.sha256(self.files[name, "data", "ntriples"].read_bytes()).hexdigest()
            stated = [str(value) for value in self.graphs[name, "description"].objects(None, SPDX.checksumValue)]
            self.assertEqual(stated, [digest])
            evolution = hashlib.sha256(self.files[name, "evolution", "ntriples"].read_bytes()).hexdigest()
            both = [str(value) for value in self.graphs[name, "all"].objects(None, SPDX.checksumValue)]
            self.assertEqual(sorted(both), sorted([digest, evolution]))

    def test_the_counts_of_the_description_are_those_of_the_data(self):
        for name, in self.each(DATA_SETS):
            data = self.graphs[name, "data"]
            description, data_set = self.the(name)
            found = {count: len(set(values)) for count, values in (
                (VOID.triples, data),
                (VOID.entities, data.subjects(RDF.type)),
                (VOID.classes, data.objects(None, RDF.type)),
                (VOID.properties, data.predicates()),
                (VOID.distinctSubjects, data.subjects()),
                (VOID.distinctObjects, data.objects()))}
            self.assertEqual({count: description.value(data_set, count).toPython() for count in found}, found)

    def test_the_partitions_of_the_description_are_those_of_the_data(self):
        for name, in self.each(DATA_SETS):
            data = self.graphs[name, "data"]
            self.assertEqual(self.partitions(name, VOID.classPartition, VOID["class"], VOID.entities),
                             Counter(data.objects(None, RDF.type)))
            self.assertEqual(self.partitions(name, VOID.propertyPartition, VOID.property, VOID.triples),
                             Counter(predicate for _, predicate, _ in data))

    def partitions(self, name, partition, term, count):
        description, data_set = self.the(name)
        nodes = list(description.objects(data_set, partition))
        counts = {description.value(node, term): description.value(node, count).toPython() for node in nodes}
        self.assertEqual(len(counts), len(nodes), "one partition twice")
        return counts

    def test_the_primary_sources_are_those_that_evidence_or_a_reading_names(self):
        for name, in self.each(DATA_SETS):
            description, data_set = self.the(name)
            data = self.graphs[name, "data"]
            read_for_coverage = {data.value(each, DCTERMS.source) for each in data.subjects(RDF.type, STOA.Reading)}
            self.assertEqual(set(description.objects(data_set, PROV.hadPrimarySource)),
                             set(data.objects(None, OA.hasSource)) | read_for_coverage)


if __name__ == "__main__":
    main()
