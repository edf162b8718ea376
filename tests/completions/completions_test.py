#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Completes command lines with the script of `stoa completions SHELL`, in the shell itself.

usage: completions_test.py bash|zsh|fish
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

STOA = os.environ["STOA"]

# Reads the words of the line, one a line; the last is the one that is completed.
BASH = r"""
source ../stoa.bash
mapfile -t COMP_WORDS
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_stoa stoa "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
"""

FISH = r"""
source ../stoa.fish
complete -C "$argv[1]"
"""

# An interactive zsh in a pseudo-terminal completes the line; its `compadd` shows what it would offer.
ZSH = r"""
zmodload zsh/zpty
zpty shell zsh -f -i
inside() { zpty -w shell "$1" }
inside 'PROMPT=; unsetopt zle_bracketed_paste 2> /dev/null; stty -echo'
inside "fpath=($PWD/../functions \$fpath); autoload -Uz compinit; compinit -u -d $PWD/../zcompdump"
inside 'source ../show.zsh'
inside 'print READY$((40 + 2))'
zpty -r -m shell heard '*READY42*'
zpty -n -w shell "$1"$'\t'
zpty -r -m shell heard '*END-OF-LIST*'
print -r -- $heard
zpty -d shell
"""
SHOW = r"""
compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
        builtin compadd "$@"
        return $?
    fi
    local -a offered
    local -A before after
    builtin compadd -A offered "$@"
    setopt localoptions extendedglob
    zparseopts -E P:=before p:=before S:=after s:=after
    local each
    for each in $offered; do
        print -r -- "<$IPREFIX${before[-P]}${before[-p]}$each>"
    done
    builtin compadd "$@"
}
show-completions() { zle complete-word-shown }
end-of-list() { print END-OF-LIST; compstate[insert]=; compstate[list]= }
zstyle ':completion:*' list-grouped false
comppostfuncs=(end-of-list)
zle -C complete-word-shown complete-word _main_complete
bindkey '^I' complete-word-shown
setopt norcs nobeep nolistbeep
"""


def complete(shell, folder, line):
    """What the shell offers for the last word of the line."""
    if shell == "bash":
        words = ["stoa", *line.replace("=", " = ").split(" ")]  # as bash divides it
        done = subprocess.run(["bash", "--norc", "-c", BASH], input="".join(f"{word}\n" for word in words), cwd=folder, text=True,
                              capture_output=True, timeout=50)
        offered = done.stdout.splitlines()
    elif shell == "fish":
        done = subprocess.run(["fish", "--no-config", "-c", FISH, f"stoa {line}"], cwd=folder, text=True,
                              capture_output=True, timeout=50, env={**os.environ, "HOME": str(folder.parent)})
        offered = [each.split("\t")[0] for each in done.stdout.splitlines()]
    else:
        done = subprocess.run(["zsh", "-f", "-c", ZSH, "zsh", f"stoa {line}"], cwd=folder, text=True,
                              capture_output=True, timeout=50, env={**os.environ, "HOME": str(folder.parent), "TERM": "dumb"})
        offered = re.findall(r"<([^<>\r\n]*)>", done.stdout)
    if done.returncode != 0 or done.stderr:
        sys.exit(f"{shell}, stoa {line}: exit code {done.returncode}\n{done.stderr}")
    # Some shells show the option again, others only what stands behind `=`.
    return sorted({each.split("=")[-1].rstrip("/ ") for each in offered if each})


def output(*words):
    return subprocess.run([STOA, *words], capture_output=True, text=True, check=True, timeout=50).stdout


def main():
    shell = sys.argv[1]
    if shutil.which(shell) is None:
        print(f"{shell} is not installed")
        return 77
    questions = sorted(line.split()[0] for line in output("query", "--list").splitlines() if not line.startswith(" "))
    # The line behind `stoa`, and what must be offered: a list is all of it, a set part of it.
    cases = [
        ("ex", ["export"]),
        ("va", ["validate"]),
        ("", {"check", "query", "completions"}),
        ("endpoint ", ["info"]),
        ("-q ch", ["check"]),
        ("export --fo", ["--format"]),
        ("check --so", ["--sources"]),
        ("check --ou", []),
        ("export --format ", ["csv", "dot", "gexf", "graphml", "ntriples", "turtle"]),
        ("export --format nt", ["ntriples"]),
        ("check --format ", ["json", "text"]),
        ("endpoint info --server vi", ["virtuoso"]),
        ("export --view li", ["lineage"]),
        ("query ", questions),
        ("query pers", ["persistence"]),
        ("query --format json pers", ["persistence"]),
        ("query persistence ", ["folder"]),
        ("query persistence folder --th", ["--theme"]),
        ("draw ", ["diagram", "flow", "map", "matrix", "overlap", "timeline"]),
        ("draw flow ", ["folder"]),
        ("export f", ["folder"]),
        ("export folder -o f", ["file.nt", "folder"]),
        ("export --output fi", ["file.nt"]),
        ("validate f", ["file.nt", "folder"]),
        ("check --sources f", ["folder"]),
        ("schema edi", ["edition"]),
        ("completions z", ["zsh"]),
        ("manual ver", ["verify"]),
        ("manual endpoint-", ["endpoint-info"]),
        ("manual query v", []),
        ("publish --verify b", ["batches"]),
        ("export --parts data,de", ["data,description"]),
        ("export --format=nt", ["ntriples"]),
    ]
    errors = []
    with tempfile.TemporaryDirectory(prefix="stoa-completions-") as name:
        folder = pathlib.Path(name)
        (folder / "functions").mkdir()
        for file, text in {"stoa.bash": output("completions", "bash"), "stoa.fish": output("completions", "fish"),
                           "functions/_stoa": output("completions", "zsh"), "show.zsh": SHOW}.items():
            (folder / file).write_text(text, encoding="utf-8")
        work = folder / "work"
        (work / "folder").mkdir(parents=True)
        (work / "file.nt").write_text("")
        for line, wanted in cases:
            offered = complete(shell, work, line)
            good = wanted <= set(offered) if isinstance(wanted, set) else offered == sorted(wanted)
            if not good:
                errors.append(f"stoa {line}: {shell} offers {offered}, not {sorted(wanted)}")
    print("\n".join(errors) or f"{shell} completes {len(cases)} command lines.")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
