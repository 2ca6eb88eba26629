#pragma once
// What all writers share: the door, the check of what comes in, the error.
#include <memory>
#include <string>
#include <string_view>

#include "syntax/writer.hpp"

namespace tamizdat::syntax {

class WriterBase : public QuadWriter {
 public:
  [[nodiscard]] const rdf::Error& error() const final { return error_; }

 protected:
  /// True if the quad is RDF 1.1 and its language tag is one; otherwise the error is set.
  bool accepts(const rdf::QuadView& quad);
  /// Sets the error, naming the quad. Returns false, for the sink to return.
  bool fail(rdf::Code code, std::string what, const rdf::QuadView& quad);
  [[nodiscard]] bool failed() const { return failed_; }
  /// What finish() returns.
  [[nodiscard]] rdf::Result<void> outcome() const;

 private:
  rdf::Error error_;
  bool failed_ = false;
};

// One maker for each file.
std::unique_ptr<QuadWriter> make_line_writer(std::string& out, bool graphs);
std::unique_ptr<QuadWriter> make_turtle_writer(std::string& out, const WriteOptions& options, bool graphs);
std::unique_ptr<QuadWriter> make_jsonld_writer(std::string& out, const WriteOptions& options);
std::unique_ptr<QuadWriter> make_rdfxml_writer(std::string& out, const WriteOptions& options);

}  // namespace tamizdat::syntax
