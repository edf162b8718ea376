// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/string_pool.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <limits>
#include <stdexcept>

namespace stoa::rdf {

namespace {

constexpr std::size_t first_capacity = 4096;
constexpr std::size_t first_slots = 256;
constexpr std::size_t max_bytes = std::numeric_limits<std::uint32_t>::max();

[[nodiscard]] std::uint32_t hash_of(std::string_view text) {
    std::uint64_t const hash = std::hash<std::string_view>{}(text);
    return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

}  // namespace

StringPool::StringPool() : slots_(first_slots) {
    starts_.push_back(0);
    append({});
}

StringId StringPool::intern(std::string_view text) {
    if (text.empty()) {
        return StringId{0};
    }
    std::uint32_t const hash = hash_of(text);
    std::size_t slot = slot_of(text, hash);
    if (slots_[slot].id != 0) {
        return StringId{slots_[slot].id};
    }
    if (4 * size() >= 3 * slots_.size()) {
        grow_index();
        slot = slot_of(text, hash);
    }
    auto const id = static_cast<std::uint32_t>(size());
    append(text);
    slots_[slot] = {hash, id};
    return StringId{id};
}

std::optional<StringId> StringPool::find(std::string_view text) const {
    if (text.empty()) {
        return StringId{0};
    }
    std::uint32_t const id = slots_.at(slot_of(text, hash_of(text))).id;
    return id == 0 ? std::nullopt : std::optional(StringId{id});
}

std::size_t StringPool::memory_bytes() const noexcept {
    return capacity_ + starts_.capacity() * sizeof(starts_[0]) + slots_.capacity() * sizeof(Slot);
}

void StringPool::freeze() {
    std::vector<Slot>().swap(slots_);
    starts_.shrink_to_fit();
    reallocate(used_);
}

void StringPool::freeze(std::span<StringId const> order) {
    std::vector<Slot>().swap(slots_);
    StringPool ordered;
    std::vector<Slot>().swap(ordered.slots_);
    std::size_t bytes = 1;
    for (StringId const id : order) {
        bytes += view(id).size() + 1;
    }
    ordered.reallocate(bytes);
    ordered.starts_.reserve(order.size() + 2);
    for (StringId const id : order) {
        ordered.append(view(id));
    }
    *this = std::move(ordered);
}

/// The slot that holds `text`, or the free one where it belongs.
std::size_t StringPool::slot_of(std::string_view text, std::uint32_t hash) const {
    if (slots_.empty()) {
        throw std::logic_error("a frozen string pool is only read");
    }
    std::size_t const mask = slots_.size() - 1;
    std::size_t slot = hash & mask;
    while (slots_[slot].id != 0 && (slots_[slot].hash != hash || view(StringId{slots_[slot].id}) != text)) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

void StringPool::append(std::string_view text) {
    if (text.size() >= max_bytes - used_) {
        throw std::length_error("the strings of a pool together are limited to 4 GiB");
    }
    std::size_t const needed = used_ + text.size() + 1;
    if (needed > capacity_) {
        // `text` may lie in the block that is about to move.
        std::less<> const before;
        bool const is_own = !before(text.data(), chars_.get()) && before(text.data(), chars_.get() + used_);
        std::size_t const offset = is_own ? static_cast<std::size_t>(text.data() - chars_.get()) : 0;
        reallocate(std::max({needed, std::min(capacity_ + capacity_ / 2, max_bytes), first_capacity}));
        text = is_own ? std::string_view(chars_.get() + offset, text.size()) : text;
    }
    std::copy_n(text.data(), text.size(), chars_.get() + used_);
    chars_.get()[needed - 1] = '\0';
    starts_.push_back(static_cast<std::uint32_t>(needed));  // may throw: what counts as used changes behind it
    used_ = needed;
}

void StringPool::reallocate(std::size_t capacity) {
    auto* const block = static_cast<char*>(std::realloc(chars_.get(), capacity));
    if (block == nullptr) {
        throw std::bad_alloc();
    }
    static_cast<void>(chars_.release());
    chars_.reset(block);
    capacity_ = capacity;
}

void StringPool::grow_index() {
    std::vector<Slot> grown(slots_.size() * 2);
    std::size_t const mask = grown.size() - 1;
    for (Slot const& old : slots_) {
        if (old.id != 0) {
            std::size_t slot = old.hash & mask;
            while (grown[slot].id != 0) {
                slot = (slot + 1) & mask;
            }
            grown[slot] = old;
        }
    }
    slots_.swap(grown);
}

}  // namespace stoa::rdf
