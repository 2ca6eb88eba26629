#include "server/site_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "unit/answer/fixture.hpp"
#include "web/site.hpp"

namespace tamizdat::server {
namespace {

constexpr std::string_view data = R"(
id:ada a ex:Person
id:ada rdfs:label "Ada"@en
id:ada ex:at _:home
_:home ex:street "High Street"
)";

/// A site whose answers are tampered with on their way.
class Tampered final : public Asker {
 public:
  using Tamper = std::function<void(const web::Request&, Answer&)>;
  Tampered(std::shared_ptr<const answer::Publication> publication, Tamper tamper)
      : site_(std::move(publication), {}), tamper_(std::move(tamper)) {}

  rdf::Result<Answer> ask(const web::Request& request) override {
    web::Response response = site_.handle(request);
    Answer answer{response.status, response.fields, {}};
    if (response.bytes && !response.head_only) answer.body = *response.bytes;
    while (response.stream && response.stream->pull(answer.body).value()) continue;
    tamper_(request, answer);
    return answer;
  }

 private:
  web::Site site_;
  Tamper tamper_;
};

SiteReport checked(const Tampered::Tamper& tamper, std::string_view of = data) {
  const auto publication = test::publication(of);
  Tampered asker(publication, tamper);
  auto report = check_site(*publication, asker, {});
  EXPECT_TRUE(report);
  return report ? std::move(*report) : SiteReport{};
}

void replace(std::string& text, std::string_view from, std::string_view to) {
  if (text.empty()) return;  // of HEAD
  const auto at = text.find(from);
  ASSERT_NE(at, std::string::npos) << text;
  text.replace(at, from.size(), to);
}

TEST(SiteCheck, UnderstandsOddAddresses) {
  const auto publication = test::publication(R"(
<http://example.org/#me> rdfs:label "me"
id:it's&more rdfs:label "odd"
id:ada ex:knows id:it's&more
id:ada ex:knows <http://example.org/#me>
)");
  Tampered asker(publication, [](const auto&, auto&) {});
  const auto report = check_site(*publication, asker, {});
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->good()) << render_text(*report);
}

TEST(SiteCheck, IsContentWithASoundSite) {
  const SiteReport report = checked([](const auto&, auto&) {});
  EXPECT_TRUE(report.good()) << render_text(report);
  EXPECT_GT(report.requests, 50U);
}

TEST(SiteCheck, IsContentWithWhatOddDataMakeOfASite) {
  for (const std::string_view odd :
       {"id:a a \"a text for a class\"\nid:b a ex:B", "id:empty a skos:ConceptScheme"}) {
    const SiteReport report = checked([](const auto&, auto&) {}, odd);
    EXPECT_TRUE(report.good()) << odd << "\n" << render_text(report);
  }
}

TEST(SiteCheck, FindsAnotherTripleInEachFormat) {
  for (const std::string_view extension : {"jsonld", "nt", "nq", "trig", "rdf"}) {
    const SiteReport report = checked([&](const web::Request& request, Asker::Answer& answer) {
      if (request.target == "/id/ada." + std::string(extension) && answer.status == 200)
        replace(answer.body, "High Street", "Low Street");
    });
    ASSERT_FALSE(report.good()) << extension;
    EXPECT_EQ(report.findings.front().rule, SiteRule::same_triples);
    EXPECT_EQ(report.findings.front().address, "/id/ada." + std::string(extension));
  }
}

TEST(SiteCheck, FindsOutWhatIsNoLongerReadable) {
  const SiteReport report = checked([](const web::Request& request, Asker::Answer& answer) {
    if (request.target == "/id/ada.jsonld") answer.body.resize(answer.body.size() / 2);
  });
  ASSERT_EQ(report.findings.size(), 1U) << render_text(report);
  EXPECT_THAT(report.findings.front().message, testing::HasSubstr("cannot be read"));
}

TEST(SiteCheck, FindsAPageThatSaysMoreThanTheData) {
  const SiteReport report = checked([](const web::Request& request, Asker::Answer& answer) {
    if (request.target == "/id/ada.html" && answer.status == 200)
      replace(answer.body, "\"rdfs:label\"", "\"rdfs:comment\"");
  });
  ASSERT_EQ(report.findings.size(), 1U) << render_text(report);
  EXPECT_THAT(report.findings.front().message, testing::HasSubstr("says 1 triples that are not in the data"));
}

TEST(SiteCheck, IsXmlWhateverAServerSays) {
  SiteReport report;
  report.tallies[0] = {1, 1};
  report.findings.push_back({SiteRule::answers, "/a\xEF\xBF\xBE", "answers 200 as \x01<\xFF&]]>\xC4\x90"});
  const std::string xml = render_junit(report);
  EXPECT_THAT(xml, testing::HasSubstr("/a\uFFFD: answers 200 as \uFFFD&lt;\uFFFD&amp;]]&gt;\u0110\n"));
}

TEST(SiteCheck, LooksAgainBeforeItComplains) {
  int times = 0;
  const SiteReport report = checked([&](const web::Request& request, Asker::Answer& answer) {
    if (request.target == "/id/ada.nt" && answer.status == 200 && ++times == 1)
      replace(answer.body, "High Street", "Low Street");  // as if data had been loaded meanwhile
  });
  EXPECT_TRUE(report.good()) << render_text(report);
  EXPECT_GT(times, 1);
}

TEST(SiteCheck, FindsAFileThatIsNotWhatTheDescriptionTells) {
  for (const std::string target : {"/dump.nt", "/dump.nt.gz", "/dump.trig.zst"}) {
    const SiteReport report = checked([&](const web::Request& request, Asker::Answer& answer) {
      if (request.target == target && !answer.body.empty()) answer.body.back() ^= 1;
    });
    ASSERT_EQ(report.findings.size(), 1U) << render_text(report);
    EXPECT_EQ(report.findings.front().rule, SiteRule::files);
    EXPECT_EQ(report.findings.front().address, target);
    EXPECT_THAT(report.findings.front().message, testing::HasSubstr("another checksum"));
  }
}

TEST(SiteCheck, FindsAFileThatIsCut) {
  const SiteReport report = checked([](const web::Request& request, Asker::Answer& answer) {
    if (request.target == "/dump.ttl" && !answer.body.empty()) answer.body.pop_back();
  });
  ASSERT_EQ(report.findings.size(), 2U) << render_text(report);
  EXPECT_THAT(report.findings.front().message, testing::HasSubstr(" bytes, not "));
}

TEST(SiteCheck, FindsWhatASitemapListsWithoutItBeingThere) {
  const SiteReport report = checked([](const web::Request& request, Asker::Answer& answer) {
    if (request.target == "/sitemap-1.xml") replace(answer.body, "/id/ada.html", "/id/eve.html");
  });
  ASSERT_EQ(report.findings.size(), 1U) << render_text(report);
  EXPECT_EQ(report.findings.front().rule, SiteRule::links);
  EXPECT_EQ(report.findings.front().address, "/id/eve.html");
}

TEST(SiteCheck, FindsASitemapOfAnotherSite) {
  const SiteReport report = checked([](const web::Request& request, Asker::Answer& answer) {
    if (request.target == "/sitemap.xml") replace(answer.body, "<loc>http://", "<loc>http://not.");
  });
  ASSERT_EQ(report.findings.size(), 1U) << render_text(report);
  EXPECT_THAT(report.findings.front().message, testing::HasSubstr("which is elsewhere"));
}

TEST(SiteCheck, FindsWhatHeadersDoNotSay) {
  const auto rule_of = [](const Tampered::Tamper& tamper) {
    const SiteReport report = checked(tamper);
    return report.findings.empty() ? std::string("nothing") : std::string(name(report.findings.front().rule));
  };
  EXPECT_EQ(rule_of([](const auto& request, auto& answer) {
              if (request.target != "/id/ada") return;
              web::Fields fields;
              for (const auto field : answer.fields.all())
                if (field.name != "Vary") fields.add(field.name, field.value);
              answer.fields = fields;
            }),
            "vary");
  EXPECT_EQ(rule_of([](const auto& request, auto& answer) {
              if (request.target == "/id/ada.ttl" && answer.status == 304) answer.status = 200;
            }),
            "validators");
  EXPECT_EQ(rule_of([](const auto& request, auto& answer) {
              if (request.target == "/id/ada.rdf") answer.status = 404;
            }),
            "answers");
}

}  // namespace
}  // namespace tamizdat::server
