#pragma once
// Triple and quad pattern fragments: a page of what matches a pattern, how much there is in all, and how to
// ask for anything else (linkeddatafragments.org, Hydra Core).
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "answer/answer.hpp"
#include "answer/fragment_note.hpp"
#include "answer/fragment_request.hpp"
#include "answer/table.hpp"

namespace tamizdat::answer {

class Fragment final : public Answer {
 public:
  struct Parts;
  explicit Fragment(std::shared_ptr<const Parts> parts);

  /// What is said about the page (the fragment, its counts, the way to other pages, the search form) in
  /// a graph of its own (metadata_graph); then the data: in the default graph for triple patterns, in their
  /// own graphs for quad patterns. Blank nodes of the data appear as skolem IRIs, so that they can be asked
  /// for again.
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;
  /// The columns that `select` names, or the open places of the pattern; one row for each match (more where a
  /// selected property has several values).
  [[nodiscard]] std::unique_ptr<TableBody> table() const override;

  [[nodiscard]] const Publication& publication() const;
  [[nodiscard]] const FragmentRequest& request() const;
  [[nodiscard]] store::Estimate total() const;
  [[nodiscard]] std::uint64_t pages() const;  ///< at least 1
  /// The matches on this page, in order.
  [[nodiscard]] std::vector<store::Quad> rows() const;
  /// Absolute URLs; empty where there is no such page, and no last one beside the first.
  [[nodiscard]] std::string first() const;
  [[nodiscard]] std::string previous() const;
  [[nodiscard]] std::string next() const;
  [[nodiscard]] std::string last() const;
  /// The same pattern, asked with one parameter set otherwise (empty value: left out), from its first page.
  [[nodiscard]] std::string with(std::string_view parameter, std::string_view value) const;
  /// What was left aside or bounded.
  [[nodiscard]] const std::vector<FragmentNote>& notes() const;

 private:
  std::shared_ptr<const Parts> parts_;
};

/// Whether a page says more than its data: as the parameter `controls` asks, or never.
enum class Controls : std::uint8_t { as_asked, none };

/// The fragment that a request asks for. `query` is the part of the target after '?', as sent; `form` the
/// body of a POST (application/x-www-form-urlencoded), or empty. Errors: Code::bad_request at the parameter,
/// not_found beyond the last page, gone if the data changed since the link was made, unprocessable if the
/// answer would cost more than the limits allow.
rdf::Result<std::unique_ptr<Fragment>> fragment(std::shared_ptr<const Publication> publication,
                                                FragmentKind kind, std::string_view query,
                                                std::string_view form, const FragmentLimits& limits = {},
                                                Controls controls = Controls::as_asked,
                                                Misfits misfits = Misfits::refused);

}  // namespace tamizdat::answer
