#include "query/lint_spool.hpp"

#include <array>

namespace tamizdat::query {

rdf::Result<Spool> Spool::of_standard_input() {
  Spool spool;
  spool.file_.reset(std::tmpfile());
  bool copied = spool.file_ != nullptr;
  std::array<char, 64 * 1024> buffer;
  while (copied) {
    const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), stdin);
    if (size == 0) break;
    copied = std::fwrite(buffer.data(), 1, size, spool.file_.get()) == size;
  }
  if (!copied || std::ferror(stdin) != 0 || std::fflush(spool.file_.get()) != 0)
    return rdf::Error(rdf::Code::unreadable, "standard input cannot be kept while it is checked",
                      "see that there is room for temporary files");
  spool.path_ = "/proc/self/fd/" + std::to_string(fileno(spool.file_.get()));
  return spool;
}

}  // namespace tamizdat::query
