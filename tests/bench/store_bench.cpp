// What the store must reach, as ratios within one run: loading against the program serdi, patterns against
// Sord with three indices, memory by the triple. `--smoke` goes through everything with little data.
#include <fcntl.h>
#include <sord/sord.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/generator.hpp"
#include "bench/report.hpp"
#include "store/loader.hpp"

extern char** environ;

using namespace tamizdat;
using bench::report;
using store::Pattern;
using store::Quad;
using store::TermId;

namespace {

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "store_bench: %s\n", why.c_str());
  std::exit(1);
}

double seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double best_of(int runs, const std::function<void()>& work) {
  double best = seconds(work);
  while (--runs > 0) best = std::min(best, seconds(work));
  return best;
}

std::shared_ptr<const store::Snapshot> load(const std::string& path) {
  const std::vector<store::Input> inputs = {{path, "bench.nt", "ntriples"}};
  store::LoadOptions options;
  options.base = bench::Generator::base;
  const auto outcome = store::load(inputs, options);
  for (const auto& error : outcome.errors) give_up(rdf::to_string(error));
  return outcome.snapshot;
}

std::uint64_t resident_bytes() {
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  unsigned long size = 0;
  unsigned long resident = 0;
  if (file == nullptr || std::fscanf(file, "%lu %lu", &size, &resident) != 2)
    give_up("cannot read /proc/self/statm");
  std::fclose(file);
  return std::uint64_t{resident} * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

// Runs a program with its output in a file.
void run(std::vector<std::string> command, const std::string& output) {
  std::vector<char*> arguments;
  for (auto& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  pid_t child = 0;
  int status = ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (status == 0) ::waitpid(child, &status, 0);
  if (status != 0) give_up("'" + command[0] + "' did not run (is it installed?)");
}

// Resident memory of a new process that has loaded the file.
std::uint64_t resident_after_load(const std::string& self, const std::string& data,
                                  const std::string& folder) {
  const std::string report = folder + "/resident";
  run({self, "--resident", data}, report);
  std::FILE* file = std::fopen(report.c_str(), "r");
  unsigned long long bytes = 0;
  if (file == nullptr || std::fscanf(file, "%llu", &bytes) != 1) give_up("no report of resident memory");
  std::fclose(file);
  return bytes;
}

class Sord {
 public:
  Sord() : world_(sord_world_new()), model_(sord_new(world_, SORD_SPO | SORD_POS | SORD_OSP, false)) {}
  ~Sord() {
    sord_free(model_);
    sord_world_free(world_);
  }
  Sord(const Sord&) = delete;
  Sord& operator=(const Sord&) = delete;

  void read(const std::string& path) {
    SerdEnv* env = serd_env_new(nullptr);
    SerdReader* reader = sord_new_reader(model_, env, SERD_NTRIPLES, nullptr);
    if (serd_reader_read_file(reader, reinterpret_cast<const std::uint8_t*>(path.c_str())) != SERD_SUCCESS)
      give_up("Sord cannot read the data");
    serd_reader_free(reader);
    serd_env_free(env);
  }

  struct Asked {
    SordNode* s = nullptr;
    SordNode* p = nullptr;
    SordNode* o = nullptr;
  };

  std::uint64_t matches(const Asked& a) {
    std::uint64_t sum = 0;
    SordIter* at = sord_search(model_, a.s, a.p, a.o, nullptr);
    for (; at != nullptr && !sord_iter_end(at); sord_iter_next(at)) {
      SordQuad quad;
      sord_iter_get(at, quad);
      sum += quad[SORD_OBJECT] != nullptr ? 1U : 0U;
    }
    sord_iter_free(at);
    return sum;
  }
  std::uint64_t count(const Asked& a) { return sord_count(model_, a.s, a.p, a.o, nullptr); }

  SordNode* node(const rdf::TermView& term) {
    const std::string text(term.text);
    const auto bytes = [](const std::string& s) { return reinterpret_cast<const std::uint8_t*>(s.c_str()); };
    if (term.is_none()) return nullptr;
    if (term.is_iri()) return sord_new_uri(world_, bytes(text));
    const std::string datatype(term.datatype);
    const std::string language(term.language);
    return sord_new_literal(world_, datatype.empty() ? nullptr : sord_new_uri(world_, bytes(datatype)),
                            bytes(text), language.empty() ? nullptr : language.c_str());
  }

 private:
  SordWorld* world_;
  SordModel* model_;
};

std::uint64_t matches(const store::Snapshot& s, const Pattern& pattern) {
  std::uint64_t sum = 0;
  const auto cursor = s.match(pattern);
  for (Quad quad; cursor->next(quad);) sum += quad.object ? 1U : 0U;
  return sum;
}

struct Shape {
  const char* name;
  std::size_t samples;
  bool s, p, o;
};
constexpr Shape shapes[] = {
    {"s??", 20000, true, false, false},
    {"?p?", 8, false, true, false},
    {"??o", 5000, false, false, true},
    {"?po", 5000, false, true, true},
};

// Patterns of one shape around quads that are spread over the data.
std::vector<Pattern> patterns(const store::Snapshot& s, const Shape& shape) {
  const auto total = s.info().triples;
  std::vector<Pattern> all;
  for (std::size_t i = 0; i < shape.samples; ++i) {
    const auto cursor = s.match({});
    cursor->skip((i * 7919 * 104729) % total);
    Quad q;
    cursor->next(q);
    all.push_back(
        {shape.s ? q.subject : TermId(), shape.p ? q.predicate : TermId(), shape.o ? q.object : TermId()});
  }
  return all;
}

void compare(const store::Snapshot& s, Sord& sord, const Shape& shape) {
  const auto ours = patterns(s, shape);
  std::vector<Sord::Asked> theirs;
  for (const Pattern& p : ours)
    theirs.push_back(
        {sord.node(s.term(p.subject)), sord.node(s.term(p.predicate)), sord.node(s.term(p.object))});
  std::uint64_t found = 0;
  std::uint64_t sord_found = 0;
  std::uint64_t counted = 0;
  const auto each = [](const auto& list, std::uint64_t& sum, const auto& ask) {
    return [&, ask] {
      sum = 0;
      for (const auto& pattern : list) sum += ask(pattern);
    };
  };
  const double match = best_of(3, each(ours, found, [&](const Pattern& p) { return matches(s, p); }));
  const double count = best_of(3, each(ours, counted, [&](const Pattern& p) { return s.count(p).count; }));
  const double sord_match =
      best_of(2, each(theirs, sord_found, [&](const Sord::Asked& a) { return sord.matches(a); }));
  const double sord_count =
      best_of(2, each(theirs, sord_found, [&](const Sord::Asked& a) { return sord.count(a); }));
  if (found != sord_found || found != counted) give_up(std::string("the stores disagree on ") + shape.name);
  const std::string name = shape.name;
  report((name + " matches, Sord / here").c_str(), sord_match / match, {5, 10});
  report((name + " counts, Sord / here").c_str(), sord_count / count, {5, 10});
}

void compare_loading(const std::string& data) {
  const double serdi = best_of(3, [&] { run({"serdi", "-i", "ntriples", data}, "/dev/null"); });
  const double here = best_of(3, [&] { load(data); });
  report("loading N-Triples, here / serdi", here / serdi, {2, 1.3});
}

void compare_all(const std::string& self, std::uint64_t large, std::uint64_t small) {
  char folder[] = "/tmp/store_bench.XXXXXX";
  if (::mkdtemp(folder) == nullptr) give_up("cannot make a folder in /tmp");
  const std::string large_file = std::string(folder) + "/large.nt";
  const std::string small_file = std::string(folder) + "/small.nt";
  if (!bench::Generator(large).write(large_file) || !bench::Generator(small).write(small_file))
    give_up("cannot write the data");

  compare_loading(large_file);
  const auto bytes = static_cast<double>(resident_after_load(self, large_file, folder)) -
                     static_cast<double>(resident_after_load(self, small_file, folder));
  report("resident bytes by the triple", bytes / static_cast<double>(large - small), {100, 75});
  {
    const auto snapshot = load(large_file);
    const auto& info = snapshot->info();
    report("  of which index and terms", static_cast<double>(info.bytes) / static_cast<double>(info.triples));
    report("  different terms by the triple",
           static_cast<double>(info.terms) / static_cast<double>(info.triples));
    Sord sord;
    sord.read(large_file);
    for (const Shape& shape : shapes) compare(*snapshot, sord, shape);
  }
  std::filesystem::remove_all(folder);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string option = argc > 1 ? argv[1] : "";
  if (option == "--resident" && argc == 3) {
    const auto snapshot = load(argv[2]);
    std::printf("%llu\n", static_cast<unsigned long long>(resident_bytes()));
  } else if (option == "--smoke") {
    compare_all(argv[0], 20'000, 2'000);
  } else if (option == "--write" && argc == 4) {
    if (!bench::Generator(std::strtoull(argv[2], nullptr, 10)).write(argv[3]))
      give_up("cannot write the file");
  } else if (option.empty()) {
    compare_all(argv[0], 1'000'000, 100'000);
  } else {
    give_up("usage: store_bench [--smoke | --write TRIPLES FILE]");
  }
  return 0;
}
