#include "query/search_index.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "rdf/vocabulary.hpp"
#include "store/builder.hpp"

namespace tamizdat::query {
namespace {

/// A few lines of data with an index over them.
class Library {
 public:
  Library& add(std::string_view thing, std::string_view property, std::string_view text,
               std::string_view language = {}) {
    builder_.quad({rdf::iri(thing), rdf::iri(property), rdf::literal(text, {}, language), {}},
                  rdf::Nesting::none, {});
    return *this;
  }
  Library& name(std::string_view thing, std::string_view text, std::string_view language = {}) {
    return add(thing, rdf::rdfs::label, text, language);
  }
  Library& link(std::string_view thing, std::string_view property, std::string_view object) {
    builder_.quad({rdf::iri(thing), rdf::iri(property), rdf::iri(object), {}}, rdf::Nesting::none, {});
    return *this;
  }
  void finish() {
    snapshot_ = builder_.finish();
    const auto id = [&](std::string_view iri) { return snapshot_->find(rdf::iri(iri)); };
    SearchProperties properties;
    properties.type = id(rdf::rdfns::type).value_or(store::TermId());
    if (const auto found = id(rdf::rdfs::label)) properties.names.push_back(*found);
    if (const auto found = id(rdf::skos::prefLabel)) properties.names.push_back(*found);
    if (const auto found = id(rdf::skos::altLabel)) properties.other_names.push_back(*found);
    if (const auto found = id(rdf::dcterms::description)) properties.descriptions.push_back(*found);
    if (const auto found = id(rdf::dcterms::isPartOf)) properties.parts.push_back(*found);
    index_ = SearchIndex::of(snapshot_, properties).value();
  }

  [[nodiscard]] SearchFound ask(std::string_view words, std::string_view kind = {}) const {
    SearchQuestion question{words, {}};
    if (!kind.empty()) question.kind = snapshot_->find(rdf::iri(kind)).value();
    return index_->find(question).value();
  }
  /// The IRIs of what is found, best first.
  [[nodiscard]] std::vector<std::string> find(std::string_view words, std::string_view kind = {}) const {
    std::vector<std::string> things;
    for (const auto& hit : ask(words, kind).hits) things.emplace_back(snapshot_->term(hit.thing).text);
    return things;
  }
  [[nodiscard]] const SearchIndex& index() const { return *index_; }

 private:
  store::Builder builder_;
  std::shared_ptr<const store::Snapshot> snapshot_;
  std::shared_ptr<const SearchIndex> index_;
};

using Things = std::vector<std::string>;

TEST(Search, FindsNamesWithoutRegardToDiacriticsAndCase) {
  Library library;
  library.name("http://e/djilas", "Milovan Đilas").name("http://e/lodz", "Łódź").finish();
  EXPECT_EQ(library.find("dilas"), Things{"http://e/djilas"});
  EXPECT_EQ(library.find("ĐILAS"), Things{"http://e/djilas"});
  EXPECT_EQ(library.find("lodz"), Things{"http://e/lodz"});
  EXPECT_EQ(library.find("ŁODŹ"), Things{"http://e/lodz"});
}

TEST(Search, TakesEveryWordForABeginning) {
  Library library;
  library.name("http://e/trotsky", "Leon Trotsky").name("http://e/leon", "León, Spain").finish();
  EXPECT_EQ(library.find("tro"), Things{"http://e/trotsky"});
  EXPECT_EQ(library.find("t"), Things{"http://e/trotsky"});
  EXPECT_EQ(library.find("trots leo"), Things{"http://e/trotsky"});
  EXPECT_EQ(library.find("otsky"), Things());
  EXPECT_EQ(library.find("leon trotskyist"), Things());
}

TEST(Search, LooksOnceForAWordThatIsSaidTwice) {
  Library library;
  library.name("http://e/city", "New York").name("http://e/song", "New York, New York").finish();
  EXPECT_EQ(library.find("new york new york"), (Things{"http://e/song", "http://e/city"}));
  EXPECT_EQ(library.find("york york york york york york york york york york york york york"),
            library.find("york"));
}

TEST(Search, LooksAtAllLanguagesOtherNamesAndDescriptions) {
  Library library;
  library.name("http://e/1", "Lev Trotsky", "en")
      .name("http://e/1", "Лев Троцкий", "ru")
      .add("http://e/2", rdf::skos::altLabel, "The Old Man")
      .add("http://e/3", rdf::dcterms::description, "A paper of the opposition, edited by Trotsky")
      .finish();
  EXPECT_EQ(library.find("троц"), Things{"http://e/1"});
  EXPECT_EQ(library.find("old man"), Things{"http://e/2"});
  EXPECT_EQ(library.find("trotsky"), (Things{"http://e/1", "http://e/3"}));
  EXPECT_EQ(library.ask("paper").hits.front().role, TextRole::description);
}

TEST(Search, RanksTheWholeNameBeforeItsBeginningBeforeWordsInIt) {
  Library library;
  library.name("http://e/inside", "League of the International")
      .name("http://e/longer", "Internationalism")
      .name("http://e/begins", "International Left Opposition")
      .name("http://e/whole", "International")
      .add("http://e/other", rdf::skos::altLabel, "International League")
      .add("http://e/text", rdf::dcterms::description, "International")
      .finish();
  EXPECT_EQ(library.find("international"), (Things{"http://e/whole", "http://e/begins", "http://e/other",
                                                   "http://e/longer", "http://e/inside", "http://e/text"}));
  const auto found = library.ask("international");
  for (const auto& hit : found.hits) EXPECT_TRUE(hit.score > 0 && hit.score <= 1) << hit.score;
}

TEST(Search, PutsWhatManyLinkToBeforeWhatNobodyLinksTo) {
  Library library;
  library.name("http://e/a", "Ivan Smirnov").name("http://e/b", "Ivan Smirnov");
  for (int i = 0; i < 40; ++i)
    library.link("http://e/from" + std::to_string(i), "http://e/knows", "http://e/b");
  library.finish();
  EXPECT_EQ(library.find("ivan smirnov"), (Things{"http://e/b", "http://e/a"}));
}

TEST(Search, PutsThingsBeforePartsThatAreCalledAfterTheirWholes) {
  Library library;
  library.name("http://e/section", "Trotskyism")
      .name("http://e/trotsky", "Leon Trotsky")
      .add("http://e/trotsky", rdf::skos::altLabel, "Trotsky")
      .name("http://e/followers", "Less orthodox Trotskyists")
      .name("http://e/chapter", "Trotsky's train")
      .link("http://e/chapter", rdf::dcterms::isPartOf, "http://e/section");
  for (int i = 1; i < 10; ++i) {
    const auto sentence = "http://e/s" + std::to_string(i);
    library.name(sentence, "Trotskyism, sentence " + std::to_string(i))
        .link(sentence, rdf::dcterms::isPartOf, "http://e/section");
    for (int j = 0; j < 30; ++j) library.link("http://e/claim" + std::to_string(j), "http://e/in", sentence);
  }
  library.finish();
  const auto found = library.find("trotsk");
  ASSERT_GT(found.size(), 5U);
  EXPECT_EQ((Things{"http://e/section", "http://e/trotsky", "http://e/chapter", "http://e/followers"}),
            Things(found.begin(), found.begin() + 4))
      << "a part with a name of its own is a thing like any other";
  EXPECT_EQ(library.find("trotskyism sentence 5"), Things{"http://e/s5"});
}

TEST(Search, PutsNamesOfWhichMoreIsTypedFirst) {
  Library library;
  library.name("http://e/long", "Marginal notes on the programme of a party")
      .name("http://e/short", "Margo")
      .name("http://e/inside", "Ann Margo")
      .finish();
  EXPECT_EQ(library.find("marg"), (Things{"http://e/short", "http://e/long", "http://e/inside"}));
}

TEST(Search, NamesEachThingOnceWithItsBestText) {
  Library library;
  library.name("http://e/1", "Victor Serge")
      .add("http://e/1", rdf::skos::prefLabel, "Victor Serge")
      .add("http://e/1", rdf::skos::altLabel, "Serge")
      .add("http://e/1", rdf::dcterms::description, "Serge was a writer")
      .finish();
  EXPECT_EQ(library.find("serge"), Things{"http://e/1"});
  EXPECT_EQ(library.ask("victor serge").hits.front().role, TextRole::name);
  EXPECT_EQ(library.index().texts(), 3U);
}

TEST(Search, CanBeHeldToOneKind) {
  Library library;
  library.name("http://e/1", "Serge").link("http://e/1", rdf::rdfns::type, "http://e/Person");
  library.name("http://e/2", "Serge").link("http://e/2", rdf::rdfns::type, "http://e/Place");
  library.finish();
  EXPECT_EQ(library.find("serge").size(), 2U);
  EXPECT_EQ(library.find("serge", "http://e/Place"), Things{"http://e/2"});
  EXPECT_EQ(library.find("other", "http://e/Place"), Things());
}

TEST(Search, TakesNothingThatIsTypedForAnOperator) {
  Library library;
  library.name("http://e/1", "Near or not and so on").finish();
  for (const std::string_view hostile : {"\"",          "\"\"",
                                         "*",           "a* OR",
                                         "near(so on)", "words:so",
                                         "^so",         "so -on",
                                         "NOT",         "(",
                                         ")",           "{so}: on",
                                         "so\0on",      "'; DROP TABLE rows; --",
                                         "\\",          "+",
                                         "so + on",     "\uE000",
                                         "\uE0001",     ":",
                                         "-",           "AND OR NOT NEAR"}) {
    EXPECT_TRUE(library.ask(hostile).complete) << hostile;
  }
  EXPECT_EQ(library.find("NOT"), Things{"http://e/1"});
  EXPECT_EQ(library.find("or \"not\""), Things{"http://e/1"});
  EXPECT_EQ(library.find(std::string(1 << 20, '"')), Things());
  EXPECT_EQ(library.find(""), Things());
}

TEST(Search, OfNothingIsEmpty) {
  Library library;
  library.finish();
  EXPECT_EQ(library.find("anything"), Things());
  EXPECT_EQ(library.index().texts(), 0U);
}

TEST(Search, LooksAtABoundedNumberOfTextsAndMissesNoExactOne) {
  Library library;
  for (std::size_t i = 0; i < 2 * SearchIndex::most_candidates; ++i) {
    const std::string thing = "http://e/many/" + std::to_string(i);
    library.name(thing, "Marx" + std::to_string(i)).link("http://e/all", "http://e/has", thing);
  }
  library.name("http://e/marx", "Marx").finish();
  const auto found = library.ask("marx");
  EXPECT_FALSE(found.complete);
  EXPECT_LE(found.hits.size(), SearchIndex::most_candidates + 2);
  EXPECT_EQ(library.find("marx").front(), "http://e/marx");
}

TEST(Search, IsSafeForManyThreads) {
  Library library;
  for (int i = 0; i < 200; ++i)
    library.name("http://e/" + std::to_string(i), "Name number " + std::to_string(i));
  library.finish();
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = t; i < 200; i += 8) {
        const auto found = library.find("number " + std::to_string(i));
        if (found.empty() || found.front() != "http://e/" + std::to_string(i)) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST(Search, StopsBuildingWhenAsked) {
  store::Builder builder;
  builder.quad({rdf::iri("http://e/1"), rdf::iri(rdf::rdfs::label), rdf::literal("x"), {}},
               rdf::Nesting::none, {});
  const auto snapshot = builder.finish();
  const std::atomic<bool> stop = true;
  SearchProperties properties;
  properties.names = {*snapshot->find(rdf::iri(rdf::rdfs::label))};
  const auto made = SearchIndex::of(snapshot, properties, &stop);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, rdf::Code::cancelled);
}

}  // namespace
}  // namespace tamizdat::query
