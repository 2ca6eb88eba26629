#pragma once
// Small data in a few lines, and answers as sets of lines.
#include <algorithm>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "answer/answer.hpp"
#include "answer/publication.hpp"
#include "rdf/prefixes.hpp"
#include "store/builder.hpp"

namespace tamizdat::test {

inline constexpr std::string_view base = "http://example.org/";

inline rdf::Prefixes prefixes() {
  rdf::Prefixes all = rdf::Prefixes::well_known();
  all.set("id", "http://example.org/id/");
  all.set("claim", "http://example.org/claim/");
  all.set("art", "http://example.org/article#");
  all.set("doc", "http://example.org/");
  all.set("ex", "http://vocabulary.example/ns#");
  return all;
}

/// `id:x`, `<iri>`, `_:b`, `"text"`, `"text"@en`, `"text"^^xsd:date`, and `a` for rdf:type.
inline rdf::Term term(std::string_view word) {
  const auto iri = [](std::string_view name) {
    return std::string(name.starts_with('<') ? std::string(name.substr(1, name.size() - 2))
                                             : prefixes().expand(name).value());
  };
  if (word == "a")
    return rdf::Term(rdf::iri(std::string_view("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")));
  if (word.starts_with("_:")) return rdf::Term(rdf::blank(word.substr(2)));
  if (!word.starts_with('"')) return rdf::Term(rdf::iri(iri(word)));
  const auto close = word.rfind('"');
  const auto text = word.substr(1, close - 1);
  const auto rest = word.substr(close + 1);
  if (rest.starts_with('@')) return rdf::Term(rdf::literal(text, {}, rest.substr(1)));
  if (rest.starts_with("^^")) return rdf::Term(rdf::literal(text, iri(rest.substr(2))));
  return rdf::Term(rdf::literal(text));
}

/// Lines of `subject predicate object`; a line `graph <iri>` or `graph id:x` puts what follows into a graph.
inline std::shared_ptr<const store::Snapshot> snapshot(std::string_view lines) {
  store::Builder builder;
  const auto names = prefixes();
  for (const auto& [name, iri] : names.entries()) builder.prefix(name, iri);
  std::istringstream in{std::string(lines)};
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string subject;
    std::string predicate;
    std::string object;
    words >> subject >> predicate >> std::ws;
    std::getline(words, object);
    if (subject.empty()) continue;
    if (subject == "graph") {
      builder.set_default_graph(term(predicate).text);
      continue;
    }
    const auto s = term(subject);
    const auto p = term(predicate);
    const auto o = term(object);
    builder.quad({s.view(), p.view(), o.view(), {}}, rdf::Nesting::none, {});
  }
  return builder.finish();
}

inline std::shared_ptr<const answer::Publication> publication(std::string_view lines) {
  return answer::publish(snapshot(lines), answer::Addresses(std::string(base)), answer::Identity::see_other);
}

inline store::TermId id(const answer::Publication& publication, std::string_view word) {
  const auto wanted = term(word);
  return publication.snapshot->find(wanted.view()).value_or(store::TermId{});
}

/// Keeps quads as lines in N-Triples terms, those of named graphs apart, nesting as "[" and "]" and "(".
class Lines : public rdf::QuadSink {
 public:
  bool quad(const rdf::QuadView& quad, rdf::Nesting nesting, rdf::Position) override {
    auto line = to_string(quad.subject) + ' ' + to_string(quad.predicate) + ' ' + to_string(quad.object);
    (quad.graph.is_none() ? data : about).push_back(line);
    if (rdf::has(nesting, rdf::Nesting::subject_begins)) shape += '{', ++open;
    shape += '.';
    if (rdf::has(nesting, rdf::Nesting::list_begins))
      shape += '(', ++open;
    else if (rdf::has(nesting, rdf::Nesting::object_begins))
      shape += '[', ++open;
    return data.size() + about.size() < stop_after;
  }
  bool end(std::string_view) override {
    shape += ']';
    --open;
    return true;
  }

  [[nodiscard]] std::size_t count(const std::string& line) const {
    return static_cast<std::size_t>(std::count(data.begin(), data.end(), line));
  }

  std::vector<std::string> data;
  std::vector<std::string> about;
  std::string shape;
  int open = 0;
  std::size_t stop_after = static_cast<std::size_t>(-1);
};

inline std::string line(std::string_view subject, std::string_view predicate, std::string_view object) {
  return to_string(term(subject).view()) + ' ' + to_string(term(predicate).view()) + ' ' +
         to_string(term(object).view());
}

/// Everything an answer's graph says.
inline Lines emitted(const answer::Answer& answer, const syntax::Format* format = nullptr) {
  Lines lines;
  const auto body = answer.graph(format);
  while (true) {
    auto more = body->emit(lines);
    if (!more || !*more) return lines;
  }
}

}  // namespace tamizdat::test
