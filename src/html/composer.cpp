#include "html/composer.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "answer/document.hpp"
#include "html/dates.hpp"
#include "html/durations.hpp"
#include "html/text.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::html {
namespace {

using answer::Claim;
using answer::Label;
using mustache::List;
using mustache::Object;
using std::string_view;
using store::TermId;

constexpr std::size_t shown_of_a_fact = 12;
constexpr std::size_t long_text = 900;      // longer texts are folded
constexpr std::size_t text_limit = 20'000;  // the rest of longer ones is in the data
constexpr std::size_t hint_limit = 200;
constexpr std::size_t things_expected = 40;

/// What a boolean says; nothing for other terms.
std::optional<bool> flag_of(const rdf::TermView& view) {
  if (!view.is_literal() || view.datatype != rdf::xsd::boolean) return std::nullopt;
  return view.text == "true" || view.text == "1";
}

}  // namespace

Composer::Composer(const PageContext& context)
    : labels(context.publication, context.languages, &context.messages.choose(context.languages)),
      context_(context),
      language_(context.messages.choose(context.languages)),
      links_(things_expected, model.memory()),
      words_(things_expected, model.memory()) {}

string_view Composer::foreign(string_view tag) const {
  if (tag.empty()) return tag;
  const auto primary = [](string_view whole) { return whole.substr(0, whole.find('-')); };
  return rdf::same_language(primary(tag), primary(language_.tag())) ? string_view() : tag;
}

string_view Composer::path(string_view relative) {
  auto all = publication().addresses.path(relative);
  if (!context_.carried_language.empty())
    all = answer::with_parameter(std::move(all), "lang", context_.carried_language);
  return keep(all);
}

string_view Composer::href(string_view iri) {
  const auto& addresses = publication().addresses;
  // What is only mentioned has no place in a document.
  const bool has_place = iri.find('#') == string_view::npos || !addresses.is_local(iri) ||
                         answer::is_in_document(publication(), iri);
  auto all =
      has_place ? addresses.href(iri) : addresses.path("describe?iri=" + answer::encode_query_value(iri));
  // An IRI with a query of its own would become another one.
  const bool is_own = all.starts_with(publication().addresses.path("describe?")) ||
                      (all.starts_with('/') && all.find('?') == std::string::npos);
  if (is_own && !context_.carried_language.empty())
    all = answer::with_parameter(std::move(all), "lang", context_.carried_language);
  return keep(all);
}

string_view Composer::fragment(TermId subject, TermId predicate, TermId object) {
  std::string query;
  const auto add = [&](string_view name, TermId id) {
    if (!id || id.kind() == rdf::TermKind::literal) return;
    const auto view = publication().snapshot->term(id);
    query.append(query.empty() ? "?" : "&").append(name).append("=");
    query += answer::encode_query_value(view.is_blank() ? publication().addresses.skolem_iri(view.text)
                                                        : std::string(view.text));
  };
  add("subject", subject);
  add("predicate", predicate);
  add("object", object);
  return path("fragments" + query);
}

mustache::Value Composer::link_to(string_view href, const Label& label, string_view hint, bool external) {
  return model.object()
      .set("href", href)
      .set("text", label.text)
      .set("lang", foreign(label.language))
      .set("dir", direction(foreign(label.language)))
      .set("hint", cut(hint, hint_limit))
      .set("external", external);
}

mustache::Value Composer::link(TermId id) {
  const auto [known, is_new] = links_.try_emplace(id.value());
  if (is_new) known->second = make_link(id, labels.of(id));
  return known->second;
}

mustache::Value Composer::word(TermId id) {
  return known_word(id).value;
}

mustache::Value Composer::word(TermId id, Said& said) {
  const Word& known = known_word(id);
  const auto label = told_apart(known.label, id, said);
  return label.text == known.label.text ? known.value : make_link(id, label);
}

Label Composer::name(TermId id, Said& said) {
  return told_apart(known_word(id).label, id, said);
}

Label Composer::told_apart(Label label, TermId id, Said& said) {
  const bool is_new = std::find(said.begin(), said.end(), label.text) == said.end();
  if (is_new) said.push_back(label.text);
  if (is_new || id.kind() != rdf::TermKind::iri) return label;
  std::string both(label.text);
  label.text = keep(both.append(" (").append(labels.made(id).text).append(")"));
  return label;
}

const Composer::Word& Composer::known_word(TermId id) {
  const auto [known, is_new] = words_.try_emplace(id.value());
  if (is_new) {
    const auto label = labels.word(id);
    known->second = {make_link(id, label), label};
  }
  return known->second;
}

mustache::Value Composer::make_link(TermId id, Label label) {
  const auto view = publication().snapshot->term(id);
  if (view.is_literal()) return link_to({}, {cut(view.text, long_text), view.language, true});
  if (view.is_blank()) {
    if (label.text.empty()) label = nameless(id);
    const auto skolem = publication().addresses.skolem_iri(view.text);
    return link_to(href(skolem), label);
  }
  if (!is_linkable(view.text)) return link_to({}, label, view.text);
  // Where an own IRI is, its address says it.
  return link_to(href(view.text), label,
                 publication().addresses.is_local(view.text) ? string_view() : view.text);
}

mustache::Value Composer::literal(TermId id) {
  const auto view = publication().snapshot->term(id);
  std::string_view text = view.text;
  string_view original;
  const bool is_time = is_date_type(view.datatype) || is_duration_type(view.datatype);
  if (is_time) {
    text = keep(readable_time(view.text, view.datatype, language_));
    if (text != view.text) original = view.text;
  }
  const bool is_long = text.size() > long_text;
  const auto shown = is_long ? cut(text, long_text / 2) : text;
  const auto more = is_long ? cut(text.substr(shown.size()), text_limit) : string_view();
  const bool plain = view.datatype.empty() || is_time;
  const bool is_address = !is_long && view.language.empty() && is_web_address(view.text) &&
                          (view.datatype.empty() || view.datatype == rdf::xsd::anyURI);
  return model.object(8)
      .set("text", shown)
      .set("address", is_address ? Value(view.text) : Value())
      .set("more", more)
      .set("is_cut", shown.size() + more.size() < text.size())
      .set("lang", foreign(view.language))
      .set("dir", direction(foreign(view.language)))
      .set("type", plain ? Value() : type(view.datatype))
      .set("original", original);
}

mustache::Value Composer::type(string_view datatype) {
  const Label label{datatype.substr(datatype.find_last_of("#/") + 1), {}, true};
  const auto known = publication().snapshot->find(rdf::iri(datatype));
  return link_to(known ? href(datatype) : string_view(), label, datatype);
}

mustache::Value Composer::term(TermId id) {
  const bool is_literal = id.kind() == rdf::TermKind::literal;
  return model.object()
      .set("link", is_literal ? mustache::Value() : link(id))
      .set("literal", is_literal ? literal(id) : mustache::Value());
}

mustache::Value Composer::short_term(TermId id) {
  if (id.kind() != rdf::TermKind::literal) return link(id);
  const auto view = publication().snapshot->term(id);
  constexpr std::size_t shown = 200;
  return link_to({}, {cut(keep(readable_time(cut(view.text, shown), view.datatype, language_)), shown),
                      view.language, true});
}

mustache::Value Composer::links(const std::vector<TermId>& terms) {
  List& list = model.list();
  for (const TermId id : terms) list.add(link(id));
  return list;
}

mustache::Value Composer::fact(const answer::Fact& fact, bool elsewhere, Said& said) {
  List& shown = model.list();
  List& folded = model.list();
  const bool fold = fact.values.size() > shown_of_a_fact + 3;
  const auto aspect = aspect_of(fact.predicate, elsewhere);
  for (const auto& item : fact.values) {
    auto& list = fold && shown.size() >= shown_of_a_fact ? folded : shown;
    list.add(value(item, aspect));
  }
  return model.object()
      .set("predicate", word(fact.predicate, said))
      .set("values", shown)
      .set("folded", some(folded))
      .set("rest_count", fact.total > fact.values.size() ? number(fact.total) : string_view());
}

/// {count, values}, or nothing.
mustache::Value Composer::some(const List& list) {
  if (list.empty()) return {};
  return model.object().set("count", number(list.size())).set("values", list);
}

mustache::Value Composer::qualifiers(const std::vector<answer::Qualifier>& qualifiers) {
  List& list = model.list();
  TermId last;
  for (const auto& [predicate, object] : qualifiers) {
    const auto view = publication().snapshot->term(object);
    const auto flag = flag_of(view);
    if (flag == false) continue;
    // A flag that is set is said by its own name: "negated".
    Object& one = model.object();
    one.set("name", predicate == last ? std::string_view() : labels.word(predicate).text)
        .set("flag", flag.has_value())
        .set("value", flag ? mustache::Value() : short_term(object));
    list.add(one);
    last = predicate;
  }
  return list;
}

mustache::Value Composer::says(const std::vector<Claim>& claims) {
  List& list = model.list();
  for (const auto& claim : claims) list.add(mark(claim));
  return list;
}

mustache::Value Composer::mark(const Claim& claim) {
  return model.object()
      .set("node", link(claim.node))
      .set("claim_label", name_of(claim))
      .set("sources", links(claim.sources))
      .set("qualifiers", qualifiers(claim.qualifiers));
}

string_view Composer::name_of(const Claim& claim) {
  if (const auto label = labels.of(claim.node); label.given) return label.text;
  constexpr std::size_t longest = 120;  // of each part
  const auto part = [&](TermId id) {
    const auto text = id.kind() == rdf::TermKind::blank ? nameless(id).text : labels.of(id).text;
    return std::string(cut_at_word(text, longest));
  };
  auto words = part(claim.subject).append(" ").append(labels.word(claim.predicate).text).append(" ");
  words += part(claim.object);
  if (!claim.asserted) words = language_.say("quoted", {{"text", words}});
  for (const auto& [predicate, object] : claim.qualifiers)
    if (flag_of(publication().snapshot->term(object)) == true)
      words.append(", ").append(labels.word(predicate).text);
  return keep(words);
}

mustache::Value Composer::statement(const Claim& claim) {
  const auto label = labels.of(claim.node);
  return model.object()
      .set("subject", link(claim.subject))
      .set("predicate", word(claim.predicate))
      .set("object", term(claim.object))
      .set("node", link(claim.node))
      .set("words", label.given ? link(claim.node) : mustache::Value())
      .set("claim_label", name_of(claim))
      .set("asserted", claim.asserted)
      .set("holders", links(claim.holders))
      .set("sources", links(claim.sources))
      .set("qualifiers", qualifiers(claim.qualifiers));
}

mustache::Value Composer::question(const answer::Question& question, bool name_subject, TermId reader_of) {
  // One row for each holder, in the order of their first answers.
  std::vector<std::pair<const Claim*, List*>> rows;
  for (const auto& claim : question.answers) {
    auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& known) {
      return known.first->holders == claim.holders && known.first->asserted == claim.asserted;
    });
    if (row == rows.end()) row = rows.insert(rows.end(), {&claim, &model.list()});
    row->second->add(statement(claim));
  }
  List& answers = model.list();
  for (const auto& [first, said] : rows) {
    const auto& holders = first->holders;
    const bool mine = reader_of && std::find(holders.begin(), holders.end(), reader_of) != holders.end();
    answers.add(model.object()
                    .set("holders", links(holders))
                    .set("asserted", first->asserted)
                    .set("mine", mine)
                    .set("said", *said));
  }
  return model.object()
      .set("subject", name_subject ? link(question.subject) : mustache::Value())
      .set("predicate", word(question.predicate))
      .set("answers", answers)
      .set("disputed", question.disputed());
}

mustache::Value Composer::questions(const std::vector<answer::Question>& questions, bool name_subject,
                                    TermId reader_of) {
  // Disagreements first: they are what a reader cannot see anywhere else.
  std::vector<const answer::Question*> order;
  order.reserve(questions.size());
  for (const auto& one : questions) order.push_back(&one);
  std::stable_partition(order.begin(), order.end(), [](const auto* one) { return one->disputed(); });
  List& list = model.list();
  for (const auto* one : order) list.add(question(*one, name_subject, reader_of));
  return list;
}

mustache::Value Composer::incoming(const answer::Incoming& incoming, TermId thing, Said& said) {
  List& values = model.list();
  List& folded = model.list();
  const bool fold = incoming.values.size() > shown_of_a_fact + 3;
  for (const auto& one : incoming.values) {
    Object& object = model.object();
    object.set("link", link(one.subject)).set("says", says(one.claims));
    (fold && values.size() >= shown_of_a_fact ? folded : values).add(object);
  }
  const bool more = incoming.total > incoming.values.size();
  return model.object()
      .set("predicate", word(incoming.predicate, said))
      .set("count", number(incoming.total))
      .set("values", values)
      .set("folded", some(folded))
      .set("rest", more ? fragment({}, incoming.predicate, thing) : string_view());
}

mustache::Value Composer::kinds(TermId thing) {
  List& list = model.list();
  if (!thing || !publication().terms.type) return list;
  std::array<TermId, 12> classes;
  const auto count = publication().snapshot->objects(thing, publication().terms.type, classes);
  auto said = nothing_said(count);
  for (const TermId id : std::span(classes).first(count)) list.add(word(id, said));
  return list;
}

}  // namespace tamizdat::html
