#include "web/finding.hpp"

#include "html/mustache.hpp"
#include "rdf/vocabulary.hpp"
#include "web/problem.hpp"

namespace tamizdat::web {
namespace {

void append_json_list(std::string& out, const std::vector<std::string>& texts) {
  out += ",[";
  std::string_view separator;
  for (const std::string& text : texts) {
    out += separator;
    append_json_string(out, text);
    separator = ",";
  }
  out += ']';
}

/// Elements of XML, one after the other.
class Description {
 public:
  explicit Description(const answer::Addresses& addresses) : addresses_(addresses) {
    out_.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"");
    out_.append(rdf::opensearch::iri).append("\">\n");
  }
  void element(std::string_view name, std::string_view text) {
    out_.append("<").append(name).append(">");
    html::mustache::escape(text, out_);
    out_.append("</").append(name).append(">\n");
  }
  void address(std::string_view type, std::string_view rel, std::string_view relative) {
    out_.append("<Url type=\"").append(type).append("\" rel=\"").append(rel).append("\" template=\"");
    html::mustache::escape(addresses_.url(relative), out_);
    out_.append("\"/>\n");
  }
  std::string finish() { return std::move(out_.append("</OpenSearchDescription>\n")); }

 private:
  const answer::Addresses& addresses_;
  std::string out_;
};

}  // namespace

std::string suggestions_json(const answer::Suggestions& suggestions) {
  std::string out = "[";
  append_json_string(out, suggestions.words);
  append_json_list(out, suggestions.names);
  append_json_list(out, suggestions.kinds);
  append_json_list(out, suggestions.urls);
  return out + "]\n";
}

std::string search_description(const answer::Publication& publication) {
  Description description(publication.addresses);
  // Longer ones are not allowed (OpenSearch 1.1, "ShortName", "LongName").
  description.element("ShortName", answer::first_characters(publication.title, 16));
  description.element("LongName", answer::first_characters(publication.title, 48));
  description.element("Description", "Names and descriptions of things");
  const std::string question = "search?q={searchTerms}&page={startPage?}";
  const auto& page = syntax::format(syntax::FormatId::html);
  description.address(page.media_type, "results", question);
  for (const auto& format : syntax::formats()) {
    if (format.family != syntax::Family::graph || !format.writable) continue;
    description.address(format.media_type, "results", question + "&format=" + std::string(format.extension));
  }
  description.address(answer::suggestions_type, "suggestions", "search/suggest?q={searchTerms}");
  description.address(answer::search_description_type, "self", answer::search_description_path);
  description.element("Language", "*");
  description.element("InputEncoding", "UTF-8");
  description.element("OutputEncoding", "UTF-8");
  return description.finish();
}

}  // namespace tamizdat::web
