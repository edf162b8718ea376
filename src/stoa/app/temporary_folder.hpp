// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace stoa::app {

/// A new folder for this user alone, removed with all that is in it when the object ends.
class TemporaryFolder {
public:
    /// In $TMPDIR, else /tmp. Throws std::filesystem::filesystem_error.
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;
    TemporaryFolder(TemporaryFolder&&) = delete;
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;

    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace stoa::app
