#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <random>
#include <regex>

#include "server/export.hpp"
#include "server/export_accept.hpp"
#include "server/export_links.hpp"
#include "server/export_names.hpp"
#include "unit/answer/fixture.hpp"
#include "web/site.hpp"

namespace tamizdat::server {
namespace {

TEST(ExportNames, FollowTheAddress) {
  EXPECT_EQ(file_of("/id/ada.ttl", "/"), "id/ada.ttl");
  EXPECT_EQ(file_of("/data/id/ada.ttl", "/data/"), "id/ada.ttl");
  EXPECT_EQ(file_of("/id/%C4%87iro.html", "/"), "id/ćiro.html");
  EXPECT_EQ(file_of("/?format=ttl", "/"), "index.ttl");
  EXPECT_EQ(file_of("/statistics?format=nt", "/"), "statistics.nt");
  EXPECT_EQ(file_of("/describe?iri=http%3A%2F%2Fx&format=nt", "/"), "describe/iri=http%3A%2F%2Fx.nt");
}

TEST(ExportNames, AreNoneForWhatNoFileCanBeCalled) {
  EXPECT_FALSE(file_of("/id/a%2F..%2F..%2Fb.ttl", "/"));
  EXPECT_FALSE(file_of("/id//x.ttl", "/"));
  EXPECT_FALSE(file_of("/id/" + std::string(300, 'x') + ".ttl", "/"));
  EXPECT_FALSE(file_of("/id/a%00b.ttl", "/"));
  EXPECT_FALSE(file_of("/elsewhere/x.ttl", "/data/"));
}

TEST(ExportNames, ThatDifferInCaseAloneAreNamed) {
  EXPECT_TRUE(find_case_collisions({"id/a.ttl", "id/b.ttl", "id/a.ttl"}).empty());
  EXPECT_EQ(find_case_collisions({"id/a.ttl", "Id/A.ttl", "id/É", "id/é"}).size(), 2U);
}

TEST(ExportLinks, LeadFromFileToFile) {
  const answer::Addresses addresses("http://h.example/data/");
  const auto file_at = [](std::string_view path) {
    if (path.empty()) return std::string("index.html");
    return path == "id/b" ? std::string("id/b.html") : std::string();
  };
  EXPECT_EQ(with_relative_links("<a href=\"/data/id/b#x\">b</a><img src=\"/data/\"><a href=\"http://x/\">",
                                "id/a.html", addresses, file_at),
            "<a href=\"../id/b.html#x\">b</a><img src=\"../index.html\"><a href=\"http://x/\">");
  EXPECT_EQ(with_relative_links("<form action=\"/data/search\">", "a.html", addresses, file_at),
            "<form action=\"http://h.example/data/search\">");
}

TEST(ExportLinks, AreReadAsTheyAreEscaped) {
  EXPECT_EQ(unescaped("/a&amp;b&#39;c&amp;#39;#d"), "/a&b'c&#39;#d");
  const answer::Addresses addresses("http://h.example/data/");
  const auto file_at = [](std::string_view path) {
    return path == "id/o'b&c" ? std::string("id/o'b&c.html") : std::string();
  };
  EXPECT_EQ(with_relative_links("<a href=\"/data/id/o&#39;b&amp;c#x\">", "a.html", addresses, file_at),
            "<a href=\"id/o&#39;b&amp;c.html#x\">");
  EXPECT_EQ(links_with_query("<a href=\"/data/describe?iri=o&#39;b&amp;x=1#y\">", "/data/",
                             std::array<std::string_view, 1>{"describe?"}),
            (std::vector<std::string>{"/data/describe?iri=o'b&x=1"}));
}

TEST(ExportLinks, LeadToNodesWithoutTheirOtherForms) {
  EXPECT_EQ(
      links_to_nodes("<a href=\"/data/.well-known/genid/a.b\"><a href=\"/data/.well-known/genid/a.b.ttl\">"
                     "<a href=\"/data/.well-known/genid/c?lang=de\"><a href=\"/data/id/d\">",
                     "/data/"),
      (std::vector<std::string>{"/data/.well-known/genid/a.b"}));
}

TEST(Export, EndsWhenItIsTold) {
  const web::Site site(test::publication("id:a ex:p _:b\nid:c ex:p _:b"), {});
  for (const bool is_following : {false, true}) {
    ExportSettings settings;
    settings.folder = testing::TempDir() + "export-that-is-stopped";
    bool pages_are_done = false;
    settings.progress = [&](std::uint64_t done, std::uint64_t all) { pages_are_done = done == all; };
    settings.stopped = [&] { return pages_are_done || !is_following; };
    const auto report = export_site(site, settings);
    ASSERT_FALSE(report) << is_following;
    EXPECT_EQ(report.error().code, rdf::Code::unavailable);
    EXPECT_FALSE(std::filesystem::exists(settings.folder));
  }
}

const syntax::Format* chosen_by_rules(const std::vector<std::pair<std::regex, const syntax::Format*>>& rules,
                                      const std::string& accept) {
  for (const auto& [pattern, format] : rules)
    if (std::regex_search(accept, pattern)) return format;
  return nullptr;
}

TEST(ExportAccept, ChoosesAsTheServerDoes) {
  const auto offers = web::offers_of(syntax::Family::graph);
  std::vector<std::pair<std::regex, const syntax::Format*>> rules;
  for (const AcceptRule& rule : accept_rules(offers))
    rules.emplace_back(std::regex(rule.pattern, std::regex::icase | std::regex::ECMAScript), rule.format);
  const std::vector<std::string> types = {"text/html",
                                          "text/turtle",
                                          "application/ld+json",
                                          "application/json",
                                          "application/rdf+xml",
                                          "application/xhtml+xml",
                                          "text/*",
                                          "*/*",
                                          "application/*",
                                          "image/png",
                                          "application/n-triples",
                                          "text/plain"};
  const std::vector<std::string> weights = {"",       ";q=1",     ";q=0.9", ";q=0.5",         ";q=.3",
                                            ";q=0.1", "; q=0.01", ";q=0",   ";charset=utf-8", ";q=1.0"};
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    std::string accept;
    for (unsigned members = 1 + random() % 4; members > 0; --members) {
      if (!accept.empty()) accept += random() % 2 == 0 ? "," : ", ";
      accept += types[random() % types.size()] + weights[random() % weights.size()];
    }
    const auto expected = web::negotiate(accept, offers).chosen;
    const auto found = chosen_by_rules(rules, accept);
    EXPECT_EQ(found == nullptr ? "none" : found->name, expected == nullptr ? "none" : expected->name)
        << accept;
  }
}

}  // namespace
}  // namespace tamizdat::server
