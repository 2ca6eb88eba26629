#pragma once
// Reading texts in tests.
#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/isomorphism.hpp"
#include "syntax/reader.hpp"

namespace tamizdat::test {

/// Gives its bytes in pieces of a fixed size, as slow pipes do.
class Pieces : public syntax::ByteSource {
 public:
  Pieces(std::string_view bytes, std::size_t size) : rest_(bytes), size_(size) {}
  rdf::Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t n = std::min({size_, rest_.size(), buffer.size()});
    if (n != 0) std::memcpy(buffer.data(), rest_.data(), n);
    rest_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view rest_;
  std::size_t size_;
};

/// Everything that a reader said, in order: a line for each quad, prefix and end of a nested node.
class Transcript : public QuadList {
 public:
  bool prefix(std::string_view name, std::string_view iri) override {
    lines += "prefix " + std::string(name) + ": <" + std::string(iri) + ">\n";
    return true;
  }
  bool quad(const rdf::QuadView& q, rdf::Nesting nesting, rdf::Position position) override {
    if (rdf::has(nesting, rdf::Nesting::subject_begins)) lines += "subject ";
    if (rdf::has(nesting, rdf::Nesting::object_begins)) lines += "object ";
    if (rdf::has(nesting, rdf::Nesting::list_begins)) lines += "list ";
    lines += to_string(OwnedQuad(q)) + '\n';
    places.push_back(position);
    return QuadList::quad(q, nesting, position);
  }
  bool end(std::string_view label) override {
    lines += "end _:" + std::string(label) + '\n';
    return true;
  }

  std::string lines;
  std::vector<rdf::Position> places;
};

struct Outcome {
  Transcript said;
  std::optional<rdf::Error> error;
};

inline Outcome read_from(syntax::ByteSource& bytes, const syntax::ReadOptions& options) {
  Outcome outcome;
  if (auto done = syntax::read(bytes, options, outcome.said); !done) outcome.error = done.error();
  return outcome;
}

inline Outcome read_text(std::string_view text, syntax::ReadOptions options = {}) {
  options.source = "test";
  auto bytes = syntax::open_memory(text);
  if (!bytes) {
    Outcome outcome;
    outcome.error = bytes.error();
    return outcome;
  }
  return read_from(**bytes, options);
}

inline Outcome read_as(syntax::FormatId format, std::string_view text, std::string base = {}) {
  syntax::ReadOptions options;
  options.format = format;
  options.base = std::move(base);
  return read_text(text, options);
}

inline Outcome read_turtle(std::string_view text, std::string base = {}) {
  return read_as(syntax::FormatId::turtle, text, std::move(base));
}

/// The quads as lines, or the error as it is told.
inline std::string told(const Outcome& outcome) {
  return outcome.error ? rdf::to_string(*outcome.error) : to_string(outcome.said.quads);
}

}  // namespace tamizdat::test
