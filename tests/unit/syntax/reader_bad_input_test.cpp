// Bad input: said where and what, at once, without a crash.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>

#include "support/quickly.hpp"
#include "support/reading.hpp"

using namespace tamizdat;
using namespace tamizdat::test;
using namespace std::string_view_literals;
using syntax::FormatId;

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
