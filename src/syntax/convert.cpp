#include "syntax/convert.hpp"

#include <memory>
#include <string>
#include <utility>

namespace tamizdat::syntax {
namespace {

constexpr std::size_t piece = std::size_t{64} * 1024;

/// Passes everything to the writer, and its output on when enough has come together.
class Pipe final : public rdf::QuadSink {
 public:
  Pipe(const ConvertOptions& options, const ChunkSink& write)
      : source_(options.from.source),
        write_(write),
        keeps_graphs_(format(options.to).graphs),
        writer_(make_writer(options.to, out_, WriteOptions{options.prefixes})) {}

  [[nodiscard]] bool can_write() const { return writer_ != nullptr; }

  bool prefix(std::string_view name, std::string_view iri) override {
    return writer_->prefix(name, iri) || stop_with_writer({});
  }
  bool quad(const rdf::QuadView& quad, rdf::Nesting nesting, rdf::Position position) override {
    if (!writer_->quad(quad, nesting, position)) return stop_with_writer(position);
    if (!keeps_graphs_ && !quad.graph.is_none()) ++conversion_.without_graph;
    return out_.size() < piece || drain();
  }
  bool end(std::string_view label) override {
    if (!writer_->end(label)) return stop_with_writer({});
    return out_.size() < piece || drain();
  }

  rdf::Result<Conversion> finish() {
    if (const auto finished = writer_->finish(); !finished) return finished.error();
    if (!drain()) return error_;
    return conversion_;
  }

  /// Set if it was the output that stopped the reading.
  [[nodiscard]] bool stopped() const { return stopped_; }
  [[nodiscard]] const rdf::Error& error() const { return error_; }

 private:
  bool drain() {
    if (out_.empty()) return true;
    const auto written = write_(out_);
    out_.clear();
    if (written) return true;
    return stop(written.error());
  }

  bool stop_with_writer(rdf::Position position) {
    rdf::Error error = writer_->error();
    return stop(std::move(error.at(source_, position)));
  }

  bool stop(rdf::Error error) {
    stopped_ = true;
    error_ = std::move(error);
    return false;
  }

  std::string source_;
  const ChunkSink& write_;
  bool keeps_graphs_;
  Conversion conversion_;
  std::string out_;
  std::unique_ptr<QuadWriter> writer_;
  bool stopped_ = false;
  rdf::Error error_;
};

}  // namespace

rdf::Result<Conversion> convert(ByteSource& bytes, const ConvertOptions& options, const ChunkSink& write) {
  Pipe pipe(options, write);
  if (!pipe.can_write())
    return rdf::Error(rdf::Code::unsupported_format,
                      std::string(format(options.to).label) + " is no format that graphs can be written in",
                      "use turtle, trig, ntriples, nquads, jsonld or rdfxml");
  const auto result = read(bytes, options.from, pipe);
  if (pipe.stopped()) return pipe.error();
  if (!result) return result.error();
  return pipe.finish();
}

}  // namespace tamizdat::syntax
