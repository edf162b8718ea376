# SPDX-License-Identifier: Apache-2.0
# `cpack --preset release` makes a Debian package of all that is installed: program, library, data sets, manual pages,
# completions. cmake/debian/documents.cmake adds what Debian asks for beside them.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME stoa)
# The project has no address. RFC 2606 keeps `.invalid` for names that reach nobody; root@localhost is an error of lintian
# (bogus-mail-host).
set(CPACK_PACKAGE_CONTACT "The Stoa project <noreply@stoa.invalid>")
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
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_STRIP_FILES ON)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/debian/documents.cmake)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS ca-certificates)
# To build with the library.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libboost1.74-dev, libserd-dev, libtomlplusplus-dev, libutf8proc-dev, libfmt-dev, libssl-dev, libcurl4-openssl-dev, zlib1g-dev")
include(CPack)
