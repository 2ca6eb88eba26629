#include "answer/fragment.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "answer/fragment_controls.hpp"
#include "answer/fragment_table.hpp"
#include "answer/labels.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {

using rdf::Code;
using rdf::Error;
using rdf::Result;
using store::Quad;

namespace {

constexpr std::array<std::string_view, 3> of_the_page = {"page", "limit", "version"};
constexpr std::array<std::string_view, 3> of_the_form = {"format", "controls", "lang"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// A field of the form that was left empty: it says nothing, so links need not carry it.
bool is_idle(const QueryPiece& piece) {
  const auto known = fragment_parameters();
  return piece.value.empty() &&
         std::any_of(known.begin(), known.end(), [&](const auto& p) { return p.name == piece.name; });
}

std::string_view service(FragmentKind kind) {
  return kind == FragmentKind::quads ? "fragments/quads" : "fragments";
}

void append(std::string& url, std::string_view piece) {
  url += url.find('?') == std::string::npos ? '?' : '&';
  url += piece;
}

/// The matches of a request, found as cheaply as its kind allows.
class Matches {
 public:
  static Result<Matches> of(const Publication& publication, const FragmentRequest& request,
                            const FragmentLimits& limits) {
    Matches matches;
    const auto& snapshot = *publication.snapshot;
    const auto& repeats = *publication.repeats;
    if (request.bindings) {
      matches.patterns_ = query::bind_each(request.pattern, *request.bindings, snapshot);
      const auto cursor = query::open_any(*matches.patterns_, snapshot, repeats);
      matches.total_ = cursor->estimate();
      // Patterns that overlap can only be counted by walking them.
      if (!matches.total_.exact) {
        if (matches.total_.count > limits.max_candidates) return overlap(matches.total_.count, limits);
        matches.found_ = drain(*cursor);
        matches.total_ = {matches.found_->size(), true};
      }
      return matches;
    }
    if (request.filters.any()) {
      Labels labels(publication, request.languages);
      const query::Naming naming{[&](store::TermId id) { return labels.of(id).text; },
                                 [&](store::TermId id, std::uint64_t most) { return labels.all(id, most); }};
      auto found =
          query::filter(request.pattern, request.filters, snapshot, repeats, naming, limits.max_candidates);
      if (!found) return found.error();
      matches.found_ = std::move(*found);
      matches.total_ = {matches.found_->size(), true};
      return matches;
    }
    matches.bound_ = query::bind(request.pattern, snapshot);
    matches.total_ = {query::count(matches.bound_, snapshot, repeats), true};
    return matches;
  }

  [[nodiscard]] store::Estimate total() const { return total_; }

  [[nodiscard]] std::unique_ptr<store::Cursor> open(const Publication& publication) const {
    if (found_) return query::list_cursor(*found_, *publication.snapshot);
    if (patterns_) return query::open_any(*patterns_, *publication.snapshot, *publication.repeats);
    return query::open(bound_, *publication.snapshot, *publication.repeats);
  }

 private:
  static Error overlap(std::uint64_t count, const FragmentLimits& limits) {
    return Error(Code::unprocessable,
                 "these bindings overlap, and to count what they have in common would take a look at " +
                     std::to_string(count) + " candidates; no request may look at more than " +
                     std::to_string(limits.max_candidates),
                 "send rows that bind different variables in different requests")
        .at("parameter values");
  }

  static std::vector<Quad> drain(store::Cursor& cursor) {
    std::vector<Quad> quads;
    for (Quad quad; cursor.next(quad);) quads.push_back(quad);
    return quads;
  }

  query::BoundPattern bound_;
  std::optional<std::vector<query::BoundPattern>> patterns_;
  std::optional<std::vector<Quad>> found_;
  store::Estimate total_;
};

}  // namespace

struct Fragment::Parts {
  std::shared_ptr<const Publication> publication;
  FragmentRequest request;
  Matches matches;
  std::string page_url;      // exactly as asked
  std::string any_format;    // the same without the format
  std::string fragment_url;  // without what concerns the page
  std::string page_stem;     // what a page's number follows
  std::vector<FragmentNote> notes;

  [[nodiscard]] std::uint64_t pages() const {
    return std::max<std::uint64_t>(1, (matches.total().count + request.limit - 1) / request.limit);
  }
  [[nodiscard]] std::string page(std::uint64_t number) const {
    const std::string digits = std::to_string(number);
    const std::string version = encode_query_value(publication->snapshot->info().version);
    std::string url;
    url.reserve(page_stem.size() + digits.size() + version.size() + 16);
    url.append(page_stem).append("page=").append(digits).append("&version=").append(version);
    return url;
  }
  [[nodiscard]] std::unique_ptr<store::Cursor> cursor() const {
    auto cursor = matches.open(*publication);
    cursor->skip((request.page - 1) * request.limit);
    return cursor;
  }
};

namespace {

/// What comes after the controls: the matches of one page.
class FragmentBody final : public GraphBody {
 public:
  FragmentBody(std::shared_ptr<const Publication> publication, std::unique_ptr<store::Cursor> cursor,
               std::uint64_t left, std::optional<FragmentControls> controls)
      : publication_(std::move(publication)),
        cursor_(std::move(cursor)),
        left_(left),
        controls_(std::move(controls)) {}

  Result<bool> emit(rdf::QuadSink& sink) override {
    if (controls_) {
      emit_controls(*controls_, sink);
      controls_.reset();
      return true;
    }
    constexpr int at_once = 64;
    Quad quad;
    for (int i = 0; i < at_once; ++i) {
      if (left_ == 0) return false;
      if (!cursor_->next(quad)) return ended();
      --left_;
      if (!send(quad, sink)) return false;
    }
    return true;
  }

  [[nodiscard]] const rdf::Prefixes& prefixes() const override { return publication_->prefixes; }

 private:
  Result<bool> ended() const {
    if (auto status = cursor_->status(); !status) return status.error();
    return false;
  }

  bool send(const Quad& quad, rdf::QuadSink& sink) {
    std::array<std::string, 3> skolem;
    const auto shown = [&](store::TermId id, std::string& iri) {
      const rdf::TermView term = publication_->snapshot->term(id);
      if (!term.is_blank()) return term;
      iri = publication_->addresses.skolem_iri(term.text);
      return rdf::iri(iri);
    };
    const rdf::QuadView view{shown(quad.subject, skolem[0]), publication_->snapshot->term(quad.predicate),
                             shown(quad.object, skolem[1]), shown(quad.graph, skolem[2])};
    return sink.quad(view, rdf::Nesting::none, {});
  }

  std::shared_ptr<const Publication> publication_;
  std::unique_ptr<store::Cursor> cursor_;
  std::uint64_t left_;
  std::optional<FragmentControls> controls_;
};

std::string describe_slot(const query::Slot& slot) {
  if (slot.is_open()) return slot.variable.empty() ? "?" : "?" + slot.variable;
  return query::explicit_representation(slot.term.view());
}

std::string title_of(const FragmentRequest& request) {
  std::string title = describe_slot(request.pattern.subject) + " " +
                      describe_slot(request.pattern.predicate) + " " + describe_slot(request.pattern.object);
  if (request.kind == FragmentKind::quads) title += " " + describe_slot(request.pattern.graph);
  return title;
}

std::vector<FragmentNote> notes_on(const Publication& publication, const FragmentRequest& request,
                                   const FragmentLimits& limits) {
  using About = FragmentNote::About;
  std::vector<FragmentNote> notes;
  for (const std::string& name : request.unknown) notes.push_back({About::unknown_parameter, name});
  for (const std::string& name : request.misfits) notes.push_back({About::misfit, name});
  if (!request.select.empty()) notes.push_back({About::select});
  if (request.filters.any()) {
    const auto looked_at =
        query::cost(request.pattern, request.filters, *publication.snapshot, *publication.repeats);
    notes.push_back({About::candidates, {}, looked_at, limits.max_candidates});
  }
  return notes;
}

}  // namespace

std::string in_english(const FragmentNote& note) {
  switch (note.about) {
    case FragmentNote::About::unknown_parameter:
      return "The parameter '" + note.parameter +
             "' means nothing here; it was left aside and is kept in the links of this page.";
    case FragmentNote::About::misfit:
      return "'" + note.parameter + "': no statement has such a term there, so nothing matches.";
    case FragmentNote::About::select:
      return "'select' says which columns this page and tables have (CSV, TSV, SPARQL results); a graph has "
             "none.";
    case FragmentNote::About::candidates:
      break;
  }
  return "To find these, " + std::to_string(note.looked_at) +
         (note.looked_at == 1 ? " candidate was" : " candidates were") + " looked at; more than " +
         std::to_string(note.most) + " would have been refused.";
}

Fragment::Fragment(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {
  const Publication& publication = *parts_->publication;
  head_.subject = parts_->fragment_url;
  head_.document = parts_->any_format;
  head_.title = title_of(parts_->request);
  head_.has_table = true;
  if (!parts_->request.select.empty()) head_.family = syntax::Family::solutions;
  // The rest of the page's own URL is in `document`.
  head_.state = publication.snapshot->info().version;
  head_.state.append(" ")
      .append(parts_->request.value("format"))
      .append(parts_->request.controls ? "" : " bare");
  head_.modified = publication.snapshot->info().modified;
  head_.total = parts_->matches.total();
  const auto link = [&](std::string target, std::string_view rel) {
    if (!target.empty()) head_.links.push_back({std::move(target), std::string(rel), {}});
  };
  link(next(), "next");
  link(previous(), "prev");
  link(first(), "first");
  link(last(), "last");
  link(publication.addresses.url("fragments/api"), rdf::hydra::apiDocumentation);
}

std::unique_ptr<GraphBody> Fragment::graph(const syntax::Format* /*format*/) const {
  std::optional<FragmentControls> controls;
  if (parts_->request.controls) {
    controls = FragmentControls{parts_->publication,
                                parts_->request.kind,
                                parts_->fragment_url,
                                parts_->page_url,
                                first(),
                                previous(),
                                next(),
                                last(),
                                parts_->matches.total(),
                                parts_->request.limit,
                                parts_->notes};
  }
  return std::make_unique<FragmentBody>(parts_->publication, parts_->cursor(), parts_->request.limit,
                                        std::move(controls));
}

std::unique_ptr<TableBody> Fragment::table() const {
  return fragment_table(parts_->publication, parts_->request, parts_->cursor());
}

const Publication& Fragment::publication() const {
  return *parts_->publication;
}
const FragmentRequest& Fragment::request() const {
  return parts_->request;
}
store::Estimate Fragment::total() const {
  return parts_->matches.total();
}
std::uint64_t Fragment::pages() const {
  return parts_->pages();
}

std::vector<Quad> Fragment::rows() const {
  std::vector<Quad> rows;
  const auto cursor = parts_->cursor();
  for (Quad quad; rows.size() < parts_->request.limit && cursor->next(quad);) rows.push_back(quad);
  return rows;
}

std::string Fragment::first() const {
  return parts_->page(1);
}
std::string Fragment::previous() const {
  return parts_->request.page > 1 ? parts_->page(parts_->request.page - 1) : std::string();
}
std::string Fragment::next() const {
  return parts_->request.page < pages() ? parts_->page(parts_->request.page + 1) : std::string();
}
std::string Fragment::last() const {
  return pages() > 1 ? parts_->page(pages()) : std::string();
}

std::string Fragment::with(std::string_view parameter, std::string_view value) const {
  std::string url = parts_->publication->addresses.url(service(parts_->request.kind));
  for (const QueryPiece& piece : parts_->request.pieces) {
    if (piece.name != parameter && !is_idle(piece) && piece.name != "page" && piece.name != "version")
      append(url, piece.raw);
  }
  if (!value.empty()) append(url, std::string(parameter) + "=" + encode_query_value(value));
  return url;
}

const std::vector<FragmentNote>& Fragment::notes() const {
  return parts_->notes;
}

namespace {

Result<void> check_page(const Fragment::Parts& parts) {
  const FragmentRequest& request = parts.request;
  const std::string_view version = request.value("version");
  const std::string& current = parts.publication->snapshot->info().version;
  if (!version.empty() && version != current) {
    return Error(Code::gone, "the data have changed since the link to this page was made",
                 "begin again at " + parts.fragment_url)
        .at("parameter version");
  }
  if (request.page <= parts.pages()) return {};
  return Error(Code::not_found,
               "there is no page " + std::to_string(request.page) + ": the last one is " +
                   std::to_string(parts.pages()),
               "ask for " + parts.page(parts.pages()))
      .at("parameter page");
}

}  // namespace

Result<std::unique_ptr<Fragment>> fragment(std::shared_ptr<const Publication> publication, FragmentKind kind,
                                           std::string_view query, std::string_view form,
                                           const FragmentLimits& limits, Controls controls, Misfits misfits) {
  auto request = parse_fragment_request(kind, query, form, *publication->snapshot, publication->addresses,
                                        limits, misfits);
  if (!request) return request.error();
  if (controls == Controls::none) request->controls = false;
  auto matches = Matches::of(*publication, *request, limits);
  if (!matches) return matches.error();
  auto parts = std::make_shared<Fragment::Parts>();
  parts->notes = notes_on(*publication, *request, limits);
  parts->page_url = publication->addresses.url(service(kind));
  parts->any_format = parts->fragment_url = parts->page_stem = parts->page_url;
  for (const QueryPiece& piece : request->pieces) {
    append(parts->page_url, piece.raw);
    if (piece.name != "format") append(parts->any_format, piece.raw);
    if (!is_idle(piece) && !among(of_the_page, piece.name) && !among(of_the_form, piece.name))
      append(parts->fragment_url, piece.raw);
    if (!is_idle(piece) && piece.name != "page" && piece.name != "version")
      append(parts->page_stem, piece.raw);
  }
  append(parts->page_stem, {});
  parts->publication = std::move(publication);
  parts->request = std::move(*request);
  parts->matches = std::move(*matches);
  if (auto checked = check_page(*parts); !checked) return checked.error();
  auto checked = check_table(*parts->publication, parts->request, *parts->cursor(), limits.max_candidates);
  if (!checked) return checked.error();
  return std::make_unique<Fragment>(std::move(parts));
}

}  // namespace tamizdat::answer
