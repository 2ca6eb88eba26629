#pragma once
// New data and a new look for a running site: loaded aside, checked, and swapped in whole, or not at all.
#include <condition_variable>
#include <cstdint>
#include <ctime>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "answer/publication.hpp"
#include "rdf/error.hpp"
#include "web/site.hpp"

namespace tamizdat::server {

/// What came of loading.
struct Edition {
  std::shared_ptr<const answer::Publication> publication;  ///< null if there are errors
  web::Look look;                                          ///< the same; null to leave it as it is
  std::vector<rdf::Error> errors;
  std::string summary;  ///< "12 files, …"
  double seconds = 0;
  std::size_t files = 0;
};

/// Loads on a thread of its own, one load at a time; what is asked for meanwhile becomes one more.
class Reloader {
 public:
  struct State {
    std::time_t loaded = 0;  ///< the data in service
    double load_seconds = 0;
    std::size_t files = 0;
    std::uint64_t good = 0;
    std::uint64_t bad = 0;
    bool busy = false;
    std::time_t tried = 0;  ///< last reload; 0: never
    bool failed = false;
    std::vector<rdf::Error> errors;  ///< of the last one that failed, until one succeeds
    std::string summary;             ///< of the data in service
  };

  /// `site` is in service already, with what `first` says. `load` may take as long as it needs.
  Reloader(web::Site& site, const Edition& first, std::function<Edition()> load);
  /// Waits for the load that has begun.
  ~Reloader();

  /// Thread-safe, at once. `why` is for the log: "SIGHUP". A ticket for wait().
  std::uint64_t ask(std::string why);
  /// Until a load that began after the asking has ended; the state after it.
  State wait(std::uint64_t ticket);
  [[nodiscard]] State state() const;

 private:
  void work();
  void reload(const std::string& why);
  void take(const Edition& edition, const std::string& why);
  void refuse(Edition&& edition, const std::string& why);

  web::Site& site_;
  std::function<Edition()> load_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  State state_;
  std::string why_;
  std::uint64_t asked_ = 0;
  std::uint64_t done_ = 0;
  bool ending_ = false;
  std::thread thread_;
};

/// The first error, and how many more there are. `with_paths`: files as the operator named them; without, by
/// their last name alone.
std::string in_one_line(const std::vector<rdf::Error>& errors, bool with_paths);

}  // namespace tamizdat::server
