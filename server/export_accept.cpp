#include "server/export_accept.hpp"

#include <string_view>

namespace tamizdat::server {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '+' || c == '.' || c == '*') out += '\\';
    out += c;
  }
  return out;
}

constexpr std::string_view begin = "(?:^|,)\\s*";
constexpr std::string_view parameters = "(?:\\s*;(?!\\s*q\\s*=)[^,;]*)*";  // but q

// A member of that type, whatever its weight.
std::string named(const std::string& type) {
  return std::string(begin) + type + "\\s*(?:[;,]|$)";
}

// A member of that type with a weight of `tenths`.
std::string at(const std::string& type, int tenths) {
  const std::string digits = std::to_string(tenths);
  const std::string weight = tenths == 10  ? "(?:\\s*;\\s*q\\s*=\\s*1[^,]*)?\\s*(?:,|$)"
                             : tenths == 0 ? "\\s*;\\s*q\\s*=\\s*0?\\.0\\d*[1-9]\\d*\\s*(?:[;,]|$)"
                                           : "\\s*;\\s*q\\s*=\\s*0?\\." + digits + "\\d*\\s*(?:[;,]|$)";
  return std::string(begin) + type + std::string(parameters) + weight;
}

std::string any_of(const std::vector<std::string>& patterns) {
  std::string out = "(?:";
  for (const std::string& pattern : patterns) {
    if (out.size() > 3) out += '|';
    out += pattern;
  }
  return out + ")";
}

// The closest range decides: the own type, else one of its other names, else text/*, else */*.
std::string pattern_of(const syntax::Format& format, int tenths) {
  const std::string own = escaped(format.media_type);
  const std::string half = escaped(format.media_type.substr(0, format.media_type.find('/'))) + "/\\*";
  const std::string all = "\\*(?:/\\*)?";
  std::vector<std::string> aliases;
  std::vector<std::string> aliases_named;
  for (const std::string_view alias : format.media_aliases) {
    aliases.push_back(at(escaped(alias), tenths));
    aliases_named.push_back(named(escaped(alias)));
  }
  const std::string not_own = "(?!.*" + named(own) + ")";
  std::string not_named = not_own;
  if (!aliases.empty()) not_named += "(?!.*" + any_of(aliases_named) + ")";
  std::string out = "^(?:.*" + at(own, tenths);
  if (!aliases.empty()) out += "|" + not_own + ".*" + any_of(aliases);
  out += "|" + not_named + ".*" + at(half, tenths);
  out += "|" + not_named + "(?!.*" + named(half) + ").*" + at(all, tenths);
  return out + ")";
}

}  // namespace

std::vector<AcceptRule> accept_rules(web::Offers offers) {
  std::vector<AcceptRule> rules;
  for (int tenths = 10; tenths >= 0; --tenths)
    for (const syntax::Format* format : offers) rules.push_back({pattern_of(*format, tenths), format});
  return rules;
}

}  // namespace tamizdat::server
