#include "web/replay.hpp"

#include "web/range.hpp"

namespace tamizdat::web {
namespace {

using rdf::Code;
using rdf::Error;

// Turns a 200 into what Range asks for.
rdf::Result<void> cut(Response& response, const Finished& finished, const Request& request, std::time_t now) {
  ByteRange range;
  const std::uint64_t size = finished.bytes->size();
  switch (asked_range(request, finished.validators, now, size, range)) {
    case RangeAnswer::whole:
      return {};
    case RangeAnswer::unsatisfiable:
      return Error(Code::range_not_satisfiable, "the range lies outside of what is here",
                   "there are " + std::to_string(size) + " bytes");
    case RangeAnswer::part:
      break;
  }
  response.status = 206;
  response.fields.add("Content-Range", content_range(range, size));
  response.bytes = std::make_shared<const std::string>(*finished.bytes, static_cast<std::size_t>(range.first),
                                                       static_cast<std::size_t>(range.length));
  return {};
}

// What of a field's value the answer depends on; nothing for most fields.
char mark_of(std::string_view name) {
  if (same_token(name, "Accept")) return 'A';
  if (same_token(name, "Accept-Language")) return 'L';
  if (same_token(name, "Prefer")) return 'P';
  return 0;
}

}  // namespace

rdf::Result<Response> replay(const Finished& finished, const Request& request, std::time_t now) {
  const Condition condition =
      finished.validators.etag.empty() ? Condition::met : evaluate(request, finished.validators, now);
  if (condition == Condition::failed) {
    return Error(Code::precondition_failed, "the precondition of the request does not hold",
                 "ask again without If-Match, If-Unmodified-Since or If-None-Match");
  }
  Response response;
  if (condition == Condition::not_modified) {
    response.status = 304;
    response.route = finished.route;
    response.format = finished.format;
    response.fields = finished.not_modified;
    response.head_only = true;
    return response;
  }
  response.status = finished.status;
  response.route = finished.route;
  response.format = finished.format;
  response.fields = finished.fields;
  response.bytes = finished.bytes;
  response.head_only = request.method == "HEAD";
  if (finished.status == 200 && finished.bytes && request.fields.has("Range")) {
    if (auto done = cut(response, finished, request, now); !done) return done.error();
  }
  return response;
}

bool hot_key(const Request& request, std::string& key) {
  if ((request.method != "GET" && request.method != "HEAD") || request.target.size() > 1024) return false;
  key.assign(request.target);
  bool coded = false;
  for (const Fields::Field field : request.fields.all()) {
    coded = coded || same_token(field.name, "Accept-Encoding");
    const char mark = mark_of(field.name);
    if (mark == 0) continue;
    key += '\n';
    key += mark;
    key += field.value;
  }
  if (coded) {
    const CodingWish wish = wished_coding(request);
    if (wish.nothing) return false;
    if (!wish.identity || wish.best != syntax::Packing::none) {
      key += wish.identity ? "\nE" : "\nF";
      key += syntax::coding_name(wish.best);
    }
  }
  return key.size() < 4096;
}

}  // namespace tamizdat::web
