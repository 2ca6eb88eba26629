#pragma once
// Answers as pages.
#include <string>
#include <vector>

#include "answer/answer.hpp"
#include "answer/publication.hpp"
#include "html/messages.hpp"
#include "html/templates.hpp"

namespace tamizdat::html {

/// A format that the reader can have instead.
struct Alternate {
  std::string label;  ///< "Turtle"
  std::string url;    ///< where it is; a path or an absolute URL
  std::string type;   ///< media type
};

/// What a page needs beyond the answer itself. Lives as long as the call.
struct PageContext {
  const answer::Publication& publication;
  const Templates& templates;
  const Messages& messages;
  std::vector<std::string> languages;  ///< what the reader prefers, best first; may be empty
  std::vector<Alternate> alternates;
  std::string style;      ///< address of the style sheet, relative to the base: Assets::address("style.css")
  std::string icon;       ///< the same of "icon.svg"
  std::string canonical;  ///< absolute URL of this page, or empty
  std::string target;     ///< path and query as asked, for links back to oneself
  std::string script{};   ///< the same as `style` of "complete.js"
  std::string search_script{};  ///< the same of "search.js"; empty: none is linked to
  /// Languages that were chosen on the page, in one piece: links within the site keep them. Or empty.
  std::string carried_language{};
  std::string logo{};  ///< address of the publisher's logo, relative to the base, or empty
};

/// The page of any answer: things, documents, graphs, the home page, errors; an answer of another kind gets
/// a page that names it and links to its formats. Always a whole HTML document in UTF-8, everything escaped.
std::string page(const answer::Answer& answer, const PageContext& context);

}  // namespace tamizdat::html
