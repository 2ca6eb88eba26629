// The index against Sord, a store by other hands. Left out of the data, because Sord cannot say it: text with
// NUL, language tags that differ only in case or after 15 bytes, xsd:string next to plain literals, and a
// triple that stands in the default graph and in a named graph at once (its "no graph" is a wildcard). Asked
// without a graph it shows each triple once, so that it is no witness for Scope::each.
#include <gtest/gtest.h>
#include <sord/sord.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <random>
#include <set>
#include <string>

#include "store/builder.hpp"

using namespace tamizdat;
using store::Pattern;
using store::Quad;
using store::Scope;
using store::TermId;

namespace {

using Texts = std::vector<std::array<std::string, 4>>;

struct OwnedQuad {
  rdf::Term subject, predicate, object, graph;
};

class SordOracle {
 public:
  SordOracle() : world_(sord_world_new()), model_(sord_new(world_, SORD_SPO | SORD_POS | SORD_OSP, true)) {}
  ~SordOracle() {
    sord_free(model_);
    sord_world_free(world_);
  }
  SordOracle(const SordOracle&) = delete;
  SordOracle& operator=(const SordOracle&) = delete;

  void add(const OwnedQuad& q) {
    const Nodes nodes(*this, q.subject.view(), q.predicate.view(), q.object.view(), q.graph.view());
    const SordQuad quad = {nodes[0], nodes[1], nodes[2], nodes[3]};
    sord_add(model_, quad);
  }

  /// With a graph of kind none: all graphs, of each triple any one.
  Texts match(const rdf::TermView& s, const rdf::TermView& p, const rdf::TermView& o,
              const rdf::TermView& g) {
    const Nodes nodes(*this, s, p, o, g);
    Texts found;
    SordIter* at = sord_search(model_, nodes[0], nodes[1], nodes[2], nodes[3]);
    for (; at != nullptr && !sord_iter_end(at); sord_iter_next(at)) {
      SordQuad quad;
      sord_iter_get(at, quad);
      found.push_back({text(quad[0]), text(quad[1]), text(quad[2]), text(quad[3])});
    }
    sord_iter_free(at);
    std::sort(found.begin(), found.end());
    return found;
  }

 private:
  class Nodes {
   public:
    Nodes(SordOracle& oracle, const rdf::TermView& s, const rdf::TermView& p, const rdf::TermView& o,
          const rdf::TermView& g)
        : oracle_(oracle), nodes_{oracle.node(s), oracle.node(p), oracle.node(o), oracle.node(g)} {}
    ~Nodes() {
      for (SordNode* n : nodes_) sord_node_free(oracle_.world_, n);
    }
    Nodes(const Nodes&) = delete;
    Nodes& operator=(const Nodes&) = delete;
    SordNode* operator[](std::size_t i) const { return nodes_[i]; }

   private:
    SordOracle& oracle_;
    std::array<SordNode*, 4> nodes_;
  };

  static const std::uint8_t* bytes(const std::string& s) {
    return reinterpret_cast<const std::uint8_t*>(s.c_str());
  }

  SordNode* node(const rdf::TermView& term) {
    const std::string text(term.text);
    const std::string language(term.language);
    switch (term.kind) {
      case rdf::TermKind::iri:
        return sord_new_uri(world_, bytes(text));
      case rdf::TermKind::blank:
        return sord_new_blank(world_, bytes(text));
      case rdf::TermKind::literal: {
        SordNode* datatype =
            term.datatype.empty() ? nullptr : sord_new_uri(world_, bytes(std::string(term.datatype)));
        SordNode* literal =
            sord_new_literal(world_, datatype, bytes(text), language.empty() ? nullptr : language.c_str());
        sord_node_free(world_, datatype);
        return literal;
      }
      case rdf::TermKind::none:
        break;
    }
    return nullptr;
  }

  static std::string text(const SordNode* node) {
    if (node == nullptr) return {};
    const std::string value = reinterpret_cast<const char*>(sord_node_get_string(node));
    switch (sord_node_get_type(node)) {
      case SORD_URI:
        return rdf::to_string(rdf::iri(value));
      case SORD_BLANK:
        return rdf::to_string(rdf::blank(value));
      case SORD_LITERAL:
        break;
    }
    const char* language = sord_node_get_language(node);
    const SordNode* datatype = sord_node_get_datatype(node);
    const std::string type =
        datatype == nullptr ? "" : reinterpret_cast<const char*>(sord_node_get_string(datatype));
    return rdf::to_string(rdf::literal(value, type, language == nullptr ? "" : language));
  }

  SordWorld* world_;
  SordModel* model_;
};

class Data {
 public:
  explicit Data(unsigned seed) : random_(seed) {}

  OwnedQuad quad() {
    OwnedQuad q{rdf::Term(resource()), rdf::Term(rdf::iri(name("p", 4))), rdf::Term(object()), {}};
    q.graph = rdf::Term(rdf::iri(name("g", 4)));
    // The subjects of the default graph are its own, for the reason given above.
    if (random_() % 4 == 0) {
      q.subject = rdf::Term(rdf::iri(name("default", 3)));
      q.graph = {};
    }
    return q;
  }
  std::size_t below(std::size_t n) { return random_() % n; }

 private:
  const std::string& name(const char* stem, std::size_t n) {
    return keep(std::string("http://x/") + stem + std::to_string(below(n)));
  }
  const std::string& keep(std::string text) { return *kept_.insert(std::move(text)).first; }
  rdf::TermView resource() {
    return below(4) == 0 ? rdf::blank(keep("b" + std::to_string(below(3)))) : rdf::iri(name("s", 9));
  }
  rdf::TermView object() {
    const std::string& text = keep("text " + std::to_string(below(3)) + "\xC3\xA9\n\"");
    switch (below(4)) {
      case 0:
        return rdf::literal(text);
      case 1:
        return rdf::literal(text, {}, below(2) == 0 ? "en" : "en-gb");
      case 2:
        return rdf::literal(text, name("type", 2));
      default:
        return resource();
    }
  }

  std::mt19937 random_;
  std::set<std::string> kept_;
};

Texts read(const store::Snapshot& s, const Pattern& p) {
  Texts texts;
  const auto cursor = s.match(p);
  for (Quad q; cursor->next(q);)
    texts.push_back({rdf::to_string(s.term(q.subject)), rdf::to_string(s.term(q.predicate)),
                     rdf::to_string(s.term(q.object)), rdf::to_string(s.term(q.graph))});
  EXPECT_EQ(s.count(p).count, texts.size());
  std::sort(texts.begin(), texts.end());
  return texts;
}

// What one has and the other has not, for messages.
std::string difference(const Texts& ours, const Texts& theirs) {
  std::string text;
  const auto list = [&](const char* who, const Texts& a, const Texts& b) {
    Texts only;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only));
    for (const auto& q : only) text += std::string(who) + q[0] + " " + q[1] + " " + q[2] + " " + q[3] + "\n";
  };
  list("only here: ", ours, theirs);
  list("only in Sord: ", theirs, ours);
  return text;
}

// What a union makes of quads: no graphs, each triple once.
Texts as_one(Texts quads) {
  for (auto& q : quads) q[3].clear();
  std::sort(quads.begin(), quads.end());
  quads.erase(std::unique(quads.begin(), quads.end()), quads.end());
  return quads;
}

TEST(StoreAndSord, agree_on_random_patterns_over_random_data) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    Data data(seed);
    SordOracle sord;
    store::Builder builder;
    std::vector<OwnedQuad> quads;
    for (unsigned i = 0; i < seed * 20; ++i) {
      quads.push_back(data.quad());
      const OwnedQuad& q = quads.back();
      sord.add(q);
      builder.quad({q.subject.view(), q.predicate.view(), q.object.view(), q.graph.view()}, {}, {});
    }
    const auto s = builder.finish();
    for (int i = 0; i < 150; ++i) {
      // Terms of different quads, so that some patterns match nothing.
      const auto pick = [&](rdf::Term OwnedQuad::*place) {
        return data.below(2) == 0 ? rdf::Term() : quads[data.below(quads.size())].*place;
      };
      const rdf::Term subject = pick(&OwnedQuad::subject);
      const rdf::Term predicate = pick(&OwnedQuad::predicate);
      const rdf::Term object = pick(&OwnedQuad::object);
      const rdf::Term graph = pick(&OwnedQuad::graph);
      const auto id = [&](const rdf::Term& t) {
        return t.kind == rdf::TermKind::none ? TermId() : s->find(t.view()).value();
      };
      Pattern p{id(subject), id(predicate), id(object)};
      const Texts everywhere = sord.match(subject.view(), predicate.view(), object.view(), {});
      ASSERT_EQ(difference(read(*s, p), as_one(everywhere)), "") << "seed " << seed << ", pattern " << i;
      if (graph.kind == rdf::TermKind::none) continue;
      p.scope = Scope::named(id(graph));
      const Texts there = sord.match(subject.view(), predicate.view(), object.view(), graph.view());
      ASSERT_EQ(difference(read(*s, p), there), "") << "seed " << seed << ", pattern " << i;
      ASSERT_EQ(s->count(p).count, there.size());
    }
  }
}

}  // namespace
