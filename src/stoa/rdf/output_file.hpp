// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "stoa/rdf/byte_sink.hpp"

namespace stoa::rdf {

/// An output that cannot be written: `cannot write 'out/iclc.ttl': No space left on device`.
class WriteError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A file that is there as a whole or not at all: whoever opens the path sees the old file until `finish()` has
/// returned, and the new one from then on.
///
/// A regular file is written beside its place, as `.<name>.<16 hexadecimal digits>.tmp`, synced to the disk and
/// renamed; the mode of the old file, and its owner where that is allowed, are kept. A symbolic link stays, its target
/// is replaced. Without `finish()` the temporary file is removed and the old one stays. A killed process leaves its
/// temporary file, which nothing reads and no later run trips over: it can be deleted.
/// Devices, pipes and standard output (`-`, and names of open files such as /dev/stdout) are written directly, as the
/// buffer fills.
class OutputFile final : public ByteSink {
public:
    /// Throws WriteError when the place cannot be written: no such folder, a directory, no permission.
    explicit OutputFile(std::string path);
    ~OutputFile() override;

    /// Through a buffer of 256 KiB. Throws WriteError; then the output is lost, and all further calls throw.
    void write(std::string_view bytes) override;

    /// Brings everything to the disk, but not yet to its place: of files that belong together all are settled before
    /// one is finished, so that a full disk leaves all old ones. Nothing may be written any more; a settled file holds
    /// no buffer, and unless it is written directly no descriptor. Throws WriteError.
    void settle();

    /// Brings everything to its place: only when this has returned is the output complete. Throws WriteError.
    /// A second call does nothing.
    void finish();

private:
    void open_directly();
    void open_beside();
    void flush();
    void write_through(std::string_view bytes);
    /// 0 or an error number.
    int close() noexcept;
    void remove_temporary() noexcept;
    [[noreturn]] void fail(int error_number);

    /// As the user gave it, for messages.
    std::string name_;
    /// Behind all symbolic links; empty when written directly.
    std::string target_;
    std::string temporary_;
    int descriptor_ = -1;
    bool settled_ = false;
    bool finished_ = false;
    int error_ = 0;
    std::size_t buffered_ = 0;
    std::unique_ptr<char[]> buffer_;
};

}  // namespace stoa::rdf
