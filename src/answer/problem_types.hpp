#pragma once
// What the types of problem details stand for (RFC 9457 §3.1.1), as an answer: whoever follows the type of a
// problem comes here.
#include <memory>
#include <vector>

#include "answer/answer.hpp"
#include "rdf/error.hpp"

namespace tamizdat::answer {

inline constexpr std::string_view problem_types_path = "-/problems";

struct ProblemType {
  rdf::Code code;
  unsigned status;  ///< what the table in web/ says for the code
};

class ProblemTypes final : public Answer {
 public:
  ProblemTypes(std::shared_ptr<const Publication> publication, std::vector<ProblemType> types);
  /// The types as members of a hydra:Collection, each with its title and its status.
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;
  /// By status, then as they are declared.
  [[nodiscard]] const std::vector<ProblemType>& types() const { return types_; }

 private:
  std::shared_ptr<const Publication> publication_;
  std::vector<ProblemType> types_;
};

}  // namespace tamizdat::answer
