#pragma once
// handle(request) → response: the whole site as a function. Tests, benchmarks and a static export run the
// same path as the server, without a socket.
#include <ctime>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "answer/publication.hpp"
#include "web/cache.hpp"
#include "web/message.hpp"
#include "web/operations.hpp"

namespace tamizdat::web {

struct SiteOptions {
  std::size_t cache_bytes = std::size_t{32} << 20;  ///< finished hot answers
  std::size_t incoming_limit = 100;                 ///< incoming triples shown in a description
  std::size_t page_size = 100;
  std::string theme;  ///< folder whose templates, messages and assets go before the built-in ones
  std::string logo;   ///< file of a picture that stands beside the site's name, or empty
  bool log_times = false;
  const Operations* operations = nullptr;                    ///< null: nothing is known of the server
  bool private_operations = false;                           ///< only requests from operators are told of it
  std::time_t (*now)() = [] { return std::time(nullptr); };  ///< the clock, for Last-Modified
};

/// Templates, messages, assets and logo as they were at one time, read and checked. Immutable.
struct House;
using Look = std::shared_ptr<const House>;

/// What is built in, and what theme and logo put in its place. An error names the file that cannot be used.
rdf::Result<Look> read_look(const SiteOptions& options);

/// Thread-safe: any number of threads call handle() while another swaps the publication.
class Site {
 public:
  /// Without a look that has been read before, it reads it, and shows what is built in where it cannot.
  Site(std::shared_ptr<const answer::Publication> publication, SiteOptions options, Look look = nullptr);
  ~Site();
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  /// Answers every request, with an error answer if need be; never throws, never blocks on anything but
  /// memory.
  [[nodiscard]] Response handle(const Request& request) const;
  /// The same for what costs next to nothing, else nothing: answers that are finished already, and what
  /// operators ask.
  [[nodiscard]] std::optional<Response> at_hand(const Request& request) const;
  /// Makes an error answer for what the session found wrong before there was a request (408, 431, 505 …).
  [[nodiscard]] Response refuse(const rdf::Error& error, const Request& request) const;

  /// Hits and misses since the beginning; entries and bytes of the edition in service.
  [[nodiscard]] CacheNumbers cache_numbers() const;

  /// Swaps both together; without a look the old one stays. What pages of the look before link to is still
  /// there until the next one comes.
  void publish(std::shared_ptr<const answer::Publication> publication, Look look = nullptr);
  [[nodiscard]] std::shared_ptr<const answer::Publication> publication() const;
  /// Addresses of all assets, relative to the base.
  [[nodiscard]] std::vector<std::string> assets() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tamizdat::web
