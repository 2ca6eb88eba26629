#include "html/mustache.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <utility>

namespace tamizdat::html::mustache {
namespace {

constexpr std::size_t max_depth = 64;
constexpr std::string_view blanks = " \t";

std::string_view trim(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const auto first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::vector<std::uint64_t> split_path(std::string_view name) {
  std::vector<std::uint64_t> path;
  while (true) {
    const auto dot = name.find('.');
    path.push_back(Name::hash(name.substr(0, dot)));
    if (dot == std::string_view::npos) return path;
    name.remove_prefix(dot + 1);
  }
}

rdf::Position position_of(std::string_view text, std::size_t at) {
  const auto before = text.substr(0, at);
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto lines = static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
  return {lines + 1, at - line_start + 1};
}

}  // namespace

std::string_view Model::keep(std::string_view text) {
  if (text.empty()) return {};
  auto* copy = static_cast<char*>(memory_.allocate(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

/// One pass over the text; a stack of open sections.
class Template::Compiler {
 public:
  Compiler(std::string_view text, std::string_view name) : text_(text), name_(name) {}

  rdf::Result<Template> compile() {
    std::size_t at = 0;
    while (true) {
      const auto open = text_.find("{{", at);
      if (open == std::string_view::npos) break;
      Tag tag;
      if (auto read = read_tag(open, tag); !read) return read.error();
      const auto [from, to] = standalone(tag, at);
      add_text(text_.substr(at, from - at));
      if (auto added = add(tag); !added) return added.error();
      at = to;
    }
    add_text(text_.substr(at));
    if (!open_.empty())
      return fault(open_.back().at, "the section '" + open_.back().name + "' is not closed");
    return std::move(template_);
  }

 private:
  struct Tag {
    char sigil = 0;  // one of # ^ / > ! & {, or 0
    std::string_view name;
    std::size_t open = 0;
    std::size_t end = 0;
  };
  struct Open {
    std::string name;
    std::size_t step;
    std::size_t at;
  };

  rdf::Error fault(std::size_t at, std::string message) const {
    return rdf::Error(rdf::Code::invalid_syntax, std::move(message))
        .at(std::string(name_), position_of(text_, at));
  }

  rdf::Result<void> read_tag(std::size_t open, Tag& tag) const {
    tag.open = open;
    const bool triple = text_.substr(open).starts_with("{{{");
    const std::string_view close = triple ? "}}}" : "}}";
    const auto start = open + close.size();
    const auto end = text_.find(close, start);
    if (end == std::string_view::npos) return fault(open, "a tag is not closed");
    auto inside = text_.substr(start, end - start);
    tag.end = end + close.size();
    if (triple) {
      tag.sigil = '{';
    } else if (!inside.empty() && std::string_view("#^/>!&=").find(inside[0]) != std::string_view::npos) {
      tag.sigil = inside[0];
      inside.remove_prefix(1);
    }
    tag.name = trim(inside);
    if (tag.name.empty() && tag.sigil != '!') return fault(open, "a tag has no name");
    if (tag.sigil == '=') return fault(open, "delimiters cannot be changed");
    return {};
  }

  /// What a tag takes out of the text: a tag that renders nothing takes its whole line, if it is alone there.
  std::pair<std::size_t, std::size_t> standalone(const Tag& tag, std::size_t from) const {
    if (std::string_view("#^/>!").find(tag.sigil) == std::string_view::npos || tag.sigil == 0)
      return {tag.open, tag.end};
    const auto before = text_.substr(0, tag.open).find_last_not_of(blanks);
    const auto line = before == std::string_view::npos ? 0 : before + 1;
    const bool first = line == 0 || text_[line - 1] == '\n';
    auto after = text_.find_first_not_of(blanks, tag.end);
    if (after == std::string_view::npos) after = text_.size();
    const bool last = after == text_.size() || text_[after] == '\n' || text_[after] == '\r';
    if (!first || !last || line < from) return {tag.open, tag.end};
    if (after < text_.size() && text_[after] == '\r') ++after;
    if (after < text_.size() && text_[after] == '\n') ++after;
    return {line, after};
  }

  Step& add_step(Kind kind) {
    Step& step = template_.steps_.emplace_back();
    step.kind = kind;
    step.end = static_cast<std::uint32_t>(template_.steps_.size());
    return step;
  }

  void add_text(std::string_view text) {
    if (!text.empty()) add_step(Kind::text).text = text;
  }

  void add_named(Kind kind, std::string_view name) {
    Step& step = add_step(kind);
    step.is_dot = name == ".";
    if (step.is_dot) return;
    const auto path = split_path(name);
    step.name = path.front();
    step.rest.assign(path.begin() + 1, path.end());
  }

  void add_partial(std::string_view name) {
    Step& step = add_step(Kind::partial);
    step.text = name;
    step.name = Name::hash(name.substr(name.find('.') + 1));  // npos + 1 is 0
  }

  rdf::Result<void> add(const Tag& tag) {
    auto& steps = template_.steps_;
    switch (tag.sigil) {
      case '!':
        break;
      case '#':
      case '^':
        open_.push_back({std::string(tag.name), steps.size(), tag.open});
        add_named(tag.sigil == '#' ? Kind::section : Kind::inverted, tag.name);
        break;
      case '/':
        if (open_.empty() || open_.back().name != tag.name)
          return fault(tag.open, "'" + std::string(tag.name) + "' is closed, but is not the open section");
        steps[open_.back().step].end = static_cast<std::uint32_t>(steps.size());
        open_.pop_back();
        break;
      case '>':
        add_partial(tag.name);
        break;
      default:
        add_named(tag.sigil == 0 ? Kind::variable : Kind::raw, tag.name);
    }
    return {};
  }

  std::string_view text_;
  std::string_view name_;
  Template template_;
  std::vector<Open> open_;
};

rdf::Result<Template> Template::compile(std::string_view text, std::string_view name) {
  return Compiler(text, name).compile();
}

PartialName Template::Step::partial_name() const {
  const auto dot = text.find('.');
  return {text, std::string_view(text).substr(0, dot == std::string::npos ? 0 : dot), name};
}

/// Names are looked for in objects alone: of all that sections open, these are a stack, and of the rest only
/// the innermost can be asked for, as ".".
class Template::Renderer {
 public:
  Renderer(const Object& root, const Partials& partials, std::string& out)
      : partials_(partials), out_(out), dot_(root) {
    objects_.reserve(max_depth);
    objects_.push_back(&root);
  }

  void run(const Template& part) { run(part, 0, part.steps_.size()); }

 private:
  // What follows is kept out of run(), and find() within: left to itself the compiler puts run() into itself,
  // and a page takes a twentieth more instructions.
  void run(const Template& part, std::size_t at, std::size_t to) {
    const Step* const steps = part.steps_.data();
    for (; at < to; at = steps[at].end) {
      const Step& step = steps[at];
      switch (step.kind) {
        case Kind::text:
          out_ += step.text;
          break;
        case Kind::variable:
          escape(find(step).text(), out_);
          break;
        case Kind::raw:
          out_ += find(step).text();
          break;
        case Kind::inverted:
          if (!find(step).shown()) run(part, at + 1, step.end);
          break;
        case Kind::section:
          if (const Value& value = find(step); value.shown()) section(value, part, at + 1, step.end);
          break;
        case Kind::partial:
          partial(step);
          break;
      }
    }
  }

  [[gnu::noinline]] void partial(const Step& step) {
    const Template* const other = step.partial != nullptr ? step.partial : partials_(step.partial_name());
    if (other == nullptr || depth_ == max_depth) return;
    const Object* const inner = objects_.back();
    Copy& copy = copies_[(reinterpret_cast<std::uintptr_t>(inner) / alignof(Object)) % copies_.size()];
    if (copy.object == inner && copy.part == other) {
      out_.append(out_, copy.from, copy.size);
      return;
    }
    const auto start = out_.size();
    const auto reached = std::exchange(reached_, objects_.size());
    ++depth_;
    run(*other);
    --depth_;
    const bool is_of_inner = reached_ + 1 >= objects_.size() && dot_.object_or_null() == inner;
    if (is_of_inner) copy = {inner, other, start, out_.size() - start};
    reached_ = std::min(reached_, reached);
  }

  /// `value` is a copy: what it stands for may be dot_.
  [[gnu::noinline]] void section(Value value, const Template& part, std::size_t from, std::size_t to) {
    if (value.kind() == Value::Kind::list) {
      for (const auto& item : *value.list()) with(item, part, from, to);
    } else {
      with(value, part, from, to);
    }
  }

  void with(const Value& value, const Template& part, std::size_t from, std::size_t to) {
    const bool is_object = value.kind() == Value::Kind::object;
    const Value outside = std::exchange(dot_, value);
    if (is_object) objects_.push_back(value.object());
    run(part, from, to);
    if (is_object) objects_.pop_back();
    dot_ = outside;
  }

  /// The first name is looked for from the innermost object outwards, the rest inside what it stands for.
  [[gnu::always_inline]] const Value& find(const Step& step) {
    if (step.is_dot) return dot_;
    const std::atomic_ref<std::uint32_t> shared(step.hint);
    const auto known = shared.load(std::memory_order_relaxed);
    auto hint = known;
    for (auto at = objects_.rbegin(); at != objects_.rend(); ++at) {
      const Value* const value = (*at)->find(step.name, hint);
      if (value == nullptr) continue;
      if (hint != known) shared.store(hint, std::memory_order_relaxed);
      reached_ = std::min(reached_, static_cast<std::size_t>(objects_.rend() - at) - 1);
      return step.rest.empty() ? *value : inside_of(*value, step.rest);
    }
    reached_ = 0;
    return nothing_;
  }

  const Value& inside_of(const Value& whole, const std::vector<std::uint64_t>& path) const {
    const Value* value = &whole;
    for (const auto name : path) {
      std::uint32_t none = 0;
      value = value->kind() == Value::Kind::object ? value->object()->find(name, none) : nullptr;
      if (value == nullptr) return nothing_;
    }
    return *value;
  }

  /// Where a partial has been rendered for an object and asked for nothing outside of it: the next time, its
  /// text is the same. Most links stand on a page more than once.
  struct Copy {
    const Object* object = nullptr;
    const Template* part = nullptr;
    std::size_t from = 0;
    std::size_t size = 0;
  };

  const Partials& partials_;
  std::string& out_;
  std::vector<const Object*> objects_;
  Value dot_;
  const Value nothing_;
  std::size_t depth_ = 0;
  std::size_t reached_ = 0;  // the outermost of the objects that a name was looked for in
  std::array<Copy, 128> copies_;
};

void Template::link(const Partials& partials) {
  for (Step& step : steps_)
    if (step.kind == Kind::partial) step.partial = partials(step.partial_name());
}

void Template::render(const Object& root, const Partials& partials, std::string& out) const {
  Renderer(root, partials, out).run(*this);
}

}  // namespace tamizdat::html::mustache
