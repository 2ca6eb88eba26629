#include <variant>

#include "server/commands.hpp"
#include "server/options.hpp"

namespace {

using namespace tamizdat::server;

struct Run {
  int operator()(int status) const { return status; }
  int operator()(const ServeOptions& options) const { return serve(options); }
  int operator()(const CheckOptions& options) const {
    return options.site ? check_site(options) : check(options);
  }
  int operator()(const ConvertOptions& options) const { return convert(options); }
  int operator()(const ExportOptions& options) const { return export_files(options); }
};

}  // namespace

int main(int argc, char** argv) {
  return std::visit(Run{}, parse_command_line(argc, argv));
}
