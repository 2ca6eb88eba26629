#include "syntax/reader.hpp"

#include <optional>
#include <utility>

#include "syntax/rdfxml_reader.hpp"
#include "syntax/serd_reader.hpp"

namespace tamizdat::syntax {
namespace {

/// Remembers why bytes ended, for a text that breaks off there often breaks a rule of its grammar as well.
class RememberedSource final : public ByteSource {
 public:
  explicit RememberedSource(ByteSource& bytes) : bytes_(bytes) {}
  rdf::Result<std::size_t> read(std::span<char> buffer) override {
    auto size = bytes_.read(buffer);
    if (!size && !failure_) failure_ = size.error();
    return size;
  }
  [[nodiscard]] const std::optional<rdf::Error>& failure() const { return failure_; }

 private:
  ByteSource& bytes_;
  std::optional<rdf::Error> failure_;
};

rdf::Result<void> read_as_named(ByteSource& bytes, const ReadOptions& options, rdf::QuadSink& sink) {
  switch (options.format) {
    case FormatId::turtle:
    case FormatId::trig:
    case FormatId::ntriples:
    case FormatId::nquads:
      return read_with_serd(bytes, options, sink);
    case FormatId::rdfxml:
      return read_rdfxml(bytes, options, sink);
    default:
      return rdf::Error(rdf::Code::unsupported_format,
                        std::string(format(options.format).label) + " cannot be read",
                        "convert it to Turtle, TriG, N-Triples, N-Quads or RDF/XML first")
          .at(options.source);
  }
}

}  // namespace

rdf::Result<void> read(ByteSource& bytes, const ReadOptions& options, rdf::QuadSink& sink) {
  RememberedSource remembered(bytes);
  auto outcome = read_as_named(remembered, options, sink);
  if (!outcome && outcome.error().code != rdf::Code::cancelled && remembered.failure() &&
      outcome.error().code != remembered.failure()->code)
    return rdf::Error(*remembered.failure()).at(options.source, outcome.error().position);
  return outcome;
}

}  // namespace tamizdat::syntax
