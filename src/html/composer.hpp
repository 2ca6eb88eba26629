#pragma once
// What pages are made of: terms, facts, statements and relations as values for templates.
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "answer/description.hpp"
#include "answer/labels.hpp"
#include "html/media.hpp"
#include "html/mustache.hpp"
#include "html/page.hpp"

namespace tamizdat::html {

/// Makes the tree of one page. Everything it gives out lives as long as the composer. Objects always set all
/// the names that their templates ask for, so that nothing shines through from further out.
class Composer {
 public:
  using TermId = store::TermId;
  using Value = mustache::Value;

  explicit Composer(const PageContext& context);

  mustache::Model model;
  answer::Labels labels;

  [[nodiscard]] const PageContext& context() const { return context_; }
  [[nodiscard]] const answer::Publication& publication() const { return context_.publication; }

  std::string_view keep(std::string_view text) { return model.keep(text); }
  /// What the interface says, in the language of the page.
  [[nodiscard]] const Language& language() const { return language_; }
  std::string_view say(std::string_view key, Language::Arguments arguments = {}) {
    return keep(language_.say(key, arguments));
  }
  std::string_view counted(std::string_view key, std::uint64_t number) {
    return keep(language_.counted(key, number));
  }
  std::string_view number(std::uint64_t number) { return keep(language_.number(number)); }

  /// The tag if it is worth marking, for it differs from the page's own language; else empty.
  [[nodiscard]] std::string_view foreign(std::string_view tag) const;

  /// An absolute path of this site, in the language that was chosen.
  std::string_view path(std::string_view relative);
  /// Where a page links to for an IRI: Addresses::href, in the language that was chosen.
  std::string_view href(std::string_view iri);
  /// Where the triples of a pattern are listed; 0 is an open place, and literals are not asked for.
  std::string_view fragment(TermId subject, TermId predicate, TermId object);

  /// {href, text, lang, dir, hint, external}: a term by its name, linked if it may be.
  Value link(TermId term);
  /// The same for a relation or a kind: a word, if need be made from the IRI.
  Value word(TermId term);
  /// What has been said side by side: two relations or kinds that are called alike must be told apart.
  using Said = std::pmr::vector<std::string_view>;
  /// The same; if `said` has such a word already, with its IRI: "language (schema:inLanguage)".
  Value word(TermId term, Said& said);
  /// That word, for a link that leads elsewhere.
  answer::Label name(TermId term, Said& said);
  Said nothing_said(std::size_t expected) {
    Said said(model.memory());
    said.reserve(expected);
    return said;
  }
  Value link_to(std::string_view href, const answer::Label& label, std::string_view hint = {},
                bool external = false);
  /// A term in a few words, as a link has it: fit for the middle of a sentence.
  Value brief(TermId term) { return short_term(term); }
  /// A web address that leads away from the site, or one of mail or telephone.
  Value outward(TermId term);
  /// {src, href, alt, lang, dir} of a picture that lies on this site; nothing if it does not: no page loads
  /// anything from elsewhere.
  Value picture(TermId term);
  /// {text, address, more, is_cut, lang, dir, type, original}: a literal.
  Value literal(TermId term);
  /// What a value is to be shown as, by the relation that leads to it.
  enum class Aspect : std::uint8_t { plain, elsewhere, picture, point, kind };
  /// One of {link}, {literal}, {picture}, {place}, {inside}, {items}; beside a link {what} it is, or {away},
  /// the web address itself; and {says} with the statements behind it.
  Value value(const answer::Value& value, Aspect aspect = Aspect::plain);
  /// [{predicate, values, folded: {count, values}, rest_count}]
  Value facts(std::span<const answer::Fact* const> facts, bool elsewhere = false);
  /// The statements behind a fact: [{qualifiers, sources, claim}], or nothing.
  Value says(const std::vector<answer::Claim>& claims);
  /// Its label, or else what it says: "Earth orbits Sun"; of a view in quotation marks and with its flags:
  /// “Sun orbits Earth”, denied.
  std::string_view name_of(const answer::Claim& claim);
  /// A whole statement: {subject, predicate, object, node, asserted, holders, sources, qualifiers}
  Value statement(const answer::Claim& claim);
  /// {subject, predicate, answers: [{holders, asserted, mine, said: [statement]}], disputed}
  Value question(const answer::Question& question, bool name_subject, TermId reader_of = {});
  Value questions(const std::vector<answer::Question>& questions, bool name_subject, TermId reader_of = {});
  /// {predicate, count, values, folded: {count, values}, rest}
  Value incoming(const answer::Incoming& incoming, TermId thing, Said& said);

  /// Links to the classes of a thing.
  Value kinds(TermId thing);

  /// Sets a list under its name, and under `has_name` whether it has anything: a heading is wanted once.
  static void set_list(mustache::Object& root, mustache::Name name, mustache::Name has_name, Value list) {
    root.set(name, list).set(has_name, list.shown());
  }

 private:
  struct Word {
    Value value;
    answer::Label label;
  };
  const Word& known_word(TermId term);
  /// Of classes made of others and of lists what they say, "any of (film, play)"; of other nameless things
  /// their kind, "attribution without a name".
  answer::Label nameless(TermId blank);
  std::string members(TermId list);
  std::string brief_name(TermId term);
  answer::Label told_apart(answer::Label label, TermId term, Said& said);
  Value make_link(TermId term, answer::Label label);
  Value fact(const answer::Fact& fact, bool elsewhere, Said& said);
  [[nodiscard]] Aspect aspect_of(TermId predicate, bool elsewhere) const;
  /// A datatype by its short name; linked if the data say something of it.
  Value type(std::string_view datatype);
  Value place(const Spot& place);
  /// The point that a literal is, if it is one.
  Value place_in(TermId term, Aspect aspect);
  /// Two facts that are the halves of one place, as one.
  Value place_fact(const answer::Fact& latitude, const answer::Fact& longitude);
  void set_link(mustache::Object& object, TermId term, Aspect aspect);
  Value term(TermId term);
  Value short_term(TermId term);
  Value some(const mustache::List& list);
  Value links(const std::vector<TermId>& terms);
  Value qualifiers(const std::vector<answer::Qualifier>& qualifiers);

  Value mark(const answer::Claim& claim);

  const PageContext& context_;
  const Language& language_;
  // A page names most things more than once: as a value, in the picture, in time.
  std::pmr::unordered_map<std::uint32_t, Value> links_;
  std::pmr::unordered_map<std::uint32_t, Word> words_;
};

}  // namespace tamizdat::html
