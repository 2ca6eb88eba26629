#pragma once
// What there is to say about a thing, in an order fit for people. Formats for programs do not need this: see
// thing_stream.hpp.
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "answer/publication.hpp"

namespace tamizdat::answer {

/// How much a description says. What is left out is counted, never silently dropped.
struct Limits {
  std::size_t values = 200;          ///< of one predicate
  std::size_t facts = 2000;          ///< in all, blank nodes included
  std::size_t depth = 12;            ///< of blank nodes in each other
  std::size_t claims = 300;          ///< statements read about the thing, by it, or from it, each
  std::size_t incoming = 100;        ///< incoming triples shown
  std::size_t incoming_seen = 5000;  ///< incoming triples looked at to find the relations there are
};

/// A property of a statement beyond what makes it one: hedges, negation, time …
struct Qualifier {
  store::TermId predicate;
  store::TermId object;
};

/// A reified statement: a node that has rdf:subject, rdf:predicate and rdf:object.
struct Claim {
  store::TermId node;
  store::TermId subject;
  store::TermId predicate;
  store::TermId object;
  bool asserted = false;  ///< its triple is in the data; otherwise it is somebody's view
  std::vector<store::TermId> holders;
  std::vector<store::TermId> sources;
  std::vector<Qualifier> qualifiers;
};

struct Fact;

/// An object of a fact.
struct Value {
  store::TermId term;
  std::vector<Claim> claims;  ///< the statements that say so
  std::vector<Fact> inside;   ///< of a blank node that is told here
  std::vector<Value> items;   ///< of a list that is told here
  bool is_list = false;
};

/// All that is said with one predicate.
struct Fact {
  store::TermId predicate;
  std::vector<Value> values;
  std::uint64_t total = 0;  ///< how many values there are; `values` may hold fewer
};

/// Who says what where one subject and one predicate are concerned.
struct Question {
  store::TermId subject;
  store::TermId predicate;
  std::vector<Claim> answers;
  /// Different holders give different answers.
  [[nodiscard]] bool disputed() const;
};

struct IncomingValue {
  store::TermId subject;
  std::vector<Claim> claims;
};

struct Incoming {
  store::TermId predicate;
  std::vector<IncomingValue> values;
  std::uint64_t total = 0;
};

struct Description {
  store::TermId subject;
  std::vector<Fact> facts;           ///< in the order of the index
  std::vector<Question> views;       ///< about the thing; no facts
  std::vector<Question> mentions;    ///< views about other things that name this one
  std::vector<Question> held;        ///< views that the thing holds, and what others hold on the same
  std::vector<Claim> stated;         ///< statements that name the thing as their source, in natural order
  std::optional<Claim> statement;    ///< what the thing says, if it is itself a reified statement
  std::vector<Incoming> incoming;    ///< relations that lead here, most frequent first
  std::uint64_t incoming_total = 0;  ///< all incoming triples that are not told elsewhere in this
  std::uint64_t uses = 0;            ///< triples that have the thing as their predicate
  bool truncated = false;            ///< a limit was met
};

/// Everything by lookups that are O(log n) in the data and bounded by `limits`.
Description describe(const Publication& publication, store::TermId subject, const Limits& limits = {});

/// The facts alone: no statements, nothing incoming. For documents that hold many things.
std::vector<Fact> facts_of(const Publication& publication, store::TermId subject, const Limits& limits = {});

/// A statement by its node; nothing if it lacks one of the three parts.
std::optional<Claim> claim_at(const Publication& publication, store::TermId node);

/// The statements that name a thing as their source, in natural order; no more than `limit` are looked at.
std::vector<Claim> claims_from(const Publication& publication, store::TermId source, std::size_t limit);

/// By IRI, numbers in it by value; each statement once.
void put_in_order(const Publication& publication, std::vector<Claim>& claims);

}  // namespace tamizdat::answer
