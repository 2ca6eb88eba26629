#include "web/conditional.hpp"

#include <array>

#include "store/hash.hpp"
#include "web/date.hpp"

namespace tamizdat::web {
namespace {

void append_hex(std::string& out, std::uint64_t value) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (unsigned shift = 64; shift > 0; shift -= 4) out += digits[(value >> (shift - 4)) & 15U];
}

struct Tag {
  std::string_view opaque;  // with quotes
  bool weak = false;
};

// Takes one tag off a list; false at the end or where the grammar is left.
bool next_tag(std::string_view& list, Tag& tag) {
  const auto start = list.find_first_not_of(" \t,");
  if (start == std::string_view::npos) return false;
  list.remove_prefix(start);
  tag.weak = list.starts_with("W/");
  if (tag.weak) list.remove_prefix(2);
  const auto end = list.starts_with('"') ? list.find('"', 1) : std::string_view::npos;
  if (end == std::string_view::npos) return false;
  tag.opaque = list.substr(0, end + 1);
  list.remove_prefix(end + 1);
  return true;
}

template <class Matches>
bool any_tag(std::string_view list, Matches matches) {
  if (trimmed(list) == "*") return true;
  Tag tag;
  while (next_tag(list, tag)) {
    if (matches(tag)) return true;
  }
  return false;
}

bool reads(const Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

// The preconditions of a request, picked out in one pass: most requests have none.
class Conditions {
 public:
  enum Name : std::uint8_t { match, none_match, unmodified_since, modified_since };

  explicit Conditions(const Fields& fields) : fields_(fields) {
    for (const Fields::Field field : fields.all()) {
      if (!same_token(field.name.substr(0, 3), "If-")) continue;
      for (std::size_t i = 0; i < names.size(); ++i) {
        if (same_token(field.name, names[i])) seen_[i].add(field.value);
      }
    }
  }
  [[nodiscard]] bool has(Name name) const { return seen_[name].times != 0; }
  [[nodiscard]] std::string_view first(Name name) const { return seen_[name].first; }
  // A list may be given in several fields.
  template <class Matches>
  [[nodiscard]] bool list_matches(Name name, Matches matches) const {
    return seen_[name].times == 1 ? matches(first(name)) : matches(fields_.combined(names[name]));
  }

 private:
  static constexpr std::array<std::string_view, 4> names = {"If-Match", "If-None-Match",
                                                            "If-Unmodified-Since", "If-Modified-Since"};
  struct Seen {
    unsigned times = 0;
    std::string_view first;
    void add(std::string_view value) {
      if (times++ == 0) first = value;
    }
  };
  const Fields& fields_;
  std::array<Seen, names.size()> seen_;
};

bool modified_since(std::string_view date, const Validators& validators, std::time_t now, bool unreadable) {
  const auto since = parse_http_date(date, now);
  return since && validators.modified != 0 ? validators.modified > *since : unreadable;
}

}  // namespace

std::string make_etag(std::string_view version, std::span<const std::string_view> parts) {
  // Another release may write the same data otherwise.
  std::uint64_t hash = store::hash_bytes(TAMIZDAT_VERSION, parts.size());
  for (const std::string_view part : parts) hash = store::hash_bytes(part, hash);  // counts the bytes too
  std::string tag;
  tag.reserve(version.size() + 20);
  tag += '"';
  tag += version;
  tag += '-';
  append_hex(tag, hash);
  tag += '"';
  return tag;
}

bool matches_weakly(std::string_view list, std::string_view etag) {
  return any_tag(list, [&](const Tag& tag) { return tag.opaque == etag; });
}

bool matches_strongly(std::string_view list, std::string_view etag) {
  return any_tag(list, [&](const Tag& tag) { return !tag.weak && tag.opaque == etag; });
}

Condition evaluate(const Request& request, const Validators& validators, std::time_t now) {
  const Conditions conditions(request.fields);
  const auto weakly = [&](std::string_view list) { return matches_weakly(list, validators.etag); };
  const auto strongly = [&](std::string_view list) { return matches_strongly(list, validators.etag); };
  if (conditions.has(Conditions::match)) {
    if (!conditions.list_matches(Conditions::match, strongly)) return Condition::failed;
  } else if (conditions.has(Conditions::unmodified_since)) {
    if (modified_since(conditions.first(Conditions::unmodified_since), validators, now, false))
      return Condition::failed;
  }
  if (conditions.has(Conditions::none_match)) {
    if (!conditions.list_matches(Conditions::none_match, weakly)) return Condition::met;
    return reads(request) ? Condition::not_modified : Condition::failed;
  }
  if (reads(request) && conditions.has(Conditions::modified_since) &&
      !modified_since(conditions.first(Conditions::modified_since), validators, now, true)) {
    return Condition::not_modified;
  }
  return Condition::met;
}

}  // namespace tamizdat::web
