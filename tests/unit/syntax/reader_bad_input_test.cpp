// Bad input: said where and what, at once, without a crash.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <tuple>

#include "support/reading.hpp"

using namespace tamizdat;
using namespace std::string_view_literals;
using syntax::FormatId;
using test::read_as;
using test::read_turtle;
using test::told;

namespace {

constexpr std::array text_formats = {FormatId::turtle, FormatId::trig, FormatId::ntriples, FormatId::nquads};
constexpr std::array all_formats = {FormatId::turtle, FormatId::trig, FormatId::ntriples, FormatId::nquads,
                                    FormatId::rdfxml};

std::string error_of(std::string_view turtle) {
  const auto outcome = read_turtle(turtle);
  return outcome.error ? rdf::to_string(*outcome.error) : "no error";
}

rdf::Code code_of(FormatId format, std::string_view text) {
  const auto outcome = read_as(format, text);
  EXPECT_TRUE(outcome.error) << text.substr(0, 100);
  if (!outcome.error) return rdf::Code::internal;
  EXPECT_NE(outcome.error->position.line, 0U) << rdf::to_string(*outcome.error);
  EXPECT_EQ(outcome.error->source, "test");
  return outcome.error->code;
}

/// Fails the test if it lasts too long; generous, since machines differ and sanitizers slow things down.
class Quickly {
 public:
  ~Quickly() { EXPECT_LT(std::chrono::steady_clock::now() - start_, std::chrono::seconds(10)); }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

std::string repeated(std::string_view piece, std::size_t n) {
  std::string out;
  out.reserve(piece.size() * n);
  for (std::size_t i = 0; i < n; ++i) out += piece;
  return out;
}

/// A folder of its own for each test.
class BadFile : public testing::Test {
 protected:
  BadFile() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tamizdat-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~BadFile() override { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::string path(std::string_view name) const { return (folder_ / name).string(); }
  [[nodiscard]] std::string file(std::string_view name, std::string_view bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }
  /// What opening and then reading the file comes to, without the path.
  [[nodiscard]] std::string outcome(const std::string& name) const {
    auto bytes = syntax::open_file(name);
    if (!bytes) {
      EXPECT_EQ(bytes.error().code, rdf::Code::unreadable);
      EXPECT_EQ(bytes.error().source, name);
      return bytes.error().message;
    }
    syntax::ReadOptions options;
    options.source = "file";
    return told(test::read_from(**bytes, options));
  }

 private:
  std::filesystem::path folder_;
};

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 1));
  return out;
}

}  // namespace

// ---- encodings ----

TEST(BadInput, latin_1_is_told_with_its_byte_and_its_cure) {
  EXPECT_EQ(error_of("<x:s> <x:p> \"a\" ;\n  <x:q> \"caf\xE9\" ."),
            "test:2:13: the byte 0xE9 is not UTF-8 here (if the file is in Latin-1, convert it with iconv -f "
            "ISO-8859-1 -t UTF-8)");
  for (const FormatId format : text_formats)
    EXPECT_EQ(code_of(format, "<x:s> <x:p> \"caf\xE9\" ."), rdf::Code::invalid_encoding);
}

TEST(BadInput, overlong_forms_surrogates_and_beyond_are_refused) {
  EXPECT_EQ(error_of("<x:s> <x:p> \"\xC0\xAF\" ."),
            "test:1:14: a character is written in an overlong form, which UTF-8 forbids");
  EXPECT_EQ(error_of("<x:s> <x:p> \"\xED\xA0\x80\" ."),
            "test:1:14: half of a surrogate pair stands alone, which UTF-8 forbids");
  EXPECT_EQ(error_of("<x:s> <x:p> \"\xF4\x90\x80\x80\" ."),
            "test:1:14: a character lies beyond U+10FFFF, which UTF-8 forbids");
  EXPECT_EQ(error_of("<x:s> <x:p> \"\xE2\x82"),
            "test:1:14: the text ends within a character (the file was cut off)");
  for (const std::string_view escape :
       {"\\uD800"sv, "\\uDFFF"sv, "\\U0000D800"sv, "\\U00110000"sv, "\\UFFFFFFFF"sv}) {
    for (const FormatId format : text_formats) {
      EXPECT_EQ(code_of(format, "<x:s> <x:p> \"" + std::string(escape) + "\" ."),
                rdf::Code::invalid_encoding);
      EXPECT_EQ(code_of(format, "<x:s> <x:" + std::string(escape) + "> <x:o> ."),
                rdf::Code::invalid_encoding);
    }
  }
}

TEST(BadInput, utf_16_is_recognised_with_a_mark_and_without) {
  for (const FormatId format : all_formats) {
    for (const std::string_view text :
         {"\xFF\xFE<\0x\0"sv, "\xFE\xFF\0<\0x"sv, "<\0x\0:\0"sv, "\0<\0x\0:"sv, "\xFF\xFE\0\0<\0\0\0"sv}) {
      const auto outcome = read_as(format, text);
      ASSERT_TRUE(outcome.error);
      EXPECT_EQ(outcome.error->code, rdf::Code::invalid_encoding);
      EXPECT_EQ(outcome.error->message.find("this is UTF-"), 0U) << outcome.error->message;
      EXPECT_EQ(outcome.error->position.line, 1U);
    }
  }
}

TEST(BadInput, a_NUL_byte_between_statements_loses_nothing) {
  for (const FormatId format : text_formats) {
    const auto outcome = read_as(format, "<x:s> <x:p> <x:o> .\n\0<x:s> <x:p> <x:o2> .\n"sv);
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(rdf::to_string(*outcome.error),
              "test:2:1: a NUL byte stands here (this is no text, or the file is damaged)");
    EXPECT_EQ(read_as(format, "# a comment\n# with \0 in it\n"sv).error.value_or(rdf::Error()).code,
              rdf::Code::invalid_encoding);
    EXPECT_TRUE(read_as(format, "<x:\0s> <x:p> <x:o> .\n"sv).error);
  }
  EXPECT_TRUE(read_as(FormatId::rdfxml,
                      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\0</rdf:RDF>"sv)
                  .error);
}

TEST(BadInput, pictures_and_archives_are_called_by_their_name) {
  for (const auto& [bytes, name] :
       {std::pair("\x89PNG\r\n\x1A\n"sv, "a PNG picture"), std::pair("\xFF\xD8\xFF\xE0"sv, "a JPEG picture"),
        std::pair("PK\x03\x04xx"sv, "a ZIP archive or an office document"),
        std::pair("%PDF-1.7"sv, "a PDF document")}) {
    for (const FormatId format : all_formats) {
      const auto outcome = read_as(format, bytes);
      ASSERT_TRUE(outcome.error);
      EXPECT_EQ(rdf::to_string(*outcome.error), std::string("test:1:1: this is not text but ") + name);
    }
  }
}

// ---- IRIs and prefixes ----

TEST(BadInput, IRIs_with_characters_that_none_has_are_refused_however_they_are_written) {
  for (const char c : "<\"{}|^`\\ \t\n\r\x01\x7F"sv) {
    for (const FormatId format : text_formats)
      EXPECT_TRUE(read_as(format, std::string("<x:s> <x:p> <x:a") + c + "b> .").error) << c;
    std::array<char, 8> escape{};
    std::snprintf(escape.data(), escape.size(), "\\u%04X", static_cast<unsigned>(c));
    for (const FormatId format : text_formats)
      EXPECT_EQ(code_of(format, std::string("<x:s> <x:p> <x:a") + escape.data() + "b> ."),
                rdf::Code::invalid_iri)
          << escape.data();
  }
  EXPECT_EQ(error_of("<x:s> <x:p> <http://a/\\u000D\\u000ASet-Cookie:x> ."),
            "test:1:23: an IRI has a line break in it (an escape does not make it allowed)");
  EXPECT_EQ(error_of("<x:s> <x:p> <http://a b> ."),
            "test:1:22: an IRI has a space in it ('>' may be missing before it)");
}

TEST(BadInput, IRIs_without_a_scheme_are_refused) {
  EXPECT_EQ(error_of("<x:s>\n <x:p> <://nope> ."),
            "test:2:8: the IRI <://nope> has no scheme before its ':'");
  EXPECT_EQ(error_of("<x:s> <x:p> \"a\"^^<1:t> ."), "test:1:13: the IRI <1:t> has the malformed scheme '1'");
  for (const FormatId format : text_formats)
    EXPECT_EQ(code_of(format, "<x:s> <x:p> <://nope> ."), rdf::Code::invalid_iri);
}

TEST(BadInput, a_relative_IRI_needs_a_base) {
  EXPECT_EQ(error_of("<x:s> <x:p>\n\t<o> ."),
            "test:2:2: the IRI <o> is relative, and no base is known (declare one with @base <…> . or give "
            "one with --base)");
  EXPECT_EQ(error_of("@prefix e: <#> ."),
            "test:1:12: the IRI <#> is relative, and no base is known (declare one with @base <…> . or give "
            "one with --base)");
  EXPECT_EQ(error_of("@base <b> ."),
            "test:1:7: the IRI <b> is relative, and no base is known (declare one with @base <…> . or give "
            "one with --base)");
}

TEST(BadInput, an_undeclared_prefix_is_told_with_its_declaration) {
  EXPECT_EQ(
      error_of("<x:s> a\n  foaf:Person ."),
      "test:2:3: undeclared prefix 'foaf' (declare it with @prefix foaf: <http://xmlns.com/foaf/0.1/> .)");
  EXPECT_EQ(error_of("my:s a my:T ."),
            "test:1:1: undeclared prefix 'my' (declare it with @prefix my: <…> .)");
  EXPECT_EQ(error_of("<x:s> <x:p> \"1\"^^xsd:int ."),
            "test:1:13: undeclared prefix 'xsd' (declare it with @prefix xsd: "
            "<http://www.w3.org/2001/XMLSchema#> .)");
  EXPECT_EQ(code_of(FormatId::turtle, "my:s a my:T ."), rdf::Code::unknown_prefix);
}

// ---- grammar ----

TEST(BadInput, what_is_missing_is_told_where_it_is_missing) {
  EXPECT_EQ(error_of("<x:s> <x:p> <x:o>\n<x:s> <x:p> <x:o> ."),
            "test:2:1: expected ',', ';' or '.', not <x:s>");
  EXPECT_EQ(error_of("<x:s> \"p\" <x:o> ."), "test:1:7: expected a predicate, not the literal \"p\"");
  EXPECT_EQ(error_of("<x:s> _:p <x:o> ."), "test:1:7: expected a predicate, not _:p");
  EXPECT_EQ(error_of("<x:s> <x:p> ."), "test:1:13: expected an object, not '.'");
  EXPECT_EQ(error_of("<x:s> ."), "test:1:7: expected a predicate, not '.'");
  EXPECT_EQ(error_of("<x:s> <x:p> <x:o>"),
            "test:1:18: the text ends in the middle of a statement (a '.' may be missing)");
  EXPECT_EQ(error_of("<x:s> <x:p> [ <x:q> 1"),
            "test:1:22: the text ends in the middle of a statement ('[' of 1:13 is never closed)");
  EXPECT_EQ(error_of("<x:s> <x:p> [ <x:q> 1 ) ."), "test:1:23: ')' cannot close '[' of 1:13");
  EXPECT_EQ(error_of("<x:s> <x:p> [ <x:q> 1 ."),
            "test:1:23: the statement ends, but '[' of 1:13 is not closed");
  EXPECT_EQ(error_of("<x:s> <x:p> 1 ] ."), "test:1:15: ']' closes nothing");
  EXPECT_EQ(error_of("<x:s> <x:p> hello ."),
            "test:1:13: the word 'hello' means nothing here (a text needs quotes, a name needs a prefix and "
            "a colon)");
  EXPECT_EQ(error_of("<x:s> <x:p> \"a\nb\" ."),
            "test:1:15: the line ends within a text in quotes (write a line break as \\n, or put the text in "
            "three quotes)");
  EXPECT_EQ(error_of("<x:s> <x:p> \"\"\"a\nb ."), "test:2:4: the text in quotes of 1:13 does not end");
  EXPECT_EQ(error_of("<x:s> <x:p> \"a\\d\" ."),
            "test:1:15: there is no escape '\\d' (write a backslash as \\\\)");
  EXPECT_EQ(error_of("@Prefix e: <x:> ."), "test:1:1: '@Prefix' means nothing here (write it in lower case)");
  EXPECT_EQ(error_of("@prefix e: <x:> . e:s a e:T ; e:p e:a%2 ."),
            "test:1:38: '%' in a name needs two hexadecimal digits");
}

TEST(BadInput, what_serd_takes_for_good_is_refused) {
  for (const std::string_view text : {"[] .",
                                      "a <x:p> <x:o> .",
                                      "[ = <x:a> ; <x:p> <x:o> ] .",
                                      "<x:g> { <x:s> <x:p> <x:o> }",
                                      "GRAPH <x:g> { <x:s> <x:p> <x:o> }",
                                      "<x:s> <x:p> [ <x:q> ] .",
                                      "<x:s> <x:p> ( <x:q> .",
                                      "@prefix e: <x:> . @prefix f: e:a .",
                                      "<x:s> <x:p> true .. ",
                                      "<x:s> <x:p> \"a\"@-en .",
                                      "<x:s> <x:p> \"a\"@en- .",
                                      "<x:s> <x:p> \"a\"^^\"b\" .",
                                      "<x:s> <x:p> \"a\"^^_:b .",
                                      "<x:s> is <x:p> of <x:o> .",
                                      "<x:s> => <x:o> .",
                                      "( 1 2 ) .",
                                      "() .",
                                      "<x:s> <x:p> <x:o> . }",
                                      "\"a\" <x:p> <x:o> .",
                                      "true <x:p> <x:o> .",
                                      "1 <x:p> 2 ."})
    EXPECT_TRUE(read_turtle(text).error) << text;
  for (const std::string_view text :
       {"{ [] }", "{ a <x:p> <x:o> }", "<x:g> { <x:s> <x:p> <x:o> } .", "{ { <x:s> <x:p> <x:o> } }",
        "( 1 ) { <x:s> <x:p> <x:o> }", "[ <x:p> <x:o> ] { <x:s> <x:p> <x:o> }", "{ @prefix e: <x:> . }",
        "{ <x:s> <x:p> <x:o>", "\"a\" { <x:s> <x:p> <x:o> }", "GRAPH { <x:s> <x:p> <x:o> }",
        "{ <x:s> <x:p> <x:o> .. }", "<x:s> <x:p> { <x:s> <x:p> <x:o> } .", "{ [ <x:p> ] }"})
    EXPECT_TRUE(read_as(FormatId::trig, text).error) << text;
}

TEST(BadInput, a_label_cannot_begin_with_a_mark_beyond_ASCII) {
  // U+033A and U+203F only continue names; their code points lie outside every table of bytes.
  for (const FormatId format : text_formats)
    for (const std::string_view mark : {"\u033A", "\u203F", "\u2192"})
      EXPECT_EQ(code_of(format, "_:" + std::string(mark) + "b <x:p> <x:o> ."), rdf::Code::invalid_syntax);
}

TEST(BadInput, quads_before_an_error_are_those_before_it) {
  const auto outcome = read_turtle("<x:s> <x:p> 1, 2 .\n<x:s> <x:p> 3, my:x .");
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.said.quads.size(), 3U);
}

TEST(BadInput, a_good_text_cut_off_anywhere_ends_at_once) {
  const std::string turtle =
      "@prefix e: <http://é/> .\nBASE <http://b/>\n<a> e:p \"x\\u00E9\"@en-GB, '''y'z''' ; e:q [ e:r ( 1 "
      "2.5e0 true [] ) ] .\n_:b a e:T .\n";
  const std::string trig = turtle + "GRAPH e:g { <a> e:p \"ж\"^^e:t . }\n{ _:x e:p _:y }\n";
  const std::string lines = "<x:s> <x:p> \"ж\\n\"@en .\n_:a <x:p> \"1\"^^<x:t> .\n";
  const std::string xml =
      "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY e 'x:'>]><rdf:RDF "
      "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='&e;ns/'>"
      "<!-- c --><e:T rdf:about='x:s' xml:lang='fr' e:p='ж'><e:q "
      "rdf:parseType='Collection'><e:T/></e:q></e:T></rdf:RDF>";
  for (const auto& [format, text] : {std::pair(FormatId::turtle, turtle), std::pair(FormatId::trig, trig),
                                     std::pair(FormatId::ntriples, lines), std::pair(FormatId::nquads, lines),
                                     std::pair(FormatId::rdfxml, xml)}) {
    ASSERT_FALSE(read_as(format, text).error) << told(read_as(format, text));
    for (std::size_t n = 0; n < text.size(); ++n) {
      const Quickly quickly;
      const auto outcome = read_as(format, std::string_view(text).substr(0, n));
      if (outcome.error) {
        EXPECT_NE(outcome.error->position.line, 0U) << n << rdf::to_string(*outcome.error);
      }
      if (format == FormatId::rdfxml) {
        EXPECT_TRUE(outcome.error) << n;
      }
    }
  }
}

TEST(BadInput, any_byte_put_anywhere_ends_at_once) {
  const std::string turtle = "@prefix e: <x:> . <x:s> e:p \"\"\"a\"\"\", 'b', [ e:q ( 1 ) ] ; a _:b .";
  for (std::size_t at = 0; at <= turtle.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = turtle;
      text.insert(at, 1, static_cast<char>(byte));
      const auto outcome = read_as(FormatId::trig, text);
      if (outcome.error) {
        ASSERT_NE(outcome.error->position.line, 0U);
      }
    }
  }
}

// ---- too much ----

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

// ---- files ----

TEST_F(BadFile, a_pipe_a_folder_and_a_device_are_refused_without_waiting) {
  const Quickly quickly;
  ASSERT_EQ(mkfifo(path("pipe.ttl").c_str(), 0600), 0);
  EXPECT_EQ(outcome(path("pipe.ttl")), "is a named pipe, not a file");
  EXPECT_EQ(outcome(path("")), "is a folder, not a file");
  EXPECT_EQ(outcome("/dev/zero"), "is a device, not a file");
  EXPECT_EQ(outcome(path("nothing.ttl")), "cannot be opened: No such file or directory");
}

TEST_F(BadFile, a_picture_called_ttl_is_told) {
  EXPECT_EQ(outcome(file("a.ttl", "\x89PNG\r\n\x1A\n\0\0\0"sv)),
            "file:1:1: this is not text but a PNG picture");
}

TEST_F(BadFile, an_empty_file_holds_nothing_except_in_xml) {
  EXPECT_EQ(outcome(file("empty.ttl", "")), "");
  EXPECT_EQ(told(read_as(FormatId::rdfxml, " \n")),
            "test:1:1: the file is empty, and RDF/XML has at least one element");
}

TEST_F(BadFile, packed_files_are_unpacked) {
  const std::string half = "<x:s> <x:p> \"" + std::string(100000, 'x');
  const std::string other_half = "\" .\n";
  const std::string expected = half + other_half;
  EXPECT_EQ(outcome(file("a.ttl.gz", gzip(half + other_half))), expected);
  EXPECT_EQ(outcome(file("b.ttl.gz", gzip(half) + gzip("") + gzip(other_half) + std::string(512, '\0'))),
            expected)
      << "several members and padding";
  EXPECT_EQ(outcome(file("c.ttl.zst", zstd(half + other_half))), expected);
  EXPECT_EQ(outcome(file("d.ttl.zst", zstd(half) + zstd(other_half))), expected);
  EXPECT_EQ(outcome(file("e.ttl", gzip("<x:s> <x:p> <x:o> ."))), "<x:s> <x:p> <x:o> .\n")
      << "by its bytes, not by its name";
  EXPECT_EQ(outcome(file("f.ttl.gz", gzip(gzip("")))),
            "file:1:1: this is not text but packed with gzip twice");
}

TEST_F(BadFile, packed_files_cut_off_or_damaged_are_told) {
  std::string noise;
  for (unsigned i = 0; i < 20000; ++i) noise += "<x:" + std::to_string(i * 2654435761U) + "> <x:p> <x:o> .\n";
  const std::string zipped = gzip(noise);
  const std::string squeezed = zstd(noise);
  for (const std::size_t part : {3U, 4U, 5U, 2U}) {
    EXPECT_NE(
        outcome(file("a.gz", zipped.substr(0, zipped.size() / part))).find("the gzip data end too early"),
        std::string::npos);
    EXPECT_NE(outcome(file("a.zst", squeezed.substr(0, squeezed.size() / part)))
                  .find("the zstd data end too early"),
              std::string::npos);
  }
  for (std::size_t cut = 1; cut < 20; ++cut)
    EXPECT_NE(
        outcome(file("a.gz", zipped.substr(0, zipped.size() - cut))).find("the gzip data end too early"),
        std::string::npos);
  std::string broken = zipped;
  broken[broken.size() - 5] ^= '\x55';
  EXPECT_NE(outcome(file("b.gz", broken)).find("the gzip data are damaged"), std::string::npos);
  EXPECT_NE(outcome(file("c.gz", zipped + "tail")).find("the gzip data are damaged"), std::string::npos);
}
