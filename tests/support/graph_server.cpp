// SPDX-License-Identifier: Apache-2.0
#include "support/graph_server.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace stoa::test {
namespace {

using publish::Request;
using publish::Response;
using Statement = GraphServer::Statement;
using Graphs = std::map<std::string, GraphServer::Graph>;
using Solution = std::map<std::string, std::string>;

constexpr std::string_view graph_parameter = "?graph=";
constexpr std::string_view integer = "^^<http://www.w3.org/2001/XMLSchema#integer>";

std::string decoded(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            int code = 0;
            std::from_chars(text.data() + i + 1, text.data() + i + 3, code, 16);
            plain += static_cast<char>(code);
            i += 2;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

/// Where the literal that begins here ends, with its language or datatype.
std::size_t end_of_literal(std::string_view text, std::size_t begin) {
    std::size_t at = begin + 1;
    while (text.at(at) != '"') {
        at += text[at] == '\\' ? 2U : 1U;
    }
    ++at;
    if (text.substr(at, 3) == "^^<") {
        return text.find('>', at) + 1;
    }
    return text.substr(at, 1) == "@" ? text.find_first_of(" \n;.}", at) : at;
}

std::vector<std::string> tokens_of(std::string_view text) {
    std::vector<std::string> tokens;
    for (std::size_t at = 0; (at = text.find_first_not_of(" \n", at)) != std::string_view::npos;) {
        std::size_t end = at + 1;
        if (text[at] == '<' && text.find('>', at) != std::string_view::npos && text.substr(at, 2) != "< ") {
            end = text.find('>', at) + 1;
        } else if (text[at] == '"') {
            end = end_of_literal(text, at);
        } else if (std::string_view{"{}().;,"}.find(text[at]) == std::string_view::npos) {
            end = std::min(text.find_first_of(" \n{}().;,\"", at), text.size());
        }
        std::string token{text.substr(at, end - at)};
        bool const is_number = token.find_first_not_of("0123456789") == std::string::npos;
        tokens.push_back(is_number ? '"' + token + '"' + std::string{integer} : token);
        at = end;
    }
    return tokens;
}

class Interpreter {
public:
    Interpreter(Graphs& graphs, std::string_view text) : graphs_{graphs}, tokens_{tokens_of(text)} {}

    void update() {
        while (at_ < tokens_.size()) {
            operation();
            if (!take(";") && at_ < tokens_.size()) {
                unknown();
            }
        }
    }

    std::pair<std::vector<std::string>, std::vector<Solution>> select() {
        expect("SELECT");
        bool is_distinct = take("DISTINCT");
        std::vector<std::string> variables;
        bool counts = false;
        while (tokens_.at(at_) != "{") {
            if (tokens_[at_] == "(") {
                counts = counts || tokens_.at(at_ + 1) == "COUNT";
                while (tokens_.at(at_++) != "AS") {
                }
                variables.push_back(next());
                expect(")");
            } else {
                variables.push_back(next());
            }
        }
        std::vector<Solution> found = group({{}});
        if (counts) {
            found = {{{variables.front(), '"' + std::to_string(found.size()) + '"'}}};
        } else if (found.size() == 1 && found.front().empty()) {
            found.front()[variables.front()] = "\"1\"";
        }
        for (Solution& each : found) {
            std::erase_if(each, [&](auto const& one) { return std::ranges::count(variables, one.first) == 0; });
        }
        if (take("GROUP")) {  // by what is selected, which comes to the same
            expect("BY");
            if (variables != std::vector{next()}) {
                unknown();
            }
            is_distinct = true;
        }
        if (is_distinct) {
            std::ranges::sort(found);
            found.erase(std::unique(found.begin(), found.end()), found.end());
        }
        if (take("LIMIT")) {
            found.resize(std::min<std::size_t>(found.size(), std::stoul(next().substr(1))));
        }
        return {variables, found};
    }

private:
    struct Pattern {
        std::string graph;
        Statement statement;
    };

    std::string next() { return tokens_.at(at_++); }
    bool take(std::string_view token) {
        bool const is_there = at_ < tokens_.size() && tokens_[at_] == token;
        at_ += is_there ? 1 : 0;
        return is_there;
    }
    void expect(std::string_view token) {
        if (!take(token)) {
            unknown();
        }
    }
    [[noreturn]] void unknown() const {
        throw std::invalid_argument("not known here: " + (at_ < tokens_.size() ? tokens_[at_] : "the end"));
    }

    void operation() {
        if (take("DROP")) {
            expect("SILENT");
            expect("GRAPH");
            graphs_.erase(next());
            return;
        }
        std::vector<Pattern> removed;
        std::vector<Pattern> added;
        bool is_data = false;
        while (at_ < tokens_.size() && (tokens_[at_] == "DELETE" || tokens_[at_] == "INSERT")) {
            std::vector<Pattern>& into = next() == "DELETE" ? removed : added;
            is_data = take("DATA");
            into = template_of();
        }
        std::vector<Solution> solutions{{}};
        if (!is_data) {
            expect("WHERE");
            solutions = group({{}});
        }
        auto const put = [&](Solution const& solution, std::string const& term) {
            auto const bound = solution.find(term);
            return bound == solution.end() ? term : bound->second;
        };
        std::vector<std::pair<bool, Pattern>> changes;
        for (bool const adds : {false, true}) {
            for (Solution const& solution : solutions) {
                for (Pattern const& each : adds ? added : removed) {
                    Pattern ground = each;
                    for (std::string& term : ground.statement) {
                        term = put(solution, term);
                    }
                    changes.emplace_back(adds, ground);
                }
            }
        }
        for (auto const& [adds, each] : changes) {
            adds ? void(graphs_[each.graph].insert(each.statement)) : void(graphs_[each.graph].erase(each.statement));
        }
    }

    std::vector<Pattern> template_of() {
        std::vector<Pattern> patterns;
        expect("{");
        while (take("GRAPH")) {
            std::string const graph = next();
            triples(graph, patterns);
        }
        expect("}");
        return patterns;
    }

    void triples(std::string const& graph, std::vector<Pattern>& patterns) {
        expect("{");
        std::string subject;
        while (!take("}")) {
            if (take(".") || tokens_.at(at_) == "}") {
                continue;
            }
            if (!take(";")) {
                subject = next();
            }
            std::string const predicate = next();
            patterns.push_back({graph, {subject, predicate, next()}});
        }
    }

    static bool is_variable(std::string const& term) { return term.starts_with("?"); }

    /// The solution with what one more pattern binds; nothing where it does not match.
    static std::optional<Solution> matched(Solution solution, Pattern const& pattern, std::string const& graph,
                                           Statement const& statement) {
        auto const bind = [&](std::string const& term, std::string const& value) {
            return is_variable(term) ? solution.emplace(term, value).first->second == value : term == value;
        };
        bool is_match = bind(pattern.graph, graph);
        for (std::size_t i = 0; i < 3 && is_match; ++i) {
            is_match = bind(pattern.statement[i], statement[i]);
        }
        return is_match ? std::optional{solution} : std::nullopt;
    }

    std::vector<Solution> joined(std::vector<Solution> const& solutions, Pattern const& pattern) const {
        std::vector<Solution> found;
        for (Solution const& solution : solutions) {
            auto const value = [&](std::string const& term) {
                auto const bound = solution.find(term);
                return bound == solution.end() ? term : bound->second;
            };
            for (auto const& [graph, statements] : graphs_) {
                std::string const subject = value(pattern.statement[0]);
                auto each = is_variable(subject) ? statements.begin() : statements.lower_bound({subject, "", ""});
                for (; each != statements.end() && (is_variable(subject) || (*each)[0] == subject); ++each) {
                    if (auto more = matched(solution, pattern, graph, *each)) {
                        found.push_back(*more);
                    }
                }
            }
        }
        return found;
    }

    std::vector<Solution> with_each_graph(std::vector<Solution> const& solutions, std::string const& variable) const {
        std::vector<Solution> found;
        for (Solution each : solutions) {
            for (auto const& [graph, statements] : graphs_) {
                each[variable] = graph;
                found.push_back(each);
            }
        }
        return found;
    }

    std::vector<Solution> group(std::vector<Solution> solutions) {
        expect("{");
        while (!take("}")) {
            if (take("GRAPH")) {
                std::string const graph = next();
                std::vector<Pattern> patterns;
                triples(graph, patterns);
                for (Pattern const& each : patterns) {
                    solutions = joined(solutions, each);
                }
                if (patterns.empty() && is_variable(graph)) {
                    solutions = with_each_graph(solutions, graph);
                }
            } else if (take("VALUES")) {
                std::string const variable = next();
                expect("{");
                std::vector<Solution> found;
                while (!take("}")) {
                    std::string const value = next();
                    for (Solution each : solutions) {
                        each[variable] = value;
                        found.push_back(each);
                    }
                }
                solutions = found;
            } else if (take("FILTER")) {
                solutions = filtered(solutions);
            } else if (tokens_.at(at_) == "{") {
                ++at_;
                std::vector<Solution> const inner = select().second;
                expect("}");
                std::vector<Solution> found;
                for (Solution const& outer : solutions) {
                    for (Solution each : inner) {
                        each.insert(outer.begin(), outer.end());
                        found.push_back(each);
                    }
                }
                solutions = found;
            } else if (!take(".")) {
                unknown();
            }
        }
        return solutions;
    }

    /// NOT EXISTS; of other conditions STRSTARTS and isBlank, and the rest is taken to be true.
    std::vector<Solution> filtered(std::vector<Solution> const& solutions) {
        std::vector<Solution> kept;
        if (take("NOT")) {
            expect("EXISTS");
            std::size_t const begin = at_;
            std::size_t end = begin;
            for (Solution const& each : solutions) {
                at_ = begin;
                if (group({each}).empty()) {
                    kept.push_back(each);
                }
                end = at_;
            }
            if (solutions.empty()) {  // to its end all the same
                static_cast<void>(group({}));
                end = at_;
            }
            at_ = end;
            return kept;
        }
        std::vector<std::string> condition;
        int depth = 0;
        do {
            condition.push_back(next());
            depth += condition.back() == "(" ? 1 : condition.back() == ")" ? -1 : 0;
        } while (depth > 0);
        bool const wants_blank = std::ranges::count(condition, "isBlank") > 0;
        auto const prefix = std::ranges::find(condition, "STRSTARTS");
        for (Solution const& each : solutions) {
            bool is_kept = !wants_blank;
            for (auto const& [name, value] : each) {
                is_kept = is_kept || (wants_blank && value.starts_with("_:"));
            }
            if (prefix != condition.end()) {  // STRSTARTS ( STR ( ?g ) , "…" )
                std::string const& text = *(prefix + 7);
                is_kept = each.at(*(prefix + 4)).starts_with("<" + text.substr(1, text.size() - 2));
            }
            if (is_kept) {
                kept.push_back(each);
            }
        }
        return kept;
    }

    Graphs& graphs_;
    std::vector<std::string> tokens_;
    std::size_t at_ = 0;
};

nlohmann::json json_of(std::string const& term) {
    if (term.starts_with("<")) {
        return {{"type", "uri"}, {"value", term.substr(1, term.size() - 2)}};
    }
    if (term.starts_with("_:")) {
        return {{"type", "bnode"}, {"value", term.substr(2)}};
    }
    std::size_t const end = term.rfind('"');
    nlohmann::json value{{"type", "literal"}, {"value", term.substr(1, end - 1)}};
    std::string const rest = term.substr(end + 1);
    if (rest.starts_with("@")) {
        value["xml:lang"] = rest.substr(1);
    } else if (rest.starts_with("^^")) {
        value["datatype"] = rest.substr(3, rest.size() - 4);
    }
    return value;
}

std::string body_of(Request const& request) {
    if (!request.file) {
        return request.body;
    }
    std::ifstream file{request.file->path, std::ios::binary};
    file.seekg(static_cast<std::streamoff>(request.file->offset));
    std::string body(request.file->size, '\0');
    file.read(body.data(), static_cast<std::streamsize>(body.size()));
    return body;
}

Response answer(long status, std::string body) { return {status, {}, std::move(body)}; }

}  // namespace

std::string text_of(Request const& request) {
    constexpr std::string_view query = "query=";
    return request.body.starts_with(query)                                 ? decoded(request.body.substr(query.size()))
           : request.content_type.starts_with("application/sparql-update") ? request.body
                                                                           : std::string{};
}

Response GraphServer::send(Request const& request, publish::Authentication /*how*/) {
    Request kept = request;
    kept.body = body_of(request);
    kept.file.reset();
    kept.progress = {};
    requests_.push_back(kept);
    if (script) {
        if (std::optional<Response> scripted = script(kept)) {
            return *scripted;
        }
    }
    kept.save_to = request.save_to;
    return serve(kept);
}

Response GraphServer::serve(Request const& request) {
    try {
        std::string const text = text_of(request);
        if (std::size_t const at = request.url.find(graph_parameter); at != std::string::npos) {
            std::string const name = "<" + decoded(request.url.substr(at + graph_parameter.size())) + ">";
            if (request.method == "GET") {
                std::ofstream file{request.save_to, std::ios::binary};
                for (Statement const& each : graphs_[name]) {
                    file << each[0] << ' ' << each[1] << ' ' << each[2] << " .\n";
                }
                return answer(200, {});
            }
            if (request.method == "PUT") {
                graphs_.erase(name);
            }
            std::istringstream lines{request.body};
            for (std::string line; std::getline(lines, line);) {
                std::size_t const first = line.find(' ');
                std::size_t const second = line.find(' ', first + 1);
                graphs_[name].insert({line.substr(0, first), line.substr(first + 1, second - first - 1),
                                      line.substr(second + 1, line.size() - second - 3)});
            }
            return answer(201, {});
        }
        if (request.content_type.starts_with("application/sparql-update")) {
            update(text);
            return answer(204, {});
        }
        if (text.empty()) {
            return answer(200, "{}");
        }
        auto const [variables, solutions] = Interpreter{graphs_, text}.select();
        nlohmann::json rows = nlohmann::json::array();
        for (Solution const& each : solutions) {
            nlohmann::json row = nlohmann::json::object();
            for (auto const& [name, value] : each) {
                row[name.substr(1)] = json_of(value);
            }
            rows.push_back(std::move(row));
        }
        return answer(200, nlohmann::json{{"results", {{"bindings", std::move(rows)}}}}.dump());
    } catch (std::exception const& error) {
        return answer(400, error.what());
    }
}

GraphServer::Graph GraphServer::held(std::string const& graph) const {
    auto const found = graphs_.find("<" + graph + ">");
    return found == graphs_.end() ? Graph{} : found->second;
}

std::vector<std::string> GraphServer::names() const {
    std::vector<std::string> names;
    for (auto const& [name, statements] : graphs_) {
        if (!statements.empty()) {
            names.push_back(name.substr(1, name.size() - 2));
        }
    }
    return names;
}

void GraphServer::update(std::string const& text) { Interpreter{graphs_, text}.update(); }

}  // namespace stoa::test
