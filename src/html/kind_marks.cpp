#include "html/kind_marks.hpp"

#include <algorithm>
#include <array>

namespace tamizdat::html {

using store::TermId;

std::size_t KindMarks::of(TermId thing) {
  const auto& publication = composer_.publication();
  if (!publication.terms.type) return marks_;
  std::array<TermId, 12> classes;
  const auto count = publication.snapshot->objects(thing, publication.terms.type, classes);
  TermId kind;
  std::size_t mark = marks_;
  for (std::size_t i = 0; i < count; ++i) {
    const auto place = publication.overview.mark(classes[i]);
    if (place >= mark) continue;
    mark = place;
    kind = classes[i];
  }
  return kind ? note(kind, mark) : marks_;
}

std::size_t KindMarks::of_kind(TermId klass) {
  return note(klass, composer_.publication().overview.mark(klass));
}

std::size_t KindMarks::note(TermId klass, std::size_t mark) {
  if (mark >= marks_) return marks_;
  const auto at = std::lower_bound(seen_.begin(), seen_.end(), mark,
                                   [](const Kind& kind, std::size_t wanted) { return kind.mark < wanted; });
  if (at == seen_.end() || at->mark != mark) seen_.insert(at, {mark, klass});
  return mark;
}

std::size_t KindMarks::columns(double width) {
  return std::max<std::size_t>(1, static_cast<std::size_t>(width / entry));
}

double KindMarks::height(double width) const {
  const std::size_t rows = (seen_.size() + columns(width) - 1) / columns(width);
  return rows == 0 ? 0 : 10 + row * static_cast<double>(rows);
}

void KindMarks::draw(Svg& svg, Point corner, double width) const {
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    const auto column = static_cast<double>(i % columns(width));
    const auto line = static_cast<double>(i / columns(width));
    const Point at{corner.x + 8 + column * entry, corner.y + row * line + row / 2};
    const auto label = composer_.labels.word(seen_[i].klass);
    svg.mark(at, seen_[i].mark);
    svg.text({at.x + 12, at.y}, "key", Anchor::start, break_lines(label.text, 23, 1),
             composer_.foreign(label.language), row);
  }
}

}  // namespace tamizdat::html
