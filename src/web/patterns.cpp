#include "web/patterns.hpp"

#include <algorithm>

#include "answer/fragment.hpp"
#include "answer/fragment_api.hpp"
#include "web/accept.hpp"

namespace tamizdat::web::patterns {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Result;

answer::FragmentLimits fragment_limits(const Call& call) {
  answer::FragmentLimits limits;
  limits.page_size = call.options.page_size;
  return limits;
}

// POST carries long lists of bindings as a form.
Result<std::string_view> form_of(const Request& request) {
  if (request.method != "POST") return std::string_view();
  if (const std::string_view coding = request.fields.get("Content-Encoding");
      !coding.empty() && !same_token(coding, "identity")) {
    return Error(Code::unsupported_media_type, "a pattern is not read from packed content",
                 "send it as it is, without Content-Encoding");
  }
  const std::string_view type = request.fields.get("Content-Type");
  if (same_token(trimmed(type.substr(0, type.find(';'))), "application/x-www-form-urlencoded"))
    return std::string_view(request.body);
  return Error(Code::unsupported_media_type, "a pattern is not read from this type of content",
               "send parameters as application/x-www-form-urlencoded");
}

constexpr std::string_view minimal = "return=minimal";

// RFC 7240 §2: preferences are separated by commas, their parameters by semicolons.
bool prefers_minimal(const Request& request) {
  const std::string all = request.fields.combined("Prefer");
  std::string_view rest = all;
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find(','));
    if (same_token(trimmed(one.substr(0, one.find(';'))), minimal)) return true;
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
  }
  return false;
}

// Clients that walk fragments by themselves put whatever they have found into every place of the form, and an
// error would end their walk; to people and scripts it is a help. A walker reads both formats that keep what
// is said about a page apart from its data.
answer::Misfits misfits_for(const Request& request) {
  const std::string accept = request.fields.combined("Accept");
  const auto ranges = parse_accept(accept);
  const auto reads = [&](syntax::FormatId id) {
    const std::string_view type = syntax::format(id).media_type;
    return std::any_of(ranges.begin(), ranges.end(), [&](const MediaRange& range) {
      return range.weight > 0 && fit(range, type) >= Fit::exact;
    });
  };
  return reads(syntax::FormatId::nquads) && reads(syntax::FormatId::trig) ? answer::Misfits::empty
                                                                          : answer::Misfits::refused;
}

Result<Found> fragments_of(const Call& call, answer::FragmentKind kind) {
  const auto form = form_of(call.request);
  if (!form) return form.error();
  const bool data_alone = prefers_minimal(call.request);
  auto made = answer::fragment(call.publication, kind, call.target.query(), *form, fragment_limits(call),
                               data_alone ? answer::Controls::none : answer::Controls::as_asked,
                               misfits_for(call.request));
  if (!made) return made.error();
  Page page = page_with(call, std::move(*made));
  page.by_preference = true;
  if (data_alone) page.preference = minimal;
  return page;
}

}  // namespace

rdf::Result<Found> triples(const Call& call) {
  return fragments_of(call, answer::FragmentKind::triples);
}

rdf::Result<Found> quads(const Call& call) {
  return fragments_of(call, answer::FragmentKind::quads);
}

rdf::Result<Found> api(const Call& call) {
  return page_with(call, std::make_unique<answer::FragmentApi>(call.publication, fragment_limits(call)));
}

}  // namespace tamizdat::web::patterns
