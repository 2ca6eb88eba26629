// Any bytes: reading ends, without a crash, with quads or an error that has a place; the same whether they
// come whole or in pieces; and what was read can be written and read again as the same.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "support/reading.hpp"
#include "syntax/writer.hpp"

using namespace tamizdat;

namespace {

constexpr syntax::FormatId fuzzed_format = syntax::FormatId::TAMIZDAT_FORMAT;
constexpr std::size_t compared_quads = 60;  // isomorphism of adversarial graphs is slow

void require(bool condition, const char* what, const std::string& detail) {
  if (condition) return;
  std::fprintf(stderr, "%s\n%s\n", what, detail.c_str());
  std::abort();
}

syntax::ReadOptions options() {
  syntax::ReadOptions o;
  o.format = fuzzed_format;
  o.source = "fuzz";
  o.base = "http://base/a/b";
  o.max_nesting = 100;
  o.max_token = 100000;
  return o;
}

test::Outcome read_whole(std::string_view text) {
  test::Pieces bytes(text, text.size() + 1);
  return test::read_from(bytes, options());
}

void write_and_read(const test::Outcome& outcome, std::string_view original) {
  std::string text;
  const auto writer = syntax::make_writer(fuzzed_format, text, {});
  test::Pieces bytes(original, original.size() + 1);
  const auto written = syntax::read(bytes, options(), *writer);
  const auto finished = written ? writer->finish() : written;
  if (!finished) {
    const rdf::Code code =
        finished.error().code == rdf::Code::cancelled ? writer->error().code : finished.error().code;
    require(code == rdf::Code::inexpressible, "a writer failed", rdf::to_string(finished.error()));
    return;
  }
  const test::Outcome again = read_whole(text);
  require(!again.error, "what was written cannot be read",
          again.error ? rdf::to_string(*again.error) + "\n" + text : "");
  require(test::isomorphic(outcome.said.quads, again.said.quads), "what was written reads otherwise", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const test::Outcome whole = read_whole(text);
  if (whole.error)
    require(whole.error->position.line != 0, "an error has no place", rdf::to_string(*whole.error));
  test::Pieces bytes(text, 1);
  const test::Outcome pieces = test::read_from(bytes, options());
  require(whole.error.has_value() == pieces.error.has_value(), "pieces end otherwise",
          test::told(whole) + test::told(pieces));
  require(whole.said.lines == pieces.said.lines, "pieces read otherwise",
          whole.said.lines + "--\n" + pieces.said.lines);
  if (whole.error)
    require(rdf::to_string(*whole.error) == rdf::to_string(*pieces.error), "pieces fail otherwise",
            rdf::to_string(*whole.error) + "\n" + rdf::to_string(*pieces.error));
  else if (whole.said.quads.size() <= compared_quads)
    write_and_read(whole, text);
  return 0;
}
