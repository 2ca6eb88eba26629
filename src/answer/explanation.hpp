#pragma once
// Why an address was answered in the format that it was: an answer like any other.
#include <memory>
#include <string>
#include <vector>

#include "answer/answer.hpp"
#include "answer/publication.hpp"

namespace tamizdat::answer {

/// How one offered format fared.
struct CandidateTold {
  std::string media_type;
  std::string label;
  std::string url;     ///< where it is to be had, absolute
  std::string weight;  ///< "0.8"
  std::string range;   ///< the part of the header that decided, or empty
  std::string reason;  ///< a few words of English
  bool chosen = false;
};

/// One member of the header.
struct MemberTold {
  std::string text;
  std::string weight;
};

struct Told {
  std::string path;
  std::string accept;
  std::string outcome;  ///< a sentence of English: what was chosen, and why; or what decided instead
  std::vector<MemberTold> members;        ///< as read, in order
  std::vector<CandidateTold> candidates;  ///< in the server's order of preference
};

class Explanation final : public Answer {
 public:
  Explanation(std::shared_ptr<const Publication> publication, Told told);
  /// The candidates as members of a hydra:Collection, with dcterms:format, rdf:value (the weight) and
  /// rdfs:comment.
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;
  [[nodiscard]] const Publication& publication() const { return *publication_; }
  [[nodiscard]] const Told& told() const { return told_; }

 private:
  std::shared_ptr<const Publication> publication_;
  Told told_;
};

}  // namespace tamizdat::answer
