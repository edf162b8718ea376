// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/evolution_options.hpp"

namespace stoa::app {

EvolutionOptions evolution_options(Arguments const& arguments, evolution::OptionSet taken) {
    EvolutionOptions options;
    for (evolution::Option const option : session::options_in(taken)) {
        if (std::optional<std::string> word = arguments.find(evolution::definition(option).name)) {
            options.set(option, *std::move(word));
        }
    }
    return options;
}

}  // namespace stoa::app
