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
};
FileHeaders headers_of(const web::Fields& fields);

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

  /// Files of rules by name.
  [[nodiscard]] std::map<std::string, std::string> render() const;

 private:
  friend class NginxRules;
  friend class ApacheRules;

  const answer::Publication& publication_;
  mutable std::mutex mutex_;
  std::map<const syntax::Format*, FileHeaders> shared_;  // with "\x01" for the stem
  std::map<std::string, FileHeaders> own_;               // by file
  std::map<std::string, std::string> in_place_;          // path below the base to stem
  FileHeaders redirect_;
};

}  // namespace tamizdat::server
