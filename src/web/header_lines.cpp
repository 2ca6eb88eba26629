#include "web/header_lines.hpp"

#include <array>

namespace tamizdat::web {
namespace {

using syntax::Family;
using syntax::Format;

// A pattern may be as long as a request target, and each link repeats it; clients refuse heads above 16 kB or
// so (Node's does). The ways on come first; what does not fit any more is left out.
constexpr std::size_t max_link_bytes = 4000;

// Pages load nothing from elsewhere and run no inline script.
constexpr std::string_view page_lines =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; object-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n";

std::string content_type(const Format& format) {
  std::string value(format.media_type);
  if (!format.charset.empty()) value.append("; charset=").append(format.charset);
  return value;
}

// What follows the target of an alternative: made once.
const std::string& alternate_tail(const Format& row) {
  static const auto all = [] {
    std::array<std::string, 256> tails;
    for (const Format& format : syntax::formats()) {
      tails[static_cast<std::size_t>(format.id)] =
          std::string(">; rel=\"alternate\"; type=\"").append(format.media_type).append("\"");
    }
    return tails;
  }();
  return all[static_cast<std::size_t>(row.id)];
}

}  // namespace

const std::string& format_lines(const Format& row) {
  static const auto all = [] {
    std::array<std::string, 256> lines;
    for (const Format& format : syntax::formats()) {
      std::string& text = lines[static_cast<std::size_t>(format.id)];
      text = "Content-Type: " + content_type(format) + "\r\n";
      text += body_lines;
      text += format.family == Family::page ? page_lines : inert_lines;
    }
    return lines;
  }();
  return all[static_cast<std::size_t>(row.id)];
}

void append_link(std::string& out, std::string_view target, std::string_view rel, std::string_view type) {
  if (out.size() + target.size() > max_link_bytes) return;
  if (!out.empty()) out += ", ";
  out += '<';
  out += target;
  out += ">; rel=\"";
  out += rel;
  out += '"';
  if (type.empty()) return;
  out += "; type=\"";
  out += type;
  out += '"';
}

void append_alternate(std::string& out, std::string_view stem, const Format& row) {
  if (out.size() + stem.size() > max_link_bytes) return;
  out += out.empty() ? "<" : ", <";
  out += stem;
  out += row.extension;
  out += alternate_tail(row);
}

}  // namespace tamizdat::web
