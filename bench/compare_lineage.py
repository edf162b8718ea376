#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks Stoa, igraph and networkx the same of the same lineage graph, in turn, in one run, on one core.

All graphs are in memory before the first question; each round asks every program once, so that whatever else the
machine does meets all of them. Times are processor time of the call alone, medians of the rounds. With --check the exit
code is 1 when a target is missed; it is always 1 when two programs disagree.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

TIMES_IGRAPH = 4  # descendants of one state, at a million states
TIMES_NETWORKX = 50  # the same, at 50,000
BYTES_AN_ARC = 30


def missing(package):
    print(f"skipped: {package} is not there (Debian: python3-igraph, python3-networkx)", file=sys.stderr)
    sys.exit(77)


try:
    import igraph
except ImportError:
    missing("igraph")
try:
    import networkx
except ImportError:
    missing("networkx")


class Program:
    """One of ours, or igraph's C library: answers lines on its standard input."""

    def __init__(self, *command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.start = self.read()

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.process.args[0]} ended")
        return json.loads(line)

    def ask(self, question):
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        reply = self.read()
        return reply["seconds"], reply["answer"]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Library:
    """A library of Python: `questions` are functions that call it, and functions that make a number of the result."""

    def __init__(self, questions):
        self.questions = questions

    def ask(self, question):
        call, number = self.questions[question]
        began = time.process_time()
        result = call()
        return time.process_time() - began, number(result)

    def close(self):
        pass


def in_one(dominators):
    """The sum that lineage_benchmark makes of the dominators, of pairs (state, dominator)."""
    return sum((state % 1000 + 1) * dominator for state, dominator in dominators)


def igraph_of(file, chosen):
    graph = igraph.Graph.Read_Edgelist(str(file), directed=True)
    return Library({
        "descendants": (lambda: graph.subcomponent(chosen, mode="out"), lambda found: len(found) - 1),
        "dominators": (lambda: graph.dominator(chosen, mode="out"),
                       lambda found: in_one((state, each) for state, each in enumerate(found) if each >= 0)),
    })


def networkx_of(file, chosen):
    graph = networkx.read_edgelist(file, create_using=networkx.DiGraph, nodetype=int)
    return Library({
        "descendants": (lambda: networkx.descendants(graph, chosen), len),
        "longest path": (lambda: networkx.dag_longest_path_length(graph), int),
        "dominators": (lambda: networkx.immediate_dominators(graph, chosen),
                       # The root is its own dominator in some versions, None or absent in others.
                       lambda found: in_one((s, d) for s, d in found.items() if d is not None and s != chosen)),
    })


def compare(programs, states, questions, rounds, with_networkx):
    """Ratios by question and neighbour: how many times as long as ours theirs took."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "arcs"
        ours = Program(programs / "lineage_benchmark", "--states", str(states), "--serve", file)
        chosen = ours.start["chosen"]
        all_of_them = {"stoa": ours, "igraph (Python)": igraph_of(file, chosen)}
        if (programs / "igraph_benchmark").exists():
            all_of_them["igraph (C)"] = Program(programs / "igraph_benchmark", "--serve", file)
        if with_networkx:
            all_of_them["networkx"] = networkx_of(file, chosen)
        print(f"{ours.start['states']:,} states, {ours.start['arcs']:,} arcs, "
              f"{ours.start['bytes_an_arc']:.1f} bytes an arc")
        ratios = {}
        for question in questions:
            asked = {name: each for name, each in all_of_them.items()
                     if not isinstance(each, Library) or question in each.questions}
            if question == "longest path":
                asked.pop("igraph (C)", None)
            times = {name: [] for name in asked}
            answers = {}
            for _ in range(rounds):
                for name, each in asked.items():
                    seconds, answers[name] = each.ask(question)
                    times[name].append(seconds)
            if len(set(answers.values())) != 1:
                sys.exit(f"{question}: the programs disagree: {answers}")
            print(f"  {question} (all answer {answers['stoa']:,})")
            for name, list_of_times in times.items():
                quotients = [theirs / ours for theirs, ours in zip(list_of_times, times["stoa"])]
                ratios[question, name] = statistics.median(quotients)
                print(f"    {name:<16}{1e3 * statistics.median(list_of_times):>10.2f} ms"
                      f"  {1e3 * min(list_of_times):>9.2f} to {1e3 * max(list_of_times):<9.2f}"
                      f"{ratios[question, name]:>8.1f} times")
        for each in all_of_them.values():
            each.close()
        return ratios, ours.start["bytes_an_arc"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--programs", type=pathlib.Path, default=pathlib.Path("build/bench/bench"),
                        help="folder of lineage_benchmark")
    parser.add_argument("--large", type=int, default=1_000_000, help="states of the graph for igraph")
    parser.add_argument("--small", type=int, default=50_000, help="states of the graph for networkx")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--check", action="store_true", help="exit with 1 when a target is missed")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # the programs that are started inherit it
    programs = options.programs.absolute()

    print(f"igraph {igraph.__version__}, networkx {networkx.__version__}")
    large, large_bytes = compare(programs, options.large, ["descendants", "dominators"], options.rounds, False)
    small, small_bytes = compare(programs, options.small, ["descendants", "longest path", "dominators"],
                                 options.rounds, True)
    targets = [
        (f"descendants {TIMES_IGRAPH} times as fast as igraph", large["descendants", "igraph (Python)"], TIMES_IGRAPH),
        (f"descendants {TIMES_NETWORKX} times as fast as networkx", small["descendants", "networkx"], TIMES_NETWORKX),
        (f"at most {BYTES_AN_ARC} bytes an arc", BYTES_AN_ARC, max(large_bytes, small_bytes)),
    ]
    if ("descendants", "igraph (C)") in large:
        targets.append((f"descendants {TIMES_IGRAPH} times as fast as igraph's C library",
                        large["descendants", "igraph (C)"], TIMES_IGRAPH))
    missed = [name for name, reached, wanted in targets if reached < wanted]
    for name in missed:
        print(f"missed: {name}", file=sys.stderr)
    return 1 if options.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
