#include "answer/fragment_request.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>

#include "rdf/iri.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

using rdf::Code;
using rdf::Result;

/// Parameters that web/ reads for every address.
constexpr std::array<std::string_view, 2> common = {"format", "lang"};

std::vector<std::string_view> split_columns(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  bool bracketed = false;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && (text[i] == '<' || text[i] == '>')) bracketed = text[i] == '<';
    if (i == text.size() || (text[i] == ',' && !bracketed)) {
      std::string_view part = text.substr(begin, i - begin);
      while (part.starts_with(' ')) part.remove_prefix(1);
      while (part.ends_with(' ')) part.remove_suffix(1);
      if (!part.empty()) parts.push_back(part);
      begin = i + 1;
    }
  }
  return parts;
}

/// Reads the parameters of one request into `request_`.
class RequestReader {
 public:
  RequestReader(const store::Snapshot& snapshot, const Addresses& addresses, const FragmentLimits& limits,
                Misfits misfits, FragmentRequest& request)
      : snapshot_(snapshot), addresses_(addresses), limits_(limits), misfits_(misfits), request_(request) {}

  Result<void> read(const QueryPiece& piece) {
    if (std::find(common.begin(), common.end(), piece.name) != common.end()) return {};
    const FragmentParameter* parameter = find_fragment_parameter(piece.name);
    const bool foreign = piece.name == "graph" && request_.kind == FragmentKind::triples;
    if (parameter == nullptr || foreign) {
      request_.unknown.push_back(piece.name);
      return {};
    }
    if (!parameter->repeatable && seen(piece.name)) {
      return refuse_parameter(piece.name, "it is given more than once",
                              "give it once: " + piece.name + "=" + std::string(parameter->example));
    }
    for (const auto& [name, reader] : readers) {
      if (name == piece.name) return (this->*reader)(piece);
    }
    return {};
  }

 private:
  using Reader = Result<void> (RequestReader::*)(const QueryPiece&);
  struct Row {
    std::string_view name;
    Reader reader;
  };
  static const std::array<Row, 17> readers;

  bool seen(const std::string& name) {
    const bool was = std::find(seen_.begin(), seen_.end(), name) != seen_.end();
    seen_.push_back(name);
    return was;
  }

  void unskolemize(rdf::Term& term) const {
    if (term.kind != rdf::TermKind::iri) return;
    if (auto label = addresses_.blank_label(term.text)) term = rdf::Term(rdf::blank(*label));
  }

  Result<rdf::Term> term(std::string_view parameter, std::string_view text) const {
    auto read = query::parse_term(parameter, text, snapshot_);
    if (read) unskolemize(*read);
    return read;
  }

  Result<void> place(const QueryPiece& piece, query::Slot& slot, bool literal_fits) {
    auto read = query::parse_slot(piece.name, piece.value, snapshot_);
    if (!read && misfits_ == Misfits::empty && rdf::is_absolute_iri(piece.value)) {
      request_.misfits.push_back(piece.name);
      read = query::Slot{rdf::Term(rdf::iri(piece.value)), {}};
    }
    if (!read) return read.error();
    if (!literal_fits && read->term.kind == rdf::TermKind::literal) {
      request_.misfits.push_back(piece.name);
      if (misfits_ == Misfits::refused)
        return refuse_parameter(
            piece.name, "a literal cannot stand as " + piece.name + ", and " + piece.value + " is one",
            "write an IRI such as http://example.org/thing, or put the literal into object=");
    }
    unskolemize(read->term);
    slot = std::move(*read);
    return {};
  }

  Result<void> subject(const QueryPiece& piece) { return place(piece, request_.pattern.subject, false); }
  Result<void> predicate(const QueryPiece& piece) { return place(piece, request_.pattern.predicate, false); }
  Result<void> object(const QueryPiece& piece) { return place(piece, request_.pattern.object, true); }
  Result<void> graph(const QueryPiece& piece) {
    request_.pattern.default_graph = piece.value == default_graph_iri(addresses_);
    return place(piece, request_.pattern.graph, false);
  }

  Result<void> values(const QueryPiece& piece) {
    auto read = query::parse_bindings(piece.value, snapshot_, limits_.max_bindings);
    if (!read) return read.error();
    for (auto& row : read->rows) {
      for (rdf::Term& value : row) unskolemize(value);
    }
    request_.bindings = std::move(*read);
    return {};
  }

  Result<void> language(const QueryPiece& piece) {
    if (piece.value != "*" && !is_language(piece.value)) {
      return refuse_parameter(piece.name, "'" + piece.value + "' is not a language tag",
                              "write language=en, * for any, or none");
    }
    request_.filters.language = piece.value == "none" ? std::string() : piece.value;
    return {};
  }

  /// Letters, digits and hyphens (BCP 47, loosely).
  static bool is_language(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
  }

  Result<void> iri(const QueryPiece& piece, rdf::Term& into) {
    auto read = term(piece.name, piece.value);
    if (!read) return read.error();
    if (read->kind == rdf::TermKind::literal)
      return refuse_parameter(piece.name, "it wants an IRI, not a literal",
                              "write xsd:integer or a whole IRI");
    into = std::move(*read);
    return {};
  }

  Result<void> datatype(const QueryPiece& piece) {
    rdf::Term read;
    auto done = iri(piece, read);
    request_.filters.datatype = std::move(read.text);
    return done;
  }

  Result<void> bound(const QueryPiece& piece, std::optional<query::Value>& into) {
    query::Value value;
    if (piece.value.starts_with('"')) {
      const auto read = query::parse_term(piece.name, piece.value, snapshot_);
      if (!read) return read.error();
      value = query::value_of(read->view());
    } else {
      value = {query::parse_number(piece.value), query::parse_time(piece.value)};
    }
    if (!value.number && !value.time) {
      return refuse_parameter(piece.name, "'" + piece.value + "' is neither a number nor a date",
                              "write 1948, 3.5, 1948-06-28 or \"1948\"^^xsd:gYear");
    }
    into = std::move(value);
    return {};
  }
  Result<void> min(const QueryPiece& piece) { return bound(piece, request_.filters.min); }
  Result<void> max(const QueryPiece& piece) { return bound(piece, request_.filters.max); }

  Result<void> label(const QueryPiece& piece) {
    request_.filters.label_prefix = piece.value;
    return {};
  }

  Result<void> type(const QueryPiece& piece) {
    query::Branch branch{rdf::Term(rdf::iri(rdf::rdfns::type)), {}};
    auto done = iri(piece, branch.object);
    request_.filters.branches.push_back(std::move(branch));
    return done;
  }

  Result<void> with(const QueryPiece& piece) {
    const std::string_view text = piece.value;
    const auto space = text.find(' ');
    auto predicate = term(piece.name, text.substr(0, space));
    if (!predicate) return predicate.error();
    query::Branch branch{std::move(*predicate), {}};
    if (space != std::string_view::npos && space + 1 < text.size()) {
      auto object = term(piece.name, text.substr(space + 1));
      if (!object) return object.error();
      branch.object = std::move(*object);
    }
    request_.filters.branches.push_back(std::move(branch));
    return {};
  }

  Result<void> sort(const QueryPiece& piece) {
    constexpr std::array<std::pair<std::string_view, query::SortKey>, 3> keys = {
        {{"label", query::SortKey::subject_label},
         {"object-label", query::SortKey::object_label},
         {"value", query::SortKey::object_value}}};
    std::string_view name = piece.value;
    request_.filters.descending = name.starts_with('-');
    if (request_.filters.descending) name.remove_prefix(1);
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const auto& k) { return k.first == name; });
    if (key == keys.end())
      return refuse_parameter(piece.name, "'" + piece.value + "' is not something to sort by",
                              "write label, object-label or value, with - before it for descending");
    request_.filters.sort = key->second;
    return {};
  }

  Result<void> select(const QueryPiece& piece) {
    for (const std::string_view part : split_columns(piece.value)) {
      auto column = read_column(part);
      if (!column) return column.error();
      request_.select.push_back(std::move(*column));
    }
    if (request_.select.size() > limits_.max_columns) {
      return refuse_parameter(piece.name, "more than " + std::to_string(limits_.max_columns) + " columns",
                              "ask for fewer", Code::unprocessable);
    }
    return {};
  }

  Result<Column> read_column(std::string_view part) const {
    constexpr std::array<std::string_view, 4> places = {"subject", "predicate", "object", "graph"};
    const bool labelled = part.ends_with(".label");
    const std::string_view bare = labelled ? part.substr(0, part.size() - 6) : part;
    const auto place = std::find(places.begin(), places.end(), bare);
    if (place != places.end()) {
      const auto which = static_cast<int>(place - places.begin());
      std::string heading(bare);
      if (labelled) heading += "_label";
      return Column{labelled ? Column::What::label : Column::What::place, which, {}, std::move(heading)};
    }
    auto property = term("select", part);
    if (!property) return property.error();
    return Column{Column::What::property, 0, std::move(*property), heading_of(part)};
  }

  /// A SPARQL variable name: letters, digits and underscores.
  static std::string heading_of(std::string_view name) {
    const auto cut = name.find_last_of("/#");
    if (name.find("://") != std::string_view::npos && cut != std::string_view::npos)
      name = name.substr(cut + 1);
    std::string heading;
    for (const char c : name) {
      if (c == '<' || c == '>') continue;
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      heading += plain ? c : '_';
    }
    return heading;
  }

  Result<std::uint64_t> number(const QueryPiece& piece, std::uint64_t most) {
    std::uint64_t value = 0;
    const char* end = piece.value.data() + piece.value.size();
    const auto [stop, failed] = std::from_chars(piece.value.data(), end, value);
    if (failed == std::errc{} && stop == end && value >= 1 && value <= most) return value;
    return refuse_parameter(
        piece.name, "'" + piece.value + "' is not a whole number from 1 to " + std::to_string(most),
        "write " + piece.name + "=" + std::string(find_fragment_parameter(piece.name)->example));
  }
  Result<void> page(const QueryPiece& piece) {
    const auto read = number(piece, std::uint64_t{1} << 40);
    if (!read) return read.error();
    request_.page = *read;
    return {};
  }
  Result<void> limit(const QueryPiece& piece) {
    const auto read = number(piece, limits_.max_page_size);
    if (!read) return read.error();
    request_.limit = *read;
    return {};
  }
  Result<void> controls(const QueryPiece& piece) {
    if (piece.value != "none" && piece.value != "all" && !piece.value.empty()) {
      return refuse_parameter(piece.name, "'" + piece.value + "' is not a choice",
                              "write controls=none for the data alone");
    }
    request_.controls = piece.value != "none";
    return {};
  }

  const store::Snapshot& snapshot_;
  const Addresses& addresses_;
  const FragmentLimits& limits_;
  Misfits misfits_;
  FragmentRequest& request_;
  std::vector<std::string> seen_;
};

const std::array<RequestReader::Row, 17> RequestReader::readers = {{
    {"subject", &RequestReader::subject},
    {"predicate", &RequestReader::predicate},
    {"object", &RequestReader::object},
    {"graph", &RequestReader::graph},
    {"values", &RequestReader::values},
    {"language", &RequestReader::language},
    {"datatype", &RequestReader::datatype},
    {"min", &RequestReader::min},
    {"max", &RequestReader::max},
    {"label", &RequestReader::label},
    {"type", &RequestReader::type},
    {"with", &RequestReader::with},
    {"sort", &RequestReader::sort},
    {"select", &RequestReader::select},
    {"page", &RequestReader::page},
    {"limit", &RequestReader::limit},
    {"controls", &RequestReader::controls},
}};

/// Whether nothing can lie between the two, read either way.
bool backwards(const query::Value& min, const query::Value& max) {
  const bool numbers = min.number && max.number && *min.number <= *max.number;
  const bool times = min.time && max.time && min.time->begin <= max.time->end;
  return !numbers && !times;
}

/// The languages of `lang`, best first; as of Accept-Language, but without weights.
std::vector<std::string> languages_in(std::string_view text) {
  std::vector<std::string> languages;
  for (const std::string_view part : split_columns(text))
    languages.emplace_back(part.substr(0, part.find(';')));
  return languages;
}

Result<void> check(const FragmentRequest& request) {
  if (request.bindings && request.filters.any()) {
    return refuse_parameter("values", "bindings cannot be combined with filters",
                            "leave out values= or the filters");
  }
  if (request.filters.min && request.filters.max && backwards(*request.filters.min, *request.filters.max))
    return refuse_parameter("min", "nothing lies between it and max", "exchange the two");
  return {};
}

/// An empty filter is one that a form sent along.
bool is_blank_field(const QueryPiece& piece) {
  return piece.value.empty();
}

}  // namespace

std::string_view FragmentRequest::value(std::string_view name) const {
  const auto at =
      std::find_if(pieces.begin(), pieces.end(), [&](const QueryPiece& p) { return p.name == name; });
  return at == pieces.end() ? std::string_view{} : std::string_view(at->value);
}

std::string default_graph_iri(const Addresses& addresses) {
  return addresses.url("fragments/quads#default-graph");
}

Result<FragmentRequest> parse_fragment_request(FragmentKind kind, std::string_view query,
                                               std::string_view form, const store::Snapshot& snapshot,
                                               const Addresses& addresses, const FragmentLimits& limits,
                                               Misfits misfits) {
  FragmentRequest request;
  request.kind = kind;
  request.limit = limits.page_size;
  request.pattern.graphs = kind == FragmentKind::quads ? query::Graphs::each : query::Graphs::all_as_one;
  for (const std::string_view part : {query, form}) {
    auto pieces = parse_query(part);
    if (!pieces) return pieces.error();
    request.pieces.insert(request.pieces.end(), std::make_move_iterator(pieces->begin()),
                          std::make_move_iterator(pieces->end()));
  }
  RequestReader reader(snapshot, addresses, limits, misfits, request);
  for (const QueryPiece& piece : request.pieces) {
    if (is_blank_field(piece) && find_fragment_parameter(piece.name) != nullptr) continue;
    if (auto read = reader.read(piece); !read) return read.error();
  }
  if (auto checked = check(request); !checked) return checked.error();
  request.languages = languages_in(request.value("lang"));
  return request;
}

}  // namespace tamizdat::answer
