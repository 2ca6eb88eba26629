#pragma once
// Configuration that makes other servers answer with exported files as Tamizdat answers: types, headers,
// negotiation. Headers are those of the server's own answers.
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "answer/publication.hpp"
#include "syntax/formats.hpp"
#include "web/message.hpp"

namespace tamizdat::server {

/// The headers of an exported answer that are not the affair of who serves the file: without ETag and
/// Last-Modified. Vary stands apart, for it depends on how the file was reached.
struct FileHeaders {
  std::string content_type;
  std::string vary;
  std::vector<std::pair<std::string, std::string>> fields;
  bool operator==(const FileHeaders&) const = default;
  [[nodiscard]] bool has(std::string_view name) const;
};
FileHeaders headers_of(const web::Fields& fields);

/// In values of headers: where the path without its extension stands, and the same with the origin before it.
inline constexpr char stem_mark = '\x01';
inline constexpr char origin_mark = '\x02';

/// The text with a backslash before each of the special characters.
std::string with_backslashes(std::string_view text, std::string_view special);

/// What stands at addresses that only a program can answer.
inline constexpr std::string_view absent_name = "-/absent.html";

/// What rules say, whatever server they are for. Paths are decoded.
struct RuleTable {
  std::map<const syntax::Format*, FileHeaders> shared;  ///< of documents in a format, with marks
  std::map<std::string, FileHeaders> own;               ///< of single files, by name
  std::map<std::string, std::string>
      in_place;                     ///< what answers at its own address: path to stem below the base
  FileHeaders redirect;             ///< of a thing that leads to its document, with marks
  std::vector<std::string> absent;  ///< what only a program can answer: paths below the base
};

/// Gathers what the rules must say while files are written. From any thread.
class ExportRules {
 public:
  explicit ExportRules(const answer::Publication& publication) : publication_(publication) {}

  /// A document in a format, at `stem` and its extension (paths, the stem without the dot). Documents whose
  /// headers are like the first one's but for the stem share a rule.
  void document(const syntax::Format& format, const std::string& stem, const std::string& file,
                const web::Fields& fields);
  /// A file with headers of its own. `file` is also the path at which rules find it.
  void file(const std::string& file, const web::Fields& fields);
  /// An address whose forms lie at `stem`.ttl and so on, and which answers in place.
  void in_place(const std::string& target, const std::string& stem);
  /// The answer of a thing that leads to its document.
  void redirect(const std::string& stem, const web::Fields& fields);

  /// An address that has no end of answers. Rules answer 501 with the file absent_name.
  void absent(std::string_view path);

  /// Files of rules by name.
  [[nodiscard]] std::map<std::string, std::string> render() const;

 private:
  const answer::Publication& publication_;
  mutable std::mutex mutex_;
  RuleTable table_;
};

// For nginx: what goes into the http block, and what goes into a server block.
std::string nginx_http(const answer::Addresses& addresses, const RuleTable& table);
std::string nginx_site(const answer::Addresses& addresses, const RuleTable& table);
/// For Apache: .htaccess of the folder, and of folders in it whose files have headers of their own, by name.
std::map<std::string, std::string> apache_site(const answer::Addresses& addresses, const RuleTable& table);
/// For Apache at a service of permanent identifiers.
std::string w3id_redirects(const answer::Addresses& addresses, const RuleTable& table);

}  // namespace tamizdat::server
