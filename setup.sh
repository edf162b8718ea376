# SPDX-License-Identifier: Apache-2.0
# Sourced by demo.sh, test.sh, .ci/run and Containerfile: installs what they need on Debian 12.
# shellcheck shell=bash

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export CMAKE_BUILD_PARALLEL_LEVEL="${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}"

build_packages=(
    g++ cmake ninja-build pkgconf
    libboost1.74-dev libserd-dev libtomlplusplus-dev libutf8proc-dev
    libcli11-dev libfmt-dev nlohmann-json3-dev libssl-dev
    libcurl4-openssl-dev zlib1g-dev
)
# What the built program needs: its libraries, and the certificates of https servers.
runtime_packages=(
    libserd-0-0 libtomlplusplus3 libutf8proc2 libfmt9 libssl3 libcurl4 zlib1g ca-certificates
)
test_packages=(
    libgtest-dev python3 python3-rdflib python3-venv raptor2-utils serdi sordi
    graphviz python3-networkx python3-igraph python3-pandas python3-matplotlib python3-jsonschema jq
    zsh fish groff man-db mandoc
)
pyoxigraph=0.5.13 # a second SPARQL engine for the tests, which Debian does not have
rdflib=7.6.0 # the same
pyparsing=3.3.3 # that this rdflib needs: Debian's is too old
endpoint_packages=(virtuoso-opensource-7-bin openjdk-17-jre-headless maven openssl curl) # no services, nothing that asks
oxigraph=0.5.13 # the server, which Debian does not have
rdflib_endpoint=0.6.3 # the same
browser_packages=(chromium fonts-dejavu-core fonts-liberation)
gate_packages=(
    clang clang-format clang-tidy libclang-rt-14-dev
    dpkg-dev file lintian debootstrap
)

say() { printf '== %s\n' "$*"; }

# quietly COMMAND...: shows what the command prints only if it fails
quietly() {
    local log status=0
    log=$(mktemp)
    "$@" > "$log" 2>&1 < /dev/null || status=$?
    if ((status != 0)); then
        cat "$log" >&2
        printf 'failed with %s: %s\n' "$status" "$*" >&2
    fi
    rm -f "$log"
    return "$status"
}

on_debian_12() (
    [[ -r /etc/os-release ]] && . /etc/os-release && [[ ${ID:-} == debian && ${VERSION_ID:-} == 12 ]]
)

# need PACKAGE...: installs those that are missing, and removes none
need() {
    local package missing=() root=()
    if ! on_debian_12; then
        need_elsewhere "$@"
        return
    fi
    for package in "$@"; do
        if [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null) != installed ]]; then
            missing+=("$package")
        fi
    done
    if ((${#missing[@]} == 0)); then
        say "All $# Debian packages that this needs are installed"
        return
    fi
    if ((EUID != 0)); then
        if ! command -v sudo > /dev/null; then
            printf 'Missing, and neither root nor sudo to install them: %s\n' "${missing[*]}" >&2
            exit 2
        fi
        root=(sudo)
    fi
    say "Installing Debian packages: ${missing[*]}"
    quietly "${root[@]}" apt-get update || exit 2
    quietly "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y \
        --no-remove --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}" || exit 2
}

# On another system nothing is installed.
need_elsewhere() {
    printf 'This is not Debian 12. Needed, by their names in Debian 12: %s\n' "$*" >&2
    printf 'docs/install.md names the packages of other systems. Once they are installed,\n' >&2
    printf '`cmake --workflow --preset release` builds build/release/stoa.\n' >&2
    exit 2
}

# Makes build/python, an interpreter that sees Debian's packages, pyoxigraph and rdflib. Where pip finds no index the
# tests that need them are skipped, and say so.
make_python() {
    local python=build/python/bin/python
    local version='from importlib.metadata import version; print(version("pyoxigraph"), version("rdflib"))'
    if [[ $("$python" -c "$version" 2> /dev/null) == "$pyoxigraph $rdflib" ]]; then
        return
    fi
    say "Making build/python with pyoxigraph $pyoxigraph and rdflib $rdflib"
    if ! quietly /usr/bin/python3 -m venv --clear --system-site-packages build/python ||
        ! quietly "$python" -m pip install --retries 1 --timeout 15 "pyoxigraph==$pyoxigraph" "rdflib==$rdflib" \
            "pyparsing==$pyparsing"; then
        say 'Without pyoxigraph and this rdflib: the tests that need them are skipped'
    fi
}

# Makes build/endpoints, where the tests find Fuseki and RDF4J (the class paths of tests/endpoints/*/pom.xml), Oxigraph
# and rdflib-endpoint. Settings of Maven and pip (mirrors, proxies) hold. Where one finds no repository the tests of its
# server are skipped, and say so.
make_endpoints() {
    local folder=build/endpoints
    mkdir -p "$folder"
    make_class_path fuseki Fuseki
    make_class_path rdf4j RDF4J
    if [[ $("$folder/python/bin/oxigraph" --version 2> /dev/null) != "oxigraph $oxigraph" ]]; then
        make_server_python python "oxigraph==$oxigraph" Oxigraph
    fi
    local version='import importlib.metadata; print(importlib.metadata.version("rdflib-endpoint"))'
    if [[ $("$folder/rdflib/bin/python" -c "$version" 2> /dev/null) != "$rdflib_endpoint" ]]; then
        make_server_python rdflib "rdflib-endpoint[cli]==$rdflib_endpoint" rdflib-endpoint
    fi
}

# make_class_path NAME TITLE: build/endpoints/NAME.classpath, what tests/endpoints/NAME/pom.xml names
make_class_path() {
    local pom=tests/endpoints/$1/pom.xml list=build/endpoints/$1.classpath
    if class_path_is_there "$list" && [[ ! $pom -nt $list ]]; then
        return
    fi
    say "Fetching $2"
    rm -f "$list"
    if ! quietly mvn --batch-mode --quiet --file "$pom" dependency:build-classpath \
        -Dmdep.includeScope=runtime -Dmdep.outputFile="$PWD/$list"; then
        say "Without $2: the tests that need it are skipped"
    fi
}

# make_server_python FOLDER REQUIREMENT TITLE: an interpreter in build/endpoints/FOLDER with a server in Python's registry
make_server_python() {
    say "Fetching $3"
    if ! quietly /usr/bin/python3 -m venv --clear "build/endpoints/$1" ||
        ! quietly "build/endpoints/$1/bin/python" -m pip install --retries 1 --timeout 15 "$2"; then
        say "Without $3: the tests that need it are skipped"
    fi
}

# class_path_is_there FILE: whether FILE lists jars, and all are there
class_path_is_there() {
    local jar jars
    [[ -s $1 ]] || return 1
    IFS=: read -r -a jars < "$1" || true
    for jar in "${jars[@]}"; do
        [[ -r $jar ]] || return 1
    done
}

# build PRESET
build() {
    quietly cmake --preset "$1"
    quietly cmake --build --preset "$1"
}
