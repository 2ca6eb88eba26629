#pragma once
// A part of a dump that can be made without the others.
#include <memory>
#include <string>
#include <vector>

#include "answer/dump.hpp"
#include "store/cursor.hpp"
#include "syntax/writer.hpp"

namespace tamizdat::answer {

/// The quads of a snapshot in the order of its dumps: graph after graph, or the union.
class DumpLayout {
 public:
  DumpLayout(const store::Snapshot& snapshot, bool graphs);

  static constexpr std::uint64_t segment_quads = 1024;
  [[nodiscard]] std::uint64_t quads() const { return parts_.empty() ? 0 : parts_.back().end; }
  /// At least one: even nothing has a beginning and an end when it is packed.
  [[nodiscard]] std::uint64_t segments() const;

  /// Quads of one scope in a row.
  struct Part {
    store::Scope scope;
    std::uint64_t end;  ///< of its quads among all
  };
  /// The part that holds a quad; past the end if there is none such.
  [[nodiscard]] std::size_t part_of(std::uint64_t quad) const;
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }

 private:
  std::vector<Part> parts_;
};

/// Makes the bytes of one segment after another with the same packer.
class DumpWriter {
 public:
  DumpWriter(const store::Snapshot& snapshot, const rdf::Prefixes& prefixes, const DumpLayout& layout,
             const DumpFile& file);

  /// Goes to the beginning of a segment.
  void enter(std::uint64_t segment);
  /// Appends some more bytes of the segment; false when it is complete.
  rdf::Result<bool> pull(std::string& out);

 private:
  rdf::Result<bool> write_some();
  bool next(store::Quad& quad);
  rdf::Result<void> hand_on(std::string& out, bool last);

  const store::Snapshot& snapshot_;
  const rdf::Prefixes& prefixes_;
  const DumpLayout& layout_;
  const DumpFile& file_;
  std::unique_ptr<syntax::Packer> packer_;
  std::string text_;
  std::unique_ptr<syntax::QuadWriter> writer_;
  std::unique_ptr<store::Cursor> cursor_;  // over the present part
  std::size_t part_ = 0;
  std::uint64_t at_ = 0;   // the next quad
  std::uint64_t end_ = 0;  // of the segment
};

}  // namespace tamizdat::answer
