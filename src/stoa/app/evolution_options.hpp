// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stoa/app/arguments.hpp"
#include "stoa/session/evolution_options.hpp"

namespace stoa::app {

using session::EvolutionOptions;
using session::faults_of;
using session::throw_faults;

/// What the command line gives of these options.
[[nodiscard]] EvolutionOptions evolution_options(Arguments const& arguments, evolution::OptionSet taken);

}  // namespace stoa::app
