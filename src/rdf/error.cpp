#include "rdf/error.hpp"

#include <array>
#include <cstdio>
#include <exception>
#include <utility>

namespace tamizdat::rdf {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 29> names = {"invalid-syntax",
                                                    "invalid-encoding",
                                                    "invalid-iri",
                                                    "unknown-prefix",
                                                    "too-deep",
                                                    "inexpressible",
                                                    "unreadable",
                                                    "unsupported-format",
                                                    "cancelled",
                                                    "internal",
                                                    "bad-request",
                                                    "not-found",
                                                    "method-not-allowed",
                                                    "not-acceptable",
                                                    "request-timeout",
                                                    "length-required",
                                                    "content-too-large",
                                                    "target-too-long",
                                                    "unsupported-media-type",
                                                    "expectation-failed",
                                                    "unprocessable",
                                                    "too-many-requests",
                                                    "header-too-large",
                                                    "not-implemented",
                                                    "unavailable",
                                                    "version-not-supported",
                                                    "precondition-failed",
                                                    "gone",
                                                    "range-not-satisfiable"};
static_assert(names.size() == static_cast<std::size_t>(Code::range_not_satisfiable) + 1);

}  // namespace

Error& Error::at(std::string where, Position p) & {
  source = std::move(where);
  position = p;
  return *this;
}

Error&& Error::at(std::string where, Position p) && {
  return std::move(at(std::move(where), p));
}

std::string to_string(const Error& error) {
  std::string text = error.source;
  if (error.position.line != 0) {
    text += ':';
    text += std::to_string(error.position.line);
    if (error.position.column != 0) {
      text += ':';
      text += std::to_string(error.position.column);
    }
  }
  if (!text.empty()) text += ": ";
  text += error.message;
  if (!error.hint.empty()) {
    text += " (";
    text += error.hint;
    text += ')';
  }
  return text;
}

std::string_view name(Code code) {
  return names[static_cast<std::size_t>(code)];
}

void throw_exception_from_error(const Error& error, const boost::source_location& where) {
  std::fprintf(stderr, "%s:%u: a result was used without a look at its error: %s\n", where.file_name(),
               static_cast<unsigned>(where.line()), to_string(error).c_str());
  std::terminate();
}

}  // namespace tamizdat::rdf
