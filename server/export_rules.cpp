#include "server/export_rules.hpp"

#include <algorithm>
#include <array>

#include "answer/addresses.hpp"
#include "server/export_accept.hpp"
#include "web/negotiate.hpp"

namespace tamizdat::server {
namespace {

constexpr char stem_mark = '\x01';

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
      replace_all(value, "<" + url + end, "<\x02" + mark + end);
    }
  }
}

std::string decoded(std::string_view path) {
  return answer::percent_decode(path).value_or(std::string(path));
}

}  // namespace

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
  const auto [at, added] = shared_.try_emplace(&format, marked);
  if (!added && !(at->second == marked)) own_.emplace(file, std::move(headers));
}

void ExportRules::file(const std::string& file, const web::Fields& fields) {
  FileHeaders headers = headers_of(fields);
  const std::lock_guard lock(mutex_);
  own_.emplace(file, std::move(headers));
}

void ExportRules::in_place(const std::string& target, const std::string& stem) {
  const std::string_view base = publication_.addresses.base_path();
  const std::lock_guard lock(mutex_);
  in_place_.emplace(decoded(target), decoded(std::string_view(stem).substr(base.size())));
}

void ExportRules::redirect(const std::string& stem, const web::Fields& fields) {
  FileHeaders headers = headers_of(fields);
  put_marks(
      headers, stem,
      publication_.addresses.url(std::string_view(stem).substr(publication_.addresses.base_path().size())));
  const std::lock_guard lock(mutex_);
  if (redirect_.fields.empty()) redirect_ = std::move(headers);
}

// --- nginx ------------------------------------------------------------------------------------------------

namespace {

std::string quoted(std::string_view text, std::string_view stem) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == stem_mark) {
      out += stem;
    } else if (c == '\x02') {
      out += "${tamizdat_origin}";
    } else if (c == '$') {
      out += "${tamizdat_dollar}";
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + "\"";
}

std::string regex_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\^$.|?*+()[]{}").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

class NginxRules {
 public:
  explicit NginxRules(const ExportRules& rules)
      : rules_(rules), addresses_(rules.publication_.addresses), base_(addresses_.base_path()) {}

  std::string http() const {
    std::string out =
        "# For the http block of nginx, beside nginx-site.conf: which format is chosen.\n"
        "map_hash_bucket_size 1024;\nvariables_hash_bucket_size 128;\n"
        "geo $tamizdat_dollar { default \"$\"; }\n"
        "map $http_accept $tamizdat_ext {\n  default 406;\n";
    const auto offers = web::offers_of(syntax::Family::graph);
    out.append("  \"\" ").append(offers.front()->extension).append(";\n");
    for (const AcceptRule& rule : accept_rules(offers))
      out.append("  \"~*").append(rule.pattern).append("\" ").append(rule.format->extension).append(";\n");
    out += "}\n# The address without its extension, as it was sent.\nmap $request_uri $tamizdat_stem {\n";
    out.append("  \"~^([^?]*)\\.(?:").append(extensions()).append(")(?:\\?.*)?$\" $1;\n");
    out += "  \"~^([^?]*)\" $1;\n}\n";
    out += "map $args $tamizdat_asked {\n  default \"\";\n  \"~(?:^|&)format=([a-z]+)$\" $1;\n}\n";
    out +=
        "# What answers at its own address, and where its forms are.\nmap $uri $tamizdat_in_place {\n  "
        "default \"\";\n";
    for (const auto& [target, stem] : rules_.in_place_)
      out.append("  ").append(quoted(target, "")).append(" ").append(quoted(base_ + stem, "")).append(";\n");
    return out + "}\n";
  }

  std::string site() const {
    std::string out =
        "# For a server block of nginx; nginx-http.conf goes into the http block. Before it is included:\n"
        "#   set $tamizdat_root /where/the/export/is;\n"
        "absolute_redirect off;\nset $tamizdat_vary \"\";\nset $tamizdat_vary_and \"\";\n"
        "set $tamizdat_content_location \"\";\n";
    out.append("set $tamizdat_origin \"").append(origin()).append("\";\n");
    for (const auto& [file, headers] : rules_.own_) {
      out.append("location = ").append(quoted(base_ + file, "")).append(" {\n");
      out.append("  alias ").append(rooted(quoted(file, ""))).append(";\n");
      append_headers(out, headers);
      out += "}\n";
    }
    for (const auto& [format, headers] : rules_.shared_) {
      const std::string end = "." + std::string(format->extension);
      out.append("location ~ \"^").append(regex_escaped(base_)).append("(?<tamizdat_file>.+)\\").append(end);
      out.append("$\" {\n  alias \"$tamizdat_root/${tamizdat_file}").append(end).append("\";\n");
      append_headers(out, headers);
      out += "}\n";
    }
    append_negotiation(out);
    return out;
  }

 private:
  static std::string rooted(const std::string& quoted_name) {
    return "\"$tamizdat_root/" + quoted_name.substr(1);
  }
  std::string origin() const {
    const std::string& base = addresses_.base();
    return base.substr(0, base.size() - base_.size());
  }
  static std::string extensions() {
    std::string out;
    for (const syntax::Format* format : web::offers_of(syntax::Family::graph)) {
      if (!out.empty()) out += '|';
      out += format->extension;
    }
    return out;
  }

  static void append_headers(std::string& out, const FileHeaders& headers) {
    out.append("  types {}\n  default_type ").append(quoted(headers.content_type, "")).append(";\n");
    const std::string vary =
        headers.vary.empty() ? std::string("$tamizdat_vary") : "${tamizdat_vary_and}" + headers.vary;
    out.append("  add_header Vary \"").append(vary).append("\";\n");
    const bool has_own = std::any_of(headers.fields.begin(), headers.fields.end(),
                                     [](const auto& field) { return field.first == "Content-Location"; });
    if (!has_own) out += "  add_header Content-Location \"$tamizdat_content_location\";\n";
    append_fields(out, headers);
  }
  static void append_fields(std::string& out, const FileHeaders& headers) {
    for (const auto& [name, value] : headers.fields)
      out.append("  add_header ")
          .append(name)
          .append(" ")
          .append(quoted(value, "${tamizdat_stem}"))
          .append(";\n");
  }

  // Forms of one address in place: the file is chosen, its own rule does the rest.
  void append_negotiation(std::string& out) const {
    out.append("location ~ \"^").append(regex_escaped(base_)).append("(?<tamizdat_thing>.*)$\" {\n");
    const auto lead_to = [&](const std::string& format) {
      out.append("set $tamizdat_content_location \"${tamizdat_stem}.").append(format);
      out.append("\"; rewrite ^ \"${tamizdat_in_place}.").append(format).append("?\" last; }\n");
    };
    out += "  set $tamizdat_step \"${tamizdat_in_place}@${tamizdat_asked}\";\n";
    out += "  if ($tamizdat_step ~ \"^.+@.+$\") { ";
    lead_to("${tamizdat_asked}");
    out += "  if ($tamizdat_ext = 406) { return 406; }\n";
    out += "  set $tamizdat_vary Accept;\n  set $tamizdat_vary_and \"Accept, \";\n";
    out += "  if ($tamizdat_in_place != \"\") { ";
    lead_to("${tamizdat_ext}");
    out.append("  if (!-f \"$tamizdat_root/${tamizdat_thing}.")
        .append(web::offers_of(syntax::Family::graph).front()->extension)
        .append("\") { return 404; }\n");
    out += "  set $tamizdat_form $tamizdat_ext;\n";
    out +=
        "  if ($tamizdat_asked != \"\") { set $tamizdat_form $tamizdat_asked; set $tamizdat_vary \"\"; }\n";
    out += "  add_header Vary \"$tamizdat_vary\";\n";
    append_fields(out, rules_.redirect_);
    out += "  return 303 \"${tamizdat_stem}.${tamizdat_form}\";\n}\n";
  }

  const ExportRules& rules_;
  const answer::Addresses& addresses_;
  std::string base_;
};

// --- Apache and w3id --------------------------------------------------------------------------------------

class ApacheRules {
 public:
  explicit ApacheRules(const ExportRules& rules)
      : rules_(rules), base_(rules.publication_.addresses.base_path()) {}

  /// Conditions that put the chosen extension into the environment.
  static std::string chosen() {
    const auto offers = web::offers_of(syntax::Family::graph);
    std::string out = "RewriteCond %{HTTP_ACCEPT} ^$\nRewriteRule ^ - [E=TAMIZDAT:";
    out.append(offers.front()->extension).append("]\n");
    for (const AcceptRule& rule : accept_rules(offers)) {
      out += "RewriteCond %{ENV:TAMIZDAT} ^$\nRewriteCond %{HTTP_ACCEPT} \"";
      out.append(rule.pattern).append("\" [NC]\nRewriteRule ^ - [E=TAMIZDAT:").append(rule.format->extension);
      out += "]\n";
    }
    return out;
  }

  std::string site() const {
    std::string out =
        "# For Apache with mod_rewrite, mod_headers and mod_mime (AllowOverride FileInfo).\n"
        "Options -MultiViews -Indexes\nDirectorySlash Off\nDirectoryIndex disabled\nRewriteEngine on\n";
    out.append("RewriteBase ").append(base_).append("\n");
    for (const auto& [format, headers] : rules_.shared_) {
      out.append("<FilesMatch \"\\.").append(format->extension).append("$\">\n");
      out.append("  ForceType \"").append(headers.content_type).append("\"\n");
      for (const auto& [name, value] : headers.fields)
        if (value.find(stem_mark) == std::string::npos)
          out.append("  Header set ").append(name).append(" \"").append(escaped(value)).append("\"\n");
      if (!headers.vary.empty()) out.append("  Header merge Vary \"").append(headers.vary).append("\"\n");
      out += "</FilesMatch>\n";
    }
    out += "# Which format is chosen.\n" + chosen();
    out +=
        "RewriteCond %{QUERY_STRING} (?:^|&)format=([a-z]+)$\nRewriteRule ^ - "
        "[E=TAMIZDAT:%1,E=TAMIZDAT_ASKED:1]\n";
    out += "# What answers at its own address.\n";
    for (const auto& [target, stem] : rules_.in_place_) {
      const std::string below = target.substr(base_.size());
      out.append("RewriteCond %{ENV:TAMIZDAT} .\nRewriteRule \"^").append(regex_escaped(below));
      out.append("$\" \"").append(stem).append(".%{ENV:TAMIZDAT}\" [QSD,END,E=TAMIZDAT_IN_PLACE:1]\n");
    }
    out +=
        "# A thing leads to its document.\nRewriteCond %{REQUEST_FILENAME} !-f\nRewriteCond %{ENV:TAMIZDAT} "
        ".\n";
    out += "RewriteCond %{REQUEST_FILENAME}.%{ENV:TAMIZDAT} -f\n";
    out.append("RewriteRule ^(.*)$ \"").append(base_).append("$1.%{ENV:TAMIZDAT}\" [R=303,QSD,END]\n");
    out +=
        "# Nothing that is offered is acceptable.\nRewriteCond %{ENV:TAMIZDAT} ^$\nRewriteCond "
        "%{REQUEST_FILENAME} !-f\n";
    out.append("RewriteCond %{REQUEST_FILENAME}.")
        .append(web::offers_of(syntax::Family::graph).front()->extension);
    out += " -f\nRewriteRule ^ - [R=406,L]\n";
    out += "Header always merge Vary Accept env=REDIRECT_TAMIZDAT_IN_PLACE\n";
    out += "Header always merge Vary Accept \"expr=%{REQUEST_STATUS} == 303\"\n";
    out += "Header always set Access-Control-Allow-Origin \"*\"\n";
    return out;
  }

  std::string w3id() const {
    const std::string& to = rules_.publication_.addresses.base();
    std::string out =
        "# For a service of permanent identifiers such as w3id.org: leads to the site, to the document in "
        "the\n"
        "# format that the client prefers. If the site lies elsewhere than its base, put its address in "
        "place of\n# ";
    out.append(to).append(" below.\nRewriteEngine on\n").append(chosen());
    out.append("RewriteCond %{ENV:TAMIZDAT} ^$\nRewriteRule ^ - [R=406,L]\n");
    out += "# Documents and files have their extension already.\nRewriteRule ^(.*\\.[a-z]+)$ \"" + to +
           "$1\" [R=302,L]\n";
    out += "RewriteRule ^$ \"" + to + "\" [R=302,L]\n";
    out += "RewriteRule ^(.*)$ \"" + to + "$1.%{ENV:TAMIZDAT}\" [R=303,L]\nHeader always merge Vary Accept\n";
    return out;
  }

 private:
  static std::string escaped(std::string_view value) {
    std::string out;
    for (const char c : value) {
      if (c == '"' || c == '\\') out += '\\';
      if (c == '%') out += '%';
      out += c;
    }
    return out;
  }

  const ExportRules& rules_;
  std::string base_;
};

std::map<std::string, std::string> ExportRules::render() const {
  const std::lock_guard lock(mutex_);
  const NginxRules nginx(*this);
  const ApacheRules apache(*this);
  return {{"-/rules/nginx-http.conf", nginx.http()},
          {"-/rules/nginx-site.conf", nginx.site()},
          {"-/rules/w3id.htaccess", apache.w3id()},
          {".htaccess", apache.site()}};
}

}  // namespace tamizdat::server
