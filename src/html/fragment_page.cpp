// A fragment for people: the form, the matches as a table, the ways on, and the request to copy.
#include <array>
#include <utility>

#include "html/fragment_form.hpp"
#include "html/layout.hpp"
#include "html/pages.hpp"
#include "html/text.hpp"

namespace tamizdat::html {
namespace {

using answer::Fragment;
using answer::FragmentKind;
using mustache::Value;
using store::Quad;
using store::TermId;

struct Place {
  std::string_view name;
  std::string_view heading;  ///< key of its message
  TermId Quad::*id;
  std::string_view sort;  ///< value of the parameter sort, or empty
};
constexpr std::array<Place, 4> places = {{
    {"subject", "subject", &Quad::subject, "label"},
    {"predicate", "predicate", &Quad::predicate, {}},
    {"object", "object", &Quad::object, "object-label"},
    {"graph", "graph_heading", &Quad::graph, {}},
}};

std::size_t width(const Fragment& fragment) {
  return fragment.request().kind == FragmentKind::quads ? 4 : 3;
}

/// Pages link by path, so that a site can be browsed before it is deployed.
std::string_view own_path(Composer& composer, const std::string& url) {
  return url.empty() ? std::string_view() : composer.keep(composer.publication().addresses.reference(url));
}

/// Numbers and dates sort as such, everything else by its label.
std::string_view sort_of(const Fragment& fragment, const Place& place, const std::vector<Quad>& rows) {
  if (place.name != "object") return place.sort;
  const bool asked = fragment.request().value("sort").ends_with("value");
  if (asked || rows.empty()) return asked ? "value" : place.sort;
  const auto value = query::value_of(fragment.publication().snapshot->term(rows.front().object));
  return value.number || value.time ? "value" : place.sort;
}

Value headings(Composer& composer, const Fragment& fragment, const std::vector<Quad>& rows) {
  auto& list = composer.model.list();
  const std::string_view current = fragment.request().value("sort");
  for (std::size_t i = 0; i < width(fragment); ++i) {
    auto& one = composer.model.object();
    const std::string_view sort = sort_of(fragment, places[i], rows);
    const bool ascending = !sort.empty() && current == sort;
    const bool descending = !sort.empty() && current == "-" + std::string(sort);
    const std::string next = (ascending ? "-" : "") + std::string(sort);
    one.set("text", composer.say(places[i].heading))
        .set("href", sort.empty() ? std::string_view() : own_path(composer, fragment.with("sort", next)))
        .set("order", ascending    ? "ascending"
                      : descending ? "descending"
                                   : "")
        .set("arrow", ascending    ? "▲"
                      : descending ? "▼"
                                   : "");
    list.add(one);
  }
  return list;
}

Value cell(Composer& composer, const Fragment& fragment, const Place& place, TermId id) {
  const auto term = composer.publication().snapshot->term(id);
  auto& one = composer.model.object();
  const bool is_literal = term.is_literal();
  one.set("link", is_literal || term.is_none() ? Value() : composer.link(id))
      .set("literal", is_literal ? composer.literal(id) : Value())
      .set("heading", composer.say(place.heading));
  // A second way: the same pattern with this term put in.
  const bool open =
      fragment.request().value(place.name).empty() || fragment.request().value(place.name).starts_with('?');
  const bool can_narrow = open && !term.is_none() && term.text.size() < 500;
  std::string narrowed;
  if (can_narrow) {
    narrowed = term.is_blank() ? composer.publication().addresses.skolem_iri(term.text)
                               : query::explicit_representation(term);
  }
  one.set("narrow",
          can_narrow ? own_path(composer, fragment.with(place.name, narrowed)) : std::string_view());
  return one;
}

Value rows_of(Composer& composer, const Fragment& fragment, const std::vector<Quad>& rows) {
  auto& list = composer.model.list();
  for (const Quad& quad : rows) {
    auto& cells = composer.model.list();
    for (std::size_t i = 0; i < width(fragment); ++i)
      cells.add(cell(composer, fragment, places[i], quad.*places[i].id));
    list.add(composer.model.object().set("cells", cells));
  }
  return list;
}

/// The rows of a selection, which may be of terms that are nowhere in the data.
class Selection : public syntax::SolutionSink {
 public:
  Selection(Composer& composer, const std::vector<std::string>& variables)
      : composer_(composer), variables_(variables) {}

  bool row(std::span<const rdf::TermView> terms) override {
    auto& cells = composer_.model.list();
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const auto id = composer_.publication().snapshot->find(terms[i]);
      auto& one = composer_.model.object();
      one.set("heading", composer_.keep(variables_[i])).set("narrow", false);
      if (id && terms[i].is_iri())
        one.set("link", composer_.link(*id));
      else if (terms[i].is_iri())
        one.set("link",
                composer_.link_to(composer_.href(terms[i].text), {composer_.keep(terms[i].text), {}, false}));
      else
        one.set("link", Value());
      one.set("literal", id && terms[i].is_literal() ? composer_.literal(*id) : Value());
      one.set("plain", !id && terms[i].is_literal() ? Value(composer_.keep(terms[i].text)) : Value());
      cells.add(one);
    }
    list_.add(composer_.model.object().set("cells", cells));
    return true;
  }
  [[nodiscard]] Value rows() const { return list_; }

 private:
  Composer& composer_;
  const std::vector<std::string>& variables_;
  mustache::List& list_ = composer_.model.list();
};

void set_table(Composer& composer, const Fragment& fragment, mustache::Object& root) {
  if (fragment.request().select.empty()) {
    const auto rows = fragment.rows();
    root.set("headings", headings(composer, fragment, rows)).set("rows", rows_of(composer, fragment, rows));
    return;
  }
  const auto table = fragment.table();
  auto& list = composer.model.list();
  for (const std::string& variable : table->variables()) {
    auto& one = composer.model.object();
    one.set("text", composer.keep(variable)).set("href", false).set("order", false).set("arrow", false);
    list.add(one);
  }
  Selection selection(composer, table->variables());
  for (auto more = table->emit(selection); more && *more;) more = table->emit(selection);
  root.set("headings", list).set("rows", selection.rows());
}

/// The same as answer::in_english, in the language of the page.
std::string_view in_words(Composer& composer, const answer::FragmentNote& note) {
  using About = answer::FragmentNote::About;
  if (note.about == About::unknown_parameter)
    return composer.say("note_unknown_parameter", {{"parameter", note.parameter}});
  if (note.about == About::misfit) return composer.say("note_misfit", {{"parameter", note.parameter}});
  if (note.about == About::select) return composer.say("note_select");
  return composer.keep(
      std::string(composer.counted("note_candidates", note.looked_at))
          .append(" ")
          .append(composer.say("note_candidates_most", {{"most", composer.number(note.most)}})));
}

Value notes(Composer& composer, const Fragment& fragment) {
  auto& list = composer.model.list();
  for (const auto& note : fragment.notes())
    list.add(composer.model.object().set("text", in_words(composer, note)));
  return list;
}

/// In single quotes, as a shell takes it.
std::string shell_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'')
      out += "'\\''";
    else
      out += c;
  }
  return out + "'";
}

std::string curl_command(std::string_view url) {
  return "curl -H 'Accept: " + std::string(syntax::format(syntax::FormatId::turtle).media_type) + "' " +
         shell_quoted(url);
}

/// The same as answer::limits_in_words, in the language of the page.
Value limits_of(Composer& composer, const answer::FragmentLimits& limits) {
  const auto size = composer.number(limits.page_size);
  const auto most = composer.number(limits.max_page_size);
  auto& list = composer.model.list();
  for (const auto text :
       {composer.say("limit_page", {{"size", size}, {"max", most}}),
        composer.say("limit_bindings", {{"max", composer.number(limits.max_bindings)}}),
        composer.say("limit_candidates", {{"max", composer.number(limits.max_candidates)}})})
    list.add(composer.model.object().set("text", text));
  return list;
}

}  // namespace

std::string fragment_page(const Fragment& fragment, const PageContext& context) {
  Composer composer(context);
  const bool quads = fragment.request().kind == FragmentKind::quads;
  const auto total = fragment.total();
  auto& root = composer.model.object();
  root.set("count", composer.counted(quads ? "quads" : "triples", total.count))
      .set("what", composer.keep(fragment.head().title))
      .set("form", fragment_form(composer, {quads, fragment.request().pieces, {}}))
      .set("page", composer.number(fragment.request().page))
      .set("pages", composer.number(fragment.pages()))
      .set("several", fragment.pages() > 1)
      .set("first", fragment.request().page > 1 ? own_path(composer, fragment.first()) : std::string_view())
      .set("previous", own_path(composer, fragment.previous()))
      .set("next", own_path(composer, fragment.next()))
      .set("last", fragment.request().page < fragment.pages() ? own_path(composer, fragment.last())
                                                              : std::string_view())
      .set("url", composer.keep(fragment.head().document))
      .set("curl", composer.keep(curl_command(fragment.head().document)))
      .set("notes", notes(composer, fragment))
      .set("script", composer.keep(context.publication.addresses.path(context.script)));
  set_table(composer, fragment, root);
  return render(composer, root, "fragment",
                {composer.say("pattern_title", {{"what", fragment.head().title}}), {}, {}, {}, false});
}

std::string fragment_api_page(const answer::FragmentApi& api, const PageContext& context) {
  Composer composer(context);
  auto& root = composer.model.object();
  auto& parameters = composer.model.list();
  for (const auto& parameter : answer::fragment_parameters()) {
    auto& one = composer.model.object();
    one.set("name", parameter.name)
        .set("what", meaning_of(composer, parameter))
        .set("cost", cost_of(composer, parameter))
        .set("example", parameter.example);
    parameters.add(one);
  }
  root.set("parameters", parameters)
      .set("limits", limits_of(composer, api.limits()))
      .set("fragments", composer.path("fragments"))
      .set("fragments_at", composer.keep(composer.publication().addresses.path("fragments")))
      .set("quads_at", composer.keep(composer.publication().addresses.path("fragments/quads")))
      .set("quads", composer.path("fragments/quads"));
  return render(composer, root, "fragment_api", {composer.say("api_title"), {}, {}, {}, true});
}

}  // namespace tamizdat::html
