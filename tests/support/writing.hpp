#pragma once
// Helpers for tests of writers.
#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "rdf/quad.hpp"
#include "syntax/writer.hpp"

namespace tamizdat::test {

/// A writer with the string it writes into; the string is emptied at every turn if `bit_by_bit`.
class Written {
 public:
  explicit Written(syntax::FormatId format, const rdf::Prefixes* prefixes = nullptr, bool bit_by_bit = false)
      : writer_(syntax::make_writer(format, out_, {prefixes})), bit_by_bit_(bit_by_bit) {}

  Written& quad(rdf::TermView s, rdf::TermView p, rdf::TermView o, rdf::TermView g = {},
                rdf::Nesting nesting = rdf::Nesting::none) {
    EXPECT_TRUE(writer_->quad({s, p, o, g}, nesting, {})) << rdf::to_string(writer_->error());
    drain();
    return *this;
  }
  Written& nested(rdf::TermView s, rdf::TermView p, rdf::TermView o, rdf::Nesting nesting) {
    return quad(s, p, o, {}, nesting);
  }
  Written& end(std::string_view label) {
    EXPECT_TRUE(writer_->end(label));
    drain();
    return *this;
  }
  Written& prefix(std::string_view name, std::string_view iri) {
    EXPECT_TRUE(writer_->prefix(name, iri));
    return *this;
  }
  /// True if the writer refused it.
  bool refuses(rdf::TermView s, rdf::TermView p, rdf::TermView o, rdf::TermView g = {}) {
    return !writer_->quad({s, p, o, g}, rdf::Nesting::none, {});
  }
  std::string text() {
    const auto finished = writer_->finish();
    EXPECT_TRUE(finished.has_value()) << rdf::to_string(writer_->error());
    drain();
    return bit_by_bit_ ? all_ : out_;
  }
  syntax::QuadWriter& writer() { return *writer_; }

 private:
  void drain() {
    if (!bit_by_bit_) return;
    all_ += out_;
    out_.clear();
  }

  std::string out_;
  std::string all_;
  std::unique_ptr<syntax::QuadWriter> writer_;
  bool bit_by_bit_;
};

inline rdf::Prefixes example_prefixes() {
  rdf::Prefixes prefixes;
  prefixes.set("ex", "http://example.org/");
  prefixes.set("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
  prefixes.set("xsd", "http://www.w3.org/2001/XMLSchema#");
  prefixes.set("unused", "http://unused.example/");
  return prefixes;
}

inline std::string ex(std::string_view local) {
  return std::string("http://example.org/").append(local);
}

}  // namespace tamizdat::test
