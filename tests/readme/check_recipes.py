#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The lines of Python in docs/questions.md read an answer with pandas as they say: codes stay text, records can be joined."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import pandas
except ImportError:
    print("skipped: python3-pandas is not installed")
    sys.exit(77)
import json

STOA = os.environ["STOA"]
ROOT = pathlib.Path(os.environ.get("STOA_ROOT", pathlib.Path(__file__).resolve().parents[2]))


def main():
    text = (ROOT / "docs/questions.md").read_text()
    lines = [line for block in re.findall(r"^```python\n(.*?)^```", text, re.M | re.S) for line in block.splitlines()]
    with tempfile.TemporaryDirectory(prefix="stoa-recipes-") as folder:
        os.chdir(folder)
        for form in ("json", "csv"):
            subprocess.run([STOA, "-q", "query", "resumed", ROOT / "data/iclc", "--format", form, "-o", f"resumed.{form}"],
                           check=True)
        names = {"pandas": pandas, "json": json}
        tables = [eval(line, names) for line in lines]  # noqa: S307: our own document
    of_json, of_csv = tables
    assert len(of_json) == len(of_csv) > 5, (len(of_json), len(of_csv))
    assert list(of_json["concerns.iri"]) == list(of_csv.concerns_iri)
    assert list(of_json["resumed_at.id"]) == list(of_csv.resumed_at), "ids of editions are text"
    assert list(of_json.gap_years) == list(pandas.to_numeric(of_csv.gap_years)), "numbers are numbers"
    assert set(of_csv.facet) <= {"", "issues", "groups", "sdgs"}, "nothing is an empty text, not NaN"
    joined = of_csv.merge(of_csv[["resumed_at_iri", "resumed_at_label"]].drop_duplicates(), on="resumed_at_iri")
    assert len(joined) == len(of_csv)
    quotes = of_csv.assign(source=of_csv.evidence_source.str.split("|"), quote=of_csv.evidence_quote.str.split("|"))
    assert len(quotes.explode(["source", "quote"])) > len(of_csv), "the lists belong together"
    print(f"{len(lines)} lines of Python read {len(of_csv)} rows.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
