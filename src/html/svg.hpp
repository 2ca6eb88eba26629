#pragma once
// SVG as text: a document of its own, styled by the style sheet of the pages.
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "answer/labels.hpp"
#include "html/diagram.hpp"

namespace tamizdat::html {

/// A text broken into lines that fit; views into the text. `cut`: more was there.
struct Lines {
  static constexpr std::size_t most = 4;
  std::array<std::string_view, most> line;
  std::size_t count = 0;
  bool cut = false;
  [[nodiscard]] std::span<const std::string_view> lines() const { return std::span(line).first(count); }
  /// Of the longest line, as break_lines() counts.
  [[nodiscard]] std::size_t letters() const;
};

/// Breaks at spaces, and inside of words that are too long (before a capital, if there is one); `width`
/// counts letters of average width (those of East Asia are two, what stands on other letters is none). Looks
/// at the beginning of long texts alone. `most` is no more than Lines::most.
Lines break_lines(std::string_view text, std::size_t width, std::size_t most);

enum class Anchor { start, middle, end };

/// Writes one document. Texts may hold anything: what XML cannot say is left out, and marks that turn the
/// direction of writing are too.
class Svg {
 public:
  struct Size {
    double width = 0;
    double height = 0;
  };
  /// As large as `shown`; what is drawn up to `drawn` is shown in it, made smaller if need be. `styles`:
  /// addresses of style sheets, a later one goes before an earlier one; `language`: tag.
  Svg(Size shown, Size drawn, std::span<const std::string_view> styles, std::string_view language);

  /// Everything until end_link() leads there, in the window that the picture is in; not by the keyboard,
  /// which has the list beside the picture. `hint` is shown by pointing at it. Without href, a group.
  void begin_link(std::string_view href, std::string_view hint);
  void end_link();

  /// Lines of text around or from a point (the middle of its height).
  void text(Point at, std::string_view kind, Anchor anchor, const Lines& lines, std::string_view language,
            double line_height);
  /// Curves of a Line; `head` says which end has an arrow's head.
  enum class Head { none, start, end };
  void curve(std::span<const Point> path, std::string_view kind, Head head);
  /// A curve that leaves to the right and arrives from the left.
  void swing(Point from, Point to, std::string_view kind, Head head);
  void box(Point centre, double width, double height, std::string_view kind);
  /// One of marks(), whose shapes differ as well as their colours; beyond them a plain dot.
  void mark(Point at, std::size_t number);
  static constexpr std::size_t marks() { return 12; }

  std::string finish();

 private:
  void number(double value);
  void attribute(std::string_view name, double value);
  void attribute(std::string_view name, std::string_view value);
  void content(std::string_view text);
  void head_at(Point tip, Point from);

  std::string out_;
  bool links_ = false;
};

}  // namespace tamizdat::html
