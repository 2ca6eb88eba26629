// What Site::handle costs, in microseconds a request on one thread, without any socket. `--smoke` goes
// through everything with little data.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
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
  const auto start = std::chrono::steady_clock::now();
  for (std::uint64_t round = 0; round < rounds; ++round) {
    for (const web::Request& request : requests) {
      const web::Response response = site.handle(request);
      if (response.bytes && !response.head_only) bytes += response.bytes->size();
    }
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const auto count = static_cast<double>(rounds * requests.size());
  std::printf("%-24s %8.2f µs   %7.0f bytes\n", measure.what, seconds / count * 1e6,
              static_cast<double>(bytes) / count);
}

}  // namespace

int main(int argc, char** argv) {
  const bool smoke = argc > 1 && std::string(argv[1]) == "--smoke";
  const bench::Generator generator(smoke ? 20'000 : 1'000'000);
  store::Builder builder;
  generator.send(builder);
  const auto publication = answer::publish(
      builder.finish(), answer::Addresses(std::string(bench::Generator::base)), answer::Identity::see_other);
  std::vector<std::string> paths;
  for (std::uint64_t i = 0; i < targets; ++i) {
    const std::string iri = generator.iri(i * (generator.things() - 2) / targets);
    paths.push_back(iri.substr(bench::Generator::base.size() - 1));
  }
  for (const Measure& measure : measures) run(publication, paths, measure, smoke ? 1 : 20);
  return EXIT_SUCCESS;
}
