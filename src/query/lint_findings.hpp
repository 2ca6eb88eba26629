#pragma once
// Inside the linter: what the rules look at, and where they put what they find.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "query/lint.hpp"
#include "store/schema.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::query {

/// Where in a statement a finding is to be shown.
enum class Role : std::uint8_t {
  any,        ///< wherever the term is written first
  subject,    ///< where it is described first
  predicate,  ///< where it is used as a property first
  object,     ///< where it is pointed at first
};

/// What is to be looked for in the files. Ids of the snapshot.
struct Sight {
  Role role = Role::any;
  store::TermId term = {};
  store::TermId subject = {};    ///< if given: only in statements about this
  store::TermId predicate = {};  ///< if given: only as value of this
};

/// Where a finding is to be placed: where the sight is seen first; if there are two, at the later one of
/// them.
struct Mention {
  Sight sight = {};
  Sight second = {};
};

/// A finding whose place is not known yet.
struct Unplaced {
  Finding finding;
  Mention mention;
};

/// Takes up findings, keeps no more than a given number of each rule, and counts all.
class Findings {
 public:
  explicit Findings(const LintOptions& options);

  /// Whether findings of the rule are wanted at all.
  [[nodiscard]] bool wants(Rule rule) const { return !ignored_[static_cast<std::size_t>(rule)]; }
  /// The rule's own hint stands in for an empty one.
  void add(Rule rule, std::string message, std::string hint, const Mention& mention, std::string term = {});
  void add_placed(Rule rule, std::string message, std::string hint, std::string source,
                  rdf::Position position, std::string term = {});

  std::vector<Unplaced>& unplaced() { return unplaced_; }
  std::vector<Finding>& placed() { return placed_; }
  [[nodiscard]] const std::vector<std::uint64_t>& found() const { return found_; }

 private:
  bool take(Rule rule);

  std::size_t max_per_rule_;
  std::vector<bool> ignored_;
  std::vector<std::uint64_t> found_;
  std::vector<Unplaced> unplaced_;
  std::vector<Finding> placed_;
};

/// A set of terms of one snapshot: one bit for each.
class TermSet {
 public:
  /// True if the term was not in it.
  bool insert(store::TermId id);
  [[nodiscard]] bool contains(store::TermId id) const;
  /// In order of id.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t kind = 0; kind < bits_.size(); ++kind)
      for (std::uint32_t i = 0; i < bits_[kind].size(); ++i)
        if (bits_[kind][i]) visit(store::TermId(static_cast<rdf::TermKind>(kind), i));
  }

 private:
  std::array<std::vector<bool>, 4> bits_;
};

/// The data under the eyes of the linter.
class LintData {
 public:
  /// `guessed`: the base is what most subjects share, and nobody said that they are ours.
  LintData(std::shared_ptr<const store::Snapshot> snapshot, std::string base, bool guessed);

  [[nodiscard]] const store::Snapshot& snapshot() const { return *snapshot_; }
  [[nodiscard]] const store::Schema& schema() const { return *schema_; }
  [[nodiscard]] const std::string& base() const { return base_; }

  [[nodiscard]] std::string_view text(store::TermId id) const { return snapshot_->term(id).text; }
  [[nodiscard]] store::TermId id(std::string_view iri) const;
  /// An IRI of the publisher's own: it begins with the base. If that was guessed, those of a well-known
  /// namespace below it are not, unless the data describe many of its terms.
  [[nodiscard]] bool is_ours(store::TermId id) const;
  /// So many terms that are described make a vocabulary of a namespace.
  static constexpr std::size_t enough_for_a_vocabulary = 8;
  /// The rule by which something is told that only IRIs of our own owe: a milder one if they were guessed.
  [[nodiscard]] Rule owed(Rule rule) const;
  /// <id/x> under the base, else foaf:name if a prefix is known, else the whole IRI in brackets; literals in
  /// quotes.
  [[nodiscard]] std::string show(store::TermId id) const;
  [[nodiscard]] std::string show_iri(std::string_view iri) const;

  [[nodiscard]] const TermSet& subjects() const { return subjects_; }
  [[nodiscard]] const TermSet& predicates() const { return predicates_; }
  [[nodiscard]] const TermSet& objects() const { return objects_; }
  [[nodiscard]] const TermSet& classes() const { return classes_; }  ///< used as rdf:type
  [[nodiscard]] const TermSet& linked() const { return linked_; }    ///< by something else, not as its type
  [[nodiscard]] const TermSet& linking() const { return linking_; }  ///< to something, not as its type
  [[nodiscard]] store::TermId type() const { return type_; }
  /// The types of a thing, in order of id.
  [[nodiscard]] std::vector<store::TermId> types(store::TermId thing) const;
  /// Whether the term defines something: a class, a property, a datatype.
  [[nodiscard]] bool is_definition(const std::vector<store::TermId>& types) const;
  /// The ids of well-known names that the data use; those of schema.org with http and https.
  [[nodiscard]] TermSet ids(std::span<const std::string_view> prefixed_names) const;

  /// Triples of the union, each once.
  template <class Visit>
  void for_each(const store::Pattern& pattern, Visit visit) const {
    const auto cursor = snapshot_->match(pattern);
    for (store::Quad quad; cursor->next(quad);) visit(quad);
  }

 private:
  std::shared_ptr<const store::Snapshot> snapshot_;
  std::shared_ptr<const store::Schema> schema_;
  [[nodiscard]] std::vector<std::string_view> find_borrowed() const;

  std::string base_;
  bool guessed_;
  std::vector<std::string_view> borrowed_;  // namespaces
  store::TermId type_;
  TermSet defining_types_;
  TermSet subjects_;
  TermSet predicates_;
  TermSet objects_;
  TermSet classes_;
  TermSet linked_;
  TermSet linking_;
};

/// The namespace of a term: up to its last '#', else its last '/'; empty if there is neither.
std::string_view namespace_of(std::string_view iri);
/// The well-known namespace that `iri` misses by case, a final '#' or '/', "www." or http and https alone;
/// empty if it is well known itself, or far from any that is.
std::string_view missed_namespace(std::string_view iri);
/// "foaf:name" for a name whose prefix is well known, as an IRI.
std::string well_known_iri(std::string_view prefixed_name);

// ---- the rules, by file ----

/// Those that look at one term at a time: they hold whatever else is missing.
void lint_literals(const LintData& data, Findings& findings);
void lint_iris(const LintData& data, Findings& findings);
void lint_namespaces(const LintData& data, Findings& findings);
/// Those that need the whole data. Terms that were found to be undefined are given back, and need not be said
/// to dangle as well.
TermSet lint_terms(const LintData& data, Findings& findings);
void lint_links(const LintData& data, const TermSet& undefined, Findings& findings);
void lint_labels(const LintData& data, Findings& findings);

/// A prefix declaration with its place.
struct Declaration {
  std::string name;
  std::string iri;
  std::string source;
  rdf::Position position;
};
void lint_prefixes(std::span<const Declaration> declarations, Findings& findings);

/// Reads the files again, as far as need be, and places the findings: Turtle and its kin by token, so that
/// places are exact; other formats by what their reader says of the place of a statement. `base` is what
/// relative IRIs resolved against. Gives back the prefixes that were declared on the way.
std::vector<Declaration> place_findings(std::span<const store::Input> inputs, const std::string& base,
                                        const store::Snapshot& snapshot, Findings& findings);

}  // namespace tamizdat::query
