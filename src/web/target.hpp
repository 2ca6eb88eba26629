#pragma once
// The request target: path and parameters.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/error.hpp"

namespace tamizdat::web {

/// A target in origin-form, taken apart. Views point into the request.
class Target {
 public:
  /// Code::bad_request if it is no path, or an escape is malformed, or what is escaped is no UTF-8 text.
  static rdf::Result<Target> parse(std::string_view target);

  [[nodiscard]] std::string_view whole() const { return whole_; }
  [[nodiscard]] std::string_view path() const { return path_; }
  /// After the '?', as sent.
  [[nodiscard]] std::string_view query() const { return query_; }

  /// The decoded value of a parameter; empty text if it has none, nothing if it is absent. A '+' stays one:
  /// IRIs, formats and languages have no spaces, but may have a '+'. Parameters are separated by '&' alone.
  /// The same parameter given twice with different values is Code::bad_request.
  [[nodiscard]] rdf::Result<std::optional<std::string>> parameter(std::string_view name) const;

 private:
  std::string_view whole_;
  std::string_view path_;
  std::string_view query_;
};

}  // namespace tamizdat::web
