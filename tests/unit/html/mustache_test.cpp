#include "html/mustache.hpp"

#include <gtest/gtest.h>

namespace tamizdat::html::mustache {
namespace {

const Template* no_partials(const PartialName&) {
  return nullptr;
}

std::string render(std::string_view text, const Object& root, const Partials& partials = no_partials) {
  auto compiled = Template::compile(text, "test");
  EXPECT_TRUE(compiled) << to_string(compiled.error());
  std::string out;
  compiled->render(root, partials, out);
  return out;
}

TEST(Mustache, EscapesVariablesAndNotTriples) {
  Model model;
  auto& root = model.object();
  root.set("x", "<a href='\"'>&");
  EXPECT_EQ(render("{{x}}", root), "&lt;a href=&#39;&quot;&#39;&gt;&amp;");
  EXPECT_EQ(render("{{{x}}}{{& x}}", root), "<a href='\"'>&<a href='\"'>&");
}

TEST(Mustache, ShowsSectionsForWhatIsThereAndInvertedOnesForWhatIsNot) {
  Model model;
  auto& root = model.object();
  auto& list = model.list();
  list.add("1");
  list.add("2");
  root.set("list", list).set("none", model.list()).set("yes", true).set("no", false).set("empty", "");
  EXPECT_EQ(render("{{#list}}[{{.}}]{{/list}}{{#none}}x{{/none}}{{^none}}none{{/none}}", root), "[1][2]none");
  EXPECT_EQ(
      render(
          "{{#yes}}y{{/yes}}{{#no}}n{{/no}}{{^no}}not{{/no}}{{#empty}}e{{/empty}}{{#missing}}m{{/missing}}",
          root),
      "ynot");
}

TEST(Mustache, LooksNamesUpFromTheInsideOut) {
  Model model;
  auto& root = model.object();
  auto& inner = model.object();
  inner.set("a", "inner");
  root.set("a", "outer").set("b", "seen").set("o", inner);
  EXPECT_EQ(render("{{#o}}{{a}} {{b}}{{/o}} {{a}} {{o.a}} {{o.b}}", root), "inner seen outer inner ");
}

TEST(Mustache, TakesOutLinesThatHoldATagAlone) {
  Model model;
  auto& root = model.object();
  root.set("yes", true);
  EXPECT_EQ(render("a\n  {{#yes}}  \nb\n{{! a note }}\r\n{{/yes}}\nc {{#yes}}d{{/yes}}\n", root),
            "a\nb\nc d\n");
}

TEST(Mustache, PutsPartialsInAndBoundsTheirDepth) {
  Model model;
  auto& root = model.object();
  root.set("x", "v");
  const auto inner = Template::compile("<{{x}}>", "inner").value();
  const auto endless = Template::compile(".{{> endless}}", "endless").value();
  const Partials partials = [&](const PartialName& name) -> const Template* {
    return name.text == "inner" ? &inner : name.text == "endless" ? &endless : nullptr;
  };
  EXPECT_EQ(render("{{> inner}}{{> nobody}}", root, partials), "<v>");
  EXPECT_EQ(render("{{> endless}}", root, partials), std::string(64, '.'));
}

TEST(Mustache, GivesPartialsByFamilyAndHashOfTheirName) {
  Model model;
  const auto said = Template::compile("hello", "said").value();
  const Partials partials = [&](const PartialName& name) -> const Template* {
    return name.family == "t" && name.name == Name::hash("greeting") ? &said : nullptr;
  };
  EXPECT_EQ(render("{{> t.greeting}} {{> greeting}} {{> t.parting}}", model.object(), partials), "hello  ");
}

TEST(Mustache, RendersAPartialAnewWhereItLooksOutsideOfItsObject) {
  Model model;
  auto& shared = model.object().set("own", "x");
  auto& root = model.object().set("own", "root");
  auto& groups = model.list();
  for (const char* name : {"a", "b"})
    groups.add(model.object().set("outer", name).set("first", shared).set("second", shared));
  root.set("groups", groups);
  const auto inner = Template::compile("<{{own}}>", "inner").value();
  const auto outer = Template::compile("<{{own}}{{outer}}>", "outer").value();
  const Partials partials = [&](const PartialName& name) -> const Template* {
    return name.text == "inner" ? &inner : name.text == "outer" ? &outer : nullptr;
  };
  EXPECT_EQ(render("{{#groups}}{{#first}}{{> inner}}{{/first}}{{#second}}{{> inner}}{{/second}}{{/groups}}",
                   root, partials),
            "<x><x><x><x>");
  EXPECT_EQ(render("{{#groups}}{{#first}}{{> outer}}{{/first}}{{#second}}{{> outer}}{{/second}}{{/groups}}",
                   root, partials),
            "<xa><xa><xb><xb>");
  EXPECT_EQ(
      render("{{#groups}}{{#first}}{{> inner}}{{> outer}}{{/first}}{{/groups}}{{> inner}}", root, partials),
      "<x><xa><x><xb><root>");
}

TEST(Mustache, FindsNamesWhereverObjectsHaveThem) {
  Model model;
  auto& list = model.list();
  list.add(model.object().set("a", "1").set("b", "2"));
  list.add(model.object().set("b", "3").set("a", "4"));
  list.add(model.object().set("c", "5"));
  EXPECT_EQ(render("{{#list}}{{a}}{{b}};{{/list}}", model.object().set("list", list).set("b", "out")),
            "12;43;out;");
}

TEST(Mustache, EscapesWhateverTheLength) {
  Model model;
  for (std::size_t size = 1; size < 20; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, 'x');
      text[at] = '<';
      std::string wanted = text;
      wanted.replace(at, 1, "&lt;");
      std::string out;
      escape(text, out);
      EXPECT_EQ(out, wanted);
    }
  }
}

TEST(Mustache, SaysWhereATemplateIsWrong) {
  struct Case {
    std::string_view text;
    std::uint64_t line;
    std::uint64_t column;
  };
  for (const auto& [text, line, column] :
       {Case{"a\n {{#open}}", 2, 2}, Case{"{{/x}}", 1, 1}, Case{"{{#a}}{{/b}}", 1, 7}, Case{"x {{name", 1, 3},
        Case{"{{}}", 1, 1}, Case{"{{=<% %>=}}", 1, 1}}) {
    const auto compiled = Template::compile(text, "theme/x.mustache");
    ASSERT_FALSE(compiled) << text;
    EXPECT_EQ(compiled.error().source, "theme/x.mustache");
    EXPECT_EQ(compiled.error().position.line, line) << text;
    EXPECT_EQ(compiled.error().position.column, column) << text;
  }
}

TEST(Escape, KeepsNulOutOfHtml) {
  std::string out;
  escape(std::string_view("a\0b", 3), out);
  EXPECT_EQ(out,
            "a\xEF\xBF\xBD"
            "b");
}

}  // namespace
}  // namespace tamizdat::html::mustache
