// Any query string (first line) and form (the rest) as a pattern: an error that blames the request, or a page
// within its limits that can be written, whose links lead on.
#include <cstdint>
#include <string>

#include "answer/fragment.hpp"
#include "fuzz/require.hpp"
#include "unit/answer/fixture.hpp"
#include "web/problem.hpp"
#include "web/represent.hpp"

using namespace tamizdat;
using fuzz::require;

namespace {

std::shared_ptr<const answer::Publication> publication() {
  static const auto made =
      answer::publish(test::snapshot(R"(
id:ada a foaf:Person
id:ada rdfs:label "Ada"@en
id:ada ex:height "1.70"^^xsd:decimal
id:ada foaf:knows id:bob
id:bob foaf:knows id:ada
id:bob rdfs:label "Bob"
id:bob ex:born "1911-06-12"^^xsd:date
_:b ex:street "High Street"
graph id:g
id:ada foaf:knows id:bob
id:carl rdfs:label "Карл"@ru
)"),
                      answer::Addresses(std::string(test::base)), answer::Identity::see_other);
  return made;
}

void drain(web::Written written, const std::string& query) {
  std::string out;
  while (written.stream) {
    const auto more = written.stream->pull(out);
    require(more.has_value(), "a page that breaks off", query);
    if (!*more) break;
  }
}

void check(answer::FragmentKind kind, const std::string& query, std::string_view form) {
  answer::FragmentLimits limits;
  limits.page_size = 3;
  limits.max_page_size = 5;
  const auto made = answer::fragment(publication(), kind, query, form, limits);
  if (!made) {
    const unsigned status = web::status_of(made.error().code);
    require(status >= 400 && status < 500, "blames the server", query + "\n" + rdf::to_string(made.error()));
    return;
  }
  const answer::Fragment& fragment = **made;
  require(fragment.rows().size() <= limits.max_page_size, "a page beyond its limit", query);
  auto data = web::write_graph(fragment, syntax::FormatId::nquads);
  require(data.has_value(), "a page that cannot be written", query);
  drain(std::move(*data), query);
  if (fragment.head().has_table) {
    auto table = web::write_table(fragment, syntax::FormatId::sparql_json);
    if (table) drain(std::move(*table), query);
  }
  const std::string next = fragment.next();
  if (next.empty() || !form.empty()) return;
  const std::string on = next.substr(next.find('?') + 1);
  const auto following = answer::fragment(publication(), kind, on, {}, limits);
  require(following.has_value(), "the next page is none", query + "\n" + next);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [query, form] = fuzz::halves({reinterpret_cast<const char*>(data), size});
  check(answer::FragmentKind::triples, std::string(query), form);
  check(answer::FragmentKind::quads, std::string(query), form);
  return 0;
}
