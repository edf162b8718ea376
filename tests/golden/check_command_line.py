#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The help, the manual pages, the completions of all shells and docs/commands.md have the same options of each command, and
those that take one of some words the same words. Every example of a command runs."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

STOA = os.environ["STOA"]
ROOT = pathlib.Path(os.environ.get("STOA_ROOT", pathlib.Path(__file__).resolve().parents[2]))
FOR_ALL = {"-q", "--quiet"}  # of the program: a command takes them, and its help does not repeat them
# Examples with an endpoint get as far as its address, where nobody listens, or its name.
NOBODY_THERE = re.compile(r"nothing answers there|is neither an http address nor an endpoint of stoa.toml")


def other_messages(stderr):
    """The lines that are not about the texts of a starter data set that are to be replaced."""
    return [line for line in stderr.splitlines() if ": warning[placeholder]: " not in line]


def stoa(*words):
    done = subprocess.run([STOA, *words], capture_output=True, text=True, timeout=50)
    if done.returncode != 0 or done.stderr:
        sys.exit(f"stoa {' '.join(words)}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def commands(words=()):
    """The words of every command, those of the program first."""
    yield words
    listed = stoa(*words, "--help").split("\nSubcommands:\n")[1:]
    for name in re.findall(r"^  ([a-z]+)", listed[0].split("\n\n")[0], re.M) if listed else []:
        yield from commands((*words, name))


def in_help(words):
    text = stoa(*words, "--help").split("\nSubcommands:\n")[0]
    found = re.findall(r"^  (?:(-\w),)?(--[a-z0-9-]+)(?: \w+:([a-z|-]+\|[a-z|-]+))?", text, re.M)
    return {name for short, long, _ in found for name in (short, long) if name}, \
        {long: choice.split("|") for _, long, choice in found if choice}


def in_manual(words):
    text = stoa("manual", *filter(None, ["-".join(words)])).split("\n.SH OPTIONS\n")[1].split("\n.SH ")[0]
    entries = re.findall(r"^\.TP\n(.*)$", text, re.M)
    return {name.replace("\\-", "-") for entry in entries for name in re.findall(r"\\fB(.*?)\\fR", entry)}


def in_bash(words, script):
    name = " ".join(["stoa", *words])
    words_of = dict(re.findall(r"^ *'(.*)'\) takes=\S* words='(.*)' ;;$", script, re.M))
    options = words_of[name].split()
    return set(options), {option: words_of[f"{name} {option}"].split() for option in options
                          if words_of.get(f"{name} {option}")}


def in_zsh(words, script):
    function = re.search(rf"^_{'_'.join(['stoa', *words])}\(\) {{\n(.*?)\n}}$", script, re.M | re.S)[1]
    return set(re.findall(r"^ *'(?:\*|\(.*?\))(--?[a-z0-9-]+?)[=+]?\[", function, re.M))


def in_fish(words, script):
    name = " ".join(["stoa", *words])
    lines = [line for line in script.splitlines() if line.startswith(f"complete -c stoa -n '__stoa_at \"{name}\"'")]
    return {dash + each for line in lines for flag, dash in (("s", "-"), ("l", "--"))
            for each in re.findall(rf"^.*?\"' .*?(?<= )-{flag} (\S+)", line.split(" -d ")[0])}


def in_document(words, text):
    section = re.search(rf"^## {' '.join(['stoa', *words])}\n(.*?)(?=^## |\Z)", text, re.M | re.S)[1]
    entries = re.findall(r"^- ((?:`[^`]*`(?:, )?)+):", section, re.M)
    return {name.split()[0] for entry in entries for name in re.findall(r"`([^`]*)`", entry) if name.startswith("-")}


def errors_of_options(every_command):
    scripts = {shell: stoa("completions", shell) for shell in ("bash", "zsh", "fish")}
    document = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    for words in every_command:
        if stoa(*words, "-h") != stoa(*words, "--help"):
            yield f"stoa {' '.join(words)} -h is not its help"
        options, choices = in_help(words)
        offered, offered_words = in_bash(words, scripts["bash"])
        for place, found, wanted in (
                ("its manual page", in_manual(words), options),
                ("docs/commands.md", in_document(words, document), options),
                ("bash", offered, options | FOR_ALL),
                ("zsh", in_zsh(words, scripts["zsh"]), options | FOR_ALL),
                ("fish", in_fish(words, scripts["fish"]), options | FOR_ALL)):
            for each in sorted(found ^ wanted):
                yield f"stoa {' '.join(words)}: {each} stands either in its help or in {place}, not in both"
        for option, words_of in choices.items():
            if offered_words.get(option) != words_of:
                yield f"stoa {' '.join(words)} {option} takes {words_of}, and bash offers {offered_words.get(option)}"


def errors_of_examples(every_command):
    examples = list(dict.fromkeys(example for words in every_command
                                  for example in re.findall(r"^  (stoa .*)$", stoa(*words, "--help"), re.M)))
    if len(examples) < 30:
        yield f"only {len(examples)} examples"
    with tempfile.TemporaryDirectory(prefix="stoa-examples-") as name:
        folder = pathlib.Path(name)
        (folder / "bin").mkdir()
        (folder / "bin/stoa").symlink_to(STOA)
        for each in ("data", "examples"):
            (folder / each).symlink_to(ROOT / each)
        (folder / "texts").mkdir()
        (folder / "iclc.ttl").write_text(stoa("export", str(ROOT / "data/iclc")), encoding="utf-8")
        for each in ("data", "description"):
            text = stoa("export", str(ROOT / "data/iclc"), "--format", "ntriples", "--parts", each)
            (folder / f"{each}.nt").write_text(text, encoding="utf-8")
        environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "HOME": name}
        for example in examples:
            reaches = "--to " in example or "endpoint info" in example
            text = re.sub(r"http://localhost:\d+", "http://127.0.0.1:1", example) + (" --attempts 1" if reaches else "")
            if "| dot " in text and subprocess.run(["which", "dot"], capture_output=True).returncode != 0:
                text = text.replace("dot -Tsvg", "cat")
            done = subprocess.run(["bash", "-o", "pipefail", "-c", text], cwd=folder, env=environment, timeout=50,
                                  capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL)
            good = NOBODY_THERE.search(done.stderr) if reaches else done.returncode == 0 and not other_messages(done.stderr)
            if not good:
                yield f"{example}: exit code {done.returncode}, {done.stderr}"


def main():
    every_command = list(commands())
    errors = [*errors_of_options(every_command), *errors_of_examples(every_command)]
    print("\n".join(errors) or f"{len(every_command)} commands have the same options everywhere, and examples that run.")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
