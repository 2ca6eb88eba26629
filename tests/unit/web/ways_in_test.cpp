#include "web/ways_in.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "answer/data_set.hpp"
#include "rdf/vocabulary.hpp"
#include "store/builder.hpp"
#include "web/everything.hpp"
#include "web/routes.hpp"

namespace tamizdat::web {
namespace {

using testing::HasSubstr;
using testing::Not;

std::shared_ptr<const answer::Publication> things(std::size_t count,
                                                  const std::string& base = "http://h.example/") {
  store::Builder builder;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string iri = base + "id/" + std::to_string(i);
    builder.quad({rdf::iri(iri), rdf::iri(rdf::rdfs::label), rdf::literal("x"), {}}, rdf::Nesting::none, {});
  }
  return answer::publish(builder.finish(), answer::Addresses(base), answer::Identity::see_other);
}

std::size_t count_of(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

TEST(WaysIn, EveryPageIsInOnePartOfTheSitemap) {
  const std::size_t count = 2 * sitemap_part_size + 7;
  const auto publication = things(count);
  ASSERT_EQ(sitemap_parts(*publication), 3U);
  EXPECT_EQ(count_of(sitemap_index(*publication), "<loc>"), 3U);
  std::size_t pages = 0;
  for (std::size_t part = 1; part <= 3; ++part) {
    const auto text = sitemap_part(*publication, sitemap_part_path(part));
    ASSERT_TRUE(text);
    const std::size_t here = count_of(*text, "<loc>");
    EXPECT_LE(here, sitemap_part_size);
    pages += here;
  }
  EXPECT_EQ(pages, count + 1) << "and the home page";
  EXPECT_FALSE(sitemap_part(*publication, sitemap_part_path(4)));
  EXPECT_FALSE(sitemap_part(*publication, "sitemap-x.xml"));
  EXPECT_FALSE(sitemap_part(*publication, "sitemap-0.xml"));
}

TEST(WaysIn, AFullPartOfTheSitemapHasNoEmptyOneAfterIt) {
  const auto publication = things(sitemap_part_size - 1);
  EXPECT_EQ(sitemap_parts(*publication), 1U);
}

TEST(WaysIn, RobotsAreKeptFromWhatHasNoEnd) {
  const std::string text = robots(*things(1, "http://h.example/data/"));
  EXPECT_THAT(text, HasSubstr("Disallow: /data/fragments\n"));
  EXPECT_THAT(text, HasSubstr("Disallow: /data/search\n"));
  EXPECT_THAT(text, HasSubstr("Sitemap: http://h.example/data/sitemap.xml\n"));
  EXPECT_THAT(text, Not(HasSubstr("Disallow: /data/\n")));
}

TEST(WaysIn, EveryServiceThatIsDescribedIsARoute) {
  for (const answer::Service& service : answer::services()) {
    EXPECT_EQ(route_of(service.path).pattern, service.path);
    const auto description = service.description.empty() ? service.path : service.description;
    EXPECT_EQ(route_of(description).pattern, description);
  }
}

TEST(WaysIn, EveryAddressOfAWalkAnswers) {
  const auto publication = things(2);
  const Site site(publication, {});
  std::vector<std::string> targets;
  for (const Address& file : files_of(site, *publication)) targets.push_back(file.target);
  for (const Described& service : services_of(*publication))
    for (const Address& document : service.documents) targets.push_back(document.target);
  for (const auto iri : publication->resources)
    for (const Address& document : documents_of(*publication, iri).documents)
      targets.push_back(document.target);
  EXPECT_GT(targets.size(), 30U);
  for (const std::string& target : targets) {
    Request request;
    request.method = "GET";
    request.target = target;
    EXPECT_EQ(site.handle(request).status, 200U) << target;
  }
}

TEST(WaysIn, TheRootOfTheHostIsAnsweredWhereverTheBaseLies) {
  const Site site(things(1, "http://h.example/data/"), {});
  for (const char* target : {"/robots.txt", "/.well-known/api-catalog", "/.well-known/void"}) {
    Request request;
    request.method = "GET";
    request.target = target;
    EXPECT_LT(site.handle(request).status, 400U) << target;
  }
  Request request;
  request.method = "GET";
  request.target = "/sitemap.xml";
  EXPECT_EQ(site.handle(request).status, 404U);
}

}  // namespace
}  // namespace tamizdat::web
