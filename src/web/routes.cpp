#include "web/routes.hpp"

#include <algorithm>
#include <array>

#include "answer/data_set.hpp"
#include "answer/document.hpp"
#include "answer/entity.hpp"
#include "answer/fragment.hpp"
#include "answer/fragment_api.hpp"
#include "answer/graph_document.hpp"
#include "answer/home.hpp"
#include "answer/kinds.hpp"
#include "answer/problem_types.hpp"
#include "answer/search.hpp"
#include "answer/timeline.hpp"
#include "answer/vocabularies.hpp"
#include "html/card.hpp"
#include "html/colours.hpp"
#include "rdf/iri.hpp"
#include "web/caching.hpp"
#include "web/discovery.hpp"
#include "web/finding.hpp"
#include "web/languages.hpp"
#include "web/pictures.hpp"
#include "web/problem.hpp"
#include "web/ways_in.hpp"

namespace tamizdat::web {
namespace {

using answer::Addresses;
using answer::Publication;
using rdf::Code;
using rdf::Error;
using rdf::Result;

constexpr std::string_view reading = "GET, HEAD, OPTIONS";
constexpr std::string_view asking = "GET, HEAD, POST, OPTIONS";

Error nothing_at(const Call& call) {
  return {Code::not_found, "there is nothing at this address",
          "start at " + call.publication->addresses.base()};
}

// --- answers by IRI ---------------------------------------------------------------------------------------

std::string extension_stem(const Addresses& addresses, std::string_view iri) {
  return addresses.reference(addresses.document_stem(iri));
}

std::string parameter_stem(const Addresses& addresses, const answer::Head& head) {
  std::string stem = addresses.reference(head.document);
  stem += stem.find('?') == std::string::npos ? "?format=" : "&format=";
  return stem;
}

template <class Answer>
std::optional<Page> page_of(const Call& call, Result<std::unique_ptr<Answer>>&& made) {
  if (!made) return std::nullopt;
  Page page;
  page.stem = extension_stem(call.publication->addresses, (*made)->head().subject);
  page.answer = std::move(*made);
  return page;
}

answer::EntityOptions entity_options(const Call& call) {
  answer::EntityOptions options;
  options.incoming = call.options.incoming_limit;
  return options;
}

// A loaded file is in one format at its own address, and has documents in the others.
std::optional<Page> graph_page(const Call& call, std::string_view iri) {
  auto page = page_of(call, answer::graph_at(call.publication, iri));
  const syntax::Format* format = document_format(iri);
  if (page && format != nullptr && format->family == syntax::Family::graph) {
    page->own = format;
    page->self = call.publication->addresses.reference(iri);
  }
  return page;
}

// Whatever has this very IRI: a loaded file, a document with things, a thing.
std::optional<Page> named(const Call& call, std::string_view iri) {
  const auto& publication = call.publication;
  // Asked first, for an error is dear to make: most IRIs are things.
  if (publication->graphs.contains(iri)) return graph_page(call, iri);
  if (publication->documents.contains(iri)) return page_of(call, answer::document_at(publication, iri));
  auto page = page_of(call, answer::describe_iri(publication, iri, entity_options(call)));
  if (page) page->see_other = publication->identity == answer::Identity::see_other;
  return page;
}

// The first spelling of what is asked for that gives a page.
template <class Make>
std::optional<Page> first_of(const Addresses::Asked& asked, Make make) {
  std::string_view before;
  for (const std::string_view iri : asked.spellings()) {
    if (iri == before) continue;
    if (auto page = make(iri)) return page;
    before = iri;
  }
  return std::nullopt;
}

std::optional<Page> named(const Call& call, const Addresses::Asked& asked) {
  return first_of(asked, [&](std::string_view iri) { return named(call, iri); });
}

void take_off(std::string& iri, std::size_t suffix, const std::string& otherwise) {
  // Where the client escaped even the dot, its own spelling is no third one.
  if (iri.size() > suffix && iri[iri.size() - suffix] == '.') {
    iri.resize(iri.size() - suffix);
  } else {
    iri = otherwise;
  }
}

std::optional<Page> document(const Call& call, Addresses::Asked asked) {
  const syntax::Format* format = document_format(asked.raw);
  if (format == nullptr) return std::nullopt;
  const std::size_t suffix = format->extension.size() + 1;
  asked.raw.resize(asked.raw.size() - suffix);
  take_off(asked.encoded, suffix, asked.raw);
  take_off(asked.sent, suffix, asked.raw);
  auto page = named(call, asked);
  if (!page) return std::nullopt;
  page->format = format;
  page->see_other = false;
  return page;
}

// A file is Turtle because its name says so; of other formats it has documents.
std::optional<Page> loaded_file(const Call& call, const Addresses::Asked& asked) {
  return first_of(asked, [&](std::string_view iri) -> std::optional<Page> {
    if (!call.publication->graphs.contains(iri)) return std::nullopt;
    auto page = graph_page(call, iri);
    if (page) page->format = page->own;
    return page;
  });
}

Result<Found> thing(const Call& call) {
  const Addresses& addresses = call.publication->addresses;
  if (const auto picture = call.publication->pictures.find(call.relative);
      picture != call.publication->pictures.end())
    return File{picture->second, std::string(html::media_type_of(call.relative)), caching::a_day, {}};
  if (!call.target.query().empty()) {  // the IRI itself may have a query
    if (const auto whole = addresses.asked(call.target.whole())) {
      if (auto page = named(call, *whole)) return std::move(*page);
    }
  }
  if (!call.asked) return nothing_at(call);
  const Addresses::Asked& asked = *call.asked;
  if (auto page = loaded_file(call, asked)) return std::move(*page);
  if (auto page = document(call, asked)) return std::move(*page);
  if (auto page = named(call, asked)) return std::move(*page);
  if (asked.raw == call.publication->dataset) return Redirect{303, addresses.path("")};
  return Error(Code::not_found, "the data say nothing about <" + asked.raw + ">",
               "look for a difference in spelling or case, or start at " + addresses.base());
}

// --- services ---------------------------------------------------------------------------------------------

Result<Found> home(const Call& call) {
  Page page;
  page.answer = std::make_unique<answer::Home>(call.publication);
  page.stem = parameter_stem(call.publication->addresses, page.answer->head());
  return page;
}

Result<Found> statistics(const Call& call) {
  Page page;
  page.answer = std::make_unique<answer::StatisticsPage>(call.publication);
  page.stem = parameter_stem(call.publication->addresses, page.answer->head());
  return page;
}

Error bad_iri(std::string message, const Call& call) {
  const auto example = call.publication->addresses.url("describe?iri=http%3A%2F%2Fexample.org%2Fthing");
  return Error(Code::bad_request, std::move(message), "ask like " + example).at("parameter iri");
}

// One thing out of a document of many, for those who name a format: at its own address a fragment never
// reaches the server.
std::optional<Page> alone(const Call& call, const std::string& iri) {
  const auto format = call.target.parameter("format");
  if (!format || !*format || iri.find('#') == std::string::npos) return std::nullopt;
  auto page = page_of(call, answer::describe_iri(call.publication, iri, entity_options(call)));
  if (page) {
    page->stem = call.publication->addresses.path("describe?iri=" + answer::encode_query_value(iri));
    page->stem += "&format=";
  }
  return page;
}

Result<Found> describe_own(const Call& call, const std::string& iri) {
  const Addresses& addresses = call.publication->addresses;
  if (auto page = alone(call, iri)) return std::move(*page);
  auto page = named(call, answer::without_fragment(iri));
  if (page && page->stem.starts_with(addresses.path("describe?"))) {
    page->see_other = false;  // its documents are here
    return std::move(*page);
  }
  if (iri.find('#') == std::string::npos && page) {
    // Where there is no redirect from the thing to its document, there is one from here to the thing.
    if (!page->see_other) return Redirect{303, addresses.href(iri)};
    return std::move(*page);
  }
  if (!answer::describe_iri(call.publication, iri)) page.reset();
  if (page) return Redirect{303, addresses.href(iri)};
  return Error(Code::not_found, "the data say nothing about <" + iri + ">").at("parameter iri");
}

Result<Found> describe(const Call& call) {
  const auto iri = call.target.parameter("iri");
  if (!iri) return iri.error();
  if (!*iri || (*iri)->empty()) return bad_iri("an IRI is needed", call);
  const std::string& wanted = **iri;
  if (!rdf::is_absolute_iri(wanted)) return bad_iri("'" + wanted + "' is not an absolute IRI", call);
  if (const auto fault = rdf::iri_fault(wanted)) return bad_iri("the IRI <" + wanted + "> " + *fault, call);
  const Addresses& addresses = call.publication->addresses;
  const bool lives_elsewhere = addresses.href(wanted).starts_with(addresses.path("describe?"));
  if (!lives_elsewhere) return describe_own(call, wanted);
  auto made = answer::describe_iri(call.publication, wanted, entity_options(call));
  if (!made) return std::move(made.error()).at("parameter iri");
  return std::move(*page_of(call, std::move(made)));
}

answer::FragmentLimits fragment_limits(const Call& call) {
  answer::FragmentLimits limits;
  limits.page_size = call.options.page_size;
  return limits;
}

// POST carries long lists of bindings as a form.
Result<std::string_view> form_of(const Request& request) {
  if (request.method != "POST") return std::string_view();
  if (const std::string_view coding = request.fields.get("Content-Encoding");
      !coding.empty() && !same_token(coding, "identity")) {
    return Error(Code::unsupported_media_type, "a pattern is not read from packed content",
                 "send it as it is, without Content-Encoding");
  }
  const std::string_view type = request.fields.get("Content-Type");
  if (same_token(trimmed(type.substr(0, type.find(';'))), "application/x-www-form-urlencoded"))
    return std::string_view(request.body);
  return Error(Code::unsupported_media_type, "a pattern is not read from this type of content",
               "send parameters as application/x-www-form-urlencoded");
}

constexpr std::string_view minimal = "return=minimal";

// RFC 7240 §2: preferences are separated by commas, their parameters by semicolons.
bool prefers_minimal(const Request& request) {
  const std::string all = request.fields.combined("Prefer");
  std::string_view rest = all;
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find(','));
    if (same_token(trimmed(one.substr(0, one.find(';'))), minimal)) return true;
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
  }
  return false;
}

Result<Found> fragments_of(const Call& call, answer::FragmentKind kind) {
  const auto form = form_of(call.request);
  if (!form) return form.error();
  const bool data_alone = prefers_minimal(call.request);
  auto made = answer::fragment(call.publication, kind, call.target.query(), *form, fragment_limits(call),
                               data_alone ? answer::Controls::none : answer::Controls::as_asked);
  if (!made) return made.error();
  Page page;
  page.by_preference = true;
  if (data_alone) page.preference = minimal;
  page.answer = std::move(*made);
  page.stem = parameter_stem(call.publication->addresses, page.answer->head());
  return page;
}

Result<Found> triple_fragments(const Call& call) {
  return fragments_of(call, answer::FragmentKind::triples);
}

Result<Found> quad_fragments(const Call& call) {
  return fragments_of(call, answer::FragmentKind::quads);
}

Result<Found> fragment_api(const Call& call) {
  Page page;
  page.answer = std::make_unique<answer::FragmentApi>(call.publication, fragment_limits(call));
  page.stem = parameter_stem(call.publication->addresses, page.answer->head());
  return page;
}

Page listed(const Call& call, std::unique_ptr<const answer::Answer> made) {
  Page page;
  page.answer = std::move(made);
  page.stem = parameter_stem(call.publication->addresses, page.answer->head());
  return page;
}

Result<Found> search(const Call& call) {
  auto made = answer::search(call.publication, call.target.query());
  if (!made) return made.error();
  return listed(call, std::move(*made));
}

Result<Found> kinds(const Call& call) {
  auto languages = languages_of(call.request, call.target);
  if (!languages) return languages.error();
  auto made = answer::kinds(call.publication, call.target.query(), std::move(languages->wishes));
  if (!made) return made.error();
  return listed(call, std::move(*made));
}

Result<Found> timeline(const Call& call) {
  auto made = answer::timeline(call.publication, call.target.query());
  if (!made) return made.error();
  return listed(call, std::move(*made));
}

// Where a vocabulary has a document of its own, that is where it is told; a scheme, of which a document may
// have several, is told apart.
Result<Found> vocabulary(const Call& call) {
  const auto iri = call.target.parameter("iri");
  if (!iri) return iri.error();
  if (!*iri || (*iri)->empty()) return listed(call, std::make_unique<answer::Vocabularies>(call.publication));
  auto made = answer::vocabulary_at(call.publication, **iri);
  if (!made) return std::move(made.error()).at("parameter iri");
  const std::string& subject = (*made)->head().subject;
  const auto document = answer::without_fragment(subject);
  const bool is_document = subject.size() <= document.size() + 1;
  if (is_document && call.publication->documents.contains(document))
    return Redirect{303, call.publication->addresses.href(document)};
  return listed(call, std::move(*made));
}

Result<Found> suggestions(const Call& call) {
  const auto made = answer::suggestions(*call.publication, call.target.query());
  if (!made) return made.error();
  return File{std::make_shared<const std::string>(suggestions_json(*made)),
              std::string(answer::suggestions_type),
              caching::answer,
              {}};
}

Result<Found> description_for_browsers(const Call& call) {
  return File{std::make_shared<const std::string>(search_description(*call.publication)),
              std::string(answer::search_description_type),
              caching::a_day,
              {}};
}

Result<Found> description_of_the_data(const Call& call) {
  return Redirect{303, call.publication->addresses.path("")};
}

// Other names that begin like this are things like any other.
Result<Found> dump(const Call& call) {
  const answer::DumpFile* file = answer::find_dump(call.relative);
  if (file == nullptr) return thing(call);
  return Dump{file};
}

File plain_text(std::string text, unsigned status = 200) {
  return {std::make_shared<const std::string>(std::move(text)),
          "text/plain; charset=utf-8",
          caching::never,
          {},
          status};
}

// It lives.
Result<Found> health(const Call&) {
  return plain_text("ok\n");
}

// It may be sent requests.
Result<Found> readiness(const Call& call) {
  const bool ready = call.options.operations == nullptr || call.options.operations->ready();
  return ready ? plain_text("ready\n") : plain_text("stopping\n", 503);
}

Result<Found> metrics(const Call& call) {
  if (call.options.operations == nullptr) return nothing_at(call);
  File file = plain_text(call.options.operations->metrics());
  file.media_type = "text/plain; version=0.0.4; charset=utf-8";
  return file;
}

Result<Found> status(const Call& call) {
  if (call.options.operations == nullptr) return nothing_at(call);
  return Screen{std::make_unique<answer::StatusReport>(
      call.publication, call.options.operations->status(call.request.from_operator))};
}

Result<Found> status_for_programs(const Call& call) {
  if (call.options.operations == nullptr) return nothing_at(call);
  return File{std::make_shared<const std::string>(
                  status_json(call.options.operations->status(call.request.from_operator))),
              "application/json",
              caching::never,
              {}};
}

// What the types of problem details stand for.
Result<Found> problem_types(const Call& call) {
  std::vector<answer::ProblemType> types;
  for (int number = 0; number <= static_cast<int>(Code::range_not_satisfiable); ++number) {
    const auto code = static_cast<Code>(number);
    types.push_back({code, status_of(code)});
  }
  Page page;
  page.answer = std::make_unique<answer::ProblemTypes>(call.publication, std::move(types));
  page.stem = parameter_stem(call.publication->addresses, page.answer->head());
  return page;
}

File file_of(const html::Asset& asset, std::string_view cache_control) {
  return {std::make_shared<const std::string>(asset.content), asset.media_type, cache_control, asset.hash};
}

std::optional<File> asset_at(std::string_view relative, const html::Assets& assets) {
  const auto slash = relative.rfind('/');
  const auto name = relative.substr(slash + 1);
  const html::Asset* found = assets.find(name);
  if (found == nullptr) return std::nullopt;
  if (assets.address(name) == relative) return file_of(*found, caching::asset);
  // What a style sheet names stands beside it, under the style sheet's hash.
  const std::string style = assets.address("style.css");
  const bool is_beside =
      std::string_view(style).substr(0, style.rfind('/') + 1) == relative.substr(0, slash + 1);
  if (!is_beside) return std::nullopt;
  return file_of(*found, caching::a_day);
}

Result<Found> asset(const Call& call) {
  for (const html::Assets* assets : {&call.assets, call.former_assets}) {
    if (assets == nullptr) continue;
    if (auto file = asset_at(call.relative, *assets)) return std::move(*file);
  }
  return Error(Code::not_found, "there is no such asset, or its content has changed",
               "load the page again that linked to it");
}

Result<Found> colours(const Call& call) {
  const auto name = call.relative.substr(call.relative.rfind('/') + 1);
  const auto chosen = html::Colours::named(name.substr(0, name.rfind('.')));
  if (!chosen || call.relative != html::colours_address(*chosen)) return nothing_at(call);
  return File{std::make_shared<const std::string>(chosen->style()), std::string(html::media_type_of(name)),
              caching::asset, std::string(name)};
}

Result<Found> card(const Call& call) {
  if (const html::Asset* own = call.assets.find("card.png")) return file_of(*own, caching::a_day);
  return File{
      std::make_shared<const std::string>(html::card(*call.publication)),
      std::string(html::media_type_of(html::card_address)), caching::a_day,
      call.publication->snapshot->info().version + call.publication->title + call.publication->colour};
}

Result<Found> favicon(const Call& call) {
  for (const std::string_view name : {"favicon.ico", "favicon.svg", "icon.svg"}) {
    if (const html::Asset* found = call.assets.find(name)) return file_of(*found, caching::a_day);
  }
  return nothing_at(call);
}

// --- the table --------------------------------------------------------------------------------------------

constexpr std::array routes = {
    Route{"", reading, home},
    Route{"describe", reading, describe},
    Route{"fragments", asking, triple_fragments, false, true},
    Route{"fragments/quads", asking, quad_fragments, false, true},
    Route{"fragments/api", reading, fragment_api},
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
    Route{"favicon.ico", reading, favicon},
    Route{"-/healthz", reading, health, true},
    Route{"-/readyz", reading, readiness, true},
    Route{"-/metrics", reading, metrics, true},
    Route{"-/status", reading, status, true},
    Route{"-/status.json", reading, status_for_programs, true},
    Route{"-/picture", reading, picture},
    Route{answer::problem_types_path, reading, problem_types},
    Route{"-/negotiate", reading, discovery::negotiation, false, true},
    Route{"-/assets/*", reading, asset},
    Route{"-/colours/*", reading, colours},
    Route{html::card_address, reading, card},
    Route{"*", reading, thing},
};

bool fits(std::string_view pattern, std::string_view relative) {
  if (!pattern.ends_with('*')) return pattern == relative;
  return relative.starts_with(pattern.substr(0, pattern.size() - 1));
}

}  // namespace

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
  return route.make != thing;
}

}  // namespace tamizdat::web
