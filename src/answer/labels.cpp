#include "answer/labels.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "rdf/ascii.hpp"

namespace tamizdat::answer {
namespace {

constexpr std::size_t values_looked_at = 64;
constexpr std::size_t longest_shown = 200;  // of an IRI that is one long text
constexpr std::size_t longest_part = 8;     // of the name of a licence: "3.0", "de"

bool matches(std::string_view range, std::string_view tag) {
  if (range == "*") return true;
  if (tag.size() < range.size() || !rdf::same_language(tag.substr(0, range.size()), range)) return false;
  return tag.size() == range.size() || tag[range.size()] == '-';
}

bool readable(std::string_view local) {
  return !local.empty() && local.find_first_of("/#?&=") == std::string_view::npos;
}

/// What stands after the last '#', '/' or ':' that has something after it.
std::string_view tail(std::string_view iri) {
  while (!iri.empty() && (iri.back() == '/' || iri.back() == '#')) iri.remove_suffix(1);
  std::size_t start = iri.size();
  while (start > 0 && iri[start - 1] != '/' && iri[start - 1] != '#') --start;
  return iri.substr(start);
}

/// An end that tells nobody anything: "1", "42", "4.0", "2024-01", "b".
bool is_meagre(std::string_view end) {
  return end.size() < 2 || end.find_first_not_of("0123456789.-") == std::string_view::npos;
}

/// A web address as people write it, after its "://".
std::string_view without_last_slash(std::string_view address) {
  if (address.ends_with('/')) address.remove_suffix(1);
  return address;
}

/// Whole characters.
std::string_view beginning(std::string_view iri) {
  std::size_t end = std::min(iri.size(), longest_shown);
  while (end < iri.size() && (static_cast<unsigned char>(iri[end]) & 0xC0U) == 0x80) --end;
  return iri.substr(0, end);
}

/// Of mail and telephone people know the address alone.
std::string_view without_scheme_of_people(std::string_view iri) {
  for (const std::string_view scheme : {"mailto:", "tel:"})
    if (iri.starts_with(scheme) && iri.size() > scheme.size()) return iri.substr(scheme.size());
  return iri;
}

/// "preferredNamespaceUri" → "preferred namespace uri"; nothing for names that are no words ("P31").
std::string words_of(std::string_view local) {
  const auto is_upper_at = [&](std::size_t i) { return i < local.size() && rdf::is_upper(local[i]); };
  const auto is_lower_at = [&](std::size_t i) { return i < local.size() && rdf::is_lower(local[i]); };
  std::string words;
  for (std::size_t i = 0; i < local.size(); ++i) {
    const char c = local[i];
    if (!rdf::is_upper(c) && !rdf::is_lower(c) && c != '_' && c != '-') return {};
    // Abbreviations keep their capitals and end before the next word: "hasURI", "RSAPublicKey", "isAMember".
    const bool follows_capital = i > 0 && is_upper_at(i - 1);
    const bool begins_small = is_lower_at(i + 1);
    if (rdf::is_upper(c) && i > 0 && (is_lower_at(i - 1) || (follows_capital && begins_small))) words += ' ';
    const bool abbreviated =
        rdf::is_upper(c) && !begins_small && (follows_capital || (is_upper_at(i + 1) && !is_lower_at(i + 2)));
    words += c == '_' || c == '-' ? ' ' : rdf::is_upper(c) && !abbreviated ? rdf::to_lower(c) : c;
  }
  return words.size() < 2 ? std::string() : words;
}

}  // namespace

std::string creative_commons_name(std::string_view iri) {
  constexpr std::string_view host = "://creativecommons.org/";
  const auto authority = std::min(iri.find(':'), iri.size());
  if (!iri.substr(authority).starts_with(host)) return {};
  auto rest = iri.substr(authority + host.size());
  const auto next = [&rest] {
    const auto part = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    return part;
  };
  const auto family = next();
  const auto licence = next();
  const auto version = next();
  const auto country = next();
  std::string name;
  if (family == "publicdomain" && licence == "zero")
    name = "CC0";
  else if (family == "licenses" && !licence.empty())
    name.append("CC ").append(licence);
  else
    return {};
  for (const auto part : {version, country})
    if (!part.empty() && part.size() <= longest_part) name.append(" ").append(part);
  std::transform(name.begin(), name.end(), name.begin(), rdf::to_upper);
  return name;
}

std::size_t language_rank(std::string_view tag, std::span<const std::string> wishes) {
  if (!tag.empty())
    for (std::size_t i = 0; i < wishes.size(); ++i)
      if (matches(wishes[i], tag)) return i;
  if (tag.empty()) return wishes.size();
  return wishes.size() + (matches("en", tag) ? 1 : 2);
}

Labels::Labels(const Publication& publication, std::vector<std::string> languages, const CommonWords* common)
    : publication_(publication), languages_(std::move(languages)), common_(common) {}

Label Labels::of(store::TermId term) {
  if (!term) return {};
  if (term.kind() == rdf::TermKind::literal) {
    const auto view = publication_.snapshot->term(term);
    return {view.text, view.language, true};
  }
  if (const auto at = known_.find(term.value()); at != known_.end()) return at->second;
  Label label = best(term, publication_.terms.labels);
  if (!label.given && term.kind() == rdf::TermKind::iri)
    label = made_from(publication_.snapshot->term(term).text);
  known_.emplace(term.value(), label);
  return label;
}

Label Labels::word(store::TermId term) {
  const Label label = of(term);
  if (term.kind() != rdf::TermKind::iri) return label;
  // A name without a language is meant for everybody.
  const bool is_wanted =
      common_ == nullptr || label.language.empty() || matches(common_->words_language(), label.language);
  if (label.given && is_wanted) return label;
  const auto [at, is_new] = words_.try_emplace(term.value(), label);
  if (is_new) at->second = said_for(label, term);
  return at->second;
}

Label Labels::said_for(const Label& label, store::TermId term) {
  const auto iri = publication_.snapshot->term(term).text;
  if (common_ != nullptr)
    if (const auto word = common_->word(iri); !word.empty()) return {word, common_->words_language(), true};
  if (label.given) return label;
  if (auto words = words_of(tail(iri)); !words.empty())
    return {made_.emplace_back(std::move(words)), label.language, label.given};
  return label;
}

Label Labels::best(store::TermId subject, std::span<const store::TermId> properties) {
  Label label;
  if (!subject) return label;
  auto best_rank = std::numeric_limits<std::size_t>::max();
  for (const auto property : properties) {
    std::array<store::TermId, values_looked_at> values;
    const auto count = publication_.snapshot->objects(subject, property, values);
    for (const auto object : std::span(values).first(count)) {
      if (object.kind() != rdf::TermKind::literal) continue;
      const auto value = publication_.snapshot->term(object);
      if (value.text.empty()) continue;
      const auto rank = language_rank(value.language, languages_);
      if (rank >= best_rank) continue;
      best_rank = rank;
      label = {value.text, value.language, true};
    }
    if (best_rank == 0) break;
  }
  return label;
}

std::vector<std::string_view> Labels::all(store::TermId term, std::uint64_t limit) {
  std::vector<std::string_view> texts;
  for (const auto property : publication_.terms.labels) {
    const auto cursor = publication_.snapshot->match({term, property, {}});
    for (store::Quad quad; texts.size() < limit && cursor->next(quad);) {
      if (quad.object.kind() == rdf::TermKind::literal)
        texts.push_back(publication_.snapshot->term(quad.object).text);
    }
  }
  if (texts.empty()) texts.push_back(of(term).text);
  return texts;
}

void Labels::expect(std::span<const store::TermId> terms) const {
  const auto& snapshot = *publication_.snapshot;
  snapshot.expect_subjects(terms);
  snapshot.expect(terms);
  std::vector<store::TermId> values;
  values.reserve(2 * terms.size());
  for (const auto term : terms) {
    for (const auto property : publication_.terms.labels) {
      std::array<store::TermId, 4> some;
      const auto count = snapshot.objects(term, property, some);
      values.insert(values.end(), some.begin(), some.begin() + static_cast<std::ptrdiff_t>(count));
      if (count > 0) break;  // seldom is the next one needed
    }
  }
  snapshot.expect(values);
}

Label Labels::made_from(std::string_view iri) {
  if (!publication_.addresses.is_local(iri)) {
    const auto& declared = publication_.snapshot->prefixes();
    const auto shortened =
        declared.shorten(iri) ? declared.shorten(iri) : rdf::Prefixes::well_known().shorten(iri);
    if (shortened && readable(shortened->local) && !shortened->prefix.empty())
      return {made_.emplace_back(std::string(shortened->prefix) + ':' + std::string(shortened->local)),
              {},
              false};
  }
  // Without a host there is no path of which the end would tell: data:text/html, urn:isbn …
  const auto authority = iri.find("://");
  if (authority == std::string_view::npos) return {beginning(without_scheme_of_people(iri)), {}, false};
  if (auto name = creative_commons_name(iri); !name.empty())
    return {made_.emplace_back(std::move(name)), {}, false};
  if (!publication_.addresses.is_local(iri) && is_meagre(tail(iri)))
    return {beginning(without_last_slash(iri.substr(authority + 3))), {}, false};
  const auto decoded = percent_decode(tail(iri));
  if (decoded && !decoded->empty()) return {made_.emplace_back(*decoded), {}, false};
  return {iri, {}, false};
}

}  // namespace tamizdat::answer
