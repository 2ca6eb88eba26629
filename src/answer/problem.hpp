#pragma once
// An error as an answer: negotiated like any other.
#include <memory>
#include <string>
#include <string_view>

#include "answer/answer.hpp"
#include "rdf/error.hpp"

namespace tamizdat::answer {

/// The same words for every error of the kind, in English.
std::string_view problem_title(rdf::Code code);
/// An IRI for the kind of error: <base>-/problems#not-found
std::string problem_type(const Publication& publication, rdf::Code code);

class Problem final : public Answer {
 public:
  /// `status` is what the table in web/ says for the code; `instance` the URL that was asked for.
  Problem(std::shared_ptr<const Publication> publication, rdf::Error error, unsigned status,
          std::string instance);

  /// The problem as RDF, in the terms of RFC 9457 and of the HTTP vocabulary of W3C.
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;

  [[nodiscard]] const Publication& publication() const { return *publication_; }
  [[nodiscard]] const rdf::Error& error() const { return error_; }

  // The members of RFC 9457 §3.1.
  [[nodiscard]] std::string type() const;   ///< problem_type() of its kind
  [[nodiscard]] std::string title() const;  ///< problem_title() of its kind
  [[nodiscard]] unsigned status() const { return status_; }
  [[nodiscard]] std::string detail() const;  ///< this error's message, place and hint
  [[nodiscard]] const std::string& instance() const { return instance_; }

 private:
  std::shared_ptr<const Publication> publication_;
  rdf::Error error_;
  unsigned status_;
  std::string instance_;
};

}  // namespace tamizdat::answer
