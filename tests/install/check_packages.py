#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the places that name packages: the lists of setup.sh are the ones that count. The column Debian 12 of
docs/install.md must have the packages to build with; Containerfile must take both lists from setup.sh; the packages to run
with must be those of the libraries that the program is linked with.

usage: check_packages.py
The environment gives STOA, the program, and STOA_ROOT, the project.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(os.environ["STOA_ROOT"])
# In every Debian: apt depends on them.
ALWAYS_THERE = {"libc6", "libgcc-s1", "libstdc++6"}
# Used at run time, but not linked with.
NOT_LIBRARIES = {"ca-certificates"}


def output(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True, timeout=50).stdout


def packages(name):
    return set(output("bash", "-c", f'. "$0"/setup.sh && echo "${{{name}[@]}}"', str(ROOT)).split())


def errors_of_documents():
    text = (ROOT / "docs/install.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.split("\n") if line.startswith("|")]
    column = rows[0].index("Debian 12")
    named = {row[column].strip("`") for row in rows[2:]}
    for package in sorted(named ^ packages("build_packages")):
        yield f"{package} stands either in docs/install.md or in build_packages of setup.sh, not in both"
    file = (ROOT / "Containerfile").read_text(encoding="utf-8")
    if re.search(r"apt|dpkg", file.replace("/var/lib/apt", "")):
        yield "Containerfile installs packages by itself"
    if re.findall(r'need "\$\{(\w+)\[@\]\}"', file) != ["build_packages", "runtime_packages"]:
        yield "Containerfile does not install build_packages in its first stage and runtime_packages in its second"


def libraries_of(program):
    """The packages of the libraries that it is linked with, without those that these need."""
    needed = re.findall(r"\(NEEDED\).*\[(.*)\]", output("readelf", "--dynamic", "--wide", program))
    paths = dict(re.findall(r"^\s*(\S+) => (\S+)", output("ldd", program), flags=re.M))
    for name in needed:
        file = str(pathlib.Path(paths[name]).resolve())
        # dpkg may know it in /lib, and not in /usr/lib; another package may have a library of the name elsewhere.
        known = output("dpkg-query", "--search", f"*{file.removeprefix('/usr')}").splitlines()
        yield next(line for line in known if line.split(": ")[1] in (file, file.removeprefix("/usr"))).split(":")[0]


def errors_of_libraries():
    wanted = set(libraries_of(os.environ["STOA"])) - ALWAYS_THERE
    for package in sorted(wanted ^ (packages("runtime_packages") - NOT_LIBRARIES)):
        yield f"{package}: " + ("linked with, but not in" if package in wanted else "not linked with, but in") \
            + " runtime_packages of setup.sh"


def main():
    errors = list(errors_of_documents())
    on_debian_12 = pathlib.Path("/etc/debian_version").exists() and "VERSION_ID=\"12\"" in \
        pathlib.Path("/etc/os-release").read_text(encoding="utf-8")
    if on_debian_12 and shutil.which("readelf"):
        errors += errors_of_libraries()
    else:
        print("libraries not compared: this is not Debian 12")
    for error in errors:
        print(error)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
