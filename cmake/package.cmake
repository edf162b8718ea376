# SPDX-License-Identifier: Apache-2.0
# `cpack` makes a Debian package: program, library, data sets, manual pages, completions.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME stoa)
set(CPACK_PACKAGE_CONTACT "The Stoa project <stoa@w3id.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "knowledge graphs of conference series, and how their themes evolve")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Stoa turns the records of an international conference series (editions,
cities, documents, themes, with evidence for every statement) into a
knowledge graph in RDF, and answers how the themes of the series evolve.
It publishes the graph to SPARQL endpoints.
.
The package has the program, the C++ library and the data sets of the
International Conferences on Learning Cities.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS ca-certificates)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libboost1.74-dev, libserd-dev, libsord-dev, libtomlplusplus-dev, libutf8proc-dev, libfmt-dev, libssl-dev, libcurl4-openssl-dev")
include(CPack)
