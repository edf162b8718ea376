#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Krippendorff's alpha in the notes of `stoa query coding` is that of its rows, computed here pair by pair and in fractions,
as docs/method.md, section 7, defines it."""
import itertools
import json
import re
import unittest
from collections import defaultdict
from fractions import Fraction

from support import ROOT, main, stoa
from support.random_series import random_series

FACETS = ("issues", "groups", "sdgs")
ROLES = ("group", "issue", "strand", "headline")  # the highest last
VALUE = r"(?:(?P<value>-?[\d.]+) \((?P<units>\d+) units?\)|not computed \(all values are equal\))"


def alpha(units):
    """Of the values in each unit, and the number of units that can be paired; None if all values are equal."""
    units = [values for values in units if len(values) > 1]
    observed = sum(Fraction(sum(one != other for one, other in itertools.permutations(values, 2)), len(values) - 1)
                   for values in units)
    every = [value for values in units for value in values]
    expected = sum(one != other for one, other in itertools.permutations(every, 2))
    value = 1 - observed * (len(every) - 1) / expected if expected else None
    return (value, len(units))


class Coded:
    """What the rows say: who gave which role to a theme of an edition and document, and who coded which item there."""
    def __init__(self, rows):
        self.coders, self.roles, self.items, self.facets = defaultdict(set), defaultdict(dict), defaultdict(set), {}
        self.by_edition = defaultdict(set)
        for row in rows:
            place = row["edition"]["iri"], row["document"] and row["document"]["iri"]
            unit = place, row["theme"]["iri"]
            if row["item"]:
                self.facets[row["item"]["iri"]] = row["facet"]
            for coder in row["coder"].split(", ") if row["coder"] else []:
                self.coders[place].add(coder)
                self.by_edition[place[0]].add(coder)
                self.roles[unit][coder] = max(row["role"], self.roles[unit].get(coder, "group"), key=ROLES.index)
                if row["item"]:
                    self.items[unit, row["item"]["iri"]].add(coder)

    def of_themes(self):
        return alpha([[roles.get(coder) for coder in self.coders[unit[0]]] for unit, roles in self.roles.items()])

    def of_items(self, facets):
        return alpha([[coder in self.items[unit, item] for coder in self.coders[unit[0]]]
                      for unit in self.roles for item, facet in self.facets.items() if facet in facets])


class Agreement(unittest.TestCase):
    def said(self, pattern, notes):
        found = [match for note in notes if (match := re.search(pattern, note))]
        self.assertEqual(len(found), 1, (pattern, notes))
        return found[0]

    def same(self, computed, said):
        value, units = computed
        if value is None:
            self.assertIsNone(said["value"])
        else:
            self.assertAlmostEqual(float(said["value"]), float(value), places=10)
            self.assertEqual(int(said["units"]), units)

    def check(self, *words):
        """Whether there is an alpha."""
        answer = json.loads(stoa("-q", "query", "coding", *words, "--format", "json"))
        coded, notes = Coded(answer["rows"]), answer["notes"]
        if not any(len(coders) > 1 for coders in coded.coders.values()):
            two = any(len(coders) > 1 for coders in coded.by_edition.values())
            why = "no unit was coded by two coders" if two else "no edition names two coders"
            self.said(f"agreement of coders is not computed: {why}$", notes)
            return False
        self.same(coded.of_themes(), self.said(f"alpha by theme, over all that is coded in the series: {VALUE};", notes))
        by_item = [note for note in notes if "alpha by item" in note]
        self.assertEqual(len(by_item), 1 if coded.facets else 0)
        if by_item:
            self.same(coded.of_items(FACETS), self.said(f"over all that is coded in the series: {VALUE};", by_item))
            for facet in FACETS:
                if facet in coded.facets.values():
                    self.same(coded.of_items([facet]), self.said(f"; {facet} {VALUE};", by_item))
                else:
                    self.assertNotIn(facet, by_item[0])
        return True

    def test_worked_example(self):
        self.assertTrue(self.check(ROOT / "tests/golden/query/input/worked"))

    def test_random_series(self):
        computed = sum(self.check(folder) for _, folder in random_series(200))
        self.assertGreater(computed, 5)


if __name__ == "__main__":
    main()
