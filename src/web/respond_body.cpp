// Responder: found things to headers and bodies.
#include <algorithm>
#include <array>

#include "answer/data_set.hpp"
#include "html/mustache.hpp"
#include "web/caching.hpp"
#include "web/date.hpp"
#include "web/header_lines.hpp"
#include "web/replay.hpp"
#include "web/represent.hpp"
#include "web/respond.hpp"
#include "web/stretch.hpp"
#include "web/ways_in.hpp"

namespace tamizdat::web {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Result;
using syntax::Effort;
using syntax::Family;
using syntax::Format;
using syntax::FormatId;

// Clients refuse heads above 16 kB or so (Node's does); see also max_link_bytes.
constexpr std::size_t max_content_location_bytes = 3000;

// A short note with a link (RFC 9110 §15.4.4).
std::shared_ptr<const std::string> note(std::string_view location) {
  std::string href;
  html::mustache::escape(location, href);
  std::string text = "<!DOCTYPE html>\n<html lang=\"en\"><title>See other</title>\n<p>See <a href=\"";
  text += href;
  text += "\">";
  text += href;
  text += "</a>.</p></html>\n";
  return std::make_shared<const std::string>(std::move(text));
}

bool is_page(const Format& format) {
  return format.family == Family::page;
}

std::string_view cache_control_of(const answer::Head& head, const Format& format) {
  if (is_page(format)) return caching::answer;
  return head.total ? caching::fragment : caching::entity;
}

Offers offers_for(const answer::Head& head) {
  return offers_of(head.family, head.has_table);
}

}  // namespace

// --- headers ----------------------------------------------------------------------------------------------

void Responder::add_vary(Fields& fields, const Choice& choice) const {
  std::string names;
  const auto depends = [&](bool does, std::string_view name) {
    if (!does) return;
    if (!names.empty()) names += ", ";
    names += name;
  };
  depends(choice.by_accept, "Accept");
  depends(choice.by_language, "Accept-Language");
  depends(choice.by_preference, "Prefer");
  depends(choice.by_coding, "Accept-Encoding");
  if (!names.empty()) fields.add("Vary", names);
}

std::string Responder::canonical_of(const Page& page, const Format& format) const {
  const answer::Addresses& addresses = publication_->addresses;
  const std::string path = page.address(format);
  return addresses.url(std::string_view(path).substr(addresses.base_path().size()));
}

// Null for `chosen`: every format is an alternative.
std::string Responder::links_of(const Page& page, const Format* chosen) const {
  const answer::Head& head = page.answer->head();
  const answer::Addresses& addresses = publication_->addresses;
  std::string out;
  out.reserve(1024);
  for (const answer::Link& link : head.links)
    append_link(out, addresses.reference(link.target), header_safe(link.rel), header_safe(link.type));
  for (const Format* offer : offers_for(head)) {
    if (offer == chosen) continue;
    if (offer == page.own) {
      append_link(out, page.self, "alternate", offer->media_type);
    } else {
      append_alternate(out, page.stem, *offer);
    }
  }
  const Format& turtle = syntax::format(FormatId::turtle);
  if (chosen != nullptr && !is_page(*chosen)) {
    if (!head.subject.empty()) append_link(out, addresses.reference(head.subject), "describes", {});
    append_link(out, addresses.path(answer::void_path), "describedby", {});
  } else if (head.family == Family::graph) {
    append_link(out, page.address(turtle), "describedby", turtle.media_type);
  }
  if (!publication_->licence.empty())
    append_link(out, addresses.reference(publication_->licence), "license", {});
  if (chosen != nullptr) append_signposts(out, *publication_, head, *chosen);
  return out;
}

std::vector<html::Alternate> Responder::alternates_of(const Page& page, const Format* chosen) const {
  std::vector<html::Alternate> alternates;
  for (const Format* offer : offers_for(page.answer->head())) {
    if (offer == chosen) continue;
    alternates.push_back({std::string(offer->label), page.address(*offer), std::string(offer->media_type)});
  }
  return alternates;
}

Validators Responder::validators_of(const Page& page, const Choice& choice, syntax::Packing packing) const {
  const answer::Head& head = page.answer->head();
  const store::SnapshotInfo& info = publication_->snapshot->info();
  const bool html = is_page(*choice.format);
  const std::array<std::string_view, 14> parts = {
      publication_->addresses.base(),
      publication_->identity == answer::Identity::same ? "same" : "see-other",
      publication_->title,
      publication_->licence,
      publication_->colour,
      publication_->link_colour,
      head.subject,
      head.document,
      head.state,
      choice.format->name,
      coded_by(packing),
      html ? std::string_view(language_key_) : std::string_view(),
      html ? std::string_view(request_.target) : std::string_view(),
      html ? std::string_view(house_.look) : std::string_view(),
  };
  Validators validators;
  validators.etag = make_etag(header_safe(info.version), parts);
  // RFC 9110 §8.8.2.1: never later than the answer itself.
  validators.modified = std::min(head.modified, house_.options.now());
  return validators;
}

// --- bodies -----------------------------------------------------------------------------------------------

// Where what is asked for lies at another address, the reader still wants it in this language. The address of
// a thing may have a query of its own, which would become another thing's.
std::string Responder::in_chosen_language(std::string location) const {
  const bool is_open = location.find('?') == std::string::npos ||
                       location.starts_with(publication_->addresses.path("describe?"));
  if (!is_open || language_key_.empty()) return location;
  return answer::with_parameter(std::move(location), "lang", answer::encode_query_value(language_key_));
}

Response Responder::see_other(const Page& page, const Choice& choice) const {
  std::string location = page.address(*choice.format);
  if (language_by_parameter_ && is_page(*choice.format)) location = in_chosen_language(std::move(location));
  Response response;
  response.status = 303;
  response.fields.reserve(2048);
  response.fields.add("Location", location);
  Choice by_format = choice;
  by_format.by_coding = false;
  by_format.by_language = false;  // the same document for all; it sees to languages itself
  add_vary(response.fields, by_format);
  response.fields.add("Cache-Control", caching::answer);
  response.fields.append_lines(shared_lines);
  response.fields.append_lines(format_lines(syntax::format(FormatId::html)));
  response.fields.add("Link", links_of(page, nullptr));
  response.bytes = note(location);
  response.head_only = is_head();
  return response;
}

html::PageContext Responder::page_context(std::vector<html::Alternate> alternates,
                                          std::string canonical) const {
  return {*publication_,
          house_.templates,
          house_.messages,
          languages_,
          std::move(alternates),
          house_.assets.address("style.css"),
          house_.assets.address("icon.svg"),
          std::move(canonical),
          request_.target,
          house_.assets.address("complete.js"),
          house_.assets.address("search.js"),
          language_by_parameter_ ? language_key_ : std::string(),
          house_.logo};
}

std::string Responder::write_page(const answer::Answer& answer, std::vector<html::Alternate> alternates,
                                  std::string canonical) const {
  return html::page(answer, page_context(std::move(alternates), std::move(canonical)));
}

Result<Written> Responder::write(const Page& page, const Format& format) {
  if (!is_page(format)) {
    auto data = format.family == Family::graph ? write_graph(*page.answer, format.id)
                                               : write_table(*page.answer, format.id);
    if (!data) {
      alternates_ = alternates_of(page, &format);
      alternate_links_ = links_of(page, &format);
    }
    return data;
  }
  Written written;
  written.bytes = std::make_shared<const std::string>(
      write_page(*page.answer, alternates_of(page, &format), canonical_of(page, format)));
  return written;
}

std::shared_ptr<Finished> Responder::draft(const Page& page, const Choice& choice,
                                           syntax::Packing packing) const {
  const Format& format = *choice.format;
  auto finished = std::make_shared<Finished>();
  finished->validators = validators_of(page, choice, packing);

  Fields& kept = finished->not_modified;  // RFC 9110 §15.4.5
  kept.reserve(1024);
  kept.add("ETag", finished->validators.etag);
  kept.add("Cache-Control", cache_control_of(page.answer->head(), format));
  add_vary(kept, choice);
  if (page.format != &format && page.stem.size() < max_content_location_bytes)
    kept.add("Content-Location", page.stem + std::string(format.extension));

  Fields& fields = finished->fields;
  fields.reserve(3072);
  fields.append_lines(format_lines(format));
  if (packing != syntax::Packing::none) fields.add("Content-Encoding", syntax::coding_name(packing));
  if (is_page(format)) fields.add("Content-Language", page_language());
  fields.append_lines(kept.text());
  fields.append_lines(shared_lines);
  kept.append_lines(origin_lines);
  if (choice.by_preference && !page.preference.empty()) fields.add("Preference-Applied", page.preference);
  if (finished->validators.modified > 0)
    fields.add("Last-Modified", http_date(finished->validators.modified));
  std::string links = links_of(page, &format);
  append_link(links, canonical_of(page, format), "canonical", {});
  fields.add("Link", links);
  return finished;
}

std::shared_ptr<Finished> Responder::draft(const File& file, syntax::Packing packing) const {
  auto finished = std::make_shared<Finished>();
  finished->status = file.status;
  if (!file.state.empty()) {
    const std::array<std::string_view, 4> parts = {publication_->addresses.base(), file.state,
                                                   request_.target, coded_by(packing)};
    finished->validators.etag = make_etag("f", parts);
  }
  Fields& kept = finished->not_modified;
  if (!file.state.empty()) kept.add("ETag", finished->validators.etag);
  kept.add("Cache-Control", file.cache_control);
  if (is_packable(file.media_type)) kept.add("Vary", "Accept-Encoding");
  Fields& fields = finished->fields;
  fields.add("Content-Type", file.media_type);
  if (packing != syntax::Packing::none) fields.add("Content-Encoding", syntax::coding_name(packing));
  if (!file.state.empty()) fields.add("Accept-Ranges", "bytes");
  fields.append_lines(kept.text());
  fields.append_lines(shared_lines);
  kept.append_lines(origin_lines);
  fields.append_lines(body_lines);
  fields.append_lines(file.lines);
  fields.append_lines(file.media_type.starts_with(svg) ? drawing_lines : inert_lines);
  return finished;
}

// Whether packing pays is known from the bytes alone. But whoever names the tag of the packed form has had
// it.
Result<std::optional<Response>> Responder::settled(const Finished& draft) const {
  const std::string& tag = draft.validators.etag;
  const std::string had = request_.fields.combined("If-None-Match");
  const bool packed = draft.fields.has("Content-Encoding");
  const bool certain = !packed || (trimmed(had) != "*" && matches_weakly(had, tag));
  if (!certain || tag.empty()) return std::optional<Response>();
  switch (evaluate(request_, draft.validators, house_.options.now())) {
    case Condition::met:
      break;
    case Condition::not_modified:
    case Condition::failed: {
      auto response = replay(draft, request_, house_.options.now());
      if (!response) return response.error();
      return std::optional(std::move(*response));
    }
  }
  return std::optional<Response>();
}

Result<Response> Responder::replayed(const Finished& finished) {
  auto response = replay(finished, request_, house_.options.now());
  if (!response && finished.bytes) whole_size_ = finished.bytes->size();
  return response;
}

Result<Outcome> Responder::complete(std::shared_ptr<Finished> draft, Written written) {
  draft->bytes = std::move(written.bytes);
  auto response = replayed(*draft);
  if (!response) return response.error();
  if (!written.stream) return Outcome{std::move(*response), std::move(draft)};
  if (response->status == 200) response->stream = std::move(written.stream);
  return Outcome{std::move(*response), nullptr};
}

// Where parts of a stream begin is known of the bytes as they are alone.
void Responder::prefer_parts(CodingWish& wish) const {
  if (request_.fields.has("Range") && wish.identity) wish.best = syntax::Packing::none;
}

Result<Outcome> Responder::represent(const Page& page, const Choice& choice) {
  CodingWish wish = wished_coding(request_);
  if (wish.nothing) return no_coding();
  auto size = page.answer->length(*choice.format);
  if (size && *size > buffer_size) prefer_parts(wish);
  if (wish.best != syntax::Packing::none) size.reset();
  auto finished = draft(page, choice, wish.best);
  auto early = settled(*finished);
  if (!early) return early.error();
  if (*early) return Outcome{std::move(**early), std::move(finished)};
  if (is_head() && wish.best == syntax::Packing::none) {
    auto response = replayed(*finished);
    if (!response) return response.error();
    response->length = size;
    if (size) response->fields.add("Accept-Ranges", "bytes");
    return Outcome{std::move(*response), nullptr};
  }

  auto written = write(page, *choice.format);
  if (!written) return written.error();
  auto coded = code(std::move(*written), wish);
  if (!coded) return coded.error();
  if (coded->packing != wish.best) finished = draft(page, choice, coded->packing);
  const Validators validators = finished->validators;
  auto outcome = complete(std::move(finished), std::move(coded->written));
  if (!outcome) return outcome;
  if (page.answer->head().provisional) outcome->finished = nullptr;
  if (!size || !outcome->response.stream) return outcome;
  const auto range = cut(outcome->response, validators, *size);
  if (!range) return range.error();
  outcome->response.fields.add("Accept-Ranges", "bytes");
  outcome->response.stream = std::make_unique<Stretch>(std::move(outcome->response.stream), *range);
  return outcome;
}

Result<Outcome> Responder::send(const File& file) {
  CodingWish wish;
  if (is_packable(file.media_type)) wish = wished_coding(request_);
  if (wish.nothing) return no_coding();
  auto coded = code({file.bytes, nullptr}, wish, file.state.empty() ? Effort::whole : Effort::once);
  if (!coded) return coded.error();
  auto outcome = complete(draft(file, coded->packing), std::move(coded->written));
  // What must not be kept by others is not kept here.
  if (outcome && file.cache_control == caching::never) outcome->finished = nullptr;
  return outcome;
}

Result<Outcome> Responder::send(const Screen& screen) {
  if (auto read = read_languages(); !read) return read.error();
  const Format& page = syntax::format(FormatId::html);
  format_ = page.name;
  Response response;
  response.fields.append_lines(format_lines(page));
  response.fields.add("Content-Language", page_language());
  response.fields.add("Cache-Control", caching::never);
  if (!language_by_parameter_) response.fields.add("Vary", "Accept-Language");
  response.fields.append_lines(shared_lines);
  response.bytes = std::make_shared<const std::string>(write_page(*screen.answer, {}, {}));
  response.head_only = is_head();
  return Outcome{std::move(response), nullptr};
}

Outcome Responder::send(const Redirect& redirect) {
  // A language that cannot be read is for the next address to refuse.
  if (auto read = read_languages(); !read) language_by_parameter_ = false;
  const std::string location =
      language_by_parameter_ ? in_chosen_language(redirect.location) : redirect.location;
  Response response;
  response.status = redirect.status;
  response.fields.add("Location", location);
  response.fields.add("Cache-Control", caching::answer);
  response.fields.append_lines(shared_lines);
  response.fields.append_lines(format_lines(syntax::format(FormatId::html)));
  response.bytes = note(location);
  response.head_only = is_head();
  return {std::move(response), nullptr};
}

}  // namespace tamizdat::web
