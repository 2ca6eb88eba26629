#include "answer/fragment_table.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "answer/labels.hpp"

namespace tamizdat::answer {
namespace {

using rdf::Result;
using store::Quad;
using store::TermId;

constexpr std::array<TermId Quad::*, 4> places = {&Quad::subject, &Quad::predicate, &Quad::object,
                                                  &Quad::graph};
constexpr std::array<std::string_view, 4> place_names = {"subject", "predicate", "object", "graph"};

const query::Slot& slot(const query::QuadPattern& pattern, std::size_t place) {
  const std::array<const query::Slot*, 4> slots = {&pattern.subject, &pattern.predicate, &pattern.object,
                                                   &pattern.graph};
  return *slots[place];
}

/// Without a selection: every place, named after its variable where it has one.
std::vector<Column> default_columns(const FragmentRequest& request) {
  std::vector<Column> columns;
  const std::size_t count = request.kind == FragmentKind::quads ? 4 : 3;
  for (std::size_t i = 0; i < count; ++i) {
    std::string heading(slot(request.pattern, i).variable);
    if (heading.empty()) heading = place_names[i];
    const auto taken = [&](const Column& c) { return c.variable == heading; };
    if (std::any_of(columns.begin(), columns.end(), taken)) continue;
    columns.push_back({Column::What::place, static_cast<int>(i), {}, std::move(heading)});
  }
  return columns;
}

/// The property of each column that has one in the data, else 0.
std::vector<TermId> properties_of(const std::vector<Column>& columns, const store::Snapshot& snapshot) {
  std::vector<TermId> properties;
  for (const Column& column : columns) {
    const bool is_property = column.what == Column::What::property;
    const auto id = is_property ? snapshot.find(column.property.view()) : std::nullopt;
    properties.push_back(id.value_or(TermId{}));
  }
  return properties;
}

class FragmentTable final : public TableBody {
 public:
  FragmentTable(std::shared_ptr<const Publication> publication, std::vector<Column> columns,
                std::vector<std::string> languages, std::uint64_t left, std::unique_ptr<store::Cursor> cursor)
      : publication_(std::move(publication)),
        labels_(*publication_, std::move(languages)),
        columns_(std::move(columns)),
        left_(left),
        cursor_(std::move(cursor)) {
    for (const Column& column : columns_) variables_.push_back(unused(column.variable));
    properties_ = properties_of(columns_, *publication_->snapshot);
    cells_.resize(columns_.size());
  }

  const std::vector<std::string>& variables() const override { return variables_; }

  Result<bool> emit(syntax::SolutionSink& sink) override {
    Quad quad;
    if (left_ == 0 || !cursor_->next(quad)) {
      if (auto status = cursor_->status(); left_ != 0 && !status) return status.error();
      return false;
    }
    --left_;
    return combine(quad, 0, sink);
  }

 private:
  std::string unused(std::string name) const {
    while (std::find(variables_.begin(), variables_.end(), name) != variables_.end()) name += '_';
    return name;
  }

  /// Fills the cells from `column` on, in every combination.
  bool combine(const Quad& quad, std::size_t column, syntax::SolutionSink& sink) {
    if (column == columns_.size()) return send(sink);
    Cell& cell = cells_[column];
    cell = {};
    const Column& what = columns_[column];
    if (what.what != Column::What::property) {
      fill(quad.*places[static_cast<std::size_t>(what.place)], what.what == Column::What::label, cell);
      return combine(quad, column + 1, sink);
    }
    bool any = false;
    if (properties_[column]) {
      const auto values =
          publication_->snapshot->match({quad.subject, properties_[column], {}, store::Scope::all_as_one()});
      for (Quad value; values->next(value);) {
        any = true;
        fill(value.object, false, cell);
        if (!combine(quad, column + 1, sink)) return false;
      }
    }
    if (any) return true;
    cell = {};
    return combine(quad, column + 1, sink);
  }

  struct Cell {
    std::string own;  // text that is not in the snapshot
    rdf::TermView term;
  };

  void fill(TermId id, bool as_label, Cell& cell) {
    cell.term = publication_->snapshot->term(id);
    if (as_label && !cell.term.is_none()) {
      const Label text = labels_.of(id);
      cell.own = std::string(text.text);
      cell.term = rdf::literal(cell.own, {}, text.language);
    } else if (cell.term.is_blank()) {
      cell.own = publication_->addresses.skolem_iri(cell.term.text);
      cell.term = rdf::iri(cell.own);
    }
  }

  bool send(syntax::SolutionSink& sink) {
    row_.clear();
    for (const Cell& cell : cells_) row_.push_back(cell.term);
    return sink.row(row_);
  }

  std::shared_ptr<const Publication> publication_;
  Labels labels_;
  std::vector<Column> columns_;
  std::vector<std::string> variables_;
  std::vector<TermId> properties_;
  std::vector<Cell> cells_;
  std::vector<rdf::TermView> row_;
  std::uint64_t left_;
  std::unique_ptr<store::Cursor> cursor_;
};

}  // namespace

std::unique_ptr<TableBody> fragment_table(std::shared_ptr<const Publication> publication,
                                          const FragmentRequest& request,
                                          std::unique_ptr<store::Cursor> cursor) {
  auto columns = request.select.empty() ? default_columns(request) : request.select;
  return std::make_unique<FragmentTable>(std::move(publication), std::move(columns), request.languages,
                                         request.limit, std::move(cursor));
}

Result<void> check_table(const Publication& publication, const FragmentRequest& request,
                         store::Cursor& cursor, std::uint64_t bound) {
  auto properties = properties_of(request.select, *publication.snapshot);
  std::erase(properties, TermId{});
  if (properties.empty()) return {};
  std::uint64_t rows = 0;
  Quad quad;
  for (std::uint64_t i = 0; i < request.limit && cursor.next(quad); ++i) {
    std::uint64_t of_this = 1;
    for (const TermId property : properties) {
      const store::Pattern values{quad.subject, property, {}, store::Scope::all_as_one()};
      of_this *= std::max<std::uint64_t>(1, publication.snapshot->count(values).count);
      if (of_this > bound) break;
    }
    rows += of_this;
    if (rows <= bound) continue;
    return rdf::Error(rdf::Code::unprocessable,
                      "these columns would make more than " + std::to_string(bound) +
                          " rows of one page, since each combination of their values is a row",
                      "ask for fewer columns or a smaller limit")
        .at("parameter select");
  }
  return {};
}

}  // namespace tamizdat::answer
