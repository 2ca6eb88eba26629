// A graph in Sord, as small as the ontology tests need it, and its closure under RDFS and a little OWL.
//
// Nodes are Sord's own: one pointer for each term, valid as long as the graph, so pointers compare as terms
// do. A null node in a pattern stands for any node.
#pragma once

#include <sord/sord.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ontology_test {

using Node = const SordNode*;

struct Triple {
  Node subject = nullptr;
  Node predicate = nullptr;
  Node object = nullptr;
};

inline constexpr const char* base = "http://localhost:8080/";

// Prefixes known to Graph::term.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 20> prefixes{{
    {"asl", "http://localhost:8080/ontology#"},
    {"local", "http://localhost:8080/"},
    {"id", "http://localhost:8080/id/"},
    {"art", "http://localhost:8080/article#"},
    {"hedge", "http://localhost:8080/hedge/"},
    {"shape", "http://localhost:8080/shapes#"},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
    {"owl", "http://www.w3.org/2002/07/owl#"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
    {"skos", "http://www.w3.org/2004/02/skos/core#"},
    {"foaf", "http://xmlns.com/foaf/0.1/"},
    {"schema", "http://schema.org/"},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"prov", "http://www.w3.org/ns/prov#"},
    {"sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"},
    {"nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"},
    {"sh", "http://www.w3.org/ns/shacl#"},
    {"edtf", "http://id.loc.gov/datatypes/edtf/"},
    {"vann", "http://purl.org/vocab/vann/"},
}};

inline std::string text(Node node) {
  return reinterpret_cast<const char*>(sord_node_get_string(node));
}

inline bool isLiteral(Node node) {
  return sord_node_get_type(node) == SORD_LITERAL;
}

inline bool isIri(Node node) {
  return sord_node_get_type(node) == SORD_URI;
}

inline std::string language(Node node) {
  const char* tag = sord_node_get_language(node);
  return tag == nullptr ? std::string() : std::string(tag);
}

class Graph {
 public:
  Graph() : world_(sord_world_new()), model_(sord_new(world_, SORD_SPO | SORD_PSO | SORD_OPS, false)) {}
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;
  ~Graph() {
    for (SordNode* node : made_) {
      sord_node_free(world_, node);
    }
    sord_free(model_);
    sord_world_free(world_);
  }

  // Adds the triples of a Turtle file; blank nodes of different files stay apart. Throws when it cannot be
  // read.
  void load(const std::filesystem::path& file) {
    SerdURI uri = SERD_URI_NULL;
    SerdNode baseNode = serd_node_new_uri_from_string(reinterpret_cast<const uint8_t*>(base), nullptr, &uri);
    SerdEnv* env = serd_env_new(&baseNode);
    SerdReader* reader = sord_new_reader(model_, env, SERD_TURTLE, nullptr);
    serd_reader_set_strict(reader, true);
    const std::string blankPrefix = "f" + std::to_string(++files_);
    serd_reader_add_blank_prefix(reader, reinterpret_cast<const uint8_t*>(blankPrefix.c_str()));
    const SerdStatus status = serd_reader_read_file(reader, reinterpret_cast<const uint8_t*>(file.c_str()));
    serd_reader_free(reader);
    serd_env_free(env);
    serd_node_free(&baseNode);
    if (status != SERD_SUCCESS) {
      throw std::runtime_error("cannot read " + file.string());
    }
  }

  // The IRI of a prefixed name, "rdf:type". Throws on a prefix that is not in the table.
  Node term(std::string_view name) {
    const std::size_t colon = name.find(':');
    for (const auto& [prefix, iri] : prefixes) {
      if (colon != std::string_view::npos && name.substr(0, colon) == prefix) {
        const std::string full = std::string(iri) + std::string(name.substr(colon + 1));
        made_.push_back(sord_new_uri(world_, reinterpret_cast<const uint8_t*>(full.c_str())));
        return made_.back();
      }
    }
    throw std::invalid_argument("unknown prefix in " + std::string(name));
  }

  // A literal with a datatype of the prefix table.
  Node literal(const std::string& lexicalForm, std::string_view datatype) {
    SordNode* type = const_cast<SordNode*>(term(datatype));
    made_.push_back(
        sord_new_literal(world_, type, reinterpret_cast<const uint8_t*>(lexicalForm.c_str()), nullptr));
    return made_.back();
  }

  bool has(Node subject, Node predicate, Node object) const {
    return sord_ask(model_, subject, predicate, object, nullptr);
  }

  void add(Node subject, Node predicate, Node object) {
    const SordQuad quad = {subject, predicate, object, nullptr};
    sord_add(model_, quad);
  }

  std::vector<Triple> match(Node subject, Node predicate, Node object) const {
    std::vector<Triple> found;
    SordIter* iter = sord_search(model_, subject, predicate, object, nullptr);
    for (; !sord_iter_end(iter); sord_iter_next(iter)) {
      SordQuad quad;
      sord_iter_get(iter, quad);
      found.push_back({quad[SORD_SUBJECT], quad[SORD_PREDICATE], quad[SORD_OBJECT]});
    }
    sord_iter_free(iter);
    return found;
  }

  std::vector<Node> objects(Node subject, Node predicate) const {
    std::vector<Node> found;
    for (const Triple& triple : match(subject, predicate, nullptr)) {
      found.push_back(triple.object);
    }
    return found;
  }

  std::vector<Node> subjects(Node predicate, Node object) const {
    std::vector<Node> found;
    for (const Triple& triple : match(nullptr, predicate, object)) {
      found.push_back(triple.subject);
    }
    return found;
  }

  // The items of an RDF list.
  std::vector<Node> list(Node head) {
    const Node first = term("rdf:first");
    const Node rest = term("rdf:rest");
    const Node nil = term("rdf:nil");
    std::vector<Node> items;
    while (head != nil) {
      items.push_back(objects(head, first).at(0));
      head = objects(head, rest).at(0);
    }
    return items;
  }

  std::size_t size() const { return sord_num_quads(model_); }

 private:
  SordWorld* world_;
  SordModel* model_;
  std::vector<SordNode*> made_;
  int files_ = 0;
};

// The closure in place: rdfs2, 3, 5, 7, 9 and 11 of RDF 1.1 Semantics, and transitive, symmetric and inverse
// properties of OWL. Literals get no types, since they cannot be subjects.
inline void close(Graph& graph) {
  const Node type = graph.term("rdf:type");
  const Node subClass = graph.term("rdfs:subClassOf");
  const Node subProperty = graph.term("rdfs:subPropertyOf");
  const Node domain = graph.term("rdfs:domain");
  const Node range = graph.term("rdfs:range");
  const Node inverse = graph.term("owl:inverseOf");
  const Node symmetric = graph.term("owl:SymmetricProperty");
  const Node transitive = graph.term("owl:TransitiveProperty");

  const auto closeTransitively = [&graph](Node predicate) {
    for (const Triple& first : graph.match(nullptr, predicate, nullptr)) {
      for (const Node end : graph.objects(first.object, predicate)) {
        graph.add(first.subject, predicate, end);
      }
    }
  };
  const auto turnRound = [&graph](Node from, Node to) {
    for (const Triple& triple : graph.match(nullptr, from, nullptr)) {
      if (!isLiteral(triple.object)) {
        graph.add(triple.object, to, triple.subject);
      }
    }
  };

  for (std::size_t before = 0; before != graph.size();) {
    before = graph.size();
    closeTransitively(subClass);
    closeTransitively(subProperty);
    for (const Node property : graph.subjects(type, transitive)) {
      closeTransitively(property);
    }
    for (const Node property : graph.subjects(type, symmetric)) {
      turnRound(property, property);
    }
    for (const Triple& axiom : graph.match(nullptr, inverse, nullptr)) {
      turnRound(axiom.subject, axiom.object);
      turnRound(axiom.object, axiom.subject);
    }
    for (const Triple& axiom : graph.match(nullptr, subProperty, nullptr)) {
      for (const Triple& triple : graph.match(nullptr, axiom.subject, nullptr)) {
        graph.add(triple.subject, axiom.object, triple.object);
      }
    }
    for (const Triple& axiom : graph.match(nullptr, domain, nullptr)) {
      for (const Triple& triple : graph.match(nullptr, axiom.subject, nullptr)) {
        graph.add(triple.subject, type, axiom.object);
      }
    }
    for (const Triple& axiom : graph.match(nullptr, range, nullptr)) {
      for (const Triple& triple : graph.match(nullptr, axiom.subject, nullptr)) {
        if (!isLiteral(triple.object)) {
          graph.add(triple.object, type, axiom.object);
        }
      }
    }
    for (const Triple& axiom : graph.match(nullptr, subClass, nullptr)) {
      for (const Node thing : graph.subjects(type, axiom.subject)) {
        graph.add(thing, type, axiom.object);
      }
    }
  }
}

// The Turtle files of a folder of the project, in the order of their names. Throws when there is none.
inline std::vector<std::filesystem::path> turtleFiles(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(TAMIZDAT_SOURCE_DIR) / folder)) {
    if (entry.path().extension() == ".ttl") {
      files.push_back(entry.path());
    }
  }
  if (files.empty()) {
    throw std::runtime_error("no Turtle file in " + folder + "/");
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace ontology_test
