#include "html/thing_parts.hpp"

#include <algorithm>

#include "html/dates.hpp"
#include "html/json_ld.hpp"
#include "html/media.hpp"
#include "html/text.hpp"

namespace tamizdat::html {
namespace {

using answer::Fact;
using std::string_view;
using store::TermId;
using FactList = std::vector<const Fact*>;

constexpr std::size_t long_name = 80;  // bytes; longer ones are sentences, and set smaller

/// Where on the page a fact belongs.
enum class Group : std::uint8_t { kind, text, elsewhere, time, relation, detail };

bool is_one_of(const std::vector<TermId>& ids, TermId id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool is_time(const answer::Publication& publication, const Fact& fact) {
  return std::all_of(fact.values.begin(), fact.values.end(), [&](const answer::Value& value) {
    return value.term.kind() == rdf::TermKind::literal &&
           is_date_type(publication.snapshot->term(value.term).datatype);
  });
}

Group group_of(const answer::Publication& publication, const Fact& fact) {
  const auto& terms = publication.terms;
  if (fact.predicate == terms.type) return Group::kind;
  if (is_one_of(terms.labels, fact.predicate) || is_one_of(terms.other_names, fact.predicate) ||
      is_one_of(terms.descriptions, fact.predicate))
    return Group::text;
  if (answer::has(terms.elsewhere, fact.predicate)) return Group::elsewhere;
  if (is_time(publication, fact)) return Group::time;
  const bool literal = fact.values.front().term.kind() == rdf::TermKind::literal;
  return literal ? Group::detail : Group::relation;
}

/// A statement says so, with its source.
bool is_backed(const Fact* fact) {
  return std::any_of(fact->values.begin(), fact->values.end(),
                     [](const answer::Value& value) { return !value.claims.empty(); });
}

/// Other names in any language, each once, for the line under the title.
mustache::Value other_names(Composer& composer, const FactList& texts) {
  auto& list = composer.model.list();
  constexpr std::size_t shown = 12;
  for (const auto* fact : texts)
    if (is_one_of(composer.publication().terms.other_names, fact->predicate))
      for (const auto& value : fact->values)
        if (list.size() < shown) list.add(composer.link(value.term));
  return list;
}

}  // namespace

mustache::Value text_of(Composer& composer, const answer::Label& text, std::size_t shown) {
  if (text.text.size() <= shown)
    return text.text.empty() ? mustache::Value() : composer.link_to({}, {text.text, text.language, true});
  const std::string beginning = std::string(cut_at_word(text.text, shown)) + " …";
  return composer.link_to({}, {composer.keep(beginning), text.language, true});
}

string_view picture_of(const answer::Publication& publication, const std::vector<Fact>& facts) {
  for (const Fact& fact : facts) {
    if (!answer::has(publication.terms.pictures, fact.predicate)) continue;
    for (const auto& value : fact.values) {
      const auto view = publication.snapshot->term(value.term);
      const bool is_page = publication.addresses.is_local(view.text) && !is_picture(view.text);
      if (view.is_iri() && is_web(view.text) && !is_page) return view.text;
    }
  }
  return {};
}

string_view data_of(Composer& composer, TermId subject, const PageFacts& facts) {
  constexpr std::size_t told = 300;  // bytes of the description, as in the head of the page
  return composer.keep(json_ld(composer.publication(), subject,
                               {facts.title, facts.language, cut(facts.description, told),
                                facts.description_language, facts.picture, composer.context().canonical}));
}

answer::Label summary(Composer& composer, TermId subject) {
  return composer.labels.best(subject, composer.publication().terms.descriptions);
}

void set_facts(Composer& composer, mustache::Object& root, TermId subject, const std::vector<Fact>& facts,
               string_view title) {
  const auto& publication = composer.publication();
  const auto label = composer.labels.of(subject);
  const auto description = composer.labels.best(subject, publication.terms.descriptions);
  FactList groups[6];
  for (const auto& fact : facts)
    if (!fact.values.empty()) groups[static_cast<std::size_t>(group_of(publication, fact))].push_back(&fact);
  const auto group = [&](Group which) -> FactList& { return groups[static_cast<std::size_t>(which)]; };
  auto& about = group(Group::relation);  // things first, then plain values
  about.insert(about.end(), group(Group::detail).begin(), group(Group::detail).end());
  std::stable_partition(about.begin(), about.end(), is_backed);  // and before both what somebody answers for
  const auto set_group = [&](mustache::Name name, mustache::Name has_name, Group which) {
    Composer::set_list(root, name, has_name, composer.facts(group(which), which == Group::elsewhere));
  };
  if (title.empty()) title = label.text.empty() ? composer.say("nameless") : label.text;
  root.set("name", title)
      .set("long_name", title.size() > long_name)
      .set("lang", composer.foreign(label.language))
      .set("dir", direction(composer.foreign(label.language)))
      .set("description", text_of(composer, description));
  Composer::set_list(root, "kinds", "has_kinds", composer.kinds(subject));
  Composer::set_list(root, "names", "has_names", other_names(composer, group(Group::text)));
  set_group("facts", "has_facts", Group::relation);
  set_group("times", "has_times", Group::time);
  set_group("elsewhere", "has_elsewhere", Group::elsewhere);
  set_group("texts", "has_texts", Group::text);
}

void set_claims(Composer& composer, mustache::Object& root, const answer::Description& description) {
  auto& stated = composer.model.list();
  for (const auto& claim : description.stated) stated.add(composer.statement(claim));
  root.set("statement",
           description.statement ? composer.statement(*description.statement) : mustache::Value());
  const auto subject = description.subject;
  Composer::set_list(root, "views", "has_views", composer.questions(description.views, false));
  Composer::set_list(root, "mentions", "has_mentions", composer.questions(description.mentions, true));
  Composer::set_list(root, "held", "has_held", composer.questions(description.held, true, subject));
  Composer::set_list(root, "stated", "has_stated", stated);
}

}  // namespace tamizdat::html
