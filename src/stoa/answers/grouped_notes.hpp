// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "stoa/answers/answer.hpp"

namespace stoa::answers {

/// How many names a note lists before it says how many more there are.
inline constexpr std::size_t most_named = 8;

/// A note on a thing of which the same may be noted of others: then the answer has one note on all of them, where the
/// first of them was noted.
struct NoteOnOne {
    std::string key;   ///< of the thing: it counts once
    std::string name;  ///< as the note on several lists it
    std::string note;  ///< that it gets alone: `ICLC 7 is planned and takes no part`
};

/// `several` follows their number, and their names follow it: `editions are planned and take no part`.
void note_of_each(Answer& answer, std::string_view several, NoteOnOne one);

/// Makes notes of what was noted of each thing.
void write_grouped_notes(Answer& answer);

}  // namespace stoa::answers
