#pragma once
// The form for patterns, as it stands on fragments and on what is said when one cannot be answered.
#include <string_view>
#include <vector>

#include "answer/fragment_request.hpp"
#include "html/composer.hpp"

namespace tamizdat::html {

struct FormFacts {
  bool quads = false;                             ///< with a field for the graph
  const std::vector<answer::QueryPiece>& pieces;  ///< what was asked; fills the fields
  std::string_view faulty;                        ///< name of the parameter that is wrong, or empty
};

/// The model of the partial "fragment_form". Its completion lists take a look at a bounded part of the data.
mustache::Value fragment_form(Composer& composer, const FormFacts& facts);

/// What a parameter means and costs, in the language of the page.
std::string_view meaning_of(Composer& composer, const answer::FragmentParameter& parameter);
std::string_view cost_of(Composer& composer, const answer::FragmentParameter& parameter);

}  // namespace tamizdat::html
