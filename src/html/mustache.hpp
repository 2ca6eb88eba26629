#pragma once
// Mustache templates (the language of mustache.github.io: variables, sections, inverted sections, partials,
// comments), compiled once and rendered from a tree that lives in one piece of memory. A page is made anew
// for every request, so this must cost microseconds: measured on 200 rows, the library in Debian takes 113
// µs.
//
// Not taken up, since no page needs them: lambdas, set-delimiter tags, inheritance.
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory_resource>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rdf/error.hpp"

namespace tamizdat::html::mustache {

class Object;
class List;

/// A name as templates spell it, with a hash that is made when the program is compiled: looking names up is
/// most of what rendering does.
class Name {
 public:
  consteval Name(const char* text) : hash_(hash(text)) {}  // NOLINT: names are written in place
  [[nodiscard]] constexpr std::uint64_t value() const { return hash_; }

  /// FNV-1a, 64 bits: names of two templates that collide would be a matter of geological time.
  static constexpr std::uint64_t hash(std::string_view text) {
    std::uint64_t hash = 14695981039346656037U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    return hash;
  }

 private:
  std::uint64_t hash_;
};

/// What a name stands for. Copies share; text, lists and objects belong to somebody else (a Model, a
/// snapshot).
class Value {
 public:
  Value() = default;                           ///< nothing: false, and renders as nothing
  Value(bool truth) : size_(truth ? 1 : 0) {}  // NOLINT: values are written in place
  Value(std::string_view text) : kind_(Kind::text), size_(text.size()), at_(text.data()) {}  // NOLINT
  Value(const std::string& text) : Value(std::string_view(text)) {}                          // NOLINT
  Value(std::string&&) = delete;                                      // would dangle: Model::keep it
  Value(const char* text) : Value(std::string_view(text)) {}          // NOLINT
  Value(const Object& object) : kind_(Kind::object), at_(&object) {}  // NOLINT
  Value(const List& list) : kind_(Kind::list), at_(&list) {}          // NOLINT

  enum class Kind : std::uint8_t { truth, text, object, list };
  [[nodiscard]] Kind kind() const { return kind_; }
  /// Empty for all other kinds.
  [[nodiscard]] std::string_view text() const {
    return kind_ == Kind::text ? std::string_view(static_cast<const char*>(at_), size_) : std::string_view();
  }
  /// Only for values of that kind.
  [[nodiscard]] const Object* object() const { return static_cast<const Object*>(at_); }
  [[nodiscard]] const Object* object_or_null() const { return kind_ == Kind::object ? object() : nullptr; }
  [[nodiscard]] const List* list() const { return static_cast<const List*>(at_); }
  /// Nothing, false, empty text and empty lists are not shown.
  [[nodiscard]] bool shown() const;

 private:
  Kind kind_ = Kind::truth;
  std::size_t size_ = 0;  // of a text; 1 for true
  const void* at_ = nullptr;
};

/// Names and values. A name is set once.
class Object {
 public:
  Object(std::pmr::memory_resource* memory, std::size_t expected) : members_(memory) {
    members_.reserve(expected);
  }
  Object& set(Name name, Value value) {
    assert(!has(name));
    members_.push_back({name.value(), value});
    return *this;
  }
  /// `hint`: where such a name was found in another object, since those of one kind are made alike; is set to
  /// where it is in this one.
  [[nodiscard]] const Value* find(std::uint64_t name, std::uint32_t& hint) const {
    if (hint < members_.size() && members_[hint].name == name) return &members_[hint].value;
    for (const Member& member : members_) {
      if (member.name != name) continue;
      hint = static_cast<std::uint32_t>(&member - members_.data());
      return &member.value;
    }
    return nullptr;
  }

 private:
  [[nodiscard]] bool has(Name name) const {
    std::uint32_t hint = 0;
    return find(name.value(), hint) != nullptr;
  }

  struct Member {
    std::uint64_t name;
    Value value;
  };
  std::pmr::vector<Member> members_;
};

class List {
 public:
  explicit List(std::pmr::memory_resource* memory) : items_(memory) {}
  void add(Value value) { items_.push_back(value); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] auto begin() const { return items_.begin(); }
  [[nodiscard]] auto end() const { return items_.end(); }

 private:
  std::pmr::vector<Value> items_;
};

inline bool Value::shown() const {
  if (kind_ == Kind::object) return true;
  return kind_ == Kind::list ? !list()->empty() : size_ != 0;
}

/// The memory of a tree: everything made here lives as long as the model, and is freed at one stroke.
class Model {
 public:
  /// `expected`: how many members it will have, if that is known.
  Object& object(std::size_t expected = 6) { return *new (place<Object>()) Object(&memory_, expected); }
  List& list() { return *new (place<List>()) List(&memory_); }
  /// A copy of the text that lives as long as the model.
  std::string_view keep(std::string_view text);
  /// For what else lives as long as the model and not longer.
  [[nodiscard]] std::pmr::memory_resource* memory() { return &memory_; }

 private:
  template <class T>
  void* place() {
    return memory_.allocate(sizeof(T), alignof(T));
  }
  std::pmr::monotonic_buffer_resource memory_{16 * 1024};
};

class Template;
/// `family.name`, or a name alone.
struct PartialName {
  std::string_view text;    ///< all of it
  std::string_view family;  ///< up to its first dot, without it; or empty
  std::uint64_t name = 0;   ///< Name::hash() of the rest
};
/// Finds a partial by name; null if there is none (it renders as nothing, as the language has it).
using Partials = std::function<const Template*(const PartialName&)>;

/// A compiled template. Immutable, thread-safe.
class Template {
 public:
  /// An error has `name` as its source, and line and column.
  static rdf::Result<Template> compile(std::string_view text, std::string_view name);
  /// Appends to `out`. Partials may include themselves, to a depth of 64.
  void render(const Object& root, const Partials& partials, std::string& out) const;
  /// Looks the partials up once and for all: they must live as long as this. Those that are found are not
  /// asked for again by render().
  void link(const Partials& partials);

 private:
  enum class Kind : std::uint8_t { text, variable, raw, section, inverted, partial };
  struct Step {
    Kind kind = Kind::text;
    bool is_dot = false;                // the implicit iterator "."
    std::uint32_t end = 0;              // the next step; of a section: the one after its last
    std::uint64_t name = 0;             // of a variable, section or partial
    mutable std::uint32_t hint = 0;     // where the name was found last, by any thread
    std::string text;                   // text, or a partial's whole name
    const Template* partial = nullptr;  // if it is linked
    std::vector<std::uint64_t> rest;    // of a path with dots

    [[nodiscard]] PartialName partial_name() const;
  };
  class Renderer;
  class Compiler;
  std::vector<Step> steps_;
};

/// Appends text so that it is text in HTML content and in quoted attributes.
void escape(std::string_view text, std::string& out);

}  // namespace tamizdat::html::mustache
