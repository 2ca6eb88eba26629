#include "web/discovery.hpp"

#include "answer/data_set.hpp"
#include "answer/explanation.hpp"
#include "web/accept.hpp"
#include "web/caching.hpp"
#include "web/explain.hpp"
#include "web/ways_in.hpp"

namespace tamizdat::web::discovery {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Result;

// What it says changes with the data, and with their dates.
File text_file(const Call& call, std::string text, std::string_view type, std::string lines = {}) {
  File file;
  file.bytes = std::make_shared<const std::string>(std::move(text));
  file.media_type = type;
  file.cache_control = caching::answer;
  const store::SnapshotInfo& info = call.publication->snapshot->info();
  file.state = info.version + ' ' + std::to_string(info.modified);
  file.lines = std::move(lines);
  return file;
}

Result<std::string> text_parameter(const Call& call, std::string_view name) {
  auto value = call.target.parameter(name);
  if (!value) return value.error();
  return *value ? std::move(**value) : std::string();
}

bool wants_bare_json(const Call& call) {
  const auto format = call.target.parameter("format");
  if (format && *format) return **format == "json";
  const std::string accept = call.request.fields.combined("Accept");
  const auto ranges = parse_accept(accept);
  return !ranges.empty() && same_token(ranges.front().type, "application") &&
         same_token(ranges.front().subtype, "json");
}

// Forms write a space as '+', people leave the '+' of a media type as it is.
std::string as_typed(std::string header) {
  for (std::size_t i = 0; i < header.size(); ++i) {
    const bool begins = i == 0 || std::string_view(",; ").find(header[i - 1]) != std::string_view::npos;
    if (header[i] == '+' && begins) header[i] = ' ';
  }
  return header;
}

}  // namespace

rdf::Result<Found> index_of_pages(const Call& call) {
  return text_file(call, sitemap_index(*call.publication), "application/xml");
}

rdf::Result<Found> part_of_pages(const Call& call) {
  auto part = sitemap_part(*call.publication, call.relative);
  if (!part) {
    return Error(Code::not_found, "there is no such part of the sitemap",
                 "start at " + call.publication->addresses.url(sitemap_path));
  }
  return text_file(call, std::move(*part), "application/xml");
}

rdf::Result<Found> robots_text(const Call& call) {
  return text_file(call, robots(*call.publication), "text/plain; charset=utf-8");
}

// RFC 9727 §3.1: whoever asks for the catalogue, if only with HEAD, is told that this is it.
rdf::Result<Found> catalogue(const Call& call) {
  const std::string self = call.publication->addresses.path(answer::api_catalog_path);
  return text_file(call, api_catalog(*call.publication),
                   std::string(linkset_type) + "; profile=\"https://www.rfc-editor.org/info/rfc9727\"",
                   "Link: <" + self + ">; rel=\"api-catalog\"\r\n");
}

rdf::Result<Found> signposts(const Call& call) {
  return text_file(call, linkset(*call.publication), linkset_type);
}

rdf::Result<Found> negotiation(const Call& call) {
  auto path = text_parameter(call, "path");
  if (!path) return path.error();
  auto accept = text_parameter(call, "accept");
  if (!accept) return accept.error();
  *accept = as_typed(std::move(*accept));
  const answer::Addresses& addresses = call.publication->addresses;
  if (path->empty()) *path = addresses.path("");
  Request request;
  request.method = "GET";
  request.target = *path;
  const auto target = Target::parse(request.target);
  if (!target) return Error(target.error()).at("parameter path");
  const auto asked = addresses.asked(target->path());
  if (!asked) {
    return Error(Code::bad_request, "'" + *path + "' is no path under " + addresses.base(),
                 "ask like " + addresses.url("-/negotiate?path=" + addresses.path("")))
        .at("parameter path");
  }
  const auto relative = std::string_view(asked->raw).substr(addresses.base().size());
  // An explanation of explanations would explain itself, and what belongs to operators is theirs.
  if (relative.starts_with("-/")) {
    return Error(Code::bad_request, "nothing is negotiated below " + addresses.url("-/"))
        .at("parameter path");
  }
  auto found = find({request, *target, asked, relative, call.publication, call.options, call.messages,
                     call.assets, call.former_assets});
  if (!found) return found.error();
  auto told = tell_negotiation(addresses, std::move(*path), std::move(*accept), *found);
  if (wants_bare_json(call))
    return text_file(call, negotiation_json(told), "application/json", "Vary: Accept\r\n");
  Page page;
  page.answer = std::make_unique<answer::Explanation>(call.publication, std::move(told));
  page.stem = addresses.reference(page.answer->head().document) + "&format=";
  return page;
}

}  // namespace tamizdat::web::discovery
