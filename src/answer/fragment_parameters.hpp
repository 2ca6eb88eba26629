#pragma once
// The parameters of the fragment service, in one table, and how they are sent.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/error.hpp"

namespace tamizdat::answer {

/// A parameter of the fragment service, as the API documentation shows it.
struct FragmentParameter {
  enum class Role : std::uint8_t {
    pattern,  ///< one of the places: part of the search form
    filter,   ///< narrows or orders the matches
    page,     ///< which part of them
    form,     ///< how they are written; read by web/
  };
  std::string_view name;
  Role role;
  std::string_view what;     ///< for people
  std::string_view cost;     ///< what it costs, in words
  std::string_view example;  ///< a value that works
  bool repeatable = false;
};
/// All of them, pattern first.
std::span<const FragmentParameter> fragment_parameters();
/// Null for names that mean nothing here.
const FragmentParameter* find_fragment_parameter(std::string_view name);

/// An error at a parameter.
rdf::Error refuse_parameter(std::string_view parameter, std::string message, std::string hint,
                            rdf::Code code = rdf::Code::bad_request);

/// A piece of the query string, and what it means.
struct QueryPiece {
  std::string raw;  ///< as sent, but for characters that no IRI may hold: these are percent-encoded
  std::string name;
  std::string value;
};

/// Splits "a=b&c=d"; a piece with a malformed escape is an error at its name.
rdf::Result<std::vector<QueryPiece>> parse_query(std::string_view query);

}  // namespace tamizdat::answer
