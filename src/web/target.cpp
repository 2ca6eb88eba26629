#include "web/target.hpp"

#include "answer/addresses.hpp"

namespace tamizdat::web {
namespace {

using rdf::Code;
using rdf::Error;

struct Piece {
  std::string_view name;
  std::string_view value;
};

// The next of "a=b&c=d"; false at the end.
bool next_piece(std::string_view& query, Piece& piece) {
  if (query.empty()) return false;
  const std::string_view text = query.substr(0, query.find('&'));
  query.remove_prefix(std::min(text.size() + 1, query.size()));
  const auto equals = text.find('=');
  piece.name = text.substr(0, equals);
  piece.value = equals == std::string_view::npos ? std::string_view() : text.substr(equals + 1);
  return true;
}

}  // namespace

rdf::Result<Target> Target::parse(std::string_view target) {
  if (!target.starts_with('/') || target.find('#') != std::string_view::npos) {
    return Error(Code::bad_request, "the request target is no path", "it starts with '/' and has no '#'");
  }
  const bool has_escapes =
      target.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/?=&") !=
      std::string_view::npos;
  if (has_escapes && !answer::well_formed(target)) {
    return Error(Code::bad_request, "the address is not percent-encoded UTF-8",
                 "write each byte of a character outside ASCII as % and two hexadecimal digits");
  }
  Target result;
  const auto mark = target.find('?');
  result.whole_ = target;
  result.path_ = target.substr(0, mark);
  if (mark != std::string_view::npos) result.query_ = target.substr(mark + 1);
  return result;
}

rdf::Result<std::optional<std::string>> Target::parameter(std::string_view name) const {
  std::optional<std::string> found;
  std::string_view rest = query_;
  Piece piece;
  while (next_piece(rest, piece)) {
    if (answer::percent_decode(piece.name, true) != name) continue;
    auto value = answer::percent_decode(piece.value);
    if (found && found != value) {
      return Error(Code::bad_request, "the parameter is given twice with different values", "give it once")
          .at("parameter " + std::string(name));
    }
    found = std::move(value);
  }
  return found;
}

}  // namespace tamizdat::web
