// Labels: missing, doubled, and too much alike.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "query/folding.hpp"
#include "query/lint_findings.hpp"
#include "rdf/vocabulary.hpp"
#include "store/hash.hpp"

namespace tamizdat::query {
namespace {

using store::Quad;
using store::TermId;

// What pages show as the name of a thing; with all their sub-properties.
constexpr std::array<std::string_view, 6> label_properties = {"rdfs:label",  "skos:prefLabel", "foaf:name",
                                                              "schema:name", "dcterms:title",  "dc:title"};
// Those by which things are told apart; titles of works and sections repeat.
constexpr std::array<std::string_view, 4> naming_properties = {"rdfs:label", "skos:prefLabel", "foaf:name",
                                                               "schema:name"};
// Things of these types are looked at, not read of.
constexpr std::array<std::string_view, 4> nameless_types = {"rdf:Statement", "sh:NodeShape",
                                                            "sh:PropertyShape", "rdf:List"};

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

/// "de" of "de-AT".
std::string primary_language(std::string_view tag) {
  return lowered(tag.substr(0, tag.find('-')));
}

/// Names of things come in many vocabularies; their properties are called alike.
bool sounds_like_a_name(std::string_view property) {
  const std::string local = lowered(property.substr(namespace_of(property).size()));
  constexpr std::array<std::string_view, 6> sounds = {"label",    "name",    "title",
                                                      "headline", "heading", "caption"};
  return std::any_of(sounds.begin(), sounds.end(),
                     [&](std::string_view s) { return local.find(s) != std::string::npos; });
}

class Labels {
 public:
  Labels(const LintData& data, Findings& findings)
      : data_(data),
        findings_(findings),
        labels_(with_subproperties(label_properties)),
        naming_(data.ids(naming_properties)),
        nameless_(data.ids(nameless_types)),
        label_(data.id(rdf::rdfs::label)),
        preferred_(data.id(rdf::skos::prefLabel)),
        statement_subject_(data.id(rdf::rdfns::subject)) {
    data.predicates().for_each([&](TermId id) {
      if (sounds_like_a_name(data.text(id))) names_.insert(id);
    });
    for (const std::string_view other : {rdf::skos::altLabel, rdf::skos::hiddenLabel})
      if (const TermId id = data.id(other)) others_.push_back(id);
  }

  void run() {
    for_each_thing([&](TermId id) { survey(id); });
    for_each_thing([&](TermId id) { look_at(id); });
    for (const auto& [type, kind] : kinds_)
      if (is_nameless(kind)) add_nameless(type, kind);
    near_duplicates();
  }

 private:
  /// What is known of the things of one class.
  struct Kind {
    std::size_t linked = 0;      // by others
    std::size_t unlabelled = 0;  // of those
    std::size_t labelled = 0;    // of all
    std::size_t tagged = 0;      // with a label in any language
    std::map<std::string, std::size_t> languages;
  };
  struct Less {
    bool operator()(TermId a, TermId b) const { return a.value() < b.value(); }
  };
  /// What one thing has.
  struct Thing {
    std::vector<TermId> types;
    bool has_name = false;
    bool is_statement = false;
    std::set<std::string> languages;
    std::vector<Quad> labels;  // of rdfs:label and skos:prefLabel
    std::vector<Quad> others;  // alternative and hidden ones
  };
  /// A label of a thing among others of its class.
  struct Entry {
    std::uint64_t key;
    TermId thing;
    TermId label;
  };

  TermSet with_subproperties(std::span<const std::string_view> names) const {
    TermSet set = data_.ids(names);
    for (const std::string_view name : names)
      for (const TermId id : data_.schema().subproperties(well_known_iri(name))) set.insert(id);
    return set;
  }

  template <class Visit>
  void for_each_thing(Visit visit) {
    data_.subjects().for_each([&](TermId id) {
      if (data_.is_ours(id)) visit(id);
    });
  }

  Thing read(TermId id) const {
    Thing thing;
    data_.for_each({id, {}, {}}, [&](const Quad& q) {
      if (q.predicate == data_.type()) thing.types.push_back(q.object);
      if (names_.contains(q.predicate) || labels_.contains(q.predicate)) thing.has_name = true;
      if (q.predicate == statement_subject_ && statement_subject_) thing.is_statement = true;
      if (q.object.kind() != rdf::TermKind::literal) return;
      if (labels_.contains(q.predicate)) add_language(thing, q.object);
      if (q.predicate == label_ || q.predicate == preferred_) thing.labels.push_back(q);
      if (std::find(others_.begin(), others_.end(), q.predicate) != others_.end()) thing.others.push_back(q);
    });
    return thing;
  }

  void add_language(Thing& thing, TermId literal) const {
    const std::string_view tag = data_.snapshot().term(literal).language;
    if (!tag.empty()) thing.languages.insert(primary_language(tag));
  }

  [[nodiscard]] bool needs_name(TermId id, const Thing& thing) const {
    return data_.linked().contains(id) && !thing.is_statement &&
           std::none_of(thing.types.begin(), thing.types.end(),
                        [&](TermId t) { return nameless_.contains(t); });
  }

  void survey(TermId id) {
    const Thing thing = read(id);
    for (const TermId type : thing.types) {
      Kind& kind = kinds_[type];
      if (thing.has_name) ++kind.labelled;
      if (needs_name(id, thing)) {
        ++kind.linked;
        if (!thing.has_name) ++kind.unlabelled;
      }
      if (thing.languages.empty()) continue;
      ++kind.tagged;
      for (const std::string& language : thing.languages) ++kind.languages[language];
    }
  }

  void look_at(TermId id) {
    const Thing thing = read(id);
    if (!thing.has_name) missing_name(id, thing);
    if (!thing.languages.empty()) missing_languages(id, thing);
    doubled(id, thing);
    twice(id, thing);
    if (findings_.wants(Rule::near_duplicate)) enter(id, thing);
  }

  // ---- missing ----

  /// Where no thing of a kind has a name, that is how the kind is meant.
  static bool is_nameless(const Kind& kind) {
    constexpr std::size_t many = 5;
    return kind.labelled == 0 && kind.unlabelled >= many;
  }

  void missing_name(TermId id, const Thing& thing) {
    if (!needs_name(id, thing)) return;
    for (const TermId type : thing.types)
      if (is_nameless(kinds_[type])) return;
    findings_.add(data_.owed(Rule::no_label), data_.show(id) + " has no label, but others link to it", {},
                  {{.role = Role::subject, .term = id}}, std::string(data_.text(id)));
  }

  void add_nameless(TermId type, const Kind& kind) {
    findings_.add(Rule::unlabelled_kind,
                  "none of the " + std::to_string(kind.unlabelled) + " things of class " + data_.show(type) +
                      " that others link to has a label",
                  {}, {{.role = Role::object, .term = type}}, std::string(data_.text(type)));
  }

  void missing_languages(TermId id, const Thing& thing) {
    std::map<std::string, Rule> missing;
    for (const TermId type : thing.types) {
      const Kind& kind = kinds_[type];
      for (const auto& [language, count] : kind.languages) {
        if (thing.languages.contains(language)) continue;
        if (count * 4 >= kind.tagged * 3 && count >= 3)
          missing[language] = Rule::no_label_in_language;
        else if (count * 2 > kind.tagged && count >= 2)
          missing.try_emplace(language, Rule::label_missing_here_and_there);
      }
    }
    for (const auto& [language, rule] : missing)
      findings_.add(rule, data_.show(id) + " has no label in @" + language + ", unlike most of its kind", {},
                    {{.role = Role::subject, .term = id}}, std::string(data_.text(id)));
  }

  // ---- doubled ----

  void doubled(TermId id, const Thing& thing) {
    std::map<std::pair<TermId, std::string>, TermId> first;
    std::set<std::pair<TermId, std::string>> said;
    for (const Quad& quad : thing.labels) {
      const rdf::TermView label = data_.snapshot().term(quad.object);
      const std::pair key(quad.predicate, lowered(label.language));
      const auto [at, is_new] = first.emplace(key, quad.object);
      if (is_new || !said.insert(key).second) continue;
      const std::string in =
          label.language.empty() ? " without a language" : " in @" + std::string(label.language);
      findings_.add(quad.predicate == preferred_ ? Rule::two_preferred_labels : Rule::two_labels,
                    data_.show(id) + " has two values of " + data_.show(quad.predicate) + in + ": " +
                        data_.show(at->second) + " and " + data_.show(quad.object),
                    {},
                    {{.role = Role::object, .term = at->second, .subject = id, .predicate = quad.predicate},
                     {.role = Role::object, .term = quad.object, .subject = id, .predicate = quad.predicate}},
                    std::string(data_.text(id)));
    }
  }

  void twice(TermId id, const Thing& thing) {
    for (const Quad& other : thing.others)
      for (const Quad& label : thing.labels)
        if (label.predicate == preferred_ && label.object == other.object)
          findings_.add(
              Rule::label_twice,
              data_.show(id) + " has " + data_.show(other.object) + " as " + data_.show(label.predicate) +
                  " and as " + data_.show(other.predicate),
              {}, {{.role = Role::object, .term = other.object, .subject = id, .predicate = other.predicate}},
              std::string(data_.text(id)));
  }

  // ---- too much alike ----

  [[nodiscard]] std::string folded(TermId label) const {
    const rdf::TermView literal = data_.snapshot().term(label);
    std::string text = fold_label(literal.text);
    if (!text.empty()) text.append("@").append(primary_language(literal.language));
    return text;
  }

  void enter(TermId id, const Thing& thing) {
    if (thing.is_statement) return;
    data_.for_each({id, {}, {}}, [&](const Quad& q) {
      if (q.object.kind() != rdf::TermKind::literal || !naming_.contains(q.predicate)) return;
      const std::string text = folded(q.object);
      if (text.empty()) return;
      for (const TermId type : thing.types)
        entries_.push_back({store::hash_bytes(text, type.value()), id, q.object});
    });
  }

  void near_duplicates() {
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
      return std::pair(a.key, a.thing.value()) < std::pair(b.key, b.thing.value());
    });
    for (std::size_t i = 1; i < entries_.size(); ++i)
      if (entries_[i].key == entries_[i - 1].key) compare(entries_[i - 1], entries_[i]);
  }

  /// Things that mention each other are known to be two.
  [[nodiscard]] bool are_related(TermId a, TermId b) const {
    return data_.snapshot().count({a, {}, b}).count > 0 || data_.snapshot().count({b, {}, a}).count > 0;
  }

  void compare(const Entry& a, const Entry& b) {
    if (a.thing == b.thing || folded(a.label) != folded(b.label) || are_related(a.thing, b.thing)) return;
    if (!pairs_.emplace(a.thing, b.thing).second) return;
    const bool same = a.label == b.label;
    findings_.add(Rule::near_duplicate,
                  data_.show(a.thing) + " and " + data_.show(b.thing) + " of one class are both called " +
                      (same ? data_.show(a.label)
                            : "nearly the same: " + data_.show(a.label) + " and " + data_.show(b.label)),
                  {},
                  {{.role = Role::object, .term = a.label, .subject = a.thing},
                   {.role = Role::object, .term = b.label, .subject = b.thing}},
                  std::string(data_.text(b.thing)));
  }

  const LintData& data_;
  Findings& findings_;
  TermSet labels_;
  TermSet naming_;
  TermSet nameless_;
  TermSet names_;
  TermId label_;
  TermId preferred_;
  TermId statement_subject_;
  std::vector<TermId> others_;
  std::map<TermId, Kind, Less> kinds_;
  std::vector<Entry> entries_;
  std::set<std::pair<TermId, TermId>> pairs_;
};

}  // namespace

void lint_labels(const LintData& data, Findings& findings) {
  Labels(data, findings).run();
}

}  // namespace tamizdat::query
