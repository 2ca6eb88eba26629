#include "answer/statistics.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

using store::Quad;
using store::TermId;

/// A set of terms of one snapshot: a bit for each number.
class TermSet {
 public:
  /// False if it was there.
  bool insert(TermId id) {
    auto& words = words_[static_cast<std::size_t>(id.kind())];
    const std::size_t word = id.index() / 64;
    if (word >= words.size()) words.resize(std::max(word + 1, words.size() * 2));
    const std::uint64_t bit = std::uint64_t{1} << (id.index() % 64);
    const bool added = (words[word] & bit) == 0;
    words[word] |= bit;
    size_ += added ? 1 : 0;
    return added;
  }
  [[nodiscard]] bool contains(TermId id) const {
    const auto& words = words_[static_cast<std::size_t>(id.kind())];
    return id.index() / 64 < words.size() && ((words[id.index() / 64] >> (id.index() % 64)) & 1U) != 0;
  }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Those of one kind, in order.
  template <class Visit>
  void each(rdf::TermKind kind, Visit visit) const {
    const auto& words = words_[static_cast<std::size_t>(kind)];
    for (std::size_t word = 0; word < words.size(); ++word) {
      for (std::uint64_t rest = words[word]; rest != 0; rest &= rest - 1) {
        const auto bit = static_cast<std::uint32_t>(__builtin_ctzll(rest));
        visit(TermId(kind, static_cast<std::uint32_t>(word * 64) + bit));
      }
    }
  }

 private:
  std::array<std::vector<std::uint64_t>, 8> words_;  // as many kinds as an id can have
  std::uint64_t size_ = 0;
};

/// Distinct ids by the order of their numbers, and their places in it.
class Places {
 public:
  explicit Places(std::vector<TermId> sorted) : ids_(std::move(sorted)) {}
  [[nodiscard]] std::size_t size() const { return ids_.size(); }
  [[nodiscard]] TermId id(std::size_t place) const { return ids_[place]; }
  /// Ids mostly come in order: the search begins where the last one ended.
  std::size_t of(TermId id) {
    if (last_ >= ids_.size() || ids_[last_] > id) last_ = 0;
    const auto from = ids_.begin() + static_cast<std::ptrdiff_t>(last_);
    last_ = static_cast<std::size_t>(std::lower_bound(from, ids_.end(), id) - ids_.begin());
    return last_;
  }

 private:
  std::vector<TermId> ids_;
  std::size_t last_ = 0;
};

/// The distinct objects of a property with the number of triples of each. Objects come together in POS.
struct Objects {
  std::vector<std::pair<TermId, std::uint64_t>> counts;

  Objects(const store::Snapshot& snapshot, TermId property) {
    const auto cursor = snapshot.match({{}, property, {}});
    Quad quad;
    for (bool on = cursor->next(quad); on;) {
      const TermId object = quad.object;
      std::uint64_t triples = 0;
      do {
        ++triples;
        on = cursor->next(quad);
      } while (on && quad.object == object);
      counts.emplace_back(object, triples);
    }
  }
};

class Counting {
 public:
  Counting(const store::Snapshot& snapshot, std::string_view base)
      : snapshot_(snapshot),
        base_(base),
        type_(snapshot.find(rdf::iri(rdf::rdfns::type)).value_or(TermId{})) {}

  Statistics count() {
    count_subjects();
    count_classes();
    count_properties();
    count_pairs();
    count_links();
    find_local();
    finish();
    return std::move(out_);
  }

 private:
  // Which terms there are, in one pass that asks nothing of the order.
  void count_subjects() {
    TermSet predicates;
    TermId last;
    const auto cursor = snapshot_.match({});
    for (Quad quad; cursor->next(quad);) {
      ++out_.triples;
      if (quad.subject != last) subjects_.insert(last = quad.subject);
      objects_.insert(quad.object);
      predicates.insert(quad.predicate);
    }
    predicates.each(rdf::TermKind::iri, [&](TermId id) { predicates_.push_back(id); });
    out_.subjects = subjects_.size();
    out_.objects = objects_.size();
  }

  void count_classes() {
    if (!type_) return;
    for (const auto& [klass, things] : Objects(snapshot_, type_).counts) {
      if (klass.kind() == rdf::TermKind::literal) continue;
      out_.classes.push_back({klass, things, 0, {}});
    }
    std::sort(out_.classes.begin(), out_.classes.end(),
              [](const ClassUse& a, const ClassUse& b) { return a.klass < b.klass; });
  }

  void count_properties() {
    for (const TermId property : predicates_) {
      const Objects objects(snapshot_, property);
      PropertyUse use{property, 0, 0, objects.counts.size()};
      for (const auto& [object, triples] : objects.counts) use.triples += triples;
      out_.properties.push_back(use);
    }
  }

  // What is said of the things of each class; in SPO a subject's triples stand together, by property.
  void count_pairs() {
    std::vector<TermId> classes;
    for (const ClassUse& use : out_.classes) classes.push_back(use.klass);
    class_places_.emplace(std::move(classes));
    property_places_.emplace(predicates_);
    out_.by_class = class_places_->size() * property_places_->size() <= Statistics::most_pairs;
    if (out_.by_class) pairs_.resize(class_places_->size() * property_places_->size());
    const auto cursor = snapshot_.match({});
    TermId last;
    for (Quad quad; cursor->next(quad);) {
      if (quad.subject != last) {
        end_subject();
        last = quad.subject;
      }
      const std::size_t property = property_places_->of(quad.predicate);
      if (runs_.empty() || runs_.back().first != property) runs_.emplace_back(property, 0);
      ++runs_.back().second;
      if (quad.predicate == type_ && quad.object.kind() != rdf::TermKind::literal)
        types_.push_back(class_places_->of(quad.object));
    }
    end_subject();
  }

  void end_subject() {
    std::uint64_t triples = 0;
    for (const auto& [property, count] : runs_) {
      ++out_.properties[property].subjects;
      triples += count;
    }
    for (const std::size_t klass : types_) {
      out_.classes[klass].triples += triples;
      if (!out_.by_class) continue;
      for (const auto& [property, count] : runs_) {
        Pair& pair = pairs_[klass * property_places_->size() + property];
        pair.triples += count;
        ++pair.subjects;
      }
    }
    runs_.clear();
    types_.clear();
  }

  void count_links() {
    constexpr std::string_view linking[] = {
        rdf::owl::sameAs,      rdf::skos::exactMatch,  rdf::skos::closeMatch,
        rdf::skos::broadMatch, rdf::skos::narrowMatch, rdf::skos::relatedMatch,
        rdf::rdfs::seeAlso,    rdf::schema::sameAs,    rdf::schema::https::sameAs};
    for (const auto property : linking) {
      if (const auto id = snapshot_.find(rdf::iri(property))) count_links(*id);
    }
  }

  void count_links(TermId property) {
    std::vector<LinksTo> found;
    for (const auto& [object, triples] : Objects(snapshot_, property).counts) {
      if (object.kind() != rdf::TermKind::iri) continue;
      const auto iri = snapshot_.term(object).text;
      const auto target = authority_of(iri);
      if (target.empty() || iri.starts_with(base_)) continue;
      const auto at = std::find_if(found.rbegin(), found.rend(),
                                   [&](const LinksTo& links) { return links.target == target; });
      if (at != found.rend()) {
        at->triples += triples;
      } else if (found.size() + out_.links.size() < Statistics::most_targets) {
        found.push_back({std::string(target), property, triples});
      }
    }
    std::move(found.begin(), found.end(), std::back_inserter(out_.links));
  }

  void find_local() {
    for (const TermId property : predicates_) objects_.insert(property);
    subjects_.each(rdf::TermKind::iri, [&](TermId id) { objects_.insert(id); });
    std::vector<TermId> some;
    const auto look = [&] {
      snapshot_.expect(some);
      for (const TermId id : some) {
        if (!snapshot_.term(id).text.starts_with(base_)) continue;
        out_.local.push_back(id);
        out_.entities += subjects_.contains(id) ? 1U : 0U;
      }
      some.clear();
    };
    objects_.each(rdf::TermKind::iri, [&](TermId id) {
      some.push_back(id);
      if (some.size() == 64) look();
    });
    look();
  }

  void finish() {
    for (std::size_t klass = 0; klass < out_.classes.size() && out_.by_class; ++klass) add_pairs(klass);
    const auto add_vocabulary = [&](TermId id) {
      if (id.kind() == rdf::TermKind::iri)
        out_.vocabularies.emplace_back(namespace_of(snapshot_.term(id).text));
    };
    for (const ClassUse& use : out_.classes) add_vocabulary(use.klass);
    for (const TermId property : predicates_) add_vocabulary(property);
    auto& vocabularies = out_.vocabularies;
    std::sort(vocabularies.begin(), vocabularies.end());
    vocabularies.erase(std::unique(vocabularies.begin(), vocabularies.end()), vocabularies.end());
    const auto most_triples = [](const auto& a, const auto& b) { return a.triples > b.triples; };
    std::stable_sort(out_.properties.begin(), out_.properties.end(), most_triples);
    std::stable_sort(out_.links.begin(), out_.links.end(), most_triples);
    std::stable_sort(out_.classes.begin(), out_.classes.end(),
                     [](const ClassUse& a, const ClassUse& b) { return a.things > b.things; });
  }

  void add_pairs(std::size_t klass) {
    auto& properties = out_.classes[klass].properties;
    for (std::size_t property = 0; property < property_places_->size(); ++property) {
      const Pair& pair = pairs_[klass * property_places_->size() + property];
      if (pair.triples != 0)
        properties.push_back({property_places_->id(property), pair.triples, pair.subjects, 0});
    }
    std::stable_sort(properties.begin(), properties.end(),
                     [](const PropertyUse& a, const PropertyUse& b) { return a.triples > b.triples; });
  }

  struct Pair {
    std::uint64_t triples = 0;
    std::uint64_t subjects = 0;
  };

  const store::Snapshot& snapshot_;
  std::string_view base_;
  TermId type_;
  Statistics out_;
  TermSet subjects_;
  TermSet objects_;
  std::vector<TermId> predicates_;  // by id
  std::optional<Places> class_places_;
  std::optional<Places> property_places_;
  std::vector<Pair> pairs_;                                  // class by property
  std::vector<std::pair<std::size_t, std::uint64_t>> runs_;  // of the subject: property, triples
  std::vector<std::size_t> types_;                           // of the subject
};

}  // namespace

std::string_view namespace_of(std::string_view iri) {
  const auto hash = iri.find('#');
  return iri.substr(0, (hash != std::string_view::npos ? hash : iri.rfind('/')) + 1);
}

std::string_view authority_of(std::string_view iri) {
  const auto authority = iri.find("://");
  if (authority == std::string_view::npos) return {};
  const auto slash = iri.find('/', authority + 3);
  return slash == std::string_view::npos ? std::string_view() : iri.substr(0, slash + 1);
}

Statistics statistics_of(const store::Snapshot& snapshot, std::string_view base) {
  return Counting(snapshot, base).count();
}

}  // namespace tamizdat::answer
