#include "server/told_files.hpp"

#include <unordered_map>
#include <unordered_set>

#include "rdf/vocabulary.hpp"
#include "syntax/reader.hpp"

namespace tamizdat::server {
namespace {

/// Values by subject; of checksums by the node that a distribution names, of which it may have several.
class Telling : public rdf::QuadSink {
 public:
  bool quad(const rdf::QuadView& quad, rdf::Nesting, rdf::Position) override {
    const std::string subject(quad.subject.text);
    const std::string_view predicate = quad.predicate.text;
    if (predicate == rdf::dcat::downloadURL) files_[subject].url = quad.object.text;
    if (predicate == rdf::dcat::byteSize) files_[subject].bytes = quad.object.text;
    if (predicate == rdf::spdx::checksum) sums_of_[subject].emplace_back(quad.object.text);
    if (predicate == rdf::spdx::checksumValue) sums_[subject] = quad.object.text;
    if (predicate == rdf::spdx::algorithm && quad.object.text == rdf::spdx::checksumAlgorithm_sha256)
      of_sha256_.insert(subject);
    return true;
  }

  std::vector<ToldFile> all() {
    std::vector<ToldFile> told;
    for (auto& [subject, file] : files_) {
      for (const std::string& sum : sums_of_[subject])
        if (of_sha256_.contains(sum)) file.sha256 = sums_[sum];
      if (!file.url.empty() && !(file.bytes.empty() && file.sha256.empty())) told.push_back(file);
    }
    return told;
  }

 private:
  std::unordered_map<std::string, ToldFile> files_;
  std::unordered_map<std::string, std::vector<std::string>> sums_of_;
  std::unordered_map<std::string, std::string> sums_;
  std::unordered_set<std::string> of_sha256_;
};

}  // namespace

rdf::Result<std::vector<ToldFile>> told_files(std::string_view ntriples) {
  syntax::ReadOptions options;
  options.format = syntax::FormatId::ntriples;
  auto bytes = syntax::open_memory(ntriples);
  if (!bytes) return bytes.error();
  Telling telling;
  if (auto read = syntax::read(**bytes, options, telling); !read) return read.error();
  return telling.all();
}

}  // namespace tamizdat::server
