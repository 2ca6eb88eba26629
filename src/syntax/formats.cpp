#include "syntax/formats.hpp"

#include <algorithm>
#include <array>

#include "rdf/ascii.hpp"

namespace tamizdat::syntax {
namespace {

constexpr std::string_view turtle_types[] = {"application/x-turtle", "application/turtle", "text/n3",
                                             "text/rdf+n3"};
constexpr std::string_view turtle_extensions[] = {"turtle", "n3"};
constexpr std::string_view trig_types[] = {"application/x-trig"};
constexpr std::string_view ntriples_types[] = {"text/plain"};
constexpr std::string_view nquads_types[] = {"text/x-nquads", "text/nquads"};
constexpr std::string_view jsonld_types[] = {"application/json"};
constexpr std::string_view jsonld_extensions[] = {"json"};
constexpr std::string_view rdfxml_types[] = {"application/xml", "text/xml", "text/rdf"};
constexpr std::string_view rdfxml_extensions[] = {"xml", "owl"};
constexpr std::string_view html_types[] = {"application/xhtml+xml"};
constexpr std::string_view html_extensions[] = {"htm"};
constexpr std::string_view sparql_json_extensions[] = {"srj"};

#define W3C "http://www.w3.org/ns/formats/"

constexpr std::array table = {
    Format{FormatId::turtle, "turtle", "Turtle", "ttl", "text/turtle", "utf-8", turtle_types,
           turtle_extensions, W3C "Turtle", Family::graph, false, true, true},
    Format{FormatId::jsonld,
           "jsonld",
           "JSON-LD",
           "jsonld",
           "application/ld+json",
           {},
           jsonld_types,
           jsonld_extensions,
           W3C "JSON-LD",
           Family::graph,
           true,
           false,
           true},
    Format{FormatId::ntriples,
           "ntriples",
           "N-Triples",
           "nt",
           "application/n-triples",
           {},
           ntriples_types,
           {},
           W3C "N-Triples",
           Family::graph,
           false,
           true,
           true},
    Format{FormatId::nquads,
           "nquads",
           "N-Quads",
           "nq",
           "application/n-quads",
           {},
           nquads_types,
           {},
           W3C "N-Quads",
           Family::graph,
           true,
           true,
           true},
    Format{FormatId::trig,
           "trig",
           "TriG",
           "trig",
           "application/trig",
           {},
           trig_types,
           {},
           W3C "TriG",
           Family::graph,
           true,
           true,
           true},
    Format{FormatId::rdfxml,
           "rdfxml",
           "RDF/XML",
           "rdf",
           "application/rdf+xml",
           {},
           rdfxml_types,
           rdfxml_extensions,
           W3C "RDF_XML",
           Family::graph,
           false,
           true,
           true},
    Format{FormatId::html,
           "html",
           "HTML",
           "html",
           "text/html",
           "utf-8",
           html_types,
           html_extensions,
           {},
           Family::page,
           false,
           false,
           true},
    Format{FormatId::csv,
           "csv",
           "CSV",
           "csv",
           "text/csv",
           "utf-8",
           {},
           {},
           W3C "SPARQL_Results_CSV",
           Family::solutions,
           false,
           false,
           true},
    Format{FormatId::tsv,
           "tsv",
           "TSV",
           "tsv",
           "text/tab-separated-values",
           "utf-8",
           {},
           {},
           W3C "SPARQL_Results_TSV",
           Family::solutions,
           false,
           false,
           true},
    Format{FormatId::sparql_json,
           "sparql-json",
           "SPARQL JSON",
           "srj",
           "application/sparql-results+json",
           {},
           {},
           sparql_json_extensions,
           W3C "SPARQL_Results_JSON",
           Family::solutions,
           false,
           false,
           true},
    Format{FormatId::problem_json,
           "problem",
           "Problem details",
           "problem",
           "application/problem+json",
           {},
           {},
           {},
           {},
           Family::problem,
           false,
           false,
           true},
};

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view n) { return rdf::same_ignoring_case(n, name); });
}

template <class Matches>
const Format* find_row(Matches matches) {
  const auto row = std::find_if(table.begin(), table.end(), matches);
  return row == table.end() ? nullptr : &*row;
}

}  // namespace

std::span<const Format> formats() {
  return table;
}

const Format& format(FormatId id) {
  return *find_row([&](const Format& f) { return f.id == id; });
}

const Format* find_format(std::string_view name) {
  return find_row([&](const Format& f) {
    return rdf::same_ignoring_case(f.name, name) || rdf::same_ignoring_case(f.extension, name) ||
           contains(f.extension_aliases, name);
  });
}

const Format* find_media_type(std::string_view media_type) {
  std::string_view bare = media_type.substr(0, media_type.find(';'));
  while (!bare.empty() && (bare.back() == ' ' || bare.back() == '\t')) bare.remove_suffix(1);
  while (!bare.empty() && (bare.front() == ' ' || bare.front() == '\t')) bare.remove_prefix(1);
  return find_row([&](const Format& f) {
    return rdf::same_ignoring_case(f.media_type, bare) || contains(f.media_aliases, bare);
  });
}

bool is_packed(std::string_view file_name) {
  return file_name.ends_with(".gz") || file_name.ends_with(".zst");
}

const Format* format_of_file(std::string_view file_name) {
  if (is_packed(file_name)) file_name.remove_suffix(file_name.size() - file_name.rfind('.'));
  const auto dot = file_name.rfind('.');
  return dot == std::string_view::npos ? nullptr : find_format(file_name.substr(dot + 1));
}

}  // namespace tamizdat::syntax
