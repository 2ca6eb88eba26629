#include "web/represent.hpp"

#include "syntax/solutions.hpp"
#include "syntax/writer.hpp"

namespace tamizdat::web {
namespace {

/// A body that is made a buffer at a time by make_more().
class BufferedBody : public Body {
 public:
  rdf::Result<bool> fill() {
    while (!done_ && buffer_.size() < buffer_size) {
      const auto more = make_more();
      if (!more) return more;
      done_ = !*more;
    }
    return !done_;
  }

  rdf::Result<bool> pull(std::string& out) final {
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

 protected:
  /// Appends some more to the buffer; false when all is written.
  virtual rdf::Result<bool> make_more() = 0;
  std::string buffer_;

 private:
  bool done_ = false;
};

/// Pulls a graph through a writer. The writer holds a reference to the buffer, so this never moves.
class GraphStream final : public BufferedBody {
 public:
  GraphStream(std::unique_ptr<answer::GraphBody> body, syntax::FormatId format)
      : body_(std::move(body)), writer_(syntax::make_writer(format, buffer_, {&body_->prefixes()})) {}

 private:
  rdf::Result<bool> make_more() override {
    if (!writer_) return rdf::Error(rdf::Code::inexpressible, "this format cannot be written");
    const auto more = body_->emit(*writer_);
    // The body only knows that it was told to stop; the writer knows why.
    if (!more) return writer_->error().message.empty() ? more.error() : writer_->error();
    if (*more) return true;
    if (const auto ended = writer_->finish(); !ended) return ended.error();
    return false;
  }

  std::unique_ptr<answer::GraphBody> body_;
  std::unique_ptr<syntax::QuadWriter> writer_;
};

class TableStream final : public BufferedBody {
 public:
  TableStream(std::unique_ptr<answer::TableBody> body, syntax::FormatId format)
      : body_(std::move(body)), writer_(syntax::make_solution_writer(format, buffer_, body_->variables())) {}

 private:
  rdf::Result<bool> make_more() override {
    const auto more = body_->emit(*writer_);
    if (more && !*more) writer_->finish();
    return more;
  }

  std::unique_ptr<answer::TableBody> body_;
  std::unique_ptr<syntax::SolutionWriter> writer_;
};

rdf::Result<Written> begin(std::unique_ptr<BufferedBody> body) {
  const auto more = body->fill();
  if (!more) return more.error();
  Written written;
  if (*more) {
    written.stream = std::move(body);
  } else {
    written.bytes = std::make_shared<const std::string>(body->take());
  }
  return written;
}

}  // namespace

rdf::Result<Written> write_graph(const answer::Answer& answer, syntax::FormatId format) {
  return begin(std::make_unique<GraphStream>(answer.graph(&syntax::format(format)), format));
}

rdf::Result<Written> write_table(const answer::Answer& answer, syntax::FormatId format) {
  auto table = answer.table();
  if (!table) return rdf::Error(rdf::Code::not_acceptable, "this is no table");
  return begin(std::make_unique<TableStream>(std::move(table), format));
}

}  // namespace tamizdat::web
