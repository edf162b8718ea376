// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/data_set_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <map>
#include <set>
#include <span>
#include <sstream>

#include "stoa/diagnostics/nearest.hpp"
#include "stoa/diagnostics/utf8.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/ingest/settings.hpp"
#include "stoa/ingest/toml_text.hpp"
#include "stoa/model/canonical.hpp"
#include "stoa/rdf/term.hpp"

namespace stoa::ingest {
namespace {

namespace fs = std::filesystem;
using diagnostics::Diagnostics;
using diagnostics::Location;
using model::DataSet;
using model::DataSetId;

constexpr std::string_view config_name = "stoa.toml";

/// The file's bytes, or nothing with the reason in `error`. Stops reading one byte beyond the limit.
std::optional<std::string> read_bytes(fs::path const& path, std::string& error) {
    errno = 0;
    std::error_code status_error;
    fs::file_status const status = fs::status(path, status_error);
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        error = "it is not a regular file";  // reading a pipe could wait for ever
        return std::nullopt;
    }
    std::ifstream stream{path, std::ios::binary};
    if (!stream) {
        error = std::strerror(errno);
        return std::nullopt;
    }
    std::string bytes;
    std::array<char, 65536> block{};
    while (bytes.size() <= max_file_bytes && stream.read(block.data(), block.size()).gcount() > 0) {
        bytes.append(block.data(), static_cast<std::size_t>(stream.gcount()));
    }
    if (stream.bad()) {
        error = std::strerror(errno);
        return std::nullopt;
    }
    return bytes;
}

/// A text may hold U+0000 by an escape, which no reader of RDF takes.
void refuse_nul(toml::node const& node, std::string const& name, Diagnostics& diagnostics) {
    if (auto const* const table = node.as_table()) {
        for (auto const& [key, value] : *table) {
            refuse_nul(value, name, diagnostics);
        }
    } else if (auto const* const list = node.as_array()) {
        for (toml::node const& each : *list) {
            refuse_nul(each, name, diagnostics);
        }
    } else if (auto const* const text = node.as_string();
               text != nullptr && text->get().find('\0') != std::string::npos) {
        diagnostics.error(location_of(name, node.source()), "U+0000 cannot stand in a text: remove it");
    }
}

/// Does the line end at this place? Columns of toml++ count code points.
bool is_line_end(std::string_view text, toml::source_position const& at) {
    std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (toml::source_index line = 1; line < at.line; ++line) {
        i = std::min(text.find('\n', i), text.size() - 1) + 1;
    }
    for (toml::source_index column = 1; column < at.column && i < text.size(); ++column) {
        i += std::max<std::size_t>(diagnostics::utf8_sequence_length(text.substr(i)), 1);
    }
    return i >= text.size() || text[i] == '\n' || text[i] == '\r';
}

class Loader {
public:
    Loader(model::GraphBuilder& builder, Diagnostics& diagnostics) : builder_{builder}, diagnostics_{diagnostics} {}

    std::optional<DataSetId> load(fs::path const& folder, bool root, Location const& named_at);
    [[nodiscard]] DataSetFiles finish();

private:
    std::optional<toml::table> parse(fs::path const& path, std::string const& name);
    void read_config(toml::table const& config, std::string const& file, DataSet& data_set);
    void read_look_back(toml::table const& config, std::string const& file, DataSet& data_set);
    void read_endpoints(toml::table const& config, std::string const& file, DataSet& data_set);
    void load_files(fs::path const& folder, DataSetId id);

    model::GraphBuilder& builder_;
    Diagnostics& diagnostics_;
    std::map<fs::path, DataSetId> loaded_;
    std::vector<std::vector<DataSetId>> uses_;
    std::vector<Location> named_;
    DataSetFiles result_;
};

std::optional<toml::table> Loader::parse(fs::path const& path, std::string const& name) {
    std::string error;
    std::optional<std::string> const text = read_bytes(path, error);
    if (!text) {
        diagnostics_.error({name, 0, 0}, "cannot be read: " + error);
        result_.complete = false;
        return std::nullopt;
    }
    if (!is_fit_to_parse(*text, name, diagnostics_)) {
        result_.complete = false;
        return std::nullopt;
    }
    try {
        toml::table table = toml::parse(*text, name);
        refuse_nul(table, name, diagnostics_);
        return table;
    } catch (toml::parse_error const& fault) {
        // toml++ 3.3 says of a text without its closing quotation mark only that it holds a line feed.
        std::string_view const why = fault.description();
        bool const is_open = why.find("control characters other than TAB") != std::string_view::npos &&
                             is_line_end(*text, fault.source().begin);
        // A bare word is taken for true or false, a number or a date that is misspelt.
        bool const is_bare =
            why.starts_with("Error while parsing boolean") || why.starts_with("Error while parsing value");
        diagnostics_.error(location_of(name, fault.source()),
                           "TOML syntax: " + (is_open ? "this text has no closing quotation mark" : std::string{why}) +
                               (is_bare ? " (a text stands in quotes)" : ""));
        result_.complete = false;
        return std::nullopt;
    }
}

void Loader::read_look_back(toml::table const& config, std::string const& file, DataSet& data_set) {
    toml::node const* const node = config.get("look_back");
    if (node == nullptr) {
        return;
    }
    std::optional<std::int64_t> const value = node->value_exact<std::int64_t>();
    if (value && *value >= 1 && *value <= most_look_back) {
        data_set.look_back = static_cast<unsigned>(*value);
        return;
    }
    diagnostics_.error(
        location_of(file, node->source()),
        value ? fmt::format("'look_back' cannot be {}: write a number from 1 to {}", *value, most_look_back)
              : fmt::format("'look_back' takes a whole number of editions, from 1 to {}", most_look_back));
}

/// Of a key that a table of [endpoints] must not have.
std::string fault_of_key(std::string_view key, std::span<std::string_view const> known) {
    if (key == "user" || key == "password" || key == "token") {
        return fmt::format("'{}' does not belong in a file that is shared: set {}", key,
                           key == "token" ? "STOA_ENDPOINT_TOKEN"
                                          : "STOA_ENDPOINT_USER and STOA_ENDPOINT_PASSWORD, or use a netrc file");
    }
    std::string const nearest = diagnostics::did_you_mean(key, known);
    return fmt::format("unknown key '{}'{}", key,
                       nearest.empty() ? fmt::format(" (known are {})", fmt::join(known, ", ")) : nearest);
}

void Loader::read_endpoints(toml::table const& config, std::string const& file, DataSet& data_set) {
    toml::node const* const node = config.get("endpoints");
    if (node == nullptr) {
        return;
    }
    auto const fault = [&](toml::source_region const& where, std::string const& what) {
        diagnostics_.error(location_of(file, where), what);
    };
    if (!node->is_table()) {
        fault(node->source(), "'endpoints' holds tables such as [endpoints.production], with url and graph");
        return;
    }
    for (auto const& [name, value] : *node->as_table()) {
        toml::table const* const table = value.as_table();
        if (table == nullptr) {
            fault(value.source(), fmt::format("'{}' must be a table: [endpoints.{}]", name.str(), name.str()));
            continue;
        }
        model::NamedEndpoint endpoint;
        endpoint.name = name.str();
        std::array const keys{std::pair{std::string_view{"url"}, &endpoint.url},
                              std::pair{std::string_view{"graph"}, &endpoint.graph},
                              std::pair{std::string_view{"server"}, &endpoint.server},
                              std::pair{std::string_view{"mode"}, &endpoint.mode}};
        std::vector<std::string_view> known;
        for (auto const& [key, target] : keys) {
            known.push_back(key);
        }
        for (auto const& [key, each] : *table) {
            auto const found = std::ranges::find(known, key.str());
            if (found == known.end()) {
                fault(key.source(), fault_of_key(key.str(), known));
            } else if (std::optional<std::string> const text = each.value_exact<std::string>();
                       text && !text->empty()) {
                *keys[static_cast<std::size_t>(found - known.begin())].second = *text;
            } else {
                fault(each.source(), fmt::format("'{}' must be a text in quotes", key.str()));
            }
        }
        if (endpoint.url.empty()) {
            fault(name.source(), fmt::format("the endpoint '{}' has no url", endpoint.name));
        } else if (!endpoint.url.starts_with("http://") && !endpoint.url.starts_with("https://")) {
            fault(table->get("url")->source(), fmt::format("'{}' is no http or https address", endpoint.url));
        }
        if (endpoint.url.find('@') < endpoint.url.find('/', endpoint.url.find("://") + 3)) {
            fault(table->get("url")->source(),
                  "an account does not belong in a file that is shared: set "
                  "STOA_ENDPOINT_USER and STOA_ENDPOINT_PASSWORD, or use a netrc file");
        }
        if (!endpoint.graph.empty()) {
            if (std::optional<std::string> const why = rdf::find_iri_fault(endpoint.graph)) {
                fault(table->get("graph")->source(), fmt::format("'{}' is not an IRI: {}", endpoint.graph, *why));
            }
        }
        if (!endpoint.mode.empty() && endpoint.mode != "replace" && endpoint.mode != "changes") {
            fault(table->get("mode")->source(), fmt::format("mode '{}' is neither replace nor changes", endpoint.mode));
        }
        data_set.endpoints.push_back(std::move(endpoint));
    }
}

void Loader::read_config(toml::table const& config, std::string const& file, DataSet& data_set) {
    std::vector<std::string_view> names{"uses"};
    for (TextSetting const& setting : text_settings) {
        names.push_back(setting.key);
        toml::node const* const node = config.get(setting.key);
        if (node == nullptr) {
            if (setting.required) {
                diagnostics_.error({file, 0, 0}, fmt::format("missing key '{}'", setting.key));
            }
            continue;
        }
        std::optional<std::string> const value = node->value_exact<std::string>();
        if (!value || value->empty()) {
            diagnostics_.error(location_of(file, node->source()),
                               fmt::format("'{}' must be a text in quotes", setting.key));
            continue;
        }
        data_set.*setting.target = model::to_nfc(*value);
    }
    names.emplace_back("look_back");
    read_look_back(config, file, data_set);
    names.emplace_back("endpoints");
    read_endpoints(config, file, data_set);
    for (auto const& [key, node] : config) {
        if (std::ranges::find(names, key.str()) == names.end()) {
            std::string const nearest = diagnostics::did_you_mean(key.str(), names);
            diagnostics_.error(
                location_of(file, key.source()),
                fmt::format("unknown key '{}'{}", key.str(),
                            nearest.empty() ? fmt::format(": write one of {}", fmt::join(names, ", ")) : nearest));
        }
    }
    auto const refuse = [&](std::string_view key, std::string const& why) {
        if (toml::node const* const node = config.get(key)) {
            diagnostics_.error(location_of(file, node->source()), why);
        }
    };
    if (!data_set.name.empty() && (!model::is_id(data_set.name) || data_set.name.find('.') != std::string::npos ||
                                   !rdf::is_plain_prefix(data_set.name))) {
        refuse("name", fmt::format("'{}' is not a name: a lower-case letter, then letters a to z, digits and hyphens",
                                   data_set.name));
    }
    if (!data_set.base.empty()) {
        if (std::optional<std::string> const fault = rdf::find_iri_fault(data_set.base)) {
            refuse("base", fmt::format("'{}' is not an IRI: {}", data_set.base, *fault));
        } else if (data_set.base.back() != '/' && data_set.base.back() != '#') {
            refuse("base", fmt::format("'{}' must end in '/' or '#'", data_set.base));
        }
    }
    if (!data_set.licence.empty()) {
        if (std::optional<std::string> const fault = rdf::find_iri_fault(data_set.licence)) {
            refuse("licence", fmt::format("'{}' is not an IRI: {}", data_set.licence, *fault));
        }
    }
    if (std::optional<std::string> const fault = rdf::find_language_fault(data_set.language)) {
        refuse("language", fmt::format("'{}' is not a language tag: {}", data_set.language, *fault));
    }
    data_set.language = rdf::canonical_language(data_set.language);
}

std::optional<DataSetId> Loader::load(fs::path const& folder, bool root, Location const& named_at) {
    fs::path const key = fs::weakly_canonical(folder);
    if (auto const known = loaded_.find(key); known != loaded_.end()) {
        if (root) {
            builder_.data_set(known->second).root = true;
        }
        return known->second;
    }
    std::string const config_file = (folder / config_name).lexically_normal().generic_string();
    if (!fs::is_regular_file(folder / config_name)) {
        Location const where = named_at.file.empty() ? Location{folder.generic_string(), 0, 0} : named_at;
        diagnostics_.error(where, fmt::format("'{}' is not a data set: it has no {} (`stoa init DIR` makes one)",
                                              folder.generic_string(), config_name));
        result_.complete = false;
        return std::nullopt;
    }
    result_.paths.push_back(folder / config_name);
    DataSet data_set;
    data_set.root = root;
    data_set.language = "en";
    std::optional<toml::table> const config = parse(folder / config_name, config_file);
    if (config) {
        read_config(*config, config_file, data_set);
    }
    DataSetId const id = builder_.add_data_set(data_set);
    loaded_.emplace(key, id);
    uses_.emplace_back();
    named_.push_back({config_file, 0, 0});

    if (toml::node const* const uses = config ? config->get("uses") : nullptr) {
        auto const use = [&](toml::node const& node) {
            Location const where = location_of(config_file, node.source());
            std::optional<std::string> const path = node.value_exact<std::string>();
            if (!path || path->empty()) {
                diagnostics_.error(where, "'uses' takes folders of other data sets, as in [\"../shared\"]");
                return;
            }
            if (std::optional<DataSetId> const used = load((folder / *path).lexically_normal(), false, where)) {
                uses_[static_cast<std::size_t>(id)].push_back(*used);
            }
        };
        if (toml::array const* const list = uses->as_array()) {
            for (toml::node const& each : *list) {
                use(each);
            }
        } else {
            use(*uses);
        }
    }
    load_files(folder, id);
    return id;
}

void Loader::load_files(fs::path const& folder, DataSetId id) {
    std::vector<fs::path> paths;
    std::error_code error;
    std::set<fs::path> seen{fs::weakly_canonical(folder, error)};  // links may lead back
    fs::recursive_directory_iterator each{folder, fs::directory_options::follow_directory_symlink, error};
    while (!error && each != fs::recursive_directory_iterator{}) {
        fs::path const& path = each->path();
        bool const hidden = path.filename().generic_string().starts_with('.');
        std::error_code status_error;  // of a link that leads nowhere: reading it reports that
        if (each->is_directory(status_error)) {
            // A folder with a stoa.toml of its own is another data set.
            bool const is_new = hidden || seen.insert(fs::weakly_canonical(path, status_error)).second;
            if (hidden || !is_new || fs::exists(path / config_name, status_error)) {
                each.disable_recursion_pending();
            }
        } else if (!hidden && path.extension() == ".toml" && path.filename() != config_name) {
            paths.push_back(path);
        } else if (!hidden && model::fold(path.extension().string()) == ".toml" && path.filename() != config_name) {
            diagnostics_.error({path.lexically_normal().generic_string(), 0, 0},
                               "is not read: write the ending .toml in lower case");
        }
        each.increment(error);
    }
    std::string const name = folder.generic_string();
    if (error) {
        diagnostics_.error({name, 0, 0}, "cannot be read: " + error.message());
        result_.complete = false;
    } else if (paths.empty()) {
        diagnostics_.error({name, 0, 0}, fmt::format("has no data: there is no .toml file beside {}", config_name));
        result_.complete = false;
    }
    std::ranges::sort(paths);
    for (fs::path const& path : paths) {
        std::string const file = path.lexically_normal().generic_string();
        if (std::optional<toml::table> content = parse(path, file)) {
            result_.files.push_back({file, id, std::move(*content)});
        }
        result_.paths.push_back(path);
    }
}

DataSetFiles Loader::finish() {
    // Names and bases tell data sets apart.
    for (std::size_t i = 0; i < uses_.size(); ++i) {
        DataSet const& one = builder_.data_set(static_cast<DataSetId>(i));
        for (std::size_t j = 0; j < i; ++j) {
            DataSet const& other = builder_.data_set(static_cast<DataSetId>(j));
            if (!one.base.empty() && one.base == other.base) {
                diagnostics_.error(named_[i], fmt::format("base '{}' is also that of {}: give each its own", one.base,
                                                          named_[j].file));
            }
            if (!one.name.empty() && one.name == other.name) {
                diagnostics_.error(named_[i], fmt::format("name '{}' is also that of {}: give each its own", one.name,
                                                          named_[j].file));
            }
        }
    }
    for (std::size_t i = 0; i < uses_.size(); ++i) {
        std::vector<DataSetId> seen{static_cast<DataSetId>(i)};
        for (std::size_t next = 0; next < seen.size(); ++next) {
            for (DataSetId const used : uses_[static_cast<std::size_t>(seen[next])]) {
                if (std::ranges::find(seen, used) == seen.end()) {
                    seen.push_back(used);
                }
            }
        }
        result_.visible.push_back(std::move(seen));
    }
    return std::move(result_);
}

}  // namespace

Location location_of(std::string const& file, toml::source_region const& region) {
    return {file, static_cast<std::uint32_t>(region.begin.line), static_cast<std::uint32_t>(region.begin.column)};
}

DataSetFiles load_data_sets(std::span<fs::path const> inputs, std::optional<std::string> const& base,
                            model::GraphBuilder& builder, Diagnostics& diagnostics) {
    Loader loader{builder, diagnostics};
    std::vector<fs::path> folders;
    for (fs::path const& input : inputs) {
        std::error_code error;
        if (!fs::exists(input, error)) {
            throw InputError(fmt::format("{}: cannot be read: {}", input.generic_string(),
                                         error ? error.message() : "there is no such file or folder"));
        }
        if (!fs::is_directory(input) && input.filename() != config_name) {
            throw InputError(
                fmt::format("{}: is neither the folder of a data set nor its {}", input.generic_string(), config_name));
        }
        fs::path folder = fs::is_directory(input) ? input : input.parent_path();
        folders.push_back((folder.empty() ? fs::path{"."} : folder).lexically_normal());
    }
    std::ranges::sort(folders, {}, [](fs::path const& each) { return fs::weakly_canonical(each); });
    for (fs::path const& folder : folders) {
        if (std::optional<DataSetId> const id = loader.load(folder, true, {}); id && base) {
            builder.data_set(*id).base = *base;
        }
    }
    if (base && folders.size() != 1) {
        throw std::invalid_argument("--base is for a single data set, and there are several");
    }
    return loader.finish();
}

}  // namespace stoa::ingest
