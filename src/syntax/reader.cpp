#include "syntax/reader.hpp"

#include "syntax/rdfxml_reader.hpp"
#include "syntax/serd_reader.hpp"

namespace tamizdat::syntax {

rdf::Result<void> read(ByteSource& bytes, const ReadOptions& options, rdf::QuadSink& sink) {
  switch (options.format) {
    case FormatId::turtle:
    case FormatId::trig:
    case FormatId::ntriples:
    case FormatId::nquads:
      return read_with_serd(bytes, options, sink);
    case FormatId::rdfxml:
      return read_rdfxml(bytes, options, sink);
    default:
      return rdf::Error(rdf::Code::unsupported_format,
                        std::string(format(options.format).label) + " cannot be read",
                        "convert it to Turtle, TriG, N-Triples, N-Quads or RDF/XML first")
          .at(options.source);
  }
}

}  // namespace tamizdat::syntax
