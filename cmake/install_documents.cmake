# SPDX-License-Identifier: Apache-2.0
# Installs what the program `stoa` writes about itself: the manual pages of all commands, into section 1 of the folder `man`, and
# the completions of each shell, below the folder `data`. `work` is a folder for the files. Relative folders lie below the
# prefix; file(INSTALL) puts DESTDIR before them.
file(REMOVE_RECURSE "${work}")
file(MAKE_DIRECTORY "${work}")
cmake_path(ABSOLUTE_PATH man BASE_DIRECTORY "${CMAKE_INSTALL_PREFIX}")
cmake_path(ABSOLUTE_PATH data BASE_DIRECTORY "${CMAKE_INSTALL_PREFIX}")

execute_process(COMMAND "${stoa}" manual --output "${work}/man1" COMMAND_ERROR_IS_FATAL ANY)
file(INSTALL "${work}/man1" DESTINATION "${man}")

function(install_completions shell folder name)
    execute_process(COMMAND "${stoa}" completions ${shell} OUTPUT_FILE "${work}/${name}" COMMAND_ERROR_IS_FATAL ANY)
    file(INSTALL "${work}/${name}" DESTINATION "${data}/${folder}")
endfunction()
install_completions(bash bash-completion/completions stoa)
install_completions(zsh zsh/site-functions _stoa)
install_completions(fish fish/vendor_completions.d stoa.fish)
