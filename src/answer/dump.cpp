#include "answer/dump.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>

#include "answer/dump_segment.hpp"

namespace tamizdat::answer {
namespace {

using rdf::Result;
using syntax::Format;
using syntax::FormatId;
using syntax::Packing;

// Formats of which several documents in a row are one document.
constexpr std::array dumped = {FormatId::turtle, FormatId::trig, FormatId::ntriples, FormatId::nquads};
constexpr std::array packings = {Packing::none, Packing::gzip, Packing::zstd};

// Measured while somebody waits: a few milliseconds plain, some tens packed.
constexpr std::uint64_t few_quads = 20'000;

std::string media_type_of(const Format& format, Packing packing) {
  if (packing == Packing::gzip) return "application/gzip";
  if (packing == Packing::zstd) return "application/zstd";
  std::string type(format.media_type);
  if (!format.charset.empty()) type.append("; charset=").append(format.charset);
  return type;
}

std::vector<DumpFile> all_files() {
  std::vector<DumpFile> files;
  for (const Format& format : syntax::formats()) {
    if (std::find(dumped.begin(), dumped.end(), format.id) == dumped.end()) continue;
    for (const Packing packing : packings) {
      std::string name = "dump.";
      name.append(format.extension).append(syntax::packed_extension(packing));
      files.push_back({format.id, packing, std::move(name), media_type_of(format, packing)});
    }
  }
  return files;
}

std::size_t number_of(const DumpFile& file) {
  return static_cast<std::size_t>(&file - dump_files().data());
}

/// Where the segments of one dump end, as far as that is known: from the first on, without gaps.
class Ends {
 public:
  /// The last segment known to begin at or before a byte, and where it begins.
  struct Place {
    std::uint64_t segment = 0;
    std::uint64_t begin = 0;
  };
  [[nodiscard]] Place place_of(std::uint64_t byte) const {
    const std::lock_guard lock(mutex_);
    const auto end = std::upper_bound(ends_.begin(), ends_.end(), byte);
    return {static_cast<std::uint64_t>(end - ends_.begin()), end == ends_.begin() ? 0 : *std::prev(end)};
  }
  /// The first segment that is not known.
  [[nodiscard]] Place known() const { return place_of(~std::uint64_t{0}); }

  void learn(std::uint64_t segment, std::uint64_t end) {
    const std::lock_guard lock(mutex_);
    if (segment == ends_.size()) ends_.push_back(end);
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::uint64_t> ends_;
};

}  // namespace

std::span<const DumpFile> dump_files() {
  static const std::vector<DumpFile> files = all_files();
  return files;
}

const DumpFile* find_dump(std::string_view name) {
  const auto files = dump_files();
  const auto file =
      std::find_if(files.begin(), files.end(), [&](const DumpFile& f) { return f.name == name; });
  return file == files.end() ? nullptr : &*file;
}

struct Dumps::State {
  State(std::shared_ptr<const store::Snapshot> s, const rdf::Prefixes& p)
      : snapshot(std::move(s)), prefixes(p), ends(dump_files().size()) {}

  const DumpLayout& layout(FormatId format) {
    const bool graphs = syntax::format(format).graphs;
    std::call_once(made[graphs ? 1 : 0],
                   [&] { layouts[graphs ? 1 : 0] = std::make_unique<DumpLayout>(*snapshot, graphs); });
    return *layouts[graphs ? 1 : 0];
  }

  [[nodiscard]] std::optional<std::uint64_t> known_size(const DumpFile& file) {
    const auto known = ends[number_of(file)].known();
    if (known.segment < layout(file.format).segments()) return std::nullopt;
    return known.begin;
  }

  std::shared_ptr<const store::Snapshot> snapshot;
  const rdf::Prefixes& prefixes;
  std::array<std::once_flag, 2> made;
  std::array<std::unique_ptr<DumpLayout>, 2> layouts;
  std::vector<Ends> ends;
};

namespace {

class Sequence final : public DumpBody {
 public:
  Sequence(std::shared_ptr<const void> owner, DumpWriter writer, std::uint64_t segments, Ends& ends,
           std::uint64_t first)
      : owner_(std::move(owner)),
        writer_(std::move(writer)),
        segments_(segments),
        ends_(ends),
        first_(first) {
    const auto place = ends.place_of(first);
    segment_ = place.segment;
    at_ = place.begin;
  }

  Result<bool> pull(std::string& out) override {
    if (segment_ >= segments_) return false;
    if (!entered_) writer_.enter(segment_);
    entered_ = true;
    const std::size_t before = out.size();
    const auto more = writer_.pull(out);
    if (!more) return more;
    const std::uint64_t made = out.size() - before;
    if (first_ > at_) out.erase(before, static_cast<std::size_t>(std::min(made, first_ - at_)));
    at_ += made;
    if (*more) return true;
    ends_.learn(segment_, at_);
    entered_ = false;
    return ++segment_ < segments_;
  }

 private:
  std::shared_ptr<const void> owner_;
  DumpWriter writer_;
  std::uint64_t segments_;
  Ends& ends_;
  std::uint64_t first_;        // what is wanted begins here
  std::uint64_t at_ = 0;       // of the next byte that is made
  std::uint64_t segment_ = 0;  // the present one
  bool entered_ = false;
};

}  // namespace

Dumps::Dumps(std::shared_ptr<const store::Snapshot> snapshot, const rdf::Prefixes& prefixes)
    : state_(std::make_unique<State>(std::move(snapshot), prefixes)) {}

Dumps::~Dumps() = default;

std::unique_ptr<DumpBody> Dumps::open(const DumpFile& file, std::shared_ptr<const void> owner,
                                      std::uint64_t first) const {
  const DumpLayout& layout = state_->layout(file.format);
  return std::make_unique<Sequence>(std::move(owner),
                                    DumpWriter(*state_->snapshot, state_->prefixes, layout, file),
                                    layout.segments(), state_->ends[number_of(file)], first);
}

std::optional<std::uint64_t> Dumps::size(const DumpFile& file) const {
  if (const auto known = state_->known_size(file)) return known;
  if (state_->layout(file.format).quads() > few_quads) return std::nullopt;
  const auto body = open(file, nullptr);
  std::string piece;
  for (bool more = true; more; piece.clear()) {
    const auto pulled = body->pull(piece);
    if (!pulled) return std::nullopt;
    more = *pulled;
  }
  return state_->known_size(file);
}

}  // namespace tamizdat::answer
