#pragma once
// What the writers share that write nodes within nodes.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/vocabulary.hpp"
#include "syntax/writer_base.hpp"
#include "syntax/writer_prefixes.hpp"

namespace tamizdat::syntax {

/// A node that is being described, or a list that is being counted out. Frames are used again, with the
/// memory of their strings.
struct NestingFrame {
  rdf::TermKind kind = rdf::TermKind::none;
  std::string subject;  ///< of a list: its present cell
  std::string name;     ///< what end() will call it
  bool anonymous = false;
  bool list = false;

  [[nodiscard]] rdf::TermView term() const { return {kind, subject, {}, {}}; }
  [[nodiscard]] bool is_about(const rdf::TermView& term) const {
    return kind == term.kind && subject == term.text;
  }
};

/// Keeps the frames that are open: the first is the node at top level. `Frame` is a NestingFrame with what
/// the format needs beside it. The beginning of the text is held back in `body_`, so that the prefixes it
/// uses can stand before it.
template <class Frame>
class NestingWriter : public WriterBase {
 public:
  NestingWriter(std::string& out, const WriteOptions& options, bool (*usable_prefix)(std::string_view))
      : out_(out), prefixes_(options.prefixes, usable_prefix) {
    frames_.resize(1);
    body_.reserve(4096);
  }

  /// Where all is declared at the top, a name that has been used keeps its meaning.
  bool prefix(std::string_view name, std::string_view iri) override {
    if (failed()) return false;
    if (!prefixes_.would_redeclare(name, iri)) prefixes_.set(name, iri);
    return true;
  }

  bool end(std::string_view label) final {
    if (failed()) return false;
    if (depth_ == 0 || !top().anonymous || top().name != label) return true;
    if (depth_ == 1)
      end_top_level();
    else
      close_nested();
    return true;
  }

 protected:
  static constexpr std::size_t held_back = std::size_t{64} * 1024;

  /// Ends the node at top level, and all within it.
  virtual void end_top_level() = 0;
  /// Ends the innermost, which is nested.
  virtual void close_nested() = 0;

  Frame& top() { return frames_[depth_ - 1]; }

  /// Begins a frame; the rest of it is as its last use left it.
  Frame& push(const rdf::TermView& subject, bool anonymous, bool list) {
    if (++depth_ > frames_.size()) frames_.emplace_back();
    Frame& frame = top();
    frame.kind = subject.kind;
    frame.subject = subject.text;
    if (anonymous) frame.name = subject.text;
    frame.anonymous = anonymous;
    frame.list = list;
    return frame;
  }

  /// Closes what is nested and not about the subject.
  void close_others(const rdf::TermView& subject) {
    while (depth_ > 1 && !top().is_about(subject)) close_nested();
  }

  /// Within a list: whether the quad brings an item; it may also lead on to the next cell.
  bool brings_item(const rdf::QuadView& quad) {
    if (quad.predicate.text == rdf::rdfns::first) return true;
    if (quad.object.is_blank()) top().subject = quad.object.text;
    return false;
  }

  std::string& out_;
  std::string body_;
  WriterPrefixes prefixes_;
  std::vector<Frame> frames_;  // the first depth_ are open
  std::size_t depth_ = 0;
};

}  // namespace tamizdat::syntax
