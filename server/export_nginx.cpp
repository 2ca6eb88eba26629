// Rules for nginx.
#include "answer/addresses.hpp"
#include "server/export_accept.hpp"
#include "server/export_rules.hpp"
#include "web/negotiate.hpp"

namespace tamizdat::server {
namespace {

std::string quoted(std::string_view text, std::string_view stem) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == stem_mark) {
      out += stem;
    } else if (c == origin_mark) {
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
  return with_backslashes(text, "\\^$.|?*+()[]{}");
}

class NginxRules {
 public:
  NginxRules(const answer::Addresses& addresses, const RuleTable& table)
      : table_(table), addresses_(addresses), base_(addresses.base_path()) {}

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
    out.append("  \"~^/*(/(?!/)[^?]*)\\.(?:").append(extensions()).append(")(?:\\?.*)?$\" $1;\n");
    out += "  \"~^/*(/(?!/)[^?]*)\" $1;\n}\n";
    out += "map $args $tamizdat_asked {\n  default \"\";\n  \"~(?:^|&)format=([a-z]+)(?:&|$)\" $1;\n}\n";
    out +=
        "# What is asked for beside the format and the language.\nmap $args $tamizdat_query {\n"
        "  default \"-\";\n  \"\" \"\";\n  \"~^(?:(?:lang|format)=[^&/]*&?)*$\" \"\";\n"
        "  \"~^([^/]+?)(?:&(?:lang|format)=[^&/]*)*$\" $1;\n}\n";
    out +=
        "# What answers at its own address, and where its forms are.\nmap $uri $tamizdat_in_place {\n  "
        "default \"\";\n";
    for (const auto& [target, stem] : table_.in_place)
      out.append("  ").append(quoted(target, "")).append(" ").append(quoted(stem, "")).append(";\n");
    return out + "}\n";
  }

  std::string site() const {
    std::string out =
        "# For a server block of nginx; nginx-http.conf goes into the http block. Before it is included:\n"
        "#   set $tamizdat_root /where/the/export/is;\n"
        "absolute_redirect off;\nset $tamizdat_vary \"\";\nset $tamizdat_vary_and \"\";\n"
        "set $tamizdat_content_location \"\";\nset $tamizdat_page \"\";\nset $tamizdat_missing \"\";\n";
    out.append("set $tamizdat_origin \"").append(origin()).append("\";\n");
    for (const auto& [file, headers] : table_.own) {
      out.append("location = ").append(quoted(base_ + file, "")).append(" {\n");
      out.append("  alias ").append(rooted(quoted(file, ""))).append(";\n");
      append_headers(out, headers);
      out += "}\n";
    }
    for (const auto& [format, headers] : table_.shared) {
      const std::string end = "." + std::string(format->extension);
      out.append("location ~ \"^").append(regex_escaped(base_)).append("(?<tamizdat_file>.+)\\").append(end);
      out.append("$\" {\n  alias \"$tamizdat_root/${tamizdat_file}").append(end).append("\";\n");
      append_headers(out, headers);
      out += "}\n";
    }
    append_absent(out);
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
    if (!headers.has("Content-Location"))
      out += "  add_header Content-Location \"$tamizdat_content_location\";\n";
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

  void append_absent(std::string& out) const {
    out.append("error_page 501 ").append(quoted(base_ + std::string(absent_name), "")).append(";\n");
    for (const std::string& path : table_.absent)
      out.append("location = ").append(quoted(base_ + path, "")).append(" { return 501; }\n");
  }

  // Forms of one address in place: the file is chosen, its own rule does the rest.
  void append_negotiation(std::string& out) const {
    out.append("location ~ \"^").append(regex_escaped(base_)).append("(?<tamizdat_thing>.*)$\" {\n");
    const auto lead_to = [&](const std::string& format) {
      out.append("set $tamizdat_content_location \"${tamizdat_stem}.").append(format);
      out.append("\"; rewrite ^ \"").append(base_).append("${tamizdat_in_place}${tamizdat_page}.");
      out.append(format).append("?\" last; }\n");
    };
    // A page of a list is a file of its own, or has none.
    out +=
        "  set $tamizdat_step \"${tamizdat_in_place}@${tamizdat_query}\";\n"
        "  if ($tamizdat_step ~ \"^.+@.+$\") { set $tamizdat_page \"/${tamizdat_query}\"; }\n"
        "  if (!-f \"$tamizdat_root/${tamizdat_in_place}${tamizdat_page}.";
    out.append(web::offers_of(syntax::Family::graph).front()->extension);
    out +=
        "\") { set $tamizdat_missing $tamizdat_page; }\n"
        "  if ($tamizdat_missing != \"\") { return 501; }\n";
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
    append_fields(out, table_.redirect);
    out += "  return 303 \"${tamizdat_stem}.${tamizdat_form}\";\n}\n";
  }

  const RuleTable& table_;
  const answer::Addresses& addresses_;
  std::string base_;
};

}  // namespace

std::string nginx_http(const answer::Addresses& addresses, const RuleTable& table) {
  return NginxRules(addresses, table).http();
}

std::string nginx_site(const answer::Addresses& addresses, const RuleTable& table) {
  return NginxRules(addresses, table).site();
}

}  // namespace tamizdat::server
