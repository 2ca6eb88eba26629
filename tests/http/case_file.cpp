#include "case_file.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

#include "support/isomorphism.hpp"
#include "syntax/formats.hpp"
#include "syntax/reader.hpp"

namespace tamizdat::test {
namespace {

std::string_view next_line(std::string_view& text) {
  const auto end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// "\xC0" in a case file is that byte, so that files stay text.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("\\x") && i + 3 < text.size()) {
      out += static_cast<char>(std::stoi(std::string(text.substr(i + 2, 2)), nullptr, 16));
      i += 3;
    } else {
      out += text[i];
    }
  }
  return out;
}

enum class Part { request, expected };

class Parser {
 public:
  explicit Parser(std::string_view text) : rest_(text) {}

  CaseFile parse() {
    while (!rest_.empty() && file_.error.empty()) {
      ++line_;
      read(next_line(rest_));
    }
    for (const Exchange& exchange : file_.exchanges) {
      if (exchange.status.empty()) fail("the exchange '" + exchange.name + "' expects no status");
    }
    if (file_.exchanges.empty()) fail("there is no exchange");
    return std::move(file_);
  }

 private:
  void read(std::string_view line) {
    if (line.starts_with("#") && !line.starts_with("###")) return;
    if (take(line, "### ")) return begin(line);
    if (file_.exchanges.empty()) return setting(line);
    Exchange& exchange = file_.exchanges.back();
    if (line.empty()) {
      if (!exchange.request.method.empty()) part_ = Part::expected;
    } else if (part_ == Part::request) {
      request_line(exchange, line);
    } else if (exchange.status.empty()) {
      exchange.status = std::string(line);
    } else {
      exchange.expectations.emplace_back(line);
    }
  }

  void setting(std::string_view line) {
    if (line.empty()) return;
    const auto space = line.find(' ');
    if (!line.starts_with('@') || space == std::string_view::npos)
      return fail("'@name value' or '### name' is due");
    file_.settings[std::string(line.substr(1, space - 1))] = std::string(line.substr(space + 1));
  }

  void begin(std::string_view name) {
    Exchange exchange;
    exchange.name = std::string(name);
    exchange.line = line_;
    file_.exchanges.push_back(std::move(exchange));
    part_ = Part::request;
  }

  void request_line(Exchange& exchange, std::string_view line) {
    if (exchange.request.method.empty()) {
      const auto space = line.find(' ');
      if (space == std::string_view::npos) return fail("'METHOD target' is due");
      exchange.request.method = std::string(line.substr(0, space));
      exchange.request.target = unescaped(line.substr(space + 1));
      return;
    }
    if (take(line, "body: ")) {
      exchange.request.body = std::string(line);
      return;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return fail("'Name: value' is due");
    exchange.request.fields.add(line.substr(0, colon), line.substr(colon + 1));
  }

  void fail(const std::string& what) {
    if (file_.error.empty()) file_.error = "line " + std::to_string(line_) + ": " + what;
  }

  std::string_view rest_;
  std::size_t line_ = 0;
  Part part_ = Part::request;
  CaseFile file_;
};

bool matches(const std::string& text, const std::string& pattern) {
  return std::regex_search(text, std::regex(pattern));
}

std::string shown(const std::string& text) {
  return text.size() <= 2000 ? text : text.substr(0, 2000) + "…";
}

// --- graphs -----------------------------------------------------------------------------------------------

struct Graph {
  std::vector<OwnedQuad> quads;
  std::string error;
};

Graph parse_graph(const std::string& bytes, const syntax::Format& format, const std::string& base) {
  Graph graph;
  QuadList list;
  auto source = syntax::open_memory(bytes);
  if (!source) return {{}, rdf::to_string(source.error())};
  syntax::ReadOptions options;
  options.format = format.id;
  options.base = base;
  if (const auto done = syntax::read(**source, options, list); !done)
    return {{}, rdf::to_string(done.error())};
  graph.quads = std::move(list.quads);
  return graph;
}

// What is said about the page is told apart by its graph, or, where there are none, by what it is: a document
// may be described in the data too.
bool is_about_page(const OwnedQuad& quad, const std::vector<std::string>& documents) {
  if (quad.graph.kind != rdf::TermKind::none) return quad.graph.text.ends_with("#about");
  if (std::find(documents.begin(), documents.end(), quad.subject.text) == documents.end()) return false;
  constexpr std::string_view said[] = {
      "http://xmlns.com/foaf/0.1/primaryTopic", "http://rdfs.org/ns/void#inDataset",
      "http://purl.org/dc/terms/license",       "http://purl.org/dc/terms/source",
      "http://purl.org/dc/terms/rights",        "http://purl.org/dc/terms/hasFormat",
      "http://rdfs.org/ns/void#triples",        "http://www.w3.org/2000/01/rdf-schema#seeAlso"};
  return quad.object.text == "http://xmlns.com/foaf/0.1/Document" ||
         std::find(std::begin(said), std::end(said), quad.predicate.text) != std::end(said);
}

std::vector<OwnedQuad> data_of(const std::vector<OwnedQuad>& quads) {
  std::vector<std::string> documents;
  for (const OwnedQuad& quad : quads) {
    if (quad.predicate.text == "http://xmlns.com/foaf/0.1/primaryTopic")
      documents.push_back(quad.subject.text);
  }
  std::vector<OwnedQuad> data;
  for (const OwnedQuad& quad : quads) {
    if (!is_about_page(quad, documents)) data.push_back(quad);
  }
  return data;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Graph body_graph(const Received& received, const std::string& base) {
  const syntax::Format* format = syntax::find_media_type(received.fields.get("Content-Type"));
  if (format == nullptr || !format->readable) {
    return {{}, "cannot read " + std::string(received.fields.get("Content-Type"))};
  }
  return parse_graph(received.body, *format, base);
}

std::string check_isomorphic(const Received& received, const std::string& path, const std::string& base) {
  const Graph actual = body_graph(received, base);
  if (!actual.error.empty()) return actual.error + "\n" + shown(received.body);
  const Graph expected = parse_graph(read_file(path), syntax::format(syntax::FormatId::turtle), base);
  if (!expected.error.empty()) return path + ": " + expected.error;
  if (expected.quads.empty()) return path + " is missing or empty";
  const auto data = data_of(actual.quads);
  if (isomorphic(data, expected.quads)) return {};
  return "not isomorphic to " + path + "; it says:\n" + to_string(data);
}

std::string check_body(std::string_view what, const Received& received, const std::string& folder,
                       const std::string& base) {
  const std::string& body = received.body;
  if (what == "empty") return body.empty() ? "" : "the body is not empty: " + shown(body);
  if (what == "parses") return body_graph(received, base).error;
  if (take(what, "contains ")) {
    return body.find(what) != std::string::npos ? "" : "not found in the body:\n" + shown(body);
  }
  if (take(what, "lacks ")) return body.find(what) == std::string::npos ? "" : "found in the body";
  if (take(what, "matches ")) {
    return matches(body, std::string(what)) ? "" : "does not match the body:\n" + shown(body);
  }
  if (take(what, "isomorphic to ")) return check_isomorphic(received, folder + "/" + std::string(what), base);
  return "no such assertion about bodies";
}

std::string check_field(std::string_view name, std::string_view wanted, const Received& received,
                        Variables& variables) {
  const std::string actual = received.fields.combined(name);
  if (!received.fields.has(name)) return "there is no such field";
  const std::string but = "but it is '" + actual + "'";
  if (wanted == "*") return {};
  if (take(wanted, "=> ")) {
    variables[std::string(wanted)] = actual;
    return {};
  }
  if (take(wanted, "~~")) return matches(actual, std::string(wanted)) ? "" : but;
  if (take(wanted, "!~")) return actual.find(wanted) == std::string::npos ? "" : but;
  if (take(wanted, "~")) return actual.find(wanted) != std::string::npos ? "" : but;
  return actual == wanted ? "" : but;
}

}  // namespace

CaseFile parse_case_file(std::string_view text) {
  return Parser(text).parse();
}

std::string substitute(std::string text, const Variables& variables) {
  for (const auto& [name, value] : variables) {
    const std::string place = "{" + name + "}";
    for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size()))
      text.replace(at, place.size(), value);
  }
  return text;
}

std::string check(const std::string& expectation, const Received& received, Variables& variables,
                  const std::string& folder, const std::string& base) {
  std::string_view text = expectation;
  if (take(text, "body ")) return check_body(text, received, folder, base);
  if (take(text, "!")) return received.fields.has(text) ? "the field is there" : "";
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return "no such assertion";
  return check_field(text.substr(0, colon), web::trimmed(text.substr(colon + 1)), received, variables);
}

}  // namespace tamizdat::test
