#pragma once
// What is said about the page itself: its topic, licence, data set, formats. In a graph of its own.
#include <string>
#include <string_view>

#include "answer/publication.hpp"
#include "rdf/quad.hpp"

namespace tamizdat::answer {

/// Sends statements about one document, in the graph <document#about>. Returns as the sink does.
class About {
 public:
  About(const Publication& publication, std::string document, rdf::QuadSink& sink);

  bool link(std::string_view predicate, std::string_view object);
  bool text(std::string_view predicate, std::string_view value, std::string_view datatype = {},
            std::string_view language = {});
  bool number(std::string_view predicate, std::uint64_t value);
  bool link_from(std::string_view subject, std::string_view predicate, std::string_view object);
  bool number_from(std::string_view subject, std::string_view predicate, std::uint64_t value);

  /// A foaf:Document about `topic`, with licence, source, attribution and data set, and every other graph
  /// format it can be had in, where `resource` is the IRI that the document's URLs are made from.
  bool document_of(std::string_view topic, std::string_view resource);

 private:
  bool say(const rdf::TermView& subject, std::string_view predicate, const rdf::TermView& object);

  const Publication& publication_;
  std::string document_;
  std::string graph_;
  rdf::QuadSink& sink_;
};

/// The IRI of the document that describes one thing, describe?iri=…: neither the thing itself, nor a document
/// that is about many.
std::string description_iri(const Publication& publication, std::string_view thing);

}  // namespace tamizdat::answer
