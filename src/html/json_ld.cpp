#include "html/json_ld.hpp"

#include <utility>

#include "answer/thing_stream.hpp"
#include "rdf/vocabulary.hpp"
#include "syntax/writer.hpp"

namespace tamizdat::html {
namespace {

using rdf::Nesting;
using std::string_view;
using store::TermId;

constexpr std::size_t most_bytes = 8000;  // of terms
constexpr std::size_t longest_text = 600;
constexpr std::size_t overhead = 24;  // of quotes, colons and line ends, for a triple
constexpr std::size_t triples_looked_at = 400;

/// Lets through what a page can carry. A node that is left out is left out with all that it holds.
class Excerpt final : public rdf::QuadSink {
 public:
  explicit Excerpt(rdf::QuadSink& sink) : sink_(sink) {}

  bool prefix(string_view name, string_view iri) override { return sink_.prefix(name, iri); }

  bool quad(const rdf::QuadView& quad, Nesting nesting, rdf::Position position) override {
    if (++seen_ > triples_looked_at) return false;
    if (!left_out_.empty()) return true;
    const std::size_t cost = quad.predicate.text.size() + quad.object.text.size() + overhead;
    const bool is_long = quad.object.is_literal() && quad.object.text.size() > longest_text;
    const bool is_list = rdf::has(nesting, Nesting::list_begins);
    if (is_long || is_list || cost > room_) {
      if (is_list || rdf::has(nesting, Nesting::object_begins)) left_out_ = quad.object.text;
      return true;
    }
    room_ -= cost;
    return sink_.quad(quad, nesting, position);
  }

  bool end(string_view blank_label) override {
    if (left_out_.empty()) return sink_.end(blank_label);
    if (left_out_ == blank_label) left_out_.clear();
    return true;
  }

 private:
  rdf::QuadSink& sink_;
  std::size_t room_ = most_bytes;
  std::size_t seen_ = 0;
  std::string left_out_;
};

void tell(rdf::QuadSink& sink, const answer::Publication& publication, TermId thing,
          const rdf::TermView& subject, const PageSubject& told) {
  namespace schema = rdf::schema;
  const auto& terms = publication.terms;
  const auto say = [&](string_view predicate, TermId known, const rdf::TermView& object) {
    const bool is_said = known && publication.snapshot->count({thing, known, {}}).count > 0;
    if (!is_said && !object.text.empty())
      sink.quad({subject, rdf::iri(predicate), object, {}}, Nesting::none, {});
  };
  say(schema::name, terms.schema_name, rdf::literal(told.name, {}, told.language));
  say(schema::description, terms.schema_description,
      rdf::literal(told.description, {}, told.description_language));
  say(schema::image, terms.schema_image, rdf::iri(told.picture));
  say(schema::url, terms.schema_url, rdf::iri(told.page));
}

/// Inside a script element only '<' can do harm, and in JSON it stands in strings alone.
std::string without_tags(std::string json) {
  for (auto at = json.find('<'); at != std::string::npos; at = json.find('<', at))
    json.replace(at, 1, "\\u003c");
  return json;
}

}  // namespace

std::string json_ld(const answer::Publication& publication, TermId thing, const PageSubject& subject) {
  std::string json;
  const auto writer = syntax::make_writer(syntax::FormatId::jsonld, json, {&publication.prefixes});
  if (!writer || !thing) return {};
  const auto view = publication.snapshot->term(thing);
  const std::string skolem = view.is_blank() ? publication.addresses.skolem_iri(view.text) : std::string();
  Excerpt excerpt(*writer);
  tell(excerpt, publication, thing, rdf::iri(view.is_blank() ? string_view(skolem) : view.text), subject);
  answer::ThingStream stream(publication);
  if (view.is_blank()) stream.name_by_skolem_iri(thing);
  stream.begin(thing);
  // Where the excerpt stops, the stream does.
  for (auto more = stream.pump(excerpt, 64); more && *more;) more = stream.pump(excerpt, 64);
  if (!writer->finish()) return {};
  return without_tags(std::move(json));
}

}  // namespace tamizdat::html
