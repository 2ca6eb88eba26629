#include "web/respond.hpp"

#include <algorithm>
#include <array>

#include "html/mustache.hpp"
#include "web/caching.hpp"
#include "web/date.hpp"
#include "web/languages.hpp"
#include "web/problem.hpp"
#include "web/represent.hpp"

namespace tamizdat::web {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Result;
using syntax::Family;
using syntax::Format;
using syntax::FormatId;

// A pattern may be as long as a request target, and each link repeats it; clients refuse heads above 16 kB or
// so (Node's does). The ways on come first; what does not fit any more is left out.
constexpr std::size_t max_link_bytes = 4000;
constexpr std::size_t max_content_location_bytes = 3000;

// On every response, whatever its status (Fetch §3.2).
constexpr std::string_view shared_lines =
    "Access-Control-Allow-Origin: *\r\n"
    "Access-Control-Expose-Headers: Allow, Content-Language, Content-Location, ETag, Last-Modified, Link, "
    "Location, Memento-Datetime, Preference-Applied, Retry-After, Vary\r\n";

// On whatever has a body.
constexpr std::string_view body_lines =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: strict-origin-when-cross-origin\r\n";

// Pages load nothing from elsewhere and run no inline script.
constexpr std::string_view page_lines =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'\r\n";

constexpr std::string_view preflight_lines =
    "Access-Control-Allow-Headers: Accept, Accept-Language, Content-Type, If-Match, If-Modified-Since, "
    "If-None-Match, If-Unmodified-Since, Prefer, Range\r\n"
    "Access-Control-Max-Age: 86400\r\n";

std::string content_type(const Format& format) {
  std::string value(format.media_type);
  if (!format.charset.empty()) value.append("; charset=").append(format.charset);
  return value;
}

// The lines that a representation in a format has: made once.
const std::string& format_lines(const Format& row) {
  static const auto all = [] {
    std::array<std::string, 256> lines;
    for (const Format& format : syntax::formats()) {
      std::string& text = lines[static_cast<std::size_t>(format.id)];
      text = "Content-Type: " + content_type(format) + "\r\n";
      text += body_lines;
      if (format.family == Family::page) text += page_lines;
    }
    return lines;
  }();
  return all[static_cast<std::size_t>(row.id)];
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += ',';
    text += part;
  }
  return text;
}

void append_link(std::string& out, std::string_view target, std::string_view rel, std::string_view type) {
  if (out.size() + target.size() > max_link_bytes) return;
  if (!out.empty()) out += ", ";
  out += '<';
  out += target;
  out += ">; rel=\"";
  out += rel;
  out += '"';
  if (type.empty()) return;
  out += "; type=\"";
  out += type;
  out += '"';
}

// What follows the target of an alternative: made once.
const std::string& alternate_tail(const Format& row) {
  static const auto all = [] {
    std::array<std::string, 256> tails;
    for (const Format& format : syntax::formats()) {
      tails[static_cast<std::size_t>(format.id)] =
          std::string(">; rel=\"alternate\"; type=\"").append(format.media_type).append("\"");
    }
    return tails;
  }();
  return all[static_cast<std::size_t>(row.id)];
}

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

std::string in_words(Offers offers) {
  std::string text = "offered are ";
  for (const Format* offer : offers) {
    if (offer != offers.front()) text += ", ";
    text += offer->media_type;
    text += " (format=";
    text += offer->extension;
    text += ')';
  }
  return text;
}

Offers offers_for(const answer::Head& head) {
  return offers_of(head.family, head.has_table);
}

bool offered(Offers offers, const Format* format) {
  return std::find(offers.begin(), offers.end(), format) != offers.end();
}

const Format* format_named(std::string_view text) {
  const Format* found = syntax::find_format(text);
  return found != nullptr ? found : syntax::find_media_type(text);
}

}  // namespace

// --- the way from target to response ----------------------------------------------------------------------

Outcome Responder::handle() {
  auto outcome = route();
  if (!outcome) return {refuse(outcome.error()), nullptr};
  outcome->response.route = route_;
  outcome->response.format = format_;
  if (outcome->finished) {
    outcome->finished->route = route_;
    outcome->finished->format = format_;
  }
  return std::move(*outcome);
}

Result<Outcome> Responder::route() {
  if (!is_known_method(request_.method)) {
    return Error(Code::not_implemented, "the method is not known", "use GET or HEAD");
  }
  if (request_.target == "*" && request_.method == "OPTIONS") {
    return Outcome{options("GET, HEAD, OPTIONS"), nullptr};
  }
  const auto target = Target::parse(request_.target);
  if (!target) return target.error();
  target_ = *target;
  path_for_format_ = target_.path();
  const answer::Addresses& addresses = publication_->addresses;
  const auto asked = addresses.asked(target_.path());
  if (!asked && (target_.path() == "/" || std::string(target_.path()) + '/' == addresses.base_path())) {
    return send(Redirect{307, addresses.path("")});
  }
  // Those who look after a server ask at its root, wherever the base lies.
  const bool at_root = !asked && target_.path().starts_with("/-/");
  if (!asked && !at_root) {
    return Error(Code::not_found, "there is nothing at this address",
                 "everything lies below " + addresses.base());
  }
  const std::string_view relative =
      at_root ? target_.path().substr(1) : std::string_view(asked->raw).substr(addresses.base().size());
  const Route& row = route_of(relative);
  route_ = row.pattern;
  if (request_.method == "OPTIONS") return Outcome{options(row.allow), nullptr};
  if (!allows(row, request_.method)) {
    allow_ = row.allow;
    return Error(Code::method_not_allowed, "nothing here answers to " + request_.method,
                 "use one of " + allow_);
  }
  auto found = row.make({request_, target_, asked, relative, publication_, house_.options, house_.assets});
  if (!found) return found.error();
  if (auto* page = std::get_if<Page>(&*found)) return send(std::move(*page));
  if (const auto* redirect = std::get_if<Redirect>(&*found)) return send(*redirect);
  return send(std::get<File>(*found));
}

Response Responder::options(std::string_view allow) const {
  Response response;
  response.status = 204;
  response.head_only = true;
  response.fields.append_lines(shared_lines);
  response.fields.append_lines(preflight_lines);
  response.fields.add("Allow", allow);
  response.fields.add("Access-Control-Allow-Methods", allow);
  return response;
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

Outcome Responder::send(const File& file) {
  Response response;
  response.fields.add("Content-Type", file.media_type);
  response.fields.add("Cache-Control", file.cache_control);
  response.fields.append_lines(shared_lines);
  response.fields.append_lines(body_lines);
  response.bytes = file.bytes;
  response.head_only = is_head();
  return {std::move(response), nullptr};
}

Result<Outcome> Responder::send(Page&& page) {
  if (auto read = read_languages(); !read) return read.error();
  auto choice = choose(page);
  if (!choice) return choice.error();
  format_ = choice->format->name;
  if (!page.see_other) return represent(page, *choice);
  auto kept = std::make_shared<Finished>();
  Response response = see_other(page, *choice);
  kept->status = response.status;
  kept->fields = response.fields;
  kept->bytes = response.bytes;
  return Outcome{std::move(response), std::move(kept)};
}

// --- choosing ---------------------------------------------------------------------------------------------

Result<void> Responder::read_languages() {
  auto read = languages_of(request_, target_);
  if (!read) return read.error();
  languages_ = std::move(read->wishes);
  language_by_parameter_ = read->by_parameter;
  language_key_ = joined(languages_);
  return {};
}

Result<const Format*> Responder::wanted_format(Offers offers) const {
  const auto parameter = target_.parameter("format");
  if (!parameter) return parameter.error();
  if (!*parameter) return nullptr;
  const Format* format = format_named(**parameter);
  if (format == nullptr) {
    return Error(Code::bad_request, "'" + **parameter + "' is no format known here", in_words(offers))
        .at("parameter format");
  }
  if (offered(offers, format)) return format;
  return Error(Code::not_acceptable, "this is not to be had as " + std::string(format->media_type),
               in_words(offers))
      .at("parameter format");
}

Result<Responder::Choice> Responder::choose(const Page& page) {
  const Offers offers = offers_for(page.answer->head());
  Choice choice;
  auto wanted = wanted_format(offers);
  if (wanted) {
    choice.format = *wanted != nullptr ? *wanted : page.format;
    if (choice.format == nullptr) {
      const std::string accept = request_.fields.combined("Accept");
      const Negotiation negotiation = negotiate(accept, offers);
      choice.format = negotiation.chosen;
      choice.by_accept = true;
      if (choice.format == nullptr) {
        negotiation_ = explain(negotiation);
        wanted = Error(Code::not_acceptable, "nothing that is offered here is acceptable to the client",
                       in_words(offers));
      }
    }
  }
  if (!wanted) {
    alternates_ = alternates_of(page, nullptr);
    alternate_links_ = links_of(page, nullptr);
    return wanted.error();
  }
  choice.by_preference = page.by_preference && choice.format->family == Family::graph;
  const answer::Head& head = page.answer->head();
  const bool told_by_language = is_page(*choice.format) || head.ordered_by_language;
  choice.by_language = told_by_language && !language_by_parameter_;
  return choice;
}

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
  if (!names.empty()) fields.add("Vary", names);
}

std::string Responder::canonical_of(const Page& page, const Format& format) const {
  const answer::Addresses& addresses = publication_->addresses;
  const bool is_self = page.format == &format && !page.self.empty();
  const std::string path = is_self ? page.self : page.stem + std::string(format.extension);
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
    if (offer == chosen || out.size() + page.stem.size() > max_link_bytes) continue;
    out += out.empty() ? "<" : ", <";
    out += page.stem;
    out += offer->extension;
    out += alternate_tail(*offer);
  }
  const Format& turtle = syntax::format(FormatId::turtle);
  if (chosen != nullptr && !is_page(*chosen)) {
    if (!head.subject.empty()) append_link(out, addresses.reference(head.subject), "describes", {});
    append_link(out, addresses.path(".well-known/void"), "describedby", {});
  } else if (head.family == Family::graph) {
    append_link(out, page.stem + std::string(turtle.extension), "describedby", turtle.media_type);
  }
  if (!publication_->licence.empty())
    append_link(out, addresses.reference(publication_->licence), "license", {});
  return out;
}

std::vector<html::Alternate> Responder::alternates_of(const Page& page, const Format* chosen) const {
  std::vector<html::Alternate> alternates;
  for (const Format* offer : offers_for(page.answer->head())) {
    if (offer == chosen) continue;
    alternates.push_back({std::string(offer->label), page.stem + std::string(offer->extension),
                          std::string(offer->media_type)});
  }
  return alternates;
}

Validators Responder::validators_of(const Page& page, const Choice& choice) const {
  const answer::Head& head = page.answer->head();
  const store::SnapshotInfo& info = publication_->snapshot->info();
  const bool html = is_page(*choice.format);
  const std::array<std::string_view, 12> parts = {
      publication_->addresses.base(),
      publication_->identity == answer::Identity::same ? "same" : "see-other",
      publication_->title,
      publication_->licence,
      head.subject,
      head.document,
      head.state,
      choice.format->name,
      "identity",  // the content coding
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
  std::string location = page.stem + std::string(choice.format->extension);
  if (language_by_parameter_ && is_page(*choice.format)) location = in_chosen_language(std::move(location));
  Response response;
  response.status = 303;
  response.fields.reserve(2048);
  response.fields.add("Location", location);
  Choice by_format = choice;
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

std::string Responder::write_page(const answer::Answer& answer, std::vector<html::Alternate> alternates,
                                  std::string canonical) const {
  return html::page(
      answer, {*publication_, house_.templates, house_.messages, languages_, std::move(alternates),
               house_.assets.address("style.css"), house_.assets.address("icon.svg"), std::move(canonical),
               request_.target, house_.assets.address("complete.js"), house_.assets.address("search.js"),
               language_by_parameter_ ? language_key_ : std::string()});
}

Result<Written> Responder::write(const Page& page, const Format& format) const {
  if (format.family == Family::graph) return write_graph(*page.answer, format.id);
  if (format.family == Family::solutions) return write_table(*page.answer, format.id);
  Written written;
  written.bytes = std::make_shared<const std::string>(
      write_page(*page.answer, alternates_of(page, &format), canonical_of(page, format)));
  return written;
}

Result<Outcome> Responder::represent(const Page& page, const Choice& choice) {
  const Format& format = *choice.format;
  auto finished = std::make_shared<Finished>();
  finished->validators = validators_of(page, choice);

  Fields& kept = finished->not_modified;  // RFC 9110 §15.4.5
  kept.reserve(1024);
  kept.add("ETag", finished->validators.etag);
  kept.add("Cache-Control", caching::answer);
  add_vary(kept, choice);
  if (page.format != &format && page.stem.size() < max_content_location_bytes)
    kept.add("Content-Location", page.stem + std::string(format.extension));
  kept.append_lines(shared_lines);

  Fields& fields = finished->fields;
  fields.reserve(3072);
  fields.append_lines(format_lines(format));
  if (is_page(format)) fields.add("Content-Language", page_language());
  fields.append_lines(kept.text());
  if (choice.by_preference && !page.preference.empty()) fields.add("Preference-Applied", page.preference);
  if (finished->validators.modified > 0)
    fields.add("Last-Modified", http_date(finished->validators.modified));
  std::string links = links_of(page, &format);
  append_link(links, canonical_of(page, format), "canonical", {});
  fields.add("Link", links);

  auto early = replay(*finished, request_, house_.options.now());
  if (!early) {
    return Error(Code::precondition_failed, "the precondition of the request does not hold",
                 "ask again without If-Match, If-Unmodified-Since or If-None-Match");
  }
  if (early->status == 304 || is_head()) return Outcome{std::move(*early), nullptr};

  auto written = write(page, format);
  if (!written) {
    alternates_ = alternates_of(page, &format);
    alternate_links_ = links_of(page, &format);
    return written.error();
  }
  Response response;
  response.bytes = written->bytes;
  response.stream = std::move(written->stream);
  response.fields = fields;
  if (response.stream) return Outcome{std::move(response), nullptr};
  finished->bytes = response.bytes;
  return Outcome{std::move(response), std::move(finished)};
}

// --- errors -----------------------------------------------------------------------------------------------

const Format& Responder::problem_format() const {
  const std::string accept = request_.fields.combined("Accept");
  const Negotiation negotiation = negotiate(accept, offers_of(Family::problem));
  const auto chosen = std::find_if(negotiation.candidates.begin(), negotiation.candidates.end(),
                                   [&](const Candidate& c) { return c.format == negotiation.chosen; });
  if (chosen != negotiation.candidates.end() && chosen->fit > Fit::anything) return *chosen->format;
  // The client takes anything, or nothing of ours: then what the address asks for.
  const Format* wanted = nullptr;
  const auto parameter = target_.parameter("format");
  if (parameter && *parameter) {
    wanted = format_named(**parameter);
  } else if (const auto dot = path_for_format_.rfind('.'); dot != std::string_view::npos) {
    wanted = syntax::find_format(path_for_format_.substr(dot + 1));
  }
  if (wanted != nullptr && negotiation.chosen != nullptr && offered(offers_of(Family::problem), wanted))
    return *wanted;
  return negotiation.chosen != nullptr ? *negotiation.chosen : syntax::format(FormatId::problem_json);
}

Response Responder::refuse(const Error& error) {
  const unsigned status = status_of(error.code);
  if (language_key_.empty() && !read_languages())
    languages_ = preferred_languages(request_.fields.combined("Accept-Language"));
  const answer::Problem problem(publication_, error, status, request_.target.substr(0, 2000));
  const Format* format = &problem_format();
  Response response;
  if (is_page(*format)) {
    response.bytes = std::make_shared<const std::string>(write_page(problem, alternates_, {}));
  } else if (format->family == Family::graph) {
    if (auto written = write_graph(problem, format->id)) response.bytes = written->bytes;
  }
  if (!response.bytes) {
    format = &syntax::format(FormatId::problem_json);
    response.bytes = std::make_shared<const std::string>(problem_json(problem, alternates_, negotiation_));
  }
  response.status = status;
  response.route = route_;
  response.format = format->name;
  response.head_only = is_head();
  Fields& fields = response.fields;
  fields.append_lines(format_lines(*format));
  if (is_page(*format)) fields.add("Content-Language", page_language());
  fields.append_lines(shared_lines);
  fields.add("Cache-Control", status < 500 ? caching::error : caching::fault);
  add_vary(fields, {format, true, is_page(*format) && !language_by_parameter_, false});
  if (status == 405) fields.add("Allow", allow_);
  if (status == 503) fields.add("Retry-After", "1");
  if (!alternate_links_.empty()) fields.add("Link", alternate_links_);
  return response;
}

// --- what is finished -------------------------------------------------------------------------------------

std::optional<Response> replay(const Finished& finished, const Request& request, std::time_t now) {
  Response response;
  const Condition condition =
      finished.validators.etag.empty() ? Condition::met : evaluate(request, finished.validators, now);
  if (condition == Condition::failed) return std::nullopt;
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
  return response;
}

bool hot_key(const Request& request, std::string& key) {
  if ((request.method != "GET" && request.method != "HEAD") || request.target.size() > 1024) return false;
  key.assign(request.target);
  for (const Fields::Field field : request.fields.all()) {
    const bool type = same_token(field.name, "Accept");
    const bool preference = same_token(field.name, "Prefer");
    if (!type && !preference && !same_token(field.name, "Accept-Language")) continue;
    key += type ? "\nA" : preference ? "\nP" : "\nL";
    key += field.value;
  }
  return key.size() < 4096;
}

}  // namespace tamizdat::web
