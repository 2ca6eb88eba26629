#include "rdf/iri.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "rdf/ascii.hpp"

namespace tamizdat::rdf {
namespace {

bool is_scheme_character(char c) {
  return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
}

/// Length of the scheme, without its colon; 0 if there is none.
std::size_t scheme_length(std::string_view text) {
  if (text.empty() || !is_letter(text.front())) return 0;
  const auto end = std::find_if_not(text.begin(), text.end(), is_scheme_character);
  return end != text.end() && *end == ':' ? static_cast<std::size_t>(end - text.begin()) : 0;
}

/// Cuts the part after `mark` off the end of `text`.
std::optional<std::string_view> cut_after(std::string_view& text, char mark) {
  const auto at = text.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view part = text.substr(at + 1);
  text = text.substr(0, at);
  return part;
}

/// RFC 3986 §5.2.3.
std::string merge(const IriParts& base, std::string_view path) {
  if (base.authority && base.path.empty()) return std::string("/").append(path);
  const auto slash = base.path.rfind('/');
  const std::size_t kept = slash == std::string_view::npos ? 0 : slash + 1;
  return std::string(base.path.substr(0, kept)).append(path);
}

/// RFC 3986 §5.3.
std::string recompose(const IriParts& parts, std::string_view path) {
  std::string out;
  if (parts.scheme) out.append(*parts.scheme).append(":");
  if (parts.authority)
    out.append("//").append(*parts.authority);
  else if (path.starts_with("//"))
    out.append("/.");  // or the path would read as an authority
  out.append(path);
  if (parts.query) out.append("?").append(*parts.query);
  if (parts.fragment) out.append("#").append(*parts.fragment);
  return out;
}

constexpr std::array<bool, 256> forbidden = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c <= 0x20; ++c) table[c] = true;
  for (const char c : {'<', '>', '"', '{', '}', '|', '\\', '^', '`', '\x7F'})
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

std::string character_fault(char c) {
  switch (c) {
    case ' ':
      return "has a space in it";
    case '\n':
    case '\r':
      return "has a line break in it";
    case '\t':
      return "has a tab in it";
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte < 0x20 || byte == 0x7F) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "has the control character U+%04X in it",
                  static_cast<unsigned>(byte));
    return text.data();
  }
  return std::string("has the character ") + c + " in it, which no IRI may have";
}

std::optional<std::string> authority_fault(std::string_view authority) {
  const auto at = authority.rfind('@');
  std::string_view host = at == std::string_view::npos ? authority : authority.substr(at + 1);
  std::string_view rest;
  if (host.starts_with('[')) {
    const auto close = host.find(']');
    if (close == std::string_view::npos) return "has a '[' in its host that is not closed";
    rest = host.substr(close + 1);
    if (!rest.empty() && rest.front() != ':') return "has a host that goes on after its ']'";
  } else {
    const auto colon = host.find(':');
    if (colon != std::string_view::npos) rest = host.substr(colon);
    host = host.substr(0, colon);
    if (host.find_first_of("[]") != std::string_view::npos) return "has a '[' or ']' in its host";
  }
  if (!rest.empty()) rest.remove_prefix(1);
  if (!std::all_of(rest.begin(), rest.end(), is_digit)) return "has a port that is no number";
  return std::nullopt;
}

}  // namespace

IriParts parse_iri(std::string_view text) {
  IriParts parts;
  parts.fragment = cut_after(text, '#');
  parts.query = cut_after(text, '?');
  if (const std::size_t length = scheme_length(text); length != 0) {
    parts.scheme = text.substr(0, length);
    text.remove_prefix(length + 1);
  }
  if (text.starts_with("//")) {
    const auto end = std::min(text.find('/', 2), text.size());
    parts.authority = text.substr(2, end - 2);
    text.remove_prefix(end);
  }
  parts.path = text;
  return parts;
}

bool is_absolute_iri(std::string_view reference) {
  return scheme_length(reference) != 0;
}

std::string remove_dot_segments(std::string_view in) {
  std::string out;
  const auto drop_last = [&] { out.resize(out.rfind('/') == std::string::npos ? 0 : out.rfind('/')); };
  while (!in.empty()) {
    if (in.starts_with("../")) {
      in.remove_prefix(3);
    } else if (in.starts_with("./") || in.starts_with("/./")) {
      in.remove_prefix(2);
    } else if (in == "/.") {
      in = "/";
    } else if (in.starts_with("/../")) {
      in.remove_prefix(3);
      drop_last();
    } else if (in == "/..") {
      in = "/";
      drop_last();
    } else if (in == "." || in == "..") {
      in = {};
    } else {
      const auto end = std::min(in.find('/', 1), in.size());
      out.append(in.substr(0, end));
      in.remove_prefix(end);
    }
  }
  return out;
}

std::string resolve_iri(std::string_view reference, std::string_view base_iri) {
  const IriParts ref = parse_iri(reference);
  if (ref.scheme) return recompose(ref, remove_dot_segments(ref.path));
  const IriParts base = parse_iri(base_iri);
  IriParts target = ref;
  target.scheme = base.scheme;
  if (ref.authority) return recompose(target, remove_dot_segments(ref.path));
  target.authority = base.authority;
  if (ref.path.empty()) {
    if (!ref.query) target.query = base.query;
    return recompose(target, base.path);
  }
  if (ref.path.starts_with('/')) return recompose(target, remove_dot_segments(ref.path));
  return recompose(target, remove_dot_segments(merge(base, ref.path)));
}

bool is_forbidden_in_iri(char c) {
  return forbidden[static_cast<unsigned char>(c)];
}

std::optional<std::string> iri_fault(std::string_view reference) {
  const auto bad = std::find_if(reference.begin(), reference.end(), is_forbidden_in_iri);
  if (bad != reference.end()) return character_fault(*bad);
  const IriParts parts = parse_iri(reference);
  if (!parts.scheme && !parts.authority) {
    // A first segment with a colon in it can only be a scheme, and this one is malformed.
    const std::string_view segment = parts.path.substr(0, parts.path.find('/'));
    const auto colon = segment.find(':');
    if (colon == 0) return "has no scheme before its ':'";
    if (colon != std::string_view::npos)
      return "has the malformed scheme '" + std::string(segment.substr(0, colon)) + "'";
  }
  if (parts.authority) return authority_fault(*parts.authority);
  return std::nullopt;
}

}  // namespace tamizdat::rdf
