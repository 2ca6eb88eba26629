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
std::string pattern_of_named(const syntax::Format& format, int tenths) {
  const std::string own = escaped(format.media_type);
  std::vector<std::string> aliases;
  for (const std::string_view alias : format.media_aliases) aliases.push_back(at(escaped(alias), tenths));
  std::string out = "^(?:.*" + at(own, tenths);
  if (!aliases.empty()) out += "|(?!.*" + named(own) + ").*" + any_of(aliases);
  return out + ")";
}

std::string pattern_of_covered(const syntax::Format& format, int tenths) {
  const std::string half = escaped(format.media_type.substr(0, format.media_type.find('/'))) + "/\\*";
  std::vector<std::string> names = {named(escaped(format.media_type))};
  for (const std::string_view alias : format.media_aliases) names.push_back(named(escaped(alias)));
  return "^(?!.*" + any_of(names) + ")(?:.*" + at(half, tenths) + "|(?!.*" + named(half) + ").*" +
         at("\\*(?:/\\*)?", tenths) + ")";
}

}  // namespace

std::vector<AcceptRule> accept_rules(web::Offers offers) {
  std::vector<AcceptRule> rules;
  for (int tenths = 10; tenths >= 0; --tenths)
    for (const auto pattern_of : {pattern_of_named, pattern_of_covered})
      for (const syntax::Format* format : offers) rules.push_back({pattern_of(*format, tenths), format});
  return rules;
}

}  // namespace tamizdat::server
