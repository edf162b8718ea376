#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the ontology: check_terms.py ONTOLOGY [SCHEMA]

ONTOLOGY is the folder ontology/, whose README.md states the number of terms and shows the core on one page. SCHEMA is the
output of `stoa schema --format json`, `-` for standard input: with it the ontology is compared with the one table in both
directions. What `stoa publish` notes on an endpoint, and the description of a data set, are no records and so not in the
table: those terms are named in src/stoa/publish/state.hpp and src/stoa/statements/description.hpp, and compared with the
ontology in the same way.
Prints every difference and exits with 1 if any.
"""
import json
import pathlib
import re
import sys
from collections import Counter

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCAT, DCTERMS, PROV, SDO, SKOS, VANN, VOID

STOA = Namespace("https://w3id.org/stoa/ns#")
IRIS = "https://w3id.org/stoa/"
ONTOLOGY = URIRef(IRIS + "ns")
IMPORTS = {"core": [], "evolution": ["core"], "publication": ["core"]}  # the modules
LANGUAGES = ["en", "es", "fr"]
PAGE = 60  # lines
ROOT = pathlib.Path(__file__).resolve().parents[2]
STATE = ROOT / "src/stoa/publish/state.hpp"
DESCRIPTION = ROOT / "src/stoa/statements/description.hpp"
HEADER = (OWL.versionIRI, OWL.versionInfo, DCTERMS.title, DCTERMS.abstract, DCTERMS.description, DCTERMS.license,
          DCTERMS.creator, DCTERMS.publisher, DCTERMS.created, DCTERMS.issued, DCTERMS.modified,
          DCTERMS.bibliographicCitation, URIRef("http://purl.org/ontology/bibo/status"),
          VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri)
PROPERTY_TYPES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
BUILT_IN = (OWL, RDF, RDFS, XSD)
CLOSED = (DCAT, DCTERMS, PROV, SDO, SKOS, VANN, VOID)  # vocabularies whose terms rdflib lists
VALUES = {"text": {RDF.langString}, "string": {XSD.string}, "integer": {XSD.integer}, "decimal": {XSD.decimal},
          "number": {XSD.integer, XSD.decimal}, "boolean": {XSD.boolean},
          "date": {XSD.date, XSD.gYearMonth, XSD.gYear}, "iri": {OWL.Thing}, "identifier": {OWL.Thing},
          "any_literal": {RDFS.Literal}}
RESOURCES = {"reference", "enumeration", "iri", "identifier"}


def vocabulary_of(term, vocabularies):
    return next((each for each in vocabularies if term.startswith(str(each))), None)


def is_built_in(term):
    return vocabulary_of(term, BUILT_IN) is not None


def classes(graph, node):
    """The classes that a domain or range names: itself or the members of its union."""
    union = graph.value(node, OWL.unionOf)
    return set(Collection(graph, union)) if union else {node}


def declared(graph):
    return {term for term in graph.subjects(RDF.type) if isinstance(term, URIRef)}


def used(graph):
    return {term for triple in graph for term in triple if isinstance(term, URIRef)}


def published_terms():
    """The properties of what `stoa publish` notes of a publication, and our own ones in the description of a data set: the
    constants *_property of STATE and DESCRIPTION."""
    text = STATE.read_text(encoding="utf-8") + DESCRIPTION.read_text(encoding="utf-8")
    return {URIRef(each) for each in re.findall(r'_property = "([^"]+)"', text)}


class Checker:
    def __init__(self, folder):
        self.parts = {each: Graph().parse(folder / f"{each}.ttl") for each in ["ns", *IMPORTS, "alignment"]}
        self.readme = (folder / "README.md").read_text(encoding="utf-8")
        self.graph = Graph()
        for each in ["ns", *IMPORTS]:
            self.graph.parse(folder / f"{each}.ttl")
        # Those of the files: rdflib has prefixes of its own, and another namespace for `geo` among them.
        self.prefixes = {prefix: iri for each in ["ns", *IMPORTS] for prefix, iri in re.findall(
            r"^@prefix (\w+): <([^>]+)>", (folder / f"{each}.ttl").read_text(encoding="utf-8"), re.M)}
        self.differences = []
        self.declared = declared(self.graph)
        self.own = {term for term in self.declared if term in STOA}

    def expect(self, condition, term, message):
        if not condition:
            self.differences.append(f"{term.n3(self.graph.namespace_manager)}: {message}")

    def equal(self, term, what, found, expected):
        def names(terms):
            return ", ".join(sorted(each.n3(self.graph.namespace_manager) for each in terms)) or "nothing"
        self.expect(found == expected, term, f"{what} is {names(found)}, expected {names(expected)}")

    def types(self, term):
        return set(self.graph.objects(term, RDF.type))

    def name(self, prefixed):
        prefix, local = prefixed.split(":", 1)
        return URIRef(self.prefixes[prefix] + local)

    # --- the ontology by itself

    def check_ontology(self):
        for name, graph in self.parts.items():
            self.check_header(name, graph)
        for name, imports in IMPORTS.items():
            self.check_module(name, imports)
        for term in self.own:
            self.check_texts(term)
            if self.types(term) & PROPERTY_TYPES:
                for each in (RDFS.domain, RDFS.range):
                    count = len(list(self.graph.objects(term, each)))
                    self.expect(count == 1, term, f"has {count} of {each}, expected one")
        for term in self.declared - self.own:
            for each in (RDFS.domain, RDFS.range):
                self.expect((term, each, None) not in self.graph, term, f"a term of others with {each}")
        for term in used(self.graph):
            vocabulary = vocabulary_of(term, CLOSED)
            self.expect(vocabulary is None or term in vocabulary, term, "its vocabulary does not define it")
            if vocabulary_of(term, self.prefixes.values()) is not None and not is_built_in(term):
                self.expect(term in self.declared, term, "not declared")
        self.check_labels()
        self.check_readme()

    def check_header(self, name, graph):
        iri = URIRef(IRIS + name)
        self.expect(set(graph.subjects(RDF.type, OWL.Ontology)) == {iri}, iri, f"not the ontology of {name}.ttl")
        for each in HEADER:
            self.expect((iri, each, None) in graph, iri, f"header without {each}")
        made_by = set(graph.objects(iri, DCTERMS.creator)) | set(graph.objects(iri, DCTERMS.publisher))
        for each in graph.objects(iri, DCAT.contactPoint):
            self.expect(each not in made_by, iri, "a contact is an address, not the name of the creator or publisher")
        imports = {"ns": list(IMPORTS), **IMPORTS}.get(name, [])
        self.equal(iri, "imports", set(graph.objects(iri, OWL.imports)), {URIRef(IRIS + each) for each in imports})
        is_own = str(graph.value(iri, VANN.preferredNamespacePrefix)) == "stoa"
        self.expect(is_own == (name != "alignment"), iri, "the prefix stoa is that of the ontology, not of the alignment")
        self.equal(iri, "namespace", set(graph.objects(iri, VANN.preferredNamespaceUri)),
                   {Literal(STOA if is_own else f"{iri}#")})

    def check_module(self, name, imports):
        """A module declares its terms, which no other one does, and needs only those that it imports."""
        graph = self.parts[name]
        known = set().union(*(declared(self.parts[each]) for each in [name, *imports]))
        for term in used(graph):
            self.expect(term not in STOA or term in known or term == URIRef(STOA), term,
                        f"{name}.ttl neither declares nor imports it")
        for term in self.own & declared(graph):
            self.equal(term, "isDefinedBy", set(self.graph.objects(term, RDFS.isDefinedBy)), {URIRef(IRIS + name)})

    def check_texts(self, term):
        labels = sorted(each.language for each in self.graph.objects(term, RDFS.label))
        self.expect(labels == LANGUAGES, term, f"has labels in {labels}, expected {LANGUAGES}")
        comments = list(self.graph.objects(term, RDFS.comment))
        self.expect([each.language for each in comments] == ["en"], term, "needs one definition in English")
        self.expect(not any("xample:" in each for each in comments), term, "an example belongs into skos:example")
        examples = list(self.graph.objects(term, SKOS.example))
        self.expect(bool(examples), term, "has no example")
        self.expect(all(" " in each for each in examples), term, "a single word is no example: say what it is the value of")

    def check_labels(self):
        """Classes and properties are told apart by their labels in every language."""
        terms = {term for term in self.own if self.types(term) & (PROPERTY_TYPES | {OWL.Class})}
        for language in LANGUAGES:
            label = {term: str(each).casefold() for term in terms for each in self.graph.objects(term, RDFS.label)
                     if each.language == language}
            count = Counter(label.values())
            for term, each in label.items():
                self.expect(count[each] == 1, term, f"shares the label '{each}' with another class or property")

    def check_readme(self):
        for name in IMPORTS:
            iri = URIRef(IRIS + name)
            found = re.search(rf"^\| `{name}.ttl` \|.* (\d+) \|$", self.readme, re.M)
            count = len(self.own & declared(self.parts[name]))
            self.expect(found and int(found[1]) == count, iri, f"has {count} own terms, README.md says another number")
        page = re.search(r"^## The core on one page\n(.*?)^## ", self.readme, re.M | re.S)
        self.expect(page and page[1].count("\n") <= PAGE, ONTOLOGY, f"README.md has no page of {PAGE} lines for the core")
        names = re.findall(r"`(\w+)`", page[1] if page else "")  # those with a prefix are terms of others
        shown = {STOA[each] for each in names}
        self.equal(URIRef(IRIS + "core"), "the page in README.md", shown, self.own & declared(self.parts["core"]))

    # --- the ontology and the one table

    def check_table(self, schema):
        kinds = schema["kinds"] + schema["computed_kinds"]
        self.class_of = {kind["name"]: self.name(kind["class"]) for kind in kinds}
        self.records = {kind["name"] for kind in schema["kinds"]}
        self.super_of = {}
        for kind in kinds:
            term = self.name(kind["class"])
            self.super_of[term] = self.name(kind["super_class"]) if kind["super_class"] else None
            if term in STOA:
                found = set(self.graph.objects(term, RDFS.subClassOf))
                self.equal(term, "super-class", found, {self.super_of[term]} - {None})
        for enumeration in schema["enumerations"]:
            term = self.name(enumeration["class"])
            values = {self.name(value["term"]) for value in enumeration["values"]}
            are_classes = enumeration["are_classes"]
            found = self.graph.subjects(RDFS.subClassOf if are_classes else RDF.type, term)
            self.equal(term, "values", set(found), values)
            for each in values:
                self.equal(each, "type", self.types(each), {OWL.Class} if are_classes else {OWL.NamedIndividual, term})
                supers = set(self.graph.objects(each, RDFS.subClassOf))
                self.equal(each, "super-class", supers, {term} if are_classes else set())
        rows = {}
        for row in schema["properties"]:
            rows.setdefault(self.name(row["term"]), []).append(row)
        for term, each in rows.items():
            if term not in (RDF.type, RDFS.label):  # which are for everything; the classes were looked at above
                self.check_property(term, each)
        used = self.terms_of(schema)
        for term in used:
            self.expect(is_built_in(term) or term in self.declared, term, "in the table, not in the ontology")
        published = published_terms()
        for term in self.own:
            self.expect(term in used | published, term, f"in the ontology, not in the table nor in {STATE.name}")
        self.check_publications(published, used)

    # --- the ontology and what is noted of publications

    def check_publications(self, published, used):
        """Statements about graphs: void:Dataset is the domain of our own terms and among the hints of those of others."""
        self.expect(any(term in STOA for term in published), ONTOLOGY, f"no terms of ours found in {STATE.name}")
        for term in published:
            self.expect(term in self.declared, term, f"in {STATE.name}, not in the ontology")
            self.expect(term not in used, term, f"in {STATE.name} and in the table")
            says = RDFS.domain if term in STOA else SDO.domainIncludes
            said = set(self.graph.objects(term, says))
            self.expect(VOID.Dataset in said or term not in self.declared, term, "does not say that graphs have it")

    def terms_of(self, schema):
        names = [kind[key] for kind in schema["kinds"] + schema["computed_kinds"] for key in ("class", "super_class")]
        names += [row[key] for row in schema["properties"] for key in ("term", "datatype", "enumeration")]
        for enumeration in schema["enumerations"]:
            names += [enumeration["class"], *(value["term"] for value in enumeration["values"])]
        return {self.name(each) for each in names if each}

    def check_property(self, term, rows):
        domain = self.least(set().union(*(self.ends(row["subjects"]) for row in rows)))
        values = self.least(set().union(*(self.values(row) for row in rows)))
        resource = rows[0]["type"] in RESOURCES
        kind = OWL.ObjectProperty if resource else OWL.DatatypeProperty
        hints = {each: self.least(set(self.graph.objects(term, each)))
                 for each in (SDO.domainIncludes, SDO.rangeIncludes)}
        self.expect(all((row["type"] in RESOURCES) == resource for row in rows), term, "takes IRIs and literals")
        if term in STOA:
            functional = not any(row["repeatable"] or row["type"] == "text" for row in rows)
            several = not resource and len(values) > 1  # then the range is rdfs:Literal, and hints name them
            self.equal(term, "type", self.types(term), {kind, OWL.FunctionalProperty} if functional else {kind})
            # A domain that a later module widens is owl:Thing, and hints name the classes.
            widened = hints[SDO.domainIncludes]
            self.equal(term, "domain", self.named(term, RDFS.domain), {OWL.Thing} if widened else domain)
            self.equal(term, "domainIncludes", widened, domain if widened else set())
            self.equal(term, "range", self.named(term, RDFS.range), {RDFS.Literal} if several else values)
            self.equal(term, "rangeIncludes", hints[SDO.rangeIncludes], values if several else set())
            return
        self.expect(is_built_in(term) or self.types(term) in ({kind}, {OWL.AnnotationProperty}), term, "wrong type")
        # What the description of a data set adds is no class of the table; only then may the values differ too.
        described = bool(hints[SDO.domainIncludes] - set(self.super_of))
        for each, expected in ((SDO.domainIncludes, domain), (SDO.rangeIncludes, values)):
            extra = hints[each] - expected - set(self.super_of) if described else set()
            included = {one for one in expected if self.super_of.get(one) in extra}
            self.equal(term, each.split("/")[-1], hints[each] - extra, expected - included)

    def ends(self, kinds):
        return {OWL.Thing} if self.records <= set(kinds) else {self.class_of[kind] for kind in kinds}

    def values(self, row):
        if row["type"] == "reference":
            return self.ends(row["objects"])
        if row["type"] in ("enumeration", "code"):
            return {self.name(row["enumeration"] or row["datatype"])}
        return VALUES[row["type"]]

    def named(self, term, predicate):
        return self.least(set().union(*(classes(self.graph, node) for node in self.graph.objects(term, predicate))))

    def least(self, terms):
        """Without those that another one includes."""
        for everything in (OWL.Thing, RDFS.Literal):
            if everything in terms:
                return {everything}
        return {each for each in terms if self.super_of.get(each) not in terms}


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    checker = Checker(pathlib.Path(sys.argv[1]))
    checker.check_ontology()
    if len(sys.argv) == 3:
        with sys.stdin if sys.argv[2] == "-" else open(sys.argv[2], encoding="utf-8") as file:
            checker.check_table(json.load(file))
    for each in sorted(checker.differences):
        print(each)
    sys.exit(1 if checker.differences else 0)


if __name__ == "__main__":
    main()
