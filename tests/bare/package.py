#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the Debian package from build/release, twice with the same bytes, and lets lintian check it. Then installs it with
apt in a bare Debian 12, uses it there without the project, and removes it again.

usage: package.py [--base FOLDER] [--mirror URL]
    --base FOLDER   a bare system to copy; made there if the folder does not exist, and kept
Exits with 77 (skipped) where this system cannot make a bare one, or no mirror of Debian answers.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import bare_system

ROOT = pathlib.Path(__file__).resolve().parents[2]
STOA = ROOT / "build/release/stoa"
APT = ["apt-get", "--yes", "-qq", "-o", "Dpkg::Use-Pty=0"]  # without a terminal for dpkg, which a chroot lacks
WANTED = {  # besides the program and the manual pages
    "/usr/include/stoa/ingest/read.hpp", "/usr/lib/cmake/stoa/stoaConfig.cmake", "/usr/lib/libstoa.a",
    "/usr/lib/libstoa-publish.a", "/usr/share/stoa/data/iclc/stoa.toml", "/usr/share/stoa/data/shared/stoa.toml",
    "/usr/share/bash-completion/completions/stoa", "/usr/share/fish/vendor_completions.d/stoa.fish",
    "/usr/share/zsh/vendor-completions/_stoa", "/usr/share/doc/stoa/changelog.gz", "/usr/share/doc/stoa/copyright"}


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def output(*words, **options):
    """What the command prints, as bytes."""
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, **options).stdout


def make_package(folder):
    """The file, in the folder. Its files have the time of the last commit."""
    time = output("git", "-C", ROOT, "log", "-1", "--format=%ct").decode().strip()
    subprocess.run(["cpack", "--preset", "release", "-B", folder], cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "SOURCE_DATE_EPOCH": time})
    [package] = folder.glob("*.deb")
    return package


def check_package(package, again):
    if package.read_bytes() != again.read_bytes():
        sys.exit("the package has other bytes the second time")
    if shutil.which("lintian"):
        print(f"== lintian {package.name}", flush=True)
        subprocess.run(["lintian", "--allow-root", "--fail-on", "error,warning", str(package)], check=True)
    else:
        print("== lintian is not installed")


class Installation:
    """A bare system into which the package goes, and out of which it goes again."""

    def __init__(self, system, package):
        self.system, self.package = system, package
        shutil.copy(package, system.folder / "srv")
        archive = output("dpkg-deb", "--fsys-tarfile", package)
        self.paths = {"/" + path.removeprefix("./").rstrip("/") for path in output("tar", "-t", input=archive).decode().splitlines()}

    def run(self, *words):
        print(f"== {' '.join(words)}", flush=True)
        return self.system.run(*words, check=True, stdout=subprocess.PIPE).stdout.decode()

    def present(self):
        """The paths of the package that are there."""
        return {path for path in self.paths if os.path.lexists(self.system.folder / path.lstrip("/"))}

    def check_files(self):
        listed = set(self.run("dpkg", "-L", "stoa").splitlines())
        assert listed - {"/."} == self.paths - {"/"}, listed ^ self.paths
        assert self.present() == self.paths, self.paths - self.present()
        assert WANTED <= self.paths, WANTED - self.paths
        pages = [path for path in self.paths if path.startswith("/usr/share/man/man1/") and path.endswith(".gz")]
        assert len(pages) > 10, pages
        assert self.run("zcat", *pages).count("\n.SH NAME\n") == len(pages)

    def check_program(self):
        assert self.run("stoa", "--version") == output(STOA, "--version").decode()
        self.run("sh", "-ec", "cd /root && stoa init x && stoa check x")
        # Only the data set `shared` has the city.
        self.run("sh", "-ec", "cd /root/x && sed -i 's/^city = .*/city = \"beijing\"/' edition-1.toml && ! stoa check .")
        self.run("sh", "-ec", "cd /root/x && sed -i 's/^# uses = .*/uses = [\"shared\"]/' stoa.toml && stoa check .")
        self.run("stoa", "check", "iclc")
        assert self.run("stoa", "query", "events", "iclc", "--format", "csv").encode() \
            == output(STOA, "query", "events", ROOT / "data/iclc", "--format", "csv")

    def check(self):
        before = self.present()
        self.run(*APT, "install", "--no-install-recommends", f"/srv/{self.package.name}")
        self.check_files()
        self.check_program()
        self.run(*APT, "remove", "stoa")
        assert self.present() == before, self.present() ^ before
        assert self.system.run("dpkg", "--status", "stoa", capture_output=True).returncode != 0, "dpkg still knows stoa"


def bare(base, folder, mirror):
    """A bare system in the folder whose apt knows the packages of the mirror."""
    if not base.folder.exists():
        try:
            base.make(mirror)
        except subprocess.CalledProcessError:
            skip("debootstrap made no bare system; is there a mirror of Debian?")
    system = base.copy(folder)
    if system.run("apt-get", "update", "-qq", "-o", "APT::Update::Error-Mode=any").returncode != 0:
        skip("no mirror of Debian answers in the bare system")
    return system


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--base")
    parser.add_argument("--mirror")
    options = parser.parse_args()
    if bare_system.missing():
        skip(bare_system.missing())
    subprocess.run(["cmake", "--workflow", "--preset", "release"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory(prefix="stoa-package-") as name:
        folder = pathlib.Path(name)
        package = make_package(folder / "first")
        check_package(package, make_package(folder / "second"))
        base = bare_system.BareSystem(pathlib.Path(options.base or folder / "base").resolve())
        Installation(bare(base, folder / "system", options.mirror), package).check()
    print(f"== {package.name} can be installed, used and removed in a bare Debian 12")


if __name__ == "__main__":
    main()
