#include "html/messages.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "html/embedded.hpp"
#include "html/text.hpp"
#include "html/theme_files.hpp"
#include "rdf/prefixes.hpp"
#include "rdf/term.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::html {
namespace {

using std::string_view;

constexpr string_view fallback = "en";
constexpr string_view extension = ".txt";
constexpr std::size_t group = 3;

// --- counting ---------------------------------------------------------------------------------------------

using Form = string_view (*)(std::uint64_t);

string_view english(std::uint64_t number) {
  return number == 1 ? "_one" : "_other";
}

string_view french(std::uint64_t number) {
  return number < 2 ? "_one" : "_other";
}

string_view slavic(std::uint64_t number) {
  const auto units = number % 10;
  const bool teens = number % 100 >= 11 && number % 100 <= 14;
  if (units == 1 && !teens) return "_one";
  return units >= 2 && units <= 4 && !teens ? "_few" : "_other";
}

struct Plural {
  string_view name;
  Form form;
};
// The first is for languages that name none of them.
constexpr Plural plurals[] = {{"english", english}, {"french", french}, {"slavic", slavic}};

Form form_named(string_view name) {
  for (const auto& plural : plurals)
    if (plural.name == name) return plural.form;
  return plurals[0].form;
}

// --- reading ----------------------------------------------------------------------------------------------

string_view trimmed(string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

string_view unquoted(string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

rdf::Error fault(std::string message, string_view name, std::uint64_t line) {
  rdf::Position position;
  position.line = line;
  position.column = 1;
  return rdf::Error(rdf::Code::invalid_syntax, std::move(message), "write a message as key = text")
      .at(std::string(name), position);
}

std::string twice(string_view key) {
  return "the message '" + std::string(key) + "' is there already";
}

}  // namespace

rdf::Result<Language> Language::read(std::string tag, string_view text, string_view name) {
  Language language;
  language.tag_ = std::move(tag);
  for (std::uint64_t line = 1; !text.empty(); ++line) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto row = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (row.empty() || row.front() == '#') continue;
    const auto equals = row.find('=');
    const auto key = trimmed(row.substr(0, equals));
    if (equals == string_view::npos || key.empty()) return fault("this line is no message", name, line);
    const auto said = unquoted(trimmed(row.substr(equals + 1)));
    const bool is_word = key.find(':') != string_view::npos;
    const auto wrong = is_word ? language.add_word(key, said) : language.add_message(key, said, name);
    if (!wrong.empty()) return fault(wrong, name, line);
  }
  return language;
}

std::string Language::add_message(string_view key, string_view text, string_view name) {
  Message message;
  message.key = key;
  message.text = text;
  std::string escaped;
  mustache::escape(message.text, escaped);
  auto compiled = mustache::Template::compile(escaped, name);
  if (!compiled) return compiled.error().message;
  message.escaped = std::move(*compiled);
  return by_key_.emplace(mustache::Name::hash(key), std::move(message)).second ? std::string() : twice(key);
}

std::string Language::add_word(string_view key, string_view text) {
  const bool whole = key.find("://") != string_view::npos;
  const std::optional<std::string> expanded =
      whole ? std::string(key) : rdf::Prefixes::well_known().expand(key);
  if (!expanded) return "the prefix of '" + std::string(key) + "' is not known; write the whole IRI";
  // Both spellings of schema.org are in use, and mean the same.
  if (!whole && expanded->starts_with(rdf::schema::iri))
    words_.emplace(std::string(rdf::schema::https_iri) + expanded->substr(rdf::schema::iri.size()), text);
  return words_.emplace(*expanded, text).second ? std::string() : twice(key);
}

// --- saying -----------------------------------------------------------------------------------------------

string_view Language::text(string_view key) const {
  const auto at = by_key_.find(mustache::Name::hash(key));
  return at == by_key_.end() ? string_view() : string_view(at->second.text);
}

std::string Language::say(string_view key, Arguments arguments) const {
  std::string said;
  auto rest = text(key);
  for (auto open = rest.find("{{"); open != string_view::npos; open = rest.find("{{")) {
    const auto close = rest.find("}}", open);
    const auto name = rest.substr(open + 2, close - open - 2);
    said += rest.substr(0, open);
    for (const auto& [known, value] : arguments)
      if (known == name) said += value;
    rest.remove_prefix(close + 2);  // there is one, or it would be no template
  }
  return said += rest;
}

std::string Language::counted(string_view key, std::uint64_t number) const {
  const auto form = form_named(text("plural"))(number);
  return say(std::string(key).append(form), {{"count", this->number(number)}});
}

std::string Language::number(std::uint64_t number) const {
  auto digits = std::to_string(number);
  for (auto at = digits.size(); at > group; at -= group) digits.insert(at - group, text("grouping"));
  return digits;
}

string_view Language::item(string_view key, std::size_t index) const {
  auto rest = text(key);
  for (; index > 0 && !rest.empty(); --index)
    rest.remove_prefix(std::min(rest.find(','), rest.size() - 1) + 1);
  return trimmed(rest.substr(0, rest.find(',')));
}

string_view Language::word(string_view iri) const {
  const auto at = words_.find(iri);
  return at == words_.end() ? string_view() : string_view(at->second);
}

const mustache::Template* Language::find(std::uint64_t hash_of_key) const {
  const auto at = by_key_.find(hash_of_key);
  return at == by_key_.end() ? nullptr : &at->second.escaped;
}

std::vector<string_view> Language::keys() const {
  std::vector<string_view> all;
  for (const auto& entry : by_key_) all.push_back(entry.second.key);
  std::sort(all.begin(), all.end());
  return all;
}

// --- all of them ------------------------------------------------------------------------------------------

Messages::Messages() {
  for (const auto& file : embedded_messages()) {
    auto language = Language::read(std::string(file.name.substr(0, file.name.size() - extension.size())),
                                   file.content, file.name);
    if (!language) rdf::throw_exception_from_error(language.error(), BOOST_CURRENT_LOCATION);
    add(std::move(*language), file.content);
  }
  complete();
}

rdf::Result<Messages> Messages::load(const std::string& theme) {
  Messages all;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(theme + "/messages", none)) {
    if (entry.path().extension() != extension) continue;
    const auto text = theme_file(entry.path().string());
    if (!text) return text.error();
    auto language = Language::read(entry.path().stem().string(), **text, entry.path().string());
    if (!language) return language.error();
    all.add(std::move(*language), **text);
  }
  all.complete();
  return all;
}

/// What is there already stays where the new one has nothing.
void Messages::add(Language language, string_view text) {
  hash_ = hash_of(hash_.append(language.tag()).append(text));
  auto& known = by_tag_[language.tag()];
  language.by_key_.merge(known.by_key_);
  language.words_.merge(known.words_);
  known = std::move(language);
}

void Messages::complete() {
  const auto& whole = by_tag_.find(fallback)->second;
  for (auto& [tag, language] : by_tag_)
    for (const auto& [key, message] : whole.by_key_) language.by_key_.emplace(key, message);
}

const Language& Messages::choose(std::span<const std::string> wishes) const {
  for (const std::string& wish : wishes) {
    const auto primary = string_view(wish).substr(0, wish.find('-'));
    for (const auto& [tag, language] : by_tag_)
      if (rdf::same_language(string_view(tag).substr(0, tag.find('-')), primary)) return language;
  }
  return by_tag_.find(fallback)->second;
}

}  // namespace tamizdat::html
