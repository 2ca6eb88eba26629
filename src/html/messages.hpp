#pragma once
// What the interface itself says, in each language: message files, built in and in themes.
//
// A file is named after its language tag and has a message a line, `key = text`; empty lines and lines that
// begin with '#' count for nothing; a text in quotes keeps its spaces. `{{name}}` in a text stands for
// something that the page puts in. Templates say `{{> t.key}}`. A key with a colon is a word of a vocabulary:
// a prefixed name whose prefix is well known, or a whole IRI.
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "answer/common_words.hpp"
#include "html/mustache.hpp"
#include "rdf/error.hpp"

namespace tamizdat::html {

/// The messages of one language. Immutable once made; safe to read from many threads.
class Language final : public answer::CommonWords {
 public:
  using Arguments = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  /// Code::invalid_syntax with the line of the file `name` that is no message, has a key for a second time,
  /// or a word with a prefix that is not known.
  static rdf::Result<Language> read(std::string tag, std::string_view text, std::string_view name);

  [[nodiscard]] const std::string& tag() const { return tag_; }
  /// Its name in itself: "Deutsch".
  [[nodiscard]] std::string_view name() const { return text("language"); }

  /// As plain text; empty if there is no such message.
  [[nodiscard]] std::string say(std::string_view key, Arguments arguments = {}) const;
  /// `key`_one, _few or _other, whichever the number calls for; {{count}} is the number.
  [[nodiscard]] std::string counted(std::string_view key, std::uint64_t number) const;
  /// 12345 → "12,345".
  [[nodiscard]] std::string number(std::uint64_t number) const;
  /// One of those that a message lists, separated by commas, from 0; empty if there are not so many.
  [[nodiscard]] std::string_view item(std::string_view key, std::size_t index) const;

  /// What this IRI of a vocabulary is called; empty if the file does not say.
  [[nodiscard]] std::string_view word(std::string_view iri) const override;
  [[nodiscard]] std::string_view words_language() const override { return tag_; }

  /// As a template, whose text is escaped already; null if there is no such message.
  [[nodiscard]] const mustache::Template* find(std::string_view key) const {
    return find(mustache::Name::hash(key));
  }
  [[nodiscard]] const mustache::Template* find(std::uint64_t hash_of_key) const;
  /// In the order of the alphabet.
  [[nodiscard]] std::vector<std::string_view> keys() const;
  [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }

 private:
  friend class Messages;
  struct Message {
    std::string key;
    std::string text;
    mustache::Template escaped;
  };
  [[nodiscard]] std::string_view text(std::string_view key) const;

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  /// An error's words, or nothing.
  std::string add_word(std::string_view key, std::string_view text);
  std::string add_message(std::string_view key, std::string_view text, std::string_view name);

  std::string tag_;
  std::unordered_map<std::uint64_t, Message> by_key_;  // by its hash: a page asks for some fifty
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> words_;  // by IRI
};

/// All languages. Immutable once made; safe to read from many threads.
class Messages {
 public:
  /// The built-in ones.
  Messages();
  /// The same, with `<theme>/messages/<tag>.txt` over them: messages replaced one by one, languages added.
  static rdf::Result<Messages> load(const std::string& theme);

  /// The language that meets the earliest wish (by the primary subtag, RFC 5646 §2.2.1), else English.
  [[nodiscard]] const Language& choose(std::span<const std::string> wishes) const;
  /// In order of tag.
  [[nodiscard]] const std::map<std::string, Language, std::less<>>& all() const { return by_tag_; }

  /// Changes with any of them.
  [[nodiscard]] const std::string& hash() const { return hash_; }

 private:
  void add(Language language, std::string_view text);
  void complete();

  std::map<std::string, Language, std::less<>> by_tag_;
  std::string hash_;
};

}  // namespace tamizdat::html
