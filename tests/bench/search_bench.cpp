// What finding costs with 100,000 labels: first the rows of the table that tests/bench/run prints, with the
// whole answer to a request for /search, then the making of the index and how long it takes to ask it (p99)
// beside a walk over all labels. `--smoke` goes through everything with little data.
#include <time.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "bench/report.hpp"
#include "query/folding.hpp"
#include "query/search_index.hpp"
#include "rdf/vocabulary.hpp"
#include "store/builder.hpp"
#include "web/site.hpp"

using namespace tamizdat;

namespace {

/// The time that this thread has worked, in milliseconds: finding waits for nothing, and what others do on
/// the machine is not its affair.
double now() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The same numbers on every machine.
class Dice {
 public:
  std::uint64_t roll(std::uint64_t sides) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return (state_ >> 33U) % sides;
  }
  /// Small numbers often, large ones seldom, as words are used.
  std::uint64_t skewed(std::uint64_t sides) { return std::min({roll(sides), roll(sides), roll(sides)}); }

 private:
  std::uint64_t state_ = 1;
};

/// The n-th word: pronounceable, longer as they grow rare, some with a diacritic.
std::string word(std::uint64_t n) {
  constexpr std::array<std::string_view, 20> heads = {"b", "d", "f", "g", "k", "l",  "m",  "n", "p",  "r",
                                                      "s", "t", "v", "z", "š", "tr", "br", "č", "st", "đ"};
  constexpr std::array<std::string_view, 6> tails = {"a", "e", "i", "o", "u", "ö"};
  std::string text;
  for (std::uint64_t rest = n + 40; rest != 0; rest /= heads.size() * tails.size()) {
    text += heads[rest % heads.size()];
    text += tails[rest / heads.size() % tails.size()];
  }
  return text;
}

constexpr std::uint64_t vocabulary = 30'000;

std::string name(Dice& dice) {
  std::string text = word(dice.skewed(vocabulary));
  for (std::uint64_t more = 1 + dice.roll(3); more != 0; --more) text += ' ' + word(dice.skewed(vocabulary));
  return text;
}

/// Things with a kind, a name, now and then another name, and links that go to few rather than to many.
std::shared_ptr<const store::Snapshot> labelled(std::uint64_t labels) {
  store::Builder builder;
  Dice dice;
  const auto say = [&](const std::string& s, std::string_view p, const rdf::TermView& o) {
    builder.quad({rdf::iri(s), rdf::iri(p), o, {}}, rdf::Nesting::none, {});
  };
  const auto thing = [](std::uint64_t n) { return "http://bench.example/id/" + std::to_string(n); };
  const std::uint64_t things = labels - labels / 5;
  for (std::uint64_t i = 0; i < things; ++i) {
    const std::string iri = thing(i);
    const std::string kind = "http://bench.example/kind/" + std::to_string(dice.skewed(20));
    say(iri, rdf::rdfns::type, rdf::iri(kind));
    say(iri, rdf::rdfs::label, rdf::literal(name(dice), {}, "en"));
    say(iri, "http://bench.example/knows", rdf::iri(thing(dice.skewed(things))));
    if (i % 4 == 0) say(iri, rdf::skos::altLabel, rdf::literal(name(dice), {}, "sr"));
  }
  return builder.finish();
}

query::SearchProperties properties_of(const store::Snapshot& snapshot) {
  const auto id = [&](std::string_view iri) {
    return snapshot.find(rdf::iri(iri)).value_or(store::TermId());
  };
  query::SearchProperties properties;
  properties.type = id(rdf::rdfns::type);
  properties.names = {id(rdf::rdfs::label)};
  properties.other_names = {id(rdf::skos::altLabel)};
  return properties;
}

struct Kind {
  const char* what;
  std::string (*question)(Dice&);
};

std::string beginning(const std::string& text, std::size_t letters) {
  while (letters < text.size() && (static_cast<unsigned char>(text[letters]) & 0xC0U) == 0x80U) ++letters;
  return text.substr(0, letters);
}

constexpr Kind kinds[] = {
    {"one letter", [](Dice& dice) { return beginning(word(dice.roll(100)), 1); }},
    {"two letters", [](Dice& dice) { return beginning(word(dice.roll(2000)), 2); }},
    {"three letters", [](Dice& dice) { return beginning(word(dice.skewed(vocabulary)), 3); }},
    {"four letters", [](Dice& dice) { return beginning(word(dice.skewed(vocabulary)), 4); }},
    {"a frequent word", [](Dice& dice) { return word(dice.roll(100)); }},
    {"a word", [](Dice& dice) { return word(dice.skewed(vocabulary)); }},
    {"a name", [](Dice& dice) { return name(dice); }},
    {"two, half typed",
     [](Dice& dice) { return word(dice.skewed(1000)) + ' ' + beginning(word(dice.skewed(1000)), 2); }},
    {"nothing like it", [](Dice& dice) { return "qx" + word(dice.roll(vocabulary)); }},
};

double percentile(std::vector<double>& times, double share) {
  std::sort(times.begin(), times.end());
  return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
}

/// What there is without an index: every label folded and looked at.
double walk(const store::Snapshot& snapshot, const query::SearchProperties& properties) {
  const auto start = now();
  std::size_t found = 0;
  const auto cursor = snapshot.match({{}, properties.names.front(), {}});
  for (store::Quad quad; cursor->next(quad);)
    found += query::fold_words(snapshot.term(quad.object).text).find("tra") != std::string::npos ? 1 : 0;
  const double time = now() - start;
  std::printf("%-20s %9.3f ms, %zu found\n", "walk over all", time, found);
  return time;
}

/// The whole of an answer, made anew: the request read, the index asked, names and kinds looked up, the page
/// or the graph written.
double worst_answer(const std::shared_ptr<const store::Snapshot>& snapshot, const char* accept,
                    std::size_t rounds) {
  const auto publication =
      answer::publish(snapshot, answer::Addresses("http://bench.example/"), answer::Identity::see_other);
  publication->finding->wait();
  web::SiteOptions options;
  options.cache_bytes = 0;
  const web::Site site(publication, options);
  std::vector<double> times;
  for (const Kind& kind : kinds) {
    Dice dice;
    for (std::size_t i = 0; i < rounds; ++i) {
      web::Request request;
      request.method = "GET";
      request.target = "/search?q=" + answer::encode_query_value(kind.question(dice));
      request.fields.add("Accept", accept);
      const auto asked = now();
      const auto response = site.handle(request);
      times.push_back(now() - asked);
      if (response.status != 200) std::fprintf(stderr, "%s: %u\n", request.target.c_str(), response.status);
    }
  }
  return percentile(times, 0.99);
}

}  // namespace

int main(int argc, char** argv) {
  const bool smoke = argc > 1 && std::string_view(argv[1]) == "--smoke";
  const std::uint64_t labels = smoke ? 2'000 : 100'000;
  const std::size_t rounds = smoke ? 20 : 1'000;
  const auto snapshot = labelled(labels);
  const auto properties = properties_of(*snapshot);

  const auto start = now();
  const auto index = query::SearchIndex::of(snapshot, properties);
  if (!index) {
    std::fprintf(stderr, "%s\n", to_string(index.error()).c_str());
    return 1;
  }
  const auto texts = static_cast<double>((*index)->texts());
  bench::report("search answer as a page, p99, ms", worst_answer(snapshot, "text/html", rounds / 4), {5, 2});
  bench::report("search answer as Turtle, p99, ms", worst_answer(snapshot, "text/turtle", rounds / 4),
                {5, 2});
  bench::report("search index, bytes a label beyond its text", static_cast<double>((*index)->bytes()) / texts,
                {150, 100});
  std::printf("index of %.0f labels: %.1f ms, %.1f bytes a label\n", texts, now() - start,
              static_cast<double>((*index)->bytes()) / texts);

  const double walked = walk(*snapshot, properties);
  std::vector<double> all;
  for (const Kind& kind : kinds) {
    Dice dice;
    std::vector<double> times;
    std::size_t found = 0;
    for (std::size_t i = 0; i < rounds; ++i) {
      const std::string question = kind.question(dice);
      const auto asked = now();
      const auto answer = (*index)->find({question, {}});
      times.push_back(now() - asked);
      found += answer ? answer->hits.size() : 0;
    }
    all.insert(all.end(), times.begin(), times.end());
    std::printf("%-20s p50 %7.3f ms   p99 %7.3f ms   %7.1f found\n", kind.what, percentile(times, 0.5),
                percentile(times, 0.99), static_cast<double>(found) / static_cast<double>(rounds));
  }
  const double worst = percentile(all, 0.99);
  std::printf("%-20s p50 %7.3f ms   p99 %7.3f ms   %7.1f times quicker than the walk\n", "all",
              percentile(all, 0.5), worst, walked / worst);
  return 0;
}
