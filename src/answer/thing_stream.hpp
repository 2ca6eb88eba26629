#pragma once
// The triples of things as a stream, blank nodes nested in place. The path that every RDF answer takes: ids
// and cursors, no page structure.
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "answer/publication.hpp"
#include "rdf/quad.hpp"

namespace tamizdat::answer {

/// A set of terms, for the usual case that it holds a handful.
class FewTerms {
 public:
  /// False if it was there.
  bool insert(store::TermId id);
  [[nodiscard]] bool contains(store::TermId id) const;

 private:
  static constexpr std::size_t few = 16;
  std::vector<store::TermId> first_;
  std::unordered_set<std::uint32_t> rest_;
};

/// Emits what is said of one thing after another. A blank node that is pointed at once is nested where it is
/// pointed at; others keep their label and are told once, after the thing. After `closure_limit` triples
/// about blank nodes the rest get skolem IRIs instead, at which they can be asked for. One thread.
class ThingStream {
 public:
  static constexpr std::size_t closure_limit = 10'000;
  static constexpr std::size_t depth_limit = 64;
  static constexpr std::size_t list_limit = 10'000;

  explicit ThingStream(const Publication& publication) : publication_(publication) {}

  /// A blank thing that is asked for by its skolem IRI stands under that IRI throughout.
  void name_by_skolem_iri(store::TermId blank);
  /// The next thing to tell; the one before must be done. Told already: nothing happens.
  void begin(store::TermId thing);
  /// Sends up to about `budget` quads; false when the thing is told. Code::cancelled if the sink stops.
  rdf::Result<bool> pump(rdf::QuadSink& sink, std::size_t budget);
  /// A single triple of some cursor, its blank nodes under their labels if told in this stream, else under
  /// skolem IRIs.
  rdf::Result<void> triple(rdf::QuadSink& sink, const store::Quad& quad);
  [[nodiscard]] bool told(store::TermId thing) const { return told_.contains(thing); }

 private:
  enum class Stage : std::uint8_t { triples, cells };
  struct Frame {
    store::TermId subject;
    rdf::TermView view;
    std::unique_ptr<store::Cursor> types;  // they come first, so that a reader sees at once what a thing is
    std::unique_ptr<store::Cursor> cursor;
    Stage stage = Stage::triples;
    store::TermId closes;  // the blank node whose end is announced after the last quad
    bool nested = false;
    bool first_sent = false;  // of a list cell
  };

  void push(store::TermId subject, bool nested, bool list);
  rdf::Result<bool> step(rdf::QuadSink& sink);
  rdf::Result<bool> next_in(Frame& frame, store::Quad& quad);
  bool next_in_list(Frame& frame, store::Quad& quad);
  rdf::Result<void> send(rdf::QuadSink& sink, const rdf::TermView& subject, const store::Quad& quad,
                         bool opens_subject);
  rdf::TermView named(store::TermId id, std::string& room);
  bool is_list(store::TermId head) const;
  store::TermId only_value(store::TermId subject, store::TermId predicate) const;

  const Publication& publication_;
  std::vector<Frame> frames_;
  std::vector<store::TermId> waiting_;
  std::size_t next_waiting_ = 0;
  FewTerms told_;
  store::TermId root_;
  std::string root_iri_;
  std::string subject_room_;
  std::string object_room_;
  std::size_t closure_ = 0;
  bool opens_subject_ = false;
};

}  // namespace tamizdat::answer
