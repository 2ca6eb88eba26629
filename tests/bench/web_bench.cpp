// What Site::handle costs, in microseconds of processor time a request, without any socket. `--smoke` goes
// through everything with little data; another word picks the measures that it begins, numbers after it say
// how many rounds and of how many triples.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bench/generator.hpp"
#include "store/builder.hpp"
#include "web/site.hpp"

using namespace tamizdat;

namespace {

constexpr std::uint64_t targets = 1000;

struct Measure {
  const char* what;
  const char* extension;
  const char* accept;
  std::size_t cache_bytes;
  bool conditional;
};

constexpr Measure measures[] = {
    {"Turtle, made anew", ".ttl", "text/turtle", 0, false},
    {"N-Triples, made anew", ".nt", "*/*", 0, false},
    {"JSON-LD, made anew", ".jsonld", "*/*", 0, false},
    {"HTML, made anew", ".html", "text/html", 0, false},
    {"303, made anew", "", "text/turtle", 0, false},
    {"304, made anew", ".ttl", "text/turtle", 0, true},
    {"not found", ".missing.ttl", "text/turtle", 0, false},
    {"Turtle, hot", ".ttl", "text/turtle", std::size_t{256} << 20U, false},
    {"HTML, hot", ".html", "text/html", std::size_t{256} << 20U, false},
    {"304, hot", ".ttl", "text/turtle", std::size_t{256} << 20U, true},
};

double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

web::Request request_for(const std::string& path, const Measure& measure) {
  web::Request request;
  request.method = "GET";
  request.target = path + measure.extension;
  request.fields.add("Host", "bench.example");
  request.fields.add("User-Agent", "bench");
  request.fields.add("Accept", measure.accept);
  return request;
}

void run(const std::shared_ptr<const answer::Publication>& publication, const std::vector<std::string>& paths,
         const Measure& measure, std::uint64_t rounds) {
  web::SiteOptions options;
  options.cache_bytes = measure.cache_bytes;
  const web::Site site(publication, options);
  std::vector<web::Request> requests;
  for (const std::string& path : paths) {
    requests.push_back(request_for(path, measure));
    const web::Response first = site.handle(requests.back());
    if (measure.conditional) requests.back().fields.add("If-None-Match", first.fields.get("ETag"));
  }
  std::uint64_t bytes = 0;
  const double start = processor_seconds();
  for (std::uint64_t round = 0; round < rounds; ++round) {
    for (const web::Request& request : requests) {
      const web::Response response = site.handle(request);
      if (response.bytes && !response.head_only) bytes += response.bytes->size();
    }
  }
  const double seconds = processor_seconds() - start;
  const auto count = static_cast<double>(rounds * requests.size());
  std::printf("%-24s %8.2f µs   %7.0f bytes\n", measure.what, seconds / count * 1e6,
              static_cast<double>(bytes) / count);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string option = argc > 1 ? argv[1] : "";
  const bool smoke = option == "--smoke";
  const std::uint64_t rounds = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 20;
  const std::uint64_t triples = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1'000'000;
  const bench::Generator generator(smoke ? 20'000 : triples);
  store::Builder builder;
  generator.send(builder);
  const auto publication = answer::publish(
      builder.finish(), answer::Addresses(std::string(bench::Generator::base)), answer::Identity::see_other);
  std::vector<std::string> paths;
  for (std::uint64_t i = 0; i < targets; ++i) {
    const std::string iri = generator.iri(i * (generator.things() - 2) / targets);
    paths.push_back(iri.substr(bench::Generator::base.size() - 1));
  }
  for (const Measure& measure : measures) {
    if (smoke || std::string_view(measure.what).starts_with(option))
      run(publication, paths, measure, smoke ? 1 : rounds);
  }
  return EXIT_SUCCESS;
}
