#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing on Debian 12, builds, and runs every test. Arguments go to ctest: ./test.sh -L golden
. "$(dirname "$0")/setup.sh"

need "${build_packages[@]}" "${test_packages[@]}"
make_python
say 'Building build/dev (a few minutes the first time)'
build dev
ctest --preset dev "$@"
