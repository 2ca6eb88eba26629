#include "web/respond.hpp"

#include <algorithm>
#include <array>

#include "web/caching.hpp"
#include "web/header_lines.hpp"
#include "web/languages.hpp"
#include "web/problem.hpp"
#include "web/range.hpp"
#include "web/represent.hpp"

namespace tamizdat::web {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Result;
using syntax::Family;
using syntax::Format;
using syntax::FormatId;

constexpr std::string_view preflight_lines =
    "Access-Control-Allow-Headers: Accept, Accept-Language, Content-Type, If-Match, If-Modified-Since, "
    "If-None-Match, If-Range, If-Unmodified-Since, Prefer, Range\r\n"
    "Access-Control-Max-Age: 86400\r\n";

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += ',';
    text += part;
  }
  return text;
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
  const bool at_root = !asked && is_known_to_all(target_.path().substr(1));
  if (!asked && !at_root) {
    return Error(Code::not_found, "there is nothing at this address",
                 "everything lies below " + addresses.base());
  }
  const std::string_view relative =
      at_root ? target_.path().substr(1) : std::string_view(asked->raw).substr(addresses.base().size());
  const Route& row = route_of(relative);
  route_ = row.pattern;
  if (row.of_operations && house_.options.private_operations && !request_.from_operator)
    return Error(Code::not_found, "there is nothing at this address",
                 "start at " + publication_->addresses.base());
  if (request_.method == "OPTIONS") return Outcome{options(row.allow), nullptr};
  if (!allows(row, request_.method)) {
    allow_ = row.allow;
    return Error(Code::method_not_allowed, "nothing here answers to " + request_.method,
                 "use one of " + allow_);
  }
  auto found = row.make({request_, target_, asked, relative, publication_, house_.options, house_.messages,
                         house_.assets, former_assets_});
  if (!found) return found.error();
  if (auto* page = std::get_if<Page>(&*found)) return send(std::move(*page));
  if (const auto* redirect = std::get_if<Redirect>(&*found)) return send(*redirect);
  if (const auto* dump = std::get_if<Dump>(&*found)) return send(*dump);
  if (const auto* screen = std::get_if<Screen>(&*found)) return send(*screen);
  if (const auto* picture = std::get_if<Picture>(&*found)) return send(*picture);
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
  const bool by_coding = status == 406 && wished_coding(request_).nothing;
  add_vary(fields, {format, true, is_page(*format) && !language_by_parameter_, false, by_coding});
  if (status == 405) fields.add("Allow", allow_);
  if (status == 416) fields.add("Content-Range", content_range(whole_size_));
  if (status == 503) fields.add("Retry-After", "1");
  if (!alternate_links_.empty()) fields.add("Link", alternate_links_);
  return response;
}

}  // namespace tamizdat::web
