#pragma once
// Quads as nobody would write them, from a seed: for writers and readers to come to terms with.
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/prefixes.hpp"
#include "rdf/quad.hpp"
#include "rdf/vocabulary.hpp"
#include "support/isomorphism.hpp"

namespace tamizdat::test {

struct RandomOptions {
  bool graphs = false;
  bool xml = false;  ///< only what RDF/XML can say
};

/// One call of a QuadSink.
struct Step {
  OwnedQuad quad;
  rdf::Nesting nesting = rdf::Nesting::none;
  std::string end;  ///< if not empty, the call is end() with it
};

class RandomQuads {
 public:
  RandomQuads(std::uint64_t seed, RandomOptions options) : random_(seed), options_(options) {}

  std::vector<Step> steps(int subjects) {
    for (int i = 0; i < subjects; ++i) describe();
    return std::move(steps_);
  }

  /// Prefixes that fit many of the IRIs, and some that are meant to mislead.
  static rdf::Prefixes prefixes() {
    rdf::Prefixes p;
    p.set("ex", "http://example.org/");
    p.set("", "http://example.org/empty#");
    p.set("rdf", rdf::rdfns::iri);
    p.set("xsd", rdf::xsd::iri);
    p.set("geo", "http://example.org/geo#");
    p.set("urn", "http://example.org/urn/");
    p.set("go", "http://example.org/obo/GO_");
    p.set("ns", "urn:x:");
    p.set("a b", "http://example.org/bad/");
    return p;
  }

 private:
  template <std::size_t N>
  std::string_view pick(const std::array<std::string_view, N>& from) {
    return from[random_() % N];
  }
  bool chance(unsigned percent) { return random_() % 100 < percent; }

  std::string predicate() {
    static constexpr std::array<std::string_view, 9> names = {"http://example.org/p",
                                                              "http://example.org/q-r.s",
                                                              "http://example.org/geo#x",
                                                              "http://example.org/urn/y",
                                                              "urn:x:p",
                                                              "geo:p",
                                                              "http://example.org/empty#p",
                                                              "http://other.example/p",
                                                              rdf::rdfns::type};
    return std::string(pick(names));
  }

  std::string iri() {
    static constexpr std::array<std::string_view, 22> names = {
        "http://example.org/a",
        "http://example.org/b/c",
        "http://example.org/",
        "http://example.org/-x",
        "http://example.org/100%25",
        "http://example.org/100%",
        "http://example.org/a.b.",
        "http://example.org/(x)",
        "http://example.org/obo/GO_12",
        "http://example.org/Троцкий",
        "http://example.org/a\u2014b",
        "urn:x:1",
        "urn:y:2",
        "geo:1,2",
        "ns:q",
        "mailto:a@b.example",
        "http://example.org/?a=b&c='d'",
        "http://example.org//x",
        "http://example.org/bad/x",
        "ex:a",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil",
        "http://a.example/#"};
    return std::string(pick(names));
  }

  std::string fresh_label() {
    static constexpr std::array<std::string_view, 7> tails = {"", ".", "-", " x", "é", "__", "> <"};
    const std::string number = std::to_string(next_label_++);
    return chance(80) ? "b" + number : std::string(pick(tails)) + number + std::string(pick(tails));
  }

  std::string text() {
    static constexpr std::array<std::string_view, 19> pieces = {
        "a", "\"",  "\"\"\"", "\\",  "\n", "\r", "\r\n",  "\t",     "é",  "🦊",
        "'", "<b>", "&amp;",  "]]>", " ",  "{}", "u0041", "\u2028", "@en"};
    static constexpr std::array<std::string_view, 4> controls = {std::string_view("\0", 1), "\x01", "\x7F",
                                                                 "\b"};
    std::string result;
    for (auto n = random_() % 6; n > 0; --n) result += pick(pieces);
    if (!options_.xml && chance(10)) result += pick(controls);
    return result;
  }

  rdf::Term literal() {
    static constexpr std::array<std::string_view, 3> tags = {"en", "de-CH-1996", "x-a-very-long-private-tag"};
    static constexpr std::array<std::string_view, 16> numbers = {
        "1",
        "-1",
        "+1",
        "007",
        "1.0",
        "1.",
        ".5",
        "1e0",
        "1.5E0",
        "true",
        "false",
        "0",
        "-0",
        "12345678901234567890",
        "1 . <http://evil.example/> <http://evil.example/> 2",
        ""};
    static constexpr std::array<std::string_view, 9> types = {
        rdf::xsd::integer, rdf::xsd::decimal, rdf::xsd::double_,
        rdf::xsd::boolean, rdf::xsd::date,    "http://example.org/t",
        "urn:x:t",         "geo:t",           "http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral"};
    switch (random_() % 4) {
      case 0:
        return rdf::Term(rdf::literal(text(), {}, pick(tags)));
      case 1:
        return rdf::Term(rdf::literal(pick(numbers), pick(types)));
      case 2:
        return rdf::Term(rdf::literal(text(), chance(20) ? pick(types) : std::string_view()));
      default:
        return rdf::Term(rdf::literal(text()));
    }
  }

  rdf::Term known_blank() {
    if (labels_.empty() || chance(30)) labels_.push_back(fresh_label());
    return rdf::Term(rdf::blank(labels_[random_() % labels_.size()]));
  }

  rdf::Term object() {
    if (chance(50)) return literal();
    return chance(60) ? rdf::Term(rdf::iri(iri())) : known_blank();
  }

  void add(const rdf::Term& s, std::string_view p, const rdf::Term& o, rdf::Nesting nesting) {
    steps_.push_back({OwnedQuad({s.view(), rdf::iri(p), o.view(), graph_.view()}), nesting, {}});
  }
  void end(const rdf::Term& node) { steps_.push_back({OwnedQuad({}), rdf::Nesting::none, node.text}); }

  void describe() {
    if (options_.graphs && chance(50)) {
      graph_ = chance(40) ? rdf::Term() : chance(60) ? rdf::Term(rdf::iri(iri())) : known_blank();
    }
    const bool anonymous = chance(15);
    const rdf::Term subject = anonymous    ? rdf::Term(rdf::blank(fresh_label()))
                              : chance(30) ? known_blank()
                                           : rdf::Term(rdf::iri(iri()));
    properties(subject, 1 + random_() % 5, 0, anonymous ? rdf::Nesting::subject_begins : rdf::Nesting::none);
    if (anonymous) end(subject);
  }

  void properties(const rdf::Term& subject, std::uint64_t count, int depth, rdf::Nesting first) {
    for (; count > 0; --count) {
      const std::string p = !steps_.empty() && chance(40) && steps_.back().end.empty() && depth == 0
                                ? steps_.back().quad.predicate.text
                                : predicate();
      value(subject, p, depth, first);
      first = rdf::Nesting::none;
      if (chance(10) && depth == 0) steps_.push_back(steps_.back());  // said twice, or ended twice
    }
  }

  void value(const rdf::Term& subject, std::string_view p, int depth, rdf::Nesting flags) {
    if (depth < 4 && chance(25)) {
      const rdf::Term node{rdf::blank(fresh_label())};
      if (chance(50)) {
        add(subject, p, node, flags | rdf::Nesting::object_begins);
        properties(node, random_() % 4, depth + 1, rdf::Nesting::none);
      } else {
        add(subject, p, node, flags | rdf::Nesting::list_begins);
        list(node, depth + 1);
      }
      end(node);
    } else {
      add(subject, p, object(), flags);
    }
  }

  void list(rdf::Term cell, int depth) {
    const bool of_nodes = chance(40);
    for (auto items = 1 + random_() % 4; items > 0; --items) {
      if (of_nodes)
        add(cell, rdf::rdfns::first, rdf::Term(rdf::iri(iri())), rdf::Nesting::none);
      else
        value(cell, rdf::rdfns::first, depth, rdf::Nesting::none);
      const rdf::Term next =
          items == 1 ? rdf::Term(rdf::iri(rdf::rdfns::nil)) : rdf::Term(rdf::blank(fresh_label()));
      add(cell, rdf::rdfns::rest, next, rdf::Nesting::none);
      cell = next;
    }
  }

  std::mt19937_64 random_;
  RandomOptions options_;
  std::vector<Step> steps_;
  std::vector<std::string> labels_;
  rdf::Term graph_;
  int next_label_ = 0;
};

inline bool play(const std::vector<Step>& steps, rdf::QuadSink& sink) {
  for (const Step& step : steps) {
    const bool fine = step.end.empty() ? sink.quad(step.quad.view(), step.nesting, {}) : sink.end(step.end);
    if (!fine) return false;
  }
  return true;
}

inline std::vector<OwnedQuad> quads_of(const std::vector<Step>& steps, bool graphs) {
  std::vector<OwnedQuad> quads;
  for (const Step& step : steps) {
    if (!step.end.empty()) continue;
    quads.push_back(step.quad);
    if (!graphs) quads.back().graph = rdf::Term();
  }
  return quads;
}

}  // namespace tamizdat::test
