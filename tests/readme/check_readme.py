#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Does what README.md says, from top to bottom, and compares what it shows.

A command is a line of a ```console block that starts with `$ ` (a backslash at its end goes on with the next line). The
lines below it, up to the next command, are its output, standard error included; a line `...` stands for any number of
lines. Without such lines the output may be anything. The command must succeed; where an error is shown it must end with an
exit code of 1 (the data are wrong).

All commands run as they are printed, in one shell with the PATH of a new login, in a copy of the files that git tracks.
Only two things are not as in a fresh clone: demo.sh installs no packages, and takes the build that is there; test.sh is
not run from within its own tests. tests/bare/readme.py leaves out neither.

A block that starts with a comment `FILE:` in its language shows the file FILE: the lines of the block must be those of the
file, `...` as above. The answer to a ```sparql block is the next block: rows of answer over dist/,
with ` | ` between cells.
Relative links must lead to a file, those of docs/*.md and dist/README.md too.

The lines of the ```sh blocks of docs/*.md that call stoa run as well, after those of README.md. One that names an endpoint
must get as far as its address, which is made one where nobody listens; and what is written to /srv goes to a folder of the
copy. (The console blocks of docs/*.md have tests of their own: check_questions.py and tests/endpoints/recorded_test.py.)

usage: check_readme.py [--update]       --update writes the output that came into README.md
The environment gives STOA, the program, and STOA_ROOT, the project.
"""

import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import uuid

OF_A_DOCUMENT = re.compile(r"(?:build/release/)?stoa ")
NOBODY_THERE = re.compile(r"nothing answers there|is neither an http address nor an endpoint")
NOT_RUN = re.compile(r"\./test\.sh")
ANY_LINES = "..."
REPORTED = 100  # lines of an output
LOGIN = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
# demo.sh as it is, with the build that is there in place of an installation and a build.
PREPARED = """
need() {{ say "All $# Debian packages that this needs are installed"; }}
build() {{ mkdir -p build && ln -s {build} "build/$1"; }}
"""


class Command:
    def __init__(self, line):
        self.line = line  # 0-based, of the first line of output
        self.text = ""
        self.shown = []


def blocks(lines):
    """(language, 0-based number of the first line, lines) of every block."""
    language = None
    for number, line in enumerate(lines):
        if not line.startswith("```"):
            continue
        if language is None:
            language, first = line[3:].strip(), number + 1
        else:
            yield language, first, lines[first:number]
            language = None


def commands(lines):
    """The commands of all console blocks, in order."""
    found = []
    for language, first, block in blocks(lines):
        current = None
        for number, line in enumerate(block, first):
            if language != "console":
                break
            if line.startswith("$ "):
                current = Command(number + 1)
                current.text = line[2:]
                found.append(current)
            elif current and current.text.endswith("\\"):
                current.text = current.text[:-1] + line.removeprefix("> ").lstrip()
                current.line = number + 1
            elif current:
                current.shown.append(line)
    return found


def matches(shown, got):
    if not shown:
        return not got
    if shown[0] == ANY_LINES:
        return any(matches(shown[1:], got[start:]) for start in range(len(got) + 1))
    return bool(got) and shown[0] == got[0] and matches(shown[1:], got[1:])


def trimmed(lines):
    """Without spaces at line ends and empty lines at the end."""
    lines = [line.rstrip() for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    return lines


class Shell:
    """One bash that carries out one command after the other, as it does for someone who types them."""

    def __init__(self, words, **options):
        self.mark = uuid.uuid4().hex
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        **options)

    def run(self, text):
        """Exit code and lines of output."""
        ask = f"eval {shlex.quote(text)} < /dev/null; printf '\\n%s %s\\n' {self.mark} $?\n"
        self.process.stdin.write(ask.encode())
        self.process.stdin.flush()
        got = []
        for line in self.process.stdout:
            line = line.decode("utf-8", "backslashreplace").rstrip("\n")
            if line.startswith(self.mark):
                return int(line.split()[1]), trimmed(got)
            got.append(line)
        return self.process.wait(), trimmed(got)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


def run(shell, wanted):
    """Runs the commands; gives for each that goes wrong (command, output, what is wrong)."""
    for command in wanted:
        code, got = shell.run(command.text)
        shown = trimmed(command.shown)
        print(f"run ({code}): {command.text}", flush=True)
        if code != any(re.search(r": error(\[[a-z0-9-]+\])?: ", line) for line in shown):
            yield command, None, "\n".join([f"exit code {code}: {command.text}", *got[:REPORTED]])
        elif shown and not matches(shown, got):
            yield command, got, "\n".join([command.text, "--- shown", *shown, "--- got", *got[:REPORTED]])


def copy_of_tracked_files(root, folder):
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-z"], capture_output=True, text=True)
    if listed.returncode != 0:  # the files of a release, without git
        shutil.copytree(root, folder, symlinks=True, ignore=shutil.ignore_patterns("build", "out"))
        return
    for name in filter(None, listed.stdout.split("\0")):
        if (root / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, folder / name, follow_symlinks=False)


def document_errors(root, shell):
    shell.run("mkdir -p srv")
    for file in sorted(root.glob("docs/*.md")):
        for language, first, block in blocks(file.read_text(encoding="utf-8").split("\n")):
            text = "\n".join(block).replace("\\\n", " ") if language == "sh" else ""
            for line in filter(OF_A_DOCUMENT.match, text.split("\n")):
                line = line.replace("/srv/", "srv/").replace("localhost:8890", "127.0.0.1:9").replace("$R", "http://127.0.0.1:9/r")
                code, got = shell.run(line)
                print(f"run ({code}): {line}", flush=True)
                wants_server = "--to " in line
                if code != (2 if wants_server else 0) or (wants_server and not NOBODY_THERE.search("\n".join(got))):
                    yield "\n".join([f"docs/{file.name}:{first + 1}: exit code {code}: {line}", *got[:REPORTED]])


def command_errors(root, lines, updates):
    build = pathlib.Path(os.environ["STOA"]).parent
    with tempfile.TemporaryDirectory(prefix="stoa-readme-") as name:
        folder = pathlib.Path(name)
        copy, home = folder / "stoa", folder / "home"
        home.mkdir()
        copy_of_tracked_files(root, copy)
        with (copy / "setup.sh").open("a", encoding="utf-8") as file:
            file.write(PREPARED.format(build=shlex.quote(str(build))))
        wanted = []
        for command in commands(lines):
            if NOT_RUN.match(command.text):
                print("not run:", command.text)
            else:
                wanted.append(command)
        with Shell(["bash", "--norc", "-o", "pipefail"], cwd=copy, env={**LOGIN, "HOME": str(home)}) as shell:
            for command, got, what in run(shell, wanted):
                yield f"README.md:{command.line}: {what}"
                if got is not None:
                    updates.append((command, got))
            yield from document_errors(copy, shell)


def file_errors(root, lines):
    for _, first, block in blocks(lines):
        if block and (named := re.match(r"(?:#|//) (\S+):$", block[0])):
            file = root / named[1]
            if not file.is_file():
                yield f"README.md:{first + 1}: there is no file {named[1]}"
            elif not matches([ANY_LINES, *block[1:], ANY_LINES], trimmed(file.read_text(encoding="utf-8").split("\n"))):
                yield f"README.md:{first + 1}: these are not lines of {named[1]}"


def query_errors(root, lines):
    found = list(blocks(lines))
    queries = [number for number, (language, _, _) in enumerate(found) if language == "sparql"]
    try:
        import rdflib
    except ImportError:
        print(f"not run: {len(queries)} SPARQL queries (this Python has no rdflib)")
        return
    graph = rdflib.Graph()
    for file in ("iclc.ttl", "iclc-evolution.ttl") if queries else ():
        graph.parse(root / "dist" / file, format="turtle")
    for number in queries:
        rows = graph.query("\n".join(found[number][2]))
        got = ["\t".join("" if cell is None else str(cell) for cell in row) for row in rows]
        _, first, shown = found[number + 1]
        shown = ["\t".join(re.split(r"\s*\|\s*", line)) for line in shown]
        if not matches(shown, got):
            yield "\n".join([f"README.md:{first + 1}: the query answers otherwise", "--- shown", *shown, "--- got", *got])


def link_errors(file):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", file.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target) and not (file.parent / target).exists():
            yield f"{file.name}: the link {target} leads nowhere"


def main():
    root = pathlib.Path(os.environ["STOA_ROOT"])
    lines = (root / "README.md").read_text(encoding="utf-8").split("\n")
    updates = []
    errors = list(command_errors(root, lines, updates))
    errors += file_errors(root, lines)
    errors += query_errors(root, lines)
    for file in [root / "README.md", root / "dist/README.md", *sorted(root.glob("docs/*.md"))]:
        errors += link_errors(file)
    if "--update" in sys.argv[1:]:
        for command, got in reversed(updates):
            lines[command.line : command.line + len(trimmed(command.shown))] = got
        (root / "README.md").write_text("\n".join(lines), encoding="utf-8")
        print(len(updates), "outputs updated")
        return 0
    for error in errors:
        print(error)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
