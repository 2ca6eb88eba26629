#include "html/svg.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "html/mustache.hpp"
#include "html/text.hpp"
#include "rdf/utf8.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::html {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Wide in East Asian typography (UAX 11), roughly.
constexpr Range wide[] = {{0x1100, 0x115F}, {0x2E80, 0xA4CF},   {0xAC00, 0xD7A3},
                          {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
                          {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};
// Stand on the letter before them, or are not seen.
constexpr Range without_width[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A},
                                   {0x064B, 0x065F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F},
                                   {0x202A, 0x202E}, {0x2060, 0x206F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F},
                                   {0xFE20, 0xFE2F}};
// No Char of XML, or a mark that turns the direction of what follows (UAX 9).
constexpr Range left_out[] = {{0x00, 0x08},     {0x0B, 0x0C},     {0x0E, 0x1F},
                              {0x7F, 0x9F},     {0x061C, 0x061C}, {0x200E, 0x200F},
                              {0x2028, 0x202E}, {0x2066, 0x2069}, {0xFFFE, 0xFFFF}};

template <std::size_t size>
bool is_in(const Range (&ranges)[size], char32_t c) {
  for (const Range& range : ranges)
    if (c >= range.first && c <= range.last) return true;
  return false;
}

std::size_t width_of(char32_t c) {
  if (c < 0x300) return 1;
  if (is_in(without_width, c)) return 0;
  return is_in(wide, c) ? 2 : 1;
}

bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_capital(char32_t c) {
  return c >= 'A' && c <= 'Z';
}

/// The longest beginning that fits; up to its last space, if words can stay whole, or else up to the last
/// capital within a word: names in vocabularies are often written likeThis.
std::string_view one_line(std::string_view text, std::size_t width) {
  if (text.size() <= width) return text;  // no character is wider than it has bytes
  std::size_t used = 0;
  std::size_t space = 0;
  std::size_t hump = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    const char32_t c = rdf::first_code_point(text.substr(at), length);
    if (is_space(c)) space = at;
    if (at > 0 && is_capital(c) && !is_capital(static_cast<unsigned char>(text[at - 1]))) hump = at;
    used += width_of(c);
    if (used > width) return text.substr(0, space > 0 ? space : hump > 0 ? hump : at);
    at += length;
  }
  return text;
}

std::string_view without_spaces(std::string_view text) {
  const auto is_blank = [](char c) { return is_space(static_cast<unsigned char>(c)); };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// A last line of a letter or two takes a word of the line before it for company.
void keep_company(Lines& made, std::size_t width) {
  constexpr std::size_t lonely = 2;
  if (made.cut || made.count < 2 || made.line[made.count - 1].size() > lonely) return;
  auto& before = made.line[made.count - 2];
  auto& last = made.line[made.count - 1];
  const auto space = before.rfind(' ');
  if (space == std::string_view::npos || before.size() - space + last.size() > width) return;
  const auto* word = before.data() + space + 1;
  last = {word, static_cast<std::size_t>(last.data() + last.size() - word)};
  before = without_spaces(before.substr(0, space));
}

// Shapes around a point, 9 pixels wide.
constexpr std::array<std::string_view, 8> shapes = {
    "M0-4.5A4.5 4.5 0 1 1 0 4.5A4.5 4.5 0 1 1 0-4.5Z",                                 // disc
    "M-4-4H4V4H-4Z",                                                                   // square
    "M0-5L5 4H-5Z",                                                                    // triangle
    "M0-5.5L5.5 0L0 5.5L-5.5 0Z",                                                      // diamond
    "M-2-5H2V-2H5V2H2V5H-2V2H-5V-2H-2Z",                                               // cross
    "M-5-4H5L0 5Z",                                                                    // triangle upside down
    "M-2.6-4.5H2.6L5.2 0L2.6 4.5H-2.6L-5.2 0Z",                                        // hexagon
    "M0-5.5L1.5-1.5L5.5-1.5L2.3 1.2L3.4 5L0 2.8L-3.4 5L-2.3 1.2L-5.5-1.5L-1.5-1.5Z"};  // star
constexpr std::string_view plain_dot = "M0-2.5A2.5 2.5 0 1 1 0 2.5A2.5 2.5 0 1 1 0-2.5Z";

std::string_view anchor_name(Anchor anchor) {
  return anchor == Anchor::start ? "start" : anchor == Anchor::middle ? "middle" : "end";
}

}  // namespace

std::size_t Lines::letters() const {
  std::size_t longest = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t letters = cut && i + 1 == count ? 1 : 0;
    for (std::size_t at = 0, length = 1; at < line[i].size(); at += length)
      letters += width_of(rdf::first_code_point(line[i].substr(at), length));
    longest = std::max(longest, letters);
  }
  return longest;
}

Lines break_lines(std::string_view text, std::size_t width, std::size_t most) {
  text = without_spaces(cut(text, (most + 1) * width * 8));
  Lines made;
  while (!text.empty() && made.count < most) {
    auto line = one_line(text, width);
    if (line.size() < text.size() && made.count + 1 == most) {
      line = one_line(text, width - 1);  // room for the dots
      made.cut = true;
    }
    if (line.empty()) break;
    made.line[made.count++] = line;
    text = without_spaces(text.substr(line.size()));
  }
  keep_company(made, width);
  return made;
}

Svg::Svg(Size shown, Size drawn, std::span<const std::string_view> styles, std::string_view language) {
  out_.reserve(16 * 1024);
  out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  for (const auto style : styles) {
    out_ += "<?xml-stylesheet type=\"text/css\" href=\"";
    content(style);
    out_ += "\"?>\n";
  }
  out_ += "<svg class=\"picture\"";
  attribute("xmlns", rdf::svg::iri);
  attribute("xml:lang", language);
  attribute("width", shown.width);
  attribute("height", shown.height);
  out_ += " viewBox=\"0 0 ";
  number(std::max(shown.width, drawn.width));
  out_ += ' ';
  number(std::max(shown.height, drawn.height));
  out_ += "\">\n";
}

void Svg::begin_link(std::string_view href, std::string_view hint) {
  links_ = !href.empty();
  if (links_) {
    out_ += "<a target=\"_top\" tabindex=\"-1\"";
    attribute("href", href);
    out_ += '>';
  } else {
    out_ += "<g>";
  }
  if (hint.empty()) return;
  out_ += "<title>";
  content(hint);
  out_ += "</title>";
}

void Svg::end_link() {
  out_ += links_ ? "</a>\n" : "</g>\n";
}

void Svg::text(Point at, std::string_view kind, Anchor anchor, const Lines& lines, std::string_view language,
               double line_height) {
  const auto count = static_cast<double>(lines.count);
  double y = at.y - (count - 1) * line_height / 2;
  out_ += "<text";
  attribute("class", kind);
  attribute("text-anchor", anchor_name(anchor));
  if (!language.empty()) attribute("xml:lang", language);
  out_ += '>';
  for (const auto& line : lines.lines()) {
    out_ += "<tspan";
    attribute("x", at.x);
    attribute("y", y);
    out_ += '>';
    content(line);
    if (lines.cut && &line == &lines.lines().back()) out_ += "…";
    out_ += "</tspan>";
    y += line_height;
  }
  out_ += "</text>\n";
}

void Svg::curve(std::span<const Point> path, std::string_view kind, Head head) {
  if (path.size() < 4) return;
  out_ += "<path";
  attribute("class", kind);
  out_ += " d=\"M";
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (i > 0) out_ += i % 3 == 1 ? 'C' : ' ';
    number(path[i].x);
    out_ += ' ';
    number(path[i].y);
  }
  out_ += "\"/>\n";
  if (head == Head::end) head_at(path.back(), path[path.size() - 2]);
  if (head == Head::start) head_at(path.front(), path[1]);
}

void Svg::swing(Point from, Point to, std::string_view kind, Head head) {
  const double middle = (from.x + to.x) / 2;
  const std::array<Point, 4> path = {from, Point{middle, from.y}, Point{middle, to.y}, to};
  curve(path, kind, head);
}

void Svg::head_at(Point tip, Point from) {
  const double angle = std::atan2(tip.y - from.y, tip.x - from.x);
  constexpr double length = 7;
  constexpr double half = 0.42;  // radians
  out_ += "<path class=\"tip\" d=\"M";
  for (const double turn : {-half, 0.0, half}) {
    const double size = turn == 0.0 ? 0.0 : length;
    if (turn != -half) out_ += 'L';
    number(tip.x - size * std::cos(angle + turn));
    out_ += ' ';
    number(tip.y - size * std::sin(angle + turn));
  }
  out_ += "\"/>\n";
}

void Svg::box(Point centre, double width, double height, std::string_view kind) {
  out_ += "<rect";
  attribute("class", kind);
  attribute("x", centre.x - width / 2);
  attribute("y", centre.y - height / 2);
  attribute("width", width);
  attribute("height", height);
  out_ += "/>\n";
}

void Svg::mark(Point at, std::size_t number_of_mark) {
  const bool is_known = number_of_mark < marks();
  out_ += "<path class=\"mark m";
  out_ += is_known ? static_cast<char>('0' + number_of_mark % shapes.size()) : 'x';
  if (is_known && number_of_mark >= shapes.size()) out_ += " hollow";
  out_ += "\" transform=\"translate(";
  number(at.x);
  out_ += ' ';
  number(at.y);
  out_ += ")\" d=\"";
  out_ += is_known ? shapes[number_of_mark % shapes.size()] : plain_dot;
  out_ += "\"/>";
}

std::string Svg::finish() {
  out_ += "</svg>\n";
  return std::move(out_);
}

/// One digit after the point is finer than anybody sees.
void Svg::number(double value) {
  std::array<char, 32> digits;
  const auto tenths = static_cast<long>(std::lround(value * 10));
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), tenths / 10).ptr;
  if (tenths < 0 && tenths > -10) out_ += '-';
  out_.append(digits.data(), end);
  if (const long rest = std::labs(tenths % 10); rest != 0) {
    out_ += '.';
    out_ += static_cast<char>('0' + rest);
  }
}

void Svg::attribute(std::string_view name, double value) {
  out_.append(" ").append(name).append("=\"");
  number(value);
  out_ += '"';
}

void Svg::attribute(std::string_view name, std::string_view value) {
  out_.append(" ").append(name).append("=\"");
  content(value);
  out_ += '"';
}

void Svg::content(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    const char32_t c = rdf::first_code_point(text.substr(at), length);
    if (!is_in(left_out, c)) mustache::escape(text.substr(at, length), out_);
    at += length;
  }
}

}  // namespace tamizdat::html
