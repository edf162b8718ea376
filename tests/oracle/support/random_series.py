# SPDX-License-Identifier: Apache-2.0
"""Random data sets of one series, or of two, for the queries: editions in every status and with dates of every precision,
facets of every level and without a record, passages of several sources, forecasts, documents that link, developments,
claims with periods of validity, hosts with and without a region."""
import os
import random
import tempfile
from pathlib import Path

from .made_series import Raw, text

BASE = "https://example.org/random/"
THEMES = [f"t{number}" for number in range(1, 7)]
ITEMS = {"issues": list("abcdefgh"), "groups": ["x", "y", "z"], "sdgs": ["4", "13"]}
SOURCES = [f"s{number}" for number in range(1, 6)]
LEVELS = ("complete", "complete", "complete", "partial", "partial", "unread", "not_applicable", None)


def count_of(full):
    """Random cases to run: a tenth, and all of them with STOA_THOROUGH=1."""
    return full if os.environ.get("STOA_THOROUGH") == "1" else max(1, full // 10)


def write_random_series(folder, seed, series=("random",)):
    """One data set in the folder, always the same for a seed."""
    return RandomSeries(seed, series).write(Path(folder))


def random_series(full, series=("random",)):
    """(seed, folder) of each case; the folder is gone after its turn."""
    for seed in range(count_of(full)):
        with tempfile.TemporaryDirectory(prefix="stoa-random-") as folder:
            yield seed, write_random_series(folder, seed, series)


def days_of(start):
    """First and last possible day, as numbers that compare as days do."""
    parts = [int(part) for part in str(start).strip('"').split("-")]
    first, last = parts + [1] * (3 - len(parts)), parts + [12, 31][len(parts) - 1:]
    return first, last


def in_order(editions):
    """Of (start or None, number or None, id) the ids in the order of docs/method.md, section 2."""
    def precedes(one, other):
        return one[0] is not None and other[0] is not None and days_of(one[0])[1] < days_of(other[0])[0]

    left, order = list(editions), []
    while left:
        free = [each for each in left if not any(precedes(other, each) for other in left)]
        order.append(min(free, key=lambda each: (each[1] is None, each[1] or 0, each[2])))
        left.remove(order[-1])
    return [each[2] for each in order]


class RandomSeries:
    """Editions of the first series have numbers as ids; those of another begin with its id."""
    def __init__(self, seed, series=("random",)):
        self.chance = random.Random(seed)
        self.series = series
        self.lines = []
        self.seen = set()
        self.order = []  # of the editions of the last series that are not cancelled, once it is written

    def table(self, kind, /, **values):
        self.lines.append(f"\n[[{kind}]]")
        self.lines += [f"{key} = {self.value(value)}" for key, value in values.items() if value is not None]

    def value(self, value):
        if isinstance(value, Raw) or isinstance(value, int):
            return str(value)
        if isinstance(value, list):
            return f"[{', '.join(map(self.value, value))}]"
        return text(value)

    def some(self, values, most):
        return self.chance.sample(values, self.chance.randint(1, min(most, len(values))))

    def is_so(self, probability):
        return self.chance.random() < probability

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "stoa.toml").write_text(
            f'name = "random"\nbase = "{BASE}"\ntitle = "Random"\nlanguage = "en"\n'
            'licence = "https://creativecommons.org/publicdomain/zero/1.0/"\n'
            f"look_back = {self.chance.randint(1, 3)}\n", encoding="utf-8")
        self.things()
        for series in self.series:
            self.editions(series, "" if series == self.series[0] else f"{series}-")
        (folder / "data.toml").write_text("\n".join(['evidence = "s1"', *self.lines, ""]), encoding="utf-8")
        return folder

    def things(self):
        for number, source in enumerate(SOURCES):
            repeated = SOURCES[number - 1] if number and self.is_so(0.2) else None
            self.table("source", id=source, label=f"Source {source}", repeats=repeated)
        for theme in THEMES:
            self.table("theme", id=theme, label=f"Theme {theme}")
        for facet in ("issues", "groups"):
            for item in ITEMS[facet]:
                self.table("concept", id=item, label=f"Concept {item}", facet=facet)
        for goal in ITEMS["sdgs"]:
            self.table("sdg_goal", id=goal, label=f"Goal {goal}", code=goal)
        self.places()
        for series in self.series:
            self.table("series", id=series, label=f"The {series} series",
                       cadence_years=[self.cadence(f"{series}-{each}") for each in range(self.chance.randint(2, 5))])

    def places(self):
        self.hosts_known = self.chance.choice([0.5, 1])  # how often, of editions and of the regions of countries
        self.table("scheme", id="list", label="List of regions")
        for region, wider in (("world", None), ("north", "world"), ("far-north", "north"), ("south", "world")):
            self.table("region", id=region, label=f"Region {region}", scheme="list", part_of=wider)
        self.table("region", id="here", label="Here")  # of no list
        regions = ["world", "north", "far-north", "south", "here"]
        for country in ("land", "realm"):
            self.table("country", id=country, label=f"Country {country}",
                       region=self.some(regions, 2) if self.is_so(self.hosts_known) else None)
        self.table("city", id="town", label="Town", country="land")
        self.table("city", id="port", label="Port", country="realm",
                   part_of=self.chance.choice(regions) if self.is_so(0.5) else None)
        self.table("city", id="quarter", label="Quarter", country="land", part_of="port")

    def cadence(self, name):
        year = 1990 + self.chance.randint(0, 2)
        dates = [self.date(year), self.date(year + self.chance.randint(0, 2))]
        if None not in dates and days_of(dates[1])[1] < days_of(dates[0])[0]:
            dates.reverse()
        values = {"id": name, "value": Raw(self.chance.randint(1, 2)), "valid_from": dates[0], "valid_until": dates[1],
                  "as_of": Raw(1991) if self.is_so(0.2) else None, "evidence": "s1"}
        return Raw("{ %s }" % ", ".join(f"{key} = {self.value(value)}" for key, value in values.items() if value))

    def date(self, year):
        return self.chance.choice([Raw(year), Raw(f'"{year}-0{self.chance.randint(1, 9)}"'),
                                   Raw(f"{year}-0{self.chance.randint(1, 9)}-11"), None])

    def editions(self, series, prefix):
        year, drawn, documents = 1990, [], []
        for number in range(1, self.chance.randint(3, 8) + 1):
            year += self.chance.choice([0, 1, 1, 2])
            status = "held" if self.is_so(0.8) else self.chance.choice(["planned", "postponed", "cancelled"])
            drawn.append((self.date(year), number if self.is_so(0.8) else None, f"{prefix}{number}", status))
        self.order = order = in_order([each[:3] for each in drawn if each[3] != "cancelled"])
        held = {each[2] for each in drawn if each[3] == "held"}
        for start, numbered, name, status in drawn:
            own = [f"d{name}-{each}" for each in range(self.chance.randint(0, 2))] if status == "held" else []
            for document in own:
                earlier = self.some(documents, 2) if documents and self.is_so(0.6) else None
                self.table("document", id=document, label=f"Document {document}", builds_on=earlier,
                           kind=self.chance.choice(["declaration", "report"]))
            documents += own
            self.table("edition", id=name, number=numbered, series=series, label=f"Edition {name}", status=status,
                       start=start,
                       city=self.some(["town", "port", "quarter"], 2) if self.is_so(self.hosts_known) else None,
                       outcome=own or None)
            if status == "held":
                self.contents(own)
                self.coverage(own)
                earlier = [each for each in order[:order.index(name)] if each in held]
                if earlier and self.is_so(0.3):
                    self.development(earlier)

    def contents(self, documents):
        for theme in self.some(THEMES, 5):
            for role in self.some(["headline", "strand", "issue", "group"], 2):
                is_planned = self.is_so(0.1)
                planned = Raw(f"{{ value = {text(theme)}, kind = \"forecast\" }}")
                chosen = [item for facet in ITEMS.values() for item in facet if self.is_so(0.3)]
                self.table("edition.occurrence", theme=planned if is_planned else theme, role=role,
                           document=self.chance.choice(documents) if documents and self.is_so(0.5) else None,
                           items=[self.item(item, is_planned) for item in chosen] or None,
                           coder=self.some(["one", "two", "three"], 3) if self.is_so(0.5) else None,
                           evidence=self.some(SOURCES, 3))

    def item(self, item, is_planned):
        if is_planned or self.is_so(0.1):
            source = self.chance.choice(SOURCES)
            return Raw(f"{{ value = {text(item)}, kind = \"forecast\", evidence = {text(source)} }}")
        if self.is_so(0.3):
            return Raw(f"{{ value = {text(item)}, evidence = {self.value(self.some(SOURCES, 2))} }}")
        return item

    def coverage(self, documents):
        for facet in ITEMS:
            level = self.chance.choice(LEVELS)
            if level is None:
                continue
            read = None
            if level in ("complete", "partial"):
                extents = ["whole", "beginning", "notes", "titles", None]
                read = [self.read(source, self.chance.choice(extents)) for source in self.some(SOURCES, 3)]
            documents_read = documents if level == "complete" and documents and self.is_so(0.5) else None
            self.table("edition.coverage", facet=facet, level=level, read=read, documents_read=documents_read)

    def read(self, source, extent):
        return source if extent is None else Raw(f"{{ source = {text(source)}, extent = {text(extent)} }}")

    def development(self, earlier):
        one, other = self.chance.sample(THEMES, 2)
        self.table("edition.development", **{"from": one, "from_edition": self.chance.choice(earlier), "to": other, "evidence": "s2"})
