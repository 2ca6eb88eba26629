#include "html/class_graph.hpp"

#include <algorithm>

#include "html/kind_marks.hpp"
#include "html/layout.hpp"
#include "html/text.hpp"

namespace tamizdat::html {
namespace {

constexpr double margin = 8;
constexpr double comfortable_width = 880;
constexpr double line_height = 16;
constexpr double letter = 9.2;
constexpr double small_letter = 6.4;
constexpr double mark_room = 18;
constexpr std::size_t name_letters = 16;
constexpr std::size_t arrow_letters = 13;
constexpr std::size_t inner_letters = 22;
constexpr std::size_t most_loops = 3;

double lines_of(std::size_t count) {
  return line_height * static_cast<double>(count);
}

}  // namespace

ClassPicture::ClassPicture(Composer& composer, const ClassGraph& graph) : composer_(composer), graph_(graph) {
  diagram_.flow = Flow::downwards;
  diagram_.between_ranks = 20;
  diagram_.between_boxes = 9;
  for (const auto& node : graph_.nodes) add(node);
  for (const auto& arrow : graph_.arrows) add(arrow);
  lay_out(diagram_);
  drawn_ = {std::max(200.0, diagram_.width + 2 * margin), diagram_.height + 2 * margin};
  // A little smaller is better than having to be moved about.
  const double scale = std::clamp(comfortable_width / drawn_.width, 0.75, 1.0);
  size_ = {drawn_.width * scale, drawn_.height * scale};
}

void ClassPicture::add(const ClassGraph::Node& node) {
  const auto label = composer_.labels.word(node.klass);
  const auto view = composer_.publication().snapshot->term(node.klass);
  Text text;
  text.name = break_lines(label.text, name_letters, 2);
  text.href = is_linkable(view.text) ? composer_.href(view.text) : std::string_view();
  text.hint = cut(label.text, 200);
  text.language = composer_.foreign(label.language);
  text.mark = KindMarks(composer_, Svg::marks()).of_kind(node.klass);
  std::size_t letters = text.name.letters();
  for (const auto loop : node.loops)
    letters = std::max(letters, break_lines(loop, inner_letters, 1).letters());
  const std::size_t lines =
      text.name.count + (node.note.empty() ? 0 : 1) + std::min(node.loops.size(), most_loops);
  diagram_.boxes.push_back({2 * mark_room + letter * static_cast<double>(letters), 10 + lines_of(lines)});
  texts_.push_back(std::move(text));
}

void ClassPicture::add(const ClassGraph::Arrow& arrow) {
  const auto connect = [&](std::size_t from, std::size_t to, Svg::Head head) {
    diagram_.lines.push_back({from, to});
    heads_.push_back(head);
    of_subclasses_.push_back(arrow.text.empty());
  };
  if (arrow.text.empty()) {
    // What is more general stands above.
    connect(arrow.to, arrow.from, Svg::Head::start);
    return;
  }
  Text text;
  text.name = break_lines(arrow.text, arrow_letters, 3);
  text.href = arrow.href;
  text.hint = cut(arrow.hint, 200);
  const auto place = texts_.size();
  diagram_.boxes.push_back(
      {8 + small_letter * static_cast<double>(text.name.letters()), 4 + lines_of(text.name.count)});
  texts_.push_back(std::move(text));
  connect(arrow.from, place, Svg::Head::none);
  connect(place, arrow.to, Svg::Head::end);
}

std::string ClassPicture::draw() {
  Svg svg(size_, drawn_, style_sheets(composer_), composer_.language().tag());
  for (auto& box : diagram_.boxes) box.centre = {box.centre.x + margin, box.centre.y + margin};
  for (std::size_t i = 0; i < diagram_.lines.size(); ++i) {
    for (auto& point : diagram_.lines[i].path) point = {point.x + margin, point.y + margin};
    svg.curve(diagram_.lines[i].path, of_subclasses_[i] ? "line subclass" : "line", heads_[i]);
  }
  for (std::size_t i = 0; i < graph_.nodes.size(); ++i) draw_node(svg, i);
  for (std::size_t i = graph_.nodes.size(); i < texts_.size(); ++i) {
    svg.begin_link(texts_[i].href, texts_[i].hint);
    svg.text(diagram_.boxes[i].centre, "relation", Anchor::middle, texts_[i].name, {}, line_height);
    svg.end_link();
  }
  return svg.finish();
}

void ClassPicture::draw_node(Svg& svg, std::size_t place) const {
  const Box& box = diagram_.boxes[place];
  const Text& text = texts_[place];
  const auto& node = graph_.nodes[place];
  const double names = lines_of(text.name.count);
  double y = box.centre.y - box.height / 2 + 5 + names / 2;
  svg.begin_link(text.href, text.hint);
  svg.box(box.centre, box.width, box.height, "class-box");
  svg.mark({box.centre.x - box.width / 2 + mark_room / 2, y}, text.mark);
  svg.text({box.centre.x, y}, "class", Anchor::middle, text.name, text.language, line_height);
  y += names / 2 + line_height / 2;
  const auto line = [&](std::string_view kind, std::string_view words) {
    svg.text({box.centre.x, y}, kind, Anchor::middle, break_lines(words, inner_letters + 4, 1), {},
             line_height);
    y += line_height;
  };
  if (!node.note.empty()) line("number", node.note);
  for (std::size_t i = 0; i < std::min(node.loops.size(), most_loops); ++i) line("relation", node.loops[i]);
  svg.end_link();
}

}  // namespace tamizdat::html
