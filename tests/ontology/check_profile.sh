#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Checks with ROBOT that the ontology, each module with what it imports and all of it with the alignment, is in OWL 2 DL.
# Exits with 0 when it is, 1 when not, and 77 (skipped) where Maven cannot bring ROBOT.
set -eu

ontology=$(cd "$(dirname "$0")/../../ontology" && pwd)

skip() {
    echo "skipped: $1"
    exit 77
}

command -v java >/dev/null || skip "java is not installed"
command -v mvn >/dev/null || skip "mvn is not installed"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
cd "$folder"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>stoa</groupId>
  <artifactId>check-profile</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.obolibrary.robot</groupId>
      <artifactId>robot-command</artifactId>
      <version>1.9.6</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q -Dstyle.color=never dependency:build-classpath \
    -Dmdep.includeScope=runtime -Dmdep.outputFile=classpath >mvn.log 2>&1 ||
    skip "Maven cannot bring ROBOT: $(grep -m 1 ERROR mvn.log || echo "see mvn")"

robot() {
    java -cp "$(cat classpath)" org.obolibrary.robot.CommandLineInterface "$@"
}

status=0
# check NAME FILE...: merges the files and what they import
check() {
    local name=$1 inputs=()
    shift
    for file; do
        inputs+=(--input "$file")
    done
    echo "$name"
    robot merge --catalog "$ontology/catalog-v001.xml" "${inputs[@]}" \
        validate-profile --profile DL --output report.txt >robot.log 2>&1 || {
        status=1
        cat robot.log
    }
    test ! -s report.txt || cat report.txt
    rm -f report.txt
}

for module in ns core evolution publication alignment; do
    check "$module.ttl" "$ontology/$module.ttl"
done
check "ns.ttl and alignment.ttl" "$ontology/ns.ttl" "$ontology/alignment.ttl"
# What a server sends for the namespace: the files in a row.
cat "$ontology/ns.ttl" "$ontology/core.ttl" "$ontology/evolution.ttl" "$ontology/publication.ttl" >stoa.ttl
check "the files in a row" stoa.ttl
exit $status
