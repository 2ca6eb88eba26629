#pragma once
// Content codings (RFC 9110 §8.4, §12.5.3): which one an answer gets, and giving it.
#include <string_view>

#include "rdf/error.hpp"
#include "syntax/packer.hpp"
#include "web/message.hpp"
#include "web/represent.hpp"

namespace tamizdat::web {

/// What the client takes, as far as it concerns us.
struct CodingWish {
  syntax::Packing best = syntax::Packing::none;  ///< the one to use where packing pays
  bool identity = true;                          ///< the bytes as they are will do as well
  bool nothing = false;                          ///< neither ours nor the bytes as they are: 406
};

/// A coding that the client names counts before one that only `*` stands for; of equal weight, the one that
/// packs best. `*` alone is no wish for packing: the bytes as they are suit every client.
CodingWish wished_coding(const Request& request);

/// What a body becomes. `packing` is what has been done to it.
struct Coded {
  Written written;
  syntax::Packing packing = syntax::Packing::none;
};

/// Packs a whole body, unless it is tiny or does not shrink and the client takes it as it is; a stream is
/// packed as it is pulled, with a flush wherever that keeps it moving.
rdf::Result<Coded> code(Written written, const CodingWish& wish,
                        syntax::Effort effort = syntax::Effort::whole);

/// Whether packing a content of this type is worth trying: text, and what is text beneath. Not images, fonts
/// and archives that are packed already.
bool is_packable(std::string_view media_type);

/// What bytes that are packed so depend on besides the text, for entity tags: another release of a library
/// packs differently. "identity" for none.
std::string_view coded_by(syntax::Packing packing);

/// 406 for a wish that comes to nothing.
rdf::Error no_coding();

/// Below this a body fits into the packet of its head, packed or not.
inline constexpr std::size_t worth_packing = 860;

}  // namespace tamizdat::web
