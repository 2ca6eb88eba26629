#pragma once
// What an XML parser must be kept from: entities that blow up, nesting without end, files from elsewhere.
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "rdf/error.hpp"
#include "syntax/xml_languages.hpp"

namespace tamizdat::syntax {

/// Looks at XML on its way into the parser and stops it where it becomes dangerous or would lose content
/// silently: nesting beyond a limit, expansions out of all proportion to the text, parameter entities,
/// entities that are external or not declared. Everything else about XML is the parser's. Sees bytes, so the
/// encoding must be a superset of ASCII.
class XmlGuard {
 public:
  explicit XmlGuard(std::size_t max_depth);

  /// Looks at the next bytes, up to a fault().
  void look(std::string_view bytes);
  /// What was seen so far, is harmless and was not taken yet; XmlLanguages has been over it. A tag that is
  /// not complete is kept back, unless `all` is asked for. Valid until the next look().
  std::string_view take(bool all);
  /// Where the last '<' of markup stands, and the last byte seen.
  [[nodiscard]] rdf::Position last_tag() const { return tag_place_; }
  [[nodiscard]] rdf::Position here() const { return position_; }
  /// With its place.
  [[nodiscard]] const std::optional<rdf::Error>& fault() const { return fault_; }

 private:
  enum class State : std::uint8_t {
    text,
    markup,
    bang,
    comment,
    cdata,
    instruction,
    tag,
    quoted,
    reference,
    doctype
  };

  void step(char c);
  void markup(char c);
  void bang(char c);
  void tag(char c);
  void end_tag();
  void note_languages();
  [[nodiscard]] std::string expand(std::string_view value) const;
  void reference(char c);
  void doctype(char c);
  void until(std::string_view closing, char c, State then);

  void read_subset(std::string_view subset);
  void declare_entity(std::string_view declaration);
  std::uint64_t expanded_size(const std::string& name, int depth);
  void spend(std::uint64_t bytes);
  void fail(rdf::Code code, std::string message, std::string hint = {});

  struct Entity {
    std::string value;
    bool external = false;
    std::optional<std::uint64_t> size;  // expanded; once known
  };

  std::size_t max_depth_;
  State state_ = State::text;
  State reference_from_ = State::text;
  char quote_ = 0;
  char last_ = 0;  // before the current byte, within a tag
  bool closing_ = false;
  std::size_t depth_ = 0;
  std::string collected_;  // of a reference, a document type or the end of something
  std::size_t brackets_ = 0;
  std::map<std::string, Entity, std::less<>> entities_;
  std::uint64_t default_attributes_ = 0;  // bytes that the document type may add to each element
  std::uint64_t seen_ = 0;
  std::uint64_t spent_ = 0;
  rdf::Position position_{1, 0};
  rdf::Position tag_place_{1, 1};
  std::optional<rdf::Error> fault_;
  XmlLanguages languages_;
  std::string out_;
  std::size_t taken_ = 0;
  std::size_t tag_start_ = std::string::npos;  // in out_, of a tag that is not complete
};

}  // namespace tamizdat::syntax
