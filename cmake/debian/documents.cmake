# SPDX-License-Identifier: Apache-2.0
# CPack runs this on the files of the Debian package: writes the changelog and the copyright file that Debian Policy asks
# for (12.5, 12.7), compresses the manual pages (12.1), and moves what Debian has in another place.
cmake_path(SET project NORMALIZE "${CMAKE_CURRENT_LIST_DIR}/../..")
set(share "${CPACK_TEMPORARY_INSTALL_DIRECTORY}${CPACK_PACKAGING_INSTALL_PREFIX}/share")
set(documents "${share}/doc/${CPACK_PACKAGE_NAME}")
file(MAKE_DIRECTORY "${documents}")

# The licence of the data is not among those that Debian has as files: its text goes into the copyright file.
file(READ "${project}/data/LICENSE" data_licence)
string(STRIP "${data_licence}" data_licence)
string(REPLACE "\n\n" "\n.\n" data_licence "${data_licence}")
string(REPLACE "\n" "\n " data_licence "${data_licence}")
configure_file("${CMAKE_CURRENT_LIST_DIR}/copyright.in" "${documents}/copyright" @ONLY)
file(REMOVE "${share}/stoa/data/LICENSE")

# One entry with the items of CHANGELOG.md in lines of at most 80 characters
file(READ "${project}/CHANGELOG.md" changes)
string(REGEX REPLACE "^.*\n## Unreleased\n+" "" changes "${changes}")
string(REPLACE "\n  " " " changes "${changes}")
file(WRITE "${documents}/items" "${changes}")
execute_process(COMMAND fold -s -w 76 "${documents}/items"
    COMMAND sed -e "s/ *$//" -e "/^- /!s/^/    /" -e "s/^- /  * /" OUTPUT_VARIABLE items COMMAND_ERROR_IS_FATAL ANY)
string(TIMESTAMP time "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(REMOVE "${documents}/items")
file(WRITE "${documents}/changelog" "${CPACK_PACKAGE_NAME} (${CPACK_PACKAGE_VERSION}) bookworm; urgency=medium\n\n"
    "${items}\n -- ${CPACK_PACKAGE_CONTACT}  ${time}\n")

# zsh of Debian does not look into site-functions below /usr/share.
file(RENAME "${share}/zsh/site-functions" "${share}/zsh/vendor-completions")

file(GLOB pages "${share}/man/man1/*.1")
execute_process(COMMAND gzip -9n "${documents}/changelog" ${pages} COMMAND_ERROR_IS_FATAL ANY)
