#pragma once
// One object of a JSON-LD document while it is being written.
#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/nesting_writer.hpp"

namespace tamizdat::syntax {

/// A node object or a list object. No key may come twice in one; of a node with very many keys, it has some.
/// One value of a key stands as it is, several in an array: the blank before the first can become a bracket.
struct JsonLdFrame : NestingFrame {
  bool bare = false;         ///< under an empty context
  bool has_id = false;       ///< "@id" has been written
  bool empty = true;         ///< no key, or no item
  std::size_t included = 0;  ///< objects opened inside for more keys of the same node

  std::string predicate;  ///< the last key
  bool type_key = false;  ///< it was "@type"

  void forget_keys() {
    predicate.clear();
    type_key = false;
    keys_.clear();
    array_ = false;
    blank_ = nowhere;
  }
  [[nodiscard]] bool may_have(std::string_view key, bool as_type) const {
    return keys_.size() < most_keys &&
           std::find(keys_.begin(), keys_.end(), hash(key, as_type)) == keys_.end();
  }
  void add_key(std::string_view key, bool as_type) {
    predicate = key;
    type_key = as_type;
    keys_.push_back(hash(key, as_type));
  }

  // `text` is where the object is being written.

  void begin_values(std::string& text) {
    text += ": ";
    array_ = false;
    blank_ = text.size() - 1;
  }
  void next_value(std::string& text) {
    make_array(text);
    text += ", ";
  }
  /// Before the blank is out of reach.
  void make_array(std::string& text) {
    if (blank_ == nowhere) return;
    text[blank_] = '[';
    array_ = true;
    blank_ = nowhere;
  }
  void end_values(std::string& text) {
    if (array_) text += ']';
    array_ = false;
    blank_ = nowhere;
  }

 private:
  static constexpr std::size_t most_keys = 64;
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  static std::size_t hash(std::string_view key, bool as_type) {
    return std::hash<std::string_view>()(key) ^ (as_type ? 1 : 0);
  }

  std::vector<std::size_t> keys_;  // their hashes
  bool array_ = false;
  std::size_t blank_ = nowhere;
};

}  // namespace tamizdat::syntax
