#include "web/site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "rdf/vocabulary.hpp"
#include "store/builder.hpp"
#include "web/collisions.hpp"
#include "web/routes.hpp"

namespace tamizdat::web {
namespace {

using testing::HasSubstr;

constexpr const char* base = "http://h.example/";
constexpr std::time_t loaded_at = 1'000'000'000;

struct Triple {
  std::string subject;
  std::string label;
};

std::shared_ptr<const store::Snapshot> snapshot_of(const std::vector<Triple>& triples,
                                                   const std::string& file = "data/a.ttl") {
  store::Builder builder;
  builder.set_default_graph(base + file);
  for (const Triple& t : triples) {
    builder.quad({rdf::iri(t.subject), rdf::iri(rdf::rdfs::label), rdf::literal(t.label), {}},
                 rdf::Nesting::none, {});
  }
  store::SourceFile source;
  source.name = file;
  source.graph = base + file;
  source.modified = loaded_at;
  builder.add_source(source);
  return builder.finish();
}

std::shared_ptr<const answer::Publication> publication_of(std::shared_ptr<const store::Snapshot> snapshot) {
  return answer::publish(std::move(snapshot), answer::Addresses(base), answer::Identity::see_other);
}

std::shared_ptr<const answer::Publication> one_thing(const std::string& label = "A label") {
  return publication_of(snapshot_of({{std::string(base) + "id/x", label}}));
}

Request get(std::string target, std::string_view accept = {}) {
  Request request;
  request.method = "GET";
  request.target = std::move(target);
  if (!accept.empty()) request.fields.add("Accept", accept);
  return request;
}

/// Counts the cursors that are opened.
class Watched final : public store::Snapshot {
 public:
  explicit Watched(std::shared_ptr<const store::Snapshot> inner) : inner_(std::move(inner)) {}
  std::optional<store::TermId> find(const rdf::TermView& term) const override { return inner_->find(term); }
  rdf::TermView term(store::TermId id) const override { return inner_->term(id); }
  std::unique_ptr<store::Cursor> match(const store::Pattern& pattern) const override {
    ++opened;
    return inner_->match(pattern);
  }
  store::Estimate count(const store::Pattern& pattern) const override { return inner_->count(pattern); }
  const rdf::Prefixes& prefixes() const override { return inner_->prefixes(); }
  const store::SnapshotInfo& info() const override { return inner_->info(); }
  mutable std::atomic<int> opened{0};

 private:
  std::shared_ptr<const store::Snapshot> inner_;
};

TEST(Site, AnIriMayBeTheBaseWithAQuery) {
  const Site site(publication_of(snapshot_of({{std::string(base) + "?id=7", "Number seven"}})), {});
  const Response thing = site.handle(get("/?id=7", "text/turtle"));
  EXPECT_EQ(thing.status, 303U);
  EXPECT_THAT(std::string(thing.fields.get("Location")), HasSubstr("describe?iri="));
  EXPECT_EQ(site.handle(get("/?id=8", "text/turtle")).status, 200U) << "home, which has no such parameter";
}

TEST(Site, HomeLeadsToTheHashThingsOfTheBase) {
  const Site site(publication_of(snapshot_of({{std::string(base) + "#me", "It is me"}})), {});
  EXPECT_THAT(*site.handle(get("/", "text/turtle")).bytes, HasSubstr("It is me"));
  EXPECT_THAT(*site.handle(get("/", "text/html")).bytes,
              HasSubstr("href=\"/describe?iri=http%3A%2F%2Fh.example%2F\""));
  EXPECT_THAT(*site.handle(get("/describe?iri=http%3A%2F%2Fh.example%2F", "text/html")).bytes,
              HasSubstr("It is me"));
}

TEST(Site, DescribesHashThingsThatAreOnlyMentioned) {
  store::Builder builder;
  builder.quad(
      {rdf::iri("http://h.example/x"), rdf::iri(rdf::rdfs::seeAlso), rdf::iri("http://h.example/doc#y"), {}},
      rdf::Nesting::none, {});
  builder.quad({rdf::iri("http://h.example/doc#told"), rdf::iri(rdf::rdfs::label), rdf::literal("Told"), {}},
               rdf::Nesting::none, {});
  const Site site(publication_of(builder.finish()), {});
  const std::string address = "/describe?iri=http%3A%2F%2Fh.example%2Fdoc%23y";
  EXPECT_THAT(*site.handle(get("/x.html")).bytes, HasSubstr("href=\"" + address + "\""));
  for (const auto type : {"text/html", "text/turtle"})
    EXPECT_EQ(site.handle(get(address, type)).status, 200U) << type;
  EXPECT_EQ(site.handle(get("/describe?iri=http%3A%2F%2Fh.example%2Fdoc%23z")).status, 404U);
}

TEST(Site, NoCursorIsOpenedForWhatHasNoBody) {
  const auto watched = std::make_shared<Watched>(snapshot_of({{std::string(base) + "id/x", "A label"}}));
  SiteOptions options;
  options.cache_bytes = 0;
  const Site site(publication_of(watched), options);
  Request request = get("/id/x.ttl");
  const std::string etag(site.handle(request).fields.get("ETag"));
  watched->opened = 0;
  request.fields.add("If-None-Match", etag);
  EXPECT_EQ(site.handle(request).status, 304U);
  request = get("/id/x.ttl");
  request.method = "HEAD";
  EXPECT_EQ(site.handle(request).status, 200U);
  EXPECT_EQ(site.handle(get("/id/x", "text/turtle")).status, 303U);
  EXPECT_EQ(site.handle(get("/id/x", "image/png")).status, 406U);
  EXPECT_EQ(watched->opened, 0);
}

TEST(Site, WhatIsHotIsSentAgainWithoutTheData) {
  const auto watched = std::make_shared<Watched>(snapshot_of({{std::string(base) + "id/x", "A label"}}));
  const Site site(publication_of(watched), {});
  const Response first = site.handle(get("/id/x.ttl"));
  watched->opened = 0;
  const Response second = site.handle(get("/id/x.ttl"));
  EXPECT_EQ(watched->opened, 0);
  EXPECT_EQ(first.bytes, second.bytes);
  EXPECT_EQ(first.fields.text(), second.fields.text());
  Request head = get("/id/x.ttl");
  head.method = "HEAD";
  EXPECT_TRUE(site.handle(head).head_only);
}

TEST(Site, A304IsHotBeforeAnyoneAsksForMore) {
  const auto watched = std::make_shared<Watched>(snapshot_of({{std::string(base) + "id/x", "A label"}}));
  const Site site(publication_of(watched), {});
  Request head = get("/id/x.ttl");
  head.method = "HEAD";
  Request same = get("/id/x.ttl");
  same.fields.add("If-None-Match", site.handle(head).fields.get("ETag"));
  EXPECT_EQ(site.handle(same).status, 304U);
  EXPECT_EQ(site.handle(same).status, 304U);
  const Response whole = site.handle(get("/id/x.ttl"));
  EXPECT_EQ(whole.status, 200U);
  ASSERT_TRUE(whole.bytes);
  EXPECT_THAT(*whole.bytes, HasSubstr("A label"));
  watched->opened = 0;
  EXPECT_EQ(site.handle(get("/id/x.ttl")).bytes, whole.bytes);
  EXPECT_EQ(watched->opened, 0);
}

TEST(Site, WhatIsHotDependsOnAcceptAndLanguage) {
  const Site site(one_thing(), {});
  EXPECT_EQ(site.handle(get("/id/x", "text/turtle")).fields.get("Location"), "/id/x.ttl");
  EXPECT_EQ(site.handle(get("/id/x", "text/html")).fields.get("Location"), "/id/x.html");
  EXPECT_EQ(site.handle(get("/id/x", "text/turtle")).fields.get("Location"), "/id/x.ttl");
  Request de = get("/id/x.html");
  de.fields.add("Accept-Language", "de");
  Request fr = get("/id/x.html");
  fr.fields.add("Accept-Language", "fr");
  EXPECT_NE(site.handle(de).fields.get("ETag"), site.handle(fr).fields.get("ETag"));
}

// A theme is a folder that people edit: what it makes of the same data is another page.
TEST(Site, PagesHaveNewTagsWhenTheyLookOrSpeakDifferently) {
  const std::filesystem::path theme = std::filesystem::path(testing::TempDir()) / "changing-theme";
  SiteOptions options;
  options.theme = theme.string();
  const auto tag = [&](const std::string& target) {
    return std::string(Site(one_thing(), options).handle(get(target)).fields.get("ETag"));
  };
  std::vector<std::string> pages;
  const std::string data = tag("/id/x.ttl");
  const auto look = [&](std::string_view name, std::string_view text) {
    std::filesystem::create_directories((theme / name).parent_path());
    std::ofstream(theme / name) << text;
    pages.push_back(tag("/id/x.html"));
    EXPECT_EQ(tag("/id/x.html"), pages.back());
    EXPECT_EQ(tag("/id/x.ttl"), data);
  };
  look("templates/thing.mustache", "one");
  look("templates/thing.mustache", "two");
  look("assets/style.css", "a {}");
  look("messages/en.txt", "facts = Known");
  std::sort(pages.begin(), pages.end());
  EXPECT_EQ(std::adjacent_find(pages.begin(), pages.end()), pages.end());
  std::filesystem::remove_all(theme);
}

TEST(Site, PublishesALookTogetherWithTheData) {
  const std::filesystem::path theme = std::filesystem::path(testing::TempDir()) / "published-theme";
  std::filesystem::create_directories(theme / "templates");
  std::filesystem::create_directories(theme / "assets");
  SiteOptions options;
  options.theme = theme.string();
  const auto look = [&](std::string_view word, std::string_view style) {
    std::ofstream(theme / "templates" / "foot.mustache") << word;
    std::ofstream(theme / "assets" / "style.css") << style;
    return read_look(options);
  };
  const auto style_of = [](const Site& site) {
    for (const std::string& address : site.assets())
      if (address.ends_with("style.css")) return '/' + address;
    return std::string();
  };
  Site site(one_thing("old"), options, *look("first", "a {}"));
  const std::string first_style = style_of(site);
  EXPECT_THAT(*site.handle(get("/id/x.html")).bytes, HasSubstr("first"));

  site.publish(one_thing("new"), *look("second", "b {}"));
  EXPECT_THAT(*site.handle(get("/id/x.html")).bytes, AllOf(HasSubstr("second"), HasSubstr("new")));
  const std::string second_style = style_of(site);
  EXPECT_NE(second_style, first_style);
  EXPECT_EQ(*site.handle(get(second_style)).bytes, "b {}");
  EXPECT_EQ(*site.handle(get(first_style)).bytes, "a {}") << "pages of the old look are still being read";

  site.publish(one_thing("newer"), *read_look(options));
  EXPECT_EQ(site.handle(get(first_style)).status, 200U) << "the same look again is no other one";
  site.publish(one_thing("newest"));
  EXPECT_THAT(*site.handle(get("/id/x.html")).bytes, HasSubstr("second"))
      << "without a look the old one stays";
  site.publish(one_thing(), *look("third", "c {}"));
  EXPECT_EQ(site.handle(get(first_style)).status, 404U);
  std::filesystem::remove_all(theme);
}

TEST(Site, ALookThatCannotBeUsedNamesTheFile) {
  const std::filesystem::path theme = std::filesystem::path(testing::TempDir()) / "broken-theme";
  std::filesystem::create_directories(theme / "templates");
  std::ofstream(theme / "templates" / "foot.mustache") << "{{#open}}";
  SiteOptions options;
  options.theme = theme.string();
  const auto look = read_look(options);
  ASSERT_FALSE(look);
  EXPECT_THAT(look.error().source, HasSubstr("foot.mustache"));
  options.theme.clear();
  options.logo = (theme / "none.svg").string();
  ASSERT_FALSE(read_look(options));
  std::filesystem::remove_all(theme);
}

TEST(Site, HasAtHandWhatIsFinishedAndWhatOperatorsAsk) {
  const Site site(one_thing(), {});
  EXPECT_FALSE(site.at_hand(get("/id/x.ttl")));
  const Response made = site.handle(get("/id/x.ttl"));
  const auto ready = site.at_hand(get("/id/x.ttl"));
  ASSERT_TRUE(ready);
  EXPECT_EQ(*ready->bytes, *made.bytes);
  Request unchanged = get("/id/x.ttl");
  unchanged.fields.add("If-None-Match", made.fields.get("ETag"));
  EXPECT_EQ(site.at_hand(unchanged)->status, 304U);
  EXPECT_EQ(site.at_hand(get("/-/healthz"))->status, 200U);
  EXPECT_EQ(site.at_hand(get("/-/readyz?x"))->status, 200U);
  EXPECT_FALSE(site.at_hand(get("/search?q=a")));
  EXPECT_FALSE(site.at_hand(get("/-/picture")));
}

TEST(Site, CountsOfItsCacheOnlyGrow) {
  Site site(one_thing("old"), {});
  for (int i = 0; i < 3; ++i) static_cast<void>(site.handle(get("/id/x.ttl")));
  const CacheNumbers before = site.cache_numbers();
  EXPECT_EQ(before.hits, 2U);
  EXPECT_EQ(before.misses, 1U);
  site.publish(one_thing("new"));
  EXPECT_EQ(site.cache_numbers().hits, 2U);
  EXPECT_EQ(site.cache_numbers().misses, 1U);
  EXPECT_EQ(site.cache_numbers().entries, 0U);
  static_cast<void>(site.handle(get("/id/x.ttl")));
  EXPECT_EQ(site.cache_numbers().misses, 2U);
}

TEST(Site, LastModifiedIsNeverInTheFuture) {
  SiteOptions options;
  options.now = [] { return loaded_at - 100; };
  const Site early(one_thing(), options);
  EXPECT_EQ(early.handle(get("/id/x.ttl")).fields.get("Last-Modified"), "Sun, 09 Sep 2001 01:45:00 GMT");
  options.now = [] { return loaded_at + 100; };
  const Site late(one_thing(), options);
  EXPECT_EQ(late.handle(get("/id/x.ttl")).fields.get("Last-Modified"), "Sun, 09 Sep 2001 01:46:40 GMT");
}

TEST(Site, NewDataHaveNewTags) {
  Site site(one_thing("old"), {});
  const std::string old(site.handle(get("/id/x.ttl")).fields.get("ETag"));
  site.publish(one_thing("new"));
  const Response fresh = site.handle(get("/id/x.ttl"));
  EXPECT_NE(fresh.fields.get("ETag"), old);
  EXPECT_THAT(*fresh.bytes, HasSubstr("new"));
}

TEST(Site, TheSameDataHaveTheSameTags) {
  EXPECT_EQ(Site(one_thing(), {}).handle(get("/id/x.ttl")).fields.get("ETag"),
            Site(one_thing(), {}).handle(get("/id/x.ttl")).fields.get("ETag"));
}

TEST(Site, PublishesWhileItAnswers) {
  Site site(one_thing("a"), {});
  std::atomic<bool> stop{false};
  std::vector<std::thread> readers;
  for (int t = 0; t < 2; ++t) {
    readers.emplace_back([&] {
      while (!stop) {
        const Response response = site.handle(get("/id/x.nt"));
        ASSERT_EQ(response.status, 200U);
        const bool whole = response.bytes->find("\"a\"") != std::string::npos ||
                           response.bytes->find("\"b\"") != std::string::npos;
        ASSERT_TRUE(whole);
      }
    });
  }
  for (int i = 0; i < 20; ++i) site.publish(one_thing(i % 2 == 0 ? "b" : "a"));
  stop = true;
  for (std::thread& reader : readers) reader.join();
}

TEST(Site, BlankNodesAnswerAtTheirSkolemIris) {
  store::Builder builder;
  builder.quad({rdf::blank("f1b0"), rdf::iri(rdf::rdfs::label), rdf::literal("blank"), {}},
               rdf::Nesting::none, {});
  const Site site(publication_of(builder.finish()), {});
  EXPECT_EQ(site.handle(get("/.well-known/genid/f1b0", "text/turtle")).fields.get("Location"),
            "/.well-known/genid/f1b0.ttl");
  const Response document = site.handle(get("/.well-known/genid/f1b0.nt"));
  ASSERT_EQ(document.status, 200U);
  EXPECT_THAT(*document.bytes, HasSubstr("<http://h.example/.well-known/genid/f1b0> "));
}

TEST(Site, LongAnswersAreStreamedInBuffers) {
  std::vector<Triple> triples;
  for (int i = 0; i < 3000; ++i)
    triples.push_back({base + ("doc#x" + std::to_string(i)), std::string(100, 'x')});
  const Site site(publication_of(snapshot_of(triples)), {});
  Response response = site.handle(get("/doc.nt"));
  EXPECT_EQ(response.status, 200U);
  ASSERT_EQ(response.bytes, nullptr);
  ASSERT_NE(response.stream, nullptr);
  std::size_t total = 0;
  bool more = true;
  while (more) {
    std::string piece;
    const auto pulled = response.stream->pull(piece);
    ASSERT_TRUE(pulled);
    EXPECT_LT(piece.size(), std::size_t{128} << 10U);
    total += piece.size();
    more = *pulled;
  }
  EXPECT_GT(total, 3000U * 100);
}

TEST(Site, RefusesWithABodyForWhatTheSessionFoundWrong) {
  const Site site(one_thing(), {});
  struct Row {
    rdf::Code code;
    unsigned status;
  };
  for (const Row row : {Row{rdf::Code::target_too_long, 414}, Row{rdf::Code::header_too_large, 431},
                        Row{rdf::Code::request_timeout, 408}, Row{rdf::Code::version_not_supported, 505},
                        Row{rdf::Code::content_too_large, 413}}) {
    const Response response = site.refuse(rdf::Error(row.code, "too much"), Request{});
    EXPECT_EQ(response.status, row.status);
    ASSERT_NE(response.bytes, nullptr);
    EXPECT_THAT(*response.bytes, HasSubstr("\"status\": " + std::to_string(row.status)));
    EXPECT_EQ(response.fields.get("Access-Control-Allow-Origin"), "*");
  }
  const Response page =
      site.refuse(rdf::Error(rdf::Code::header_too_large, "too much"), get("/", "text/html"));
  EXPECT_EQ(page.fields.get("Content-Type"), "text/html; charset=utf-8");
}

TEST(Site, EveryAssetIsServedForEver) {
  const Site site(one_thing(), {});
  const html::Assets assets;
  ASSERT_FALSE(assets.all().empty());
  for (const html::Asset& asset : assets.all()) {
    const Response response = site.handle(get("/" + assets.address(asset.name)));
    EXPECT_EQ(response.status, 200U) << asset.name;
    EXPECT_EQ(response.fields.get("Content-Type"), asset.media_type);
    EXPECT_THAT(std::string(response.fields.get("Cache-Control")), HasSubstr("immutable"));
    EXPECT_EQ(site.handle(get("/-/assets/other/" + asset.name)).status, 404U);
  }
}

TEST(Collisions, AreFoundAndNamed) {
  const auto local = [](const char* path) { return std::string(base) + path; };
  const auto publication = publication_of(snapshot_of({{local("describe"), "a service"},
                                                       {local("-/healthz"), "another"},
                                                       {local("id/x"), "fine"},
                                                       {local("id/x.ttl"), "a document"},
                                                       {local("id/y.ttl"), "fine, there is no y"},
                                                       {local("data/a"), "its document is a file"},
                                                       {local("data/a.ttl"), "the file itself"},
                                                       {local("id/\u00E9"), "one"},
                                                       {local("id/%C3%A9"), "the same"},
                                                       {"http://other.example/describe", "elsewhere"}}));
  std::string all;
  for (const rdf::Error& error : find_collisions(*publication)) all += error.message + "\n";
  EXPECT_THAT(all, HasSubstr("<http://h.example/describe> has the address of a service"));
  EXPECT_THAT(all, HasSubstr("<http://h.example/-/healthz> has the address of a service"));
  EXPECT_THAT(all, HasSubstr("<http://h.example/id/x.ttl> has the address of another thing's document"));
  EXPECT_THAT(all, HasSubstr("<http://h.example/data/a> has its document at the address of a loaded file"));
  EXPECT_THAT(all, HasSubstr("<http://h.example/id/%C3%A9> differs only in percent-encoding from"));
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 5) << all;
  EXPECT_EQ(find_collisions(*publication, 2).size(), 2U);
}

TEST(Routes, MethodsAreComparedWhole) {
  const Route& route = route_of("id/x");
  EXPECT_TRUE(allows(route, "GET"));
  EXPECT_TRUE(allows(route, "HEAD"));
  EXPECT_TRUE(allows(route, "OPTIONS"));
  EXPECT_FALSE(allows(route, "POST"));
  EXPECT_FALSE(allows(route, "GE"));
  EXPECT_FALSE(allows(route, ""));
  EXPECT_TRUE(allows(route_of("fragments"), "POST"));
}

}  // namespace
}  // namespace tamizdat::web
