#include "server/export_rules.hpp"

#include <algorithm>
#include <array>

#include "answer/addresses.hpp"

namespace tamizdat::server {
namespace {

bool is_left_out(std::string_view name) {
  constexpr std::array<std::string_view, 6> names = {"Content-Type", "ETag",     "Last-Modified",
                                                     "Vary",         "Location", "Accept-Ranges"};
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view one) { return web::same_token(one, name); });
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// The same headers for any stem.
void put_marks(FileHeaders& headers, const std::string& stem, const std::string& url) {
  const std::string mark(1, stem_mark);
  for (auto& [name, value] : headers.fields) {
    for (const char end : {'.', '>'}) {
      replace_all(value, "<" + stem + end, "<" + mark + end);
      replace_all(value, "<" + url + end, "<" + std::string(1, origin_mark) + mark + end);
    }
  }
}

std::string decoded(std::string_view path) {
  return answer::percent_decode(path).value_or(std::string(path));
}

}  // namespace

std::string with_backslashes(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

bool FileHeaders::has(std::string_view name) const {
  return std::any_of(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
}

FileHeaders headers_of(const web::Fields& fields) {
  FileHeaders headers;
  headers.content_type = fields.get("Content-Type");
  headers.vary = fields.combined("Vary");
  for (const auto field : fields.all())
    if (!is_left_out(field.name)) headers.fields.emplace_back(field.name, field.value);
  return headers;
}

void ExportRules::document(const syntax::Format& format, const std::string& stem, const std::string& file,
                           const web::Fields& fields) {
  FileHeaders headers = headers_of(fields);
  FileHeaders marked = headers;
  put_marks(
      marked, stem,
      publication_.addresses.url(std::string_view(stem).substr(publication_.addresses.base_path().size())));
  const std::lock_guard lock(mutex_);
  const auto [at, added] = table_.shared.try_emplace(&format, marked);
  if (!added && !(at->second == marked)) table_.own.emplace(file, std::move(headers));
}

void ExportRules::file(const std::string& file, const web::Fields& fields) {
  FileHeaders headers = headers_of(fields);
  const std::lock_guard lock(mutex_);
  table_.own.emplace(file, std::move(headers));
}

void ExportRules::in_place(const std::string& target, const std::string& stem) {
  const std::string_view base = publication_.addresses.base_path();
  const std::lock_guard lock(mutex_);
  table_.in_place.emplace(decoded(target), decoded(std::string_view(stem).substr(base.size())));
}

void ExportRules::redirect(const std::string& stem, const web::Fields& fields) {
  FileHeaders headers = headers_of(fields);
  put_marks(
      headers, stem,
      publication_.addresses.url(std::string_view(stem).substr(publication_.addresses.base_path().size())));
  const std::lock_guard lock(mutex_);
  if (table_.redirect.fields.empty()) table_.redirect = std::move(headers);
}

void ExportRules::absent(std::string_view path) {
  const std::lock_guard lock(mutex_);
  table_.absent.emplace_back(path);
}

std::map<std::string, std::string> ExportRules::render() const {
  const std::lock_guard lock(mutex_);
  const answer::Addresses& addresses = publication_.addresses;
  auto files = apache_site(addresses, table_);
  files.emplace("-/rules/nginx-http.conf", nginx_http(addresses, table_));
  files.emplace("-/rules/nginx-site.conf", nginx_site(addresses, table_));
  files.emplace("-/rules/w3id.htaccess", w3id_redirects(addresses, table_));
  return files;
}

}  // namespace tamizdat::server
