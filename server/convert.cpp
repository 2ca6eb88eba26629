#include "syntax/convert.hpp"

#include <cstdio>
#include <string>
#include <utility>

#include "server/commands.hpp"
#include "server/exit_status.hpp"
#include "server/loading.hpp"
#include "server/output.hpp"

namespace tamizdat::server {
namespace {

rdf::Result<syntax::ReadOptions> read_options(const ConvertOptions& options) {
  const syntax::Format* format =
      options.from.empty() ? syntax::format_of_file(options.input) : syntax::find_format(options.from);
  if (format == nullptr || !format->readable) {
    return rdf::Error{rdf::Code::unsupported_format, "The format cannot be told from the name",
                      "give it with --from"}
        .at(options.input);
  }
  syntax::ReadOptions read;
  read.format = format->id;
  read.source = options.input == "-" ? "standard input" : options.input;
  read.base = options.base;
  return read;
}

/// Not an error, since to have all in one graph is often what is meant.
void tell(const syntax::Conversion& conversion, const syntax::Format& format) {
  if (conversion.without_graph == 0) return;
  const auto [statements, were] =
      conversion.without_graph == 1 ? std::pair("statement", "was") : std::pair("statements", "were");
  std::fprintf(
      stderr, "%s %s %s in named graphs, and %s has no names of graphs: --to trig or nquads keeps them\n",
      grouped(conversion.without_graph).c_str(), statements, were, std::string(format.label).c_str());
}

rdf::Result<void> convert_stream(const ConvertOptions& options) {
  const auto read = read_options(options);
  if (!read) return read.error();
  const auto bytes = syntax::open_file(options.input);
  if (!bytes) return bytes.error();
  auto output = Output::open(options.output);
  if (!output) return output.error();
  const auto write = [&](std::string_view piece) { return output->write(piece); };
  const syntax::Format& format = *syntax::find_format(options.to);
  const auto done = syntax::convert(**bytes, {*read, format.id, nullptr}, write);
  if (!done) return done.error();
  if (auto finished = output->finish(); !finished) return finished;
  tell(*done, format);
  return {};
}

}  // namespace

int convert(const ConvertOptions& options) {
  const auto done = convert_stream(options);
  if (done) return exit_good;
  const rdf::Error& error = done.error();
  print_errors({&error, 1});
  return exit_status(error.code);
}

}  // namespace tamizdat::server
