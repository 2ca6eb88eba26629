#pragma once
#include <memory>

#include "answer/fragment_request.hpp"
#include "answer/publication.hpp"
#include "answer/table.hpp"

namespace tamizdat::answer {

/// The rows of one page. A selected property gives one row for each of its values (as OPTIONAL would in
/// SPARQL); several such columns give every combination. Blank nodes appear as skolem IRIs.
std::unique_ptr<TableBody> fragment_table(std::shared_ptr<const Publication> publication,
                                          const FragmentRequest& request,
                                          std::unique_ptr<store::Cursor> cursor);

/// Whether the columns selected give no more rows than `bound` on this page; else Code::unprocessable at
/// "parameter select". One lookup for each match and property.
rdf::Result<void> check_table(const Publication& publication, const FragmentRequest& request,
                              store::Cursor& cursor, std::uint64_t bound);

}  // namespace tamizdat::answer
