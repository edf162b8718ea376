# SPDX-License-Identifier: Apache-2.0
# What stoa::publish needs beside stoa::stoa.
find_package(CURL 7.88 REQUIRED)
find_package(ZLIB 1.2 REQUIRED)
