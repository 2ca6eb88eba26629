#pragma once
// What went wrong, where, and what to do about it. Errors are values; nothing in Tamizdat throws across a
// station.
#include <boost/system/result.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace tamizdat::rdf {

/// A place in a text; both count from 1, columns in Unicode code points. 0 = unknown.
struct Position {
  std::uint64_t line = 0;
  std::uint64_t column = 0;
};

/// The kind of an error. One table in web/ gives each its HTTP status, one in server/ its exit status.
enum class Code : std::uint8_t {
  // in data
  invalid_syntax,    ///< the text does not follow the grammar of its format
  invalid_encoding,  ///< not UTF-8 (Latin-1, UTF-16, overlong forms, NUL …)
  invalid_iri,       ///< not an IRI (RFC 3987), or relative where no base is known
  unknown_prefix,    ///< a prefixed name whose prefix is not declared
  too_deep,          ///< nested deeper than the limit
  inexpressible,     ///< the target format cannot say this quad
  // in the world
  unreadable,          ///< a file or stream that cannot be opened or read
  unsupported_format,  ///< no such format, or not one that can be read or written
  cancelled,           ///< the receiver asked to stop
  internal,            ///< a fault of ours
  // in a request
  bad_request,
  not_found,
  method_not_allowed,
  not_acceptable,
  request_timeout,
  length_required,
  content_too_large,
  target_too_long,
  unsupported_media_type,
  expectation_failed,
  unprocessable,
  too_many_requests,
  header_too_large,
  not_implemented,
  unavailable,
  version_not_supported,
  precondition_failed,
  gone,  ///< what the address stood for is no more: the data have changed
  range_not_satisfiable,
};

/// An error with its place. `message` says what is wrong, `hint` what the reader can do; both are plain
/// sentences without a final full stop.
struct Error {
  Code code = Code::internal;
  std::string message;
  std::string hint;    ///< may be empty
  std::string source;  ///< file name, or the part of the request ("parameter page"); may be empty
  Position position;   ///< within `source`, where that makes sense

  Error() = default;
  Error(Code c, std::string m, std::string h = {}) : code(c), message(std::move(m)), hint(std::move(h)) {}
  Error& at(std::string where, Position p = {}) &;
  Error&& at(std::string where, Position p = {}) &&;
};

/// "data/s5.ttl:12:7: undeclared prefix 'foaf' (declare it with @prefix foaf: <…> .)"
std::string to_string(const Error& error);

/// The name of a code as it stands in machine-readable reports ("invalid-syntax").
std::string_view name(Code code);

template <class T = void>
using Result = boost::system::result<T, Error>;

/// Called by Result::value() on an error: a programming fault, since callers must look first. Terminates.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

}  // namespace tamizdat::rdf
