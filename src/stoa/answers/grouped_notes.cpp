// SPDX-License-Identifier: Apache-2.0
#include "stoa/answers/grouped_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "stoa/model/citation.hpp"

namespace stoa::answers {

void note_of_each(Answer& answer, std::string_view several, NoteOnOne one) {
    auto group = std::ranges::find(answer.grouped_notes, several, &GroupedNote::several);
    if (group == answer.grouped_notes.end()) {
        group = answer.grouped_notes.insert(group,
                                            {std::move(one.note), std::string{several}, answer.notes.size(), {}, {}});
    }
    if (group->keys.insert(std::move(one.key)).second) {
        group->names.push_back(std::move(one.name));
    }
}

void write_grouped_notes(Answer& answer) {
    std::vector<std::string> notes;
    auto next = answer.grouped_notes.begin();
    for (std::size_t i = 0; i <= answer.notes.size(); ++i) {
        for (; next != answer.grouped_notes.end() && next->before == i; ++next) {
            notes.push_back(next->names.size() == 1 ? next->one
                                                    : fmt::format("{} {}: {}", next->names.size(), next->several,
                                                                  model::list_in_words(next->names, most_named)));
        }
        if (i < answer.notes.size()) {
            notes.push_back(std::move(answer.notes[i]));
        }
    }
    answer.notes = std::move(notes);
    answer.grouped_notes.clear();
}

}  // namespace stoa::answers
