#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The queries in examples/queries give the answers that the facts demand, in rdflib's SPARQL over the export."""
import json
import re
import unittest

from support import ICLC, ROOT, STOA, export, main, read, stoa
from support.evolution_queries import Question, WORKED_EXAMPLE, every_question_of

QUERIES = ROOT / "examples/queries"
PAGE = "UIL page on the five International Conferences on Learning Cities held until 2021"

# Editions that treat the theme; * where it is a headline.
THEMES = """
Citizenship and participation: 1 2 3 4 5 6
Culture and media: 1 2 3 4 6
Environment and climate: 1 2 3 4 5 6*
Funding: 1 2 3 4 5 6
Gender equality: 3 6
Governance and partnership: 1 2 3 4 5 6
Health and well-being: 1 2 3 4 5* 6
Inclusion and equity: 1* 2 3 4* 5 6
Learning environments, families and communities: 1 4 5 6
Learning technologies: 1 4 5 6
Lifelong learning: 1* 2 3* 4* 5* 6
Literacy and basic skills: 2
Monitoring and evaluation: 2 3 4 5 6
Peace and international cooperation: 1 2 3 6
Quality of learning: 1
Safety, resilience and emergencies: 1 2 4 5* 6
Sustainable development: 1* 2* 3* 4* 5 6
Work and economy: 1* 2 3 4 5 6
"""


def plain(term):
    """A term of the ontology by its name, a number as a number, everything else in its words."""
    if term is None:
        return None
    if term in STOA:
        return term.removeprefix(str(STOA))
    value = term.toPython()
    return value if isinstance(value, (bool, int)) else str(term)


class Queries(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.graph = read(export(ICLC, syntax="ntriples"), "ntriples")

    def ask(self, name):
        answer = self.graph.query((QUERIES / f"{name}.rq").read_text(encoding="utf-8"))
        return [tuple(plain(term) for term in row) for row in answer]

    def test_editions_come_in_order_with_host_city_and_country(self):
        self.assertEqual(self.ask("editions"), [
            (1, "2013-10-21", "Beijing", "China"),
            (2, "2015-09-28", "Mexico City", "Mexico"),
            (3, "2017-09-18", "Cork", "Ireland"),
            (4, "2019-10-01", "Medellín", "Colombia"),
            (5, "2021-10-27", "Yeonsu-gu", "Republic of Korea"),
            (6, "2024-12-03", "Jubail", "Saudi Arabia"),
            (7, "2027-06", None, None)])

    def test_twelve_voices_tell_how_many_took_part_in_the_fifth_edition(self):
        self.assertEqual(self.ask("disagreement"), [
            (5000, "about", None, "forecast", False, "Korea Herald article on the preparation of ICLC 5 in Yeonsu-gu"),
            (2300, "over", "total", "actual", True, "UIL annual report for 2021, section on advocacy and networking"),
            (2200, "about", "total", "forecast", False, "Korea Herald article on ICLC 5, a week before it"),
            (2000, "about", "online", "actual", True, "Korea Herald article on ICLC 5 after its close"),
            (2000, "about", "online", "actual", True, "Korea Herald interview with the Director of UIL on ICLC 5"),
            (2000, "over", "total", "actual", False,
             "Report of the China Adult Education Association on ICLC 5, in Chinese"),
            (1500, "over", "total", "actual", False, "UIL press page on the Yeonsu Declaration, in Spanish"),
            (1000, "over", "total", "actual", False, "India Education Diary article on the Yeonsu Declaration"),
            (700, "about", "total", "forecast", False, PAGE),
            (700, "about", "total", "forecast", False, "UIL press page that announces Yeonsu-gu as the host of ICLC 5"),
            (200, "exact", "inPerson", "actual", True, "Korea Herald article on ICLC 5 after its close"),
            (200, "exact", "inPerson", "actual", True, "Korea Herald interview with the Director of UIL on ICLC 5")])

    def test_themes_and_editions_make_a_matrix_with_evidence(self):
        matrix, evidence = {}, {}
        for theme, number, headline, sources in self.ask("themes"):
            matrix.setdefault(theme, []).append(f"{number}*" if headline else str(number))
            evidence[theme, number] = set(sources.split("; "))
        self.assertEqual([f"{theme}: {' '.join(editions)}" for theme, editions in matrix.items()],
                         THEMES.strip().splitlines())
        self.assertTrue(all(evidence.values()))
        self.assertIn(PAGE, evidence["Inclusion and equity", 4])
        self.assertEqual(evidence["Gender equality", 6], {
            "DVV International Ukraine news page on ICLC 6", "CDÉACF page on the Jubail Commitment, in French",
            "Patrimonio Actual page on the Jubail Commitment, in Spanish",
            "University of Catania magazine article on the Jubail Commitment, in Italian"})

    def test_documents_rest_on_earlier_ones_through_others_too(self):
        beijing = "Beijing Declaration on Building Learning Cities"
        features = "Key Features of Learning Cities"
        twelve = "Case Studies of Twelve Learning Cities"
        guidelines = "Guidelines for Building Learning Cities"
        cork = "Cork Call to Action for Learning Cities"
        agenda = "2030 Agenda for Sustainable Development"
        chains = {
            guidelines: [twelve],
            "Unlocking the Potential II: Sixteen Learning Cities": [twelve, guidelines, features],
            "Mexico City Statement on Sustainable Learning Cities": [agenda, beijing, features],
            cork: [agenda],
            "Learning Cities and the SDGs: A Guide to Action": [agenda, cork, features],
            "Lifelong learning for health in cities: a guide, enacting the Yeonsu Declaration for Learning Cities": [
                "Yeonsu Declaration for Learning Cities"]}
        self.assertEqual(self.ask("documents"), [(document, earlier) for document in sorted(chains)
                                                 for earlier in chains[document]])

    def test_the_last_day_of_the_fifth_edition_is_proved_by_words_of_the_page(self):
        url = "https://uil.unesco.org/lifelong-learning/learning-cities/international-conference-learning-cities"
        self.assertIn(("2021-10-30", PAGE, url, "ICLC 5", "from 27 to 30 October 2021"), self.ask("proof"))

    def test_awards_are_counted_by_country_with_their_cities(self):
        rows = self.ask("awards")
        self.assertEqual((len(rows), sum(count for _, count, _ in rows)), (34, 58))
        self.assertEqual([(country, count) for country, count, _ in rows[:9]], [
            ("China", 5), ("Republic of Korea", 5), ("Ireland", 4), ("Mexico", 4), ("United Kingdom", 4), ("Egypt", 3),
            ("Australia", 2), ("Brazil", 2), ("Greece", 2)])
        cities = {country: set(names.split(", ")) for country, _, names in rows}
        self.assertEqual(cities["Ireland"], {"Cork", "Limerick", "Dublin"})  # Cork won twice
        self.assertEqual(cities["Republic of Korea"],
                         {"Namyangju", "Suwon", "Seodaemun-gu", "Osan", "Eunpyeong-gu"})

    def test_every_query_says_what_it_asks_and_is_asked_here(self):
        names = {path.stem for path in QUERIES.glob("*.rq")}
        evolution = {each.name for each in [*every_question_of(WORKED_EXAMPLE), Question("two-series")]}
        self.assertEqual(names, {"editions", "disagreement", "themes", "documents", "proof", "awards"} | evolution |
                         {"evidence"})  # asked in evidence_test.py
        for name in names:
            first, second, *_ = (QUERIES / f"{name}.rq").read_text(encoding="utf-8").splitlines()
            self.assertEqual(first, "# SPDX-License-Identifier: Apache-2.0")
            self.assertTrue(second.startswith("# "), name)

    def test_the_readme_lists_every_query_and_has_a_word_on_every_question(self):
        readme = (QUERIES / "README.md").read_text(encoding="utf-8")
        listed = re.findall(r"^\| \[([a-z-]+)\]\(\1\.rq\) \|", readme, re.MULTILINE)
        self.assertEqual(sorted(listed), sorted(path.stem for path in QUERIES.glob("*.rq")))
        left_out = re.findall(r"^\| ([a-z-]+) \|", readme, re.MULTILINE)
        questions = {each["name"] for each in json.loads(stoa("query", "--list", "--format", "json"))}
        self.assertEqual(set(listed) & questions | set(left_out) - {"query", "question"}, questions)
        self.assertFalse(set(listed) & set(left_out))


if __name__ == "__main__":
    main()
