#include "answer/dump_segment.hpp"

#include <algorithm>

namespace tamizdat::answer {
namespace {

// Handed on when it has grown to this; also what a segment holds of itself at most, but for one large
// literal.
constexpr std::size_t enough = std::size_t{32} << 10U;

}  // namespace

DumpLayout::DumpLayout(const store::Snapshot& snapshot, bool graphs) {
  std::uint64_t end = 0;
  const auto add = [&](store::Scope scope) {
    const std::uint64_t count = snapshot.count({{}, {}, {}, scope}).count;
    if (count != 0) parts_.push_back({scope, end += count});
  };
  if (!graphs) {
    add(store::Scope::all_as_one());
  } else {
    add(store::Scope::default_graph());
    for (const store::TermId graph : snapshot.info().graphs) add(store::Scope::named(graph));
  }
}

std::uint64_t DumpLayout::segments() const {
  return std::max<std::uint64_t>(1, (quads() + segment_quads - 1) / segment_quads);
}

std::size_t DumpLayout::part_of(std::uint64_t quad) const {
  const auto part = std::upper_bound(parts_.begin(), parts_.end(), quad,
                                     [](std::uint64_t q, const Part& p) { return q < p.end; });
  return static_cast<std::size_t>(part - parts_.begin());
}

DumpWriter::DumpWriter(const store::Snapshot& snapshot, const rdf::Prefixes& prefixes,
                       const DumpLayout& layout, const DumpFile& file)
    : snapshot_(snapshot),
      prefixes_(prefixes),
      layout_(layout),
      file_(file),
      packer_(syntax::make_packer(file.packing, syntax::Effort::stream)) {}

void DumpWriter::enter(std::uint64_t segment) {
  const std::uint64_t begin = segment * DumpLayout::segment_quads;
  end_ = std::min(begin + DumpLayout::segment_quads, layout_.quads());
  text_.clear();
  writer_ = syntax::make_writer(file_.format, text_, {&prefixes_});
  if (cursor_ && begin == at_) return;  // one after the other
  at_ = begin;
  part_ = layout_.part_of(begin);
  cursor_.reset();
}

bool DumpWriter::next(store::Quad& quad) {
  while (part_ < layout_.parts().size()) {
    const DumpLayout::Part& part = layout_.parts()[part_];
    if (!cursor_) {
      cursor_ = snapshot_.match({{}, {}, {}, part.scope});
      cursor_->expect_terms();
      const std::uint64_t begin = part_ == 0 ? 0 : layout_.parts()[part_ - 1].end;
      if (at_ > begin) cursor_->skip(at_ - begin);
    }
    if (cursor_->next(quad)) {
      quad.graph = part.scope.graph();
      ++at_;
      return true;
    }
    if (!cursor_->status()) return false;
    cursor_.reset();
    ++part_;
  }
  return false;
}

// False when the segment is written to its end.
rdf::Result<bool> DumpWriter::write_some() {
  store::Quad quad;
  while (text_.size() < enough) {
    if (at_ == end_) {
      if (auto finished = writer_->finish(); !finished) return finished.error();
      return false;
    }
    if (!next(quad)) return rdf::Error(rdf::Code::internal, "the data end too early");
    const rdf::QuadView view{snapshot_.term(quad.subject), snapshot_.term(quad.predicate),
                             snapshot_.term(quad.object), snapshot_.term(quad.graph)};
    if (!writer_->quad(view, rdf::Nesting::none, {})) return writer_->error();
  }
  return true;
}

rdf::Result<void> DumpWriter::hand_on(std::string& out, bool last) {
  if (!packer_) {
    out += text_;
  } else {
    if (auto added = packer_->add(text_, out); !added) return added;
    if (last) {
      if (auto finished = packer_->finish(out); !finished) return finished;
    }
  }
  text_.clear();
  return {};
}

rdf::Result<bool> DumpWriter::pull(std::string& out) {
  const auto more = write_some();
  if (!more) return more;
  if (auto handed = hand_on(out, !*more); !handed) return handed.error();
  return *more;
}

}  // namespace tamizdat::answer
