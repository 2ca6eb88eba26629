#include "syntax/jsonld_reader.hpp"

#include <boost/json.hpp>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "rdf/iri.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::syntax {
namespace {

namespace json = boost::json;
using rdf::Code;
using rdf::Error;
using rdf::Result;
using std::string_view;

// Nodes nest as deep as blank nodes do, each by an object and an array.
constexpr std::size_t deepest = 4096;
constexpr string_view delimiters = ":/?#[]@";

Error beyond(string_view what) {
  return {Code::unsupported_format,
          "this JSON-LD is not of the kind that is read here: " + std::string(what)};
}

string_view view(const json::string& text) {
  return {text.data(), text.size()};
}
string_view view(json::string_view text) {
  return {text.data(), text.size()};
}

/// Prefixes by name.
using Context = std::map<std::string, std::string, std::less<>>;
using SharedContext = std::shared_ptr<const Context>;

Result<SharedContext> context_of(const json::value& value, const SharedContext& outer) {
  if (value.is_null()) return std::make_shared<const Context>();
  if (!value.is_object()) return beyond("a context that is not written out");
  auto context = std::make_shared<Context>(*outer);
  for (const auto& [key, definition] : value.get_object()) {
    const string_view name = view(key);
    if (name == "@version") continue;
    if (name.starts_with('@')) return beyond(name);
    const json::value* iri = &definition;
    bool is_prefix = false;
    if (const auto* object = definition.if_object()) {
      const auto* flag = object->if_contains("@prefix");
      is_prefix = object->size() == 2 && flag != nullptr && flag->is_bool() && flag->get_bool();
      iri = object->if_contains("@id");
    }
    if (iri == nullptr || !iri->is_string() || (definition.is_object() && !is_prefix))
      return beyond("the term " + std::string(name));
    const string_view space = view(iri->get_string());
    is_prefix = is_prefix || (!space.empty() && delimiters.find(space.back()) != string_view::npos);
    if (!is_prefix || !rdf::is_absolute_iri(space)) return beyond("the term " + std::string(name));
    (*context)[std::string(name)] = space;
  }
  return SharedContext(std::move(context));
}

class Reader {
 public:
  explicit Reader(rdf::QuadSink& sink) : sink_(sink) {}

  Result<void> document(const json::value& value) {
    const auto none = std::make_shared<const Context>();
    if (value.is_array()) return nodes(value, {none, {}});
    const auto* object = value.if_object();
    if (object == nullptr) return beyond("a document that is neither object nor array");
    // At the top, an object of nothing but a context and a graph stands for that graph.
    const std::size_t around = object->contains("@context") ? 2 : 1;
    const auto* graph = object->if_contains("@graph");
    if (graph == nullptr || object->size() != around) return nodes(value, {none, {}});
    Scope scope{none, {}};
    if (auto entered = enter(*object, scope); !entered) return entered;
    return nodes(*graph, scope);
  }

 private:
  /// What holds for an object and for what is inside it.
  struct Scope {
    SharedContext context;
    rdf::Term graph;
  };

  // --- identifiers

  Result<rdf::Term> identifier(string_view text, const Context& context) const {
    const auto colon = text.find(':');
    if (colon == string_view::npos) return beyond("the relative identifier " + std::string(text));
    const string_view prefix = text.substr(0, colon);
    const string_view local = text.substr(colon + 1);
    if (prefix == "_") return rdf::Term(rdf::blank(local));
    const auto known = local.starts_with("//") ? context.end() : context.find(prefix);
    const std::string iri = known == context.end() ? std::string(text) : known->second + std::string(local);
    if (!rdf::is_absolute_iri(iri)) return beyond("the identifier " + iri);
    return rdf::Term(rdf::iri(iri));
  }
  Result<rdf::Term> identifier(const json::value& value, const Context& context) const {
    if (!value.is_string()) return beyond("an identifier that is no text");
    return identifier(view(value.get_string()), context);
  }
  // No label that is written can be this one.
  rdf::Term new_blank() { return rdf::Term(rdf::blank("new node " + std::to_string(++blanks_))); }

  // --- nodes

  Result<void> enter(const json::object& object, Scope& scope) const {
    const auto* own = object.if_contains("@context");
    if (own == nullptr) return {};
    auto context = context_of(*own, scope.context);
    if (!context) return context.error();
    scope.context = std::move(*context);
    return {};
  }

  template <class Visit>
  static Result<void> each(const json::value& value, Visit visit) {
    const auto* array = value.if_array();
    if (array == nullptr) return visit(value);
    for (const json::value& one : *array)
      if (auto done = visit(one); !done) return done;
    return {};
  }

  Result<void> nodes(const json::value& value, const Scope& scope) {
    return each(value, [&](const json::value& one) -> Result<void> {
      const auto* object = one.if_object();
      if (object == nullptr) return beyond("a value in the place of a node");
      if (auto read = node(*object, scope); !read) return read.error();
      return {};
    });
  }

  /// Says all that the object says, and what it is about.
  Result<rdf::Term> node(const json::object& object, Scope scope) {
    if (auto entered = enter(object, scope); !entered) return entered.error();
    const auto* id = object.if_contains("@id");
    const auto self = id == nullptr ? Result<rdf::Term>(new_blank()) : identifier(*id, *scope.context);
    if (!self) return self;
    for (const auto& [key, value] : object) {
      if (auto done = member(view(key), value, *self, scope); !done) return done.error();
    }
    return self;
  }

  Result<void> member(string_view key, const json::value& value, const rdf::Term& self, const Scope& scope) {
    if (key == "@context" || key == "@id") return {};
    if (key == "@included") return nodes(value, scope);
    if (key == "@graph") return nodes(value, {scope.context, self});
    if (key == "@type") {
      return each(value, [&](const json::value& one) -> Result<void> {
        const auto type = identifier(one, *scope.context);
        if (!type) return type.error();
        return say(self, rdf::rdfns::type, *type, scope);
      });
    }
    if (key.starts_with('@')) return beyond(key);
    const auto predicate = identifier(key, *scope.context);
    if (!predicate) return predicate.error();
    if (predicate->kind != rdf::TermKind::iri) return beyond("a property that is a blank node");
    return each(value, [&](const json::value& one) -> Result<void> {
      const auto object = object_of(one, scope);
      if (!object) return object.error();
      return say(self, predicate->text, *object, scope);
    });
  }

  Result<void> say(const rdf::Term& subject, string_view predicate, const rdf::Term& object,
                   const Scope& scope) {
    const bool on = sink_.quad({subject.view(), rdf::iri(predicate), object.view(), scope.graph.view()},
                               rdf::Nesting::none, {});
    if (!on) return Error(Code::cancelled, "the receiver asked to stop");
    return {};
  }

  // --- values

  Result<rdf::Term> object_of(const json::value& value, const Scope& scope) {
    if (value.is_string()) return rdf::Term(rdf::literal(view(value.get_string())));
    if (value.is_bool())
      return rdf::Term(rdf::literal(value.get_bool() ? "true" : "false", rdf::xsd::boolean));
    if (value.is_int64())
      return rdf::Term(rdf::literal(std::to_string(value.get_int64()), rdf::xsd::integer));
    const auto* object = value.if_object();
    if (object == nullptr) return beyond("a value that is null or a fraction");
    if (object->contains("@value")) return literal(*object, scope);
    if (object->contains("@list")) return list(*object, scope);
    return node(*object, scope);
  }

  Result<rdf::Term> literal(const json::object& object, Scope scope) const {
    if (auto entered = enter(object, scope); !entered) return entered.error();
    rdf::Term datatype;
    string_view language;
    for (const auto& [key, value] : object) {
      if (view(key) == "@context" || view(key) == "@value") continue;
      if (!value.is_string()) return beyond("a value with an odd " + std::string(view(key)));
      if (view(key) == "@language") {
        language = view(value.get_string());
      } else if (view(key) == "@type") {
        auto type = identifier(value, *scope.context);
        if (!type) return type;
        datatype = std::move(*type);
      } else {
        return beyond(view(key));
      }
    }
    const json::value& text = object.at("@value");
    if (!text.is_string()) return beyond("a value object that is no text");
    // Canonical: a simple literal has no datatype.
    if (datatype.text == rdf::xsd::string) datatype = {};
    return rdf::Term(rdf::literal(view(text.get_string()), datatype.text, language));
  }

  Result<rdf::Term> list(const json::object& object, const Scope& scope) {
    if (object.size() != 1) return beyond("a list with more than its items");
    const json::value& items = object.at("@list");
    if (!items.is_array()) return beyond("a list that is no array");
    rdf::Term head(rdf::iri(rdf::rdfns::nil));
    const auto& all = items.get_array();
    for (auto item = all.rbegin(); item != all.rend(); ++item) {
      const auto first = object_of(*item, scope);
      if (!first) return first;
      const rdf::Term node = new_blank();
      if (auto said = say(node, rdf::rdfns::first, *first, scope); !said) return said.error();
      if (auto said = say(node, rdf::rdfns::rest, head, scope); !said) return said.error();
      head = node;
    }
    return head;
  }

  rdf::QuadSink& sink_;
  std::size_t blanks_ = 0;
};

}  // namespace

Result<void> read_own_jsonld(string_view text, rdf::QuadSink& sink) {
  json::parse_options options;
  options.max_depth = deepest;
  json::error_code error;
  json::monotonic_resource memory;
  const json::value document = json::parse({text.data(), text.size()}, error, &memory, options);
  if (error) return Error(Code::invalid_syntax, "this is no JSON: " + error.message());
  return Reader(sink).document(document);
}

}  // namespace tamizdat::syntax
