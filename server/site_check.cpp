#include "server/site_check.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "answer/sha256.hpp"
#include "query/isomorphism.hpp"
#include "rdf/vocabulary.hpp"
#include "server/export_links.hpp"
#include "server/told_files.hpp"
#include "syntax/jsonld_reader.hpp"
#include "syntax/reader.hpp"
#include "web/everything.hpp"

namespace tamizdat::server {
namespace {

using rdf::Result;

constexpr std::size_t most_findings = 100;  // of each rule

/// Leaves out what a document says about itself, which differs from format to format.
class DataAlone : public rdf::QuadSink {
 public:
  DataAlone(std::string document, query::HeldGraph& data) : document_(std::move(document)), data_(data) {}
  bool quad(const rdf::QuadView& quad, rdf::Nesting nesting, rdf::Position position) override {
    const bool about_itself = quad.subject.is_iri() && quad.subject.text == document_;
    return about_itself || data_.quad(quad, nesting, position);
  }

 private:
  std::string document_;
  query::HeldGraph& data_;
};

/// What a page says of the data: it names and links its thing in the words of schema.org besides.
class Excerpt : public rdf::QuadSink {
 public:
  explicit Excerpt(query::HeldGraph& data) : data_(data) {}
  bool quad(const rdf::QuadView& quad, rdf::Nesting nesting, rdf::Position position) override {
    return quad.predicate.text.starts_with(rdf::schema::iri) || data_.quad(quad, nesting, position);
  }

 private:
  query::HeldGraph& data_;
};

/// The data of a page for programs; nothing if it has none. In scripts '<' stands for itself nowhere.
std::string_view structured_data(std::string_view page) {
  constexpr std::string_view begin = "<script type=\"application/ld+json\">";
  const auto at = page.find(begin);
  if (at == std::string_view::npos) return {};
  page.remove_prefix(at + begin.size());
  return page.substr(0, page.find("</script>"));
}

std::uint64_t number_of(std::string_view text) {
  return std::hash<std::string_view>()(text);
}

class SiteCheck {
 public:
  SiteCheck(const answer::Publication& publication, Asker& asker)
      : publication_(publication), addresses_(publication.addresses), asker_(asker) {}

  Result<SiteReport> run(const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    const auto services = web::services_of(publication_);
    const std::uint64_t all = services.size() + publication_.resources.size();
    std::uint64_t done = 0;
    for (const web::Described& service : services) {
      if (!look_at(service, {})) return *error_;
      if (progress) progress(++done, all);
    }
    for (const std::string_view iri : publication_.resources) {
      const web::Described described = web::documents_of(publication_, iri);
      claim(described, iri);
      if (!look_at(described, iri)) return *error_;
      if (progress) progress(++done, all);
    }
    if (!look_at_files() || !look_at_sitemap(addresses_.path("sitemap.xml"), true)) return *error_;
    report_.resources = publication_.resources.size();
    return std::move(report_);
  }

 private:
  // --- asking
  // -----------------------------------------------------------------------------------------------

  const Asker::Answer* ask(const std::string& target, std::string_view method = "GET",
                           std::string_view name = {}, std::string_view value = {}) {
    web::Request request;
    request.method = method;
    request.target = target;
    if (!name.empty()) request.fields.add(name, value);
    ++report_.requests;
    auto answered = asker_.ask(request);
    if (!answered) {
      error_ = answered.error();
      return nullptr;
    }
    answer_ = std::move(*answered);
    return &answer_;
  }

  void note(SiteRule rule, bool holds, const std::string& address, std::string message) {
    auto& tally = report_.tallies[static_cast<std::size_t>(rule)];
    ++tally.checked;
    if (holds) return;
    if (++tally.failed <= most_findings) report_.findings.push_back({rule, address, std::move(message)});
  }

  // --- one resource
  // -----------------------------------------------------------------------------------------

  // Two IRIs must not lead to one address.
  void claim(const web::Described& described, std::string_view iri) {
    for (const web::Address& document : described.documents) {
      const auto [at, added] = claimed_.emplace(number_of(document.target), number_of(iri));
      note(SiteRule::addresses, added || at->second == number_of(iri), document.target,
           "is the address of <" + std::string(iri) + "> and of another resource");
    }
    const auto [at, added] = claimed_.emplace(number_of(described.target), number_of(iri));
    note(SiteRule::addresses, added || at->second == number_of(iri), described.target,
         "is the address of <" + std::string(iri) + "> and of another resource");
  }

  /// The first graph of a resource, and the terms of all.
  struct Held {
    query::TermNumbers terms;
    std::optional<query::HeldGraph> first;
  };

  template <class Look>
  bool again_if_wrong(const Look& look) {
    const SiteReport before = report_;
    if (!look()) return false;
    if (report_.findings.size() == before.findings.size()) return true;
    const std::uint64_t requests = report_.requests;
    report_ = before;
    report_.requests = requests;
    return look();
  }

  bool look_at(const web::Described& described, std::string_view iri) {
    return again_if_wrong([&] { return look_at_once(described, iri); });
  }

  bool look_at_once(const web::Described& described, std::string_view iri) {
    Held held;
    for (const web::Address& document : described.documents) {
      if (!look_at_document(described, document, iri, held)) return false;
    }
    return described.is_file || look_at_negotiation(described);
  }

  bool look_at_document(const web::Described& described, const web::Address& document, std::string_view iri,
                        Held& held) {
    const Asker::Answer* answer = ask(document.target);
    if (answer == nullptr) return false;
    const std::string type(answer->fields.get("Content-Type"));
    const bool is_there = answer->status == 200;
    note(SiteRule::answers, is_there && type.starts_with(document.format->media_type), document.target,
         "answers " + std::to_string(answer->status) + (type.empty() ? "" : " as " + type));
    if (!is_there) return true;
    if (!publication_.licence.empty()) {
      note(SiteRule::licence, answer->fields.combined("Link").find("rel=\"license\"") != std::string::npos,
           document.target, "names no licence");
    }
    const std::string body = answer->body;
    const std::string etag(answer->fields.get("ETag"));
    if (document.format->family == syntax::Family::page) {
      if (!look_at_links(body, document.target)) return false;
      compare_page(document, body, held);
    } else {
      compare(described, document, iri, body, held);
    }
    return look_at_validator(document.target, etag);
  }

  bool look_at_validator(const std::string& target, const std::string& etag) {
    if (etag.empty() || etag.starts_with("W/")) {
      note(SiteRule::validators, false, target, etag.empty() ? "has no ETag" : "has a weak ETag");
      return true;
    }
    const Asker::Answer* again = ask(target, "GET", "If-None-Match", etag);
    if (again == nullptr) return false;
    note(SiteRule::validators, again->status == 304, target,
         "answers " + std::to_string(again->status) + " to its own ETag, not 304");
    return true;
  }

  void compare(const web::Described& described, const web::Address& document, std::string_view iri,
               const std::string& body, Held& held) {
    query::HeldGraph graph(held.terms);
    DataAlone data(iri.empty() ? std::string() : addresses_.document(iri, *document.format), graph);
    if (const auto read = read_as(*document.format, body, data); !read) {
      note(SiteRule::same_triples, false, document.target, "cannot be read: " + rdf::to_string(read.error()));
      return;
    }
    graph.complete();
    if (!held.first) {
      held.first.emplace(std::move(graph));
      note(SiteRule::same_triples, true, document.target, {});
      return;
    }
    const query::Sameness found = query::compare(*held.first, graph);
    std::string message = "says " + std::to_string(graph.rows().size()) + " triples ";
    message += found == query::Sameness::undecided
                   ? "with too many blank nodes alike to tell if they are the "
                   : "that are not the ";
    message += std::to_string(held.first->rows().size()) + " of " + described.documents.front().target;
    note(SiteRule::same_triples, found == query::Sameness::same, document.target, std::move(message));
  }

  Result<void> read_as(const syntax::Format& format, const std::string& body, rdf::QuadSink& sink) const {
    if (format.id == syntax::FormatId::jsonld) return syntax::read_own_jsonld(body, sink);
    syntax::ReadOptions options;
    options.format = format.id;
    options.base = addresses_.base();
    auto bytes = syntax::open_memory(body);
    if (!bytes) return bytes.error();
    return syntax::read(**bytes, options, sink);
  }

  /// A page says nothing that the data do not say. What it says in schema.org's own context is its own
  /// affair.
  void compare_page(const web::Address& document, const std::string& body, Held& held) {
    const std::string_view json = structured_data(body);
    if (json.empty() || !held.first || json.find(rdf::schema::https_iri) != std::string_view::npos) return;
    query::HeldGraph graph(held.terms);
    Excerpt data(graph);
    if (const auto read = syntax::read_own_jsonld(json, data); !read) {
      note(SiteRule::same_triples, false, document.target,
           "has data that cannot be read: " + rdf::to_string(read.error()));
      return;
    }
    graph.complete();
    const std::size_t more = held.first->lacks(graph);
    note(SiteRule::same_triples, more == 0, document.target,
         "says " + std::to_string(more) + " triples that are not in the data");
  }

  bool look_at_negotiation(const web::Described& described) {
    for (const web::Address& document : described.documents) {
      const Asker::Answer* answer = ask(described.target, "GET", "Accept", document.format->media_type);
      if (answer == nullptr) return false;
      const std::string way(answer->status == 200 ? answer->fields.get("Content-Location")
                                                  : answer->fields.get("Location"));
      const bool arrives = (answer->status == 200 || answer->status == 303) && way == document.target;
      note(SiteRule::redirects, arrives, described.target,
           "asked for " + std::string(document.format->media_type) + ", answers " +
               std::to_string(answer->status) + " for " + (way.empty() ? "nothing" : way));
      const std::string vary = answer->fields.combined("Vary");
      note(SiteRule::vary, has_word(vary, "Accept"), described.target,
           "does not say that it varies by Accept");
    }
    return true;
  }

  static bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
      const std::string_view one = list.substr(0, list.find(','));
      if (web::same_token(web::trimmed(one), word)) return true;
      list.remove_prefix(std::min(one.size() + 1, list.size()));
    }
    return false;
  }

  // --- files
  // ------------------------------------------------------------------------------------------------

  bool look_at_files() {
    return again_if_wrong([this] {
      const std::string description = addresses_.path("?format=nt");
      const Asker::Answer* answer = ask(description);
      if (answer == nullptr) return false;
      const auto told = told_files(answer->body);
      note(SiteRule::files, told.has_value(), description, "cannot be read");
      if (!told) return true;
      return std::all_of(told->begin(), told->end(), [this](const auto& file) { return look_at_file(file); });
    });
  }

  bool look_at_file(const ToldFile& told) {
    if (!told.url.starts_with(addresses_.base())) return true;
    const std::string target = addresses_.path(std::string_view(told.url).substr(addresses_.base().size()));
    const Asker::Answer* answer = ask(target);
    if (answer == nullptr) return false;
    const std::string bytes = std::to_string(answer->body.size());
    note(SiteRule::files, answer->status == 200, target, "answers " + std::to_string(answer->status));
    if (answer->status != 200) return true;
    if (!told.bytes.empty())
      note(SiteRule::files, told.bytes == bytes, target, "has " + bytes + " bytes, not " + told.bytes);
    if (!told.sha256.empty())
      note(SiteRule::files, web::same_token(answer::sha256(answer->body), told.sha256), target,
           "has another checksum than " + told.sha256);
    return true;
  }

  // --- links
  // ------------------------------------------------------------------------------------------------

  bool look_at_links(std::string_view page, const std::string& from) {
    const auto look = [&](std::string_view value) {
      return !value.starts_with(addresses_.base_path()) || look_at_link(value, from);
    };
    return each_link(page, " href=\"", look) && each_link(page, " src=\"", look);
  }

  bool look_at_link(std::string_view link, const std::string& from) {
    std::string target = unescaped(link);
    target.resize(std::min(target.find('#'), target.size()));
    if (target.empty() || !links_.insert(number_of(target)).second) return true;
    const Asker::Answer* answer = ask(target, "HEAD", "Accept", "text/html");
    if (answer == nullptr) return false;
    if (answer->status >= 400) links_.erase(number_of(target));  // told of each page
    note(SiteRule::links, answer->status < 400, target,
         "answers " + std::to_string(answer->status) + "; " + from + " links to it");
    return true;
  }

  /// The sitemap, or one of its parts, and what it lists. Parts have none themselves.
  bool look_at_sitemap(const std::string& from, bool is_whole) {
    const Asker::Answer* answer = ask(from);
    if (answer == nullptr) return false;
    note(SiteRule::links, answer->status == 200, from, "answers " + std::to_string(answer->status));
    const std::string body = answer->body;
    const bool is_index = is_whole && body.find("<sitemapindex") != std::string::npos;
    constexpr std::string_view loc = "<loc>";
    for (auto at = body.find(loc); at != std::string::npos; at = body.find(loc, at)) {
      at += loc.size();
      const std::string_view url = std::string_view(body).substr(at, body.find('<', at) - at);
      const bool is_own = url.starts_with(addresses_.base());
      note(SiteRule::links, is_own, from, "lists " + std::string(url) + ", which is elsewhere");
      if (!is_own) continue;
      const std::string target = addresses_.path(url.substr(addresses_.base().size()));
      if (!(is_index ? look_at_sitemap(target, false) : look_at_link(target, from))) return false;
    }
    return true;
  }

  const answer::Publication& publication_;
  const answer::Addresses& addresses_;
  Asker& asker_;
  SiteReport report_;
  Asker::Answer answer_;
  std::optional<rdf::Error> error_;
  std::unordered_map<std::uint64_t, std::uint64_t> claimed_;
  std::unordered_set<std::uint64_t> links_;
};

}  // namespace

bool SiteReport::good() const {
  return std::all_of(tallies.begin(), tallies.end(), [](const Tally& tally) { return tally.failed == 0; });
}

Result<SiteReport> check_site(const answer::Publication& publication, Asker& asker,
                              const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  return SiteCheck(publication, asker).run(progress);
}

}  // namespace tamizdat::server
