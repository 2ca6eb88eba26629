#include "html/time_bars.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "html/dates.hpp"

namespace tamizdat::html {
namespace {

using answer::Dated;
using store::TermId;

constexpr std::int64_t day = 86'400;

/// The year of a second on the proleptic Gregorian time line.
std::int64_t year_of(std::int64_t seconds) {
  const std::int64_t days = (seconds >= 0 ? seconds : seconds - day + 1) / day + 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t of_era = days - era * 146'097;
  const std::int64_t year = (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
  const std::int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  return year + era * 400 + (of_year >= 306 ? 1 : 0);  // years begin in March here
}

bool is_open(std::int64_t seconds) {
  constexpr std::int64_t beyond = std::numeric_limits<std::int64_t>::max() / 4;
  return seconds > beyond || seconds < -beyond;
}

/// What all bars share.
struct Scale {
  std::int64_t begin = std::numeric_limits<std::int64_t>::max();
  std::int64_t end = std::numeric_limits<std::int64_t>::min();

  explicit Scale(std::span<const Dated> entries) {
    for (const Dated& entry : entries) {
      for (const auto at : {entry.span.begin, entry.span.end}) {
        if (is_open(at)) continue;
        begin = std::min(begin, at);
        end = std::max(end, at);
      }
    }
  }
  [[nodiscard]] bool is_empty() const { return begin > end; }
  /// In hundredths, from 0 to 10000.
  [[nodiscard]] long place(std::int64_t at) const {
    if (end <= begin) return 0;
    const auto part =
        static_cast<double>(std::clamp(at, begin, end) - begin) / static_cast<double>(end - begin);
    return std::lround(part * 10'000);
  }
};

std::string_view hundredths(Composer& composer, long value) {
  std::array<char, 24> text{};
  auto* end = std::to_chars(text.data(), text.data() + text.size(), value / 100).ptr;
  if (const auto rest = value % 100; rest != 0) {
    *end++ = '.';
    *end++ = static_cast<char>('0' + rest / 10);
    *end++ = static_cast<char>('0' + rest % 10);
  }
  return composer.keep({text.data(), end});
}

std::string readable(Composer& composer, TermId literal) {
  constexpr std::size_t longest = 120;
  const auto view = composer.publication().snapshot->term(literal);
  auto text = readable_date(view.text, view.datatype, composer.language());
  return text.size() <= longest ? text : text.substr(0, longest);
}

std::string_view words_of(Composer& composer, const Dated& entry) {
  const auto from = readable(composer, entry.value);
  if (!entry.end_value) return composer.keep(from);
  const auto to = readable(composer, entry.end_value);
  if (from == to) return composer.keep(from);
  const auto is_year = [](const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  };
  if (is_year(from) && is_year(to)) return composer.keep(from + "–" + to);
  return composer.say("date_span", {{"from", from}, {"to", to}});
}

mustache::Value entry_of(Composer& composer, const Dated& entry, const Scale& scale, TermId self) {
  constexpr long thinnest = 90;  // still to be seen
  const long width = std::max(thinnest, scale.place(entry.span.end) - scale.place(entry.span.begin));
  const long x = std::min(scale.place(entry.span.begin), 10'000 - width);
  return composer.model.object(7)
      .set("date", words_of(composer, entry))
      .set("x", hundredths(composer, x))
      .set("width", hundredths(composer, width))
      .set("link", composer.link(entry.thing))
      .set("relation", composer.word(entry.predicate))
      .set("end_relation", entry.end_predicate ? composer.word(entry.end_predicate) : mustache::Value())
      .set("own", entry.thing == self);
}

/// What a page about a thing names: itself, what it leads to, what leads to it, the statements about it.
class Around {
 public:
  Around(const answer::Publication& publication, const answer::Description& description) {
    // The descriptions of data are near everything.
    const auto tells = [&](TermId predicate) {
      return !answer::is_machinery(publication.snapshot->term(predicate).text);
    };
    add(description.subject);
    for (const auto& fact : description.facts) {
      if (!tells(fact.predicate)) continue;
      for (const auto& value : fact.values) {
        if (value.term.kind() != rdf::TermKind::literal) add(value.term);
        add(value.claims);
      }
    }
    for (const auto& group : description.incoming) {
      if (!tells(group.predicate)) continue;
      for (const auto& value : group.values) {
        add(value.subject);
        add(value.claims);
      }
    }
    for (const auto* questions : {&description.views, &description.held, &description.mentions})
      for (const auto& question : *questions) add(question.answers);
    add(description.stated);
    std::sort(things.begin(), things.end());
    things.erase(std::unique(things.begin(), things.end()), things.end());
  }
  std::vector<TermId> things;

 private:
  void add(TermId thing) { things.push_back(thing); }
  void add(const std::vector<answer::Claim>& claims) {
    for (const auto& claim : claims) add(claim.node);
  }
};

}  // namespace

mustache::Value time_bars(Composer& composer, std::span<const Dated> entries, TermId self) {
  const Scale scale(entries);
  auto& list = composer.model.list();
  for (const Dated& entry : entries) list.add(entry_of(composer, entry, scale, self));
  std::string_view from;
  std::string_view to;
  if (!scale.is_empty()) {
    from = composer.keep(readable_year(year_of(scale.begin), composer.language()));
    to = composer.keep(readable_year(year_of(scale.end), composer.language()));
  }
  return composer.model.object()
      .set("from", from)
      .set("to", from == to ? std::string_view() : to)
      .set("entries", list);
}

void set_timeline(Composer& composer, mustache::Object& root, const answer::Description& description) {
  constexpr std::size_t shown = 12;
  const auto& chronicle = composer.publication().chronicle;
  std::vector<std::uint32_t> places;
  bool is_alone = true;
  if (!chronicle.empty()) {
    for (const TermId thing : Around(composer.publication(), description).things) {
      const auto own = chronicle.of_thing(thing);
      places.insert(places.end(), own.begin(), own.end());
      if (!own.empty() && thing != description.subject) is_alone = false;
    }
  }
  if (is_alone) {
    root.set("timeline", {});
    return;
  }
  std::sort(places.begin(), places.end());
  const auto rest = places.size() > shown ? places.size() - shown : 0;
  std::vector<Dated> entries;
  for (const auto place : std::span(places).first(places.size() - rest))
    entries.push_back(chronicle.entries()[place]);
  root.set("timeline", composer.model.object()
                           .set("bars", time_bars(composer, entries, description.subject))
                           .set("rest", rest > 0 ? composer.number(rest) : std::string_view())
                           .set("all", composer.path("timeline")));
}

}  // namespace tamizdat::html
