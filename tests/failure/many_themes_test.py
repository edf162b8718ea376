#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Thousands of themes in one edition: every question ends in bounded time, and says what it left out."""

import json
import time

from support import Case, main, stoa

EDITIONS = 3
THEMES = 1500
SECONDS = 60  # for a build with sanitizers on a busy machine; a release takes about one


def records(random, editions, themes):
    """Themes with three items each of a pool twice their number; one in ten is renamed from edition to edition."""
    lines = ['evidence = "page"', '[[series]]\nid = "s"\nlabel = "S"']
    lines += [f'[[concept]]\nid = "i{i}"\nlabel = "Item {i}"\nfacet = "issues"' for i in range(2 * themes)]
    lines += [f'[[theme]]\nid = "t{t}"\nlabel = "Theme {t}"' for t in range(2 * themes)]
    scopes = [random.sample(range(2 * themes), 3) for _ in range(themes)]
    names = list(range(themes))
    for number in range(1, editions + 1):
        lines.append(f'[[edition]]\nid = "{number}"\nseries = "s"\nnumber = {number}\nlabel = "Edition {number}"\n'
                     f'status = "held"\nstart = {2000 + number}-01-01')
        lines.append('[[edition.coverage]]\nfacet = "issues"\nlevel = "complete"\nallow = { code = "complete-without-documents", reason = "made up" }\nread = "page"')
        for theme, scope in zip(names, scopes):
            items = ", ".join(f'"i{item}"' for item in scope)
            lines.append(f'[[edition.occurrence]]\ntheme = "t{theme}"\nrole = "issue"\nitems = [{items}]')
        names = [(theme + themes) % (2 * themes) if random.random() < 0.1 else theme for theme in names]
    return "\n\n".join(lines) + "\n"


class ManyThemes(Case):
    def ask(self, data, *words):
        began = time.monotonic()
        done = stoa("query", *words[:1], data, *words[1:])
        seconds = time.monotonic() - began
        self.assert_answer(done, 0)
        print(f"{words[0]} {seconds:.1f} s;", end=" ", flush=True)
        self.assertLess(seconds, SECONDS, words)
        return done.stdout

    def test_questions_end_in_seconds(self):
        data = self.data_set("many", many_toml=records(self.random, EDITIONS, THEMES))
        answer = json.loads(self.ask(data, "events", "--format", "json"))
        kinds = [row["type"] for row in answer["rows"] if row["list"] == "theme"]
        self.assertEqual(kinds.count("founding"), THEMES)
        present = sum(kinds.count(kind) for kind in ("founding", "introduced", "continued", "resumed"))
        self.assertEqual(present, EDITIONS * THEMES)
        self.assertTrue(any("not computed" in note for note in answer["notes"]) or
                        all(row["survives_any_document"] is not None for row in answer["rows"]))
        for words in (["transformations"], ["areas"], ["legacy"], ["main-path"], ["novelty"], ["persistence"],
                      ["sensitivity"], ["withdraw", "--document", "page"], ["story", "--theme", "t7"],
                      ["independent-lines", "--theme", "t7"], ["robustness"], ["weak-evidence"]):
            self.ask(data, *words)

    def test_the_evolution_part_is_written_in_seconds(self):
        data = self.data_set("many", many_toml=records(self.random, EDITIONS, THEMES))
        began = time.monotonic()
        done = stoa("export", data, "--parts", "evolution", "-o", self.folder / "out.ttl")
        self.assert_answer(done, 0)
        self.assertLess(time.monotonic() - began, SECONDS)


if __name__ == "__main__":
    main()
