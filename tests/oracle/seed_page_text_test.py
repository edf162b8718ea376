#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every sentence of the page that the ICLC data started from has its row in seed_page_sentences.txt, and no other has.

The text of the page is not part of the project: STOA_SEED_PAGE names a file with it, in plain text. Without, the test
says that it was skipped.
"""
import os
import unittest
from pathlib import Path

from support import main
from support.seed_page import MOST_WORDS, read_table, sentences_of

PAGE = os.environ.get("STOA_SEED_PAGE")


class SeedPageText(unittest.TestCase):
    @unittest.skipUnless(PAGE, "STOA_SEED_PAGE does not name a file with the text of the page")
    def test_the_table_has_every_sentence_of_the_page_by_section_number_and_first_words(self):
        page = Path(PAGE).read_text(encoding="utf-8")
        expected = [(section, number, " ".join(words[:MOST_WORDS])) for section, number, words in sentences_of(page)]
        found = [(each.section, each.number, each.words) for each in read_table()]
        self.assertEqual(found, expected)

    def test_sentences_are_told_apart_by_section_and_number(self):
        page = "About it\n\nWhat it is. Who comes?\n\nSecond International Conference on Learning Cities (2015)\n\nOne.\n"
        self.assertEqual(list(sentences_of(page)), [
            ("introduction", 0, ["About", "it"]), ("introduction", 1, ["What", "it", "is."]),
            ("introduction", 2, ["Who", "comes?"]),
            ("ICLC 2", 0, ["Second", "International", "Conference", "on", "Learning", "Cities", "(2015)"]),
            ("ICLC 2", 1, ["One."])])


if __name__ == "__main__":
    main()
