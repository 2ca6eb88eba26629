#pragma once
// Bindings-restricted patterns (brTPF, Hartig and Buil-Aranda 2016): a pattern, and a list of bindings of
// which an answer must be compatible with at least one.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "query/pattern.hpp"

namespace tamizdat::query {

/// The VALUES block of a request: `(?v1 ?v2) { (<a> UNDEF) ("x"@en <b>) }`, SPARQL 1.1 §10.2 (InlineDataFull,
/// or InlineDataOneVar: `?v { <a> <b> }`). Kind none in a row is UNDEF.
struct Bindings {
  std::vector<std::string> variables;
  std::vector<std::vector<rdf::Term>> rows;
};

/// Reads a block. Errors are Code::bad_request at "parameter values", with the position in the text; more
/// than `max_rows` rows are Code::unprocessable.
rdf::Result<Bindings> parse_bindings(std::string_view text, const store::Snapshot& snapshot,
                                     std::size_t max_rows);

/// What `pattern` means with each row put in, each once, without those that another one includes and without
/// those that name terms which the data do not hold. Variables that the pattern does not have are ignored; no
/// rows give no patterns.
std::vector<BoundPattern> bind_each(const QuadPattern& pattern, const Bindings& bindings,
                                    const store::Snapshot& snapshot);

/// All quads that match at least one of the patterns, each once, one pattern after the other. The estimate is
/// exact if no two patterns can share a quad (then skip() is cheap too), else an upper bound.
std::unique_ptr<store::Cursor> open_any(std::vector<BoundPattern> patterns, const store::Snapshot& snapshot,
                                        const Repeats& repeats);

}  // namespace tamizdat::query
