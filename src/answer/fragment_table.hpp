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

}  // namespace tamizdat::answer
