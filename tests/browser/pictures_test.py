#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""No text of a picture is cut and no two overlap, whatever the font: Chromium shows every kind of picture of several data
sets in three fonts, and says where each text stands.

One start of Chromium shows all pictures: they stand in one page, whose script measures them in one font after the other
and leaves what it found in the page. A text must lie inside its picture; one that begins in a box drawn just before it (a
cell, a state) must lie inside that box; and no text may cross another.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

CANNOT_RUN = 77
ROOT = pathlib.Path(os.environ["STOA_ROOT"])
PROGRAM = os.environ["STOA"]
# As wide as usual, wider, and as wide for an `i` as for an `m`.
FONTS = ["Liberation Sans", "DejaVu Sans", "DejaVu Sans Mono"]
PICTURES = ["matrix", "flow", "overlap", "diagram", "timeline", "map"]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PAGE = """<!DOCTYPE html><meta charset="utf-8"><style id="font"></style>
%s
<span id="probe" style="font-size:100px;white-space:pre">iiiiWWWWmmmm</span><pre id="result"></pre>
<script>
const fonts = %s, found = [];
const probe = document.getElementById("probe");
function width(family) { probe.style.fontFamily = family; return probe.getBoundingClientRect().width; }
const is_there = font => ["serif", "cursive"].every(other => width(`"${font}",${other}`) === width(`"${font}"`))
    && width(`"${font}"`) !== width("serif");
for (const font of fonts) {
    document.getElementById("font").textContent = `svg, svg text { font-family: "${font}" !important }`;
    for (const picture of document.querySelectorAll("div.picture")) {
        const svg = picture.querySelector("svg"), frame = svg.getBoundingClientRect(), texts = [];
        for (const text of svg.querySelectorAll("text")) {
            const box = text.getBoundingClientRect(), size = parseFloat(text.getAttribute("font-size"));
            const upright = text.parentNode !== svg;
            // What letters take of the height of a line, in any font.
            const base = frame.top + parseFloat(text.getAttribute("y"));
            const mine = {words: text.firstChild ? text.firstChild.data : "",
                          left: box.left - frame.left, right: box.right - frame.left,
                          top: (upright ? box.top : base - 0.74 * size) - frame.top,
                          bottom: (upright ? box.bottom : base + 0.21 * size) - frame.top};
            const before = text.previousElementSibling;
            if (!upright && before && ["rect", "circle"].includes(before.nodeName)) {
                const around = before.getBoundingClientRect(), x = frame.left + parseFloat(text.getAttribute("x"));
                if (around.left <= x && x <= around.right && around.top <= base && base <= around.bottom) {
                    mine.from = around.left - frame.left;
                    mine.to = around.right - frame.left;
                }
            }
            texts.push(mine);
        }
        found.push({font, there: is_there(font), name: picture.id, width: frame.width, height: frame.height, texts});
    }
}
document.getElementById("result").textContent = JSON.stringify(found);
</script>
"""


def write_many(folder, editions, themes):
    """A series with long names, in which every theme comes, goes and comes back."""
    folder.mkdir()
    (folder / "stoa.toml").write_text('name = "many"\nbase = "https://example.org/many/"\ntitle = "Many"\n'
                                      'description = "Many"\nlicence = "https://example.org/l"\nlanguage = "en"\n')
    text = ['evidence = "book"', '[series]', 'id = "many"', 'label = "Many"',
            '[[source]]', 'id = "book"', 'label = "Book"', '[[scheme]]', 'id = "themes"', 'label = "Themes"']
    for item in range(30):
        text += ["[[concept]]", f'id = "i{item}"', f'label = "Item {item}"', 'facet = "issues"']
    for theme in range(themes):
        text += ["[[theme]]", f'id = "t{theme}"', 'scheme = "themes"',
                 f'label = "{"Wide Words of MANY WINDOWS" if theme % 2 else "illicit little fillings"} {theme}"']
    (folder / "records.toml").write_text("\n".join(text) + "\n")
    for edition in range(1, editions + 1):
        text = ['evidence = "book"', "[edition]", f'id = "{edition}"', 'series = "many"', f"number = {edition}",
                f'label = "Edition {edition}"', 'status = "held"', f"start = {1980 + edition}",
                "[[edition.coverage]]", 'facet = "issues"', 'level = "complete"', 'read = ["book"]']
        for theme in range(themes):
            if (theme * 7 + edition * (theme % 5 + 1)) % 3 == 0:
                items = sorted({(theme * 3 + k * edition) % 30 for k in range(4)})
                text += ["[[edition.occurrence]]", f'theme = "t{theme}"',
                         f'role = "{["headline", "strand", "issue", "group"][theme % 4]}"',
                         "items = [" + ", ".join(f'"i{item}"' for item in items) + "]"]
        (folder / f"edition-{edition}.toml").write_text("\n".join(text) + "\n")
    return folder


def draw(picture, folder, arguments=()):
    run = subprocess.run([PROGRAM, "-q", "draw", picture, folder, *arguments], capture_output=True, text=True, check=True,
                         timeout=50)
    return re.sub(r"^<\?xml[^>]*\?>", "", run.stdout)


def measure(pictures, folder):
    chromium = shutil.which("chromium")
    if not chromium:
        print("skipped: no chromium (./test.sh --browser installs it)")
        sys.exit(CANNOT_RUN)
    page = folder / "page.html"
    page.write_text(PAGE % ("\n".join(f'<div class="picture" id="{name}">{svg}</div>' for name, svg in pictures),
                            json.dumps(FONTS)), encoding="utf-8")
    run = subprocess.run([chromium, *FLAGS, f"--user-data-dir={folder / 'profile'}", "--timeout=50000", "--dump-dom",
                          page.as_uri()], capture_output=True, text=True, timeout=110, check=True)
    result = re.search(r'<pre id="result">(\[.*?\])</pre>', run.stdout, re.S)
    if not result:
        sys.exit(f"Chromium measured nothing: {run.stderr[-2000:]}")
    return json.loads(result[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


def errors_of(picture):
    slack = 0.75  # of a pixel
    texts = picture["texts"]
    for each in texts:
        if each["left"] < -slack or each["top"] < -slack or each["right"] > picture["width"] + slack or \
                each["bottom"] > picture["height"] + slack:
            yield f"cut: {each}"
        if "from" in each and (each["left"] < each["from"] - slack or each["right"] > each["to"] + slack):
            yield f"wider than its box: {each}"
    texts = sorted((each for each in texts if each["right"] - each["left"] > 0.1), key=lambda each: each["left"])
    for i, one in enumerate(texts):
        for other in texts[i + 1:]:
            if other["left"] >= one["right"] - slack:
                break
            if one["top"] < other["bottom"] - slack and other["top"] < one["bottom"] - slack:
                yield f"overlap: {one} and {other}"


def main():
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="stoa-browser-") as name:
        folder = pathlib.Path(name)
        sets = {"iclc": ROOT / "data/iclc", "goals": ROOT / "examples/goals", "confintea": ROOT / "examples/confintea",
                "hard-labels": ROOT / "tests/browser/hard-labels", "many": write_many(folder / "many", 30, 100)}
        pictures = [(f"{data} {picture}", draw(picture, path)) for data, path in sets.items() for picture in PICTURES]
        large = write_many(folder / "large", 30, 200)
        pictures += [(f"large {picture} --top 20", draw(picture, large, ["--top", "20"])) for picture in PICTURES[:2]]
        measured = measure(pictures, folder)
    if len(measured) != len(FONTS) * len(pictures):
        sys.exit(f"{len(measured)} pictures were measured")
    for font in sorted({each["font"] for each in measured if not each["there"]}):
        print(f"the font {font} is not installed")
        wrong += 1
    for picture in measured:
        errors = list(errors_of(picture))
        for error in errors[:5]:
            print(f"{picture['name']}, {picture['font']}: {error}")
        if len(errors) > 5:
            print(f"{picture['name']}, {picture['font']}: {len(errors)} in all")
        wrong += len(errors)
    print(f"{len(measured)} pictures, {sum(len(each['texts']) for each in measured)} texts, {wrong} errors")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
