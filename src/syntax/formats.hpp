#pragma once
// THE format table. Accept, file extensions, Content-Type, Link: rel=alternate, the page's "also as", the
// data-set description, the loader's guess and the tests all derive from it. A new format is one row and one
// writer (or reader).
#include <cstdint>
#include <span>
#include <string_view>

namespace tamizdat::syntax {

enum class FormatId : std::uint8_t {
  turtle,
  trig,
  ntriples,
  nquads,
  jsonld,
  rdfxml,  // graphs
  html,    // pages
  csv,
  tsv,
  sparql_json,   // solutions
  problem_json,  // errors
};

/// What a format can carry. An answer offers the formats of its own family; pages go with every family.
enum class Family : std::uint8_t { graph, page, solutions, problem };

struct Format {
  FormatId id;
  std::string_view name;       ///< as in `--to turtle` and `?format=turtle`
  std::string_view label;      ///< for people
  std::string_view extension;  ///< without the dot; document URLs end in it
  std::string_view media_type;
  std::string_view charset;  ///< what Content-Type says after "; charset=", empty for none
  std::span<const std::string_view>
      media_aliases;  ///< also answered for in Accept, and accepted as Content-Type
  std::span<const std::string_view> extension_aliases;  ///< also recognised in file names and `?format=`
  std::string_view iri;  ///< W3C format IRI (https://www.w3.org/ns/formats/), or empty
  Family family;
  bool graphs;  ///< carries named graphs
  bool readable;
  bool writable;
};

/// All rows, in the server's order of preference: it breaks ties between equal weights, nothing else.
std::span<const Format> formats();

const Format& format(FormatId id);
/// By name, extension or alias of one ("turtle", "ttl"); null if unknown.
const Format* find_format(std::string_view name_or_extension);
/// By bare media type, without regard to case and parameters; aliases included; null if unknown.
const Format* find_media_type(std::string_view media_type);
/// A name that ends in ".gz" or ".zst".
bool is_packed(std::string_view file_name);
/// By the extension of a file name, seen through ".gz" and ".zst"; null if unknown.
const Format* format_of_file(std::string_view file_name);

}  // namespace tamizdat::syntax
