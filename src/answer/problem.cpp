#include "answer/problem.hpp"

#include "answer/problem_types.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

struct Title {
  rdf::Code code;
  std::string_view text;
};

constexpr Title titles[] = {
    {rdf::Code::invalid_syntax, "Invalid syntax"},
    {rdf::Code::invalid_encoding, "Not valid UTF-8"},
    {rdf::Code::invalid_iri, "Not an IRI"},
    {rdf::Code::unknown_prefix, "Unknown prefix"},
    {rdf::Code::too_deep, "Nested too deeply"},
    {rdf::Code::inexpressible, "This format cannot say it"},
    {rdf::Code::unreadable, "Cannot be read"},
    {rdf::Code::unsupported_format, "Unknown format"},
    {rdf::Code::cancelled, "Cancelled"},
    {rdf::Code::internal, "A fault of the server"},
    {rdf::Code::bad_request, "Bad request"},
    {rdf::Code::not_found, "Not found"},
    {rdf::Code::method_not_allowed, "Method not allowed"},
    {rdf::Code::not_acceptable, "Not available in the format asked for"},
    {rdf::Code::request_timeout, "The request took too long"},
    {rdf::Code::length_required, "Length required"},
    {rdf::Code::content_too_large, "Too much content"},
    {rdf::Code::target_too_long, "The address is too long"},
    {rdf::Code::unsupported_media_type, "Unsupported media type"},
    {rdf::Code::expectation_failed, "Expectation failed"},
    {rdf::Code::unprocessable, "Cannot be processed"},
    {rdf::Code::too_many_requests, "Too many requests"},
    {rdf::Code::header_too_large, "Header fields too large"},
    {rdf::Code::not_implemented, "Not implemented"},
    {rdf::Code::unavailable, "Not available now"},
    {rdf::Code::gone, "Gone"},
    {rdf::Code::precondition_failed, "The precondition does not hold"},
    {rdf::Code::range_not_satisfiable, "No such range"},
    {rdf::Code::version_not_supported, "HTTP version not supported"},
};

/// Sentences begin with a capital and end in a full stop.
std::string sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text + '.';
}

/// A blank node of its own: the problem has no name, and happens once.
class ProblemBody final : public GraphBody {
 public:
  ProblemBody(std::string type, std::string title, std::string detail, unsigned status, std::string instance)
      : type_(std::move(type)),
        title_(std::move(title)),
        detail_(std::move(detail)),
        status_(std::to_string(status)),
        instance_(std::move(instance)) {}

  rdf::Result<bool> emit(rdf::QuadSink& sink) override {
    auto flag = rdf::Nesting::subject_begins;
    const auto say = [&](std::string_view predicate, const rdf::TermView& object) {
      return sink.quad({rdf::blank("problem"), rdf::iri(predicate), object, {}},
                       std::exchange(flag, rdf::Nesting::none), {});
    };
    const bool on =
        say(rdf::rdfns::type, rdf::iri(rdf::http::Response)) && say(rdf::rdfns::type, rdf::iri(type_)) &&
        say(rdf::http::statusCodeValue, rdf::literal(status_, rdf::xsd::integer)) &&
        say(rdf::dcterms::title, rdf::literal(title_, {}, "en")) &&
        say(rdf::dcterms::description, rdf::literal(detail_, {}, "en")) &&
        (instance_.empty() || say(rdf::dcterms::subject, rdf::literal(instance_))) && sink.end("problem");
    if (!on) return rdf::Error(rdf::Code::cancelled, "the receiver asked to stop");
    return false;
  }

  [[nodiscard]] const rdf::Prefixes& prefixes() const override { return rdf::Prefixes::well_known(); }

 private:
  std::string type_;
  std::string title_;
  std::string detail_;
  std::string status_;
  std::string instance_;
};

}  // namespace

Problem::Problem(std::shared_ptr<const Publication> publication, rdf::Error error, unsigned status,
                 std::string instance)
    : publication_(std::move(publication)),
      error_(std::move(error)),
      status_(status),
      instance_(std::move(instance)) {
  head_.title = title();
  head_.family = syntax::Family::graph;
}

std::unique_ptr<GraphBody> Problem::graph(const syntax::Format* /*format*/) const {
  return std::make_unique<ProblemBody>(type(), title(), detail(), status_, instance_);
}

std::string_view problem_title(rdf::Code code) {
  for (const auto& [one, text] : titles)
    if (one == code) return text;
  return "Error";
}

std::string problem_type(const Publication& publication, rdf::Code code) {
  return publication.addresses.url(problem_types_path).append("#").append(rdf::name(code));
}

std::string Problem::type() const {
  return problem_type(*publication_, error_.code);
}

std::string Problem::title() const {
  return std::string(problem_title(error_.code));
}

std::string Problem::detail() const {
  std::string text = error_.source;
  if (error_.position.line != 0)
    text.append(", line ")
        .append(std::to_string(error_.position.line))
        .append(", column ")
        .append(std::to_string(error_.position.column));
  if (!text.empty()) text += ": ";
  text += text.empty() ? sentence(error_.message) : error_.message + '.';
  if (!error_.hint.empty()) text.append(" ").append(sentence(error_.hint));
  return text;
}

}  // namespace tamizdat::answer
