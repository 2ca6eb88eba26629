// Values of facts, each as what it is: a name that leads somewhere, a text, a picture, a place, a node told
// in place.
#include <algorithm>
#include <optional>

#include "html/composer.hpp"
#include "html/text.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::html {
namespace {

using answer::Fact;
using mustache::List;
using mustache::Object;
using std::string_view;
using store::TermId;

bool is_one_of(const std::vector<TermId>& ids, TermId id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// The one fact of these relations, if it has the one value, a literal; else null.
const Fact* single(std::span<const Fact* const> facts, const std::vector<TermId>& predicates) {
  const Fact* found = nullptr;
  for (const Fact* fact : facts) {
    if (!is_one_of(predicates, fact->predicate)) continue;
    const bool fits = found == nullptr && fact->total == 1 && fact->values.size() == 1 &&
                      fact->values.front().term.kind() == rdf::TermKind::literal;
    if (!fits) return nullptr;
    found = fact;
  }
  return found;
}

}  // namespace

Composer::Aspect Composer::aspect_of(TermId predicate, bool elsewhere) const {
  const auto& terms = publication().terms;
  if (elsewhere) return Aspect::elsewhere;
  if (predicate == terms.type) return Aspect::kind;
  if (answer::has(terms.pictures, predicate)) return Aspect::picture;
  return is_one_of(terms.points, predicate) ? Aspect::point : Aspect::plain;
}

mustache::Value Composer::outward(TermId id) {
  const auto view = publication().snapshot->term(id);
  if (!view.is_iri() || publication().addresses.is_local(view.text)) return link(id);
  if (is_address(view.text))
    return link_to(view.text, {view.text.substr(view.text.find(':') + 1), {}, true}, view.text, true);
  return is_web(view.text) ? link_to(view.text, labels.of(id), view.text, true) : link(id);
}

mustache::Value Composer::picture(TermId id) {
  const auto iri = publication().snapshot->term(id).text;
  const auto& addresses = publication().addresses;
  // Files of pictures end so; what else the data call a picture is a thing with a page of its own.
  if (!addresses.is_local(iri) || !is_picture(iri)) return {};
  const auto path = addresses.href(iri);
  if (path.starts_with(addresses.path("describe?"))) return {};
  const auto label = labels.of(id);
  return model.object()
      .set("src", keep(path))
      .set("alt", label.text)
      .set("lang", foreign(label.language))
      .set("dir", direction(foreign(label.language)));
}

mustache::Value Composer::place(const Spot& place) {
  return model.object()
      .set("text", keep(readable_place(place, language())))
      .set("latitude", keep(degrees(place.latitude)))
      .set("longitude", keep(degrees(place.longitude)));
}

mustache::Value Composer::place_in(TermId id, Aspect aspect) {
  const auto view = publication().snapshot->term(id);
  const auto found = view.datatype == rdf::geo::wkt_literal ? place_of_wkt(view.text)
                     : aspect == Aspect::point              ? place_of(view.text)
                                                            : std::nullopt;
  return found ? place(*found) : mustache::Value();
}

/// Sets {link}, {what} and {away}.
void Composer::set_link(Object& object, TermId id, Aspect aspect) {
  const auto& snapshot = *publication().snapshot;
  const auto view = snapshot.term(id);
  const bool is_abroad = view.is_iri() && is_web(view.text) && !publication().addresses.is_local(view.text);
  const bool shows = aspect == Aspect::picture || (view.is_iri() && is_picture(view.text));
  const bool leaves = aspect == Aspect::elsewhere || (shows && is_abroad) || is_address(view.text);
  // What the data say nothing of is hardly more than a web address: it is given, beside what leads there.
  const bool is_nil = id == publication().terms.nil;
  const bool is_bare = is_abroad && !leaves && !is_nil && snapshot.count({id, {}, {}}).count == 0;
  const bool is_word = is_nil || aspect == Aspect::kind;
  object.set("link", leaves    ? outward(id)
                     : is_word ? word(id)
                               : link(id))
      .set("what", shows && is_abroad ? say("picture") : string_view())
      .set("away", is_bare ? Value(view.text) : Value());
}

mustache::Value Composer::value(const answer::Value& value, Aspect aspect) {
  const bool is_literal = value.term.kind() == rdf::TermKind::literal;
  const bool nested = value.is_list || !value.inside.empty();
  Object& object = model.object(9);
  Value literal;
  Value picture;
  Value place;
  Value inside;
  Value items;
  if (value.is_list) {
    List& list = model.list();
    for (const auto& item : value.items) list.add(this->value(item));
    items = model.object().set("values", list);
  } else if (nested) {
    std::vector<const Fact*> facts;
    for (const auto& inner : value.inside) facts.push_back(&inner);
    inside = model.object().set("facts", this->facts(facts));
  } else if (is_literal) {
    place = place_in(value.term, aspect);
    if (!place.shown()) literal = this->literal(value.term);
  } else if (aspect == Aspect::picture || is_picture(publication().snapshot->term(value.term).text)) {
    picture = this->picture(value.term);
  }
  const bool links = !is_literal && !nested && !picture.shown();
  if (links)
    set_link(object, value.term, aspect);
  else
    object.set("link", Value()).set("what", Value()).set("away", Value());
  return object.set("literal", literal)
      .set("picture", picture)
      .set("place", place)
      .set("inside", inside)
      .set("items", items)
      .set("says", says(value.claims));
}

mustache::Value Composer::place_fact(const Fact& latitude, const Fact& longitude) {
  const auto& snapshot = *publication().snapshot;
  const auto text = [&](const Fact& fact) { return snapshot.term(fact.values.front().term).text; };
  const auto found = place_of(text(latitude), text(longitude));
  if (!found) return {};
  auto claims = latitude.values.front().claims;
  const auto& more = longitude.values.front().claims;
  claims.insert(claims.end(), more.begin(), more.end());
  const auto iri = snapshot.term(latitude.predicate).text;
  Object& value = model.object();
  static constexpr mustache::Name others[] = {"link",    "what",   "away", "literal",
                                              "picture", "inside", "items"};
  for (const mustache::Name& none : others) value.set(none, Value());
  List& values = model.list();
  values.add(value.set("place", place(*found)).set("says", says(claims)));
  return model.object()
      .set("predicate", link_to(href(iri), {say("coordinates"), {}, true}, iri))
      .set("values", values)
      .set("folded", Value())
      .set("rest_count", Value());
}

mustache::Value Composer::facts(std::span<const Fact* const> facts, bool elsewhere) {
  const auto& terms = publication().terms;
  const Fact* latitude = single(facts, terms.latitudes);
  const Fact* longitude = single(facts, terms.longitudes);
  Value both;
  if (latitude != nullptr && longitude != nullptr) both = place_fact(*latitude, *longitude);
  List& list = model.list();
  auto said = nothing_said(facts.size());
  for (const Fact* one : facts) {
    if (both.shown() && one == longitude) continue;
    list.add(both.shown() && one == latitude ? both : fact(*one, elsewhere, said));
  }
  return list;
}

}  // namespace tamizdat::html
