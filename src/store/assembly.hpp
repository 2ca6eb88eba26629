#pragma once
// Quads on their way into a snapshot: what Builder and loader have in common.
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/error.hpp"
#include "rdf/prefixes.hpp"
#include "rdf/quad.hpp"
#include "store/dictionary.hpp"
#include "store/quad.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::store {

class Assembly {
 public:
  Assembly();

  /// See Builder; the name is completed by freeze().
  void set_default_graph(std::string_view name) { default_graph_ = name; }
  void prefix(std::string_view name, std::string_view iri) { prefixes_.add(name, iri); }
  /// False once a term or the quad has no number any more: error() tells.
  bool quad(const rdf::QuadView& quad) { return add(quad, terms_.probe(quad.object)); }
  /// Faster for many; the views must be alive together.
  bool quads(std::span<const rdf::QuadView> quads);
  void add_source(SourceFile source) { sources_.push_back(std::move(source)); }

  [[nodiscard]] const std::optional<rdf::Error>& error() const { return error_; }
  [[nodiscard]] const Dictionary& terms() const { return terms_; }
  [[nodiscard]] std::uint64_t quads() const { return quads_; }
  /// Calls `visit` with the subject of every quad, repeats in a row left out.
  template <class Visit>
  void for_each_subject(Visit visit) const {
    TermId last;
    for (const auto& chunk : chunks_) {
      for (const Quad& q : chunk)
        if (q.subject != last) visit(last = q.subject);
    }
  }
  void limit_terms(std::uint32_t terms) { terms_.limit(terms); }

  /// Puts `base` before the names of default graphs, sorts, freezes. The assembly is used up.
  [[nodiscard]] std::shared_ptr<const Snapshot> freeze(std::string_view base);

 private:
  // A term that comes again and again: the last subject, predicate, graph.
  struct Recent {
    rdf::TermView view;  // of the dictionary
    TermId id;
    [[nodiscard]] bool is(const rdf::TermView& term) const {
      return id && term.kind == view.kind && !term.is_literal() && term.text == view.text;
    }
  };

  bool add(const rdf::QuadView& quad, const Dictionary::Probe& object);
  bool intern(const rdf::TermView& term, const Dictionary::Probe& probe, TermId& id);
  bool intern(const rdf::TermView& term, Recent& recent, TermId& id);
  bool intern_graph(const rdf::TermView& term, TermId& id);
  TermId default_graph_slot();
  void name_default_graphs(std::string_view base);
  bool fail(std::string message);

  Dictionary terms_;
  std::vector<std::vector<Quad>> chunks_;
  std::uint64_t quads_ = 0;
  rdf::Prefixes prefixes_;
  std::vector<SourceFile> sources_;
  std::string default_graph_;
  std::vector<std::string> default_graphs_;  // used so far
  Recent subject_, predicate_, graph_;
  std::optional<rdf::Error> error_;
};

}  // namespace tamizdat::store
