#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Publishes a large made-up graph to real servers with Stoa, and with curl by the same steps, in turn, in one run.

Both hold a graph of their own on the same server and switch it between two versions, of which one theme in ten differs.
The steps of curl: the pieces that Stoa sends, to a staging graph, a count after each; COPY; a count; DROP. On Virtuoso,
where COPY over a million statements is refused (SR325), it clears the graph before. Beside each figure stand the steps
that it is compared with. With --before, another build of the program takes its turn too, on a third graph. Elapsed times
count; those of the processors, of server and client together, tell more where other programs run. Then Stoa publishes
ten changed themes. With --check the exit code is 1 when a target is missed; it is always 1 when a graph does
not hold what it should. The servers come from `./test.sh --endpoints`.
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/endpoints"))
os.environ.setdefault("STOA_ROOT", str(ROOT))
os.environ.setdefault("STOA", str(ROOT / "build/release/stoa"))

from support.client import Client  # noqa: E402
from support.servers import SERVERS, Unavailable  # noqa: E402
from support.stoa import environment, with_services  # noqa: E402

TIMES_CURL = 1.2
TIMES_BEFORE = 1.2
CHANGE_REQUESTS, CHANGE_SECONDS, CHANGE_BYTES = 20, 3, 1_000_000
MEGABYTES = 200  # beyond what reading the same data and writing them to a file takes
FILES = 16  # of a data set: what reads TOML holds one file at a time
GRAPHS = {name: f"https://example.org/bench/{name}" for name in ("stoa", "curl", "before")}


def write(folder, themes, changed):
    """A data set of `themes` themes, four statements each; the labels of those in `changed` differ."""
    folder.mkdir()
    (folder / "stoa.toml").write_text('name = "bench"\nbase = "https://example.org/bench/"\ntitle = "Bench"\n'
                                      'licence = "https://creativecommons.org/licenses/by/4.0/"\n')
    (folder / "sources.toml").write_text('[[source]]\nid = "s"\nlabel = "Source"\nurl = "https://example.org/s"\n')
    for file in range(FILES):
        with open(folder / f"themes-{file}.toml", "w", encoding="utf-8") as out:
            out.write('evidence = "s"\n')
            for number in range(file, themes, FILES):
                label = "Changed" if number in changed else "Theme"
                out.write(f'[[theme]]\nid = "t{number}"\nlabel = "{label} {number}"\n')
    return folder


def run(command, **more):
    """Output, seconds and peak of resident memory in bytes of a command that must end well."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([str(each) for each in command], stdout=out, **more)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - began
        out.seek(0)
        text = out.read().decode()
    if process.returncode != 0:
        sys.exit(f"{command[0]} {command[1]} ended with {process.returncode}: {text[-2000:]}")
    return text, seconds, usage.ru_maxrss * 1024


class Stoa:
    def __init__(self, program, server, folder, graph=GRAPHS["stoa"]):
        self.program, self.server, self.graph = program, server, graph
        folder.mkdir(exist_ok=True)
        self.environment = environment(server, folder)

    def publish(self, data, *options):
        arguments = with_services(self.server, ["publish", data, "--to", self.server.root, "--graph", self.graph,
                                                "--format", "json", "--quiet", *options])
        text, seconds, memory = run([self.program, *arguments], env=self.environment)
        return json.loads(text), seconds, memory


class Curl:
    """What a careful script does: each step is a request of its own, and one that fails ends the run."""

    def __init__(self, server, folder):
        self.server = server
        self.secrets = folder / "netrc"
        self.secrets.write_text(f"machine 127.0.0.1 login {server.user} password {server.password}\n")
        self.secrets.chmod(0o600)

    def send(self, url, *options):
        # Virtuoso asks for no account to read, and answers the empty request by which curl asks for a challenge with 406.
        needs_account = self.server.user and url != self.server.query_url
        account = [f"--{self.server.auth}", "--netrc-file", self.secrets] if needs_account else []
        return run(["curl", "--silent", "--show-error", "--fail", "--max-time", "600", "--noproxy", "*", *account,
                    *options, url])[0]

    def update(self, text):
        self.send(self.server.update_url, "--header", "Content-Type: application/sparql-update", "--data-binary", text)

    def count(self, graph):
        text = self.send(self.server.query_url, "--header", "Accept: application/sparql-results+json",
                         "--data-urlencode", f"query=SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return int(json.loads(text)["results"]["bindings"][0]["n"]["value"])

    def steps(self):
        clear = "CLEAR, " if self.server.name == "virtuoso" else ""
        return f"curl: PUT and POST of the pieces, a count after each, {clear}COPY, count, DROP"

    def publish(self, pieces):
        staging = GRAPHS["curl"] + "/staging"
        store = f"{self.server.store_url}?graph={urllib.parse.quote(staging, safe='')}"
        for number, piece in enumerate(pieces):
            self.send(store, "--request", "POST" if number else "PUT", "--header",
                      "Content-Type: application/n-triples", "--upload-file", piece)
            self.count(staging)
        if self.server.name == "virtuoso":
            self.update(f"CLEAR SILENT GRAPH <{GRAPHS['curl']}>")
        self.update(f"COPY GRAPH <{staging}> TO GRAPH <{GRAPHS['curl']}>")
        held = self.count(GRAPHS["curl"])
        self.update(f"DROP SILENT GRAPH <{staging}>")
        return held


def pieces_of(program, data, folder, most):
    """The statements of a data set as files of at most `most`, cut between subjects, as Stoa sends them."""
    whole = folder / f"{data.name}.nt"
    _, _, memory = run([program, "export", data, "--format", "ntriples", "--quiet", "-o", whole])
    pieces, lines, last = [], [], None

    def close():
        pieces.append(folder / f"{data.name}-{len(pieces)}.nt")
        pieces[-1].write_text("".join(lines), encoding="utf-8")
        lines.clear()

    with open(whole, encoding="utf-8") as statements:
        for line in statements:
            subject = line.partition(" ")[0]
            if len(lines) >= most - 20 and subject != last:
                close()
            lines.append(line)
            last = subject
    close()
    with open(whole, encoding="utf-8") as statements:
        return pieces, sum(1 for _ in statements), memory


def own_processor_seconds():
    """Of the programs that were run and have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def spread(seconds):
    return f"{statistics.median(seconds):.1f} s, {min(seconds):.1f} to {max(seconds):.1f}"


def ratio(times, other):
    """The median of the rounds, without the first time."""
    return statistics.median(ours / theirs for ours, theirs in list(zip(times["stoa"], times[other]))[1:])


def compare(program, before, name, themes, rounds, print_json):
    """The targets that were missed."""
    missed = []

    def want(what, reached, most, unit="", than=""):
        text = f"{name}: {what}: {reached:.4g}{unit} (wanted: at most {most}{unit}){f'; {than}' if than else ''}"
        print(json.dumps({"server": name, "what": what, "reached": reached, "most": most, "compared_with": than})
              if print_json else text, flush=True)
        if reached > most:
            missed.append(text)

    with tempfile.TemporaryDirectory(prefix="stoa-bench-") as place, SERVERS[name]() as server:
        folder = pathlib.Path(place)
        versions = [write(folder / "even", themes, set()), write(folder / "odd", themes, set(range(0, themes, 10)))]
        most = 250_000 if name == "virtuoso" else 1_000_000
        prepared = [pieces_of(program, each, folder, most) for each in versions]
        reading = max(memory for _, _, memory in prepared)
        stoa, curl = Stoa(program, server, folder / "stoa"), Curl(server, folder)
        earlier = Stoa(before, server, folder / "before", GRAPHS["before"]) if before else None
        client = Client(server)
        turns = {"curl": lambda number: curl.publish(prepared[number % 2][0]),
                 "stoa": lambda number: stoa.publish(versions[number % 2])}
        if earlier:
            turns["before"] = lambda number: earlier.publish(versions[number % 2])
        elapsed, processor, peaks = {who: [] for who in turns}, {who: [] for who in turns}, []
        for number in range(rounds + 1):
            statements, answers = prepared[number % 2][1], {}
            for who, publish in turns.items():
                began, worked = time.monotonic(), server.processor_seconds() + own_processor_seconds()
                answers[who] = publish(number)
                elapsed[who].append(time.monotonic() - began)
                processor[who].append(server.processor_seconds() + own_processor_seconds() - worked)
            if number == 0:  # into graphs that are not there yet: another case
                continue
            report, _, memory = answers["stoa"]
            if report["action"] != "replaced" or client.count(GRAPHS["stoa"]) != statements:
                sys.exit(f"{name}: after publishing: {report}")
            if answers["curl"] != statements and not print_json:
                print(f"  {name}: curl's graph holds {answers['curl']:,} statements in place of {statements:,}")
            peaks.append(memory)
        if not print_json:
            print(f"{name}: {statements:,} statements, {rounds} rounds, export peaks at {reading / 1e6:.0f} MB")
            for who in turns:
                print(f"  {who}: the first time {elapsed[who][0]:.1f} s (of the processors {processor[who][0]:.1f} s), "
                      f"then {spread(elapsed[who][1:])} (of the processors {spread(processor[who][1:])}: stoa takes "
                      f"{ratio(processor, who):.2f} times as much)")
        want("replace, times curl", ratio(elapsed, "curl"), TIMES_CURL, than=curl.steps())
        if earlier:
            want("replace, times the program before", ratio(elapsed, "before"), TIMES_BEFORE,
                 than=f"{before} publishes the same to a graph of its own")
        want("replace, memory beyond an export", (max(peaks) - reading) / 1e6, MEGABYTES, " MB", "export to a file")

        even = {number for number in range(0, themes, 10)} if rounds % 2 else set()
        change = write(folder / "change", themes, even ^ set(range(5, 105, 10)))
        report, seconds, memory = stoa.publish(change, "--mode", "changes")
        if report["action"] != "changed":
            sys.exit(f"{name}: ten changes: {report}")
        _, check_seconds, _ = run([program, "check", change, "--quiet"])
        nothing = "no steps of curl: it would send the whole"
        want("change of ten, requests", report["requests"], CHANGE_REQUESTS, than=nothing)
        want("change of ten, bytes received", report["bytes_received"], CHANGE_BYTES, than=nothing)
        if not print_json:
            print(f"  change of ten: {seconds:.1f} s, of which reading and checking the data takes {check_seconds:.1f} s")
        want("change of ten, beyond reading and checking the data", seconds - check_seconds, CHANGE_SECONDS, " s",
             "stoa check of the same data")
        want("change of ten, memory beyond an export", (memory - reading) / 1e6, MEGABYTES, " MB", "export to a file")
    return missed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    known = [name for name, kind in SERVERS.items() if kind.profile is None]
    parser.add_argument("servers", nargs="*", default=known, metavar="SERVER",
                        help=f"with a Graph Store; by default {', '.join(known)}")
    parser.add_argument("--program", type=pathlib.Path, default=os.environ["STOA"])
    parser.add_argument("--before", type=pathlib.Path, help="another build of the program, to compare with")
    parser.add_argument("--themes", type=int, default=250_000, help="four statements each")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="a line of JSON a figure")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a target is missed")
    options = parser.parse_args()
    if shutil.which("curl") is None:
        print("skipped: curl is not there (Debian: curl)", file=sys.stderr)
        return 77
    missed, skipped = [], False
    for name in options.servers:
        try:
            SERVERS[name].check()
        except Unavailable as reason:
            print(f"skipped: {name}: {reason}", file=sys.stderr)
            skipped = True
            continue
        missed += compare(options.program.absolute(), options.before and options.before.absolute(), name, options.themes, options.rounds, options.json)
    for each in missed:
        print(f"missed: {each}", file=sys.stderr)
    return 1 if options.check and missed else 77 if skipped else 0


if __name__ == "__main__":
    sys.exit(main())
