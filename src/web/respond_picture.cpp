// Responder: pictures, in the reader's language, drawn where they are not kept.
#include <algorithm>
#include <array>

#include "web/caching.hpp"
#include "web/coding.hpp"
#include "web/date.hpp"
#include "web/header_lines.hpp"
#include "web/respond.hpp"

namespace tamizdat::web {
namespace {

constexpr std::string_view media_type = "image/svg+xml";

// Pictures are framed by pages of this site, and have the same style.
constexpr std::string_view picture_lines =
    "Content-Security-Policy: default-src 'none'; style-src 'self'; frame-ancestors 'self'\r\n";

}  // namespace

std::shared_ptr<Finished> Responder::draft(const Picture& picture, syntax::Packing packing) const {
  auto finished = std::make_shared<Finished>();
  const store::SnapshotInfo& info = publication_->snapshot->info();
  const std::array<std::string_view, 7> parts = {publication_->addresses.base(),
                                                 "picture",
                                                 picture.subject,
                                                 request_.target,
                                                 language_key_,
                                                 house_.look,
                                                 coded_by(packing)};
  finished->validators.etag = make_etag(header_safe(info.version), parts);
  finished->validators.modified = std::min(info.modified, house_.options.now());

  Fields& kept = finished->not_modified;
  kept.add("ETag", finished->validators.etag);
  kept.add("Cache-Control", caching::answer);
  kept.add("Vary", language_by_parameter_ ? "Accept-Encoding" : "Accept-Language, Accept-Encoding");
  kept.append_lines(shared_lines);

  Fields& fields = finished->fields;
  fields.add("Content-Type", media_type);
  if (packing != syntax::Packing::none) fields.add("Content-Encoding", syntax::coding_name(packing));
  fields.append_lines(body_lines);
  fields.append_lines(picture_lines);
  fields.add("Content-Language", page_language());
  fields.append_lines(kept.text());
  if (finished->validators.modified > 0)
    fields.add("Last-Modified", http_date(finished->validators.modified));
  return finished;
}

rdf::Result<Outcome> Responder::send(const Picture& picture) {
  if (auto read = read_languages(); !read) return read.error();
  const CodingWish wish = wished_coding(request_);
  if (wish.nothing) return no_coding();
  auto finished = draft(picture, wish.best);
  auto early = settled(*finished);
  if (!early) return early.error();
  if (*early) return Outcome{std::move(**early), nullptr};
  Written drawn;
  drawn.bytes = std::make_shared<const std::string>(picture.draw(page_context({}, {})));
  auto coded = code(std::move(drawn), wish);
  if (!coded) return coded.error();
  if (coded->packing != wish.best) finished = draft(picture, coded->packing);
  return complete(std::move(finished), std::move(coded->written));
}

}  // namespace tamizdat::web
