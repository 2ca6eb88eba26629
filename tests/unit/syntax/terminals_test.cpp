#include "syntax/terminals.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "rdf/vocabulary.hpp"
#include "support/reading.hpp"

namespace tamizdat::syntax::terminals {
namespace {

/// A text that comes byte by byte, so that every look ahead has to get more.
class Text {
 public:
  explicit Text(std::string_view text) : bytes_(text, 1), input_(bytes_, 1024), ahead_(input_) {}
  Lookahead& ahead() { return ahead_; }
  /// All that has not been taken.
  std::string rest() {
    std::string rest;
    for (std::size_t i = 0; ahead_.peek(i) >= 0; ++i) rest += static_cast<char>(ahead_.peek(i));
    return rest;
  }
  std::string message() { return ahead_.fault() ? ahead_.fault()->message : "no fault"; }

 private:
  test::Pieces bytes_;
  TextInput input_;
  Lookahead ahead_;
};

/// What is taken, '|', what is left; or the message.
template <class Take>
std::string split(std::string_view text, Take take) {
  Text input(text);
  std::string out;
  return take(input.ahead(), out) ? out + "|" + input.rest() : input.message();
}

std::string iri(std::string_view text) {
  return split(text, [](Lookahead& ahead, std::string& out) {
    IriText iri;
    const bool good = iriref(ahead, iri);
    out = iri.text;
    return good;
  });
}

std::string name(std::string_view text) {
  return split(text, [](Lookahead& ahead, std::string& out) {
    IriText name;
    const bool good = prefixed_name(ahead, name_length(ahead, 0), name);
    out = name.text;
    return good;
  });
}

std::string quoted(std::string_view text, bool long_texts = true) {
  return split(text, [&](Lookahead& ahead, std::string& out) {
    return string_literal(ahead, {long_texts, "N-Triples"}, out);
  });
}

std::string number(std::string_view text) {
  return split(text, [](Lookahead& ahead, std::string& out) {
    TermText term;
    const bool good = numeric_literal(ahead, term);
    if (good) out = term.text + " " + term.datatype.text.substr(rdf::xsd::iri.size());
    return good;
  });
}

TEST(Terminals, IRIREF) {
  EXPECT_EQ(iri("<http://e.example/ä>."), "http://e.example/ä|.");
  EXPECT_EQ(iri("<\\u0061\\U0001F98A>"), "a🦊|");
  EXPECT_EQ(iri("<>"), "|");
  EXPECT_EQ(iri("<a b>"), "an IRI has a space in it");
  EXPECT_EQ(iri("<a\\u0020b>"), "an IRI has a space in it");
  EXPECT_EQ(iri("<a"), "the text ends within an IRI");
}

TEST(Terminals, PNAME_LN_keeps_dots_and_colons_inside_and_none_at_its_end) {
  EXPECT_EQ(name("ex:a.b:c. "), "ex:a.b:c|. ");
  EXPECT_EQ(name("ex:..."), "ex:|...");
  EXPECT_EQ(name(":0-é "), ":0-é| ");
  EXPECT_EQ(name("ex:-a"), "ex:|-a");
  EXPECT_EQ(name("ex:%C3a\\~\\. "), "ex:%C3a~.| ");
  EXPECT_EQ(name("ex:%C"), "'%' in a name needs two hexadecimal digits");
  EXPECT_EQ(name("ex:\\a"), "a name has no such escape");
}

TEST(Terminals, BLANK_NODE_LABEL) {
  EXPECT_EQ(split("_:a.b. ", blank_node_label), "a.b|. ");
  EXPECT_EQ(split("_:0", blank_node_label), "0|");
  EXPECT_EQ(split("_:-", blank_node_label), "a blank node's label cannot begin like this");
  EXPECT_EQ(split("_a", blank_node_label), "a blank node is written _:label");
}

TEST(Terminals, LANGTAG) {
  EXPECT_EQ(split("@en-GB-1 .", langtag), "en-GB-1| .");
  EXPECT_EQ(split("@1", langtag), "a language tag begins with a letter");
  EXPECT_EQ(split("@en-", langtag), "a language tag ends with '-'");
}

TEST(Terminals, STRING_LITERAL_QUOTE_and_its_kin) {
  EXPECT_EQ(quoted(R"("a'b"@en)"), "a'b|@en");
  EXPECT_EQ(quoted(R"('a"b')"), "a\"b|");
  EXPECT_EQ(quoted(R"("")"), "|");
  EXPECT_EQ(quoted("\"\"\"a\"\n\"\"b\"\"\"."), "a\"\n\"\"b|.");
  EXPECT_EQ(quoted(R"("\t\b\n\r\f\"\'\\\u00e9")"), "\t\b\n\r\f\"'\\é|");
  EXPECT_EQ(quoted("\"a\nb\""), "the line ends within a text in quotes");
  EXPECT_EQ(quoted("\"a"), "the text in quotes of 1:1 does not end");
  EXPECT_EQ(quoted(R"("\q")"), "there is no escape '\\q'");
  EXPECT_EQ(quoted(R"("\uD800")"), "an escape gives half of a surrogate pair");
  EXPECT_EQ(quoted(R"("""a""")", false), "N-Triples has no long texts");
}

TEST(Terminals, numbers_leave_the_dot_that_ends_a_statement) {
  EXPECT_EQ(number("-5."), "-5 integer|.");
  EXPECT_EQ(number("+.5 "), "+.5 decimal| ");
  EXPECT_EQ(number("1.e3;"), "1.e3 double|;");
  EXPECT_EQ(number("1E+"), "1 integer|E+");
  EXPECT_EQ(number("- 1"), "a sign without a number");
}

}  // namespace
}  // namespace tamizdat::syntax::terminals
