// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace stoa::formats {

/// What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets: most control characters, U+FFFE, U+FFFF, bytes that
/// are no UTF-8) as U+FFFD, the rest as it is.
void append_without_controls(std::string& out, std::string_view text);

/// Text as content or quoted attribute value, such that every XML parser gives it back: markup is escaped, and so are
/// tab, line feed and carriage return, which parsers turn into spaces or each other. What XML cannot hold is U+FFFD.
void append_xml(std::string& out, std::string_view text);

}  // namespace stoa::formats
