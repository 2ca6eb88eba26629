#include "store/reading.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <new>
#include <utility>

#include "store/hash.hpp"
#include "syntax/reader.hpp"

namespace tamizdat::store {
namespace {

constexpr std::size_t batch_bytes = std::size_t{256} << 10;
constexpr std::size_t max_label = 40;

bool is_plain(std::string_view label) {
  return label.size() <= max_label && std::all_of(label.begin(), label.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                  c == '_' || c == '.';
         });
}

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

bool is_by_lines(const syntax::Format& format) {
  return format.id == syntax::FormatId::ntriples || format.id == syntax::FormatId::nquads;
}

}  // namespace

std::string base32(std::uint64_t value, std::size_t length) {
  constexpr std::string_view digits = "abcdefghijklmnopqrstuvwxyz234567";
  std::string text;
  for (; text.size() < length; value >>= 5) text += digits[value & 31];
  return text;
}

rdf::TermView BlankLabels::shown(const rdf::TermView& term, std::string& room) const {
  if (!term.is_blank() || is_plain(term.text)) return term;
  room = file_ + '.' + base32(hash_bytes(term.text, 1), 13) + base32(hash_bytes(term.text, 2), 13);
  return rdf::blank(room);
}

FileToLoad::FileToLoad(Input file, const syntax::Format& its_format, std::string blank_name)
    : input(std::move(file)), format(its_format), labels(std::move(blank_name)) {
  struct stat status = {};
  if (::stat(input.path.c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
    source.bytes = static_cast<std::uint64_t>(status.st_size);
    source.modified = status.st_mtime;
  }
  source.path = input.path;
  source.name = input.name;
  parts = is_by_lines(format) ? divide(input.path, source.bytes) : std::vector<Part>{{0, source.bytes}};
}

void PartReading::parse(const std::string& base) {
  outcome_ = guarded_parse(base);
  channel_.close();
}

rdf::Result<std::unique_ptr<syntax::ByteSource>> PartReading::open() const {
  const std::string& path = file_.input.path;
  return file_.parts.size() == 1 ? syntax::open_file(path) : open_part(path, part_);
}

rdf::Result<void> PartReading::guarded_parse(const std::string& base) try {
  auto opened = open();
  if (!opened) return rdf::Error(opened.error()).at(file_.input.name);
  CountedBytes bytes(std::move(*opened), bytes_read_);
  syntax::ReadOptions options;
  options.format = file_.format.id;
  options.source = file_.input.name;
  options.base = base;
  options.blank_prefix = file_.labels.prefix();
  auto outcome = syntax::read(bytes, options, *this);
  batch_.bytes_read = bytes_read_;
  if (outcome) channel_.push(std::move(batch_));  // else its end may be half a quad, and nobody wants it
  if (outcome || part_.begin == 0 || outcome.error().position.line == 0) return outcome;
  rdf::Error error = outcome.error();
  error.position.line += lines_before(file_.input.path, part_);
  return error;
} catch (const std::bad_alloc&) {
  return rdf::Error(rdf::Code::content_too_large, "not enough memory to read this file").at(file_.input.name);
}

bool PartReading::prefix(std::string_view name, std::string_view iri) {
  batch_.add_prefix(name, iri);
  return true;
}

bool PartReading::quad(const rdf::QuadView& quad, rdf::Nesting, rdf::Position) {
  batch_.add({file_.labels.shown(quad.subject, room_[0]), quad.predicate,
              file_.labels.shown(quad.object, room_[1]), file_.labels.shown(quad.graph, room_[2])});
  if (batch_.bytes() < batch_bytes) return true;
  batch_.bytes_read = bytes_read_;
  return channel_.push(std::exchange(batch_, Batch()));
}

Readers::Readers(std::vector<std::unique_ptr<PartReading>>& parts, const std::string& base)
    : parts_(parts), base_(base) {
  const std::size_t threads =
      std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), parts.size());
  ahead_ = 2 * threads;
  threads_.reserve(threads);
  while (threads_.size() < threads) {
    try {
      threads_.emplace_back([this] { work(); });
    } catch (const std::exception&) {  // no memory or no thread left for it
      if (threads_.empty()) throw;
      break;
    }
  }
}

Readers::~Readers() {
  // Nobody waits for room that will never be made, should taking up have ended early.
  for (auto& part : parts_) part->channel().abandon();
  taken_up_ = parts_.size();
  taken_up_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void Readers::taken_up() {
  ++taken_up_;
  taken_up_.notify_all();
}

void Readers::work() {
  for (std::size_t i = next_++; i < parts_.size(); i = next_++) {
    for (std::size_t done = taken_up_; i > done + ahead_; done = taken_up_) taken_up_.wait(done);
    parts_[i]->parse(base_);
  }
}

}  // namespace tamizdat::store
