#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing on Debian 12, builds, and runs the tests. Arguments go to ctest: ./test.sh -L golden
#   ./test.sh               every test but those against SPARQL servers and in a browser
#   ./test.sh --endpoints   only those: installs the servers of tests/endpoints/README.md, and starts each where it needs one
#   ./test.sh --browser     only those that look at the pictures in Chromium: installs it
. "$(dirname "$0")/setup.sh"

packages=("${build_packages[@]}" "${test_packages[@]}")
if [[ ${1:-} == --endpoints ]]; then
    shift
    need "${packages[@]}" "${endpoint_packages[@]}"
    make_endpoints
    tests=(-C endpoints -L endpoints -j 4)  # they wait more than they work
elif [[ ${1:-} == --browser ]]; then
    shift
    need "${packages[@]}" "${browser_packages[@]}"
    tests=(-C browser -L browser)
else
    need "${packages[@]}"
    tests=()
fi
make_python
say 'Building build/dev (a few minutes the first time)'
build dev
status=0
ctest --preset dev "${tests[@]}" "$@" || status=$?
if ((${#tests[@]} == 0)); then
    say 'Not run: the tests against SPARQL servers (./test.sh --endpoints) and in a browser (./test.sh --browser)'
fi
exit "$status"
