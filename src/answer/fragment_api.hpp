#pragma once
// What /fragments understands, told to machines: a Hydra API documentation made from the parameter table. It
// stands at an address of its own, since one more mapping in a fragment's search form makes clients crawl.
#include <memory>

#include "answer/answer.hpp"
#include "answer/fragment_request.hpp"

namespace tamizdat::answer {

class FragmentApi final : public Answer {
 public:
  FragmentApi(std::shared_ptr<const Publication> publication, const FragmentLimits& limits);
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;
  [[nodiscard]] const Publication& publication() const { return *publication_; }
  [[nodiscard]] const FragmentLimits& limits() const { return limits_; }

 private:
  std::shared_ptr<const Publication> publication_;
  FragmentLimits limits_;
};

/// The limits in words, one sentence each.
std::vector<std::string> limits_in_words(const FragmentLimits& limits);

}  // namespace tamizdat::answer
