#include "answer/addresses.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "rdf/ascii.hpp"
#include "rdf/utf8.hpp"

namespace tamizdat::answer {
namespace {

constexpr std::string_view hex_digits = "0123456789ABCDEF";

constexpr bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// RFC 3986 §2.3
constexpr bool is_unreserved(char c) {
  return is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

constexpr std::array<bool, 256> make_unreserved_characters() {
  std::array<bool, 256> table{};
  for (int c = 0; c < 128; ++c) table[static_cast<std::size_t>(c)] = is_unreserved(static_cast<char>(c));
  return table;
}
constexpr std::array<bool, 256> unreserved_characters = make_unreserved_characters();

constexpr std::array<bool, 256> make_url_characters() {
  std::array<bool, 256> table = unreserved_characters;
  for (const char c : std::string_view(":/?#@!$&'()*+,;=")) table[static_cast<std::uint8_t>(c)] = true;
  return table;
}
// What may stand as itself in path, query and fragment; '%' and '[' ']' (hosts only) are seen to apart.
constexpr std::array<bool, 256> url_characters = make_url_characters();

constexpr bool is_url_character(char c) {
  return url_characters[static_cast<std::uint8_t>(c)];
}

// RFC 3986 §3.3: pchar, without what is unreserved.
constexpr bool is_path_delimiter(char c) {
  return std::string_view(":@!$&'()*+,;=").find(c) != std::string_view::npos;
}

// The byte of an escape at `at`, or -1.
int escape_at(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '%') return -1;
  const int high = rdf::hex_value(text[at + 1]);
  const int low = rdf::hex_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

void append_escape(std::string& out, char byte) {
  const auto value = static_cast<std::uint8_t>(byte);
  out += '%';
  out += hex_digits[value >> 4U];
  out += hex_digits[value & 15U];
}

// RFC 3987 §2.2 ucschar, without the formatting characters that §4.1 forbids.
bool may_show(std::uint32_t c) {
  if (c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E)) return false;
  if (c < 0xA0 || (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFDD0 && c <= 0xFDEF)) return false;
  if ((c >= 0xFFF0 && c <= 0xFFFF) || (c & 0xFFFEU) == 0xFFFE) return false;
  return c < 0xE0000 || (c >= 0xE1000 && c <= 0xEFFFD);
}

// Percent-encodes what a URL cannot hold; escapes stay as they are.
void append_url(std::string& out, std::string_view iri) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < iri.size(); ++i) {
    if (is_url_character(iri[i]) || escape_at(iri, i) >= 0) continue;
    out.append(iri, done, i - done);
    append_escape(out, iri[i]);
    done = i + 1;
  }
  out.append(iri, done);
}

// One character that was decoded from escapes or sent as itself.
void append_spellings(Addresses::Asked& out, std::string_view character, std::uint32_t value, bool escaped) {
  const bool plain = value < 0x80 && (escaped ? is_unreserved(character[0]) : is_url_character(character[0]));
  const bool shown = plain || (value >= 0x80 && may_show(value));
  for (const char byte : character) {
    if (shown) {
      out.raw += byte;
    } else {
      append_escape(out.raw, byte);
    }
    if (shown || is_path_delimiter(byte)) {
      out.bare += byte;
    } else {
      append_escape(out.bare, byte);
    }
    if (plain) {
      out.encoded += byte;
    } else {
      append_escape(out.encoded, byte);
    }
  }
}

// One segment (or a query) in all spellings; nothing if it is not well-formed.
std::optional<Addresses::Asked> normalise(std::string_view text) {
  Addresses::Asked out;
  out.sent = text;
  std::string bytes;
  for (std::size_t i = 0; i < text.size();) {
    // A character whose bytes are all escaped, or all sent as themselves.
    const bool escaped = text[i] == '%';
    bytes.clear();
    std::size_t end = i;
    while (end < text.size() && bytes.size() < 4 && (text[end] == '%') == escaped) {
      const int byte = escaped ? escape_at(text, end) : static_cast<std::uint8_t>(text[end]);
      if (byte <= 0) break;
      bytes += static_cast<char>(byte);
      end += escaped ? 3 : 1;
    }
    if (bytes.empty()) return std::nullopt;
    const std::string_view valid = std::string_view(bytes).substr(0, rdf::utf8_scan(bytes).valid);
    if (valid.empty()) return std::nullopt;
    std::size_t size = 0;
    const char32_t character = rdf::first_code_point(valid, size);
    append_spellings(out, valid.substr(0, size), character, escaped);
    i += size * (escaped ? 3 : 1);
  }
  return out;
}

bool is_plain_path(std::string_view path) {
  const auto is_in_path = [](char c) { return is_url_character(c) && c != '?' && c != '#'; };
  return std::all_of(path.begin(), path.end(), is_in_path) && path.find("/.") == std::string_view::npos;
}

void append_joined(std::string& out, const std::vector<Addresses::Asked>& segments,
                   std::string Addresses::Asked::*spelling) {
  for (const Addresses::Asked& segment : segments) {
    out += '/';
    out += segment.*spelling;
  }
}

// RFC 3986 §5.2.4 on segments, dots being looked for after decoding.
std::optional<std::vector<Addresses::Asked>> normalised_segments(std::string_view path) {
  std::vector<Addresses::Asked> segments;
  while (!path.empty()) {
    path.remove_prefix(1);  // the '/'
    const std::string_view text = path.substr(0, path.find('/'));
    path.remove_prefix(text.size());
    auto segment = normalise(text);
    if (!segment) return std::nullopt;
    const bool up = segment->raw == "..";
    if (up && !segments.empty()) segments.pop_back();
    if (!up && segment->raw != ".") {
      segments.push_back(std::move(*segment));
    } else if (path.empty()) {
      segments.emplace_back();
    }
  }
  return segments;
}

// A whole path and query, not yet under any base.
std::optional<Addresses::Asked> normalise_path(std::string_view target) {
  const auto mark = target.find('?');
  const auto segments = normalised_segments(target.substr(0, mark));
  if (!segments) return std::nullopt;
  Addresses::Asked out;
  append_joined(out.raw, *segments, &Addresses::Asked::raw);
  append_joined(out.encoded, *segments, &Addresses::Asked::encoded);
  append_joined(out.sent, *segments, &Addresses::Asked::sent);
  append_joined(out.bare, *segments, &Addresses::Asked::bare);
  if (mark == std::string_view::npos) return out;
  const auto query = normalise(target.substr(mark));
  if (!query) return std::nullopt;
  out.raw += query->raw;
  out.encoded += query->encoded;
  out.sent += query->sent;
  out.bare += query->raw;  // in a query the delimiters mean something
  return out;
}

std::string joined(std::string_view a, std::string_view b) {
  std::string text;
  text.reserve(a.size() + b.size());
  text += a;
  text += b;
  return text;
}

// "/data/" of "http://example.org/data/"
std::string_view path_of(std::string_view base) {
  const auto authority = base.find("//");
  const auto slash = authority == std::string_view::npos ? authority : base.find('/', authority + 2);
  return slash == std::string_view::npos ? std::string_view("/") : base.substr(slash);
}

}  // namespace

Addresses::Addresses(std::string base) : base_(std::move(base)) {
  if (base_.empty() || base_.back() != '/') base_ += '/';
  append_url(base_path_, path_of(base_));
  has_plain_path_ = is_plain_path(base_path_);
  const auto normal = normalise_path(base_path_);
  raw_path_ = normal ? normal->raw : base_path_;
}

std::string_view Addresses::origin() const {
  return std::string_view(base_).substr(0, base_.size() - path_of(base_).size());
}

bool Addresses::is_local(std::string_view iri) const {
  return iri.starts_with(base_);
}

std::string Addresses::url(std::string_view relative) const {
  return joined(base_, relative);
}

std::string Addresses::path(std::string_view relative) const {
  return joined(base_path_, relative);
}

bool Addresses::keeps_its_path(std::string_view iri) const {
  if (!has_plain_path_ || !is_local(iri)) return false;
  const std::string_view rest = iri.substr(base_.size());
  return !rest.starts_with('/') && !rest.starts_with('.') && is_plain_path(rest);
}

bool Addresses::has_own_path(std::string_view iri) const {
  if (!is_local(iri)) return false;
  if (keeps_its_path(without_fragment(iri))) return true;
  const std::string_view rest = without_fragment(iri).substr(base_.size());
  if (base_path_ == "/" && rest.starts_with('/')) return false;
  std::string request = base_path_;
  append_url(request, rest);
  const auto back = asked(request);
  if (!back) return false;
  const std::string_view wanted = without_fragment(iri);
  return back->raw == wanted || back->encoded == wanted || back->sent == wanted;
}

std::string Addresses::describe(std::string_view iri) const {
  return joined("describe?iri=", encode_query_value(iri));
}

std::string Addresses::href(std::string_view iri) const {
  if (keeps_its_path(iri)) return path(iri.substr(base_.size()));
  if (!has_own_path(iri)) return path(describe(iri));
  std::string out;
  out.reserve(iri.size() + 8);
  out = base_path_;
  append_url(out, iri.substr(base_.size()));
  return out;
}

std::string Addresses::document(std::string_view iri, const syntax::Format& format) const {
  return document_stem(iri).append(format.extension);
}

std::string Addresses::document_stem(std::string_view iri) const {
  const std::string_view thing = without_fragment(iri);
  const bool has_file_name = thing.find('?') == std::string_view::npos && !thing.ends_with('/');
  if (has_file_name && has_own_path(iri)) return joined(thing, ".");
  return url(describe(iri)).append("&format=");
}

std::string Addresses::generic_document(std::string_view iri) const {
  return has_own_path(iri) ? std::string(without_fragment(iri)) : url(describe(iri));
}

std::string Addresses::reference(std::string_view target) const {
  std::string out;
  out.reserve(target.size() + 16);
  if (is_local(target)) {
    out = base_path_;
    target.remove_prefix(base_.size());
    // A path that starts with "//" would name a host.
    if (base_path_ == "/" && target.starts_with('/')) out = base_;
  }
  append_url(out, target);
  return out;
}

std::string Addresses::skolem_iri(std::string_view blank_label) const {
  std::string out = joined(base_, genid);
  out += encode_query_value(blank_label);
  return out;
}

std::optional<std::string> Addresses::blank_label(std::string_view iri) const {
  if (!is_local(iri)) return std::nullopt;
  iri.remove_prefix(base_.size());
  if (!iri.starts_with(genid) || iri.size() == genid.size()) return std::nullopt;
  auto label = percent_decode(iri.substr(genid.size()));
  if (!label || !rdf::is_utf8(*label)) return std::nullopt;
  return label;
}

std::optional<Addresses::Asked> Addresses::asked(std::string_view request_path) const {
  if (!request_path.starts_with('/') || request_path.find('#') != std::string_view::npos) return std::nullopt;
  if (is_plain_path(request_path)) {
    if (!request_path.starts_with(base_path_)) return std::nullopt;
    std::string iri = joined(base_, request_path.substr(base_path_.size()));
    return Asked{iri, iri, iri, iri};
  }
  auto normal = normalise_path(request_path);
  if (!normal || !normal->raw.starts_with(raw_path_)) return std::nullopt;
  Asked out;
  out.raw = joined(base_, std::string_view(normal->raw).substr(raw_path_.size()));
  const auto under_base = [&](std::string_view path, const std::string& base_path) {
    return path.starts_with(base_path) ? joined(base_, path.substr(base_path.size())) : out.raw;
  };
  out.encoded = under_base(normal->encoded, base_path_);
  out.sent = under_base(normal->sent, base_path_);
  out.bare = under_base(normal->bare, raw_path_);
  return out;
}

std::string_view without_fragment(std::string_view iri) {
  return iri.substr(0, iri.find('#'));
}

std::string with_parameter(std::string url, std::string_view name, std::string_view value) {
  const auto end = std::min(url.find('#'), url.size());
  const bool is_first = url.find('?') >= end;
  std::string added(1, is_first ? '?' : '&');
  added.append(name).append("=").append(value);
  return url.insert(end, added);
}

std::string encode_query_value(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 2 + 16);
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (unreserved_characters[static_cast<std::uint8_t>(text[i])]) continue;
    out.append(text, done, i - done);
    append_escape(out, text[i]);
    done = i + 1;
  }
  return out.append(text, done);
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      const int byte = escape_at(text, i);
      if (byte < 0) return std::nullopt;
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

bool well_formed(std::string_view request_target) {
  const auto decoded = percent_decode(request_target);
  return decoded && decoded->find('\0') == std::string::npos && rdf::is_utf8(*decoded);
}

}  // namespace tamizdat::answer
