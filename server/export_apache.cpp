// Rules for Apache 2.4: a .htaccess, which needs no rights on the server.
//
// A rewrite in a .htaccess is a redirect inside the server: what was put into the environment before it has
// REDIRECT_ before its name after it. Headers of sections come after those outside of all sections.
#include "answer/addresses.hpp"
#include "server/export_accept.hpp"
#include "server/export_rules.hpp"
#include "web/negotiate.hpp"

namespace tamizdat::server {
namespace {

// The path of a request as it was sent. With two slashes before it, it would lead to another host.
constexpr std::string_view sent_path = "^\\S+\\s+/*(/(?!/)[^?\\s]*?)";

constexpr std::string_view rules_name = ".htaccess";

std::string regex_escaped(std::string_view text) {
  return with_backslashes(text, "\\^$.|?*+()[]{}\"");
}

// In double quotes, where '%' and '$' name what was matched.
std::string replacement(std::string_view text) {
  return with_backslashes(text, "%$\\\"");
}

// In double quotes that stand for themselves.
std::string escaped(std::string_view text) {
  return with_backslashes(text, "\\\"");
}

// In single quotes of an expression.
std::string in_expression(std::string_view text) {
  return "'" + with_backslashes(text, "\\'") + "'";
}

class ApacheRules {
 public:
  ApacheRules(const answer::Addresses& addresses, const RuleTable& table)
      : table_(table),
        base_(addresses.base_path()),
        url_(addresses.base()),
        origin_(url_.substr(0, url_.size() - base_.size())) {}

  std::string site() const {
    std::string out =
        "# For Apache 2.4 with mod_rewrite, mod_headers and mod_setenvif (AllowOverride FileInfo Options).\n"
        "Options -MultiViews -Indexes\n"
        "<IfModule mod_dir.c>\n  DirectorySlash Off\n  DirectoryIndex disabled\n</IfModule>\n"
        "AddDefaultCharset Off\n"
        "# The address without its extension, as it was sent.\n"
        "SetEnvIfExpr \"%{THE_REQUEST} =~ m#";
    out.append(sent_path).append("(?:\\.(?:").append(extensions());
    out += "))?[?\\s]#\" TAMIZDAT_STEM=$1\n\nRewriteEngine on\n";
    out.append("RewriteBase \"").append(base_).append("\"\n");
    out += "# Files are what they are.\nRewriteCond %{REQUEST_FILENAME} -f\nRewriteRule ^ - [END]\n";
    out += "# Which format is chosen.\n" + chosen();
    out +=
        "RewriteCond %{QUERY_STRING} (?:^|&)format=([a-z]+)(?:&|$)\n"
        "RewriteRule ^ - [E=TAMIZDAT_CHOSEN:%1,E=TAMIZDAT_ASKED:1]\n"
        "RewriteCond %{ENV:TAMIZDAT_ASKED} ^$\nRewriteRule ^ - [E=TAMIZDAT_BY_ACCEPT:1]\n";
    append_absent(out);
    append_pages(out);
    append_in_place(out);
    append_things(out);
    append_redirect(out);
    out += "\n# What the answers of the server say of themselves.\n";
    for (const auto& [format, headers] : table_.shared) {
      out.append("<FilesMatch \"\\.").append(format->extension).append("$\">\n");
      append_headers(out, headers, nullptr);
      out += "</FilesMatch>\n";
    }
    return out;
  }

  /// It is read anew for each request below its folder: each folder has its own.
  void add_own(std::map<std::string, std::string>& files) const {
    for (const auto& [file, headers] : table_.own) {
      const auto slash = file.rfind('/');
      const std::string folder = slash == std::string::npos ? std::string() : file.substr(0, slash + 1);
      std::string& out = files[folder + std::string(rules_name)];
      out.append("<If \"%{REQUEST_URI} == ").append(in_expression(base_ + file)).append("\">\n");
      append_headers(out, headers, shared_with(file));
      out += "</If>\n";
    }
  }

  std::string w3id() const {
    std::string out =
        "# For a service of permanent identifiers such as w3id.org: leads to the site, to the document in "
        "the\n"
        "# format that the client prefers. If the site lies elsewhere than its base, put its address in "
        "place of\n"
        "# ";
    out.append(url_).append(" below.\nRewriteEngine on\n");
    out += "# Documents, files and what is negotiated at its own address.\n";
    for (const auto& [target, stem] : table_.in_place) {
      const std::string below = target.substr(base_.size());
      out.append("RewriteRule \"^").append(regex_escaped(below)).append("$\" \"");
      out.append(replacement(url_)).append(encoded(below)).append("\" [R=303,NE,L]\n");
    }
    out.append("RewriteRule \"^(-/.*|\\.well-known/.*|.*\\.[a-z]+)$\" \"").append(replacement(url_));
    out += "$1\" [R=302,L]\n# Things, by the format that is wanted.\n" + chosen();
    out += "RewriteCond %{ENV:TAMIZDAT_CHOSEN} ^$\nRewriteRule ^ - [R=406,L]\n";
    out.append("RewriteRule \"^(.*)$\" \"").append(replacement(url_));
    out += "$1.%{ENV:TAMIZDAT_CHOSEN}\" [R=303,L]\nHeader always merge Vary Accept\n";
    return out;
  }

 private:
  static std::string_view first_extension() {
    return web::offers_of(syntax::Family::graph).front()->extension;
  }
  static std::string extensions() {
    std::string out;
    for (const syntax::Format* format : web::offers_of(syntax::Family::graph)) {
      if (!out.empty()) out += '|';
      out += format->extension;
    }
    return out;
  }

  /// The chosen extension goes into the environment. What answers vary by is said below, not by conditions.
  static std::string chosen() {
    std::string out = "RewriteCond %{HTTP_ACCEPT} ^$ [NV]\nRewriteRule ^ - [E=TAMIZDAT_CHOSEN:";
    out.append(first_extension()).append("]\n");
    for (const AcceptRule& rule : accept_rules(web::offers_of(syntax::Family::graph))) {
      out += "RewriteCond %{ENV:TAMIZDAT_CHOSEN} ^$\nRewriteCond %{HTTP_ACCEPT} \"";
      out.append(rule.pattern).append("\" [NC,NV]\nRewriteRule ^ - [E=TAMIZDAT_CHOSEN:");
      out.append(rule.format->extension).append("]\n");
    }
    return out;
  }

  void append_absent(std::string& out) const {
    out += "# What only a program can answer.\nErrorDocument 501 \"";
    out.append(replacement(base_)).append(absent_name).append("\"\n");
    for (const std::string& path : table_.absent)
      out.append("RewriteRule \"^").append(regex_escaped(path)).append("$\" - [R=501,END]\n");
  }

  // A page of a list is a file of its own, or has none. Escapes in its name stay, which [B] sees to.
  void append_pages(std::string& out) const {
    out +=
        "# What is asked for beside the format and the language.\n"
        "RewriteCond %{QUERY_STRING} !^(?:(?:lang|format)=[^&/]*&?)*$\n"
        "RewriteRule ^ - [E=TAMIZDAT_QUERY:-]\n"
        "RewriteCond %{ENV:TAMIZDAT_QUERY} .\n"
        "RewriteCond %{QUERY_STRING} ^([^/]+?)(?:&(?:lang|format)=[^&/]*)*$\n"
        "RewriteRule ^ - [E=TAMIZDAT_QUERY:%1]\n";
    for (const auto& [target, stem] : table_.in_place) {
      const std::string rule =
          "RewriteRule \"^" + regex_escaped(std::string_view(target).substr(base_.size())) + "$\" ";
      out += "RewriteCond %{REQUEST_FILENAME}/%{ENV:TAMIZDAT_QUERY}.%{ENV:TAMIZDAT_CHOSEN} -f\n";
      out.append("RewriteCond %{ENV:TAMIZDAT_QUERY} ^(.+)$\n").append(rule).append("\"");
      out.append(replacement(stem)).append("/%1.%{ENV:TAMIZDAT_CHOSEN}\" [B,QSD,END,E=TAMIZDAT_IN_PLACE:1");
      out +=
          "]\nRewriteCond %{ENV:TAMIZDAT_CHOSEN} ^$\nRewriteCond %{REQUEST_FILENAME}/%{ENV:TAMIZDAT_QUERY}.";
      out.append(first_extension()).append(" -f\n").append(rule).append("- [R=406,END]\n");
      out += "RewriteCond %{ENV:TAMIZDAT_QUERY} .\n" + rule + "- [R=501,END]\n";
    }
  }

  void append_in_place(std::string& out) const {
    out += "# What answers at its own address.\n";
    for (const auto& [target, stem] : table_.in_place) {
      const std::string rule =
          "RewriteRule \"^" + regex_escaped(std::string_view(target).substr(base_.size())) + "$\" ";
      out.append("RewriteCond %{ENV:TAMIZDAT_CHOSEN} ^$\n").append(rule).append("- [R=406,END]\n");
      out.append(rule).append("\"").append(replacement(stem));
      out += ".%{ENV:TAMIZDAT_CHOSEN}\" [QSD,END,E=TAMIZDAT_IN_PLACE:1]\n";
    }
  }

  static void append_things(std::string& out) {
    out +=
        "# A thing leads to its document.\n"
        "RewriteCond %{ENV:TAMIZDAT_CHOSEN} .\n"
        "RewriteCond %{REQUEST_FILENAME}.%{ENV:TAMIZDAT_CHOSEN} -f\n"
        "RewriteCond %{THE_REQUEST} \"";
    out.append(sent_path).append("[?\\s]\"\n");
    out += "RewriteRule ^ \"%1.%{ENV:TAMIZDAT_CHOSEN}\" [R=303,QSD,NE,END]\n";
    out +=
        "# Nothing that is offered is acceptable.\nRewriteCond %{ENV:TAMIZDAT_CHOSEN} ^$\n"
        "RewriteCond %{REQUEST_FILENAME}.";
    out.append(first_extension()).append(" -f\nRewriteRule ^ - [R=406,END]\n");
  }

  void append_redirect(std::string& out) const {
    const std::string when = "\"expr=%{REQUEST_STATUS} == 303\"\n";
    for (const auto& [name, value] : table_.redirect.fields)
      if (name != "Content-Type") append_field(out, "Header always set ", name, value, when);
    out += "Header always set Vary Accept \"expr=%{REQUEST_STATUS} == 303 && -z env('TAMIZDAT_ASKED')\"\n";
    out += "Header always set Access-Control-Allow-Origin \"*\" \"expr=%{REQUEST_STATUS} >= 400\"\n";
  }

  void append_headers(std::string& out, const FileHeaders& headers, const FileHeaders* beneath) const {
    out.append("  ForceType \"").append(escaped(headers.content_type)).append("\"\n");
    if (beneath != nullptr) {
      for (const auto& [name, value] : beneath->fields)
        if (!headers.has(name)) out.append("  Header unset ").append(name).append("\n");
    }
    for (const auto& [name, value] : headers.fields) append_field(out, "  Header set ", name, value, "\n");
    if (headers.vary.empty()) {
      out += "  Header unset Vary\n";
    } else {
      out.append("  Header set Vary \"").append(headers.vary).append("\"\n");
    }
    out +=
        "  Header merge Vary Accept \"expr=-n reqenv('REDIRECT_TAMIZDAT_IN_PLACE') && "
        "-n reqenv('REDIRECT_TAMIZDAT_BY_ACCEPT')\"\n";
    if (!headers.has("Content-Location"))
      out +=
          "  Header set Content-Location \"%{TAMIZDAT_STEM}e.%{REDIRECT_TAMIZDAT_CHOSEN}e\" "
          "env=REDIRECT_TAMIZDAT_IN_PLACE\n";
  }

  void append_field(std::string& out, std::string_view how, const std::string& name, std::string_view value,
                    std::string_view end) const {
    out.append(how).append(name).append(" \"");
    for (const char c : value) {
      if (c == stem_mark) {
        out += "%{TAMIZDAT_STEM}e";
      } else if (c == origin_mark) {
        out += origin_;
      } else {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '%') out += '%';
        out += c;
      }
    }
    out.append("\"").append(end.starts_with('\n') ? "" : " ").append(end);
  }

  /// The headers of all files of that extension, which a file's own come after.
  const FileHeaders* shared_with(std::string_view file) const {
    for (const auto& [format, headers] : table_.shared)
      if (file.ends_with("." + std::string(format->extension))) return &headers;
    return nullptr;
  }

  static std::string encoded(std::string_view path) {
    std::string out;
    for (const char c : answer::encode_query_value(path)) {
      if (c == '%') out += '\\';
      out += c;
    }
    for (auto at = out.find("\\%2F"); at != std::string::npos; at = out.find("\\%2F", at))
      out.replace(at, 4, "/");
    return out;
  }

  const RuleTable& table_;
  std::string base_;
  std::string url_;
  std::string origin_;
};

}  // namespace

std::map<std::string, std::string> apache_site(const answer::Addresses& addresses, const RuleTable& table) {
  const ApacheRules rules(addresses, table);
  std::map<std::string, std::string> files{{std::string(rules_name), rules.site()}};
  rules.add_own(files);
  return files;
}

std::string w3id_redirects(const answer::Addresses& addresses, const RuleTable& table) {
  return ApacheRules(addresses, table).w3id();
}

}  // namespace tamizdat::server
