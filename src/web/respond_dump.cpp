// Responder: dumps, whole and in parts.
#include <algorithm>
#include <array>

#include "web/caching.hpp"
#include "web/date.hpp"
#include "web/header_lines.hpp"
#include "web/range.hpp"
#include "web/replay.hpp"
#include "web/respond.hpp"
#include "web/stretch.hpp"
#include "web/ways_in.hpp"

namespace tamizdat::web {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Result;
using syntax::Packing;

class DumpStream final : public Body {
 public:
  explicit DumpStream(std::unique_ptr<answer::DumpBody> body) : body_(std::move(body)) {}
  Result<bool> pull(std::string& out) override { return body_->pull(out); }

 private:
  std::unique_ptr<answer::DumpBody> body_;
};

}  // namespace

std::shared_ptr<Finished> Responder::draft(const answer::DumpFile& file, Packing packing) const {
  auto finished = std::make_shared<Finished>();
  const store::SnapshotInfo& info = publication_->snapshot->info();
  const std::array<std::string_view, 4> parts = {publication_->addresses.base(), file.name,
                                                 coded_by(file.packing), coded_by(packing)};
  finished->validators.etag = make_etag(header_safe(info.version), parts);
  finished->validators.modified = std::min(info.modified, house_.options.now());

  Fields& kept = finished->not_modified;
  kept.add("ETag", finished->validators.etag);
  kept.add("Cache-Control", caching::dump);
  if (file.packing == Packing::none) kept.add("Vary", "Accept-Encoding");

  Fields& fields = finished->fields;
  fields.add("Content-Type", file.media_type);
  if (packing == Packing::none) {
    fields.add("Accept-Ranges", "bytes");
  } else {
    fields.add("Content-Encoding", syntax::coding_name(packing));
  }
  fields.append_lines(kept.text());
  fields.append_lines(shared_lines);
  kept.append_lines(origin_lines);
  if (finished->validators.modified > 0)
    fields.add("Last-Modified", http_date(finished->validators.modified));
  fields.append_lines(body_lines);
  fields.append_lines(inert_lines);
  std::string links;
  append_link(links, publication_->addresses.path(".well-known/void"), "describedby", {});
  if (!publication_->licence.empty())
    append_link(links, publication_->addresses.reference(publication_->licence), "license", {});
  append_signposts_of_dump(links, *publication_);
  fields.add("Link", links);
  return finished;
}

// What is asked for of a body of known length that is pulled: all of it, or a part (206).
Result<ByteRange> Responder::cut(Response& response, const Validators& validators, std::uint64_t size) {
  ByteRange range{0, size};
  const auto asked = asked_range(request_, validators, house_.options.now(), size, range);
  if (asked == RangeAnswer::unsatisfiable) {
    whole_size_ = size;
    return Error(Code::range_not_satisfiable, "the range lies outside of what is here",
                 "there are " + std::to_string(size) + " bytes");
  }
  if (asked == RangeAnswer::part) {
    response.status = 206;
    response.fields.add("Content-Range", content_range(range, size));
  }
  response.length = range.length;
  return range;
}

Result<Outcome> Responder::send(const Dump& dump) {
  const answer::DumpFile& file = *dump.file;
  format_ = syntax::format(file.format).name;
  CodingWish wish;
  if (file.packing == Packing::none) wish = wished_coding(request_);
  if (wish.nothing) return no_coding();
  prefer_parts(wish);
  const auto finished = draft(file, wish.best);
  auto response = replayed(*finished);
  if (!response) return response.error();
  if (response->status != 200) return Outcome{std::move(*response), nullptr};

  ByteRange range;
  if (wish.best == Packing::none) response->length = publication_->dumps->size(file);
  if (!response->length) publication_->measuring->hurry();
  if (response->length) {
    auto asked = cut(*response, finished->validators, *response->length);
    if (!asked) return asked.error();
    range = *asked;
  }
  if (is_head()) return Outcome{std::move(*response), nullptr};
  Written written;
  written.stream = std::make_unique<DumpStream>(publication_->dumps->open(file, publication_, range.first));
  if (response->length)
    written.stream = std::make_unique<Stretch>(std::move(written.stream), ByteRange{0, range.length});
  auto coded = code(std::move(written), wish);
  if (!coded) return coded.error();
  response->stream = std::move(coded->written.stream);
  return Outcome{std::move(*response), nullptr};
}

}  // namespace tamizdat::web
