#include "html/neighbourhood_picture.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "html/kind_marks.hpp"
#include "html/layout.hpp"
#include "html/svg.hpp"
#include "html/text.hpp"

namespace tamizdat::html {
namespace {

using answer::Neighbourhood;
using answer::Spoke;
using store::TermId;

// Pixels. From left to right: what leads here, by which relation, the thing, by which relation, what it leads
// to.
constexpr double thing_width = 184;
constexpr double relation_width = 112;
constexpr double centre_width = 168;
constexpr double between_columns = 28;
constexpr double between_rows = 5;
constexpr double margin = 6;
constexpr double line_height = 17;
constexpr double mark_room = 16;
constexpr double relation_letter = 6.3;
// Letters of average width that fit.
constexpr std::size_t thing_letters = 21;
constexpr std::size_t relation_letters = 17;
constexpr std::size_t centre_letters = 13;

double height_of(const Lines& lines) {
  return 8 + line_height * static_cast<double>(std::max<std::size_t>(1, lines.count));
}

enum class Part : std::uint8_t { centre, thing, relation, rest };

/// A box with what is written in it.
struct Piece {
  Part part = Part::thing;
  bool left = false;
  TermId term;
  std::string_view href;
  std::string_view hint;
  std::string_view language;
  Lines lines;
  std::size_t mark = 0;
};

struct Stroke {
  std::size_t from = 0;
  std::size_t to = 0;
  Svg::Head head = Svg::Head::none;
};

/// All that is to be placed, and how high it will be.
class Sketch {
 public:
  /// `to_be_drawn`: or only to be measured, which needs no addresses.
  Sketch(Composer& composer, const Neighbourhood& neighbourhood, bool to_be_drawn)
      : composer_(composer), to_be_drawn_(to_be_drawn), marks_(composer, Svg::marks()) {
    pieces_.reserve(1 + neighbourhood.shown + 3 * neighbourhood.spokes.size());
    strokes_.reserve(pieces_.capacity());
    add_centre(neighbourhood.subject);
    for (const Spoke& spoke : neighbourhood.spokes) add(spoke);
  }

  [[nodiscard]] double width() const {
    const double side = thing_width + relation_width + 2 * between_columns;
    return centre_width + (has_left_ ? side : 0) + (has_right_ ? side : 0) + 2 * margin;
  }
  [[nodiscard]] double height() const {
    const double rows = *std::max_element(column_heights_.begin(), column_heights_.end()) - between_rows;
    return rows + 2 * margin + marks_.height(width());
  }

  std::string draw() {
    Diagram diagram;
    diagram.between_ranks = between_columns;
    diagram.between_boxes = between_rows;
    for (const Piece& piece : pieces_) diagram.boxes.push_back({width_of(piece), height_of(piece.lines)});
    for (const Stroke& stroke : strokes_) diagram.lines.push_back({stroke.from, stroke.to});
    const bool placed = lay_out(diagram);
    const double indent = std::max(0.0, width() - diagram.width) / 2;
    for (auto& box : diagram.boxes) box.centre = {box.centre.x + indent, box.centre.y + margin};
    const double bottom = diagram.height + 2 * margin;
    Svg svg({width(), height()}, {diagram.width, bottom + marks_.height(width())}, style_sheets(composer_),
            composer_.language().tag());
    for (std::size_t i = 0; placed && i < strokes_.size(); ++i) {
      // Lines lead from one column to the next: nothing is in the way of the plainest curve.
      const auto& [from, to, head] = strokes_[i];
      const Box& left = diagram.boxes[from];
      const Box& right = diagram.boxes[to];
      svg.swing({left.centre.x + left.width / 2, left.centre.y},
                {right.centre.x - right.width / 2, right.centre.y}, "line", head);
    }
    for (std::size_t i = 0; placed && i < pieces_.size(); ++i) draw(svg, pieces_[i], diagram.boxes[i]);
    marks_.draw(svg, {margin, bottom}, width());
    return svg.finish();
  }

 private:
  static double width_of(const Piece& piece) {
    if (piece.part == Part::centre) return centre_width;
    if (piece.part != Part::relation) return thing_width;
    // Lines come up to the words.
    const double words = 14 + relation_letter * static_cast<double>(piece.lines.letters());
    return std::min(relation_width, words);
  }

  std::size_t put(Piece piece, std::size_t column) {
    column_heights_[column] += height_of(piece.lines) + between_rows;
    pieces_.push_back(std::move(piece));
    return pieces_.size() - 1;
  }

  Piece piece_of(TermId term, const answer::Label& label, Part part, std::size_t letters, std::size_t lines) {
    const auto view = composer_.publication().snapshot->term(term);
    const bool is_link = to_be_drawn_ && view.is_iri() && is_linkable(view.text);
    const auto shown = label.text.empty() ? std::string_view(composer_.say("nameless")) : label.text;
    Piece piece;
    piece.part = part;
    piece.term = term;
    piece.href = is_link ? composer_.href(view.text) : std::string_view();
    piece.hint = cut(shown, 200);
    piece.language = composer_.foreign(label.language);
    piece.lines = break_lines(shown, letters, lines);
    return piece;
  }

  void add_centre(TermId subject) {
    auto piece = piece_of(subject, composer_.labels.of(subject), Part::centre, centre_letters, 4);
    piece.mark = marks_.of(subject);
    put(std::move(piece), 2);
  }

  /// A thing stands once in a picture; the side is that of the relation that came first.
  std::size_t thing(TermId id, bool left) {
    if (const auto at = place_of(id)) return *at;
    auto piece = piece_of(id, composer_.labels.of(id), Part::thing, thing_letters, 2);
    piece.left = left;
    piece.mark = marks_.of(id);
    return put(std::move(piece), left ? 0 : 4);
  }

  // There are few.
  [[nodiscard]] std::optional<std::size_t> place_of(TermId thing) const {
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      if (pieces_[i].part == Part::thing && pieces_[i].term == thing) return i;
    return std::nullopt;
  }

  void add(const Spoke& spoke) {
    // Things that stand on the other side already are reached from there, by a relation that points back.
    std::array<std::optional<std::size_t>, 2> relations;
    for (const TermId id : spoke.things) {
      const auto known = place_of(id);
      const bool left = known ? pieces_[*known].left : spoke.incoming;
      connect(relation(spoke, left, relations), thing(id, left), left, spoke.incoming);
    }
    if (spoke.total > spoke.things.size()) {
      const std::size_t from = relation(spoke, spoke.incoming, relations);
      connect(from, rest(spoke), spoke.incoming, spoke.incoming);
    }
  }

  std::size_t relation(const Spoke& spoke, bool left, std::array<std::optional<std::size_t>, 2>& known) {
    auto& place = known[left ? 1 : 0];
    if (place) return *place;
    (left ? has_left_ : has_right_) = true;
    auto piece = piece_of(spoke.predicate, composer_.labels.word(spoke.predicate), Part::relation,
                          relation_letters, 2);
    piece.left = left;
    place = put(std::move(piece), left ? 1 : 3);
    if (left) {
      strokes_.push_back({*place, 0, spoke.incoming ? Svg::Head::end : Svg::Head::none});
    } else {
      strokes_.push_back({0, *place, spoke.incoming ? Svg::Head::start : Svg::Head::none});
    }
    return *place;
  }

  void connect(std::size_t relation, std::size_t thing, bool left, bool incoming) {
    const auto head = incoming ? Svg::Head::none : left ? Svg::Head::start : Svg::Head::end;
    strokes_.push_back({left ? thing : relation, left ? relation : thing, head});
  }

  /// How many more there are, and where.
  std::size_t rest(const Spoke& spoke) {
    const TermId subject = pieces_.front().term;
    Piece piece;
    piece.part = Part::rest;
    piece.left = spoke.incoming;
    if (to_be_drawn_)
      piece.href = spoke.incoming ? composer_.fragment({}, spoke.predicate, subject)
                                  : composer_.fragment(subject, spoke.predicate, {});
    const auto count = composer_.number(spoke.total - spoke.things.size());
    piece.lines = break_lines(composer_.say("more", {{"count", count}}), thing_letters, 1);
    return put(std::move(piece), spoke.incoming ? 0 : 4);
  }

  void draw(Svg& svg, const Piece& piece, const Box& box) const {
    constexpr std::array<std::string_view, 4> kinds = {"centre", "thing", "relation", "rest"};
    const auto kind = kinds[static_cast<std::size_t>(piece.part)];
    const bool aside = piece.part == Part::thing || piece.part == Part::rest;
    const Anchor anchor = !aside ? Anchor::middle : piece.left ? Anchor::end : Anchor::start;
    const double inner = (piece.left ? 1 : -1) * (box.width / 2 - mark_room / 2);
    Point at = box.centre;
    if (piece.part == Part::centre) at.x += mark_room / 2;
    if (aside) at.x += (piece.left ? 1 : -1) * (box.width / 2 - mark_room);
    svg.begin_link(piece.href, piece.hint);
    if (piece.part == Part::centre) svg.box(box.centre, box.width, box.height, "centre-box");
    if (piece.part == Part::thing) svg.mark({box.centre.x + inner, box.centre.y}, piece.mark);
    if (piece.part == Part::centre) svg.mark({box.centre.x + inner + 4, box.centre.y}, piece.mark);
    svg.text(at, kind, anchor, piece.lines, piece.language, line_height);
    svg.end_link();
  }

  Composer& composer_;
  bool to_be_drawn_;
  KindMarks marks_;
  std::vector<Piece> pieces_;  // the first is the thing itself
  std::vector<Stroke> strokes_;
  std::array<double, 5> column_heights_{};
  bool has_left_ = false;
  bool has_right_ = false;
};

mustache::Value list_of(Composer& composer, const Neighbourhood& neighbourhood) {
  auto& list = composer.model.list();
  for (const Spoke& spoke : neighbourhood.spokes) {
    auto& things = composer.model.list();
    for (const TermId id : spoke.things) things.add(composer.link(id));
    const auto rest = spoke.total - spoke.things.size();
    const auto subject = neighbourhood.subject;
    list.add(composer.model.object()
                 .set("predicate", composer.word(spoke.predicate))
                 .set("incoming", spoke.incoming)
                 .set("things", things)
                 .set("count", rest > 0 ? composer.number(rest) : std::string_view())
                 .set("rest", rest == 0        ? std::string_view()
                              : spoke.incoming ? composer.fragment({}, spoke.predicate, subject)
                                               : composer.fragment(subject, spoke.predicate, {})));
  }
  return list;
}

std::string_view pixels(Composer& composer, double length) {
  return composer.keep(std::to_string(static_cast<long>(length + 0.5)));
}

}  // namespace

void set_neighbourhood(Composer& composer, mustache::Object& root, const answer::Description& description) {
  const auto neighbourhood = neighbourhood_of(composer.publication(), description);
  if (neighbourhood.empty()) {
    root.set("picture", {});
    return;
  }
  const Sketch sketch(composer, neighbourhood, false);
  const auto view = composer.publication().snapshot->term(description.subject);
  const std::string iri =
      view.is_blank() ? composer.publication().addresses.skolem_iri(view.text) : std::string(view.text);
  const auto address = composer.path("-/picture?iri=" + answer::encode_query_value(iri));
  root.set("picture",
           composer.model.object()
               .set("address", address)
               .set("width", pixels(composer, sketch.width()))
               .set("height", pixels(composer, sketch.height()))
               .set("shown", composer.number(neighbourhood.shown))
               .set("total", neighbourhood.total > neighbourhood.shown ? composer.number(neighbourhood.total)
                                                                       : std::string_view())
               .set("spokes", list_of(composer, neighbourhood)));
}

std::string neighbourhood_picture(const answer::Description& description, const PageContext& context) {
  Composer composer(context);
  return Sketch(composer, neighbourhood_of(context.publication, description), true).draw();
}

}  // namespace tamizdat::html
