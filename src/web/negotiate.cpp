#include "web/negotiate.hpp"

#include <algorithm>
#include <utility>

#include "web/message.hpp"

namespace tamizdat::web {
namespace {

using syntax::Family;
using syntax::Format;

void append_family(std::vector<const Format*>& out, Family family) {
  for (const Format& row : syntax::formats()) {
    if (row.family == family && row.writable) out.push_back(&row);
  }
}

std::vector<const Format*> rows_of(std::initializer_list<Family> families) {
  std::vector<const Format*> rows;
  for (const Family family : families) append_family(rows, family);
  return rows;
}

// The most specific range for one media type; ranges of equal fit: the best weight.
void consider(Candidate& best, const std::vector<MediaRange>& ranges, std::string_view media_type,
              Fit at_least) {
  for (const MediaRange& range : ranges) {
    const Fit found = fit(range, media_type);
    if (found < at_least || found < best.fit) continue;
    if (found == best.fit && range.weight <= best.weight && !best.range.empty()) continue;
    best.weight = range.weight;
    best.fit = found;
    best.range = range.text;
    best.media_type = media_type;
  }
}

Candidate judge(const Format& format, const std::vector<MediaRange>& ranges) {
  Candidate own;
  own.format = &format;
  consider(own, ranges, format.media_type, Fit::anything);
  if (own.fit >= Fit::exact) return own;
  Candidate named;
  named.format = &format;
  for (const std::string_view alias : format.media_aliases) consider(named, ranges, alias, Fit::exact);
  return named.fit == Fit::none ? own : named;
}

std::string_view describe(Fit fit) {
  switch (fit) {
    case Fit::none:
      return "no range fits";
    case Fit::anything:
      return "fits anything";
    case Fit::type:
      return "fits the type";
    case Fit::exact:
      return "names it";
    case Fit::with_parameters:
      return "names it with parameters";
  }
  return {};
}

}  // namespace

Offers offers_of(Family family, bool has_table) {
  static const std::vector<const Format*> graph = rows_of({Family::graph, Family::page});
  static const std::vector<const Format*> page = rows_of({Family::page});
  static const std::vector<const Format*> solutions =
      rows_of({Family::solutions, Family::graph, Family::page});
  static const std::vector<const Format*> table = rows_of({Family::graph, Family::solutions, Family::page});
  static const std::vector<const Format*> problem = rows_of({Family::problem, Family::graph, Family::page});
  switch (family) {
    case Family::graph:
      return has_table ? table : graph;
    case Family::page:
      return page;
    case Family::solutions:
      return solutions;
    case Family::problem:
      return problem;
  }
  return {};
}

Negotiation negotiate(std::string_view accept, Offers offers) {
  Negotiation result;
  const std::vector<MediaRange> ranges = parse_accept(accept);
  result.preference = !ranges.empty();
  result.candidates.reserve(offers.size());
  for (const Format* offer : offers) {
    Candidate candidate =
        result.preference ? judge(*offer, ranges) : Candidate{offer, full_weight, {}, {}, {}};
    result.candidates.push_back(candidate);
  }
  const auto standing = [](const Candidate& c) { return std::pair(c.weight, c.fit >= Fit::exact); };
  const auto best =
      std::max_element(result.candidates.begin(), result.candidates.end(),
                       [&](const Candidate& a, const Candidate& b) { return standing(a) < standing(b); });
  if (best != result.candidates.end() && best->weight > 0) result.chosen = best->format;
  return result;
}

std::string to_string(Weight weight) {
  if (weight >= full_weight) return "1";
  if (weight == 0) return "0";
  std::string digits = std::to_string(full_weight + weight).substr(1);
  while (digits.back() == '0') digits.pop_back();
  return "0." + digits;
}

std::string reason(const Candidate& candidate, const Negotiation& negotiation) {
  if (!negotiation.preference) return "no preference was stated";
  std::string text = header_safe(candidate.range);
  if (!text.empty()) text += ' ';
  text += describe(candidate.fit);
  if (!candidate.media_type.empty() && candidate.media_type != candidate.format->media_type)
    text.append(" as ").append(candidate.media_type);
  return text;
}

std::string explain(const Negotiation& negotiation) {
  std::string text;
  for (const Candidate& candidate : negotiation.candidates) {
    text.append(candidate.format->media_type).append(": ").append(to_string(candidate.weight));
    text.append(", ").append(reason(candidate, negotiation));
    if (candidate.format == negotiation.chosen) text += " (chosen)";
    text += '\n';
  }
  return text;
}

}  // namespace tamizdat::web
