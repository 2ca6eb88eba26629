#include "server/examples.hpp"

#include <set>

#include "rdf/vocabulary.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::server {
namespace {

constexpr std::size_t quads_looked_at = 50000;

/// Collects subjects, one for each type, until there are enough.
class Collector {
 public:
  Collector(const store::Snapshot& snapshot, const answer::Addresses& addresses, std::size_t wanted)
      : snapshot_(&snapshot), addresses_(&addresses), wanted_(wanted) {}

  void look_at(const store::Pattern& pattern, bool one_for_each_object) {
    const auto cursor = snapshot_->match(pattern);
    store::Quad quad;
    for (std::size_t i = 0; i < quads_looked_at && iris.size() < wanted_ && cursor->next(quad); ++i) {
      const rdf::TermView subject = snapshot_->term(quad.subject);
      if (!subject.is_iri() || !is_a_thing(subject.text)) continue;
      if (one_for_each_object && types_.contains(quad.object)) continue;
      if (!subjects_.insert(quad.subject).second) continue;
      types_.insert(quad.object);
      iris.emplace_back(subject.text);
    }
  }

  std::vector<std::string> iris;
  bool parts_too = false;      ///< "ontology#Person" as well
  bool elsewhere_too = false;  ///< and what is described at describe?iri=

 private:
  /// Neither the site itself, nor a document, nor (at first) a part of one.
  [[nodiscard]] bool is_a_thing(std::string_view iri) const {
    return (elsewhere_too || addresses_->is_local(iri)) && iri != addresses_->base() &&
           (parts_too || iri.find('#') == std::string_view::npos) && syntax::format_of_file(iri) == nullptr;
  }

  const store::Snapshot* snapshot_;
  const answer::Addresses* addresses_;
  std::size_t wanted_;
  std::set<store::TermId> types_;
  std::set<store::TermId> subjects_;
};

}  // namespace

std::vector<std::string> example_iris(const store::Snapshot& snapshot, const answer::Addresses& addresses,
                                      std::size_t wanted) {
  Collector collector(snapshot, addresses, wanted);
  if (const auto type = snapshot.find(rdf::iri(rdf::rdfns::type))) {
    collector.look_at({.subject = {}, .predicate = *type, .object = {}}, true);
    collector.look_at({.subject = {}, .predicate = *type, .object = {}}, false);
  }
  collector.parts_too = true;
  collector.look_at({}, false);
  collector.elsewhere_too = true;
  collector.look_at({}, false);
  return std::move(collector.iris);
}

}  // namespace tamizdat::server
