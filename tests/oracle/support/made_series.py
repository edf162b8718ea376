# SPDX-License-Identifier: Apache-2.0
"""Data sets that are made for tests: the worked example of the method, a large series, and hostile labels."""
import json
import random

ISSUE, GROUP = "issues", "groups"

# Section 9 of the method: letters are issues. Edition 4 is unread, edition 5 partial.
WORKED = [
    (1, 2001, "complete", {"access": ("abcd", "strand"), "ict": ("efg", "issue"), "youth": ("hij", "group")}),
    (2, 2003, "complete", {"access": ("abcdkl", "headline"), "ict": ("efg", "issue"), "youth": ("hij", "group")}),
    (3, 2005, "complete", {"access": ("abcd", "strand"), "digital": ("efghij", "strand")}),
    (4, 2007, "unread", {}),
    (5, 2009, "partial", {"inclusion": ("abcdlm", "headline"), "digital": ("efn", "issue"), "youth": ("hij", "group")}),
    (6, 2012, "complete", {"equity": ("abl", "strand"), "gender": ("cdm", "strand"), "ai": ("noefp", "issue"),
                           "youth": ("hijqr", "strand")}),
]


def text(value):
    """A basic string of TOML."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


class Series:
    """Collects tables, and writes them as one data set of a few files."""

    def __init__(self, name="made", label="A made series"):
        self.name = name
        self.tables = {"things": [], "editions": []}
        self.add("things", "source", {"id": "s", "label": "A source"})
        self.add("things", "series", {"id": name, "label": label})

    def add(self, file, kind, values):
        lines = [f"[[{kind}]]"]
        lines += [f"{key} = {value if isinstance(value, Raw) else text(value) if isinstance(value, str) else json.dumps(value)}"
                  for key, value in values.items()]
        self.tables[file].append("\n".join(lines))

    def theme(self, id, label=None):
        self.add("things", "theme", {"id": id, "label": label or id.capitalize()})

    def concept(self, id, facet=ISSUE):
        self.add("things", "concept", {"id": id, "label": f"Concept {id}", "facet": facet})

    def city(self, id, place=None, region=None, label=None):
        """`place`: degrees north and east."""
        self.add("things", "country", {"id": f"{id}-country", "label": f"Country of {id}", **({"region": region} if region else {})})
        where = {"latitude": place[0], "longitude": place[1]} if place else {}
        self.add("things", "city", {"id": id, "label": label or id.capitalize(), "country": f"{id}-country", **where})

    def edition(self, number, start, status="held", level="complete", themes=None, documents=0, **more):
        """`themes`: by id, the items and the role; they are dealt out to the documents, where there are some."""
        names = [f"d{number}-{document}" for document in range(documents)]
        for index, name in enumerate(names):
            self.add("things", "document", {"id": name, "label": f"Document {index + 1} of edition {number}", "kind": "report",
                                            "issued": Raw(f'"{start[:4]}-{index + 1:02}"')})
        if names:
            more["outcome"] = names
        values = {"id": str(number), "series": self.name, "number": number, "label": f"Edition {number}", "status": status}
        self.add("editions", "edition", {**values, **({"start": Raw(start)} if start else {}), **more})
        for index, (theme, (items, role)) in enumerate((themes or {}).items()):
            where = {"document": names[index % len(names)]} if names else {}
            self.add("editions", "edition.occurrence", {"theme": theme, "role": role, "items": list(items), **where})
        if status == "held":
            self.add("editions", "edition.coverage", {"facet": ISSUE, "level": level, **(MADE_UP if level == "complete" else {})})
            for facet in ("groups", "sdgs"):
                self.add("editions", "edition.coverage", {"facet": facet, "level": "unread"})
        return self

    def write(self, folder, order=1):
        """With `order` -1 files and tables of things stand the other way round."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "stoa.toml").write_text(
            f'name = "{self.name}"\nbase = "https://example.org/{self.name}/"\ntitle = "Made"\n'
            'description = "For tests."\nlicence = "https://creativecommons.org/publicdomain/zero/1.0/"\n'
            'language = "en"\nversion = "1.0.0"\ncreator = "Tests"\n', encoding="utf-8")
        names = list(self.tables)[::order]
        for index, name in enumerate(names):
            tables = self.tables[name] if name == "editions" else self.tables[name][::order]
            (folder / f"{index}.toml").write_text('evidence = "s"\n\n' + "\n\n".join(tables) + "\n", encoding="utf-8")
        return folder


class Raw(str):
    """A value that is TOML as it is."""


MADE_UP = {"allow": Raw('{ code = "complete-without-documents", reason = "made up" }')}


def worked_example():
    series = Series("worked", "Worked example of the method")
    for theme in ("access", "ict", "youth", "digital", "inclusion", "equity", "gender", "ai"):
        series.theme(theme, {"ict": "ICT", "ai": "Artificial intelligence"}.get(theme))
    for item in "abcdefghijklmnopqr":
        series.concept(item)
    for number, year, level, themes in WORKED:
        series.edition(number, str(year), level=level, themes=themes)
    return series


def large(editions=30, themes=200, seed=7):
    """A series in which themes come, stay, pause, hand their items on and go."""
    chance = random.Random(seed)
    series = Series("large", f"A large series of {editions} editions and {themes} themes")
    words = ("learning", "cities", "water", "health", "governance", "youth", "climate", "culture", "work", "finance",
             "housing", "mobility", "technology", "equity", "safety", "food", "energy", "migration", "memory", "care")
    labels = {}
    for theme in range(themes):
        count = chance.randint(1, 5)
        labels[f"t{theme}"] = " and ".join([" ".join(chance.sample(words, 2)) for _ in range(1 + count // 4)]) + f" {theme}"
        series.theme(f"t{theme}", labels[f"t{theme}"].capitalize())
    items = [f"i{item}" for item in range(themes * 2)]
    for item in items:
        series.concept(item)
    for region in ("north", "south", "east", "west", "centre"):
        series.add("things", "region", {"id": region, "label": region.capitalize()})
    cities = [f"city{city}" for city in range(editions * 2 // 3)]
    for index, city in enumerate(cities):
        near = (48 + chance.random() * 6, 2 + chance.random() * 10)  # a third lie close together
        far = (chance.uniform(-50, 70), chance.uniform(-175, 178))
        series.city(city, None if index == 5 else near if index % 3 == 0 else far, ("north", "south", "east", "west")[index % 4],
                    f"City of {words[index % len(words)]}")
    scopes, lives = {}, {}
    for theme in range(themes):
        name = f"t{theme}"
        first = 0 if theme < themes // 5 else chance.randrange(editions)
        last = min(editions - 1, first + chance.choice([0, 0, 1, 2, 3, 5, 8, 13, 30]))
        lives[name] = (first, last)
        heirs = [other for other, (_, end) in lives.items() if end == first - 1 and other != name]
        if heirs and chance.random() < 0.7:
            parents = chance.sample(heirs, min(len(heirs), chance.choice([1, 1, 2])))
            scopes[name] = sorted({item for parent in parents for item in scopes[parent]})[:8]
        else:
            scopes[name] = chance.sample(items, chance.randint(2, 6))
    for edition in range(editions):
        level = "unread" if edition in (9, 17) else "partial" if edition % 5 == 3 else "complete"
        present = {}
        for name, (first, last) in lives.items():
            if level != "unread" and first <= edition <= last and (edition in (first, last) or chance.random() < 0.85):
                kept = [item for item in scopes[name] if chance.random() < 0.9] or scopes[name][:1]
                present[name] = (kept, chance.choice(["headline", "strand", "strand", "issue", "issue", "group"]))
        series.edition(edition + 1, str(1965 + 2 * edition), level=level, themes=present, city=cities[edition % len(cities)],
                       documents=6 if edition % 6 == 2 else 2 if edition % 6 == 4 else 0)
    series.edition(editions + 1, str(1965 + 2 * editions), status="planned")
    return series


# Markup, a control character, what runs to the left, marks that turn the direction, no space to break at, and width.
HOSTILE = {
    "markup": "Work & <b>\"economy\"</b> 'now' ]]> --",
    "control": "A bell \u0007, a tab \t and U+FFFF \uffff",
    "hebrew": "למידה לאורך החיים",
    "arabic": "التعلم مدى الحياة والمدن (2024)",
    "override": "abc \u202edef\u202c ghi",
    "long": ("Learning " * 40).strip(),
    "unbroken": "Donaudampfschifffahrtsgesellschaft" * 8,
    "cjk": "終身学習と学習都市に関する国際会議の主題" * 3,
    "marks": "e\u0301" * 120,
}


def documented():
    """Three editions with documents enough for a strategic diagram, and one without."""
    chance = random.Random(3)
    series = Series("documented", "A series with documents")
    themes = ("access", "quality", "funding", "work", "health", "climate", "youth", "culture", "equity", "technology")
    for item in "abcdefghijklmnopqrst":
        series.concept(item)
    for theme in themes:
        series.theme(theme)
    for number in range(1, 5):
        present = {theme: (sorted(chance.sample("abcdefghijklmnopqrst", chance.randint(2, 5))), "strand")
                   for theme in themes if chance.random() < 0.9}
        series.edition(number, str(2000 + 4 * number), themes=present, documents=0 if number == 3 else 5)
    return series


def hostile():
    series = Series("hostile", HOSTILE["markup"] + " " + HOSTILE["hebrew"])
    for item in "abcdef":
        series.concept(item)
    for id, label in HOSTILE.items():
        series.theme(id, label)
    names = list(HOSTILE)
    series.edition(1, "2020-05-01", themes={name: ("abc", "strand") for name in names[:5]})
    series.edition(2, "2020-05-01", level="partial", themes={name: ("abcd", "headline") for name in names[3:]})
    series.edition(3, "2020-05-01", level="unread")
    return series
