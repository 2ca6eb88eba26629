// Runs the manifests of the W3C RDF 1.1 suites: conformance [SUITE…]
// Exit status: 0 all passed, 1 something failed, 77 the suites are not here.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/vocabulary.hpp"
#include "support/isomorphism.hpp"
#include "syntax/reader.hpp"
#include "syntax/writer.hpp"

using namespace tamizdat;
namespace fs = std::filesystem;
using test::OwnedQuad;
using Quads = std::vector<OwnedQuad>;

namespace {

constexpr int skipped = 77;
constexpr std::string_view mf = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
constexpr std::string_view rdft = "http://www.w3.org/ns/rdftest#";

struct Suite {
  std::string_view folder;
  syntax::FormatId format;
  std::size_t tests;  ///< listed in the manifest of the snapshot that we follow
};

constexpr Suite suites[] = {{"rdf-turtle", syntax::FormatId::turtle, 313},
                            {"rdf-trig", syntax::FormatId::trig, 356},
                            {"rdf-n-triples", syntax::FormatId::ntriples, 70},
                            {"rdf-n-quads", syntax::FormatId::nquads, 87},
                            {"rdf-xml", syntax::FormatId::rdfxml, 166}};

struct Test {
  std::string name;
  std::string type;
  std::string action;  // IRIs
  std::string result;
};

rdf::Result<Quads> read_file(const fs::path& path, syntax::FormatId format, const std::string& base) {
  auto bytes = syntax::open_file(path.string());
  if (!bytes) return bytes.error();
  test::QuadList list;
  syntax::ReadOptions options;
  options.format = format;
  options.base = base;
  options.source = path.filename().string();
  if (auto done = syntax::read(**bytes, options, list); !done) return done.error();
  return std::move(list.quads);
}

rdf::Result<Quads> read_text(const std::string& text, syntax::FormatId format) {
  auto bytes = syntax::open_memory(text);
  if (!bytes) return bytes.error();
  test::QuadList list;
  syntax::ReadOptions options;
  options.format = format;
  options.source = "what was written";
  if (auto done = syntax::read(**bytes, options, list); !done) return done.error();
  return std::move(list.quads);
}

/// The manifest's triples, asked by subject and predicate.
class Manifest {
 public:
  explicit Manifest(const Quads& quads) {
    for (const OwnedQuad& q : quads)
      objects_[rdf::to_string(q.subject.view()) + q.predicate.text].push_back(q.object);
    for (const OwnedQuad& q : quads)
      if (q.predicate.text == std::string(mf) + "entries") entries_ = q.object;
  }

  [[nodiscard]] std::vector<Test> tests() const {
    std::vector<Test> out;
    rdf::Term cell = entries_;
    while (cell.kind == rdf::TermKind::blank) {
      const rdf::Term entry = object(cell, rdf::rdfns::first);
      out.push_back({object(entry, std::string(mf) + "name").text,
                     object(entry, rdf::rdfns::type).text.substr(rdft.size()),
                     object(entry, std::string(mf) + "action").text,
                     object(entry, std::string(mf) + "result").text});
      cell = object(cell, rdf::rdfns::rest);
    }
    return out;
  }

 private:
  [[nodiscard]] rdf::Term object(const rdf::Term& subject, std::string_view predicate) const {
    const auto found = objects_.find(rdf::to_string(subject.view()).append(predicate));
    return found == objects_.end() ? rdf::Term() : found->second.front();
  }

  std::map<std::string, std::vector<rdf::Term>> objects_;
  rdf::Term entries_;
};

bool has_graphs(const Quads& quads) {
  return std::any_of(quads.begin(), quads.end(),
                     [](const OwnedQuad& q) { return !q.graph.view().is_none(); });
}

struct Tally {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t round_trips = 0;
  std::size_t refused = 0;  // a writer said that its format cannot express the data
};

/// Reads again as the nesting tells it, so that writers get what they get from `tamizdat convert`.
class Replay {
 public:
  Replay(const fs::path& path, syntax::FormatId format, std::string base)
      : path_(path), format_(format), base_(std::move(base)) {}

  rdf::Result<std::string> write(syntax::FormatId to) const {
    auto bytes = syntax::open_file(path_.string());
    if (!bytes) return bytes.error();
    std::string out;
    const auto writer = syntax::make_writer(to, out, {});
    if (!writer) return rdf::Error(rdf::Code::inexpressible, "no writer");
    syntax::ReadOptions options;
    options.format = format_;
    options.base = base_;
    if (auto done = syntax::read(**bytes, options, *writer); !done)
      return done.error().code == rdf::Code::cancelled ? writer->error() : done.error();
    if (auto done = writer->finish(); !done) return done.error();
    return out;
  }

 private:
  fs::path path_;
  syntax::FormatId format_;
  std::string base_;
};

/// Out through every writer that can say it and in again: the same data.
bool survives_writing(const Test& test, const Replay& replay, const Quads& quads, Tally& tally) {
  bool good = true;
  for (const syntax::Format& f : syntax::formats()) {
    if (f.family != syntax::Family::graph || !f.readable || !f.writable) continue;
    if (!f.graphs && has_graphs(quads)) continue;
    const auto text = replay.write(f.id);
    if (!text && text.error().code == rdf::Code::inexpressible) {
      ++tally.refused;
      continue;
    }
    const auto again = text ? read_text(*text, f.id) : rdf::Result<Quads>(text.error());
    if (again && test::isomorphic(quads, *again)) {
      ++tally.round_trips;
      continue;
    }
    good = false;
    std::printf("  FAILED %s: written as %.*s it reads back as\n%s\n", test.name.c_str(),
                static_cast<int>(f.label.size()), f.label.data(),
                again ? test::to_string(*again).c_str() : rdf::to_string(again.error()).c_str());
    if (text) std::printf("--- written:\n%s--- original:\n%s", text->c_str(), test::to_string(quads).c_str());
  }
  return good;
}

class Runner {
 public:
  Runner(const Suite& suite, fs::path folder)
      : suite_(suite),
        folder_(std::move(folder)),
        base_("https://w3c.github.io/rdf-tests/rdf/rdf11/" + std::string(suite.folder) + "/") {}

  Tally run() {
    Tally tally;
    const auto manifest =
        read_file(folder_ / "manifest.ttl", syntax::FormatId::turtle, base_ + "manifest.ttl");
    if (!manifest) {
      std::printf("  FAILED manifest: %s\n", rdf::to_string(manifest.error()).c_str());
      tally.failed = 1;
      return tally;
    }
    const std::vector<Test> tests = Manifest(*manifest).tests();
    if (tests.size() < suite_.tests) {
      std::printf("  FAILED manifest: %zu tests, %zu expected\n", tests.size(), suite_.tests);
      ++tally.failed;
    }
    for (const Test& test : tests) ++(passes(test, tally) ? tally.passed : tally.failed);
    return tally;
  }

 private:
  [[nodiscard]] fs::path local(const std::string& iri) const { return folder_ / iri.substr(base_.size()); }

  bool passes(const Test& test, Tally& tally) {
    if (test.type.find("Negative") != std::string::npos) return is_refused(test);
    const auto quads = read_file(local(test.action), suite_.format, test.action);
    if (!quads) return fails(test, rdf::to_string(quads.error()));
    if (test.type.find("Eval") != std::string::npos && !is_expected(test, *quads)) return false;
    return survives_writing(test, Replay(local(test.action), suite_.format, test.action), *quads, tally);
  }

  bool is_refused(const Test& test) {
    const auto quads = read_file(local(test.action), suite_.format, test.action);
    if (quads) return fails(test, "bad input was accepted as\n" + test::to_string(*quads));
    if (quads.error().code == rdf::Code::unreadable) return fails(test, rdf::to_string(quads.error()));
    if (quads.error().position.line == 0)
      return fails(test, "an error without a place: " + rdf::to_string(quads.error()));
    if (std::getenv("TAMIZDAT_SHOW_ERRORS")) std::printf("  %s\n", rdf::to_string(quads.error()).c_str());
    return true;
  }

  bool is_expected(const Test& test, const Quads& quads) {
    const auto expected = read_file(local(test.result), syntax::format_of_file(test.result)->id, test.result);
    if (!expected) return fails(test, rdf::to_string(expected.error()));
    if (test::isomorphic(quads, *expected)) return true;
    return fails(test, "read\n" + test::to_string(quads) + "expected\n" + test::to_string(*expected));
  }

  static bool fails(const Test& test, const std::string& why) {
    std::printf("  FAILED %s (%s): %s\n", test.name.c_str(), test.type.c_str(), why.c_str());
    return false;
  }

  const Suite& suite_;
  fs::path folder_;
  std::string base_;
};

std::optional<fs::path> find_suites() {
  std::vector<fs::path> places;
  if (const char* given = std::getenv("TAMIZDAT_W3C")) places.emplace_back(given);
  places.push_back(fs::path(TAMIZDAT_SOURCE_DIR).parent_path() / "shared" / "w3c");
  for (const fs::path& place : places)
    if (fs::exists(place / "rdf/rdf11/rdf-turtle/manifest.ttl")) return place / "rdf/rdf11";
  std::printf("SKIPPED: THE W3C SUITES ARE NOT HERE, NOTHING WAS TESTED. Looked in:\n");
  for (const fs::path& place : places) std::printf("  %s\n", place.c_str());
  std::printf("Set TAMIZDAT_W3C to a folder that holds rdf/rdf11/ of github.com/w3c/rdf-tests.\n");
  return std::nullopt;
}

bool is_wanted(const Suite& suite, int count, char** names) {
  return count == 0 || std::any_of(names, names + count, [&](const char* n) { return suite.folder == n; });
}

}  // namespace

int main(int argc, char** argv) {
  const auto root = find_suites();
  if (!root) return skipped;
  bool good = true;
  std::size_t run = 0;
  for (const Suite& suite : suites) {
    if (!is_wanted(suite, argc - 1, argv + 1)) continue;
    std::printf("%.*s\n", static_cast<int>(suite.folder.size()), suite.folder.data());
    const Tally tally = Runner(suite, *root / suite.folder).run();
    std::printf("  %zu of %zu passed; %zu written and read back, %zu inexpressible in RDF/XML\n",
                tally.passed, tally.passed + tally.failed, tally.round_trips, tally.refused);
    good = good && tally.failed == 0;
    ++run;
  }
  if (run == 0) std::printf("no such suite\n");
  return good && run != 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
