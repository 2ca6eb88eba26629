#include "html/vocabulary_parts.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "html/class_graph.hpp"
#include "html/text.hpp"

namespace tamizdat::html {
namespace {

using answer::Vocabulary;
using answer::VocabularyTerm;
using store::TermId;

constexpr std::size_t classes_drawn = 24;
constexpr std::size_t arrows_drawn = 28;

/// Collects what is drawn: declared domains and ranges, and what the data show where those are left open.
class Sketcher {
 public:
  Sketcher(Composer& composer, const Vocabulary& vocabulary) : composer_(composer), vocabulary_(vocabulary) {}

  ClassGraph sketch() {
    for (const auto* one : chosen()) {
      places_.emplace(one->term.value(), graph_.nodes.size());
      graph_.nodes.push_back({one->term, one->uses > 0 ? composer_.counted("things", one->uses) : "", {}});
    }
    for (const auto& one : vocabulary_.classes)
      for (const TermId below : one.narrower) add_subclass(below, one.term);
    for (const auto& one : vocabulary_.properties)
      for (const TermId from : one.domains)
        for (const TermId to : one.ranges) add(from, to, one.term);
    add_used();
    add_bundles();
    return std::move(graph_);
  }

 private:
  /// All classes, or those that are connected with most, as the hierarchy goes.
  [[nodiscard]] std::vector<const VocabularyTerm*> chosen() const {
    const auto weight = [](const VocabularyTerm* one) {
      return one->starts.size() + one->ends.size() + one->narrower.size();
    };
    std::vector<const VocabularyTerm*> classes;
    for (const auto& one : vocabulary_.classes) classes.push_back(&one);
    if (classes.size() <= classes_drawn) return classes;
    std::stable_sort(classes.begin(), classes.end(),
                     [&](const auto* a, const auto* b) { return weight(a) > weight(b); });
    classes.resize(classes_drawn);
    std::sort(classes.begin(), classes.end());  // they lie in one vector
    return classes;
  }

  [[nodiscard]] const std::size_t* place(TermId klass) const {
    const auto at = places_.find(klass.value());
    return at == places_.end() ? nullptr : &at->second;
  }

  void add_subclass(TermId below, TermId above) {
    const auto* from = place(below);
    const auto* to = place(above);
    if (from != nullptr && to != nullptr) graph_.arrows.push_back({*from, *to, {}, {}, {}});
  }

  void add(TermId from, TermId to, TermId property) {
    const auto* a = place(from);
    const auto* b = place(to);
    if (a == nullptr || b == nullptr) return;
    const auto name = composer_.labels.word(property).text;
    const auto text = cut(name, 60);
    if (a == b) {
      auto& loops = graph_.nodes[*a].loops;
      const auto loop = composer_.keep(std::string("↺ ").append(text));
      if (std::find(loops.begin(), loops.end(), loop) == loops.end()) loops.push_back(loop);
      return;
    }
    auto& between = bundles_[{*a, *b}];
    const bool known =
        std::any_of(between.begin(), between.end(), [&](const auto& arrow) { return arrow.text == text; });
    const auto view = composer_.publication().snapshot->term(property);
    if (!known) between.push_back({*a, *b, text, composer_.href(view.text), name});
  }

  /// Where properties are many, those between the same two classes share an arrow: "author +12"; and if
  /// there are still too many, those of most properties are drawn.
  void add_bundles() {
    std::size_t all = 0;
    for (const auto& [ends, arrows] : bundles_) all += arrows.size();
    std::vector<const Arrows*> chosen;
    for (const auto& [ends, arrows] : bundles_) chosen.push_back(&arrows);
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const auto* a, const auto* b) { return a->size() > b->size(); });
    if (chosen.size() > arrows_drawn) chosen.resize(arrows_drawn);
    for (const Arrows* arrows : chosen) {
      if (all <= arrows_drawn || arrows->size() == 1) {
        graph_.arrows.insert(graph_.arrows.end(), arrows->begin(), arrows->end());
        continue;
      }
      auto arrow = arrows->front();
      arrow.text = composer_.keep(std::string(arrow.text) + " +" + std::to_string(arrows->size() - 1));
      graph_.arrows.push_back(arrow);
    }
  }

  void add_used() {
    const auto& overview = composer_.publication().overview;
    for (const auto& link : overview.links)
      if (vocabulary_.find(link.predicate) != nullptr)
        add(overview.classes[link.from].klass, overview.classes[link.to].klass, link.predicate);
  }

  Composer& composer_;
  const Vocabulary& vocabulary_;
  ClassGraph graph_;
  std::unordered_map<std::uint32_t, std::size_t> places_;
  using Arrows = std::vector<ClassGraph::Arrow>;
  std::map<std::pair<std::size_t, std::size_t>, Arrows> bundles_;  // by places
};

constexpr std::size_t deepest = 6;          // as far as the style sheet indents
constexpr std::size_t most_in_tree = 1000;  // of one sort

/// One sort of terms as they are above and below each other. `told` of them have a section of their own on
/// the page; the others are where their anchor is in the list, and lead to their own pages.
void add_tree(Composer& composer, mustache::List& lists, std::string_view heading,
              const std::vector<VocabularyTerm>& terms, std::string_view iri, std::size_t told) {
  if (terms.empty()) return;
  auto& list = composer.model.list();
  auto said = composer.nothing_said(terms.size());
  for (const auto& one : terms) {
    if (list.size() == most_in_tree) break;
    const bool is_told = list.size() < told;
    const auto view = composer.publication().snapshot->term(one.term);
    const auto anchor = anchor_of(composer, view.text, iri);
    const auto href = is_told ? composer.keep("#" + std::string(anchor)) : own_page(composer, view.text);
    list.add(composer.model.object()
                 .set("link", composer.link_to(href, composer.name(one.term, said)))
                 .set("anchor", is_told ? std::string_view() : anchor)
                 .set("indent", composer.keep(std::to_string(std::min(one.depth, deepest))))
                 .set("count", one.uses > 0 ? composer.number(one.uses) : std::string_view()));
  }
  const auto left_out = terms.size() - list.size();
  lists.add(composer.model.object()
                .set("heading", composer.say(heading))
                .set("terms", list)
                .set("left_out", left_out > 0 ? composer.number(left_out) : std::string_view()));
}

/// How a sort of terms is told of: keys of messages.
struct Words {
  std::string_view narrower;
  std::string_view uses;
};
constexpr Words words_of[] = {
    {"narrower_classes", "things"}, {"narrower_properties", "triples"}, {"narrower_concepts", "triples"}};

std::string_view all_uses(Composer& composer, const VocabularyTerm& term) {
  if (term.sort == VocabularyTerm::Sort::property) return composer.fragment({}, term.term, {});
  const bool is_class = term.sort == VocabularyTerm::Sort::klass;
  return composer.fragment({}, is_class ? composer.publication().terms.type : TermId{}, term.term);
}

std::string_view whole_pixels(Composer& composer, double length) {
  return composer.keep(std::to_string(static_cast<long>(length + 0.5)));
}

}  // namespace

std::string_view anchor_of(Composer& composer, std::string_view iri, std::string_view document) {
  if (iri.size() > document.size() && iri.starts_with(document)) {
    const auto rest = iri.substr(document.size());
    const auto name = rest.substr(rest.starts_with('#') ? 1 : 0);
    if (!name.empty() && name.find('#') == std::string_view::npos) return name;
  }
  std::string whole(iri);
  std::replace(whole.begin(), whole.end(), '#', '/');  // a fragment may not hold another
  return composer.keep(std::move(whole));
}

std::string_view own_page(Composer& composer, std::string_view iri) {
  return composer.path("describe?iri=" + answer::encode_query_value(iri) + "&format=html");
}

void set_vocabulary(Composer& composer, mustache::Object& root, const Vocabulary& vocabulary,
                    std::string_view iri, std::size_t told) {
  if (vocabulary.empty()) {
    root.set("vocabulary", {});
    return;
  }
  auto& one = composer.model.object();
  const auto graph = Sketcher(composer, vocabulary).sketch();
  const bool is_drawn = graph.nodes.size() > 1 && !graph.arrows.empty();
  if (is_drawn) {
    const auto size = ClassPicture(composer, graph).size();
    one.set("address", composer.path("-/picture?vocabulary=" + answer::encode_query_value(iri)))
        .set("width", whole_pixels(composer, size.width))
        .set("height", whole_pixels(composer, size.height));
  }
  one.set("has_picture", is_drawn);
  auto& lists = composer.model.list();
  const std::pair<std::string_view, const std::vector<VocabularyTerm>&> trees[] = {
      {"classes", vocabulary.classes},
      {"properties", vocabulary.properties},
      {"concepts", vocabulary.concepts}};
  for (const auto& [heading, terms] : trees) {
    add_tree(composer, lists, heading, terms, iri, told);
    told -= std::min(told, terms.size());
  }
  one.set("lists", lists);
  root.set("vocabulary", one);
}

void set_usage(Composer& composer, mustache::Object& entry, const VocabularyTerm* term) {
  if (term == nullptr) {
    entry.set("usage", {});
    return;
  }
  auto& rows = composer.model.list();
  // What lies in other vocabularies is named with the vocabulary: "schema:Article".
  const auto row = [&](std::string_view key, const std::vector<TermId>& terms, bool is_abroad = false) {
    if (terms.empty()) return;
    auto& values = composer.model.list();
    for (const TermId id : terms) values.add(is_abroad ? composer.link(id) : composer.word(id));
    rows.add(composer.model.object().set("name", composer.say(key)).set("values", values));
  };
  const Words& words = words_of[static_cast<std::size_t>(term->sort)];
  row(words.narrower, term->narrower);
  row("domain_of", term->starts);
  row("range_of", term->ends);
  row("aligned", term->alignments, true);
  auto& examples = composer.model.list();
  const bool pair = term->sort == VocabularyTerm::Sort::property;
  for (std::size_t i = 0; i < term->examples.size(); i += pair ? 2 : 1) {
    examples.add(composer.model.object()
                     .set("subject", composer.link(term->examples[i]))
                     .set("object", pair ? composer.brief(term->examples[i + 1]) : mustache::Value()));
  }
  auto& usage = composer.model.object();
  usage.set("rows", rows)
      .set("count", composer.counted(words.uses, term->uses))
      .set("count_href", term->uses > 0 ? all_uses(composer, *term) : std::string_view());
  Composer::set_list(usage, "examples", "has_examples", examples);
  entry.set("usage", usage);
}

std::string vocabulary_picture(const Vocabulary& vocabulary, const PageContext& context) {
  Composer composer(context);
  const auto graph = Sketcher(composer, vocabulary).sketch();
  return ClassPicture(composer, graph).draw();
}

}  // namespace tamizdat::html
