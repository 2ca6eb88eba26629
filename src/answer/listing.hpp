#pragma once
// What lists of things have in common: how one asks for a page of them, where the other pages are, and how
// things are told of in a list.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "answer/answer.hpp"

namespace tamizdat::answer {

/// The parameters of all lists.
struct ListRequest {
  std::string words;  ///< q
  std::string kind;   ///< class: an absolute IRI, or empty
  std::uint64_t page = 1;
  std::string language;  ///< lang; kept in links, read by web/
};

/// Reads the part of a target after '?'. What has another name means nothing here. Code::bad_request at the
/// parameter: words beyond 1000 bytes, no IRI, no number of a page, one parameter twice with different
/// values.
rdf::Result<ListRequest> parse_list_request(std::string_view query);

/// The way from page to page of a list whose length is known. All addresses are absolute URLs.
class ListPages {
 public:
  ListPages(const Addresses& addresses, std::string_view service, ListRequest request, store::Estimate total,
            std::uint64_t size);

  [[nodiscard]] const ListRequest& request() const { return request_; }
  [[nodiscard]] store::Estimate total() const { return total_; }
  [[nodiscard]] std::uint64_t page() const { return request_.page; }
  [[nodiscard]] std::uint64_t count() const;  ///< of pages, at least 1
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// The items of this page: from begin() up to, not including, end().
  [[nodiscard]] std::size_t begin() const;
  [[nodiscard]] std::size_t end() const;
  /// Code::not_found at the parameter page, beyond the last one.
  [[nodiscard]] rdf::Result<void> check() const;

  [[nodiscard]] std::string document() const { return at(page()); }  ///< of this page
  [[nodiscard]] std::string collection() const;                      ///< of the list: a `#` IRI
  [[nodiscard]] std::string first() const { return at(1); }
  [[nodiscard]] std::string previous() const;  ///< empty if there is none
  [[nodiscard]] std::string next() const;      ///< empty if there is none
  [[nodiscard]] std::string last() const { return at(count()); }
  /// The same list, of another kind (empty: of any), from its first page.
  [[nodiscard]] std::string of_kind(std::string_view iri) const;
  /// next, prev, first, last
  [[nodiscard]] std::vector<Link> links() const;

 private:
  [[nodiscard]] std::string at(std::uint64_t page) const;
  [[nodiscard]] std::string url(std::string_view kind, std::uint64_t page) const;

  std::string service_;
  ListRequest request_;
  store::Estimate total_;
  std::uint64_t size_;
};

/// The class that a request names, in the data of a publication; 0 if the data do not have it.
store::TermId kind_of(const Publication& publication, const ListRequest& request);

/// Statements in one graph, by subject, predicate and object.
class Teller {
 public:
  /// `graph` empty: the default graph.
  Teller(const Publication& publication, rdf::QuadSink& sink, std::string graph = {});

  void say(const rdf::TermView& subject, std::string_view predicate, const rdf::TermView& object,
           rdf::Nesting nesting = rdf::Nesting::none);
  void link(std::string_view subject, std::string_view predicate, std::string_view object);
  void number(std::string_view subject, std::string_view predicate, std::uint64_t value);
  void end(std::string_view blank_label) { sink_.end(blank_label); }

  /// The IRI of a thing; for a blank node the one that stands for it.
  [[nodiscard]] std::string iri(store::TermId thing) const;
  /// The names and kinds of a thing as the data have them.
  void thing(store::TermId thing);
  /// A page of a list as a document, and where the others are (hydra).
  void pages(const ListPages& pages);

 private:
  void triples(store::TermId thing, store::TermId predicate);

  const Publication& publication_;
  rdf::QuadSink& sink_;
  std::string graph_;
};

}  // namespace tamizdat::answer
