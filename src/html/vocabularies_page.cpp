#include "html/layout.hpp"
#include "html/pages.hpp"

namespace tamizdat::html {

std::string vocabularies_page(const answer::Vocabularies& vocabularies, const PageContext& context) {
  Composer composer(context);
  const auto& publication = vocabularies.publication();
  auto& list = composer.model.list();
  for (const auto& one : vocabularies.all()) {
    const auto self = answer::vocabulary_itself(publication, one.space);
    answer::Label label{one.space, {}, true};
    if (self)
      if (const auto given = composer.labels.of(self); given.given) label = given;
    const auto href = composer.path("vocabulary?iri=" + answer::encode_query_value(one.space));
    list.add(composer.model.object()
                 .set("link", composer.link_to(href, label, one.space))
                 .set("space", composer.keep(one.space))
                 .set("count", composer.counted(one.is_scheme ? "concepts" : "terms", one.terms.size())));
  }
  auto& root = composer.model.object();
  Composer::set_list(root, "vocabularies", "has_vocabularies", list);
  return render(composer, root, "vocabularies", {composer.say("vocabularies"), {}, {}, {}, true});
}

}  // namespace tamizdat::html
