#include "answer/overview.hpp"

#include <algorithm>
#include <array>

#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

using store::Quad;
using store::TermId;

/// For each term the set of shown classes that it belongs to, as bits.
class Memberships {
 public:
  using Set = std::uint16_t;
  static_assert(Overview::most_classes <= 16);

  void add(TermId thing, std::size_t place) {
    auto& sets = sets_[static_cast<std::size_t>(thing.kind())];
    if (thing.index() >= sets.size()) sets.resize(std::max<std::size_t>(thing.index() + 1, sets.size() * 2));
    sets[thing.index()] = static_cast<Set>(sets[thing.index()] | (1U << place));
  }
  [[nodiscard]] Set of(TermId thing) const {
    const auto& sets = sets_[static_cast<std::size_t>(thing.kind())];
    return thing.index() < sets.size() ? sets[thing.index()] : Set{0};
  }

 private:
  std::array<std::vector<Set>, 8> sets_;  // as many kinds as an id can have
};

/// Calls with the place of each bit.
template <class Visit>
void each(Memberships::Set set, Visit visit) {
  for (unsigned rest = set; rest != 0; rest &= rest - 1) visit(static_cast<std::size_t>(__builtin_ctz(rest)));
}

class Surveyor {
 public:
  Surveyor(const store::Snapshot& snapshot, const store::Schema& schema, const Terms& terms,
           const Statistics& statistics)
      : snapshot_(snapshot), schema_(schema), terms_(terms), statistics_(statistics) {}

  Overview survey() {
    choose_classes();
    if (!made_.classes.empty()) count_links();
    return std::move(made_);
  }

 private:
  void choose_classes() {
    auto& classes = made_.classes;
    for (const ClassUse& use : statistics_.classes) classes.push_back({use.klass, use.things, false});
    const auto is_shown = [&](const Overview::Class& one) {
      return one.klass.kind() == rdf::TermKind::iri && !is_machinery(snapshot_.term(one.klass).text);
    };
    // Of data that are nothing but a vocabulary, that is what can be shown.
    if (std::any_of(classes.begin(), classes.end(), is_shown))
      classes.erase(std::stable_partition(classes.begin(), classes.end(), is_shown), classes.end());
    if (classes.size() > Overview::most_classes) {
      made_.other_classes = classes.size() - Overview::most_classes;
      classes.resize(Overview::most_classes);
    }
    for (auto& one : classes)
      one.of_statements = terms_.statement && schema_.is_subclass(one.klass, terms_.statement);
  }

  void count_links() {
    for (std::size_t place = 0; place < made_.classes.size(); ++place) {
      const auto cursor = snapshot_.match({{}, terms_.type, made_.classes[place].klass});
      for (Quad quad; cursor->next(quad);) members_.add(quad.subject, place);
    }
    for (const PropertyUse& use : statistics_.properties)
      if (connects(use.property)) count(use.property);
    finish();
  }

  [[nodiscard]] bool connects(TermId predicate) const {
    return predicate != terms_.type && predicate != terms_.statement_subject &&
           predicate != terms_.statement_predicate && predicate != terms_.statement_object;
  }

  void count(TermId predicate) {
    Counts counts{};
    const auto cursor = snapshot_.match({{}, predicate, {}});
    TermId last;  // the triples of one object stand together
    Memberships::Set to = 0;
    for (Quad quad; cursor->next(quad);) {
      if (quad.object.kind() == rdf::TermKind::literal) continue;
      if (quad.object != last) to = members_.of(last = quad.object);
      if (to == 0) continue;
      each(members_.of(quad.subject),
           [&](std::size_t a) { each(to, [&](std::size_t b) { ++counts[a * width + b]; }); });
    }
    for (std::size_t pair = 0; pair < counts.size(); ++pair) add(pairs_[pair], predicate, counts[pair]);
  }

  static constexpr std::size_t width = Overview::most_classes;
  using Counts = std::array<std::uint64_t, width * width>;

  struct Pair {
    ClassLink link;
    std::uint64_t most = 0;  // triples of one predicate
  };

  static void add(Pair& pair, TermId predicate, std::uint64_t triples) {
    if (triples == 0) return;
    pair.link.triples += triples;
    ++pair.link.predicates;
    if (triples <= pair.most) return;
    pair.most = triples;
    pair.link.predicate = predicate;
  }

  void finish() {
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      if (pairs_[i].link.triples == 0) continue;
      pairs_[i].link.from = i / width;
      pairs_[i].link.to = i % width;
      made_.links.push_back(pairs_[i].link);
    }
    std::stable_sort(made_.links.begin(), made_.links.end(),
                     [](const auto& a, const auto& b) { return a.triples > b.triples; });
    if (made_.links.size() <= Overview::most_links) return;
    made_.other_links = made_.links.size() - Overview::most_links;
    made_.links.resize(Overview::most_links);
  }

  const store::Snapshot& snapshot_;
  const store::Schema& schema_;
  const Terms& terms_;
  const Statistics& statistics_;
  Overview made_;
  Memberships members_;
  std::array<Pair, width * width> pairs_{};
};

}  // namespace

std::size_t Overview::place(TermId klass) const {
  const auto at = std::find_if(classes.begin(), classes.end(), [&](auto& one) { return one.klass == klass; });
  return static_cast<std::size_t>(at - classes.begin());
}

std::size_t Overview::mark(TermId klass) const {
  std::size_t number = 0;
  for (const Class& one : classes) {
    if (one.klass == klass) return one.of_statements ? most_classes : number;
    if (!one.of_statements) ++number;
  }
  return most_classes;
}

bool is_machinery(std::string_view iri) {
  constexpr std::string_view namespaces[] = {rdf::rdfns::iri, rdf::rdfs::iri, rdf::owl::iri,
                                             rdf::void_::iri, rdf::sh::iri,   rdf::dcat::iri};
  return std::any_of(std::begin(namespaces), std::end(namespaces),
                     [&](std::string_view space) { return iri.starts_with(space); });
}

Overview overview_of(const store::Snapshot& snapshot, const store::Schema& schema, const Terms& terms,
                     const Statistics& statistics) {
  return Surveyor(snapshot, schema, terms, statistics).survey();
}

}  // namespace tamizdat::answer
