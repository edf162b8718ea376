// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/installed_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "stoa/diagnostics/nearest.hpp"

namespace stoa::ingest {

namespace fs = std::filesystem;

namespace {

bool is_data_set(fs::path const& folder) {
    std::error_code error;
    return fs::exists(folder / "stoa.toml", error);
}

}  // namespace

fs::path installed_data() {
    if (char const* const folder = std::getenv("STOA_DATA"); folder != nullptr && *folder != '\0') {
        return folder;
    }
    std::error_code error;
    fs::path const program = fs::read_symlink("/proc/self/exe", error);
    fs::path beside = program.parent_path().parent_path() / "share/stoa/data";
    return !error && fs::is_directory(beside, error) ? beside : fs::path{STOA_INSTALLED_DATA};
}

std::vector<std::string> installed_data_sets() {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator each{installed_data(), error}; !error && each != fs::directory_iterator{};
         each.increment(error)) {
        if (is_data_set(each->path())) {
            names.push_back(each->path().filename().string());
        }
    }
    std::ranges::sort(names);
    return names;
}

std::optional<fs::path> find_installed(std::string_view name) {
    if (name.empty() || name.starts_with('.') || name.find('/') != std::string_view::npos) {
        return std::nullopt;
    }
    fs::path folder = installed_data() / name;
    return is_data_set(folder) ? std::optional{std::move(folder)} : std::nullopt;
}

std::string installed_in_words(std::string_view name) {
    std::vector<std::string> const names = installed_data_sets();
    if (names.empty()) {
        return fmt::format("no data sets are installed in {}", installed_data().generic_string());
    }
    std::vector<std::string_view> const views{names.begin(), names.end()};
    return fmt::format("installed are {}{}", fmt::join(names, ", "), diagnostics::did_you_mean(name, views));
}

}  // namespace stoa::ingest
