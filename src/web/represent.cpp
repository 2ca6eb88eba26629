#include "web/represent.hpp"

#include "syntax/writer.hpp"

namespace tamizdat::web {
namespace {

/// Pulls a graph through a writer. The writer holds a reference to the buffer, so this never moves.
class GraphStream final : public Body {
 public:
  GraphStream(std::unique_ptr<answer::GraphBody> body, syntax::FormatId format)
      : body_(std::move(body)), writer_(syntax::make_writer(format, buffer_, {&body_->prefixes()})) {}

  rdf::Result<bool> fill() {
    if (!writer_) return rdf::Error(rdf::Code::inexpressible, "this format cannot be written");
    while (!done_ && buffer_.size() < buffer_size) {
      const auto more = body_->emit(*writer_);
      // The body only knows that it was told to stop; the writer knows why.
      if (!more) return writer_->error().message.empty() ? more.error() : writer_->error();
      if (*more) continue;
      if (const auto ended = writer_->finish(); !ended) return ended.error();
      done_ = true;
    }
    return !done_;
  }

  rdf::Result<bool> pull(std::string& out) override {
    const auto more = fill();
    if (!more) return more;
    if (out.empty()) {
      out.swap(buffer_);
    } else {
      out += buffer_;
    }
    buffer_.clear();
    return *more;
  }

  std::string take() { return std::move(buffer_); }

 private:
  std::unique_ptr<answer::GraphBody> body_;
  std::string buffer_;
  std::unique_ptr<syntax::QuadWriter> writer_;
  bool done_ = false;
};

}  // namespace

rdf::Result<Written> write_graph(const answer::Answer& answer, syntax::FormatId format) {
  auto stream = std::make_unique<GraphStream>(answer.graph(), format);
  const auto more = stream->fill();
  if (!more) return more.error();
  Written written;
  if (*more) {
    written.stream = std::move(stream);
  } else {
    written.bytes = std::make_shared<const std::string>(stream->take());
  }
  return written;
}

}  // namespace tamizdat::web
