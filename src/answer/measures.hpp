#pragma once
// How long the files of a data set are, and their checksums. Neither is known before a file has been made,
// and none is made only to be counted while somebody waits: that is done aside.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rdf/error.hpp"

namespace tamizdat::answer {

struct Publication;

struct Measure {
  std::uint64_t bytes = 0;
  std::string sha256;
};

/// Of everything that can be fetched as a file; without a value where there is no one form of it.
struct Measures {
  std::vector<std::optional<Measure>> dumps;  ///< in the order of dump_files()
  std::vector<std::optional<Measure>> files;  ///< in the order of Publication::distributions
};

/// The measures of one publication, as they become known. Thread-safe.
class Measuring {
 public:
  /// Destroy before anything else of the publication.
  explicit Measuring(const Publication& publication);
  /// Stops what has been started.
  ~Measuring();
  Measuring(const Measuring&) = delete;
  Measuring& operator=(const Measuring&) = delete;

  /// Measures aside, on a thread that runs when the machine has nothing else to do.
  void start() const;
  /// Somebody asked: measures aside, with low priority. Whoever asks below and gets nothing has said so.
  void hurry() const;

  /// All of them, or null as long as one is missing: whoever tells of them tells of all or of none. Little is
  /// measured here and now, much aside.
  [[nodiscard]] std::shared_ptr<const Measures> all() const;

  /// Of one of Publication::distributions, as soon as it is known; little is measured here and now.
  [[nodiscard]] std::optional<Measure> file(std::size_t number) const;

  /// Measures everything now, with so many threads. An error is that of making a file.
  rdf::Result<void> finish(unsigned threads) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tamizdat::answer
