#include "store/loader.hpp"

#include <malloc.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <new>
#include <thread>
#include <utility>

#include "store/assembly.hpp"
#include "store/base.hpp"
#include "store/batch.hpp"
#include "store/hash.hpp"
#include "syntax/reader.hpp"

namespace tamizdat::store {
namespace {

constexpr std::size_t batch_bytes = std::size_t{256} << 10;
constexpr std::size_t window_size = 64;  // quads taken up at once
constexpr std::size_t max_label = 40;
constexpr std::string_view digits = "abcdefghijklmnopqrstuvwxyz234567";

std::string base32(std::uint64_t value, std::size_t length) {
  std::string text;
  for (; text.size() < length; value >>= 5) text += digits[value & 31];
  return text;
}

// Blank labels of a file as they stand in the snapshot: <file>-<label>, or <file>.<hash> if the label is long
// or holds characters that URLs would have to escape.
class BlankLabels {
 public:
  explicit BlankLabels(std::string file) : file_(std::move(file)) {}

  /// What the reader has to put before every label.
  [[nodiscard]] std::string prefix() const { return file_ + '-'; }

  rdf::TermView shown(const rdf::TermView& term, std::string& room) const {
    if (!term.is_blank() || is_plain(term.text)) return term;
    room = file_ + '.' + base32(hash_bytes(term.text, 1), 13) + base32(hash_bytes(term.text, 2), 13);
    return rdf::blank(room);
  }

 private:
  static bool is_plain(std::string_view label) {
    return label.size() <= max_label && std::all_of(label.begin(), label.end(), [](char c) {
             return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                    c == '_' || c == '.';
           });
  }

  std::string file_;
};

// One file on its way: parsed on one thread, taken up on another.
class FileLoad : private rdf::QuadSink {
 public:
  FileLoad(const Input& input, const syntax::Format& format, std::string blank_name)
      : input_(input), format_(format), labels_(std::move(blank_name)) {
    struct stat status = {};
    if (::stat(input.path.c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
      source_.bytes = static_cast<std::uint64_t>(status.st_size);
      source_.modified = status.st_mtime;
    }
    source_.path = input.path;
    source_.name = input.name;
  }

  /// On a reading thread.
  void parse(const std::string& base) {
    outcome_ = guarded_parse(base);
    batch_.bytes_read = bytes_read_;
    channel_.push(std::move(batch_));
    channel_.close();
  }

  [[nodiscard]] const Input& input() const { return input_; }
  [[nodiscard]] const syntax::Format& format() const { return format_; }
  Channel& channel() { return channel_; }
  /// Once the channel has run dry.
  [[nodiscard]] const rdf::Result<void>& outcome() const { return outcome_; }
  SourceFile& source() { return source_; }

 private:
  class CountedBytes final : public syntax::ByteSource {
   public:
    CountedBytes(std::unique_ptr<syntax::ByteSource> bytes, std::uint64_t& count)
        : bytes_(std::move(bytes)), count_(count) {}
    rdf::Result<std::size_t> read(std::span<char> buffer) override {
      auto size = bytes_->read(buffer);
      if (size) count_ += *size;
      return size;
    }

   private:
    std::unique_ptr<syntax::ByteSource> bytes_;
    std::uint64_t& count_;
  };

  rdf::Result<void> guarded_parse(const std::string& base) try {
    auto file = syntax::open_file(input_.path);
    if (!file) return rdf::Error(file.error()).at(input_.name);
    CountedBytes bytes(std::move(*file), bytes_read_);
    syntax::ReadOptions options;
    options.format = format_.id;
    options.source = input_.name;
    options.base = base;
    options.blank_prefix = labels_.prefix();
    return syntax::read(bytes, options, *this);
  } catch (const std::bad_alloc&) {
    return rdf::Error(rdf::Code::content_too_large, "not enough memory to read this file").at(input_.name);
  }

  bool prefix(std::string_view name, std::string_view iri) override {
    batch_.add_prefix(name, iri);
    return true;
  }

  bool quad(const rdf::QuadView& quad, rdf::Nesting, rdf::Position) override {
    batch_.add({labels_.shown(quad.subject, room_[0]), quad.predicate, labels_.shown(quad.object, room_[1]),
                labels_.shown(quad.graph, room_[2])});
    if (batch_.bytes() < batch_bytes) return true;
    batch_.bytes_read = bytes_read_;
    return channel_.push(std::exchange(batch_, Batch()));
  }

  Input input_;
  const syntax::Format& format_;
  BlankLabels labels_;
  std::array<std::string, 3> room_;
  SourceFile source_;
  std::uint64_t bytes_read_ = 0;
  Batch batch_;
  Channel channel_;
  rdf::Result<void> outcome_;
};

using Files = std::vector<std::unique_ptr<FileLoad>>;

// Parses files on several threads, in order, each a bounded way ahead of whoever takes up its quads.
class Readers {
 public:
  Readers(Files& files, const std::string& base) : files_(files), base_(base) {
    const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t i = 0; i < std::min(processors, files.size()); ++i)
      threads_.emplace_back([this] { work(); });
  }
  ~Readers() {
    for (auto& thread : threads_) thread.join();
  }
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

 private:
  void work() {
    for (std::size_t i = next_++; i < files_.size(); i = next_++) files_[i]->parse(base_);
  }

  Files& files_;
  const std::string& base_;
  std::atomic<std::size_t> next_ = 0;
  std::vector<std::thread> threads_;
};

// What loading has used and freed goes back to the system at once, where the C library knows how.
void give_back_memory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

class Load {
 public:
  explicit Load(const LoadOptions& options) : options_(options) { outcome_.base = options.base; }

  LoadOutcome run(std::span<const Input> inputs) {
    prepare(inputs);
    if (outcome_.errors.empty()) read();
    if (outcome_.errors.empty()) freeze();
    return std::move(outcome_);
  }

 private:
  void prepare(std::span<const Input> inputs) {
    if (inputs.empty()) fail(rdf::Error(rdf::Code::unreadable, "no files were given to load"));
    std::map<std::string_view, const Input*> by_name;
    for (const Input& input : inputs) {
      const auto [other, is_new] = by_name.emplace(input.name, &input);
      if (!is_new) fail(same_name(input, *other->second));
    }
    for (const auto& [name, input] : by_name) add(*input);
  }

  static rdf::Error same_name(const Input& input, const Input& other) {
    return rdf::Error(
               rdf::Code::unreadable,
               "'" + other.path + "' and '" + input.path + "' would both be called '" + input.name + "'",
               "rename one, or start in a folder that holds both")
        .at(input.path);
  }

  void add(const Input& input) {
    const syntax::Format* format =
        input.format.empty() ? syntax::format_of_file(input.path) : syntax::find_format(input.format);
    if (format == nullptr || !format->readable) {
      fail(unknown_format(input, format));
      return;
    }
    files_.push_back(std::make_unique<FileLoad>(input, *format, blank_name(input.name)));
    bytes_total_ += files_.back()->source().bytes;
  }

  static rdf::Error unknown_format(const Input& input, const syntax::Format* format) {
    std::string message = format != nullptr      ? std::string(format->label) + " cannot be read"
                          : input.format.empty() ? "the format cannot be told from the name of the file"
                                                 : "there is no format called '" + input.format + "'";
    return rdf::Error(rdf::Code::unsupported_format, std::move(message),
                      "known extensions are " + readable_extensions() + "; or name the format")
        .at(input.name);
  }

  // Short, and the same for the same name unless two names of one load would share it.
  std::string blank_name(std::string_view name) {
    for (std::uint64_t seed = 0;; ++seed) {
      std::string candidate = base32(hash_bytes(name, seed), 5);
      if (candidate.front() >= 'a' && blank_names_.emplace(candidate, name).second) return candidate;
    }
  }

  void read() {
    const Readers readers(files_, options_.base);
    for (auto& file : files_) take_up(*file);
  }

  void take_up(FileLoad& file) {
    if (!file.format().graphs) file.source().graph = name_to_iri(file.input().name);
    assembly_.set_default_graph(file.source().graph);
    while (auto batch = file.channel().pop()) {
      file.source().quads += batch->quads();
      if (outcome_.errors.empty()) take_up(*batch);
      report(file, *batch);
      if (assembly_.error()) file.channel().abandon();
    }
    bytes_done_ += file.source().bytes;
    if (assembly_.error())
      fail_once(rdf::Error(*assembly_.error()).at(file.input().name));
    else if (!file.outcome())
      fail(file.outcome().error());
  }

  void take_up(const Batch& batch) {
    for (const auto& [name, iri] : batch.prefixes()) assembly_.prefix(name, iri);
    std::vector<rdf::QuadView> window;
    window.reserve(window_size);
    batch.for_each([&](const rdf::QuadView& quad) {
      window.push_back(quad);
      if (window.size() < window_size) return true;
      const bool ok = assembly_.quads(window);
      window.clear();
      return ok;
    });
    if (!assembly_.error()) assembly_.quads(window);
  }

  void report(FileLoad& file, const Batch& batch) {
    quads_ += batch.quads();
    if (!options_.progress) return;
    const std::uint64_t here = std::min(batch.bytes_read, file.source().bytes);
    options_.progress({file.input().name, quads_, bytes_done_ + here, bytes_total_});
  }

  void fail(rdf::Error error) {
    if (outcome_.errors.size() < std::max<std::size_t>(options_.max_errors, 1))
      outcome_.errors.push_back(std::move(error));
  }

  void fail_once(rdf::Error error) {
    if (!std::exchange(overflowed_, true)) fail(std::move(error));
  }

  void freeze() {
    if (options_.infer_base) outcome_.base = infer_base(assembly_, options_.base);
    for (auto& file : files_) {
      SourceFile& source = file->source();
      if (!source.graph.empty()) source.graph.insert(0, outcome_.base);
      assembly_.add_source(std::move(source));
    }
    outcome_.snapshot = assembly_.freeze(outcome_.base);
    give_back_memory();
  }

  const LoadOptions& options_;
  LoadOutcome outcome_;
  Files files_;
  std::map<std::string, std::string> blank_names_;
  Assembly assembly_;
  std::uint64_t quads_ = 0;
  std::uint64_t bytes_done_ = 0;
  std::uint64_t bytes_total_ = 0;
  bool overflowed_ = false;
};

}  // namespace

LoadOutcome load(std::span<const Input> inputs, const LoadOptions& options) {
  return Load(options).run(inputs);
}

}  // namespace tamizdat::store
