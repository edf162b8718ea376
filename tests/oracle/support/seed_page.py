# SPDX-License-Identifier: Apache-2.0
"""The table of the sentences of the page that the ICLC data started from: ../seed_page_sentences.txt."""
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "seed_page_sentences.txt"
MOST_WORDS = 8
ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth")


@dataclass
class Sentence:
    section: str
    number: int
    words: str
    line: int
    statements: list = field(default_factory=list)

    def __str__(self):
        return f"{self.section}, sentence {self.number} ({self.words} ...)"


@dataclass
class Statement:
    record: str
    key: str
    value: str
    forecast: bool
    wording: str
    line: int

    def __str__(self):
        return f"line {self.line}: {self.record} {self.key} {self.value}"


def read_table(path=TABLE):
    """Sentences in the order of the table; ValueError with the line where it is not of the form that it tells of."""
    sentences, section = [], None
    for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not text.strip() or text.startswith("#"):
            continue
        heading = re.fullmatch(r"\[(.+)\]", text)
        sentence = re.fullmatch(r"(\d+) (\S.*)", text)
        if heading:
            section = heading[1]
        elif sentence and section:
            sentences.append(Sentence(section, int(sentence[1]), sentence[2], line))
        elif text.startswith("    ") and sentences:
            record, key, value, *rest = shlex.split(text)
            forecast = rest[:1] == ["forecast"]
            (wording,) = rest[forecast:] or [""]
            sentences[-1].statements.append(Statement(record, key, value, forecast, wording, line))
        else:
            raise ValueError(f"line {line}: no section, sentence or statement")
    return sentences


def sentences_of(page):
    """The sentences of the page's text as (section, number, words), headings as number 0."""
    section, number = "introduction", -1
    for line in filter(None, map(str.strip, page.splitlines())):
        heading = re.match(rf"({'|'.join(ORDINALS)}) International Conference on Learning Cities(?: \(|$)", line)
        if heading:
            section, number = f"ICLC {ORDINALS.index(heading[1]) + 1}", -1
        for sentence in [line] if heading else re.split(r"(?<=[.!?])\s+(?=[A-Z‘])", line):
            number += 1
            yield section, number, sentence.split()
