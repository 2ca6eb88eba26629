#include "web/explain.hpp"

#include "web/message.hpp"
#include "web/negotiate.hpp"
#include "web/problem.hpp"

namespace tamizdat::web {
namespace {

using answer::Told;

std::string absolute(const answer::Addresses& addresses, std::string_view path) {
  return addresses.url(path.substr(addresses.base_path().size()));
}

std::string outcome_of(const Negotiation& negotiation) {
  if (negotiation.chosen == nullptr) return "Nothing that is offered is acceptable: the answer is 406.";
  const std::string chosen(negotiation.chosen->media_type);
  if (!negotiation.preference)
    return "The header states no preference: the first that is offered, " + chosen + ".";
  return "The greatest weight wins, and among equals the first in the server's order: " + chosen + ".";
}

void tell_page(Told& told, const answer::Addresses& addresses, const Page& page) {
  const answer::Head& head = page.answer->head();
  const Negotiation negotiation = negotiate(told.accept, offers_of(head.family, head.has_table));
  told.outcome = outcome_of(negotiation);
  if (page.format != nullptr)
    told.outcome = "The address itself names the format, " + std::string(page.format->media_type) +
                   ": Accept has no say.";
  for (const MediaRange& range : parse_accept(told.accept))
    told.members.push_back({header_safe(range.text), to_string(range.weight)});
  for (const Candidate& candidate : negotiation.candidates) {
    answer::CandidateTold one;
    one.media_type = candidate.format->media_type;
    one.label = candidate.format->label;
    one.url = absolute(addresses, page.address(*candidate.format));
    one.weight = to_string(candidate.weight);
    one.range = header_safe(candidate.range);
    one.reason = reason(candidate, negotiation);
    one.chosen =
        page.format == nullptr ? candidate.format == negotiation.chosen : candidate.format == page.format;
    told.candidates.push_back(std::move(one));
  }
}

std::string member(std::string_view name, std::string_view value) {
  std::string out;
  append_json_string(out, name);
  out += ": ";
  append_json_string(out, value);
  return out;
}

}  // namespace

Told tell_negotiation(const answer::Addresses& addresses, std::string path, std::string accept,
                      const Found& found) {
  Told told;
  told.path = std::move(path);
  told.accept = std::move(accept);
  if (const auto* page = std::get_if<Page>(&found)) {
    tell_page(told, addresses, *page);
  } else if (const auto* redirect = std::get_if<Redirect>(&found)) {
    told.outcome = "The path leads on to " + redirect->location + " whatever the header says.";
  } else {
    told.outcome = "There is one form only: Accept has no say.";
  }
  return told;
}

std::string negotiation_json(const Told& told) {
  std::string out = "{\n  " + member("path", told.path) + ",\n  " + member("accept", told.accept) + ",\n  " +
                    member("outcome", told.outcome) + ",\n  \"members\": [";
  std::string_view separator = "\n    {";
  for (const auto& one : told.members) {
    out.append(separator).append(member("range", one.text)).append(", \"weight\": ").append(one.weight);
    separator = "},\n    {";
  }
  out += told.members.empty() ? "]" : "}\n  ]";
  out += ",\n  \"candidates\": [";
  separator = "\n    {";
  for (const auto& one : told.candidates) {
    out.append(separator).append(member("type", one.media_type)).append(", ").append(member("url", one.url));
    out.append(", \"weight\": ").append(one.weight).append(", ").append(member("range", one.range));
    out.append(", ").append(member("reason", one.reason));
    out.append(", \"chosen\": ").append(one.chosen ? "true" : "false");
    separator = "},\n    {";
  }
  out += told.candidates.empty() ? "]" : "}\n  ]";
  return out + "\n}\n";
}

}  // namespace tamizdat::web
