#pragma once
// Repairs what raptor2 gets wrong: literals that stand in attributes lose their xml:lang.
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tamizdat::syntax {

/// Follows xml:lang through the tags of a document and notes it, on the way into raptor2, within the values
/// of property attributes (RDF/XML §2.12 and §7.2.21); take_language() takes the notes out again. A note is
/// made of two noncharacters, which no text has, written as character references.
class XmlLanguages {
 public:
  /// `expand` undoes entity references in the namespaces that tags declare.
  explicit XmlLanguages(std::function<std::string(std::string_view)> expand) : expand_(std::move(expand)) {}

  /// A whole start tag from '<' to '>', whose element has `depth` elements around it. Returns the tag to hand
  /// on instead, if it has to change.
  std::optional<std::string> start(std::string_view tag, std::size_t depth);
  /// Forgets what was declared within more than `depth` elements.
  void leave(std::size_t depth);

 private:
  struct Attribute {
    std::string_view name;
    std::string_view value;
  };
  struct Language {
    std::size_t depth;
    std::string tag;
  };
  struct Space {
    std::size_t depth;
    std::string prefix;
    bool is_rdf;
  };

  static std::vector<Attribute> attributes(std::string_view tag);
  [[nodiscard]] bool is_property(std::string_view name) const;

  std::function<std::string(std::string_view)> expand_;
  std::vector<Language> languages_;
  std::vector<Space> spaces_;
};

/// A literal's text as it came out of raptor2, without its note; `language` becomes what the note said.
/// Returns false, and `clean` is untouched, if there is no note.
bool take_language(std::string_view text, std::string& clean, std::string& language);

}  // namespace tamizdat::syntax
