#pragma once
// What a page says of its subject, for search engines: JSON-LD in a script element, which no browser runs.
#include <string>
#include <string_view>

#include "answer/publication.hpp"

namespace tamizdat::html {

/// What the page knows beside the data, said in the words of schema.org, which search engines read. Empty
/// ones are not said, nor what the data say in those words themselves.
struct PageSubject {
  std::string_view name;
  std::string_view language;  ///< of the name
  std::string_view description;
  std::string_view description_language;
  std::string_view picture;  ///< absolute URL
  std::string_view page;     ///< absolute URL
};

/// The triples of a thing as JSON-LD 1.1 with a context of its own, fit for a script element: nothing in it
/// can end one. A page carries no more than some 8 kB of it: long texts, lists and whatever comes after that
/// are left to the document that is linked to as an alternative; nothing of what is left in is cut.
std::string json_ld(const answer::Publication& publication, store::TermId thing, const PageSubject& subject);

}  // namespace tamizdat::html
