// IRIs with characters that nobody meant.
#include <array>
#include <cstdio>
#include <unordered_set>

#include "query/lint_findings.hpp"
#include "query/odd_characters.hpp"
#include "rdf/ascii.hpp"
#include "rdf/iri.hpp"

namespace tamizdat::query {
namespace {

using rdf::hex_value;
using rdf::is_hex;

bool is_unreserved(char c) {
  return rdf::is_letter(c) || rdf::is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/// What the percent signs of an IRI are like.
struct Percents {
  bool malformed = false;
  bool space = false;
  bool needless = false;  // of a plain character, or in small letters
};

Percents percents_of(std::string_view iri) {
  Percents out;
  for (auto at = iri.find('%'); at != std::string_view::npos; at = iri.find('%', at + 1)) {
    if (at + 2 >= iri.size() || !is_hex(iri[at + 1]) || !is_hex(iri[at + 2])) {
      out.malformed = true;
      continue;
    }
    const int code = hex_value(iri[at + 1]) * 16 + hex_value(iri[at + 2]);
    if (code == ' ') out.space = true;
    if (is_unreserved(static_cast<char>(code)) || iri[at + 1] >= 'a' || iri[at + 2] >= 'a')
      out.needless = true;
  }
  return out;
}

/// Two slashes in a path, but for a whole address within it ("/web/2020/http://…").
bool has_double_slash(std::string_view path) {
  for (auto at = path.find("//"); at != std::string_view::npos; at = path.find("//", at + 1))
    if (at == 0 || path[at - 1] != ':') return true;
  return false;
}

bool has_bracket_outside_host(const rdf::IriParts& parts) {
  for (const std::string_view part : {parts.path, parts.query.value_or(""), parts.fragment.value_or("")})
    if (part.find_first_of("[]") != std::string_view::npos) return true;
  return false;
}

bool is_local_host(std::string_view authority) {
  const auto at = authority.rfind('@');
  if (at != std::string_view::npos) authority.remove_prefix(at + 1);
  if (authority.starts_with("[::1]")) return true;
  const std::string_view host = authority.substr(0, authority.find(':'));
  return host == "localhost" || host.ends_with(".localhost") || host == "127.0.0.1" || host == "0.0.0.0";
}

bool is_local(const rdf::IriParts& parts) {
  if (parts.scheme == "file") return true;
  return (parts.scheme == "http" || parts.scheme == "https") && parts.authority &&
         is_local_host(*parts.authority);
}

class Iris {
 public:
  Iris(const LintData& data, Findings& findings)
      : data_(data), findings_(findings), base_is_local_(is_local(rdf::parse_iri(data.base()))) {}

  void look_at(store::TermId id) {
    if (id.kind() != rdf::TermKind::iri || !seen_.insert(id)) return;
    id_ = id;
    iri_ = data_.text(id);
    ours_ = data_.is_ours(id);
    parts_ = rdf::parse_iri(iri_);
    look_at_structure();
    look_at_characters();
    look_at_percents();
  }

 private:
  void add(Rule rule, std::string message, std::string hint = {}) {
    findings_.add(rule, std::move(message), std::move(hint), {{.term = id_}}, std::string(iri_));
  }
  [[nodiscard]] std::string shown() const { return "<" + std::string(iri_) + ">"; }

  void look_at_structure() {
    const bool web = parts_.scheme == "http" || parts_.scheme == "https";
    if (web && (!parts_.authority || parts_.authority->empty()))
      add(Rule::iri_no_host, shown() + " has no host");
    if (ours_ && has_double_slash(parts_.path))
      add(Rule::iri_double_slash, shown() + " has '//' in its path");
    if (has_bracket_outside_host(parts_))
      add(Rule::iri_brackets, shown() + " has a '[' or ']' that is not part of a host");
    if (!ours_ && !base_is_local_ && is_local(parts_))
      add(Rule::iri_local, shown() + " can be followed on this computer only");
    if (parts_.scheme && is_name(*parts_.scheme))
      add(Rule::iri_is_name, shown() + " looks like a prefixed name",
          "write " + std::string(iri_) + " without angle brackets");
  }

  /// "foaf:name": the scheme is a prefix that the data or everybody uses, and no scheme anybody uses.
  [[nodiscard]] bool is_name(std::string_view scheme) const {
    static const std::unordered_set<std::string_view> schemes = {
        "about",  "ark",    "arn", "cid",  "data",  "did",   "doi",    "dns",   "file", "ftp",  "ftps",
        "geo",    "git",    "hdl", "http", "https", "info",  "ipfs",   "irc",   "isbn", "jar",  "ldap",
        "magnet", "mailto", "mid", "ni",   "oid",   "orcid", "pkcs11", "rsync", "sftp", "sip",  "sms",
        "ssh",    "tag",    "tel", "urn",  "uuid",  "view",  "ws",     "wss",   "x",    "xmpp", "blob"};
    if (schemes.contains(scheme) || parts_.authority || parts_.path.starts_with('/')) return false;
    return data_.snapshot().prefixes().find(scheme) || rdf::Prefixes::well_known().find(scheme);
  }

  void look_at_characters() {
    if (const char32_t c = invisible_character(iri_); c != 0) {
      std::array<char, 16> code{};
      std::snprintf(code.data(), code.size(), "U+%04X", static_cast<unsigned>(c));
      add(Rule::iri_invisible, shown() + " has the invisible or private character " + code.data() + " in it");
    }
    if (const std::string_view word = mixed_script_word(iri_); !word.empty())
      add(Rule::iri_mixed_script,
          "the word '" + std::string(word) + "' in " + shown() + " mixes letters of different scripts");
    if (ours_ && can_be_composed(iri_))
      add(Rule::iri_not_composed, shown() + " is not in composed form (NFC)");
  }

  void look_at_percents() {
    const Percents percents = percents_of(iri_);
    if (percents.malformed) add(Rule::iri_percent, shown() + " has a '%' that encodes nothing");
    if (!ours_) return;
    if (percents.space) add(Rule::iri_encoded_space, shown() + " has an encoded space in it");
    if (percents.needless)
      add(Rule::iri_encoded_plain, shown() + " could be written with other percent-encoding");
  }

  const LintData& data_;
  Findings& findings_;
  bool base_is_local_;
  TermSet seen_;
  store::TermId id_;
  std::string_view iri_;
  bool ours_ = false;
  rdf::IriParts parts_;
};

}  // namespace

void lint_iris(const LintData& data, Findings& findings) {
  Iris iris(data, findings);
  for (const TermSet* set : {&data.subjects(), &data.predicates(), &data.objects()})
    set->for_each([&](store::TermId id) { iris.look_at(id); });
}

}  // namespace tamizdat::query
