#include "server/option_tools.hpp"

namespace tamizdat::server {
namespace {

std::string check_base(std::string& base) {
  const auto scheme = base.find("://");
  if (scheme == std::string::npos || (!base.starts_with("http://") && !base.starts_with("https://")) ||
      base.size() == scheme + 3 || base.find_first_of(" <>\"?#") != std::string::npos) {
    return "'" + base + "' is no base: write an address like http://example.org/ without ? and #";
  }
  if (base.find('/', scheme + 3) == std::string::npos) base += '/';
  if (!base.ends_with('/')) return "'" + base + "' is no base: it must end in '/' (" + base + "/)";
  return {};
}

}  // namespace

std::string environment_name(std::string_view option) {
  std::string name = "TAMIZDAT_";
  for (const char c : option) name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return name;
}

std::string format_names(Able able) {
  std::string names;
  for (const syntax::Format& format : syntax::formats()) {
    if (format.*able && format.family == syntax::Family::graph)
      names += (names.empty() ? "" : ", ") + std::string(format.name);
  }
  return names;
}

CLI::Validator is_format(Able able) {
  return {[able](std::string& name) -> std::string {
            const syntax::Format* format = syntax::find_format(name);
            if (format != nullptr && format->*able && format->family == syntax::Family::graph) {
              name = format->name;
              return {};
            }
            return "'" + name + "' is not one of " + format_names(able);
          },
          ""};
}

CLI::Validator is_base() {
  return {check_base, ""};
}

}  // namespace tamizdat::server
