#pragma once
// Every address of a site that has an end: what a walk over all of it asks for.
#include <string>
#include <string_view>
#include <vector>

#include "answer/publication.hpp"
#include "syntax/formats.hpp"
#include "web/site.hpp"

namespace tamizdat::web {

/// One address that is answered in one form.
struct Address {
  std::string target;                      ///< absolute path, with query
  const syntax::Format* format = nullptr;  ///< null: bytes that are what they are
};

/// A resource under the base with the addresses of its documents.
struct Described {
  std::string target;              ///< where it is negotiated
  std::vector<Address> documents;  ///< in every format
  bool is_file = false;            ///< a loaded file: `target` is itself in one format
};
Described documents_of(const answer::Publication& publication, std::string_view iri);

/// The services that have a document in every format: home page, statistics, kinds …
std::vector<Described> services_of(const answer::Publication& publication);

/// An address that is negotiated, with the formats of graphs, named by a parameter.
Described forms_of(std::string target);

/// Services that are in neither list, for there is no end of what they answer. Paths below the base.
std::vector<std::string_view> endless_services();

/// Files: sitemap, robots.txt, assets …
std::vector<Address> files_of(const Site& site, const answer::Publication& publication);

}  // namespace tamizdat::web
