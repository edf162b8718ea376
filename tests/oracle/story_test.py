#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every sentence of `stoa query story` is read back into facts, which must be those of the answers to `events`,
`states`, `coverage` and `coding`; and every event of a theme is told in its story once."""
import json
import os
import re
import tempfile
import unittest
from collections import Counter
from fractions import Fraction
from pathlib import Path

from support import CONFINTEA, GOALS, ICLC, main, stoa
from support.evolution_queries import WORKED_EXAMPLE
from support.made_series import documented, hostile, large, worked_example
from support.random_series import SOURCES, random_series
from support.story_sentences import CITED, LISTED, LINEAGE, SCOPES, Grammar, within_a_sentence

# The columns of `events` whose values a story tells, by the names that this test has for them.
TOLD = {
    "list": "list", "type": "type", "concerns": "concerns", "before": "source_state", "after": "target_state",
    "role_change": "role_change", "scope_change": "scope_change", "kept": "kept", "gained": "gained", "lost": "lost",
    "retention": "retention", "inheritance": "inheritance", "inclusion": "inclusion", "jaccard": "jaccard",
    "gain": "gain", "loss": "loss", "share_of_old": "share_of_old", "share_of_new": "share_of_new",
    "shared": "shared_item", "gap_editions": "gap_editions", "gap_years": "gap_years", "is_open": "is_open",
    "absent_for": "absent_for", "has_heir": "has_heir", "is_derived": "is_derived",
    "scope_too_small": "scope_too_small"}
# Those that it does not tell. The event is its own words, which are compared where a story has them.
NOT_TOLD = {"event", "facet", "item_population", "chance_probability", "read_before", "read_after", "supported_by",
            "survives_any_document", "survives_any_item", "depends_on"}

OPTIONS = [(), ("--min-sources", 2), ("--look-back", 2), ("--documents", "declaration"), ("--facets", "issues")]
IS_THOROUGH = os.environ.get("STOA_THOROUGH") == "1"


def label(thing):
    return thing["label"]


def labels(things):
    return [label(each) for each in things or []]


def places(evidence, here=None):
    """`d6, focus`: as a story without citations names them, each once."""
    return list(dict.fromkeys(
        each["source"]["id"] + (f", {each['locator']}" if each["locator"] not in ("", here) else "")
        for each in evidence))


def proofs(evidence):
    return {(each["evidence"], each["document"] and each["document"]["iri"]) for each in evidence}


class World:
    """The answers to be told of one series, and what they say of its editions in order."""
    def __init__(self, data_sets, options=()):
        self.data_sets, self.options = data_sets, options
        self.events = self.ask("events", *options)
        columns = {each["name"] for each in self.events["columns"]}
        assert columns == set(TOLD.values()) | NOT_TOLD, columns ^ (set(TOLD.values()) | NOT_TOLD)
        self.parameters = self.events["analyses"][0]["parameters"]
        self.documents = ", ".join(self.parameters["documents"]) or None
        self.states = self.ask("states", *options)["rows"]
        read = self.ask("coverage", *(options if "--documents" in options else ()))["rows"]
        self.passages = self.ask("coding", *(options if "--documents" in options else ()))["rows"]

        self.coverage = {(label(row["edition"]), row["facet"]): row for row in read}
        self.held = list(dict.fromkeys(label(row["edition"]) for row in read if row["status"] == "held"))
        self.observed = [each for each in self.held if self.coverage[each, "issues"]["observed"]]
        self.facet_of = {label(row["item"]): row["facet"] for row in self.passages if row["item"]}
        self.named = Counter((label(row["theme"]), label(row["edition"])) for row in self.passages if row["source"])
        self.state = {label(row["state"]): row for row in self.states}
        self.dated = {self.name(each): each for each in self.held}
        self.reserved = {self.reserved_name(each): each for each in self.observed} | self.dated
        themes = {label(row["theme"]): row["theme"]["iri"] for row in self.passages + self.states}
        self.themes = sorted(themes.items())
        self.grammar = Grammar(self.dated, self.reserved, dict.fromkeys(self.held), themes,
                               {within_a_sentence(each): each for each in self.facet_of})

    def ask(self, question, *options):
        return json.loads(stoa("-q", "query", question, *self.data_sets, *options, "--format", "json"))

    def screen(self, theme, *options):
        """The paragraphs of a story as they stand on the screen, with lines made whole."""
        text = stoa("-q", "query", "story", *self.data_sets, "--theme", theme, *self.options, *options).decode()
        story = text.split("\n\nNotes\n")[0].split("\n\n", 1)
        return [" ".join(each.split()) for each in story[1].split("\n\n")] if len(story) > 1 else []

    def name(self, edition):
        start = self.coverage[edition, "issues"]["start"]
        return f"{edition} ({start[:4]})" if start else edition

    def reserved_name(self, edition):
        row, name = self.coverage[edition, "issues"], self.name(edition)
        if row["level"] == "complete" or not row["read_in_part"]:
            return name
        sources = "source" if row["read"] == 1 else "sources"
        words = f"{row['read_in_part']} of {row['read']} {sources} read only in part"
        return f"{name[:-1]}; {words})" if name.endswith(")") else f"{name} ({words})"

    def level(self, edition, facet="issues"):
        return self.coverage[edition, facet]["level"]

    def names_documents(self, edition):
        """Whether its coverage says which outcome documents were read."""
        return any(proof["document"] for proof in self.coverage[edition, "issues"]["evidence"])

    def unread(self, after, before):
        """Names of the editions between two of them, or from the start of the series, that are unread."""
        first = self.held.index(after) + 1 if after else 0
        return [self.name(each) for each in self.held[first:self.held.index(before)] if self.level(each) == "unread"]

    def compared(self, one, other):
        """The items of two states in the facets observed for both, and whether these facets were read alike."""
        facets = [facet for facet in self.parameters["facets"]
                  if all(self.coverage[label(each["edition"]), facet]["observed"] for each in (one, other))]
        scopes = [{label(item) for item in each["items"] if self.facet_of[label(item)] in facets}
                  for each in (one, other)]
        return *scopes, all(self.level(label(one["edition"]), facet) == self.level(label(other["edition"]), facet)
                            for facet in facets)

    def of(self, theme):
        """The events that concern the theme, by list."""
        rows = [row for row in self.events["rows"] if row["list"] != "item" and theme in labels(row[TOLD["concerns"]])]
        return [[row for row in rows if row["list"] == each] for each in ("theme", "lineage", "arc")]


def measures(kept, gained, lost):
    """Of docs/method.md, section 3."""
    before, after, either = kept + lost, kept + gained, kept + gained + lost
    values = {"kept": kept, "gained": gained, "lost": lost}
    whole = {"retention": (kept, before), "inheritance": (kept, after), "inclusion": (kept, min(before, after)),
             "jaccard": (kept, either), "gain": (gained, either), "loss": (lost, either)}
    return values | {name: Fraction(*each) if before and after else None for name, each in whole.items()}


class Told:
    """One story: what its sentences say, held against the answers."""
    forms = Counter()

    def __init__(self, test, world, theme, iri):
        self.test, self.world, self.theme = test, world, theme
        self.own, self.lineage, self.arcs = world.of(theme)
        self.story = world.ask("story", "--theme", iri, *world.options)
        self.read = [world.grammar.read(each) for each in self.story.get("paragraphs", [])]
        Told.forms.update(each.form for paragraph in self.read for each in paragraph)
        self.told_links = Counter()
        self.sources = []  # behind each sentence that cites some

    def equal(self, told, expected, what, sentence):
        self.test.assertEqual(told, expected, f"{what}: {sentence.text}")

    def check(self):
        world = self.world
        if not self.own:
            self.test.assertEqual((self.read, self.story["rows"]), ([], []), "nothing to tell")
            self.test.assertTrue(any(self.theme in note for note in self.story["notes"]), "a note says so")
            return
        self.test.assertEqual(len(self.read), len(self.own) + 1, "a paragraph for each event, and one at the end")
        self.test.assertEqual(len(self.story["rows"]), len(self.own))
        for place, (event, paragraph, row) in enumerate(zip(self.own, self.read, self.story["rows"])):
            edition = self.edition_of(event)
            links = [each for each in paragraph if each.form in LINEAGE or each.form in ("morph", "asserted")]
            first, *more = [each for each in paragraph if each not in links]
            self.test.assertEqual([first, *more, *links], paragraph, "the event, then what is open, then the links")
            self.test.assertEqual(row["sentence"], " ".join(each.text for each in [first, *more]))
            self.test.assertEqual((label(row["edition"]), row["type"]), (edition, event[TOLD["type"]]))
            for key in ("editions", "evidence", "basis", "coverage"):
                self.test.assertEqual(row[key], event[key], key)
            is_last = place + 1 == len(self.own)
            if first.form == "dropped":
                self.check_absence(event, first, more, links, is_last)
            else:
                self.check_presence(event, first, more, links)
            end = len(world.observed) if is_last else world.observed.index(self.edition_of(self.own[place + 1]))
            self.check_links(event, links, world.observed.index(edition), end)
        self.test.assertEqual(self.told_links, Counter(range(len(self.lineage) + len(self.arcs))), "each link once")
        (ending,) = self.read[-1]
        self.check_ending(ending)

    def edition_of(self, event):
        """The later one of its editions."""
        return label(event["editions"][-1])

    def columns(self, event, sentence, **values):
        """The told values are those of the columns, and what is not told has none."""
        of_arc = event["list"] == "arc"
        for name, column in TOLD.items():
            told, value = values.get(name), event[column]
            if isinstance(value, dict):
                value = Fraction(value["exact"])
            if isinstance(value, list):
                value = labels(value)
            if of_arc and sentence.form == "asserted" and name in measures(0, 0, 0):
                continue  # of an asserted arc the overlap proves nothing
            self.equal(told, value or None if isinstance(value, list) else value, column, sentence)

    def check_cited(self, sentence, evidence, here=None):
        expected = places(evidence, here)
        shown, more = sentence.cited
        self.equal(shown, "; ".join(expected[:CITED]), "cited", sentence)
        self.equal(int(more or 0), max(0, len(expected) - CITED), "more sources", sentence)
        self.test.assertTrue(expected, "something proves it")
        self.sources.append(list(dict.fromkeys(each["source"]["id"] for each in evidence)))

    def check_items(self, told, items, sentence):
        names = [within_a_sentence(each) for each in items]
        shown = names if len(names) <= LISTED else [*names[:LISTED - 1], len(names) - LISTED + 1]
        self.equal(told, shown or None, "items", sentence)

    # --- what happened to the theme ---

    def check_presence(self, event, first, more, links):
        world = self.world
        edition = self.edition_of(event)
        state = world.state[f"{self.theme} at {edition}"]
        self.equal(first.at, world.name(edition), "edition", first)
        self.equal(first.role, state["role"], "role", first)
        self.check_items(first.items, labels(state["items"]), first)
        self.check_cited(first, state["evidence"], edition)
        if first.theme:
            self.equal(first.theme, self.theme, "theme", first)

        values = {"list": "theme", "type": first.form, "concerns": [self.theme],
                  "after": [f"{self.theme} at {edition}"]}
        small = [len(state["items"]) < world.parameters["min_shared"]]
        before = None
        if first.form in ("continued", "resumed"):
            before = world.state[label(event[TOLD["before"]][0])]
            self.equal(before["theme"]["label"], self.theme, "theme", first)
            small.append(len(before["items"]) < world.parameters["min_shared"])
            values |= self.compare(first, before, state)
        if first.form == "resumed":
            values |= {"gap_editions": first.gap_editions, "gap_years": first.gap_years}
        if first.form == "introduced":
            values["is_derived"] = any(self.leads_to(each, edition) for each in links)
        self.columns(event, first, scope_too_small=any(small), **values)
        self.check_open(event, first, more, before)

    def compare(self, first, before, state):
        """What is told of a theme beside its state before, as values of the columns."""
        world = self.world
        one, other, read_alike = world.compared(before, state)
        self.equal(bool(first.in_part), (len(one), len(other)) != (len(before["items"]), len(state["items"])),
                   "in the facets read both times", first)
        self.equal((first.kept, first.gained, first.lost), (len(one & other), len(other - one), len(one - other)),
                   "items kept, new and gone", first)
        if first.role_change:
            self.equal(first.role_before, before["role"], "role before", first)
        # The first rule that applies.
        reason = (("no items to compare" if not one and not other else "no items to compare on one side")
                  if not one or not other else None if one == other else
                  "the two editions were not read to the same extent" if not read_alike else
                  "too few items to compare" if len(one | other) < world.parameters["min_scope"] else None)
        self.equal(first.why_unknown, reason, "why the change of scope is unknown", first)
        self.equal(first.scope in SCOPES, reason is None, "change of scope", first)
        return {"before": [label(before["state"])], "role_change": first.role_change or "unchanged",
                "scope_change": first.scope or "unknown", **measures(first.kept, first.gained, first.lost)}

    def check_open(self, event, first, more, before):
        """What the sentences behind the first one leave open."""
        world = self.world
        edition = self.edition_of(event)
        expected = {}
        if first.form == "present_at_start":
            expected["may be older"] = {}
        if first.form == "introduced":
            earlier = world.observed[:world.observed.index(edition)]
            named = [world.name(each) for each in earlier if world.named[self.theme, each]]
            held = world.held[:world.held.index(edition)]
            is_proved = (not world.documents and
                         all(world.level(each) in ("complete", "not_applicable") for each in held))
            self.equal(first.at_least, world.parameters["min_sources"] if named else None, "sources", first)
            self.equal(bool(first.in_what_was_read), not is_proved, "in what was read", first)
            self.equal(first.documents, world.documents, "documents that count", first)
            self.equal(bool(first.seen), not named and not is_proved, "first seen", first)
            if named:
                expected["too few"] = {"fewer": world.parameters["min_sources"], "too_few": named}
            gaps = world.unread(None, edition)
        elif first.form == "resumed":  # up to the last edition without it, the paragraph before tells
            gaps = world.unread(world.observed[world.observed.index(edition) - 1], edition)
        else:
            gaps = world.unread(label(before["edition"]), edition) if before else []
        if gaps:
            expected["unread"] = {"editions": gaps}
        self.equal([each.form for each in more], list(expected), "sentences behind", first)
        for each in more:
            self.equal(each.facts, expected[each.form], each.form, each)

    def check_absence(self, event, first, more, links, is_last):
        world = self.world
        place = world.observed.index(self.edition_of(event))
        absent = world.observed[place:place + event[TOLD["absent_for"]]]
        named = [each for each in absent if world.named[self.theme, each]]
        unnamed = [each for each in absent if each not in named]
        surely = [each for each in unnamed if world.level(each) == "complete" and world.names_documents(each)]
        parts = {"not_seen": [world.reserved_name(each) for each in unnamed if each not in surely],
                 "absent": [world.name(each) for each in surely],
                 "too_few": [world.name(each) for each in named]}
        for name, expected in parts.items():
            self.equal(first.facts.get(name), expected or None, name, first)
        told = [name for name in parts if first.facts.get(name) is not None]
        self.equal(bool(first.and_1) + bool(first.and_2), len(told) - 1, "and", first)
        self.equal(first.fewer, world.parameters["min_sources"] if named else None, "sources", first)
        self.equal(first.of_documents if parts["not_seen"] else world.documents, world.documents, "documents", first)
        self.equal(first.documents if parts["absent"] else world.documents, world.documents, "documents", first)

        heirs = {theme for each in links for theme in self.leads_from(each, event)}
        self.equal(bool(first.heir), bool(heirs), "heir", first)
        self.equal(bool(first.several), len(heirs) > 1, "several heirs", first)
        before = world.state[label(event[TOLD["before"]][0])]
        self.columns(event, first, list="theme", type="dropped", concerns=[self.theme], before=[label(before["state"])],
                     is_open=is_last, absent_for=len(absent), has_heir=bool(first.heir),
                     scope_too_small=len(before["items"]) < world.parameters["min_shared"])
        gaps = world.unread(label(before["edition"]), absent[-1])
        self.test.assertEqual([each.form for each in more], ["unread"] if gaps else [], first.text)
        for each in more:
            self.equal(each.facts, {"editions": gaps}, "unread", each)

    def check_ending(self, ending):
        world = self.world
        partial = [each for each in world.observed if world.level(each) == "partial"]
        is_all = len(partial) == len(world.observed)
        expected = {"states": sum(label(row["theme"]) == self.theme for row in world.states),
                    "observed": len(world.observed), "at_least": world.parameters["min_sources"],
                    "documents": world.documents}
        if expected["at_least"] == 1:
            expected["at_least"] = None
        for name, value in expected.items():
            self.equal(ending.facts.get(name), value, name, ending)
        self.equal(ending.form, "ending", "form", ending)
        self.equal(bool(ending.all_partial), is_all, "all read in part", ending)
        self.equal(ending.partial, None if is_all or not partial else partial, "read in part", ending)
        if ending.partial:
            self.equal(ending.number, "was" if len(partial) == 1 else "were", "number", ending)

    # --- between themes ---

    def leads_to(self, link, edition):
        """Does the told link lead to the theme in this edition, by what was computed?"""
        if link.form == "morph":
            return link.target == f"{self.theme} at {edition}"
        return link.form in LINEAGE and link.at == edition and self.names(link, "after", [self.theme])

    def leads_from(self, link, event):
        """Themes that took up its items in the edition in which it is dropped, by what was computed."""
        edition = self.edition_of(event)
        before = label(event[TOLD["before"]][0])
        if link.form == "morph" and link.source == before and link.target.endswith(f" at {edition}"):
            yield link.target.removesuffix(f" at {edition}")
        if link.form in LINEAGE and link.at == edition and self.names(link, "before", [self.theme]):
            yield from min(link.after.all, key=len)

    @staticmethod
    def names(link, side, themes):
        return any(set(themes) <= set(each) for each in link.facts[side].all)

    def check_links(self, event, links, place, end):
        """The links of a paragraph: of its edition, and the arcs into it and up to the theme's next event."""
        world = self.world
        edition = self.edition_of(event)
        here = [(number, each) for number, each in enumerate(self.lineage) if self.edition_of(each) == edition]
        here += [(len(self.lineage) + number, each) for number, each in enumerate(self.arcs)
                 if place <= world.observed.index(self.edition_of(each)) < end]
        self.test.assertEqual(len(links), len(here), f"links at {edition}")
        for told, (number, link) in zip(links, here):
            self.told_links[number] += 1
            (self.check_lineage if link["list"] == "lineage" else self.check_arc)(told, link)

    def check_lineage(self, told, event):
        world = self.world
        old, new = (labels([world.state[label(each)]["theme"] for each in event[TOLD[side]]])
                    for side in ("before", "after"))
        self.equal(told.before, old, "old side", told)
        self.equal(told.after, new, "new side", told)
        self.equal(told.at, self.edition_of(event), "edition", told)
        self.check_items(told.items, labels(event[TOLD["shared"]]), told)
        self.check_cited(told, event["evidence"], label(event["editions"][0]))
        self.test.assertIn(label(event["event"]), told.text)

        states = [[world.state[label(each)] for each in event[TOLD[side]]] for side in ("before", "after")]
        earlier = label(states[0][0]["edition"])
        values = {"list": "lineage", "type": told.form, "concerns": list(dict.fromkeys(old + new)),
                  "before": [f"{each} at {earlier}" for each in old],
                  "after": [f"{each} at {told.at}" for each in new],
                  "shared": labels(event[TOLD["shared"]]), "share_of_old": Fraction(told.share_of_old),
                  "share_of_new": Fraction(told.share_of_new),
                  "scope_too_small": any(len(each["items"]) < world.parameters["min_shared"]
                                         for side in states for each in side)}
        if len(old) == len(new) == 1:
            kept = len(values["shared"])
            values |= measures(kept, kept / values["share_of_new"] - kept, kept / values["share_of_old"] - kept)
        self.columns(event, told, **values)

    def check_arc(self, told, event):
        world = self.world
        one, other = (world.state[label(event[TOLD[side]][0])] for side in ("before", "after"))
        self.equal(told.form, "asserted" if event["basis"] == "asserted" else "morph", "basis", told)
        values = {"list": "arc", "type": "developed",
                  "concerns": list(dict.fromkeys([label(one["theme"]), label(other["theme"])])),
                  "before": [told.source], "after": [told.target],
                  "scope_too_small": min(len(one["items"]), len(other["items"])) < world.parameters["min_shared"]}
        self.test.assertTrue(told.text.startswith(label(event["event"])), told.text)
        if told.form == "morph":
            values |= measures(told.kept, told.after - told.kept, told.before - told.kept)
            self.check_cited(told, event["evidence"], label(event["editions"][0]))
        else:
            said = len(event["evidence"]) - len(proofs(one["evidence"] + other["evidence"]))
            self.check_cited(told, event["evidence"][:said])
        self.columns(event, told, **values)

    # --- on the screen ---

    def check_screen(self, iri, names):
        """The same words; there sources are cited by their names, at most four. `names`: of these sources by id."""
        paragraphs = [" ".join(each.split()) for each in self.story.get("paragraphs", [])]
        if not paragraphs:
            return
        self.test.assertEqual(self.world.screen(iri, "--ids"), paragraphs)
        screen = self.world.screen(iri)
        bracket = re.compile(r"\[(.+?)(?:; and (\d+) more)?\](?=\.(?: |$))")
        self.test.assertEqual([bracket.sub("[]", each) for each in screen],
                              [bracket.sub("[]", each) for each in paragraphs])
        cited = [found for paragraph in screen for found in bracket.findall(paragraph)]
        self.test.assertEqual(len(cited), len(self.sources))
        for (shown, more), sources in zip(cited, self.sources):
            self.test.assertEqual((len(shown.split("; ")), int(more or 0)),
                                  (min(CITED, len(sources)), max(0, len(sources) - CITED)), shown)
            if names:
                self.test.assertEqual(shown, "; ".join(names[each] for each in sources[:CITED]))


class Stories(unittest.TestCase):
    maxDiff = None

    def compare(self, data_sets, options=(), names=None):
        """Every story of a data set of one series; those on the screen of one theme."""
        world = World(data_sets, options)
        for theme, iri in world.themes:
            with self.subTest(theme, of=str(data_sets[-1]), options=options):
                told = Told(self, world, theme, iri)
                told.check()
                if iri.endswith(("t1", "access", "lifelong-learning", "mdg-6")):
                    told.check_screen(iri, names)

    def compare_options(self, data_set, options):
        """All stories without an option and with one; with every option only thoroughly."""
        for each in OPTIONS if IS_THOROUGH else [(), options]:
            self.compare([data_set], each)

    def test_iclc(self):
        self.compare_options(ICLC, ("--documents", "declaration"))

    def test_confintea(self):
        self.compare_options(CONFINTEA, ("--min-sources", 2))

    def test_goals(self):
        self.compare_options(GOALS, ("--facets", "issues"))

    def test_worked_example(self):
        self.compare_options(WORKED_EXAMPLE, ("--look-back", 2))

    def test_made_series(self):
        for make in (worked_example, documented, hostile, lambda: large(editions=15, themes=60)):
            with tempfile.TemporaryDirectory(prefix="stoa-made-") as folder:
                self.compare([make().write(Path(folder) / "made")])

    def test_several_series_one_after_the_other(self):
        theme = ("--theme", "lifelong-learning")
        story = json.loads(stoa("-q", "query", "story", ICLC, CONFINTEA, *theme, "--format", "json"))["paragraphs"]
        alone = [json.loads(stoa("-q", "query", "story", each, *theme, "--format", "json"))["paragraphs"]
                 for each in (CONFINTEA, ICLC)]
        headings = [place for place, each in enumerate(story) if each.endswith(":")]
        self.assertEqual(len(headings), 2)
        self.assertCountEqual([story[headings[0] + 1:headings[1]], story[headings[1] + 1:]], alone)

    def test_random_series(self):
        names = {each: f"Source {each}" for each in SOURCES}
        for seed, folder in random_series(100):
            self.compare([folder], names=names)
            self.compare([folder], OPTIONS[1 + seed % 4], names)

    @classmethod
    def tearDownClass(cls):
        """The data sets above are worth little if they leave out what a story can tell."""
        forms = {"founding", "present_at_start", "introduced", "continued", "resumed", "dropped", "may be older",
                 "too few", "unread", *LINEAGE, "morph", "asserted", "ending"}
        assert not forms - set(Told.forms), f"not told: {forms - set(Told.forms)}"


if __name__ == "__main__":
    main()
