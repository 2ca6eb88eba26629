#include "web/collisions.hpp"

#include <algorithm>

#include "web/routes.hpp"

namespace tamizdat::web {
namespace {

using answer::Publication;
using rdf::Code;
using rdf::Error;

class Collisions {
 public:
  Collisions(const Publication& publication, std::size_t limit)
      : publication_(publication), snapshot_(*publication.snapshot), limit_(limit) {}

  std::vector<Error> find() {
    for (const store::SourceFile& source : snapshot_.info().sources) look_at_file(source.graph);
    const auto cursor = snapshot_.match({});
    store::Quad quad;
    while (found_.size() < limit_ && cursor->next(quad)) {
      look_at(quad.subject);
      const std::uint64_t rest = snapshot_.count({quad.subject, {}, {}}).count - 1;
      if (cursor->order() == store::Order::spo) cursor->skip(rest);
    }
    return std::move(found_);
  }

 private:
  void look_at(store::TermId subject) {
    if (subject.kind() != rdf::TermKind::iri) return;
    const std::string_view iri = snapshot_.term(subject).text;
    if (!publication_.addresses.is_local(iri) || iri.find('#') != std::string_view::npos) return;
    look_for_service(iri);
    look_for_document(iri);
    look_for_spelling(iri);
  }

  void look_at_file(std::string_view iri) {
    const syntax::Format* format = document_format(iri);
    if (format == nullptr) return;
    const std::string_view stem = iri.substr(0, iri.size() - format->extension.size() - 1);
    if (is_subject(stem)) report(stem, "has its document at the address of a loaded file");
  }

  void look_for_service(std::string_view iri) {
    const std::string_view relative = iri.substr(publication_.addresses.base().size());
    // The home page describes whatever is said of the base.
    if (is_service(route_of(relative)) && !relative.empty()) report(iri, "has the address of a service");
  }

  void look_for_document(std::string_view iri) {
    const syntax::Format* format = document_format(iri);
    if (format == nullptr) return;
    const std::string_view stem = iri.substr(0, iri.size() - format->extension.size() - 1);
    if (!is_source(iri) && is_subject(stem)) report(iri, "has the address of another thing's document");
  }

  void look_for_spelling(std::string_view iri) {
    if (iri.find('%') == std::string_view::npos) return;
    const auto asked = publication_.addresses.asked(publication_.addresses.reference(iri));
    if (!asked || asked->raw == iri || !is_subject(asked->raw)) return;
    report(iri, "differs only in percent-encoding from <" + asked->raw + ">");
  }

  [[nodiscard]] bool is_subject(std::string_view iri) const {
    const auto id = snapshot_.find(rdf::iri(iri));
    return id && snapshot_.count({*id, {}, {}}).count > 0;
  }
  [[nodiscard]] bool is_source(std::string_view iri) const {
    const auto& sources = snapshot_.info().sources;
    return std::any_of(sources.begin(), sources.end(), [&](const auto& s) { return s.graph == iri; });
  }
  void report(std::string_view iri, std::string what) {
    found_.emplace_back(Code::unprocessable, "<" + std::string(iri) + "> " + std::move(what),
                        "choose another IRI, or another base");
  }

  const Publication& publication_;
  const store::Snapshot& snapshot_;
  std::size_t limit_;
  std::vector<Error> found_;
};

}  // namespace

std::vector<Error> find_collisions(const Publication& publication, std::size_t limit) {
  return Collisions(publication, limit).find();
}

}  // namespace tamizdat::web
