#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The pictures are accessible, legible and the same everywhere: read as XML, measured as a viewer would draw them."""
import math
import os
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
import made_series  # noqa: E402: beside the package, which asks for rdflib

try:
    STOA, ROOT = os.environ["STOA"], Path(os.environ["STOA_ROOT"])
except KeyError as missing:
    print(f"cannot run without {missing}")
    sys.exit(77)

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = ("matrix", "flow", "overlap", "diagram", "timeline", "map")
READABLE = 4.5  # WCAG 2.1, success criterion 1.4.3
NARROW = set("ijl|.,:;'!I ()[]ftr\u00b7")
WIDE = set("mwMW@%")
COLOUR = re.compile(r"#[0-9a-f]{6}")


def draw(picture, data, *options, **environment):
    run = subprocess.run([STOA, "draw", picture, data, *options], capture_output=True, check=False,
                         env={**os.environ, **environment})
    told = re.sub(rb"note: the picture shows \d+ themes; .*\n", b"", run.stderr)
    if run.returncode or told:
        raise AssertionError(f"{picture} of {data}: exit {run.returncode}, {run.stderr.decode()}")
    return run.stdout


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a, b):
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def words(element):
    """The text that is drawn, without its title."""
    return element.text or ""


def box(text, turned):
    """(left, top, right, bottom) of the ink of a text, estimated on the small side."""
    size = float(text.get("font-size"))
    width = sum(0.2 if c in NARROW else 0.75 if c in WIDE else 0 if 0x300 <= ord(c) < 0x370 else 0.45 for c in words(text)) * size
    left = {"middle": -width / 2, "end": -width}.get(text.get("text-anchor"), 0)
    if turned:
        x, y = map(float, re.match(r"translate\((\S+) (\S+)\) rotate\(-90\)", turned).groups())
        return x - 0.7 * size, y - left - width, x, y - left
    x, y = float(text.get("x")), float(text.get("y"))
    return x + left, y - 0.65 * size, x + left + width, y


def bounds(shape):
    """The box of a shape that a text may stand on."""
    if shape.tag == SVG + "rect":
        x, y, w, h = (float(shape.get(name, 0)) for name in ("x", "y", "width", "height"))
        return x, y, x + w, y + h
    if shape.tag == SVG + "circle":
        x, y, r = (float(shape.get(name)) for name in ("cx", "cy", "r"))
        return x - r * 0.7, y - r * 0.7, x + r * 0.7, y + r * 0.7
    return None


class Picture:
    def __init__(self, data):
        self.bytes = data
        self.root = xml.fromstring(data)
        self.texts = []  # (element, box, order)
        self.shapes = []
        for order, element in enumerate(self.root):
            turned = element.get("transform") if element.tag == SVG + "g" else None
            if turned or element.tag == SVG + "text":
                text = element[0] if turned else element
                self.texts.append((text, box(text, turned), order))
            elif element.get("fill", "none") != "none" and bounds(element):
                self.shapes.append((element.get("fill"), bounds(element), order))
        self.said = "\n".join(self.root.itertext())


class Pictures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.made = {"worked": made_series.worked_example(), "documented": made_series.documented(),
                    "large": made_series.large(), "hostile": made_series.hostile(), "bare": made_series.Series("bare"),
                    "no-theme": made_series.Series("no-theme").edition(1, "2020").edition(2, None, status="planned")}
        cls.data = {"iclc": ROOT / "data/iclc", "confintea": ROOT / "examples/confintea"}
        for name, series in cls.made.items():
            cls.data[name] = series.write(cls.folder / name)
        cls.pictures = {(name, picture): Picture(draw(picture, cls.data[name])) for name in cls.data for picture in PICTURES}

    def each(self):
        for (name, picture), content in self.pictures.items():
            with self.subTest(f"{picture} of {name}"):
                yield name, picture, content

    def test_each_names_and_describes_itself(self):
        for _, picture, content in self.each():
            root = content.root
            self.assertEqual(root.get("role"), "img")
            title, desc = root[0], root[1]
            self.assertEqual((title.tag, desc.tag), (SVG + "title", SVG + "desc"))
            self.assertEqual(root.get("aria-labelledby"), f"{title.get('id')} {desc.get('id')}")
            self.assertTrue(title.get("id").startswith(picture) and title.text and desc.text)
            ids = [element.get("id") for element in root.iter() if element.get("id")]
            self.assertEqual(len(ids), len(set(ids)))

    def test_none_needs_anything_else(self):
        for _, _, content in self.each():
            self.assertFalse({SVG + name for name in ("script", "style", "image", "use", "foreignObject", "a")}
                             & {element.tag for element in content.root.iter()})
            for element in content.root.iter():
                for key, value in element.attrib.items():
                    self.assertFalse(key.startswith("on") or "href" in key, key)
                    self.assertFalse("url(" in value and not re.fullmatch(r"url\(#[a-z-]+\)", value), value)
            self.assertEqual(re.findall(rb"https?://(?!www\.w3\.org/2000/svg)", content.bytes), [])

    def test_text_can_be_read_on_what_it_stands_on(self):
        for _, _, content in self.each():
            for text, (left, top, right, bottom), order in content.texts:
                if text.get("paint-order"):  # stands on its own rim of paper
                    ground = "#ffffff"
                else:
                    x, y = (left + right) / 2, (top + bottom) / 2
                    under = [fill for fill, (x1, y1, x2, y2), before in content.shapes
                             if before < order and x1 <= x <= x2 and y1 <= y <= y2]
                    ground = under[-1] if under else "#ffffff"
                if not ground.startswith("url"):  # a pattern has dark lines: text on it has a rim
                    self.assertGreaterEqual(contrast(text.get("fill"), ground), READABLE, words(text))
                elif words(text) not in ("", "\u00b7"):
                    self.fail(f"text on a pattern: {words(text)}")

    def test_no_text_overlaps_another(self):
        for _, _, content in self.each():
            rows = defaultdict(list)
            for text, area, _ in content.texts:
                for row in range(math.floor(area[1] / 40), math.floor(area[3] / 40) + 1):
                    for other, held in rows[row]:
                        apart = area[0] >= held[2] - 1 or held[0] >= area[2] - 1 or area[1] >= held[3] - 1 or held[1] >= area[3] - 1
                        self.assertTrue(apart, f"'{words(text)}' {area} and '{words(other)}' {held}")
                    rows[row].append((text, area))

    def test_no_text_leaves_the_canvas(self):
        for _, _, content in self.each():
            width, height = float(content.root.get("width")), float(content.root.get("height"))
            for text, (left, top, right, bottom), _ in content.texts:
                self.assertTrue(left >= 0 and top >= 0 and right <= width and bottom <= height, words(text))

    def test_text_is_never_small(self):
        for _, _, content in self.each():
            self.assertGreaterEqual(min(float(text.get("font-size")) for text, _, _ in content.texts), 11)

    def test_there_are_at_most_twelve_hues(self):
        for _, _, content in self.each():
            hues = set()
            for colour in set(COLOUR.findall(content.bytes.decode())):
                red, green, blue = (int(colour[i:i + 2], 16) for i in (1, 3, 5))
                most, least = max(red, green, blue), min(red, green, blue)
                if most - least > 25:
                    turn = {red: (green - blue) / (most - least), green: 2 + (blue - red) / (most - least),
                            blue: 4 + (red - green) / (most - least)}[most]
                    hues.add(round(turn * 60 / 15) % 24)
            self.assertLessEqual(len(hues), 12, hues)

    def test_every_theme_and_edition_is_named(self):
        for name, series in self.made.items():
            labels = [re.search(r'^label = "(.*)"$', table, re.M).group(1) for table in series.tables["things"] if table.startswith("[[theme]]")]
            numbers = [re.search(r"^number = (\d+)$", table, re.M).group(1) for table in series.tables["editions"] if "[[edition]]" in table]
            for picture in PICTURES:
                content = self.pictures[name, picture]
                shown = {number for text, _, _ in content.texts for number in re.findall(r"\d+", words(text))}
                with self.subTest(f"{picture} of {name}"):
                    self.assertLessEqual(set(numbers), shown)
                    if picture in ("matrix", "flow") and name not in ("hostile",):
                        self.assertEqual([label for label in labels if label not in content.said], [])

    def test_a_role_is_a_word_or_a_letter_too(self):
        for name in self.data:
            for picture, marks in (("matrix", {"headline", "strand", "issue", "group"}), ("flow", set("HSIG"))):
                content = self.pictures[name, picture]
                inside = defaultdict(list)
                for text, area, _ in content.texts:
                    inside[round((area[0] + area[2]) / 2), round(area[3] / 4)].append(words(text))
                states = [element for element in content.root if element.tag == SVG + "rect" and element.find(SVG + "title") is not None
                          and re.search(r": (headline|strand|issue|group), \d", element.find(SVG + "title").text)]
                for state in states:
                    x1, y1, x2, y2 = bounds(state)
                    found = [each for (x, y), texts in inside.items() if x1 <= x <= x2 and y1 <= y * 4 + 2 and y * 4 - 2 <= y2
                             for each in texts]
                    self.assertTrue(marks & set(found), f"{picture} of {name}: {found}")
                if name in ("worked", "large", "iclc"):
                    self.assertTrue(states)

    def test_what_is_not_observed_is_not_what_is_absent(self):
        matrix = self.pictures["worked", "matrix"]
        hatched = [element for element in matrix.root if element.get("fill") == "url(#matrix-hatch)"]
        self.assertEqual([element.find(SVG + "title").text for element in hatched if len(element)], ["edition 4 (2007): not observed (unread)"])
        planned = self.pictures["iclc", "matrix"]
        dotted = [element.find(SVG + "title").text for element in planned.root if element.get("fill") == "url(#matrix-dots)" and len(element)]
        self.assertEqual(dotted, ["edition 7 (2027): planned"])

    def test_the_evolution_map_tells_the_worked_example(self):
        flow = self.pictures["worked", "flow"]
        told = [words(text) for text, _, _ in flow.texts]
        for line in ("Edition 3: ICT and Youth merged into Digital (6 items passed; share of the old 1, of the new 1).",
                     "Edition 5: Inclusion replaced Access (4 items passed; share of the old 1, of the new 2/3).",
                     "Edition 5: Digital branched into Digital and Youth (5 items passed; share of the old 5/6, of the new 5/6).",
                     "Edition 6: Inclusion split into Equity and Gender (6 items passed; share of the old 1, of the new 1).",
                     "Edition 6: Artificial intelligence replaced Digital (3 items passed; share of the old 1, of the new 3/5)."):
            self.assertIn(line, told)
        # 14 arcs, 7 of them morph: those are dashed, along both edges of a band.
        bands = [element for element in flow.root if element.tag == SVG + "path" and element.find(SVG + "title") is not None]
        self.assertEqual(len(bands), 14)
        dashed = [element for element in flow.root if element.tag == SVG + "path" and element.get("stroke-dasharray")]
        self.assertEqual(len(dashed), 7)

    def test_a_diagram_that_is_refused_says_why(self):
        said = self.pictures["iclc", "diagram"].said
        self.assertIn("edition 1 (2013, Beijing): not computed: 2 documents", said)
        self.assertIn("edition 3 (2012): not computed: 0 documents", self.pictures["documented", "diagram"].said)
        self.assertIn("emerging or declining", self.pictures["documented", "diagram"].said)

    def test_the_map_names_what_it_cannot_show(self):
        self.assertIn("Never a host: Africa", self.pictures["iclc", "map"].said)
        self.assertIn("Hosts without coordinates, not on the map: City of youth (6, 26).", self.pictures["large", "map"].said)
        self.assertIn("City of youth: editions 6, 26 (", self.pictures["large", "map"].said)

    def test_the_map_says_of_which_regions_nothing_is_known(self):
        data = ROOT / "tests/golden/query/no-region-is-called-never-where-a-host-may-lie/input/mig"
        said = draw("map", data, "--series", "z").decode()
        self.assertIn("Region not known: editions 1, 3. No known host in: Asia; Northern Europe", said)
        self.assertIn("Never a host: Far", said)

    def test_the_timeline_has_documents_without_a_date(self):
        self.assertIn("Without a date: Report of the Third International Conference on Learning Cities (report of edition 3).",
                      self.pictures["iclc", "timeline"].said)

    def test_order_of_files_locale_and_time_zone_make_no_difference(self):
        for name in ("worked", "large"):
            turned = self.made[name].write(self.folder / f"{name}-turned", order=-1)
            for picture in PICTURES:
                with self.subTest(f"{picture} of {name}"):
                    again = draw(picture, turned, LC_ALL="tr_TR.UTF-8", LANG="de_DE.UTF-8", TZ="Pacific/Apia")
                    self.assertTrue(again == self.pictures[name, picture].bytes, "other bytes")

    def test_labels_are_in_the_language_asked_for(self):
        self.assertIn("Igualdad de género", draw("matrix", self.data["iclc"], "--language", "es").decode())

    def test_hostile_labels_are_text(self):
        said = self.pictures["hostile", "matrix"].said
        self.assertIn(made_series.HOSTILE["markup"], said)
        self.assertIn("A bell \ufffd, a tab   and U+FFFF \ufffd", said)
        self.assertIn(made_series.HOSTILE["long"].strip(), said)
        self.assertNotIn("\u202e", said)

    def test_with_an_error_in_the_data_the_old_file_stays(self):
        broken = made_series.Series("broken")
        broken.theme("t")
        broken.edition(1, "2020", themes={"t": (["nothing"], "strand")})
        data = broken.write(self.folder / "broken")
        file = self.folder / "old.svg"
        file.write_text("old", encoding="utf-8")
        run = subprocess.run([STOA, "draw", "matrix", data, "-o", file], capture_output=True, check=False)
        self.assertEqual((run.returncode, file.read_text(encoding="utf-8")), (1, "old"))
        self.assertIn(b"nothing", run.stderr)

    def test_two_series_need_a_choice(self):
        both = [self.data["iclc"], self.data["confintea"]]
        run = subprocess.run([STOA, "draw", "matrix", *both], capture_output=True, check=False)
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"choose one with --series", run.stderr)
        run = subprocess.run([STOA, "draw", "matrix", *both, "--series", "confintea"], capture_output=True, check=False)
        self.assertEqual((run.returncode, run.stderr), (0, b""))

    def test_an_unknown_picture_names_the_nearest(self):
        run = subprocess.run([STOA, "draw", "matrx", self.data["iclc"]], capture_output=True, check=False)
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"did you mean 'matrix'", run.stderr)


if __name__ == "__main__":
    unittest.main()
