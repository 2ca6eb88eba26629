#pragma once
// The kinds of things in a picture: a mark for each, the same in every picture of a publication, and a key.
#include <string_view>
#include <vector>

#include "html/composer.hpp"
#include "html/svg.hpp"

namespace tamizdat::html {

/// Remembers which kinds it gave marks for. One thread; lives no longer than the composer.
class KindMarks {
 public:
  /// `marks`: how many kinds are told apart; the most frequent of the data are.
  KindMarks(Composer& composer, std::size_t marks) : composer_(composer), marks_(marks) {}

  /// Of a thing, by its class with a mark; `marks` if it has none.
  std::size_t of(store::TermId thing);
  /// Of a class itself.
  std::size_t of_kind(store::TermId klass);

  /// The room that the key takes up below a picture of that width; 0 without kinds.
  [[nodiscard]] double height(double width) const;
  void draw(Svg& svg, Point corner, double width) const;

 private:
  struct Kind {
    std::size_t mark;
    store::TermId klass;
  };
  static constexpr double row = 20;
  static constexpr double entry = 184;
  std::size_t note(store::TermId klass, std::size_t mark);
  [[nodiscard]] static std::size_t columns(double width);

  Composer& composer_;
  std::size_t marks_;
  std::vector<Kind> seen_;  // by mark
};

}  // namespace tamizdat::html
