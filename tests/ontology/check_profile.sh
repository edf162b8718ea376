#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Checks with ROBOT that the ontology, alone and with the alignment, is in OWL 2 DL.
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
check() {
    echo "$1"
    shift
    robot "$@" validate-profile --profile DL --output report.txt >robot.log 2>&1 || {
        status=1
        cat robot.log
    }
    test ! -s report.txt || cat report.txt
    rm -f report.txt
}

check "stoa.ttl" merge --input "$ontology/stoa.ttl"
check "alignment.ttl" merge --input "$ontology/alignment.ttl"
check "both together" merge --input "$ontology/stoa.ttl" --input "$ontology/alignment.ttl"
exit $status
