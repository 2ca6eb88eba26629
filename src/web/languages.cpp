#include "web/languages.hpp"

#include "web/accept.hpp"

namespace tamizdat::web {

rdf::Result<Languages> languages_of(const Request& request, const Target& target) {
  constexpr std::size_t at_most = 8;
  const auto parameter = target.parameter("lang");
  if (!parameter) return parameter.error();
  Languages languages;
  languages.by_parameter = parameter->has_value() && !(*parameter)->empty();
  languages.wishes =
      preferred_languages(languages.by_parameter ? **parameter : request.fields.combined("Accept-Language"));
  if (languages.wishes.size() > at_most) languages.wishes.resize(at_most);
  return languages;
}

}  // namespace tamizdat::web
