#include "web/everything.hpp"

#include <algorithm>
#include <array>

#include "answer/data_set.hpp"
#include "answer/problem_types.hpp"
#include "answer/search.hpp"
#include "html/card.hpp"
#include "html/colours.hpp"
#include "web/negotiate.hpp"
#include "web/routes.hpp"
#include "web/ways_in.hpp"

namespace tamizdat::web {
namespace {

using answer::Publication;

// Each with formats of its own; those without an end are not among them.
constexpr std::array<std::string_view, 7> negotiated = {"",
                                                        answer::statistics_path,
                                                        "kinds",
                                                        "timeline",
                                                        "vocabulary",
                                                        "fragments/api",
                                                        answer::problem_types_path};

constexpr std::array<std::string_view, 7> files = {
    sitemap_path,
    robots_path,
    answer::api_catalog_path,
    answer::search_description_path,
    "favicon.ico",
    html::card_address,
    linkset_path,
};

void add_formats(Described& out, const std::string& stem) {
  for (const syntax::Format* format : offers_of(syntax::Family::graph))
    out.documents.push_back({stem + std::string(format->extension), format});
}

}  // namespace

Described documents_of(const Publication& publication, std::string_view iri) {
  const answer::Addresses& addresses = publication.addresses;
  Described out;
  out.target = addresses.href(iri);
  const syntax::Format* format = document_format(iri);
  out.is_file =
      publication.graphs.contains(iri) && format != nullptr && format->family == syntax::Family::graph;
  if (out.is_file) out.documents.push_back({out.target, format});
  add_formats(out, addresses.reference(addresses.document_stem(iri)));
  // A loaded file has its own format at its own address.
  if (out.is_file)
    std::erase_if(out.documents,
                  [&](const Address& a) { return a.format == format && a.target != out.target; });
  return out;
}

Described forms_of(std::string target) {
  Described out;
  out.target = std::move(target);
  add_formats(out, out.target + (out.target.find('?') == std::string::npos ? "?format=" : "&format="));
  return out;
}

std::vector<std::string_view> endless_services() {
  std::vector<std::string_view> all;
  const auto is_in = [](const auto& list, std::string_view path) {
    return std::find(list.begin(), list.end(), path) != list.end();
  };
  for (const Route& route : all_routes()) {
    const bool is_listed = is_in(negotiated, route.pattern) || is_in(files, route.pattern) ||
                           route.pattern.ends_with('*') || route.pattern == answer::void_path;
    if (!is_listed && !route.of_operations) all.push_back(route.pattern);
  }
  return all;
}

std::vector<Described> services_of(const Publication& publication) {
  std::vector<Described> all;
  for (const std::string_view path : negotiated) all.push_back(forms_of(publication.addresses.path(path)));
  return all;
}

std::vector<Address> files_of(const Site& site, const Publication& publication) {
  const answer::Addresses& addresses = publication.addresses;
  std::vector<Address> all;
  for (const std::string_view file : files) all.push_back({addresses.path(file), nullptr});
  for (const answer::DumpFile& dump : answer::dump_files())
    all.push_back({addresses.path(dump.name), nullptr});
  for (std::size_t part = 1; part <= sitemap_parts(publication); ++part)
    all.push_back({addresses.path(sitemap_part_path(part)), nullptr});
  for (const std::string& asset : site.assets()) all.push_back({addresses.path(asset), nullptr});
  if (const auto colours = html::Colours::of(publication.colour, publication.link_colour))
    all.push_back({addresses.path(html::colours_address(*colours)), nullptr});
  for (const auto& [name, bytes] : publication.pictures)
    all.push_back({addresses.reference(addresses.url(name)), nullptr});
  return all;
}

}  // namespace tamizdat::web
