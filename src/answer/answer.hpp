#pragma once
// What is to be said, before anyone asks in which format.
#include <cstdint>
#include <ctime>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "answer/publication.hpp"
#include "answer/table.hpp"
#include "rdf/error.hpp"
#include "rdf/quad.hpp"
#include "store/cursor.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::answer {

/// A typed link about the answer as a whole (RFC 8288); becomes a Link header, and a line in pages.
struct Link {
  std::string target;  ///< absolute URL
  std::string rel;
  std::string type;  ///< media type, or empty
};

/// Everything needed for status line, headers, 304, HEAD and 406; made without opening a body.
struct Head {
  std::string subject;   ///< IRI of what the answer is about
  std::string document;  ///< absolute URL of this answer without a format (the one that negotiates)
  std::string title;     ///< plain text
  syntax::Family family = syntax::Family::graph;
  bool has_table = false;  ///< table() works too: formats of family solutions are offered
  std::string state;  ///< what the answer depends on besides format, language and coding; goes into the ETag
  std::time_t modified = 0;              ///< 0 = not known
  std::optional<store::Estimate> total;  ///< items of the whole, where it has pages
  std::vector<Link> links;               ///< beyond alternates and licence, which everyone gets
  bool provisional = false;              ///< what it says changes by itself, and `state` with it
  bool ordered_by_language = false;      ///< which part of a list the graph tells differs by Accept-Language
};

/// A graph that is pulled. One thread; keeps alive what it needs.
class GraphBody {
 public:
  virtual ~GraphBody() = default;
  /// Sends the next few quads (a few dozen) to the sink; false when all has been sent. What is said about the
  /// page itself carries a graph of its own (`<document>#about`), data are in the default graph unless the
  /// answer is about graphs.
  virtual rdf::Result<bool> emit(rdf::QuadSink& sink) = 0;
  /// The prefixes worth declaring.
  [[nodiscard]] virtual const rdf::Prefixes& prefixes() const = 0;
};

class Answer {
 public:
  virtual ~Answer() = default;
  [[nodiscard]] const Head& head() const { return head_; }
  /// The body as a graph, newly opened; may be called more than once.
  /// What is said about the document is said of its representation in `format`, where that has an address of
  /// its own; without a format, of the document that negotiates.
  [[nodiscard]] virtual std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const = 0;
  /// How many bytes that graph is in a format, where this is known without making it.
  [[nodiscard]] virtual std::optional<std::uint64_t> length(const syntax::Format& /*format*/) const {
    return std::nullopt;
  }
  /// The body as a table, for answers whose head says so; null otherwise.
  [[nodiscard]] virtual std::unique_ptr<TableBody> table() const { return nullptr; }

 protected:
  Head head_;
};

}  // namespace tamizdat::answer
