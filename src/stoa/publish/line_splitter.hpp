// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stoa::publish {

/// Makes lines of bytes that come in pieces of any size.
class LineSplitter {
public:
    /// Calls `visit(std::string_view line)` for each line that ends in these bytes, without its line feed.
    template <class Visit>
    void add(std::string_view bytes, Visit&& visit) {
        while (!bytes.empty()) {
            std::size_t const end = bytes.find('\n');
            if (end == std::string_view::npos) {
                begun_ += bytes;
                return;
            }
            if (begun_.empty()) {
                visit(bytes.substr(0, end));
            } else {
                begun_ += bytes.substr(0, end);
                visit(std::string_view{begun_});
                begun_.clear();
            }
            bytes.remove_prefix(end + 1);
        }
    }

private:
    std::string begun_;
};

}  // namespace stoa::publish
