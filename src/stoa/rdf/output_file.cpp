// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <random>
#include <system_error>
#include <utility>

namespace stoa::rdf {

namespace {

constexpr std::size_t buffer_bytes = std::size_t{256} * 1024;
constexpr mode_t permission_bits = 07777;

/// Names that stand for an open file. Renaming onto what they point to would cut it off from whoever holds it open.
[[nodiscard]] bool names_open_file(std::string_view path) {
    return path == "-" || path == "/dev/stdout" || path == "/dev/stderr" || path.starts_with("/dev/fd/") ||
           path.starts_with("/proc/");
}

/// The path behind all symbolic links, the last of which may point to nothing yet. Throws std::filesystem_error.
[[nodiscard]] std::filesystem::path behind_links(std::filesystem::path path) {
    constexpr int max_links = 40;  // as many as Linux follows
    for (int links = 0; std::filesystem::is_symlink(std::filesystem::symlink_status(path)); ++links) {
        if (links == max_links) {
            throw std::filesystem::filesystem_error("too many links", path,
                                                    std::make_error_code(std::errc::too_many_symbolic_link_levels));
        }
        // A relative target counts from the folder of the link; an absolute one replaces the whole path.
        path = path.parent_path() / std::filesystem::read_symlink(path);
    }
    return path;
}

[[nodiscard]] std::filesystem::path folder_of(std::filesystem::path const& path) {
    return path.has_parent_path() ? path.parent_path() : ".";
}

[[nodiscard]] std::string temporary_name(std::filesystem::path const& target) {
    std::random_device device;
    std::array<char, 24> suffix{};
    static_cast<void>(std::snprintf(suffix.data(), suffix.size(), ".%08x%08x.tmp", device(), device()));
    constexpr std::size_t max_stem = 200;  // a file name has at most 255 bytes
    std::string const name = "." + target.filename().string().substr(0, max_stem) + suffix.data();
    return (folder_of(target) / name).string();
}

/// Makes the new name durable. A file system that cannot sync a folder has nothing to make durable.
[[nodiscard]] int sync_folder(std::filesystem::path const& folder) {
    int const descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return errno == EACCES ? 0 : errno;  // a folder may be writable and not readable
    }
    int const error = ::fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno;
    ::close(descriptor);
    return error;
}

}  // namespace

OutputFile::OutputFile(std::string path) : name_(std::move(path)), buffer_(new char[buffer_bytes]) {
    if (name_ == "-") {
        descriptor_ = STDOUT_FILENO;
        return;
    }
    struct stat status {};
    bool const exists = ::stat(name_.c_str(), &status) == 0;
    if (!exists && (errno != ENOENT || name_.empty())) {
        fail(errno);
    }
    if (exists && S_ISDIR(status.st_mode)) {
        fail(EISDIR);
    }
    if (names_open_file(name_) || (exists && !S_ISREG(status.st_mode))) {
        open_directly();
    } else {
        open_beside();
    }
}

OutputFile::~OutputFile() {
    close();
    remove_temporary();
}

void OutputFile::open_directly() {
    descriptor_ = ::open(name_.c_str(), O_WRONLY | O_TRUNC | O_NOCTTY | O_CLOEXEC);
    if (descriptor_ < 0) {
        fail(errno);
    }
}

void OutputFile::open_beside() {
    try {
        target_ = behind_links(name_).string();
    } catch (std::filesystem::filesystem_error const& error) {
        fail(error.code().value());
    }
    struct stat old {};
    bool const replaces = ::stat(target_.c_str(), &old) == 0;
    // Renaming asks only the folder. A file that its owner made read-only is left alone.
    if (replaces && ::faccessat(AT_FDCWD, target_.c_str(), W_OK, AT_EACCESS) != 0) {
        fail(errno);
    }
    do {
        temporary_ = temporary_name(target_);
        descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    } while (descriptor_ < 0 && errno == EEXIST);
    if (descriptor_ < 0) {
        temporary_.clear();
        fail(errno);
    }
    if (replaces) {
        // Only root may give files away, so it is not an error if this fails. The mode comes last: chown clears bits of
        // it.
        [[maybe_unused]] int const ignored = ::fchown(descriptor_, old.st_uid, old.st_gid);
        if (::fchmod(descriptor_, old.st_mode & permission_bits) != 0) {
            fail(errno);
        }
    }
}

void OutputFile::write(std::string_view bytes) {
    assert(!settled_ && "nothing is written to a settled file");
    if (error_ != 0) {
        fail(error_);
    }
    if (bytes.size() > buffer_bytes - buffered_) {
        flush();
        if (bytes.size() >= buffer_bytes) {
            write_through(bytes);
            return;
        }
    }
    std::copy_n(bytes.data(), bytes.size(), buffer_.get() + buffered_);
    buffered_ += bytes.size();
}

void OutputFile::flush() {
    std::size_t const count = std::exchange(buffered_, 0);
    write_through({buffer_.get(), count});
}

void OutputFile::write_through(std::string_view bytes) {
    while (!bytes.empty()) {
        ::ssize_t const written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            fail(errno);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void OutputFile::settle() {
    if (settled_) {
        return;
    }
    if (error_ != 0) {
        fail(error_);
    }
    flush();
    if (!target_.empty()) {
        if (::fsync(descriptor_) != 0) {
            fail(errno);
        }
        if (int const error = close(); error != 0) {
            fail(error);
        }
    }
    buffer_.reset();
    settled_ = true;
}

void OutputFile::finish() {
    if (finished_) {
        return;
    }
    settle();
    if (int const error = close(); error != 0) {
        fail(error);
    }
    if (!target_.empty()) {
        if (std::rename(temporary_.c_str(), target_.c_str()) != 0) {
            fail(errno);
        }
        temporary_.clear();
        if (int const error = sync_folder(folder_of(target_)); error != 0) {
            fail(error);
        }
    }
    finished_ = true;
}

int OutputFile::close() noexcept {
    int const descriptor = std::exchange(descriptor_, -1);
    if (descriptor < 0 || name_ == "-") {
        return 0;
    }
    // On Linux the descriptor is gone even when close is interrupted.
    return ::close(descriptor) == 0 || errno == EINTR ? 0 : errno;
}

void OutputFile::remove_temporary() noexcept {
    if (!temporary_.empty()) {
        ::unlink(temporary_.c_str());
        temporary_.clear();
    }
}

void OutputFile::fail(int error_number) {
    error_ = error_number;
    close();
    remove_temporary();
    throw WriteError("cannot write '" + (name_ == "-" ? "standard output" : name_) +
                     "': " + std::generic_category().message(error_number));
}

}  // namespace stoa::rdf
