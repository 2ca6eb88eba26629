#pragma once
// Where the parts of a picture go: boxes in ranks and curves between them, laid out by Graphviz (dot).
#include <cstddef>
#include <vector>

namespace tamizdat::html {

/// In pixels, from the upper left corner of the picture.
struct Point {
  double x = 0;
  double y = 0;
};

struct Box {
  double width = 0;
  double height = 0;
  Point centre{};  ///< made by lay_out()
};

struct Line {
  std::size_t from = 0;  ///< places in Diagram::boxes
  std::size_t to = 0;
  int weight = 1;  ///< how much it should be short and straight
  /// Made by lay_out(): the start, then three points for each Bézier curve. Ends where the boxes end.
  std::vector<Point> path{};
};

enum class Flow { rightwards, downwards };

struct Diagram {
  std::vector<Box> boxes;
  std::vector<Line> lines;
  Flow flow = Flow::rightwards;
  double between_ranks = 30;
  double between_boxes = 5;
  double width = 0;   ///< made by lay_out()
  double height = 0;  ///< likewise
};

/// Finds a place for everything. Any thread; one layout at a time, since Graphviz shares state: some tenths
/// of a millisecond for 40 boxes. Callers bound the number of boxes and lines. False if Graphviz fails; then
/// nothing has a place.
bool lay_out(Diagram& diagram);

}  // namespace tamizdat::html
