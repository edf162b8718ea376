# SPDX-License-Identifier: Apache-2.0
# Installs the build into an empty prefix, builds the consumer project against it, runs what came out.
file(REMOVE_RECURSE "${work}")

function(run)
    execute_process(COMMAND ${ARGV} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        list(JOIN ARGV " " command)
        message(FATAL_ERROR "${command}\nended with ${result}:\n${output}")
    endif()
endfunction()

run("${CMAKE_COMMAND}" --install "${build}" --prefix "${work}/prefix")

# build_against(<folder> <option>...)
function(build_against project)
    run("${CMAKE_COMMAND}" -G Ninja -S "${CMAKE_CURRENT_LIST_DIR}/${project}" -B "${work}/${project}"
        "-DCMAKE_PREFIX_PATH=${work}/prefix"
        "-DCMAKE_CXX_COMPILER=${compiler}" "-DCMAKE_CXX_FLAGS=${flags}" "-DCMAKE_CXX_COMPILER_LAUNCHER=${launcher}" ${ARGN})
    run("${CMAKE_COMMAND}" --build "${work}/${project}")
endfunction()

# Without publishing nobody needs libcurl.
build_against(consumer -DCMAKE_DISABLE_FIND_PACKAGE_CURL=ON -DCMAKE_DISABLE_FIND_PACKAGE_ZLIB=ON)
run("${work}/consumer/consumer" "${data}")
build_against(publisher)
run("${work}/publisher/publisher")
run("${work}/prefix/bin/stoa" --version)
run("${CMAKE_COMMAND}" --install "${build}" --component program --prefix "${work}/program")
foreach(file IN ITEMS
        man/man1/stoa.1 man/man1/stoa-export.1 man/man1/stoa-endpoint-info.1
        bash-completion/completions/stoa zsh/site-functions/_stoa fish/vendor_completions.d/stoa.fish)
    file(SIZE "${work}/program/share/${file}" size)
    if(size LESS 500)
        message(FATAL_ERROR "share/${file} is too short")
    endif()
endforeach()
