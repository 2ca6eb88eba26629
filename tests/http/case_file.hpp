#pragma once
// Exchanges as text: see README.md for the language.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "web/message.hpp"

namespace tamizdat::test {

struct Exchange {
  std::string name;
  std::size_t line = 0;
  web::Request request;
  std::string status;                     // "200"
  std::vector<std::string> expectations;  // a header assertion or a body assertion each
};

struct CaseFile {
  std::map<std::string, std::string> settings;  // from "@name value" lines before the first exchange
  std::vector<Exchange> exchanges;
  std::string error;  // not empty: the file is malformed
};

CaseFile parse_case_file(std::string_view text);

/// An answer, wherever it came from.
struct Received {
  unsigned status = 0;
  web::Fields fields;
  std::string body;
};

/// What one file remembers from exchange to exchange ("ETag: => tag", then {tag}).
using Variables = std::map<std::string, std::string>;
std::string substitute(std::string text, const Variables& variables);

/// Empty if the expectation is met, else what is wrong. `folder` holds expected/.
std::string check(const std::string& expectation, const Received& received, Variables& variables,
                  const std::string& folder, const std::string& base);

}  // namespace tamizdat::test
