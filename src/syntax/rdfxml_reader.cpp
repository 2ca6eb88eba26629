#include "syntax/rdfxml_reader.hpp"

#include <raptor2/raptor2.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "rdf/iri.hpp"
#include "rdf/utf8.hpp"
#include "syntax/text_input.hpp"
#include "syntax/xml_guard.hpp"
#include "syntax/xml_text.hpp"

namespace tamizdat::syntax {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Position;
using rdf::TermView;

// raptor2 must have some base; what is resolved against this one was relative and had none.
constexpr std::string_view no_base = "x-tamizdat-no-base://none/";
constexpr std::size_t chunk_size = 64 * 1024;
constexpr std::string_view anonymous = "anon";

std::mutex& turn() {
  static std::mutex mutex;
  return mutex;
}

std::string_view view(const unsigned char* text, std::size_t length) {
  return {reinterpret_cast<const char*>(text), length};
}

std::string_view view(raptor_uri* uri) {
  std::size_t length = 0;
  const unsigned char* text = raptor_uri_as_counted_string(uri, &length);
  return view(text, length);
}

class Reading {
 public:
  Reading(ByteSource& bytes, const ReadOptions& options, rdf::QuadSink& sink)
      : bytes_(bytes),
        options_(options),
        sink_(sink),
        guard_(2 * options.max_nesting),
        world_(raptor_new_world()) {
    raptor_world_set_log_handler(world_, this, on_log);
    raptor_world_set_generate_bnodeid_handler(world_, this, on_blank);
    parser_ = raptor_new_parser(world_, "rdfxml");
  }
  ~Reading() {
    if (parser_) raptor_free_parser(parser_);
    raptor_free_world(world_);
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  rdf::Result<void> run() {
    if (!parser_) return Error(Code::internal, "raptor2 was built without RDF/XML");
    set_options();
    raptor_parser_set_statement_handler(parser_, this, on_statement);
    raptor_parser_set_namespace_handler(parser_, this, on_namespace);
    const std::string base = options_.base.empty() ? std::string(no_base) : options_.base;
    raptor_uri* const uri = raptor_new_uri(world_, reinterpret_cast<const unsigned char*>(base.c_str()));
    if (raptor_parser_parse_start(parser_, uri) != 0) fail(Error(Code::internal, "raptor2 does not start"));
    feed();
    raptor_free_uri(uri);
    if (cancelled_) error_ = Error(Code::cancelled, "the receiver asked to stop");
    if (error_) return std::move(error_->at(options_.source, error_->position));
    return {};
  }

 private:
  void set_options() {
    constexpr std::pair<raptor_option, int> settings[] = {{RAPTOR_OPTION_NO_NET, 1},
                                                          {RAPTOR_OPTION_NO_FILE, 1},
                                                          {RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, 0},
                                                          {RAPTOR_OPTION_NORMALIZE_LANGUAGE, 0},
                                                          {RAPTOR_OPTION_ALLOW_BAGID, 0}};
    for (const auto& [option, value] : settings) raptor_parser_set_option(parser_, option, nullptr, value);
  }

  void feed() {
    std::vector<char> buffer(chunk_size);
    std::size_t kept = 0;  // bytes of a character that the end of the chunk cut off
    for (bool first = true; !stopped(); first = false) {
      std::size_t size = kept;
      while (size < buffer.size()) {
        const auto n = bytes_.read(std::span(buffer).subspan(size));
        if (!n) return fail(n.error());
        if (*n == 0) break;
        size += *n;
      }
      const bool last = size < buffer.size();
      const std::string_view chunk(buffer.data(), size);
      if (first && !begins_well(chunk)) return;
      const rdf::Utf8Scan scan = utf8_ ? rdf::utf8_scan(chunk) : rdf::Utf8Scan{chunk.size(), false, false};
      feed_tags(chunk.substr(0, scan.valid));
      const std::string_view rest = chunk.substr(scan.valid);
      if (!stopped() && !rest.empty() && (last || !scan.truncated)) {
        const Position here = guard_.here();
        return fail_at(encoding_error(rest, scan.truncated), {here.line, here.column + 1});
      }
      if (last) return finish();
      kept = rest.size();
      std::memmove(buffer.data(), rest.data(), kept);
    }
  }

  /// Tag by tag, since libxml2 does not say where it found an error.
  void feed_tags(std::string_view text) {
    while (!text.empty() && !stopped()) {
      const std::size_t size = std::min(text.find('>'), text.size() - 1) + 1;
      guard_.look(text.substr(0, size));
      note_bad_iris(text.substr(0, size));
      text.remove_prefix(size);
      // raptor2 goes first: an error before the guard's is the first one.
      if (const std::string_view harmless = guard_.take(false); !harmless.empty()) parse(harmless, false);
      if (guard_.fault() && !stopped()) fail_at(*guard_.fault(), guard_.fault()->position);
    }
  }

  /// raptor2 speaks of an IRI when its statement is complete, several tags later perhaps.
  void note_bad_iris(std::string_view tag) {
    for (const std::string_view name : {"about", "resource", "datatype"}) {
      for (auto at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at)) {
        at += name.size();
        const auto quote = tag.find_first_not_of(" \t\r\n=", at);
        if (quote == std::string_view::npos || (tag[quote] != '"' && tag[quote] != '\'')) continue;
        const std::string_view rest = tag.substr(quote + 1);
        const std::string_view iri = rest.substr(0, rest.find(tag[quote]));
        if (bad_iris_.size() < 16 && rdf::iri_fault(iri)) bad_iris_.emplace_back(iri, guard_.last_tag());
      }
    }
  }

  void finish() {
    at_end_ = true;
    if (!stopped()) parse(guard_.take(true), true);
  }

  void parse(std::string_view text, bool last) {
    const int status = raptor_parser_parse_chunk(parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                                 text.size(), last ? 1 : 0);
    if (status != 0 && !stopped()) fail(Error(Code::invalid_syntax, "this is not RDF/XML"));
  }

  bool begins_well(std::string_view head) {
    if (auto fault = fault_of_beginning(head)) {
      fail_at(std::move(*fault), {1, 1});
      return false;
    }
    const auto start = head.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) {
      fail_at(Error(Code::invalid_syntax, "the file is empty, and RDF/XML has at least one element"), {1, 1});
      return false;
    }
    if (head[start] != '<' && !head.starts_with("\xEF\xBB\xBF")) {
      fail_at(Error(Code::invalid_syntax, "this does not begin like XML",
                    "is it Turtle? Then say so with --from turtle"),
              {1, 1});
      return false;
    }
    return encoding_extends_ascii(head);
  }

  /// The guard reads bytes as ASCII.
  bool encoding_extends_ascii(std::string_view head) {
    const std::string_view declaration = head.substr(0, head.find("?>"));
    if (!declaration.starts_with("<?xml")) return true;
    const auto at = declaration.find("encoding");
    if (at == std::string_view::npos) return true;
    std::string name;
    for (const char c : declaration.substr(at + 8)) {
      const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || lower == '-' || lower == '_')
        name += lower;
      else if (!name.empty())
        break;
    }
    for (const std::string_view known : {"utf-8", "us-ascii", "ascii", "iso-8859-", "windows-125", "koi8-"})
      if (name.starts_with(known)) {
        utf8_ = name == "utf-8";
        return true;
      }
    fail_at(
        Error(Code::invalid_encoding, "the encoding '" + name + "' is not read", "convert the file to UTF-8"),
        {1, 1});
    return false;
  }

  // ---- from raptor2 ----

  /// No exception may pass through raptor2.
  template <class Act>
  void guarded(Act act) noexcept {
    if (stopped()) return;
    try {
      act();
    } catch (const std::exception& e) {
      fail(Error(Code::internal, std::string("reading failed: ") + e.what()));
    } catch (...) {
      fail(Error(Code::internal, "reading failed"));
    }
    if (stopped()) raptor_parser_parse_abort(parser_);
  }

  static Reading& self(void* handle) { return *static_cast<Reading*>(handle); }

  static void on_statement(void* handle, raptor_statement* statement) {
    self(handle).guarded([&] { self(handle).statement(*statement); });
  }
  static void on_namespace(void* handle, raptor_namespace* space) {
    self(handle).guarded([&] { self(handle).declare(space); });
  }
  static void on_log(void* handle, raptor_log_message* message) {
    // Of old RDF, and dropped: raptor2 only warns that it skips the statements.
    const bool skips = std::strstr(message->text, "aboutEach") != nullptr;
    if (message->level < RAPTOR_LOG_LEVEL_ERROR && !skips) return;
    self(handle).guarded([&] { self(handle).log(*message); });
  }
  static unsigned char* on_blank(void* handle, unsigned char* written) {
    return self(handle).blank_label(written);
  }

  /// Nodes without a label are called anon1, anon2 …; a written label that begins so gets a '_' behind it.
  unsigned char* blank_label(unsigned char* written) noexcept {
    try {
      std::string label = options_.blank_prefix;
      if (written) {
        const std::string_view text(reinterpret_cast<const char*>(written));
        // raptor2 looks at the label only after the prefix has made a name of anything.
        if (!is_nc_name(text))
          fail(Error(Code::invalid_syntax, "the rdf:nodeID '" + std::string(text) + "' is no name",
                     "begin it with a letter or '_', and use letters, digits, '-', '_' and '.'"));
        label.append(text);
        if (text.starts_with(anonymous)) label.insert(options_.blank_prefix.size() + anonymous.size(), "_");
      } else {
        label.append(anonymous).append(std::to_string(++blanks_));
      }
      auto* const out = static_cast<unsigned char*>(raptor_alloc_memory(label.size() + 1));
      if (out) std::memcpy(out, label.c_str(), label.size() + 1);
      if (written) raptor_free_memory(written);
      return out;
    } catch (...) {
      return nullptr;
    }
  }

  void statement(const raptor_statement& s) {
    rdf::QuadView quad;
    if (!term(s.subject, quad.subject) || !term(s.predicate, quad.predicate) || !term(s.object, quad.object))
      return;
    if (!sink_.quad(quad, rdf::Nesting::none, position())) cancelled_ = true;
  }

  bool term(const raptor_term* t, TermView& out) {
    if (t->type == RAPTOR_TERM_TYPE_URI) {
      out = rdf::iri(view(t->value.uri));
      return check(out.text);
    }
    if (t->type == RAPTOR_TERM_TYPE_BLANK) {
      out = rdf::blank(view(t->value.blank.string, t->value.blank.string_len));
      return true;
    }
    return literal_term(t->value.literal, out);
  }

  bool literal_term(const raptor_term_literal_value& literal, TermView& out) {
    const std::string_view datatype = literal.datatype ? view(literal.datatype) : std::string_view();
    std::string_view language = literal.language && !literal.datatype
                                    ? view(literal.language, literal.language_len)
                                    : std::string_view();
    std::string_view text = view(literal.string, literal.string_len);
    if (take_language(text, noted_text_, noted_language_)) {
      text = noted_text_;
      if (datatype.empty()) language = noted_language_;
    }
    out = rdf::literal(text, datatype, language);
    return datatype.empty() || check(datatype);
  }

  bool check(std::string_view iri) {
    if (iri.starts_with(no_base)) {
      fail(
          Error(Code::invalid_iri,
                "the IRI <" + std::string(iri.substr(no_base.size())) + "> is relative, and no base is known",
                "declare one with xml:base or give one with --base"));
      return false;
    }
    auto fault = rdf::iri_fault(iri);
    if (!fault && !rdf::is_absolute_iri(iri)) fault = "is relative";
    if (fault)
      fail_at(Error(Code::invalid_iri, "the IRI <" + std::string(iri) + "> " + *fault), place_of(iri));
    return !fault;
  }

  void declare(raptor_namespace* space) {
    raptor_uri* const uri = raptor_namespace_get_uri(space);
    if (!uri) return;  // xmlns="" takes a declaration back
    const unsigned char* const prefix = raptor_namespace_get_prefix(space);
    const std::string_view name =
        prefix ? std::string_view(reinterpret_cast<const char*>(prefix)) : std::string_view();
    if (name == "xml" || !rdf::is_absolute_iri(view(uri)) || view(uri).starts_with(no_base)) return;
    if (!sink_.prefix(name, view(uri))) cancelled_ = true;
  }

  void log(const raptor_log_message& message) {
    std::string text = message.text;
    if (text.starts_with("XML parser error: ")) text.erase(0, std::string_view("XML parser error: ").size());
    while (!text.empty() && (text.back() == '\n' || text.back() == '.')) text.pop_back();
    const bool encoding = text.find("UTF-8") != std::string::npos;
    fail(Error(encoding ? Code::invalid_encoding : Code::invalid_syntax, std::move(text)));
  }

  // ---- places and errors ----

  [[nodiscard]] Position position() const { return at_end_ ? guard_.here() : guard_.last_tag(); }

  [[nodiscard]] Position place_of(std::string_view bad_iri) const {
    const auto noted = std::find_if(bad_iris_.begin(), bad_iris_.end(),
                                    [&](const auto& written) { return written.first == bad_iri; });
    return noted == bad_iris_.end() ? position() : noted->second;
  }

  [[nodiscard]] bool stopped() const { return cancelled_ || error_; }
  void fail(Error error) { fail_at(std::move(error), position()); }
  void fail_at(Error error, Position place) {
    if (error_) return;
    error_ = std::move(error);
    error_->position = place;
  }

  ByteSource& bytes_;
  const ReadOptions& options_;
  rdf::QuadSink& sink_;
  XmlGuard guard_;
  raptor_world* world_;
  raptor_parser* parser_ = nullptr;
  std::uint64_t blanks_ = 0;
  std::vector<std::pair<std::string, Position>> bad_iris_;  // as written, with the tag where they stand
  std::string noted_text_;
  std::string noted_language_;
  bool utf8_ = true;
  bool at_end_ = false;
  bool cancelled_ = false;
  std::optional<Error> error_;
};

}  // namespace

rdf::Result<void> read_rdfxml(ByteSource& bytes, const ReadOptions& options, rdf::QuadSink& sink) {
  const std::lock_guard lock(turn());
  return Reading(bytes, options, sink).run();
}

}  // namespace tamizdat::syntax
