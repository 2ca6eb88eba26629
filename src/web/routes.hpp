#pragma once
// THE table of routes: which target is answered by what.
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "answer/answer.hpp"
#include "html/assets.hpp"
#include "html/page.hpp"
#include "web/site.hpp"
#include "web/target.hpp"

namespace tamizdat::web {

/// What a maker may look at.
struct Call {
  const Request& request;
  const Target& target;
  const std::optional<answer::Addresses::Asked>& asked;  ///< by the path; nothing outside the base
  std::string_view relative;  ///< the path below the base, normalised, without a leading '/'
  const std::shared_ptr<const answer::Publication>& publication;
  const SiteOptions& options;
  const html::Messages& messages;
  const html::Assets& assets;
  const html::Assets* former_assets;  ///< of the look before, whose pages are still being read; may be null
};

/// An answer that is to be represented.
struct Page {
  std::unique_ptr<const answer::Answer> answer;
  const syntax::Format* format = nullptr;  ///< the path says so: nothing is negotiated
  bool see_other = false;                  ///< 303 to the document in the chosen format
  /// Where the representations are: stem + extension of the format ("/id/x." + "ttl"), as a path.
  std::string stem;
  /// Where this one is, if that is not stem + extension: a loaded file.
  std::string self;
  const syntax::Format* own = nullptr;  ///< the format of what is at `self`
  bool by_preference = false;           ///< Prefer has a say in what the graph says
  std::string_view preference;          ///< what of it was heeded, as in Preference-Applied (RFC 7240 §3)

  /// Where the representation in a format is.
  [[nodiscard]] std::string address(const syntax::Format& form) const {
    return &form == own ? self : stem + std::string(form.extension);
  }
};

struct Redirect {
  unsigned status = 303;
  std::string location;  ///< an absolute path, percent-encoded
};

/// Bytes that are what they are.
struct File {
  std::shared_ptr<const std::string> bytes;
  std::string media_type;
  std::string_view cache_control;
  std::string state;  ///< what the bytes depend on besides the target, for the ETag; empty: no ETag
  unsigned status = 200;
  std::string lines{};  ///< further header lines, well-formed
};

/// The whole data set.
struct Dump {
  const answer::DumpFile* file;
};

/// A page for people that is made anew each time and not kept.
struct Screen {
  std::unique_ptr<const answer::Answer> answer;
};

/// A picture as SVG, in the reader's language, that pages of this site frame.
struct Picture {
  std::string subject;  ///< what it shows: one string for each picture
  std::function<std::string(const html::PageContext&)> draw;
};

using Found = std::variant<Page, Redirect, File, Dump, Screen, Picture>;

struct Route {
  std::string_view pattern;  ///< relative to the base; "x/*" takes everything below x; "*" takes the rest
  std::string_view allow;    ///< methods, as in Allow
  rdf::Result<Found> (*make)(const Call&);
  bool of_operations = false;  ///< may be kept from the public
  bool endless = false;        ///< there is no end of addresses: crawlers are asked to stay out
};

/// A page whose representations are told apart by ?format=.
Page page_with(const Call& call, std::unique_ptr<const answer::Answer> made);
/// For addresses that lead nowhere.
rdf::Error nothing_at(const Call& call);

/// All of them, in the order in which they are tried.
std::span<const Route> all_routes();

/// What a target leads to when it is asked for with GET.
rdf::Result<Found> find(const Call& call);
/// Whether the relative path may be asked for at the root of the host too, wherever the base lies: what is
/// looked for by those who know only the host.
bool is_known_to_all(std::string_view relative);

/// Always finds one: things are the last row.
const Route& route_of(std::string_view relative);

/// If the method is one of the route's.
bool allows(const Route& route, std::string_view method);

/// One that HTTP knows (RFC 9110 §9, RFC 5789), whether a route has it or not.
bool is_known_method(std::string_view method);

/// Whether the path is taken whatever the data say.
bool is_service(const Route& route);

/// The format whose documents end like this path or IRI ("id/x.ttl"); null if none.
const syntax::Format* document_format(std::string_view path);

}  // namespace tamizdat::web
