#pragma once
// The data set as a whole.
#include <cstdint>
#include <memory>
#include <vector>

#include "answer/answer.hpp"
#include "answer/kinds.hpp"

namespace tamizdat::answer {

class Home final : public Answer {
 public:
  explicit Home(std::shared_ptr<const Publication> publication);

  /// The data-set description: what the data say of it, counts, vocabularies, examples, where everything is.
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;

  using Kind = KindCount;
  /// Classes with the number of their instances, most first; at most `limit`.
  [[nodiscard]] std::vector<Kind> kinds(std::size_t limit = 30) const;
  /// Some things to try: what the publisher names (void:exampleResource), then the instances of the most
  /// frequent classes of which most is said, under the base.
  [[nodiscard]] std::vector<store::TermId> examples(std::size_t limit = 6) const;

  [[nodiscard]] const Publication& publication() const { return *publication_; }
  [[nodiscard]] const Measures* measures() const { return measures_.get(); }  ///< null: not yet known

 private:
  std::shared_ptr<const Publication> publication_;
  std::shared_ptr<const Measures> measures_;
};

}  // namespace tamizdat::answer
