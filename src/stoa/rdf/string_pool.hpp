// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace stoa::rdf {

/// A string of one pool. Ids count up from 0, the empty string, in the order of first interning.
enum class StringId : std::uint32_t {};

/// Keeps each string once: equal strings have equal ids, and every other table holds 32-bit ids. For example
/// `pool.intern("Cork") == pool.intern("Cork")`, and `pool.view(pool.intern("Cork")) == "Cork"`.
/// Bytes are kept as they are, in one block, each string followed by a NUL; a string costs its length, 5 bytes, and
/// 11 to 21 bytes of index until `freeze()`.
class StringPool {
public:
    StringPool();

    /// The id of `text`, which may be a view into this pool. Amortised constant time.
    /// Invalidates views, not ids. Throws std::length_error when all strings would pass 4 GiB, and std::logic_error
    /// when frozen.
    StringId intern(std::string_view text);

    /// The id of `text` if it is in the pool. Throws std::logic_error when frozen.
    [[nodiscard]] std::optional<StringId> find(std::string_view text) const;

    /// The string of an id of this pool, with a NUL at `view.data()[view.size()]`. Valid until the next `intern` of a
    /// new string or `freeze`.
    [[nodiscard]] std::string_view view(StringId id) const noexcept {
        auto const index = static_cast<std::size_t>(id);
        std::uint32_t const begin = starts_[index];
        return {chars_.get() + begin, starts_[index + 1] - begin - 1};
    }

    /// Strings, the empty one among them.
    [[nodiscard]] std::size_t size() const noexcept { return starts_.size() - 1; }
    /// Of all strings together, without the NULs.
    [[nodiscard]] std::size_t bytes() const noexcept { return used_ - size(); }
    /// On the heap, including unused capacity.
    [[nodiscard]] std::size_t memory_bytes() const noexcept;

    /// Frees the index and unused capacity: from now on the pool is read-only.
    void freeze();
    /// As above, and keeps only the empty string and those of `order`, which become the ids 1, 2 and so on: who reads
    /// them in that order goes through memory once. `order` has no string twice, and not the empty one.
    void freeze(std::span<StringId const> order);

private:
    /// A place of the index; id 0 marks a free one, for the empty string is never looked up there.
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t id = 0;
    };
    struct Free {
        void operator()(char* block) const noexcept { std::free(block); }
    };

    [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
    void append(std::string_view text);
    void reallocate(std::size_t capacity);
    void grow_index();

    // From realloc, which moves the pages of a large block instead of copying them: no peak of both blocks.
    std::unique_ptr<char, Free> chars_;
    std::size_t used_ = 0;
    std::size_t capacity_ = 0;
    /// Where each string starts, and at the end where the next one will.
    std::vector<std::uint32_t> starts_;
    /// A power of two of slots, linear probing, at most three quarters full.
    std::vector<Slot> slots_;
};

}  // namespace stoa::rdf
