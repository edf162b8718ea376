// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/manual_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "stoa/diagnostics/utf8.hpp"
#include "stoa/version.hpp"

namespace stoa::app {
namespace {

constexpr std::string_view exit_codes =
    "0 after success, 1 if the data are wrong or differ from those of an endpoint, 2 if the command line is or if a "
    "file or the network fails.";

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        std::size_t const end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// The name of the value, or the words that it may be; nothing for a flag.
std::string value_of(ArgumentDef const& argument) {
    if (argument.value != Value::word) {
        return std::string{argument.value == Value::nothing ? "" : argument.argument};
    }
    return fmt::format("{}{}", fmt::join(argument.words(), "|"), argument.separator != '\0' ? ",..." : "");
}

/// What the help shows beside the name and the meaning.
std::string remarks_of(ArgumentDef const& argument) {
    std::string text;
    if (argument.required && argument.is_option()) {
        text += " Required.";
    }
    if (argument.most > 0) {
        text += fmt::format(" A number from {} to {}.", argument.least, argument.most);
    }
    if (argument.repeatable && argument.is_option()) {
        text += " May be given several times.";
    }
    if (!argument.default_value.empty()) {
        text += fmt::format(" Default: {}.", argument.default_value);
    }
    return text;
}

/// `[OPTIONS] INPUT...`
std::string usage_of(CommandDef const& command) {
    std::string text = "[OPTIONS]";
    for (ArgumentDef const* each : arguments_of(command.id)) {
        if (!each->is_option()) {
            std::string const name = fmt::format("{}{}", each->name, each->repeatable ? "..." : "");
            text += each->required ? fmt::format(" {}", name) : fmt::format(" [{}]", name);
        }
    }
    return subcommands(command).empty() ? text : text + " COMMAND";
}

std::vector<std::string_view> groups_of(CommandDef const& command) {
    std::vector<std::string_view> groups;
    for (ArgumentDef const* each : arguments_of(command.id)) {
        if (each->is_option() && std::ranges::find(groups, each->group) == groups.end()) {
            groups.push_back(each->group);
        }
    }
    return groups;
}

// --- man(7) -----------------------------------------------------------------------------------------------------

/// The text as a line of a manual page, whatever it begins with.
std::string roff(std::string_view text) {
    std::string result = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
    while (!text.empty()) {
        std::size_t const length = std::max<std::size_t>(diagnostics::utf8_sequence_length(text), 1);
        if (length > 1) {
            result += fmt::format("\\[u{:04X}]",
                                  static_cast<std::uint32_t>(diagnostics::decode_utf8(text.substr(0, length))));
        } else if (text.front() == '\\') {
            result += "\\e";
        } else {
            result += text.front() == '-' ? "\\-" : text.substr(0, 1);
        }
        text.remove_prefix(length);
    }
    return result;
}

std::string roff_lines(std::string_view text) {
    std::string result;
    for (std::string_view const line : lines_of(text)) {
        result += (line.empty() ? std::string{".PP"} : roff(line)) + "\n";
    }
    return result;
}

/// As it stands, line by line.
std::string roff_verbatim(std::string_view text) {
    std::string result = ".nf\n";
    for (std::string_view const line : lines_of(text)) {
        result += roff(line) + "\n";
    }
    return result + ".fi\n";
}

std::string roff_argument(ArgumentDef const& argument) {
    std::string text = ".TP\n";
    if (argument.is_option()) {
        text += argument.short_name.empty() ? "" : fmt::format("\\fB{}\\fR, ", roff(argument.short_name));
        text += fmt::format("\\fB{}\\fR", roff(argument.name));
    } else {
        text += fmt::format("\\fI{}\\fR", roff(argument.name));
    }
    std::string const value = argument.is_option() || argument.value == Value::word ? value_of(argument) : "";
    text += value.empty() ? "\n" : fmt::format(" \\fI{}\\fR\n", roff(value));
    std::string const remarks = remarks_of(argument);
    text += roff_lines(fmt::format("{}{}", argument.meaning, remarks.empty() ? "" : "." + remarks));
    return text;
}

// --- Markdown ---------------------------------------------------------------------------------------------------

std::string markdown_argument(ArgumentDef const& argument) {
    std::string const value = argument.is_option() || argument.value == Value::word ? value_of(argument) : "";
    std::string const remarks = remarks_of(argument);
    std::string meaning{argument.meaning};
    std::ranges::replace(meaning, '\n', ' ');
    return fmt::format("- {}`{}{}{}`: {}{}\n",
                       argument.short_name.empty() ? "" : fmt::format("`{}`, ", argument.short_name), argument.name,
                       value.empty() ? "" : " ", value, meaning, remarks.empty() ? "" : "." + remarks);
}

std::string markdown_section(CommandDef const& command) {
    std::string text = fmt::format("\n## {0}\n\n{1}{2}\n\n```text\n{0} {3}\n```\n", command.name, command.summary,
                                   command.summary.ends_with('.') ? "" : ".", usage_of(command));
    if (!command.about.empty()) {
        text += fmt::format("\n{}\n", command.about);
    }
    if (command.lists != nullptr) {
        text += fmt::format("\n```text\n{}```\n", command.lists());
    }
    std::string positionals;
    for (ArgumentDef const* each : arguments_of(command.id)) {
        positionals += each->is_option() ? std::string{} : markdown_argument(*each);
    }
    text += positionals.empty() ? "" : "\nArguments:\n\n" + positionals;
    for (std::string_view const group : groups_of(command)) {
        text += fmt::format("\n{}:\n\n", group.empty() ? "Options" : group);
        for (ArgumentDef const* each : arguments_of(command.id)) {
            text += each->is_option() && each->group == group ? markdown_argument(*each) : std::string{};
        }
    }
    text += "\nExamples:\n\n```console\n";
    for (std::string_view const line : lines_of(command.examples)) {
        text += fmt::format("$ {}\n", line);
    }
    return text + "```\n";
}

}  // namespace

Words names_of_pages() {
    static std::vector<std::string> const pages = [] {
        std::vector<std::string> names;
        std::ranges::transform(commands().subspan(1), std::back_inserter(names), page_name);
        return names;
    }();
    Words words;
    for (std::string const& each : pages) {
        words.push_back(std::string_view{each}.substr(page_name(commands().front()).size() + 1));
    }
    return words;
}

std::string page_name(CommandDef const& command) {
    std::string name{command.name};
    std::ranges::replace(name, ' ', '-');
    return name;
}

std::string manual_page(CommandDef const& command) {
    std::string title = page_name(command);
    std::ranges::transform(title, title.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    std::string_view summary = command.summary;
    summary.remove_suffix(summary.ends_with('.') ? 1 : 0);
    std::string text = fmt::format(".TH {} 1 \"\" \"Stoa {}\" \"User Commands\"\n", roff(title), version);
    text += fmt::format(".SH NAME\n{} \\- {}\n", roff(page_name(command)), roff(summary));
    text += fmt::format(".SH SYNOPSIS\n\\fB{}\\fR {}\n", roff(command.name), roff(usage_of(command)));
    if (!command.about.empty() || command.lists != nullptr) {
        text += ".SH DESCRIPTION\n" + roff_lines(command.about);
        text += command.lists == nullptr ? std::string{} : ".PP\n" + roff_verbatim(command.lists());
    }
    std::string positionals;
    for (ArgumentDef const* each : arguments_of(command.id)) {
        positionals += each->is_option() ? std::string{} : roff_argument(*each);
    }
    text += positionals.empty() ? "" : ".SH ARGUMENTS\n" + positionals;
    for (std::string_view const group : groups_of(command)) {
        text += group.empty() ? ".SH OPTIONS\n" : fmt::format(".SS {}\n", roff(group));
        for (ArgumentDef const* each : arguments_of(command.id)) {
            text += each->is_option() && each->group == group ? roff_argument(*each) : std::string{};
        }
    }
    if (std::vector<CommandDef const*> const below = subcommands(command); !below.empty()) {
        text += ".SH COMMANDS\n";
        for (CommandDef const* each : below) {
            text += fmt::format(".TP\n\\fB{}\\fR(1)\n{}\n", roff(page_name(*each)), roff(each->summary));
        }
    }
    text += fmt::format(".SH \"EXIT STATUS\"\n{}\n.SH EXAMPLES\n", exit_codes) + roff_verbatim(command.examples);
    return command.id == CommandId::stoa
               ? text
               : text + ".SH \"SEE ALSO\"\n\\fBstoa\\fR(1), whose options all commands take\n";
}

std::string commands_as_markdown() {
    std::string text = fmt::format(
        "# Commands\n\n`stoa manual --format markdown` writes this page, from the table that the program itself "
        "follows. "
        "Exit codes:\n{}\nAll commands take the options of `stoa`.\n",
        exit_codes);
    for (CommandDef const& each : commands()) {
        text += markdown_section(each);
    }
    return text;
}

}  // namespace stoa::app
