#include "web/ways_in.hpp"

#include <algorithm>
#include <charconv>

#include "answer/data_set.hpp"
#include "html/mustache.hpp"
#include "rdf/vocabulary.hpp"
#include "web/problem.hpp"
#include "web/routes.hpp"

namespace tamizdat::web {
namespace {

using answer::Publication;
using std::string_view;

constexpr string_view part_name = "sitemap-";
constexpr string_view part_end = ".xml";
constexpr string_view sitemap_head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<";
constexpr string_view sitemap_namespace = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";

/// A document of the sitemap protocol: entries with an address and a time.
class Sitemap {
 public:
  Sitemap(const Publication& publication, string_view root, string_view entry)
      : publication_(publication), root_(root), entry_(entry) {
    out_.append(sitemap_head).append(root).append(sitemap_namespace);
    if (const auto modified = publication.snapshot->info().modified; modified > 0)
      time_ = "<lastmod>" + answer::date_time_text(modified) + "</lastmod>";
  }
  void add(string_view relative) {
    out_.append("<").append(entry_).append("><loc>");
    html::mustache::escape(publication_.addresses.url(relative), out_);
    out_.append("</loc>").append(time_).append("</").append(entry_).append(">\n");
  }
  std::string finish() { return std::move(out_.append("</").append(root_).append(">\n")); }

 private:
  const Publication& publication_;
  string_view root_;
  string_view entry_;
  std::string time_;
  std::string out_;
};

// Where the page of a resource is, relative to the base.
std::string page_of(const Publication& publication, string_view iri) {
  const answer::Addresses& addresses = publication.addresses;
  const auto& page = syntax::format(syntax::FormatId::html);
  return addresses.reference(addresses.document(iri, page)).substr(addresses.base_path().size());
}

/// A linkset: contexts with their links.
class Linkset {
 public:
  void anchor(string_view url) {
    out_ += out_.empty() ? "{\"linkset\":[\n{" : "]},\n{";
    out_ += "\"anchor\":";
    append_json_string(out_, url);
    relation_ = {};
  }
  void link(string_view relation, string_view url, string_view type) {
    if (relation != relation_) {
      out_ += relation_.empty() ? "," : "],";
      append_json_string(out_, relation);
      out_ += ":[";
    } else {
      out_ += ',';
    }
    relation_ = relation;
    out_ += "{\"href\":";
    append_json_string(out_, url);
    if (!type.empty()) {
      out_ += ",\"type\":";
      append_json_string(out_, type);
    }
    out_ += '}';
  }
  std::string finish() { return std::move(out_ += "]}\n]}\n"); }

 private:
  std::string out_;
  string_view relation_;
};

void append_one(std::string& out, string_view target, string_view relation, string_view type = {}) {
  // Clients refuse heads that grow beyond measure; what leads on came first.
  constexpr std::size_t most_bytes = 4000;
  if (target.empty() || out.size() + target.size() > most_bytes) return;
  if (!out.empty()) out += ", ";
  out.append("<").append(target).append(">; rel=\"").append(relation).append("\"");
  if (!type.empty()) out.append("; type=\"").append(type).append("\"");
}

}  // namespace

std::size_t sitemap_parts(const Publication& publication) {
  const std::size_t pages = publication.resources.size() + 1;  // and the home page
  return (pages + sitemap_part_size - 1) / sitemap_part_size;
}

std::string sitemap_part_path(std::size_t number) {
  return std::string(part_name) + std::to_string(number) + std::string(part_end);
}

std::string sitemap_index(const Publication& publication) {
  Sitemap sitemap(publication, "sitemapindex", "sitemap");
  for (std::size_t part = 1; part <= sitemap_parts(publication); ++part) sitemap.add(sitemap_part_path(part));
  return sitemap.finish();
}

std::optional<std::string> sitemap_part(const Publication& publication, string_view path) {
  if (!path.starts_with(part_name) || !path.ends_with(part_end)) return std::nullopt;
  const string_view digits = path.substr(part_name.size(), path.size() - part_name.size() - part_end.size());
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || digits.starts_with('0'))
    return std::nullopt;
  if (number == 0 || number > sitemap_parts(publication)) return std::nullopt;
  Sitemap sitemap(publication, "urlset", "url");
  if (number == 1) sitemap.add("");
  const auto& all = publication.resources;
  // The home page takes the first place.
  const std::size_t begin = number == 1 ? 0 : (number - 1) * sitemap_part_size - 1;
  const std::size_t stop = std::min(number * sitemap_part_size - 1, all.size());
  for (std::size_t i = begin; i < stop; ++i) sitemap.add(page_of(publication, all[i]));
  return sitemap.finish();
}

std::string robots(const Publication& publication) {
  std::string out =
      "# Patterns and searches have no end of addresses. Clients that a person sends to ask them are "
      "welcome;\n"
      "# crawlers find every page in the sitemap.\nUser-agent: *\n";
  for (const Route& route : all_routes()) {
    if (!route.endless) continue;
    string_view path = route.pattern;
    if (path.ends_with('*')) path.remove_suffix(1);
    out.append("Disallow: ").append(publication.addresses.path(path)).append("\n");
  }
  return out + "\nSitemap: " + publication.addresses.url(sitemap_path) + "\n";
}

std::string api_catalog(const Publication& publication) {
  const answer::Addresses& addresses = publication.addresses;
  const auto& turtle = syntax::format(syntax::FormatId::turtle).media_type;
  const auto& page = syntax::format(syntax::FormatId::html).media_type;
  Linkset set;
  set.anchor(addresses.url(answer::api_catalog_path));
  for (const answer::Service& service : answer::services()) set.link("item", addresses.url(service.path), {});
  for (const answer::Service& service : answer::services()) {
    const auto description = service.description.empty() ? service.path : service.description;
    const bool is_negotiated = !description.ends_with(".xml");
    set.anchor(addresses.url(service.path));
    set.link("service-desc", addresses.url(description),
             is_negotiated ? turtle : string_view("application/opensearchdescription+xml"));
    set.link("service-doc", addresses.url(is_negotiated ? description : service.path), page);
    set.link("describedby", addresses.url(answer::void_path), turtle);
    if (!publication.licence.empty()) set.link("license", publication.licence, {});
  }
  return set.finish();
}

namespace {

// Whoever meets one of them finds the others.
void append_way_back(std::string& links, const Publication& publication) {
  const answer::Addresses& addresses = publication.addresses;
  append_one(links, addresses.path(""), "collection");
  append_one(links, addresses.path(linkset_path), "linkset", linkset_type);
}

void append_authors(std::string& links, const Publication& publication) {
  for (const std::string& author : publication.authors)
    append_one(links, publication.addresses.reference(author), "author");
}

// What holds for all that belongs to the data set.
void add_shared(Linkset& set, const Publication& publication) {
  for (const std::string& author : publication.authors) set.link("author", author, {});
  if (!publication.licence.empty()) set.link("license", publication.licence, {});
}

string_view type_of(const answer::Distribution& file) {
  if (!file.packing.empty()) return file.packing;
  return file.format != nullptr ? file.format->media_type : string_view();
}

}  // namespace

std::string linkset(const Publication& publication) {
  const answer::Addresses& addresses = publication.addresses;
  const auto files = answer::all_distributions(publication, nullptr);
  const std::string form = addresses.url("?format=");
  Linkset set;
  set.anchor(addresses.base());
  set.link("type", rdf::schema::https::AboutPage, {});
  set.link("type", rdf::schema::https::Dataset, {});
  if (addresses.is_local(publication.dataset)) set.link("cite-as", publication.dataset, {});
  const auto each_description = [&](auto visit) {
    for (const syntax::Format& format : syntax::formats())
      if (format.family == syntax::Family::graph && format.writable)
        visit(form + std::string(format.extension), format.media_type);
  };
  each_description([&](const std::string& url, string_view type) { set.link("describedby", url, type); });
  for (const auto& file : files) set.link("item", addresses.url(file.path), type_of(file));
  add_shared(set, publication);
  each_description([&](const std::string& url, string_view /*type*/) {
    set.anchor(url);
    set.link("describes", addresses.base(), syntax::format(syntax::FormatId::html).media_type);
    add_shared(set, publication);
  });
  for (const auto& file : files) {
    set.anchor(addresses.url(file.path));
    set.link("type", rdf::dcat::Distribution, {});
    set.link("collection", addresses.base(), syntax::format(syntax::FormatId::html).media_type);
    set.link("describedby", addresses.url(answer::void_path), {});
    add_shared(set, publication);
  }
  return set.finish();
}

void append_signposts_of_dump(std::string& links, const Publication& publication) {
  append_one(links, rdf::dcat::Distribution, "type");
  append_way_back(links, publication);
  append_authors(links, publication);
}

void append_signposts(std::string& links, const Publication& publication, const answer::Head& head,
                      const syntax::Format& format) {
  const answer::Addresses& addresses = publication.addresses;
  const bool is_home = head.document == addresses.base();
  const bool is_page = format.family == syntax::Family::page;
  append_one(links, is_page ? rdf::schema::https::AboutPage : rdf::foaf::Document, "type");
  if (is_home && is_page) append_one(links, rdf::schema::https::Dataset, "type");
  if (addresses.is_local(head.subject))
    append_one(links, addresses.url(addresses.reference(head.subject).substr(addresses.base_path().size())),
               "cite-as");
  if (is_home || publication.graphs.contains(head.subject))
    append_one(links, addresses.path(linkset_path), "linkset", linkset_type);
  if (!is_home) append_one(links, addresses.path(""), "collection");
  append_authors(links, publication);
  if (!is_home) return;
  append_one(links, addresses.path(answer::api_catalog_path), "api-catalog", linkset_type);
  for (const answer::DumpFile& dump : answer::dump_files())
    append_one(links, addresses.path(dump.name), "item",
               dump.media_type.substr(0, dump.media_type.find(';')));
  for (const answer::Distribution& file : publication.distributions)
    append_one(links, addresses.path(file.path), "item",
               file.format != nullptr ? file.format->media_type : string_view());
}

}  // namespace tamizdat::web
