#pragma once
// The whole site looked at from outside: what is answered at every address, and whether it hangs together.
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "answer/publication.hpp"
#include "rdf/error.hpp"
#include "web/message.hpp"

namespace tamizdat::server {

/// Sends requests to a site, wherever it runs. One thread.
class Asker {
 public:
  struct Answer {
    unsigned status = 0;
    web::Fields fields;
    std::string body;
  };
  virtual ~Asker() = default;
  virtual rdf::Result<Answer> ask(const web::Request& request) = 0;
};

/// THE table of what is checked.
enum class SiteRule : std::uint8_t {
  answers,       ///< every document is there, in its media type
  redirects,     ///< a thing leads to the document in the format asked for
  vary,          ///< what is negotiated says on what it depends
  validators,    ///< an ETag, by which it is known again (304)
  licence,       ///< the licence is named
  same_triples,  ///< all formats say the same, and pages nothing else
  links,         ///< no link within the site is broken, nor one of the sitemap
  files,         ///< files have the lengths and checksums that the description tells
  addresses,     ///< no two things at one address
};
inline constexpr std::size_t site_rules = 9;
/// "same-triples"
std::string_view name(SiteRule rule);
std::string_view meaning(SiteRule rule);

struct SiteFinding {
  SiteRule rule;
  std::string address;
  std::string message;
};

struct SiteReport {
  struct Tally {
    std::uint64_t checked = 0;
    std::uint64_t failed = 0;
  };
  std::array<Tally, site_rules> tallies;
  std::vector<SiteFinding> findings;  ///< no more than a hundred of each rule
  std::uint64_t resources = 0;
  std::uint64_t requests = 0;
  [[nodiscard]] bool good() const;
};

/// Walks over every IRI under the base. Holds one resource at a time, and a number for each link met. A
/// resource of which something is wrong is looked at once more, for a site may load other data meanwhile. An
/// error is one of the asker's: the site cannot be reached.
rdf::Result<SiteReport> check_site(const answer::Publication& publication, Asker& asker,
                                   const std::function<void(std::uint64_t, std::uint64_t)>& progress);

std::string render_text(const SiteReport& report);
std::string render_json(const SiteReport& report, std::string_view version);
/// A test case for each rule, as build servers read it.
std::string render_junit(const SiteReport& report);

}  // namespace tamizdat::server
