#include "answer/entity.hpp"

#include "answer/about.hpp"
#include "answer/thing_stream.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

using store::Quad;
using store::TermId;

/// Phases in the order of Entity::graph(); each call of emit() goes on where the last one stopped.
class EntityBody final : public GraphBody {
 public:
  EntityBody(std::shared_ptr<const Publication> publication, TermId subject, const EntityOptions& options,
             std::string document)
      : publication_(std::move(publication)),
        subject_(subject),
        options_(options),
        document_(std::move(document)),
        stream_(*publication_),
        incoming_cursor_(publication_->snapshot->match({{}, {}, subject_})) {
    if (subject_.kind() == rdf::TermKind::blank) stream_.name_by_skolem_iri(subject_);
    stream_.begin(subject_);
    if (options_.incoming > 0) incoming_cursor_->expect_terms();
  }

  rdf::Result<bool> emit(rdf::QuadSink& sink) override {
    while (true) {
      auto more = run(sink);
      if (!more || *more) return more;
      if (phase_ == Phase::about) return false;
      phase_ = static_cast<Phase>(static_cast<int>(phase_) + 1);
    }
  }

  [[nodiscard]] const rdf::Prefixes& prefixes() const override { return publication_->prefixes; }

 private:
  enum class Phase : std::uint8_t { thing, about_it, held_by_it, incoming, about };
  static constexpr std::size_t quads_a_call = 64;

  rdf::Result<bool> run(rdf::QuadSink& sink) {
    switch (phase_) {
      case Phase::thing:
        return stream_.pump(sink, quads_a_call);
      case Phase::about_it:
        return statements(sink, {&publication_->terms.statement_subject, 1});
      case Phase::held_by_it:
        return statements(sink, publication_->terms.holders);
      case Phase::incoming:
        return incoming(sink);
      case Phase::about:
        return about(sink);
    }
    return false;
  }

  /// Tells every node that points at the thing with one of the properties, up to the bound.
  rdf::Result<bool> statements(rdf::QuadSink& sink, std::span<const TermId> properties) {
    auto busy = stream_.pump(sink, quads_a_call);
    if (!busy || *busy) return busy;
    while (property_ < properties.size() && claims_ < options_.claims) {
      if (!cursor_ && properties[property_])
        cursor_ = publication_->snapshot->match({{}, properties[property_], subject_});
      if (Quad quad; cursor_ && cursor_->next(quad)) {
        ++claims_;
        stream_.begin(quad.subject);
        return true;
      }
      cursor_.reset();
      ++property_;
    }
    property_ = 0;
    cursor_.reset();
    return false;
  }

  rdf::Result<bool> incoming(rdf::QuadSink& sink) {
    Quad quad;
    for (std::size_t sent = 0; sent < quads_a_call;) {
      if (incoming_ >= options_.incoming) return false;
      if (!incoming_cursor_->next(quad)) return ended(*incoming_cursor_);
      if (stream_.told(quad.subject)) continue;  // said already
      if (auto ok = stream_.triple(sink, quad); !ok) return ok.error();
      ++incoming_;
      ++sent;
    }
    return true;
  }

  static rdf::Result<bool> ended(const store::Cursor& cursor) {
    if (auto status = cursor.status(); !status) return status.error();
    return false;
  }

  rdf::Result<bool> about(rdf::QuadSink& sink) {
    const auto term = publication_->snapshot->term(subject_);
    const std::string iri =
        term.is_blank() ? publication_->addresses.skolem_iri(term.text) : std::string(term.text);
    About page(*publication_, document_, sink);
    bool on = page.document_of(iri, iri);
    const auto total = incoming_cursor_->estimate().count;
    if (on && total > options_.incoming && term.is_iri()) {
      const auto rest = publication_->addresses.url("fragments?object=") + encode_query_value(iri);
      on = page.link(rdf::rdfs::seeAlso, rest) && page.number_from(rest, rdf::hydra::totalItems, total);
    }
    if (!on) return rdf::Error(rdf::Code::cancelled, "the receiver asked to stop");
    return false;
  }

  std::shared_ptr<const Publication> publication_;
  TermId subject_;
  EntityOptions options_;
  std::string document_;
  ThingStream stream_;
  std::unique_ptr<store::Cursor> incoming_cursor_;  // opened early: its terms come while the thing is told
  Phase phase_ = Phase::thing;
  std::unique_ptr<store::Cursor> cursor_;
  std::size_t property_ = 0;
  std::size_t claims_ = 0;
  std::size_t incoming_ = 0;
};

bool is_mentioned(const store::Snapshot& snapshot, TermId id) {
  return snapshot.count({id, {}, {}}).count > 0 || snapshot.count({{}, {}, id}).count > 0 ||
         snapshot.count({{}, id, {}}).count > 0;
}

std::optional<TermId> find_thing(const Publication& publication, std::string_view iri) {
  if (const auto label = publication.addresses.blank_label(iri))
    return publication.snapshot->find(rdf::blank(*label));
  return publication.snapshot->find(rdf::iri(iri));
}

}  // namespace

Entity::Entity(std::shared_ptr<const Publication> publication, TermId subject, EntityOptions options)
    : publication_(std::move(publication)), subject_(subject), options_(options) {
  const auto term = publication_->snapshot->term(subject_);
  head_.subject = term.is_blank() ? publication_->addresses.skolem_iri(term.text) : std::string(term.text);
  head_.document = publication_->addresses.generic_document(head_.subject);
  head_.title = head_.subject;  // a label would need a cursor, and heads are made without
  head_.modified = publication_->snapshot->info().modified;
}

std::unique_ptr<GraphBody> Entity::graph(const syntax::Format* format) const {
  auto document = format != nullptr ? publication_->addresses.document(head_.subject, *format)
                                    : description_iri(*publication_, head_.subject);
  return std::make_unique<EntityBody>(publication_, subject_, options_, std::move(document));
}

Description Entity::description(const Limits& limits) const {
  Limits mine = limits;
  mine.incoming = options_.incoming;
  return describe(*publication_, subject_, mine);
}

rdf::Result<std::unique_ptr<Entity>> describe_iri(std::shared_ptr<const Publication> publication,
                                                  std::string_view iri, EntityOptions options) {
  const auto id = find_thing(*publication, iri);
  if (id && is_mentioned(*publication->snapshot, *id))
    return std::make_unique<Entity>(std::move(publication), *id, options);
  return rdf::Error(rdf::Code::not_found, "the data say nothing about <" + std::string(iri) + ">",
                    "IRIs are compared letter by letter: look for a difference in case, a final slash, or "
                    "http in place of https");
}

}  // namespace tamizdat::answer
