#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# On a bare Debian 12: installs what is missing, builds the program, converts data/iclc to Turtle.
. "$(dirname "$0")/setup.sh"

# show COMMAND...: prints the command, then runs it
show() {
    echo
    say "$*"
    "$@"
}

need "${build_packages[@]}"
say 'Building build/release/stoa (a few minutes the first time)'
build release

out=out/iclc.ttl
evolution=out/iclc-evolution.ttl
mkdir -p out
PATH=$PWD/build/release:$PATH
show stoa check data/iclc
show stoa export data/iclc -o "$out"
show stoa export data/iclc --parts evolution -o "$evolution"
show stoa info data/iclc
show stoa draw matrix data/iclc -o out/iclc-matrix.svg
show stoa query story data/iclc --theme environment-and-climate

echo
say "What $out says about edition 5"
awk '$0 == "edition:5" { found = 1 }
     found             { print }
     found && / \.$/   { exit }
     END               { exit !found }' "$out"

echo
say "Lines of Turtle: $(wc -l < "$out") in $out, $(wc -l < "$evolution") in $evolution"
next='PATH=$PWD/build/release:$PATH'
if [[ ${OLDPWD:-$PWD} != "$PWD" ]]; then # where it was started from
    next="cd $(printf %q "$PWD") && $next"
fi
say 'Type this line next, then the commands of README.md:'
echo "$next"
