#pragma once
// Found things to responses: negotiation, validators, headers, bodies.
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "answer/problem.hpp"
#include "html/page.hpp"
#include "web/cache.hpp"
#include "web/coding.hpp"
#include "web/negotiate.hpp"
#include "web/range.hpp"
#include "web/represent.hpp"
#include "web/routes.hpp"

namespace tamizdat::web {

/// What every response of a site leans on: see Look. Immutable, thread-safe.
struct House {
  html::Templates templates;
  html::Messages messages;
  html::Assets assets;
  std::string logo;  ///< its address relative to the base, or empty
  std::string look;  ///< changes whenever templates, messages or assets do
  SiteOptions options;
};

/// A response, and the form in which it may be kept: null if it may not.
struct Outcome {
  Response response;
  std::shared_ptr<Finished> finished;
};

/// Makes the response to one request; lives as long as handling it.
class Responder {
 public:
  /// `former_assets`: of the look before this one, or null.
  Responder(const House& house, const std::shared_ptr<const answer::Publication>& publication,
            const Request& request, const html::Assets* former_assets = nullptr)
      : house_(house), publication_(publication), request_(request), former_assets_(former_assets) {}

  /// The whole way from target to response. Every error becomes a response too.
  Outcome handle();
  /// The response for an error.
  Response refuse(const rdf::Error& error);

 private:
  /// What is known about the representation to send.
  struct Choice {
    const syntax::Format* format = nullptr;
    bool by_accept = false;      ///< Accept had a say: Vary
    bool by_language = false;    ///< Accept-Language had one
    bool by_preference = false;  ///< Prefer has one (RFC 7240)
    bool by_coding = true;       ///< Accept-Encoding has one
  };

  rdf::Result<Outcome> route();
  Response options(std::string_view allow) const;
  rdf::Result<Outcome> send(Page&& page);
  Outcome send(const Redirect& redirect);
  rdf::Result<Outcome> send(const File& file);
  rdf::Result<Outcome> send(const Dump& dump);
  rdf::Result<Outcome> send(const Screen& screen);
  rdf::Result<Outcome> send(const Picture& picture);

  rdf::Result<Choice> choose(const Page& page);
  rdf::Result<const syntax::Format*> wanted_format(Offers offers) const;
  rdf::Result<void> read_languages();

  std::string in_chosen_language(std::string location) const;
  Response see_other(const Page& page, const Choice& choice) const;
  rdf::Result<Outcome> represent(const Page& page, const Choice& choice);
  /// Everything about the answer but its body, for the case that it will be packed in this way.
  std::shared_ptr<Finished> draft(const Page& page, const Choice& choice, syntax::Packing packing) const;
  std::shared_ptr<Finished> draft(const File& file, syntax::Packing packing) const;
  std::shared_ptr<Finished> draft(const answer::DumpFile& file, syntax::Packing packing) const;
  std::shared_ptr<Finished> draft(const Picture& picture, syntax::Packing packing) const;
  /// If the draft suffices: the client has the very same already, or a precondition fails.
  rdf::Result<std::optional<Response>> settled(const Finished& draft) const;
  /// Completes the draft with the body. Kept if it is whole.
  rdf::Result<Outcome> complete(std::shared_ptr<Finished> draft, Written written);
  rdf::Result<Response> replayed(const Finished& finished);
  rdf::Result<ByteRange> cut(Response& response, const Validators& validators, std::uint64_t size);
  void prefer_parts(CodingWish& wish) const;
  rdf::Result<Written> write(const Page& page, const syntax::Format& format);
  html::PageContext page_context(std::vector<html::Alternate> alternates, std::string canonical) const;
  std::string write_page(const answer::Answer& answer, std::vector<html::Alternate> alternates,
                         std::string canonical) const;

  Validators validators_of(const Page& page, const Choice& choice, syntax::Packing packing) const;
  void add_vary(Fields& fields, const Choice& choice) const;
  std::string links_of(const Page& page, const syntax::Format* chosen) const;
  std::vector<html::Alternate> alternates_of(const Page& page, const syntax::Format* chosen) const;
  std::string canonical_of(const Page& page, const syntax::Format& format) const;
  const syntax::Format& problem_format() const;
  /// Of what an interface in the languages of the reader says.
  const std::string& page_language() const { return house_.messages.choose(languages_).tag(); }
  bool is_head() const { return request_.method == "HEAD"; }

  const House& house_;
  const std::shared_ptr<const answer::Publication>& publication_;
  const Request& request_;
  const html::Assets* former_assets_;
  std::string_view route_;   // as in Response
  std::string_view format_;  // likewise
  Target target_;
  std::string_view path_for_format_;    // whose extension says in what format an error is wanted
  std::vector<std::string> languages_;  // of the reader, best first
  std::string language_key_;            // the same in one piece
  bool language_by_parameter_ = false;
  std::uint64_t whole_size_ = 0;             // for 416
  std::string allow_;                        // for 405
  std::vector<html::Alternate> alternates_;  // for 406
  std::string alternate_links_;              // the same as a Link header
  std::string negotiation_;                  // how each fared
};

}  // namespace tamizdat::web
