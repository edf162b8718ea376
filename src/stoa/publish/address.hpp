// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stoa::publish {

/// An address for people, logs and files: without user info and fragment, and with the values of parameters that may
/// be secret left out. `https://me:pw@example.org/sparql?db=a&apikey=s3cret` is
/// `https://example.org/sparql?db=a&apikey=…`. Only parameters that are known to hold no secret keep their value. Of an
/// address that was shown, the same comes out.
[[nodiscard]] std::string shown(std::string_view url);

/// What `shown` leaves out of an address: user names, passwords and values, as they stand there and decoded.
[[nodiscard]] std::vector<std::string> secrets_in(std::string_view url);

/// A text in which `…` stands for each of the secrets: what a server writes may repeat an address.
[[nodiscard]] std::string without_secrets(std::string text, std::vector<std::string> const& secrets);

/// The address with one more parameter; `value` is encoded.
[[nodiscard]] std::string with_parameter(std::string_view url, std::string_view name, std::string_view value);

}  // namespace stoa::publish
