#pragma once
// What the program can do; each returns the exit status (see exit_status.hpp).
#include "server/options.hpp"

namespace tamizdat::server {

int serve(const ServeOptions& options);
int check(const CheckOptions& options);
int convert(const ConvertOptions& options);
int export_files(const ExportOptions& options);
int check_site(const CheckOptions& options);

}  // namespace tamizdat::server
