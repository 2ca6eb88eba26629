#include "html/templates.hpp"

#include "html/embedded.hpp"
#include "html/text.hpp"
#include "html/theme_files.hpp"

namespace tamizdat::html {
namespace {

constexpr std::string_view extension = ".mustache";

std::string_view name_of(std::string_view file) {
  return file.substr(0, file.size() - extension.size());
}

rdf::Result<std::optional<std::string>> override_of(const std::string& theme, std::string_view file) {
  auto found = theme_file(theme + "/templates/" + std::string(file));
  if (found && !*found) found = theme_file(theme + '/' + std::string(file));
  return found;
}

}  // namespace

Templates::Templates() {
  for (const auto& file : embedded_templates()) {
    auto compiled = mustache::Template::compile(file.content, file.name);
    if (!compiled) rdf::throw_exception_from_error(compiled.error(), BOOST_CURRENT_LOCATION);
    add(file.name, file.content, std::move(*compiled));
  }
  link();
}

rdf::Result<Templates> Templates::load(const std::string& theme) {
  Templates all;
  for (const auto& file : embedded_templates()) {
    auto text = override_of(theme, file.name);
    if (!text) return text.error();
    if (!*text) continue;
    auto compiled = mustache::Template::compile(**text, theme + '/' + std::string(file.name));
    if (!compiled) return compiled.error();
    all.add(file.name, **text, std::move(*compiled));
  }
  all.link();
  return all;
}

void Templates::link() {
  for (const auto& [name, found] : by_name_)
    found->link([this](const mustache::PartialName& partial) { return find(partial.text); });
}

void Templates::add(std::string_view file, std::string_view text, mustache::Template compiled) {
  by_name_[std::string(name_of(file))] = std::make_shared<mustache::Template>(std::move(compiled));
  hash_ = hash_of(hash_.append(file).append(text));
}

const mustache::Template* Templates::find(std::string_view name) const {
  const auto at = by_name_.find(name);
  return at == by_name_.end() ? nullptr : at->second.get();
}

std::vector<std::string> Templates::names() const {
  std::vector<std::string> all;
  for (const auto& entry : by_name_) all.push_back(entry.first);
  return all;
}

}  // namespace tamizdat::html
