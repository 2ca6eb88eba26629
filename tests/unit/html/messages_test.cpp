#include "html/messages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "answer/fragment_request.hpp"

namespace tamizdat::html {
namespace {

using Keys = std::set<std::string>;

const Messages& all() {
  static const Messages messages;
  return messages;
}

const Language& in(const std::string& tag) {
  return all().choose(std::vector{tag});
}

Keys keys_of(const std::string& tag) {
  const auto keys = in(tag).keys();
  return {keys.begin(), keys.end()};
}

/// The keys that a file itself has: in the published languages, nothing is filled in from English.
Keys keys_in_file(const std::string& tag) {
  std::ifstream in(TAMIZDAT_SOURCE_DIR "/src/html/messages/" + tag + ".txt");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto language = Language::read(tag, text, tag);
  Keys keys;
  if (language)
    for (const auto key : language->keys()) keys.emplace(key);
  return keys;
}

/// The names in {{…}} of a message.
Keys names_in(const std::string& tag, const std::string& key) {
  Keys names;
  std::ifstream file(TAMIZDAT_SOURCE_DIR "/src/html/messages/" + tag + ".txt");
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(key + " = ")) continue;
    for (auto at = line.find("{{"); at != std::string::npos; at = line.find("{{", at + 2))
      names.insert(line.substr(at + 2, line.find("}}", at) - at - 2));
  }
  return names;
}

/// Everything that makes pages, as one text.
std::string sources() {
  std::string text;
  for (const auto& file : std::filesystem::recursive_directory_iterator(TAMIZDAT_SOURCE_DIR "/src/html")) {
    const auto extension = file.path().extension();
    if (extension != ".cpp" && extension != ".hpp" && extension != ".mustache") continue;
    std::ifstream in(file.path());
    text.append(std::istreambuf_iterator<char>(in), {});
  }
  return text;
}

std::string stem(std::string key) {
  for (const std::string form : {"_one", "_few", "_other"})
    if (key.ends_with(form)) key.resize(key.size() - form.size());
  return key;
}

TEST(Messages, AreInFiveLanguages) {
  std::vector<std::string> tags;
  for (const auto& [tag, language] : all().all()) tags.push_back(tag);
  EXPECT_THAT(tags, testing::ElementsAre("de", "en", "es", "fr", "ru"));
}

TEST(Messages, AreAllSaidInEveryLanguage) {
  Keys with_few = keys_in_file("en");
  for (const auto& key : keys_in_file("en"))
    if (key.ends_with("_one")) with_few.insert(stem(key) + "_few");
  for (const auto& [tag, language] : all().all())
    EXPECT_EQ(keys_in_file(tag), tag == "ru" ? with_few : keys_in_file("en")) << tag;
}

TEST(Messages, HaveTheSamePlacesInEveryLanguage) {
  for (const auto& [tag, language] : all().all())
    for (const auto& key : keys_in_file("en"))
      EXPECT_EQ(names_in(tag, key), names_in("en", key)) << tag << key;
}

/// The words of vocabularies that a file has.
Keys words_in_file(const std::string& tag) {
  Keys words;
  std::ifstream file(TAMIZDAT_SOURCE_DIR "/src/html/messages/" + tag + ".txt");
  for (std::string line; std::getline(file, line);) {
    const auto key = line.substr(0, line.find(" = "));
    if (!line.starts_with('#') && key.find(':') != std::string::npos) words.insert(key);
  }
  return words;
}

TEST(Words, AreTheSameInEveryLanguage) {
  EXPECT_GT(words_in_file("en").size(), 200U);
  for (const auto& [tag, language] : all().all()) EXPECT_EQ(words_in_file(tag), words_in_file("en")) << tag;
}

TEST(Words, AreFoundByIri) {
  EXPECT_EQ(in("de").word("http://purl.org/dc/terms/license"), "Lizenz");
  EXPECT_EQ(in("ru").word("http://xmlns.com/foaf/0.1/Person"), "человек");
  EXPECT_EQ(in("en").word("http://nowhere.example/license"), "");
}

TEST(Words, AreAddedByWholeIriAndNeedAKnownPrefix) {
  const auto made =
      Language::read("fi", "language = Suomi\nhttp://example.org/ns#knows = tuntee\n", "fi.txt");
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(made->word("http://example.org/ns#knows"), "tuntee");
  const auto wrong = Language::read("fi", "language = Suomi\nnobody:knows = tuntee\n", "fi.txt");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().position.line, 2U);
}

/// Of the name of an error, or of a parameter.
bool is_put_together(std::string_view key) {
  for (const std::string_view start : {"problem_", "why_", "parameter_", "cost_"})
    if (key.starts_with(start)) return true;
  return false;
}

TEST(Messages, SayWhatEveryParameterMeansAndCosts) {
  const auto& english = in("en");
  std::size_t keys = 0;
  for (const auto& parameter : answer::fragment_parameters()) {
    const std::string name(parameter.name);
    const bool looks = parameter.role == answer::FragmentParameter::Role::filter;
    const std::string cost = english.has("cost_" + name) ? name : looks ? "scan" : "page";
    EXPECT_EQ(english.say("parameter_" + name), parameter.what) << "as the documentation for programs has it";
    EXPECT_EQ(english.say("cost_" + cost), parameter.cost) << name;
  }
  for (const auto key : english.keys()) keys += key.starts_with("parameter_") ? 1 : 0;
  EXPECT_EQ(keys, answer::fragment_parameters().size());
}

TEST(Messages, SayWhatEveryErrorOfARequestMeans) {
  using rdf::Code;
  std::set<std::string> names = {"inexpressible", "invalid-iri", "unknown-prefix"};
  for (auto code = static_cast<int>(Code::internal); code <= static_cast<int>(Code::range_not_satisfiable);
       ++code)
    names.emplace(rdf::name(static_cast<Code>(code)));
  Keys known;
  for (const auto& key : keys_of("en"))
    if (key.starts_with("problem_")) known.insert(key.substr(8));
  EXPECT_EQ(known, names);
  for (const auto& name : names) EXPECT_TRUE(in("en").has("why_" + name)) << name;
}

TEST(Messages, AreAllUsed) {
  const auto text = sources();
  for (const auto& key : keys_of("en")) {
    const auto used = stem(key);
    if (is_put_together(used)) continue;
    const bool in_template = text.find("{{> t." + used + "}}") != std::string::npos;
    const bool in_source = text.find('"' + used + '"') != std::string::npos;
    EXPECT_TRUE(in_template || in_source) << key;
  }
}

TEST(Messages, AreThereForEveryTemplate) {
  const auto text = sources();
  std::size_t seen = 0;
  for (auto at = text.find("{{> t."); at != std::string::npos; at = text.find("{{> t.", at + 1), ++seen) {
    const auto key = text.substr(at + 6, text.find("}}", at) - at - 6);
    EXPECT_TRUE(in("en").has(key) || key == "key") << key;
  }
  EXPECT_GT(seen, 50U);
}

TEST(Messages, AreChosenByTheEarliestWish) {
  const auto chosen = [](std::vector<std::string> wishes) { return all().choose(wishes).tag(); };
  EXPECT_EQ(chosen({"fi", "ru", "de"}), "ru");
  EXPECT_EQ(chosen({"de-at"}), "de");
  EXPECT_EQ(chosen({"fi"}), "en");
  EXPECT_EQ(chosen({}), "en");
}

TEST(Messages, CountAsTheLanguageDoes) {
  EXPECT_EQ(in("en").counted("triples", 1), "1 triple");
  EXPECT_EQ(in("en").counted("triples", 0), "0 triples");
  EXPECT_EQ(in("fr").counted("triples", 0), "0 triplet");
  EXPECT_EQ(in("ru").counted("triples", 21), "21 триплет");
  EXPECT_EQ(in("ru").counted("triples", 3), "3 триплета");
  EXPECT_EQ(in("ru").counted("triples", 12), "12 триплетов");
  EXPECT_EQ(in("ru").counted("triples", 112), "112 триплетов");
}

TEST(Messages, GroupDigits) {
  EXPECT_EQ(in("en").number(0), "0");
  EXPECT_EQ(in("en").number(999), "999");
  EXPECT_EQ(in("en").number(1000), "1,000");
  EXPECT_EQ(in("en").number(1'234'567), "1,234,567");
  EXPECT_EQ(in("de").number(1'234'567), "1.234.567");
  EXPECT_EQ(in("fr").number(1000), "1\u202f000");
}

TEST(Messages, AreReadWithTheirPlacesFilled) {
  const auto language = Language::read("x", "# note\n\n a = b {{c}} d \nq = \" e \"\r\n", "x.txt");
  ASSERT_TRUE(language);
  EXPECT_EQ(language->say("a", {{"c", "<1>"}}), "b <1> d");
  EXPECT_EQ(language->say("a"), "b  d");
  EXPECT_EQ(language->say("q"), " e ");
  EXPECT_EQ(language->say("none"), "");
}

TEST(Messages, NameTheLineOfAMistake) {
  for (const std::string_view wrong : {"a = b\nno message", "a = b\na = c", "a = b\nc = {{d", "a = b\n= c"}) {
    const auto language = Language::read("x", wrong, "x.txt");
    ASSERT_FALSE(language) << wrong;
    EXPECT_EQ(language.error().source, "x.txt");
    EXPECT_EQ(language.error().position.line, 2U) << wrong;
  }
}

TEST(Messages, OfAThemeReplaceAndAdd) {
  const std::filesystem::path theme = std::filesystem::path(testing::TempDir()) / "theme-messages";
  std::filesystem::create_directories(theme / "messages");
  std::ofstream(theme / "messages" / "en.txt") << "facts = What is known\n";
  std::ofstream(theme / "messages" / "fi.txt") << "language = Suomi\nfacts = Tosiasiat\n";
  const auto messages = Messages::load(theme.string());
  ASSERT_TRUE(messages);
  const auto say = [&](const std::string& tag, std::string_view key) {
    return messages->choose(std::vector{tag}).say(key);
  };
  EXPECT_EQ(say("en", "facts"), "What is known");
  EXPECT_EQ(say("en", "overview"), "Overview");
  EXPECT_EQ(say("fi", "facts"), "Tosiasiat");
  EXPECT_EQ(say("fi", "overview"), "Overview");
  EXPECT_EQ(say("de", "facts"), "Tatsachen");
  EXPECT_NE(messages->hash(), all().hash());
}

}  // namespace
}  // namespace tamizdat::html
