#include "answer/problem_types.hpp"

#include <algorithm>

#include "answer/listing.hpp"
#include "answer/problem.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

class TypesBody final : public GraphBody {
 public:
  TypesBody(std::shared_ptr<const Publication> publication, std::vector<ProblemType> types)
      : publication_(std::move(publication)), types_(std::move(types)) {}

  rdf::Result<bool> emit(rdf::QuadSink& sink) override {
    Teller teller(*publication_, sink);
    const auto document = publication_->addresses.url(problem_types_path);
    teller.link(document, rdf::rdfns::type, rdf::hydra::Collection);
    for (const auto& [code, status] : types_)
      teller.link(document, rdf::hydra::member, problem_type(*publication_, code));
    for (const auto& [code, status] : types_) {
      const auto type = problem_type(*publication_, code);
      teller.say(rdf::iri(type), rdf::rdfs::label, rdf::literal(problem_title(code), {}, "en"));
      teller.number(type, rdf::http::statusCodeValue, status);
    }
    return false;
  }
  [[nodiscard]] const rdf::Prefixes& prefixes() const override { return publication_->prefixes; }

 private:
  std::shared_ptr<const Publication> publication_;
  std::vector<ProblemType> types_;
};

}  // namespace

ProblemTypes::ProblemTypes(std::shared_ptr<const Publication> publication, std::vector<ProblemType> types)
    : publication_(std::move(publication)), types_(std::move(types)) {
  std::stable_sort(types_.begin(), types_.end(),
                   [](const ProblemType& a, const ProblemType& b) { return a.status < b.status; });
  head_.document = publication_->addresses.url(problem_types_path);
  head_.subject = head_.document;
  head_.title = "Kinds of errors";
  head_.state = "problems";
  head_.modified = publication_->snapshot->info().modified;
}

std::unique_ptr<GraphBody> ProblemTypes::graph(const syntax::Format* /*format*/) const {
  return std::make_unique<TypesBody>(publication_, types_);
}

}  // namespace tamizdat::answer
