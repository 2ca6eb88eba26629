#include "store/base.hpp"

#include <algorithm>
#include <unordered_map>

#include "rdf/iri.hpp"
#include "rdf/utf8.hpp"

namespace tamizdat::store {
namespace {

// "http://host/" of an http(s) IRI; empty for others.
std::string_view site_of(std::string_view iri) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!iri.starts_with(scheme)) continue;
    const auto slash = iri.find('/', scheme.size());
    if (slash != std::string_view::npos && slash > scheme.size()) return iri.substr(0, slash + 1);
  }
  return {};
}

std::string_view common_beginning(std::string_view a, std::string_view b) {
  const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  return a.substr(0, static_cast<std::size_t>(end - a.begin()));
}

// Up to the last '/' of the path.
std::string_view folder_of(std::string_view iri) {
  iri = iri.substr(0, iri.find_first_of("?#"));
  return iri.substr(0, iri.rfind('/') + 1);
}

bool any_iri_at(const Dictionary& terms, std::string_view site) {
  for (std::uint32_t i = 0; i < terms.count(rdf::TermKind::iri); ++i)
    if (terms.term({rdf::TermKind::iri, i}).text.starts_with(site)) return true;
  return false;
}

struct Site {
  std::size_t subjects = 0;
  std::string_view common;
};

}  // namespace

std::string infer_base(const Assembly& data, std::string_view base) {
  const std::string_view own = site_of(base);
  if (!own.empty() && any_iri_at(data.terms(), own)) return std::string(base);
  std::unordered_map<std::string_view, Site> sites;
  const Site* best = nullptr;
  data.for_each_subject([&](TermId id) {
    const std::string_view iri = id.kind() == rdf::TermKind::iri ? data.terms().term(id).text : "";
    const std::string_view name = site_of(iri);
    if (name.empty()) return;
    Site& site = sites[name];
    site.common = site.subjects++ == 0 ? folder_of(iri) : common_beginning(site.common, iri);
    if (best == nullptr || site.subjects > best->subjects) best = &site;
  });
  return std::string(best == nullptr ? base : folder_of(best->common));
}

std::string name_to_iri(std::string_view name) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string iri;
  while (!name.empty()) {
    const std::size_t valid = rdf::utf8_scan(name).valid;
    for (std::size_t i = 0; i < std::max<std::size_t>(valid, 1); ++i) {
      const char c = name[i];
      const auto byte = static_cast<unsigned char>(c);
      if (valid > 0 && !rdf::is_forbidden_in_iri(c) &&
          std::string_view("?#%[]").find(c) == std::string_view::npos)
        iri += c;
      else
        iri.append({'%', hex[byte >> 4], hex[byte & 15]});
    }
    name.remove_prefix(std::max<std::size_t>(valid, 1));
  }
  return iri;
}

}  // namespace tamizdat::store
