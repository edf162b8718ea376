# SPDX-License-Identifier: Apache-2.0
"""Reads the sentences of `stoa query story` back into facts: a regular expression for each form of sentence, made with
the names of one data set, so that a name that has commas, brackets or an `and` in it is read as one."""
import re
from dataclasses import dataclass, field

ROLES = {"a headline": "headline", "a strand": "strand", "an issue": "issue", "a theme for groups of people": "group"}
LISTED = 8  # items of a scope; of more than these, the first seven
CITED = 4
DOCUMENTS = r"the outcome documents(?: of the chosen kinds \((?P<{}>[^()]+)\))?"
SCOPES = ("broadened", "narrowed", "shifted", "steady")
UNKNOWN = ("no items to compare", "no items to compare on one side",
           "the two editions were not read to the same extent", "too few items to compare")
LINEAGE = {"merged": "{before} merged into {after}", "split": "{before} split into {after}",
           "branched": "{before} branched into {after}", "replaced": "{after} replaced {before}",
           "dispersed": "{before} dispersed into {after}", "assembled": "{after} was assembled from {before}"}


def within_a_sentence(label):
    """`cultural diversity`, but `Climate Action` and `COVID-19 pandemic`."""
    is_name = re.search("[A-Z]", label[1:])
    return label if is_name or not re.match("[A-Z]", label) else label[0].lower() + label[1:]


def count(group, one):
    """A number of something, in the singular or the plural."""
    return rf"(?P<{group}>1(?= {one}\b)|(?!1 )\d+(?= {one}s\b)) {one}s?"


class Unread(Exception):
    """What is left of a paragraph that no form of sentence fits."""


class Readings:
    """A list in words, as any of the lists that it may be: `health and well-being` may be one thing or two."""
    def __init__(self, text, names):
        self.text = text
        self.all = set(self.read(text, names))
        if not self.all:
            raise Unread(f"no list of these names: {text}")

    @classmethod
    def read(cls, text, names, is_first=True):
        if text in names and is_first:
            yield (text,)
        for found in re.finditer(r", | and ", text):
            name, rest = text[:found.start()], text[found.end():]
            if name not in names:
                continue
            if found[0] == ", ":
                yield from ((name, *others) for others in cls.read(rest, names, False))
            elif rest in names:
                yield (name, rest)
            elif more := re.fullmatch(r"(\d+) more", rest):
                yield (name, int(more[1]))

    def __eq__(self, other):
        return other is not None and tuple(other) in self.all

    def __repr__(self):
        return f"<{self.text}>"


@dataclass(eq=False)
class Sentence:
    form: str
    text: str
    facts: dict = field(default_factory=dict)

    def __getattr__(self, name):
        return self.facts.get(name)


class Grammar:
    """`dated`: the editions by `ICLC 1 (2013)`, `reserved`: by `ICLC 1 (2013; 2 of 3 sources read only in part)` too;
    `labels`: of the editions; `themes` and `items`: their labels, those of items as they stand within a sentence."""

    def __init__(self, dated, reserved, labels, themes, items):
        self.lexicon = {"dated": dated, "reserved": reserved, "label": labels, "theme": themes, "item": items}
        at, dated = self.one("dated"), self.many("dated")
        state = (
            rf", as (?P<role>{'|'.join(ROLES)})(?:, (?P<role_change>raised|lowered) from (?P<role_before>\w+))?"
            r", (?:without scope items|with (?P<items>.+?))"
            r"(?: \((?P<in_part>in the facets read both times: )?"
            r"(?P<kept>\d+) kept, (?P<gained>\d+) new, (?P<lost>\d+) gone; "
            rf"(?:(?P<scope>{'|'.join(SCOPES)})|(?P<why_unknown>{'|'.join(UNKNOWN)}))\))?"
            r" \[(?P<cited>.+?)\]\.")
        first = rf"(?P<theme>{self.one('theme')}) "
        at_least = f"named by at least {count('at_least', 'source')}"
        fewer = rf"named at (?P<too_few>{dated}), but by fewer than {count('fewer', 'source')}, which is not enough"
        from_to = rf"(?P<source>{self.state()}) {{}} (?P<target>{self.state()})"
        self.forms = {name: re.compile(pattern + r"(?= |$)") for name, pattern in {
            "founding": rf"{first}is among the first themes of the series, at (?P<at>{at}){state}",
            "present_at_start": rf"{first}is present at (?P<at>{at}), the first observed edition{state}",
            "introduced": rf"{first}(?:is introduced|(?P<seen>is first seen)|is first {at_least})"
                          rf"(?P<in_what_was_read>, in what was read(?: of {DOCUMENTS.format('documents')})?,)? "
                          rf"at (?P<at>{at}){state}",
            "continued": rf"It continues at (?P<at>{at}){state}",
            "resumed": rf"It is taken up again at (?P<at>{at}), after "
                       rf"{count('gap_editions', 'observed edition')} without it"
                       rf"(?: \({count('gap_years', 'year')}\))?{state}",
            "dropped": rf"It is (?:not seen in what was read (?:about|of {DOCUMENTS.format('of_documents')} of) "
                       rf"(?P<not_seen>{self.many('reserved')})(?P<and_1>, and (?=absent|named))?)?"
                       rf"(?:absent from {DOCUMENTS.format('documents')} of (?P<absent>{dated})"
                       rf"(?P<and_2>, and (?=named))?)?(?:{fewer})?"
                       r"(?P<heir>, but items of it continue under (?:another theme|(?P<several>other themes)))?\.",
            "may be older": r"It is not known whether it is older\.",
            "too few": rf"Earlier, it is {fewer}\.",
            "unread": rf"(?P<editions>{dated}) (?:is not considered, because its|are not considered, because their) "
                      r"issues are unread\.",
            **{kind: rf"By shared items, {words.format(before=self.group('before'), after=self.group('after'))} "
                     rf"at (?P<at>{self.one('label')}) \((?P<items>.+?); share of the old "
                     r"(?P<share_of_old>[\d/]+), of the new (?P<share_of_new>[\d/]+)\) \[(?P<cited>.+?)\]\."
               for kind, words in LINEAGE.items()},
            "morph": from_to.format("leads on to") +
                     r" \((?P<kept>\d+) shared of (?P<before>\d+) and (?P<after>\d+)\) \[(?P<cited>.+?)\]\.",
            "asserted": from_to.format("became") + r", a source says \[(?P<cited>.+?)\]\.",
            "ending": rf"In all, it is (?:seen|{at_least}) in (?:{DOCUMENTS.format('documents')} of )?"
                      rf"(?P<states>\d+) of {count('observed', 'observed edition')}"
                      r"(?:; (?:(?P<all_partial>every observed edition was read only in part, so an absence means)|"
                      rf"(?P<partial>{self.many('label')}) (?P<number>was|were) read only in part, "
                      r"so an absence there means) only that the theme was not seen)?\.",
        }.items()}
        self.lists = {"not_seen": "reserved", "absent": "dated", "too_few": "dated", "editions": "dated",
                      "items": "item", "before": "theme", "after": "theme", "partial": "label"}

    def one(self, kind):
        return "(?:%s)" % "|".join(map(re.escape, sorted(self.lexicon[kind], key=len, reverse=True)))

    def many(self, kind):
        """Whether it is a list is for `Readings` to say."""
        return rf"{self.one(kind)}(?:(?:, | and ){self.one(kind)})*"

    def state(self):
        return rf"{self.one('theme')} at {self.one('label')}"

    def group(self, name):
        return rf"(?P<{name}>{self.many('theme')})"

    def facts(self, found):
        for name, value in found.groupdict().items():
            if value is None:
                continue
            if name in self.lists and not value.isdigit():
                yield name, Readings(value, self.lexicon[self.lists[name]])
            elif name == "role":
                yield name, ROLES[value]
            elif name == "cited":
                yield name, re.fullmatch(r"(.*?)(?:; and (\d+) more)?", value).groups()
            else:
                yield name, int(value) if value.isdigit() and not name.startswith("share") else value

    def read(self, paragraph):
        """Its sentences; every character belongs to one."""
        sentences, rest = [], paragraph
        while rest:
            found = [(form, match) for form, pattern in self.forms.items() if (match := pattern.match(rest))]
            if len(found) != 1:
                raise Unread(f"{[form for form, _ in found]} fit: {rest}")
            (form, match), = found
            sentences.append(Sentence(form, match[0], dict(self.facts(match))))
            rest = rest[match.end():]
            if rest and not re.match(r" \S", rest):
                raise Unread(f"no space: {rest!r}")
            rest = rest[1:]
        return sentences
