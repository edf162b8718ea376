#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the small wrong changes of mutants.toml one after the other, in a copy of the project, and tells which of them no
test notices: README.md beside this file says how.

usage: run.py --base FOLDER [--only NAME]... [--module MODULE]... [--jobs N] [--resume FILE]
       run.py --check                   only whether each change can still be made, which takes no time
Exit code: 0 if at least 95 % are killed, 1 if not, 2 if the run could not begin.
"""

import argparse
import collections
import hashlib
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEAST_SHARE = 0.95
MEMORY = 8 << 30  # bytes for a test: a wrong loop may take all there is
BUILD_SECONDS = 3600
LEAST_SECONDS = 120  # for the tests of a stage; more where they take long without a mutant
KILLED, SURVIVED, BROKEN = "killed", "survived", "does not compile"

# What may notice a change in a module once the unit, property and golden tests have passed: names of ctest.
LATER_TESTS = {
    "ingest": r"fuzz\.data_file|oracle\.(domain|seed)|dist\.",
    "evolution": r"ontology\.|oracle\.(evolution|graph_files)|dist\.|readme\.check_(stories|questions)",
    "model": r"ontology\.|oracle\.(domain|forecasts|graph_files|queries|seed)|dist\.",
    "rdf": r"fuzz\.document|ontology\.|oracle\.(readers|table)|dist\.",
    "publish": r"endpoints\.scripted",
    "answers": r"oracle\.evolution|readme\.",
    "statements": r"ontology\.|oracle\.(evolution|queries)|dist\.|readme\.",
}


class Failure(Exception):
    """The run cannot go on."""


# --- mutants ---


class Mutant:
    KEYS = {"name", "file", "old", "new", "breaks"}

    def __init__(self, table):
        if set(table) != self.KEYS:
            raise Failure(f"a mutant has the keys {', '.join(sorted(self.KEYS))}, not {', '.join(sorted(table))}")
        self.name, self.file, self.old, self.new, self.breaks = (
            table[key] for key in ("name", "file", "old", "new", "breaks"))
        parts = pathlib.PurePosixPath(self.file).parts
        self.module = parts[2] if parts[:2] == ("src", "stoa") and len(parts) == 4 else ""

    @property
    def mark(self):
        """Changes with the change."""
        return hashlib.sha256("\0".join((self.file, self.old, self.new)).encode()).hexdigest()[:8]

    def errors(self):
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.name):
            yield "its name is not of the form a-small-change"
        if not self.breaks.endswith(".") or "\n" in self.breaks:
            yield "'breaks' is not one sentence on one line"
        if self.old == self.new:
            yield "it changes nothing"
        if self.module not in LATER_TESTS:
            yield f"'{self.file}' is not in one of the modules {', '.join(LATER_TESTS)}"
        elif not (ROOT / self.file).is_file():
            yield f"'{self.file}' is not there"
        elif (times := (ROOT / self.file).read_text(encoding="utf-8").count(self.old)) != 1:
            yield f"'old' occurs {times} times in {self.file}, not once"


def read_mutants():
    with open(pathlib.Path(__file__).with_name("mutants.toml"), "rb") as file:
        return [Mutant(each) for each in tomllib.load(file)["mutant"]]


def check(mutants):
    """Says what is wrong with the list; whether nothing is."""
    errors = [f"{each.name}: {error}" for each in mutants for error in each.errors()]
    times = collections.Counter(each.name for each in mutants)
    errors += [f"{name}: {count} mutants have this name" for name, count in times.items() if count > 1]
    for error in errors:
        print(f"error: {error}", file=sys.stderr)
    return not errors


# --- the copy ---


def copy_project(tree):
    """Makes `tree` like the project, and leaves what is equal alone, so that little is built again."""
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            check=True, capture_output=True, text=True).stdout
    names = {name for name in listed.split("\0") if name and os.path.lexists(ROOT / name)}
    for folder, folders, files in os.walk(tree):
        inside = pathlib.Path(folder)
        if inside == tree:
            folders[:] = [name for name in folders if name not in ("build", ".git")]
        links = [name for name in folders if (inside / name).is_symlink()]
        for each in [*files, *links]:
            if (inside / each).relative_to(tree).as_posix() not in names:
                (inside / each).unlink()
    for name in sorted(names):
        here, there = ROOT / name, tree / name
        there.parent.mkdir(parents=True, exist_ok=True)
        if here.is_symlink():
            if not there.is_symlink() or os.readlink(there) != os.readlink(here):
                there.unlink(missing_ok=True)
                there.symlink_to(os.readlink(here))
        elif there.is_symlink() or not there.exists() or there.read_bytes() != here.read_bytes():
            there.unlink(missing_ok=True)
            shutil.copyfile(here, there)
            shutil.copymode(here, there)
    # Some tests ask git which files there are.
    subprocess.run(["git", "init", "--quiet", tree], check=True)
    subprocess.run(["git", "-C", tree, "add", "--all"], check=True, capture_output=True)


# --- what is run ---


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Done:
    def __init__(self, code, output, seconds):
        self.code, self.output, self.seconds = code, output, seconds

    @property
    def timed_out(self):
        return self.code is None


def run(words, seconds, cwd, environment=None, limited=True):
    """A program with all that it starts; its code is None when the time was over."""
    began = time.monotonic()
    process = subprocess.Popen([str(each) for each in words], cwd=cwd, env=environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
                               preexec_fn=limit_memory if limited else None)
    try:
        output, _ = process.communicate(timeout=seconds)
        code = process.returncode
    except BaseException as error:
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
        if not isinstance(error, subprocess.TimeoutExpired):
            raise
        code = None
    return Done(code, output.decode("utf-8", "replace"), time.monotonic() - began)


class Build:
    """The copy, built."""

    def __init__(self, base, jobs):
        self.tree = base / "tree"
        self.folder = self.tree / "build/dev"
        self.jobs = jobs
        self.environment = {**os.environ, "STOA_ROOT": str(self.tree), "STOA": str(self.folder / "stoa"),
                            "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}

    def configure(self):
        python = ROOT / "build/python/bin/python3"
        words = ["cmake", "--preset", "dev", "-DSTOA_WARNINGS_AS_ERRORS=OFF",
                 "-DCMAKE_CXX_FLAGS_DEBUG=-O1"]  # without -g: links faster
        if python.exists():
            words.append(f"-DSTOA_PYTHON={python}")
        if "CMAKE_CXX_COMPILER_LAUNCHER" not in os.environ and shutil.which("ccache"):
            words.append("-DCMAKE_CXX_COMPILER_LAUNCHER=ccache")
        done = run(words, BUILD_SECONDS, self.tree, limited=False)
        if done.code != 0:
            raise Failure(f"the copy cannot be configured:\n{done.output}")

    def make(self, targets):
        words = ["cmake", "--build", self.folder, "--parallel", self.jobs, "--target", *targets]
        return run(words, BUILD_SECONDS, self.tree, limited=False)


class Program:
    """A test program of GoogleTest as a whole: faster than a process for each of its tests."""

    def __init__(self, build, target):
        self.build, self.targets, self.name = build, [target], target
        self.left_out = []
        self.seconds = LEAST_SECONDS

    def run(self, stop):
        words = [self.build.folder / "tests" / self.name, "--gtest_brief=1"]
        words += ["--gtest_fail_fast"] if stop else []
        words += ["--gtest_filter=-" + ":".join(self.left_out)] if self.left_out else []
        return run(words, self.seconds, self.build.folder, self.build.environment)

    @staticmethod
    def failed(output):
        return list(dict.fromkeys(re.findall(r"^\[  FAILED  \] ([\w./]+)", output, re.M)))

    @staticmethod
    def skipped(_):
        return []


class Ctest:
    """Tests of ctest by their names."""

    def __init__(self, build, targets, pattern):
        self.build, self.targets, self.pattern = build, targets, pattern
        self.name = f"ctest -R '{pattern}'"
        self.left_out = []
        self.seconds = LEAST_SECONDS

    def run(self, stop):
        words = ["ctest", "--test-dir", self.build.folder, "-R", f"^({self.pattern})", "-j", self.build.jobs,
                 "--no-tests=error"]
        words += ["--stop-on-failure"] if stop else []
        words += ["-E", "^(" + "|".join(map(re.escape, self.left_out)) + ")$"] if self.left_out else []
        return run(words, self.seconds, self.build.folder, self.build.environment)

    @staticmethod
    def failed(output):
        listed = output.partition("The following tests FAILED:")[2]
        return re.findall(r"^\s+\d+ - (\S+) \(", listed, re.M)

    @staticmethod
    def skipped(output):
        return re.findall(r"^\s+\d+ - (\S+) \((?:Skipped|Disabled|Not Run)\)", output, re.M)


class Tests:
    """The stages of each module, with how long they take without a mutant and what fails there."""

    def __init__(self, build):
        self.build = build
        first = [Program(build, "property_test"), Program(build, "unit_test"), Ctest(build, ["stoa"], r"golden\.")]
        self.of_module = {
            module: [*first, Ctest(build, ["stoa", *(["document_fuzz"] if "fuzz" in pattern else [])], pattern)]
            for module, pattern in LATER_TESTS.items()
        }

    def stages(self, modules):
        return list(dict.fromkeys(stage for module in modules for stage in self.of_module[module]))

    def try_without_mutant(self, modules):
        stages = self.stages(modules)
        made = self.build.make(sorted({target for stage in stages for target in stage.targets}))
        if made.code != 0:
            raise Failure(f"the copy cannot be built:\n{made.output[-20_000:]}")
        for stage in stages:
            stage.seconds = BUILD_SECONDS
            done = stage.run(stop=False)
            stage.left_out = stage.failed(done.output)
            if done.timed_out or (done.code != 0 and not stage.left_out):
                raise Failure(f"{stage.name} cannot be run without a mutant:\n{done.output[-20_000:]}")
            stage.seconds = max(LEAST_SECONDS, 10 * done.seconds)
            print(f"{stage.name}: {done.seconds:.0f} s without a mutant")
            for name in stage.left_out:
                print(f"  {name} fails without a mutant: it is left out")
            for name in stage.skipped(done.output):
                print(f"  {name} is skipped")

    def judge(self, module):
        """Of what is in the copy now: the verdict, and by what."""
        for stage in self.of_module[module]:
            made = self.build.make(stage.targets)
            if made.code != 0:
                error = re.search(r"^.*(?:error:|undefined reference).*$", made.output, re.M)
                return BROKEN, error[0].strip() if error else "the build failed"
            done = stage.run(stop=True)
            if done.timed_out:
                return KILLED, f"{stage.name} did not end"
            if done.code != 0:
                failed = stage.failed(done.output) or re.findall(r"^.*: Assertion `.*$", done.output, re.M)
                return KILLED, failed[0] if failed else f"{stage.name} ended with code {done.code}"
        return SURVIVED, ""


# --- results ---


class Results:
    """One line for each mutant, written as soon as it is known: name, mark of the change, verdict, by what, seconds."""

    def __init__(self, path):
        self.path = path
        self.known = {}
        if path.exists():
            text = path.read_text(encoding="utf-8")
            whole = text[: text.rfind("\n") + 1]  # the last line of a run that was killed may be cut
            for fields in (line.split("\t") for line in whole.splitlines()):
                if len(fields) == 5:
                    self.known[fields[0], fields[1]] = fields[2:4]
            path.write_text(whole, encoding="utf-8")
        else:
            path.write_text("", encoding="utf-8")

    def get(self, mutant):
        return self.known.get((mutant.name, mutant.mark))

    def add(self, mutant, verdict, by, seconds):
        by = " ".join(by.split())
        self.known[mutant.name, mutant.mark] = [verdict, by]
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(f"{mutant.name}\t{mutant.mark}\t{verdict}\t{by}\t{seconds:.0f}\n")


def report(mutants, results):
    """Prints the table; the share of killed ones."""
    verdicts = {each: results.get(each)[0] for each in mutants}
    rows = [("module", "mutants", KILLED, SURVIVED, BROKEN, "share")]
    modules = [module for module in LATER_TESTS if any(each.module == module for each in mutants)]
    for module in [*modules, "all"]:
        of = [verdicts[each] for each in mutants if module in ("all", each.module)]
        rows.append((module, len(of), *(of.count(what) for what in (KILLED, SURVIVED, BROKEN)),
                     f"{of.count(KILLED) / len(of):.0%}"))
    print()
    for row in rows:
        print("".join(f"{cell!s:<12}" if i == 0 else f"{cell!s:>18}" for i, cell in enumerate(row)))
    for each in mutants:
        if verdicts[each] != KILLED:
            print(f"\n{each.name} ({each.file}): {verdicts[each]}\n  {each.breaks}")
    return list(verdicts.values()).count(KILLED) / len(mutants)


def run_mutants(mutants, arguments):
    base = arguments.base.resolve()
    if base == ROOT or ROOT in base.parents:
        raise Failure("--base lies in the project: name a folder outside")
    base.mkdir(parents=True, exist_ok=True)
    results = Results(arguments.resume or base / time.strftime("results-%Y%m%d-%H%M%S.tsv"))
    print(f"results: {results.path}")
    todo = [each for each in mutants if results.get(each) is None]
    if todo:
        build = Build(base, arguments.jobs)
        copy_project(build.tree)
        build.configure()
        tests = Tests(build)
        tests.try_without_mutant(dict.fromkeys(each.module for each in todo))
        for i, mutant in enumerate(todo, 1):
            began = time.monotonic()
            file = build.tree / mutant.file
            original = file.read_text(encoding="utf-8")
            try:
                file.write_text(original.replace(mutant.old, mutant.new), encoding="utf-8")
                verdict, by = tests.judge(mutant.module)
            finally:
                file.write_text(original, encoding="utf-8")
            seconds = time.monotonic() - began
            results.add(mutant, verdict, by, seconds)
            print(f"{i}/{len(todo)} {mutant.module}: {mutant.name}: {verdict}{' by ' if verdict == KILLED else ' '}{by}"
                  f" ({seconds:.0f} s)")
    share = report(mutants, results)
    print(f"\n{share:.1%} are killed; at least {LEAST_SHARE:.0%} must be")
    return 0 if share >= LEAST_SHARE else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only check that each change can be made")
    parser.add_argument("--base", type=pathlib.Path, metavar="FOLDER", help="for the copy and its build; may be used again")
    parser.add_argument("--only", action="append", metavar="NAME", help="a mutant, by name")
    parser.add_argument("--module", action="append", metavar="MODULE", choices=LATER_TESTS, help="all of a module")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="compilers and tests at a time (1)")
    parser.add_argument("--resume", type=pathlib.Path, metavar="FILE",
                        help="pass over what is in this file of results, and add the rest to it")
    arguments = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)
    try:
        mutants = read_mutants()
        if not check(mutants):
            return 1 if arguments.check else 2
        if arguments.check:
            return 0
        if arguments.base is None:
            parser.error("--base is missing")
        unknown = set(arguments.only or ()) - {each.name for each in mutants}
        if unknown:
            raise Failure(f"there is no mutant {', '.join(sorted(unknown))}")
        chosen = [each for each in mutants
                  if (not arguments.only or each.name in arguments.only)
                  and (not arguments.module or each.module in arguments.module)]
        if not chosen:
            raise Failure("no mutant is both of --only and of --module")
        return run_mutants(chosen, arguments)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
