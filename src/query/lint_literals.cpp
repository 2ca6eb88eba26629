// Literals and language tags.
#include "query/language_tag.hpp"
#include "query/lexical.hpp"
#include "query/lint_findings.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::query {
namespace {

class Literals {
 public:
  Literals(const LintData& data, Findings& findings) : data_(data), findings_(findings) {}

  void look_at(store::TermId id) {
    const rdf::TermView literal = data_.snapshot().term(id);
    if (!literal.language.empty())
      look_at_language(id, literal);
    else if (!literal.datatype.empty())
      look_at_datatype(id, literal);
  }

 private:
  void add(Rule rule, std::string message, std::string hint, store::TermId id) {
    findings_.add(rule, std::move(message), std::move(hint), {{.role = Role::object, .term = id}},
                  rdf::to_string(data_.snapshot().term(id)));
  }

  void look_at_language(store::TermId id, const rdf::TermView& literal) {
    const std::string tag(literal.language);
    if (!is_language_tag(tag)) {
      add(Rule::language_tag, "the language tag @" + tag + " of " + data_.show(id) + " is not well-formed",
          {}, id);
      return;
    }
    std::string_view meant;
    if (!is_unknown_language(tag, meant)) return;
    std::string hint = meant.empty() ? std::string() : "you probably mean @" + std::string(meant);
    add(Rule::unknown_language, "there is no language @" + tag + " (at " + data_.show(id) + ")",
        std::move(hint), id);
  }

  void look_at_datatype(store::TermId id, const rdf::TermView& literal) {
    const std::string type = data_.show_iri(literal.datatype);
    switch (datatype_kind(literal.datatype)) {
      case Datatype::misspelt: {
        const std::string meant(meant_datatype(literal.datatype));
        add(Rule::unknown_datatype, "there is no datatype " + type,
            meant.empty() ? meant : "did you mean xsd:" + meant + "?", id);
        return;
      }
      case Datatype::unsuitable:
        add(Rule::unsuitable_datatype, type + " has no meaning in RDF", {}, id);
        return;
      case Datatype::unknown:
        if (literal.datatype == rdf::rdfns::langString)
          add(Rule::literal_form, data_.show(id) + " is an rdf:langString without a language",
              "write a language tag, as in \"text\"@en, instead of the datatype", id);
        return;
      case Datatype::known:
        break;
    }
    const auto example = lexical_fault(literal.datatype, literal.text);
    if (!example) return;
    add(Rule::literal_form, shortened(literal.text) + " is no " + type,
        hint_for(literal.datatype, literal.text, *example), id);
  }

  static std::string shortened(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::size_t cut = std::min(text.size(), longest);
    while (cut > 0 && cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    const std::string quoted = rdf::to_string(rdf::literal(text.substr(0, cut)));
    return cut < text.size() ? quoted.substr(0, quoted.size() - 1) + "…\"" : quoted;
  }

  static std::string hint_for(std::string_view datatype, std::string_view text, const std::string& example) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos) {
      const auto last = text.find_last_not_of(" \t\r\n");
      const std::string_view trimmed = text.substr(first, last - first + 1);
      if (trimmed.size() < text.size() && !lexical_fault(datatype, trimmed))
        return "take out the spaces around it";
    }
    return "write it like \"" + example + "\"";
  }

  const LintData& data_;
  Findings& findings_;
};

}  // namespace

void lint_literals(const LintData& data, Findings& findings) {
  Literals literals(data, findings);
  data.objects().for_each([&](store::TermId id) {
    if (id.kind() == rdf::TermKind::literal) literals.look_at(id);
  });
}

}  // namespace tamizdat::query
