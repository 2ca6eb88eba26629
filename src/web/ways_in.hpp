#pragma once
// What machines look for that know only the host: sitemap, robots.txt, the catalogue of interfaces.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "answer/answer.hpp"
#include "answer/publication.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::web {

inline constexpr std::string_view sitemap_path = "sitemap.xml";
inline constexpr std::string_view robots_path = "robots.txt";
inline constexpr std::string_view linkset_type = "application/linkset+json";

/// Addresses in one part; the protocol allows 50,000 and 50 MB, and a part is made whole in memory.
inline constexpr std::size_t sitemap_part_size = 5000;

/// The index of all parts (sitemaps.org/protocol.html).
std::string sitemap_index(const answer::Publication& publication);
/// The relative address of a part, counted from 1.
std::string sitemap_part_path(std::size_t number);
/// How many parts there are; at least one.
std::size_t sitemap_parts(const answer::Publication& publication);
/// The part at a relative address: the pages of all resources under the base, with the time of the data.
/// Nothing if there is no such part.
std::optional<std::string> sitemap_part(const answer::Publication& publication, std::string_view path);

/// RFC 9309. Closed are routes that have no end of addresses; those who query patterns do so because a person
/// told them to, and are no crawlers.
std::string robots(const answer::Publication& publication);

/// The interfaces of the data set with their descriptions (RFC 9727, a linkset of RFC 9264).
std::string api_catalog(const answer::Publication& publication);

inline constexpr std::string_view linkset_path = "-/linkset";
/// FAIR Signposting level 2: the links of the data set's page, of each of its descriptions and of everything
/// that can be fetched, whole, for no header can hold them all (RFC 9264).
std::string linkset(const answer::Publication& publication);

/// Adds the links of FAIR Signposting (signposting.org) to the value of a Link field: type, cite-as,
/// collection, item, author and linkset. `format` is what the answer is sent in.
void append_signposts(std::string& links, const answer::Publication& publication, const answer::Head& head,
                      const syntax::Format& format);
/// The same for a dump.
void append_signposts_of_dump(std::string& links, const answer::Publication& publication);

}  // namespace tamizdat::web
