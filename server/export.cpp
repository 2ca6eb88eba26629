#include "server/export.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_set>

#include "answer/data_set.hpp"
#include "query/folding.hpp"
#include "server/export_asking.hpp"
#include "server/export_folder.hpp"
#include "server/export_links.hpp"
#include "server/export_names.hpp"
#include "server/export_rules.hpp"
#include "web/date.hpp"
#include "web/everything.hpp"

namespace tamizdat::server {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Result;

// How a link spells the name of a file.
std::string url_of(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const std::string_view segment = name.substr(0, name.find('/'));
    out += answer::encode_query_value(segment);
    if (segment.size() < name.size()) out += '/';
    name.remove_prefix(std::min(segment.size() + 1, name.size()));
  }
  return out;
}

// Followed before anything is written, and while pages are.
constexpr std::array<std::string_view, 3> lists = {"kinds?", "timeline?", "vocabulary?"};
constexpr std::array<std::string_view, 1> foreign = {"describe?"};
// Rules of servers grow with each.
constexpr std::size_t most_list_pages = 500;
constexpr std::size_t most_foreign = 1000;
constexpr std::size_t most_nodes = 2000;

class Export {
 public:
  Export(const web::Site& site, const ExportSettings& settings, ExportFolder folder)
      : site_(site),
        settings_(settings),
        publication_(site.publication()),
        base_path_(publication_->addresses.base_path()),
        folder_(std::move(folder)),
        rules_(*publication_),
        services_(web::services_of(*publication_)),
        files_(web::files_of(site, *publication_)) {}

  Result<ExportReport> run() {
    if (auto planned = plan(); !planned) return planned.error();
    if (auto measured = publication_->measuring->finish(settings_.threads); !measured)
      return measured.error();
    if (auto begun = begin(); !begun) return begun.error();
    if (auto done = each(units(), [this](std::size_t unit) { return one(unit); }); !done) return done.error();
    if (auto done = follow(); !done) return done.error();
    if (auto written = write_rules(); !written) return written.error();
    const auto outcome = folder_.finish();
    if (!outcome) return outcome.error();
    ExportReport report = std::move(report_);
    report.documents = documents_;
    report.bytes = bytes_;
    report.written = outcome->written;
    report.unchanged = outcome->unchanged;
    report.removed = outcome->removed;
    return report;
  }

 private:
  // Units of work: services and files first, then a resource each.
  [[nodiscard]] std::size_t units() const { return first_resource() + publication_->resources.size(); }
  [[nodiscard]] std::size_t first_resource() const { return files_.size() + 1; }

  [[nodiscard]] bool is_thing(std::string_view iri) const {
    return !publication_->graphs.contains(iri) && !publication_->documents.contains(iri);
  }

  // Rules are made after the first thing, which is the same in every run whatever the threads do.
  Result<void> begin() {
    const auto& all = publication_->resources;
    const auto first =
        std::find_if(all.begin(), all.end(), [&](std::string_view iri) { return is_thing(iri); });
    if (first == all.end()) return {};
    begun_ = first_resource() + static_cast<std::size_t>(first - all.begin());
    return resource(*first);
  }

  // Lists are followed from page to page: services of their own. Their number is bounded, for rules of
  // servers grow with it.
  Result<void> discover() {
    std::unordered_set<std::string> met;
    std::vector<std::string> pages;
    const auto look = [&](const std::string& target) -> Result<bool> {
      auto answered = ask(site_, target, syntax::format(syntax::FormatId::html).media_type);
      if (!answered) return answered.error();
      if (answered->response.status != 200) return false;
      for (std::string& link : links_with_query(answered->bytes, base_path_, lists))
        if (met.insert(link).second) pages.push_back(std::move(link));
      return true;
    };
    for (const web::Described& service : services_)
      if (auto looked = look(service.target); !looked) return looked.error();
    for (std::size_t i = 0; i < pages.size() && i < most_list_pages; ++i) {
      const std::string target = pages[i];
      const auto is_page = look(target);
      if (!is_page) return is_page.error();
      web::Described forms = web::forms_of(target);
      const bool has_name = file_of(forms.documents.back().target, base_path_).has_value();
      if (*is_page && has_name) services_.push_back(std::move(forms));
    }
    report_.lists_left_out = pages.size() - std::min(pages.size(), most_list_pages);
    return {};
  }

  // What pages link to that is no resource of its own, IRIs elsewhere and nodes without a name, round by
  // round: such descriptions lead to others.
  Result<void> follow() {
    std::unordered_set<std::string> names;
    std::size_t foreign_left = most_foreign;
    std::size_t nodes_left = most_nodes;
    for (auto targets = foreign_.take(); !targets.empty(); targets = foreign_.take()) {
      std::vector<Followed> chosen;
      for (const std::string& target : targets) {
        Followed one = followed(target);
        const auto name = file_of(one.forms.documents.back().target, base_path_);
        std::size_t& left = one.node.empty() ? foreign_left : nodes_left;
        const bool is_possible =
            name && left > 0 && (settings_.case_sensitive || names.insert(query::fold_case(*name)).second);
        if (!is_possible) continue;
        --left;
        chosen.push_back(std::move(one));
      }
      auto done = each(chosen.size(), [&](std::size_t i) { return follow(chosen[i]); });
      if (!done) return done;
    }
    rules_.in_place(base_path_ + "describe", base_path_ + "describe");
    return {};
  }

  struct Followed {
    web::Described forms;
    std::string node;  ///< its IRI, or nothing for an IRI elsewhere
  };

  Followed followed(const std::string& target) const {
    if (target.find('?') != std::string::npos) return {web::forms_of(target), {}};
    std::string node = publication_->addresses.base() + target.substr(base_path_.size());
    return {web::documents_of(*publication_, node), node};
  }

  Result<void> follow(const Followed& one) {
    if (answer_of(site_, one.forms.documents.front().target).status != 200) return {};
    return one.node.empty() ? service_in_all_formats(one.forms) : resource(one.node);
  }

  // Does a number of things on all threads, until one fails or all is to end.
  template <class Do>
  Result<void> each(std::size_t count, const Do& act) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      for (std::size_t i = next++; i < count && !failed_; i = next++) {
        if (settings_.stopped && settings_.stopped())
          return fail(Error(Code::unavailable, "The export was stopped", "nothing has been touched"));
        if (auto done = act(i); !done) return fail(done.error());
      }
    };
    std::vector<std::thread> helpers;
    for (unsigned i = 1; i < settings_.threads; ++i) helpers.emplace_back(work);
    work();
    for (std::thread& helper : helpers) helper.join();
    if (error_) return *error_;
    return {};
  }

  // What cannot be written is said before anything is.
  Result<void> plan() {
    if (auto found = discover(); !found) return found;
    if (settings_.case_sensitive && !settings_.relative) return {};
    std::vector<std::string> names;
    const auto add = [&](const std::string& target) {
      if (auto name = file_of(target, base_path_)) names.push_back(std::move(*name));
    };
    for (const web::Address& file : files_) add(file.target);
    for (const web::Described& service : services_) each_document(service, add);
    for (const std::string_view iri : publication_->resources) {
      const web::Described resource = web::documents_of(*publication_, iri);
      // One format stands for the others, except where all links are to be known.
      if (settings_.relative || resource.is_file) {
        each_document(resource, add);
      } else {
        add(resource.documents.front().target);
      }
    }
    if (settings_.relative) known_ = {names.begin(), names.end()};
    if (settings_.case_sensitive) return {};
    const auto collisions = find_case_collisions(std::move(names));
    if (collisions.empty()) return {};
    Error error = collisions.front();
    if (collisions.size() > 1) error.message += " (and " + std::to_string(collisions.size() - 1) + " more)";
    return error;
  }

  template <class Visit>
  static void each_document(const web::Described& described, Visit visit) {
    for (const web::Address& document : described.documents) visit(document.target);
  }

  Result<void> one(std::size_t unit) {
    const bool is_begun = unit == begun_ && begun_ != 0;
    if (auto done = is_begun ? Result<void>() : made(unit); !done) return done;
    if (settings_.progress) settings_.progress(++done_, units());
    return {};
  }

  Result<void> made(std::size_t unit) {
    if (unit < files_.size()) return plain_file(files_[unit].target);
    if (unit < first_resource()) return services();
    return resource(publication_->resources[unit - first_resource()]);
  }

  void fail(const Error& error) {
    const std::lock_guard lock(mutex_);
    failed_ = true;
    if (!error_) error_ = error;
  }

  Result<void> services() {
    for (const web::Described& service : services_) {
      if (auto done = service_in_all_formats(service); !done) return done;
    }
    if (auto done = absent(); !done) return done;
    return description();
  }

  Result<void> plain_file(const std::string& target) {
    web::Response response = answer_of(site_, target);
    const auto name = file_of(target, base_path_);
    if (response.status != 200 || !name) return {};  // a theme without an icon
    rules_.file(*name, response.fields);
    if (!response.stream) return write(*name, response.fields, *response.bytes);
    ++documents_;
    const auto pull = [&](std::string& out) {
      auto more = response.stream->pull(out);
      bytes_ += out.size();
      return more;
    };
    return folder_.write(*name, pull, time_of(response.fields));
  }

  Result<void> service_in_all_formats(const web::Described& service) {
    for (const web::Address& document : service.documents) {
      auto answered = ask(site_, document.target);
      if (!answered) return answered.error();
      const auto name = file_of(document.target, base_path_);
      if (is_unsayable(document.target, *answered)) continue;
      if (answered->response.status != 200 || !name)
        return failure(document.target, answered->response.status);
      rules_.file(*name, answered->response.fields);
      if (auto written = write_document(*name, *document.format, *answered); !written) return written;
    }
    if (service.target.find('?') == std::string::npos) rules_.in_place(service.target, stem_of(service));
    return {};
  }

  // Addresses without an end of answers have one answer here: that it takes a program to give them.
  Result<void> absent() {
    web::Request request;
    request.method = "GET";
    request.target = base_path_ + std::string(absent_name);
    request.fields.add("Accept", syntax::format(syntax::FormatId::html).media_type);
    const Error error(Code::not_implemented,
                      "this copy of the site is made of files and answers no questions",
                      "download the data, or start at " + publication_->addresses.base());
    const web::Response response = site_.refuse(error, request);
    const std::string name(absent_name);
    rules_.file(name, response.fields);
    for (const std::string_view path : web::endless_services())
      if (path != "describe") rules_.absent(path);  // there are some
    return write_document(name, syntax::format(syntax::FormatId::html), {{}, *response.bytes});
  }

  // Below the base path, without the extension.
  std::string stem_of(const web::Described& described) const {
    const web::Address& first = described.documents.back();
    const std::string name = file_of(first.target, base_path_).value_or("index");
    return base_path_ + name.substr(0, name.rfind('.'));
  }

  // Where no rules are read, the well-known address is a file.
  Result<void> description() {
    auto answered = ask(site_, base_path_ + "?format=" + std::string(turtle().extension));
    if (!answered) return answered.error();
    const std::string name(answer::void_path);
    rules_.file(name, answered->response.fields);
    return write(name, answered->response.fields, answered->bytes);
  }

  // The site says so of a format that cannot express some triple: the others are there.
  bool is_unsayable(const std::string& target, const Answered& answered) {
    if (answered.response.status != 406) return false;
    const std::lock_guard lock(mutex_);
    if (report_.unsayable++ == 0 || target < report_.first_unsayable) report_.first_unsayable = target;
    return true;
  }

  Result<void> resource(std::string_view iri) {
    const web::Described described = web::documents_of(*publication_, iri);
    if (!file_of(described.documents.back().target, base_path_)) {
      const std::lock_guard lock(mutex_);
      if (report_.left_out.size() < 10) report_.left_out.emplace_back(iri);
      return {};
    }
    for (const web::Address& document : described.documents) {
      auto answered = ask(site_, document.target);
      if (!answered) return answered.error();
      if (is_unsayable(document.target, *answered)) continue;
      // A service or another document has this address: that is reported when data are loaded.
      if (answered->response.status != 200) return failure(document.target, answered->response.status);
      if (auto done = resource_document(described, document, *answered); !done) return done;
    }
    const bool leads_on = is_thing(iri) && publication_->identity == answer::Identity::see_other;
    if (!leads_on && !described.is_file) rules_.in_place(described.target, stem_of(described));
    if (leads_on && !has_redirect_.exchange(true)) {
      auto answered = ask(site_, described.target, turtle().media_type);
      if (answered && answered->response.status == 303) {
        const std::string& page = described.documents.back().target;
        rules_.redirect(page.substr(0, page.rfind('.')), answered->response.fields);
      } else {
        has_redirect_ = false;
      }
    }
    return {};
  }

  Result<void> resource_document(const web::Described& described, const web::Address& document,
                                 const Answered& answered) {
    const auto name = file_of(document.target, base_path_);
    if (!name) return {};
    const bool at_own_address = described.is_file && document.target == described.target;
    const bool has_query = document.target.find('?') != std::string::npos;
    if (at_own_address || has_query) {
      rules_.file(*name, answered.response.fields);
    } else {
      const std::string stem = document.target.substr(0, document.target.rfind('.'));
      rules_.document(*document.format, stem, *name, answered.response.fields);
    }
    return write_document(*name, *document.format, answered);
  }

  void follow_later(std::string_view page) {
    foreign_.add(links_with_query(page, base_path_, foreign));
    foreign_.add(links_to_nodes(page, base_path_));
  }

  Result<void> write_document(const std::string& name, const syntax::Format& format,
                              const Answered& answered) {
    if (format.family == syntax::Family::page) follow_later(answered.bytes);
    if (!settings_.relative || format.family != syntax::Family::page)
      return write(name, answered.response.fields, answered.bytes);
    const std::string page = with_relative_links(answered.bytes, name, publication_->addresses,
                                                 [&](std::string_view path) { return linked_file(path); });
    return write(name, answered.response.fields, page);
  }

  // The page, or else the file, that a path below the base leads to.
  std::string linked_file(std::string_view path) const {
    const std::string target = base_path_ + std::string(path);
    const auto name = file_of(target, base_path_);
    if (!name) return {};
    const std::string page = *name + "." + std::string(syntax::format(syntax::FormatId::html).extension);
    if (known_.contains(page) && !known_.contains(*name)) return url_of(page);
    return known_.contains(*name) ? url_of(*name) : std::string();
  }

  Result<void> write(const std::string& name, const web::Fields& fields, std::string_view bytes) {
    ++documents_;
    bytes_ += bytes.size();
    return folder_.write(name, bytes, time_of(fields));
  }
  static std::time_t time_of(const web::Fields& fields) {
    return web::parse_http_date(fields.get("Last-Modified"), std::time(nullptr)).value_or(0);
  }

  Result<void> write_rules() {
    for (const auto& [name, text] : rules_.render()) {
      if (auto written = folder_.write(name, text, 0); !written) return written;
    }
    return {};
  }

  static Error failure(const std::string& target, unsigned status) {
    return Error(Code::internal, "the site answered " + std::to_string(status)).at(target);
  }
  static const syntax::Format& turtle() { return syntax::format(syntax::FormatId::turtle); }

  const web::Site& site_;
  const ExportSettings& settings_;
  std::shared_ptr<const answer::Publication> publication_;
  std::string base_path_;
  ExportFolder folder_;
  ExportRules rules_;
  std::vector<web::Described> services_;
  std::vector<web::Address> files_;
  std::unordered_set<std::string> known_;  // for relative links
  Targets foreign_;
  std::size_t begun_ = 0;  // the unit that is done already; none is if it is 0, which is a file
  std::atomic<std::uint64_t> done_{0};
  std::atomic<std::uint64_t> documents_{0};
  std::atomic<std::uint64_t> bytes_{0};
  std::atomic<bool> failed_{false};
  std::atomic<bool> has_redirect_{false};
  std::mutex mutex_;
  std::optional<Error> error_;
  ExportReport report_;
};

}  // namespace

Result<ExportReport> export_site(const web::Site& site, const ExportSettings& settings) {
  auto folder = ExportFolder::open(settings.folder, site.publication()->addresses.base());
  if (!folder) return folder.error();
  return Export(site, settings, std::move(*folder)).run();
}

}  // namespace tamizdat::server
