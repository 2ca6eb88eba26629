#include "answer/listing.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "answer/fragment_request.hpp"
#include "rdf/iri.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

namespace hydra = rdf::hydra;
using rdf::Code;
using rdf::Error;
using rdf::Result;
using store::Quad;
using store::TermId;

constexpr std::size_t longest_words = 1000;  // bytes

Error refuse(std::string_view parameter, std::string message, std::string hint) {
  return Error(Code::bad_request, std::move(message), std::move(hint))
      .at("parameter " + std::string(parameter));
}

Result<void> read_words(const std::string& value, ListRequest& request) {
  if (value.size() > longest_words) {
    return refuse("q", "the words are " + std::to_string(value.size()) + " bytes long",
                  "ask with no more than " + std::to_string(longest_words));
  }
  request.words = value;
  return {};
}

Result<void> read_kind(const std::string& value, ListRequest& request) {
  request.kind = value;
  // A form would have escaped the plus; there are no spaces in an IRI.
  std::replace(request.kind.begin(), request.kind.end(), ' ', '+');
  if (value.empty() || (rdf::is_absolute_iri(request.kind) && !rdf::iri_fault(request.kind))) return {};
  return refuse("class", "this is not an absolute IRI", "name a class by its whole IRI, percent-encoded");
}

Result<void> read_page(const std::string& value, ListRequest& request) {
  if (value.empty()) return {};
  const char* const end = value.data() + value.size();
  const auto [stopped, error] = std::from_chars(value.data(), end, request.page);
  if (error == std::errc() && stopped == end && request.page > 0) return {};
  return refuse("page", "'" + value + "' is not the number of a page", "pages are counted from 1");
}

Result<void> read_language(const std::string& value, ListRequest& request) {
  request.language = value;
  return {};
}

struct Reader {
  std::string_view name;
  Result<void> (*read)(const std::string&, ListRequest&);
};
constexpr Reader readers[] = {
    {"q", read_words}, {"class", read_kind}, {"page", read_page}, {"lang", read_language}};

Result<void> read_parameter(const Reader& reader, const std::vector<QueryPiece>& pieces,
                            ListRequest& request) {
  const QueryPiece* found = nullptr;
  for (const QueryPiece& piece : pieces) {
    if (piece.name != reader.name) continue;
    if (found != nullptr && found->value != piece.value)
      return refuse(reader.name, "the parameter is given twice with different values", "give it once");
    found = &piece;
  }
  return found == nullptr ? Result<void>() : reader.read(found->value, request);
}

void add(std::string& url, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  url += url.find('?') == std::string::npos ? '?' : '&';
  url.append(name).append("=").append(encode_query_value(value));
}

}  // namespace

Result<ListRequest> parse_list_request(std::string_view query) {
  const auto pieces = parse_query(query);
  if (!pieces) return pieces.error();
  ListRequest request;
  for (const Reader& reader : readers)
    if (auto read = read_parameter(reader, *pieces, request); !read) return read.error();
  return request;
}

TermId kind_of(const Publication& publication, const ListRequest& request) {
  if (request.kind.empty()) return {};
  return publication.snapshot->find(rdf::iri(request.kind)).value_or(TermId());
}

// --- pages ------------------------------------------------------------------------------------------------

ListPages::ListPages(const Addresses& addresses, std::string_view service, ListRequest request,
                     store::Estimate total, std::uint64_t size)
    : service_(addresses.url(service)), request_(std::move(request)), total_(total), size_(size) {}

std::uint64_t ListPages::count() const {
  return std::max<std::uint64_t>(1, (total_.count + size_ - 1) / size_);
}

std::size_t ListPages::begin() const {
  return std::min<std::size_t>((page() - 1) * size_, total_.count);
}

std::size_t ListPages::end() const {
  return std::min<std::size_t>(begin() + size_, total_.count);
}

Result<void> ListPages::check() const {
  if (page() <= count()) return {};
  return Error(Code::not_found,
               "there is no page " + std::to_string(page()) + ": the last one is " + std::to_string(count()),
               "ask for " + last())
      .at("parameter page");
}

std::string ListPages::url(std::string_view kind, std::uint64_t page) const {
  std::string url = service_;
  add(url, "q", request_.words);
  add(url, "class", kind);
  if (page > 1) add(url, "page", std::to_string(page));
  add(url, "lang", request_.language);
  return url;
}

std::string ListPages::at(std::uint64_t page) const {
  return url(request_.kind, page);
}
std::string ListPages::collection() const {
  return at(1) + "#list";
}
std::string ListPages::previous() const {
  return page() > 1 ? at(page() - 1) : std::string();
}
std::string ListPages::next() const {
  return page() < count() ? at(page() + 1) : std::string();
}
std::string ListPages::of_kind(std::string_view iri) const {
  return url(iri, 1);
}

std::vector<Link> ListPages::links() const {
  std::vector<Link> links;
  const auto link = [&](std::string target, std::string_view rel) {
    if (!target.empty()) links.push_back({std::move(target), std::string(rel), {}});
  };
  link(next(), "next");
  link(previous(), "prev");
  link(first(), "first");
  link(last(), "last");
  return links;
}

// --- telling ----------------------------------------------------------------------------------------------

Teller::Teller(const Publication& publication, rdf::QuadSink& sink, std::string graph)
    : publication_(publication), sink_(sink), graph_(std::move(graph)) {}

void Teller::say(const rdf::TermView& subject, std::string_view predicate, const rdf::TermView& object,
                 rdf::Nesting nesting) {
  const rdf::TermView graph = graph_.empty() ? rdf::TermView() : rdf::iri(graph_);
  sink_.quad({subject, rdf::iri(predicate), object, graph}, nesting, {});
}

void Teller::link(std::string_view subject, std::string_view predicate, std::string_view object) {
  if (!object.empty()) say(rdf::iri(subject), predicate, rdf::iri(object));
}

void Teller::number(std::string_view subject, std::string_view predicate, std::uint64_t value) {
  say(rdf::iri(subject), predicate, rdf::literal(std::to_string(value), rdf::xsd::integer));
}

std::string Teller::iri(TermId thing) const {
  const auto view = publication_.snapshot->term(thing);
  return view.is_blank() ? publication_.addresses.skolem_iri(view.text) : std::string(view.text);
}

void Teller::triples(TermId thing, TermId predicate) {
  constexpr int at_most = 64;
  if (!predicate) return;
  const std::string subject = iri(thing);
  const auto cursor = publication_.snapshot->match({thing, predicate, {}});
  Quad quad;
  for (int i = 0; i < at_most && cursor->next(quad); ++i) {
    if (quad.object.kind() == rdf::TermKind::blank) continue;
    say(rdf::iri(subject), publication_.snapshot->term(predicate).text,
        publication_.snapshot->term(quad.object));
  }
}

void Teller::thing(TermId thing) {
  triples(thing, publication_.terms.type);
  for (const TermId property : publication_.terms.labels) triples(thing, property);
}

void Teller::pages(const ListPages& pages) {
  const std::string list = pages.collection();
  const std::string page = pages.document();
  link(page, rdf::rdfns::type, rdf::foaf::Document);
  link(page, rdf::foaf::primaryTopic, list);
  link(page, rdf::void_::inDataset, publication_.dataset);
  link(page, rdf::dcterms::license, publication_.licence);
  const std::string_view separator = page.find('?') == std::string::npos ? "?format=" : "&format=";
  for (const auto& format : syntax::formats()) {
    if (format.family == syntax::Family::graph && format.writable)
      link(page, rdf::dcterms::hasFormat, page + std::string(separator) + std::string(format.extension));
  }
  link(list, rdf::rdfns::type, hydra::Collection);
  number(list, hydra::totalItems, pages.total().count);
  link(list, hydra::view, page);
  link(page, rdf::rdfns::type, hydra::PartialCollectionView);
  number(page, hydra::itemsPerPage, pages.size());
  link(page, hydra::first, pages.first());
  link(page, hydra::previous, pages.previous());
  link(page, hydra::next, pages.next());
  link(page, hydra::last, pages.last());
}

}  // namespace tamizdat::answer
