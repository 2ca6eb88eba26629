#include "server/option_tools.hpp"

#include "html/colours.hpp"
#include "rdf/iri.hpp"

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

CLI::Validator is_colour() {
  return {[](std::string& colour) -> std::string {
            if (html::parse_colour(colour)) return {};
            return "'" + colour + "' is no colour: write three or six hexadecimal digits, like #a3291d";
          },
          ""};
}

}  // namespace

std::string environment_name(std::string_view option) {
  std::string name = "TAMIZDAT_";
  for (const char c : option) name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return name;
}

CLI::Option* add_list(CLI::App& app, const std::string& name, std::vector<std::string>& values,
                      const std::string& help) {
  return add(app, name, values, help)->delimiter(',')->allow_extra_args(false);
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

CLI::Validator silent(CLI::Validator validator) {
  validator.description("");
  return validator;
}

CLI::Validator is_base() {
  return {check_base, ""};
}

CLI::Validator is_absolute() {
  return {[](std::string& iri) -> std::string {
            if (std::string base = iri; check_base(base).empty()) {
              iri = std::move(base);
              return {};
            }
            if (!rdf::is_absolute_iri(iri))
              return "'" + iri + "' is no absolute IRI: write one like http://example.org/data";
            const auto fault = rdf::iri_fault(iri);
            return fault ? "the IRI <" + iri + "> " + *fault : std::string();
          },
          ""};
}

void add_appearance(CLI::App& command, Appearance& options) {
  add(command, "identity", options.identity,
      "How a thing's own IRI answers: 'see-other' points to its document (303), 'same' is its document (200)")
      ->transform(one_of<answer::Identity>(
          {{"see-other", answer::Identity::see_other}, {"same", answer::Identity::same}}))
      ->type_name("see-other|same");
  add(command, "title", options.title, "The site's name [from the data]")->type_name("TEXT");
  add(command, "theme", options.theme, "Folder whose templates and assets replace the built-in ones")
      ->check(silent(CLI::ExistingDirectory))
      ->type_name("FOLDER");
  add(command, "logo", options.logo, "Picture beside the site's name [from the theme, or the data]")
      ->check(silent(CLI::ExistingFile))
      ->type_name("FILE");
  add(command, "colour", options.colour,
      "Accent of the pages, as #rrggbb; by day and by night the nearest shade that can be read [from the "
      "data]")
      ->check(is_colour())
      ->type_name("COLOUR");
  add(command, "link-colour", options.link_colour, "The same for links; needs --colour")
      ->check(is_colour())
      ->type_name("COLOUR");
}

}  // namespace tamizdat::server
