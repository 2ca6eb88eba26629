#pragma once
// The reading side of loading: files parsed on several threads, a bounded way ahead of who takes them up.
#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "rdf/error.hpp"
#include "rdf/quad.hpp"
#include "store/batch.hpp"
#include "store/loader.hpp"
#include "store/parts.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::store {

/// `length` letters and digits that stand for a number.
std::string base32(std::uint64_t value, std::size_t length);

/// Blank labels of a file as they stand in the snapshot: <file>-<label>, or <file>.<hash> if the label is
/// long or holds characters that URLs would have to escape.
class BlankLabels {
 public:
  explicit BlankLabels(std::string file) : file_(std::move(file)) {}
  /// What the reader has to put before every label.
  [[nodiscard]] std::string prefix() const { return file_ + '-'; }
  /// The term, or the blank node with its label changed; then the label is in `room`.
  rdf::TermView shown(const rdf::TermView& term, std::string& room) const;

 private:
  std::string file_;
};

/// A file to be loaded.
struct FileToLoad {
  FileToLoad(Input file, const syntax::Format& its_format, std::string blank_name);

  Input input;
  const syntax::Format& format;
  BlankLabels labels;
  SourceFile source;
  std::vector<Part> parts;  ///< one that holds everything, or several
};

/// One part of a file on its way: parsed on one thread, taken up on another through the channel.
class PartReading : private rdf::QuadSink {
 public:
  PartReading(const FileToLoad& file, const Part& part) : file_(file), part_(part) {}

  /// On the reading thread.
  void parse(const std::string& base);
  Channel& channel() { return channel_; }
  /// Once the channel has run dry.
  [[nodiscard]] const rdf::Result<void>& outcome() const { return outcome_; }
  [[nodiscard]] const FileToLoad& file() const { return file_; }
  [[nodiscard]] const Part& part() const { return part_; }

 private:
  rdf::Result<std::unique_ptr<syntax::ByteSource>> open() const;
  rdf::Result<void> guarded_parse(const std::string& base);
  bool prefix(std::string_view name, std::string_view iri) override;
  bool quad(const rdf::QuadView& quad, rdf::Nesting nesting, rdf::Position position) override;

  const FileToLoad& file_;
  Part part_;
  std::array<std::string, 3> room_;
  std::uint64_t bytes_read_ = 0;
  Batch batch_;
  Channel channel_;
  rdf::Result<void> outcome_;
};

/// Threads that parse parts in order. Whoever made them takes up every channel, in order, and says so.
class Readers {
 public:
  Readers(std::vector<std::unique_ptr<PartReading>>& parts, const std::string& base);
  ~Readers();
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  /// Another part has been taken up whole.
  void taken_up();

 private:
  void work();

  std::vector<std::unique_ptr<PartReading>>& parts_;
  const std::string& base_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::size_t> taken_up_ = 0;
  std::size_t ahead_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace tamizdat::store
