#include "web/things.hpp"

#include <algorithm>

#include "answer/document.hpp"
#include "answer/entity.hpp"
#include "answer/graph_document.hpp"
#include "rdf/iri.hpp"
#include "web/caching.hpp"

namespace tamizdat::web::things {
namespace {

using answer::Addresses;
using rdf::Code;
using rdf::Error;
using rdf::Result;

std::string extension_stem(const Addresses& addresses, std::string_view iri) {
  return addresses.reference(addresses.document_stem(iri));
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
  take_off(asked.bare, suffix, asked.raw);
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

Error bad_iri(std::string message, const Call& call) {
  const auto example = call.publication->addresses.url("describe?iri=http%3A%2F%2Fexample.org%2Fthing");
  return Error(Code::bad_request, std::move(message), "ask like " + example).at("parameter iri");
}

// One thing out of a document of many, for those who name a format: at its own address a fragment never
// reaches the server. Or one that is only mentioned, so that no document tells of it.
std::optional<Page> alone(const Call& call, const std::string& iri) {
  const auto format = call.target.parameter("format");
  if (iri.find('#') == std::string::npos) return std::nullopt;
  const bool is_told = answer::is_in_document(*call.publication, iri);
  if (is_told && (!format || !*format)) return std::nullopt;
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

}  // namespace

std::optional<Page> with_query(const Call& call) {
  if (call.target.query().empty()) return std::nullopt;
  const auto whole = call.publication->addresses.asked(call.target.whole());
  return whole ? named(call, *whole) : std::nullopt;
}

rdf::Result<Found> thing(const Call& call) {
  const Addresses& addresses = call.publication->addresses;
  if (const auto picture = call.publication->pictures.find(call.relative);
      picture != call.publication->pictures.end())
    return File{picture->second, std::string(html::media_type_of(call.relative)), caching::a_day, {}};
  if (auto page = with_query(call)) return std::move(*page);
  if (!call.asked) return nothing_at(call);
  const Addresses::Asked& asked = *call.asked;
  if (auto page = loaded_file(call, asked)) return std::move(*page);
  if (auto page = document(call, asked)) return std::move(*page);
  if (auto page = named(call, asked)) return std::move(*page);
  if (asked.raw == call.publication->dataset) return Redirect{303, addresses.path("")};
  return Error(Code::not_found, "the data say nothing about <" + asked.raw + ">",
               "look for a difference in spelling or case, or start at " + addresses.base());
}

rdf::Result<Found> describe(const Call& call) {
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

}  // namespace tamizdat::web::things
