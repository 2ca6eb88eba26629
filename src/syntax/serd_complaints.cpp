#include "syntax/serd_complaints.hpp"

#include <algorithm>
#include <array>

namespace tamizdat::syntax {
namespace {

struct Expectation {
  std::string_view serd;   // how Serd's complaint begins
  std::string_view words;  // what should have stood there
};

constexpr std::array expectations = {
    Expectation{"missing ';' or '.'", "expected ',', ';' or '.'"},
    Expectation{"bad verb", "expected a predicate"},
    Expectation{"expected prefixed name", "expected an object"},
    Expectation{"expected object", "expected an object"},
    Expectation{"expected: ':', '<', or '_'", "expected an object"},
    Expectation{"expected digit", "expected an object"},
    Expectation{"bad subject", "expected a subject"},
    Expectation{"expected IRI scheme", "expected an IRI"},
    Expectation{"missing predicate object list", "expected a predicate"},
    Expectation{"unexpected end of statement", "expected a predicate"},
    Expectation{"expected label or subject", "expected the name of a graph"},
    Expectation{"invalid graph name", "this cannot be the name of a graph"},
    Expectation{"graph followed by '.'", "no '.' follows a graph"},
    Expectation{"full stop after SPARQL BASE", "no '.' follows BASE (it follows @base)"},
};

}  // namespace

std::string words_for(std::string_view complaint) {
  const auto known = std::find_if(expectations.begin(), expectations.end(),
                                  [&](const Expectation& e) { return complaint.starts_with(e.serd); });
  if (known != expectations.end()) return std::string(known->words);
  // "expected `.', not …", in later versions with plain quotes.
  if (complaint.starts_with("expected `") || complaint.starts_with("expected '")) {
    const char wanted = complaint.size() > 10 ? complaint[10] : '.';
    if (wanted == '<') return "expected an IRI in <>";
    if (wanted == ':') return "expected a prefix, as in \"ex:\"";
    return std::string("expected '") + wanted + "'";
  }
  return std::string(against_the_grammar);
}

}  // namespace tamizdat::syntax
