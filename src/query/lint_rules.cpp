#include <algorithm>
#include <array>

#include "query/lint.hpp"

namespace tamizdat::query {
namespace {

using enum Severity;

// Errors are wrong whatever was meant; warnings are almost surely not what was meant; notes may be meant.
constexpr std::array rules = {
    LintRule{Rule::syntax, "TZ001", "syntax", error, "A file does not follow the grammar of its format",
             "correct it; nothing behind the first error of a file has been looked at"},
    LintRule{Rule::unreadable, "TZ002", "unreadable", error, "A file or folder cannot be read",
             "see that it exists, may be read, and has the extension of its format"},
    LintRule{Rule::empty, "TZ003", "empty-file", note, "A file says nothing at all",
             "take it out, or see whether its content was lost"},
    LintRule{
        Rule::dangling, "TZ010", "dangling-iri", warning,
        "An IRI under the base is used but described nowhere, so that its page can only say where it is used",
        "describe it, or correct the spelling"},
    LintRule{Rule::unlinked, "TZ011", "unlinked", warning,
             "A thing neither links to another nor is linked to: nobody will come upon it",
             "link it to what it has to do with"},
    LintRule{Rule::unlinked_kind, "TZ012", "unlinked-kind", note,
             "Most things of a class neither link to others nor are linked to",
             "if they have to do with other things, say so"},
    LintRule{
        Rule::perhaps_dangling, "TZ013", "perhaps-dangling", note,
        "An IRI is used but described nowhere, and may be ours: what is ours was guessed from the subjects",
        "say with --base what your own IRIs begin with"},
    LintRule{Rule::perhaps_unlinked, "TZ014", "perhaps-unlinked", note,
             "As TZ011, of a thing that may be ours: what is ours was guessed from the subjects",
             "say with --base what your own IRIs begin with"},
    LintRule{
        Rule::undefined, "TZ020", "undefined-term", error,
        "A property, class or datatype is used that the loaded vocabulary of its namespace does not define",
        "correct the spelling, or define it in the vocabulary"},
    LintRule{
        Rule::near_namespace, "TZ021", "near-namespace", warning,
        "A namespace differs from a well-known one by case, a slash, a '#' or http and https alone, so its "
        "terms mean nothing to anyone",
        "write the well-known namespace"},
    LintRule{Rule::schema_mix, "TZ022", "schema-mix", warning,
             "Terms of schema.org are written with http in some places and with https in others, so queries "
             "find half of them",
             "keep to one of the two"},
    LintRule{Rule::no_label, "TZ030", "no-label", warning,
             "A thing that others link to has no label, title or name: pages have to show its IRI",
             "give it an rdfs:label"},
    LintRule{Rule::unlabelled_kind, "TZ031", "unlabelled-kind", note,
             "No thing of a class has a label, although others link to them",
             "if people are to read of them, give them rdfs:labels"},
    LintRule{Rule::no_label_in_language, "TZ032", "no-label-in-language", warning,
             "A thing has no label in a language in which at least three quarters of its kind have one",
             "add the label in that language"},
    LintRule{Rule::label_missing_here_and_there, "TZ033", "partly-translated", note,
             "A thing has no label in a language in which more than half of its kind have one",
             "add the label in that language"},
    LintRule{Rule::two_labels, "TZ034", "two-labels", warning,
             "A thing has two rdfs:labels in one language: which of them pages show is left to chance",
             "keep one, and make the others skos:altLabel"},
    LintRule{Rule::two_preferred_labels, "TZ035", "two-preferred-labels", error,
             "A thing has two skos:prefLabels in one language, which SKOS forbids (S14)",
             "keep one, and make the others skos:altLabel"},
    LintRule{
        Rule::label_twice, "TZ036", "label-twice", warning,
        "One text is both preferred and alternative (or hidden) label of a thing, which SKOS forbids (S13)",
        "take out the alternative label"},
    LintRule{Rule::near_duplicate, "TZ037", "near-duplicate-label", warning,
             "Two things of one class have labels that differ at most by case, diacritics, spaces and "
             "punctuation: they may be one thing twice",
             "make them one thing, or give them labels that tell them apart; or link them, say by "
             "owl:differentFrom"},
    LintRule{Rule::perhaps_no_label, "TZ038", "perhaps-no-label", note,
             "As TZ030, of a thing that may be ours: what is ours was guessed from the subjects",
             "say with --base what your own IRIs begin with"},
    LintRule{Rule::literal_form, "TZ040", "literal-form", error,
             "A literal is not in the lexical space of its datatype, so it has no value", "correct the text"},
    LintRule{Rule::unknown_datatype, "TZ041", "unknown-datatype", error,
             "A datatype in the namespace of XML Schema is no type of XML Schema", "correct the spelling"},
    LintRule{Rule::unsuitable_datatype, "TZ042", "unsuitable-datatype", note,
             "A datatype of XML Schema needs a surrounding XML document and has no meaning in RDF",
             "use xsd:string, xsd:anyURI or an IRI"},
    LintRule{Rule::language_tag, "TZ043", "language-tag", error,
             "A language tag is not well-formed (RFC 5646)",
             "write a tag such as \"en\", \"en-GB\" or \"zh-Hant\""},
    LintRule{Rule::unknown_language, "TZ044", "unknown-language", warning,
             "A language tag begins with two letters that stand for no language (ISO 639-1)",
             "use the code of the language, which often is not that of the country"},
    LintRule{Rule::prefix_differs, "TZ060", "prefix-differs", warning,
             "A well-known prefix stands for another namespace, which misleads every reader",
             "use the well-known namespace, or another prefix"},
    LintRule{Rule::prefix_name, "TZ061", "prefix-name", note,
             "A well-known namespace has another prefix than people are used to",
             "use the well-known prefix"},
    LintRule{Rule::iri_percent, "TZ070", "iri-percent", warning,
             "A '%' in an IRI is not followed by two hexadecimal digits (RFC 3986 §2.1)",
             "write %25 for a '%'"},
    LintRule{Rule::iri_brackets, "TZ071", "iri-brackets", warning,
             "A '[' or ']' in an IRI outside its host, which RFC 3987 does not allow",
             "write %5B for '[' and %5D for ']'"},
    LintRule{Rule::iri_invisible, "TZ072", "iri-invisible", warning,
             "An IRI holds a character that cannot be seen or has no agreed meaning: nobody can type it",
             "take it out, or percent-encode it"},
    LintRule{Rule::iri_mixed_script, "TZ073", "iri-mixed-script", warning,
             "A word of an IRI mixes letters of different scripts that look alike",
             "write the word in one script"},
    LintRule{
        Rule::iri_not_composed, "TZ074", "iri-not-composed", warning,
        "An IRI under the base is not in Unicode's composed form (NFC): IRIs that look the same will not be "
        "the same",
        "normalise it to NFC"},
    LintRule{Rule::iri_double_slash, "TZ075", "iri-double-slash", warning,
             "An IRI under the base has an empty part between two slashes: often a base that ends in '/' put "
             "before a path that begins with '/'",
             "take out one slash"},
    LintRule{
        Rule::iri_encoded_space, "TZ076", "iri-encoded-space", note,
        "An IRI under the base has an encoded space (%20) in it, which is awkward to read, type and send",
        "use '-' or '_' instead"},
    LintRule{
        Rule::iri_encoded_plain, "TZ077", "iri-encoding", note,
        "An IRI under the base percent-encodes a character that needs none, or does so in small letters: "
        "other spellings of the same address are other IRIs",
        "write letters, digits and -._~ as they are, and hexadecimal digits in capitals (RFC 3986 §6.2.2)"},
    LintRule{Rule::iri_is_name, "TZ080", "iri-is-name", warning,
             "An IRI in angle brackets looks like a prefixed name that was meant to be expanded",
             "leave out the angle brackets"},
    LintRule{Rule::iri_no_host, "TZ081", "iri-no-host", warning,
             "An http or https IRI has no host: a slash is missing", "write http:// and the host"},
    LintRule{Rule::iri_local, "TZ082", "iri-local", warning,
             "An IRI names a file or an address of this computer, which nobody else can follow",
             "use a relative IRI, or the address under which it will be published"},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (rules[i].id != static_cast<Rule>(i)) return false;
  return true;
}
static_assert(in_order(), "the rows stand in the order of Rule");

constexpr std::array<std::string_view, 3> severity_names = {"note", "warning", "error"};

bool same_letters(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return small(x) == small(y); });
}

}  // namespace

std::string_view name(Severity severity) {
  return severity_names[static_cast<std::size_t>(severity)];
}

std::optional<Severity> find_severity(std::string_view text) {
  const auto at = std::find(severity_names.begin(), severity_names.end(), text);
  if (at == severity_names.end()) return std::nullopt;
  return static_cast<Severity>(at - severity_names.begin());
}

std::span<const LintRule> lint_rules() {
  return rules;
}

const LintRule& lint_rule(Rule rule) {
  return rules[static_cast<std::size_t>(rule)];
}

const LintRule* find_lint_rule(std::string_view text) {
  const auto at = std::find_if(rules.begin(), rules.end(), [&](const LintRule& rule) {
    return same_letters(rule.code, text) || same_letters(rule.name, text);
  });
  return at == rules.end() ? nullptr : &*at;
}

std::uint64_t LintReport::count(Severity severity) const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < found.size(); ++i)
    if (rules[i].severity == severity) sum += found[i];
  return sum;
}

std::optional<Severity> LintReport::worst() const {
  for (const Severity severity : {error, warning, note})
    if (count(severity) > 0) return severity;
  return std::nullopt;
}

}  // namespace tamizdat::query
