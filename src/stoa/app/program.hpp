// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace stoa::app {

/// Runs the command line and returns the exit code: 0; 1 the data are wrong; 2 the command line is.
/// Throws if it cannot continue (file, disk): `main` reports that with 2.
int run_program(int argc, char** argv);

}  // namespace stoa::app
