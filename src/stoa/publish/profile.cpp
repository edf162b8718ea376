// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/profile.hpp"

#include <algorithm>
#include <array>

namespace stoa::publish {

std::span<Profile const* const> profiles() {
    static constexpr std::array all{&virtuoso, &fuseki, &oxigraph, &generic};
    return all;
}

Profile const* find_profile(std::string_view name) {
    auto const found = std::ranges::find_if(profiles(), [&](Profile const* each) { return each->name == name; });
    return found == profiles().end() ? nullptr : *found;
}

}  // namespace stoa::publish
