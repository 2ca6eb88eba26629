#include "answer/explanation.hpp"
#include "html/layout.hpp"
#include "html/pages.hpp"

namespace tamizdat::html {

std::string explanation_page(const answer::Explanation& explanation, const PageContext& context) {
  Composer composer(context);
  const auto& told = explanation.told();
  auto& root = composer.model.object();
  auto& members = composer.model.list();
  for (const auto& member : told.members)
    members.add(composer.model.object().set("text", member.text).set("weight", member.weight));
  auto& candidates = composer.model.list();
  for (const auto& candidate : told.candidates) {
    candidates.add(composer.model.object()
                       .set("label", candidate.label)
                       .set("type", candidate.media_type)
                       .set("url", composer.keep(context.publication.addresses.reference(candidate.url)))
                       .set("weight", candidate.weight)
                       .set("range", candidate.range)
                       .set("reason", candidate.reason)
                       .set("chosen", candidate.chosen));
  }
  root.set("action", composer.keep(context.publication.addresses.path("-/negotiate")))
      .set("path", told.path)
      .set("accept", told.accept)
      .set("outcome", told.outcome);
  Composer::set_list(root, "members", "has_members", members);
  Composer::set_list(root, "candidates", "has_candidates", candidates);
  return render(composer, root, "explanation",
                {composer.say("negotiation"), composer.language().tag(), {}, {}, false});
}

}  // namespace tamizdat::html
