#include "web/pictures.hpp"

#include "answer/entity.hpp"
#include "answer/vocabularies.hpp"
#include "html/neighbourhood_picture.hpp"
#include "html/overview_picture.hpp"
#include "html/vocabulary_parts.hpp"
#include "rdf/iri.hpp"

namespace tamizdat::web {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Result;

Result<Found> neighbourhood(const Call& call, const std::string& iri) {
  answer::EntityOptions options;
  options.incoming = call.options.incoming_limit;
  auto made = answer::describe_iri(call.publication, iri, options);
  if (!made) return std::move(made.error()).at("parameter iri");
  std::shared_ptr<const answer::Entity> entity = std::move(*made);
  return Picture{iri, [entity](const html::PageContext& context) {
                   return html::neighbourhood_picture(entity->description(), context);
                 }};
}

Result<Found> vocabulary(const Call& call, const std::string& iri) {
  auto made = answer::vocabulary_at(call.publication, iri);
  if (!made) return std::move(made.error()).at("parameter vocabulary");
  std::shared_ptr<const answer::Document> document = std::move(*made);
  return Picture{"vocabulary " + iri, [document](const html::PageContext& context) {
                   const auto terms = answer::vocabulary_of(context.publication, document->things());
                   return html::vocabulary_picture(terms, context);
                 }};
}

}  // namespace

Result<Found> picture(const Call& call) {
  const auto iri = call.target.parameter("iri");
  if (!iri) return iri.error();
  const auto space = call.target.parameter("vocabulary");
  if (!space) return space.error();
  if (*space) return vocabulary(call, **space);
  if (!*iri) return Picture{"", html::overview_picture};
  if (rdf::is_absolute_iri(**iri)) return neighbourhood(call, **iri);
  return Error(Code::bad_request, "an absolute IRI is needed",
               "name a thing by its whole IRI, percent-encoded")
      .at("parameter iri");
}

}  // namespace tamizdat::web
