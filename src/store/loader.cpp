#include "store/loader.hpp"

#include <malloc.h>

#include <algorithm>
#include <map>
#include <utility>

#include "store/assembly.hpp"
#include "store/base.hpp"
#include "store/hash.hpp"
#include "store/reading.hpp"

namespace tamizdat::store {
namespace {

constexpr std::size_t window_size = 64;  // quads taken up at once

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
    read();
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
    FileToLoad& file =
        *files_.emplace_back(std::make_unique<FileToLoad>(input, *format, blank_name(input.name)));
    if (!format->graphs) file.source.graph = name_to_iri(input.name);
    bytes_total_ += file.source.bytes;
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
    std::vector<std::unique_ptr<PartReading>> parts;
    for (const auto& file : files_)
      for (const Part& part : file->parts) parts.push_back(std::make_unique<PartReading>(*file, part));
    Readers readers(parts, options_.base);
    auto part = parts.begin();
    for (auto& file : files_) {
      bool is_good = true;
      for (std::size_t i = 0; i < file->parts.size(); ++i, ++part, readers.taken_up())
        is_good = take_up(*file, **part, is_good);
    }
  }

  // Of a broken file the first error counts; its further parts are not wanted.
  bool take_up(FileToLoad& file, PartReading& part, bool is_good) {
    assembly_.set_default_graph(file.source.graph);
    if (!is_good) part.channel().abandon();
    while (auto batch = part.channel().pop()) {
      file.source.quads += batch->quads();
      if (outcome_.errors.empty()) take_up(*batch);
      report(file, part, *batch);
      if (assembly_.error()) part.channel().abandon();
    }
    bytes_done_ += part.part().end - part.part().begin;
    if (assembly_.error())
      fail_once(rdf::Error(*assembly_.error()).at(file.input.name));
    else if (is_good && !part.outcome())
      fail(part.outcome().error());
    return is_good && part.outcome().has_value();
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

  void report(const FileToLoad& file, const PartReading& part, const Batch& batch) {
    quads_ += batch.quads();
    if (!options_.progress) return;
    const std::uint64_t here = std::min(batch.bytes_read, part.part().end - part.part().begin);
    options_.progress({file.input.name, quads_, bytes_done_ + here, bytes_total_});
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
      SourceFile& source = file->source;
      if (!source.graph.empty()) source.graph.insert(0, outcome_.base);
      assembly_.add_source(std::move(source));
    }
    outcome_.snapshot = assembly_.freeze(outcome_.base);
    give_back_memory();
  }

  const LoadOptions& options_;
  LoadOutcome outcome_;
  std::vector<std::unique_ptr<FileToLoad>> files_;
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
