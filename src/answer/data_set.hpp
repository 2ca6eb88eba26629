#pragma once
// The data set as something that can be fetched and asked: what description, pages, headers and catalogues
// say of it comes from here.
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "answer/answer.hpp"
#include "answer/publication.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::answer {

/// Where the description is found by those who know only the host (VoID §7.2; RFC 9727).
inline constexpr std::string_view void_path = ".well-known/void";
inline constexpr std::string_view api_catalog_path = ".well-known/api-catalog";
inline constexpr std::string_view statistics_path = "statistics";

/// A way to ask the data set.
struct Service {
  std::string_view path;  ///< relative to the base
  std::string_view title;
  std::string_view description;  ///< relative address of what describes it; empty: its own
  std::string_view conforms_to;  ///< IRI of a specification
};
std::span<const Service> services();

/// Loaded files under the base, as they are served.
std::vector<Distribution> distributions_of(const Publication& publication);
/// Everything that can be fetched as a file: dumps, then loaded files; with sizes and checksums if there are
/// measures.
std::vector<Distribution> all_distributions(const Publication& publication, const Measures* measures);

/// How much of the counts is told.
struct Detail {
  std::size_t partitions = 1000;  ///< classes, and properties
  bool by_class = false;          ///< the properties of each class too
};

/// The description as a graph, streamed: first what the data say of the data set (and of the `#` things of
/// its document), then what is known better here. Of a property that has one value by nature the data's own
/// wins; other values are added to the data's. `document` is what is being read: the page about it.
/// Without measures files have neither sizes nor checksums.
std::unique_ptr<GraphBody> data_set_body(std::shared_ptr<const Publication> publication, std::string document,
                                         std::vector<store::TermId> examples, Detail detail,
                                         std::shared_ptr<const Measures> measures);

/// An answer that tells of files, made when it is asked for: with their measures if all are known by then,
/// else as an answer that is going to change.
std::shared_ptr<const Measures> tell_measures(const Publication& publication, Head& head);

/// IRI of something that the description tells of (<base>.well-known/void#name).
std::string described(const Publication& publication, std::string_view name);

/// "2026-11-25" and "2026-11-25T20:15:00Z" of a time (RFC 3339).
std::string date_text(std::time_t time);
std::string date_time_text(std::time_t time);

/// Objects of the data set that are IRIs, for a property.
std::vector<std::string_view> iris_of_data_set(const Publication& publication, std::string_view property);

/// The IRIs under the base that are asked for at an address of their own, or may be: things that the data
/// mention, documents of `#` things, loaded files; each once, without those that have a '#', and without the
/// base itself. Views are of the snapshot.
std::vector<std::string_view> resources_of(const Publication& publication);

/// The counts on a page of their own, with the properties of each class.
class StatisticsPage final : public Answer {
 public:
  explicit StatisticsPage(std::shared_ptr<const Publication> publication);
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;
  [[nodiscard]] const Publication& publication() const { return *publication_; }
  [[nodiscard]] const Measures* measures() const { return measures_.get(); }  ///< null: not yet known

 private:
  std::shared_ptr<const Publication> publication_;
  std::shared_ptr<const Measures> measures_;
};

}  // namespace tamizdat::answer
