#include "syntax/xml_guard.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace tamizdat::syntax {
namespace {

using rdf::Code;
using rdf::Error;

constexpr std::size_t max_subset = 1024 * 1024;
constexpr std::size_t max_name = 1024;
constexpr int max_entity_depth = 20;
constexpr std::ptrdiff_t max_elements_in_entity = 50;
// Entities for namespaces, as ontologies use them, expand "&xsd;" tenfold.
constexpr std::uint64_t free_expansion = 1024 * 1024;
constexpr std::uint64_t expansion_factor = 32;

constexpr std::array<std::string_view, 5> predefined = {"amp", "lt", "gt", "apos", "quot"};

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view trim_front(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}

std::string_view take_word(std::string_view& text) {
  text = trim_front(text);
  const auto end = std::find_if(text.begin(), text.end(), is_space);
  const auto length = static_cast<std::size_t>(end - text.begin());
  const std::string_view word = text.substr(0, length);
  text.remove_prefix(length);
  return word;
}

/// Behind the declaration that begins at the front: its closing '>' outside quotes, or the end of a comment
/// or instruction.
std::size_t end_of_declaration(std::string_view text) {
  if (text.starts_with("<!--")) return std::min(text.find("-->", 4), text.size() - 3) + 3;
  if (text.starts_with("<?")) return std::min(text.find("?>", 2), text.size() - 2) + 2;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0)
      quote = c == quote ? '\0' : quote;
    else if (c == '"' || c == '\'')
      quote = c;
    else if (c == '>')
      return i + 1;
  }
  return text.size();
}

}  // namespace

XmlGuard::XmlGuard(std::size_t max_depth)
    : max_depth_(max_depth), languages_([this](std::string_view value) { return expand(value); }) {}

void XmlGuard::look(std::string_view bytes) {
  out_.erase(0, taken_);
  if (tag_start_ != std::string::npos) tag_start_ -= taken_;
  taken_ = 0;
  for (const char c : bytes) {
    if (last_ == '\n' || (last_ == '\r' && c != '\n')) position_ = {position_.line + 1, 0};
    if ((c & '\xC0') != '\x80') ++position_.column;
    ++seen_;
    out_ += c;
    step(c);
    last_ = c;
    if (fault_) {
      out_.pop_back();
      return;
    }
  }
}

std::string_view XmlGuard::take(bool all) {
  const std::size_t end = all || fault_ ? out_.size() : std::min(tag_start_, out_.size());
  const std::string_view text = std::string_view(out_).substr(taken_, end - taken_);
  taken_ = end;
  return text;
}

void XmlGuard::fail(Code code, std::string message, std::string hint) {
  if (fault_) return;
  fault_ = Error(code, std::move(message), std::move(hint));
  fault_->position = position_;
}

void XmlGuard::step(char c) {
  switch (state_) {
    case State::text:
      if (c == '<') {
        state_ = State::markup;
        tag_start_ = out_.size() - 1;
        tag_place_ = position_;
      } else if (c == '&') {
        reference_from_ = State::text;
        state_ = State::reference;
        collected_.clear();
      }
      break;
    case State::markup:
      return markup(c);
    case State::bang:
      return bang(c);
    case State::comment:
      return until("-->", c, State::text);
    case State::cdata:
      return until("]]>", c, State::text);
    case State::instruction:
      return until("?>", c, State::text);
    case State::tag:
      return tag(c);
    case State::quoted:
      if (c == quote_) {
        state_ = State::tag;
      } else if (c == '&') {
        reference_from_ = State::quoted;
        state_ = State::reference;
        collected_.clear();
      }
      break;
    case State::reference:
      return reference(c);
    case State::doctype:
      return doctype(c);
  }
}

/// Behind '<'.
void XmlGuard::markup(char c) {
  collected_.clear();
  closing_ = c == '/';
  state_ = c == '!' ? State::bang : c == '?' ? State::instruction : State::tag;
  if (c == '>') state_ = State::text;
  if (state_ != State::tag) tag_start_ = std::string::npos;
}

/// Behind "<!".
void XmlGuard::bang(char c) {
  collected_ += c;
  const auto is = [&](std::string_view start, State then) {
    if (collected_ != start) return false;
    state_ = then;
    collected_.clear();
    return true;
  };
  if (is("--", State::comment) || is("[CDATA[", State::cdata)) return;
  if (is("DOCTYPE", State::doctype)) {
    brackets_ = 0;
    quote_ = 0;
    return;
  }
  // Anything else is no XML: the parser will say so.
  if (c == '>' || collected_.size() > 7) state_ = State::text;
}

void XmlGuard::until(std::string_view closing, char c, State then) {
  collected_ += c;
  if (collected_.size() > closing.size()) collected_.erase(0, 1);
  if (collected_ == closing) state_ = then;
}

void XmlGuard::tag(char c) {
  if (c == '"' || c == '\'') {
    quote_ = c;
    state_ = State::quoted;
  } else if (c == '>') {
    end_tag();
    state_ = State::text;
    tag_start_ = std::string::npos;
  }
}

void XmlGuard::end_tag() {
  if (closing_) {
    if (depth_ != 0) --depth_;
    return languages_.leave(depth_);
  }
  note_languages();
  if (default_attributes_ != 0) spend(default_attributes_);
  if (last_ == '/') return;
  if (++depth_ > max_depth_)
    fail(Code::too_deep, "elements are nested more than " + std::to_string(max_depth_) + " deep");
}

void XmlGuard::note_languages() {
  const std::string_view tag = std::string_view(out_).substr(tag_start_);
  if (auto noted = languages_.start(tag, depth_)) out_.replace(tag_start_, std::string::npos, *noted);
}

/// Entities of one level, as namespaces are written.
std::string XmlGuard::expand(std::string_view value) const {
  std::string out;
  while (!value.empty()) {
    const std::size_t begin = std::min(value.find('&'), value.size());
    out.append(value.substr(0, begin));
    value.remove_prefix(begin);
    const std::size_t end = value.find(';');
    if (end == std::string_view::npos) return out.append(value);
    const auto entity = entities_.find(value.substr(1, end - 1));
    if (entity != entities_.end()) out.append(entity->second.value);
    value.remove_prefix(end + 1);
  }
  return out;
}

void XmlGuard::reference(char c) {
  if (c != ';') {
    collected_ += c;
    // Not a reference after all: the parser will say so.
    if (is_space(c) || c == '<' || c == '"' || collected_.size() > max_name) state_ = reference_from_;
    return;
  }
  state_ = reference_from_;
  if (collected_.starts_with('#') ||
      std::find(predefined.begin(), predefined.end(), collected_) != predefined.end())
    return;
  const auto entity = entities_.find(collected_);
  if (entity == entities_.end())
    return fail(Code::invalid_syntax, "the entity '&" + collected_ + ";' is not declared",
                "document types in other files are not read");
  if (entity->second.external)
    return fail(Code::invalid_syntax,
                "the entity '&" + collected_ + ";' stands in another file, and those are not read");
  spend(expanded_size(collected_, 0));
}

void XmlGuard::spend(std::uint64_t bytes) {
  spent_ += std::min<std::uint64_t>(bytes, std::numeric_limits<std::uint32_t>::max());
  if (spent_ > free_expansion + expansion_factor * seen_)
    fail(Code::invalid_syntax, "entities expand out of all proportion to the file");
}

std::uint64_t XmlGuard::expanded_size(const std::string& name, int depth) {
  constexpr std::uint64_t endless = std::numeric_limits<std::uint32_t>::max();
  const auto at = entities_.find(name);
  if (at == entities_.end()) return 1;
  Entity& entity = at->second;
  if (entity.size) return *entity.size;
  if (depth > max_entity_depth) return endless;
  std::uint64_t size = entity.value.size();
  for (std::size_t i = 0; (i = entity.value.find('&', i)) != std::string::npos;) {
    const std::size_t end = entity.value.find(';', i);
    if (end == std::string::npos) break;
    size = std::min(endless, size + expanded_size(entity.value.substr(i + 1, end - i - 1), depth + 1));
    i = end;
  }
  entity.size = size;
  return size;
}

/// Collects the document type up to its end, then reads its declarations.
void XmlGuard::doctype(char c) {
  collected_ += c;
  if (collected_.size() > max_subset)
    return fail(Code::invalid_syntax, "the document type is longer than a megabyte");
  // Quotes within comments are none; read_subset() looks again, this only finds the end.
  if (quote_ == '-') {
    if (collected_.ends_with("-->")) quote_ = 0;
  } else if (quote_ != 0) {
    if (c == quote_) quote_ = 0;
  } else if (collected_.ends_with("<!--")) {
    quote_ = '-';
  } else if (c == '"' || c == '\'') {
    quote_ = c;
  } else if (c == '[') {
    ++brackets_;
  } else if (c == ']') {
    if (brackets_ != 0) --brackets_;
  } else if (c == '>' && brackets_ == 0) {
    const auto open = collected_.find('[');
    if (open != std::string::npos) read_subset(std::string_view(collected_).substr(open + 1));
    state_ = State::text;
  }
}

void XmlGuard::read_subset(std::string_view subset) {
  while (!fault_ && !subset.empty()) {
    if (subset.front() == '%')
      return fail(Code::invalid_syntax, "the document type uses parameter entities, which are not read");
    if (subset.front() != '<') {
      subset.remove_prefix(1);
      continue;
    }
    const std::size_t length = end_of_declaration(subset);
    const std::string_view declaration = subset.substr(0, length);
    if (declaration.starts_with("<!ENTITY")) declare_entity(declaration.substr(8));
    if (declaration.starts_with("<!ATTLIST")) default_attributes_ += declaration.size();
    subset.remove_prefix(length);
  }
}

/// name "value" | name SYSTEM "file" | % name …
void XmlGuard::declare_entity(std::string_view declaration) {
  const std::string_view name = take_word(declaration);
  if (name == "%") return;  // declared is harmless, used is refused
  declaration = trim_front(declaration);
  Entity entity;
  if (!declaration.empty() && (declaration.front() == '"' || declaration.front() == '\'')) {
    const auto end = declaration.find(declaration.front(), 1);
    entity.value = declaration.substr(1, std::min(end, declaration.size()) - 1);
  } else {
    entity.external = true;
  }
  // Markup within an entity is not seen where the entity is used, so it cannot be counted there.
  if (std::count(entity.value.begin(), entity.value.end(), '<') > max_elements_in_entity)
    return fail(Code::too_deep, "the entity '&" + std::string(name) + ";' holds too much markup");
  entities_.try_emplace(std::string(name), std::move(entity));  // the first declaration counts
}

}  // namespace tamizdat::syntax
