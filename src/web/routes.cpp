#include "web/routes.hpp"

#include <algorithm>
#include <array>

#include "answer/data_set.hpp"
#include "answer/home.hpp"
#include "answer/kinds.hpp"
#include "answer/problem_types.hpp"
#include "answer/search.hpp"
#include "answer/timeline.hpp"
#include "answer/vocabularies.hpp"
#include "html/card.hpp"
#include "web/caching.hpp"
#include "web/discovery.hpp"
#include "web/finding.hpp"
#include "web/health.hpp"
#include "web/languages.hpp"
#include "web/look.hpp"
#include "web/patterns.hpp"
#include "web/pictures.hpp"
#include "web/problem.hpp"
#include "web/things.hpp"
#include "web/ways_in.hpp"

namespace tamizdat::web {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Result;

constexpr std::string_view reading = "GET, HEAD, OPTIONS";
constexpr std::string_view asking = "GET, HEAD, POST, OPTIONS";

Result<Found> home(const Call& call) {
  if (auto page = things::with_query(call)) return std::move(*page);
  return page_with(call, std::make_unique<answer::Home>(call.publication));
}

Result<Found> statistics(const Call& call) {
  return page_with(call, std::make_unique<answer::StatisticsPage>(call.publication));
}

Result<Found> search(const Call& call) {
  auto made = answer::search(call.publication, call.target.query());
  if (!made) return made.error();
  return page_with(call, std::move(*made));
}

Result<Found> kinds(const Call& call) {
  auto languages = languages_of(call.request, call.target);
  if (!languages) return languages.error();
  auto made = answer::kinds(call.publication, call.target.query(), std::move(languages->wishes));
  if (!made) return made.error();
  return page_with(call, std::move(*made));
}

Result<Found> timeline(const Call& call) {
  auto made = answer::timeline(call.publication, call.target.query());
  if (!made) return made.error();
  return page_with(call, std::move(*made));
}

// Where a vocabulary has a document of its own, that is where it is told; a scheme, of which a document may
// have several, is told apart.
Result<Found> vocabulary(const Call& call) {
  const auto iri = call.target.parameter("iri");
  if (!iri) return iri.error();
  if (!*iri || (*iri)->empty())
    return page_with(call, std::make_unique<answer::Vocabularies>(call.publication));
  auto made = answer::vocabulary_at(call.publication, **iri);
  if (!made) return std::move(made.error()).at("parameter iri");
  const std::string& subject = (*made)->head().subject;
  const auto document = answer::without_fragment(subject);
  const bool is_document = subject.size() <= document.size() + 1;
  if (is_document && call.publication->documents.contains(document))
    return Redirect{303, call.publication->addresses.href(document)};
  return page_with(call, std::move(*made));
}

Result<Found> suggestions(const Call& call) {
  const auto language = call.target.parameter("lang");
  if (!language) return language.error();
  std::vector<std::string> wishes;
  if (*language) wishes.push_back(**language);
  const auto& common = call.messages.choose(wishes);
  const auto made = answer::suggestions(*call.publication, call.target.query(), &common);
  if (!made) return made.error();
  return File{std::make_shared<const std::string>(suggestions_json(*made)),
              std::string(answer::suggestions_type),
              caching::answer,
              {}};
}

Result<Found> description_for_browsers(const Call& call) {
  return File{std::make_shared<const std::string>(search_description(*call.publication)),
              std::string(answer::search_description_type), caching::a_day,
              "title " + call.publication->title};
}

Result<Found> description_of_the_data(const Call& call) {
  return Redirect{303, call.publication->addresses.path("")};
}

// Other names that begin like this are things like any other.
Result<Found> dump(const Call& call) {
  const answer::DumpFile* file = answer::find_dump(call.relative);
  if (file == nullptr) return things::thing(call);
  return Dump{file};
}

// What the types of problem details stand for.
Result<Found> problem_types(const Call& call) {
  std::vector<answer::ProblemType> types;
  for (int number = 0; number <= static_cast<int>(Code::range_not_satisfiable); ++number) {
    const auto code = static_cast<Code>(number);
    types.push_back({code, status_of(code)});
  }
  return page_with(call, std::make_unique<answer::ProblemTypes>(call.publication, std::move(types)));
}

// --- the table --------------------------------------------------------------------------------------------

constexpr std::array routes = {
    Route{"", reading, home},
    Route{"describe", reading, things::describe},
    Route{"fragments", asking, patterns::triples, false, true},
    Route{"fragments/quads", asking, patterns::quads, false, true},
    Route{"fragments/api", reading, patterns::api},
    Route{"search", reading, search, false, true},
    Route{"search/suggest", reading, suggestions},
    Route{answer::search_description_path, reading, description_for_browsers},
    Route{"kinds", reading, kinds},
    Route{"timeline", reading, timeline},
    Route{"vocabulary", reading, vocabulary},
    Route{"dump.*", reading, dump},
    Route{answer::statistics_path, reading, statistics},
    Route{answer::void_path, reading, description_of_the_data},
    Route{answer::api_catalog_path, reading, discovery::catalogue},
    Route{linkset_path, reading, discovery::signposts},
    Route{sitemap_path, reading, discovery::index_of_pages},
    Route{"sitemap-*", reading, discovery::part_of_pages},
    Route{robots_path, reading, discovery::robots_text},
    Route{"favicon.ico", reading, look::favicon},
    Route{"-/healthz", reading, health::alive, true},
    Route{"-/readyz", reading, health::ready, true},
    Route{"-/metrics", reading, health::metrics, true},
    Route{"-/status", reading, health::status, true},
    Route{"-/status.json", reading, health::status_for_programs, true},
    Route{"-/picture", reading, picture},
    Route{answer::problem_types_path, reading, problem_types},
    Route{"-/negotiate", reading, discovery::negotiation, false, true},
    Route{"-/assets/*", reading, look::asset},
    Route{"-/colours/*", reading, look::colours},
    Route{html::card_address, reading, look::card},
    Route{"*", reading, things::thing},
};

bool fits(std::string_view pattern, std::string_view relative) {
  if (!pattern.ends_with('*')) return pattern == relative;
  return relative.starts_with(pattern.substr(0, pattern.size() - 1));
}

}  // namespace

Page page_with(const Call& call, std::unique_ptr<const answer::Answer> made) {
  Page page;
  page.answer = std::move(made);
  page.stem = call.publication->addresses.reference(page.answer->head().document);
  page.stem += page.stem.find('?') == std::string::npos ? "?format=" : "&format=";
  return page;
}

rdf::Error nothing_at(const Call& call) {
  return {Code::not_found, "there is nothing at this address",
          "start at " + call.publication->addresses.base()};
}

std::span<const Route> all_routes() {
  return routes;
}

rdf::Result<Found> find(const Call& call) {
  return route_of(call.relative).make(call);
}

bool is_known_to_all(std::string_view relative) {
  return relative.starts_with("-/") || relative == robots_path || relative == answer::void_path ||
         relative == answer::api_catalog_path;
}

const Route& route_of(std::string_view relative) {
  return *std::find_if(routes.begin(), routes.end(),
                       [&](const Route& route) { return fits(route.pattern, relative); });
}

bool allows(const Route& route, std::string_view method) {
  std::string_view rest = route.allow;
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find(','));
    if (trimmed(one) == method) return true;
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
  }
  return false;
}

bool is_known_method(std::string_view method) {
  constexpr std::array<std::string_view, 9> known = {"GET",    "HEAD",  "OPTIONS", "POST",   "PUT",
                                                     "DELETE", "PATCH", "TRACE",   "CONNECT"};
  return std::find(known.begin(), known.end(), method) != known.end();
}

const syntax::Format* document_format(std::string_view path) {
  const auto dot = path.rfind('.');
  if (dot == std::string_view::npos || path.find('/', dot) != std::string_view::npos) return nullptr;
  const syntax::Format* format = syntax::find_format(path.substr(dot + 1));
  const bool serves = format != nullptr && format->writable && path.substr(dot + 1) == format->extension &&
                      (format->family == syntax::Family::graph || format->family == syntax::Family::page);
  return serves ? format : nullptr;
}

bool is_service(const Route& route) {
  return route.make != things::thing;
}

}  // namespace tamizdat::web
