// Input that is meant to take for ever, or all the memory there is.
#include <gtest/gtest.h>

#include <string>

#include "support/quickly.hpp"
#include "support/reading.hpp"

using namespace tamizdat;
using namespace tamizdat::test;
using namespace std::string_view_literals;
using syntax::FormatId;

namespace {

std::string repeated(std::string_view piece, std::size_t n) {
  std::string out;
  out.reserve(piece.size() * n);
  for (std::size_t i = 0; i < n; ++i) out += piece;
  return out;
}

}  // namespace

TEST(TooMuch, a_hundred_thousand_brackets_are_counted_not_followed) {
  const Quickly quickly;
  for (const std::string_view open : {"[ <x:p> "sv, "( "sv, "("sv}) {
    const auto outcome = read_turtle("<x:s> <x:p>\n" + repeated(open, 100000));
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->code, rdf::Code::too_deep);
    EXPECT_EQ(outcome.error->message, "brackets are nested more than 1000 deep");
    EXPECT_EQ(outcome.error->position.line, 2U);
  }
  EXPECT_EQ(read_turtle(repeated("[ <x:p> ", 100000)).error->code, rdf::Code::too_deep);
  const std::string xml = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='x:'>" +
                          repeated("<e:T><e:p>", 100000);
  EXPECT_EQ(read_as(FormatId::rdfxml, xml).error->code, rdf::Code::too_deep);
}

TEST(TooMuch, the_depth_that_is_allowed_is_read) {
  const auto outcome =
      read_turtle("<x:s> <x:p> " + repeated("[ <x:p> ", 1000) + "1" + repeated("]", 1000) + " .");
  ASSERT_FALSE(outcome.error) << told(outcome);
  EXPECT_EQ(outcome.said.quads.size(), 1001U);
  const auto list = read_turtle("<x:s> <x:p> " + repeated("( ", 1000) + repeated(")", 1000) + " .");
  ASSERT_FALSE(list.error) << told(list);
}

TEST(TooMuch, a_literal_of_a_hundred_megabytes_is_read) {
  const Quickly quickly;
  const std::string text = "<x:s> <x:p> \"" + std::string(std::size_t{100} * 1024 * 1024, 'x') + "\" .\n";
  for (const FormatId format : {FormatId::turtle, FormatId::nquads}) {
    class Size : public rdf::QuadSink {
     public:
      bool quad(const rdf::QuadView& q, rdf::Nesting, rdf::Position) override {
        size = q.object.text.size();
        return true;
      }
      std::size_t size = 0;
    } sink;
    const auto bytes = syntax::open_memory(text);
    syntax::ReadOptions options;
    options.format = format;
    ASSERT_TRUE(syntax::read(**bytes, options, sink));
    EXPECT_EQ(sink.size, std::size_t{100} * 1024 * 1024);
  }
}

TEST(TooMuch, a_token_beyond_the_limit_is_refused) {
  syntax::ReadOptions options;
  options.max_token = 100000;
  const auto outcome = test::read_text("<x:s> <x:p>\n \"" + std::string(1000000, 'x') + "\" .\n", options);
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(
      rdf::to_string(*outcome.error),
      "test:2:2: a single name or text is longer than 100000 bytes (a closing quote or '>' may be missing)");
  EXPECT_FALSE(test::read_text("# " + std::string(1000000, 'x') + "\n<x:s> <x:p> <x:o> .", options).error)
      << "comments are no tokens";
}

TEST(TooMuch, a_hundred_thousand_prefixes_are_nothing) {
  const Quickly quickly;
  std::string text;
  for (int i = 0; i < 100000; ++i)
    text += "@prefix p" + std::to_string(i) + ": <http://x/" + std::to_string(i) + "/> .\n";
  for (int i = 0; i < 100000; i += 10) text += "p" + std::to_string(i) + ":s a p0:T .\n";
  const auto outcome = read_turtle(text);
  ASSERT_FALSE(outcome.error) << told(outcome);
  EXPECT_EQ(outcome.said.quads.back().subject.text, "http://x/99990/s");
}

TEST(TooMuch, entities_do_not_blow_up) {
  const Quickly quickly;
  const auto document = [](const std::string& declarations, const std::string& content) {
    return "<!DOCTYPE r [" + declarations +
           "]><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='x:'>"
           "<rdf:Description rdf:about='x:s'><e:p>" +
           content + "</e:p></rdf:Description></rdf:RDF>";
  };
  std::string laughs = "<!ENTITY l0 'ha'>";
  for (int i = 1; i < 10; ++i)
    laughs +=
        "<!ENTITY l" + std::to_string(i) + " '" + repeated("&l" + std::to_string(i - 1) + ";", 10) + "'>";
  EXPECT_TRUE(read_as(FormatId::rdfxml, document(laughs, "&l9;")).error);
  EXPECT_TRUE(read_as(FormatId::rdfxml,
                      document("<!ENTITY a '" + std::string(50000, 'x') + "'>", repeated("&a;", 50000)))
                  .error);
  EXPECT_TRUE(read_as(FormatId::rdfxml, document("<!ENTITY a '&b;'><!ENTITY b '&a;'>", "&a;")).error);
  EXPECT_TRUE(read_as(FormatId::rdfxml, document("<!ENTITY % p '<!ENTITY a \"x\">'> %p;", "&a;")).error);
  EXPECT_EQ(told(read_as(FormatId::rdfxml, document("<!-- it's --><!ENTITY a 'fine'>", "&a; &amp; &#x41;"))),
            "<x:s> <x:p> \"fine & A\" .\n");
}

TEST(TooMuch, nothing_outside_the_text_is_read) {
  for (const std::string_view external : {"SYSTEM 'file:///etc/passwd'"sv, "SYSTEM 'http://localhost:1/x'"sv,
                                          "PUBLIC 'a' 'file:///etc/passwd'"sv}) {
    const auto outcome =
        read_as(FormatId::rdfxml,
                "<!DOCTYPE r [<!ENTITY a " + std::string(external) +
                    ">]><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='x:'>"
                    "<rdf:Description rdf:about='x:s'><e:p>&a;</e:p></rdf:Description></rdf:RDF>");
    ASSERT_TRUE(outcome.error);
    EXPECT_NE(outcome.error->message.find("stands in another file"), std::string::npos);
    EXPECT_TRUE(outcome.said.quads.empty());
  }
}
