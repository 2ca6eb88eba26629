#pragma once
// What the tests of writers speak of, in short names.
#include <gmock/gmock.h>

#include <string>
#include <string_view>

#include "rdf/vocabulary.hpp"
#include "support/writing.hpp"

namespace tamizdat::test {

using rdf::blank;
using rdf::iri;
using rdf::literal;
using rdf::Nesting;
using std::string_view_literals::operator""sv;
using syntax::FormatId;
using testing::HasSubstr;
using testing::Not;

inline const rdf::Prefixes prefixes = example_prefixes();
inline const std::string s = ex("s"), p = ex("p"), q = ex("q"), o = ex("o");

}  // namespace tamizdat::test
