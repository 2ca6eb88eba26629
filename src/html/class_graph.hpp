#pragma once
// Classes and how they connect, as a picture: of a data set with its numbers, of a vocabulary with its
// hierarchy.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "html/composer.hpp"
#include "html/svg.hpp"

namespace tamizdat::html {

/// What is to be drawn. Texts live as long as the composer.
struct ClassGraph {
  struct Node {
    store::TermId klass;
    std::string_view note{};                ///< below the name: how many
    std::vector<std::string_view> loops{};  ///< relations among its own things
  };
  struct Arrow {
    std::size_t from = 0;  ///< places in `nodes`
    std::size_t to = 0;
    std::string_view text{};  ///< empty for a sub-class, whose arrow is another one
    std::string_view href{};
    std::string_view hint{};
  };
  std::vector<Node> nodes;
  std::vector<Arrow> arrows;
};

/// A graph with everything in its place: laid out once, when it is made.
class ClassPicture {
 public:
  ClassPicture(Composer& composer, const ClassGraph& graph);

  [[nodiscard]] Svg::Size size() const { return size_; }
  std::string draw();

 private:
  struct Text {
    Lines name;
    std::string_view href;
    std::string_view hint;
    std::string_view language;
    std::size_t mark = 0;
  };
  void add(const ClassGraph::Node& node);
  void add(const ClassGraph::Arrow& arrow);
  void draw_node(Svg& svg, std::size_t place) const;

  Composer& composer_;
  const ClassGraph& graph_;
  Diagram diagram_;
  std::vector<Text> texts_;          // of the boxes: first the classes, then what stands on arrows
  std::vector<Svg::Head> heads_;     // of the lines
  std::vector<bool> of_subclasses_;  // likewise
  Svg::Size drawn_;
  Svg::Size size_;
};

}  // namespace tamizdat::html
