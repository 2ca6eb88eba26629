// make_samples FOLDER COUNT: random data sets in every format, for other people's readers to compare.
// N.nq is the data set, written without any nesting; N.ttl, N.nt and N.rdf hold no graphs and belong to
// N.flat.nq.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "support/random_quads.hpp"
#include "syntax/writer.hpp"

using namespace tamizdat;

namespace {

bool write_file(const std::string& path, syntax::FormatId format, const std::vector<test::Step>& steps,
                const rdf::Prefixes& prefixes) {
  std::string text;
  const auto writer = syntax::make_writer(format, text, {&prefixes});
  const bool fine = test::play(steps, *writer) && writer->finish().has_value();
  if (!fine) std::fprintf(stderr, "%s: %s\n", path.c_str(), rdf::to_string(writer->error()).c_str());
  std::ofstream(path, std::ios::binary) << text;
  return fine;
}

bool make_sample(const std::string& stem, std::uint64_t seed) {
  const rdf::Prefixes prefixes = test::RandomQuads::prefixes();
  const auto quads = test::RandomQuads(seed, {true, false}).steps(8);
  const auto triples = test::RandomQuads(seed, {false, true}).steps(8);
  return write_file(stem + ".nq", syntax::FormatId::nquads, quads, prefixes) &&
         write_file(stem + ".trig", syntax::FormatId::trig, quads, prefixes) &&
         write_file(stem + ".jsonld", syntax::FormatId::jsonld, quads, prefixes) &&
         write_file(stem + ".flat.nq", syntax::FormatId::nquads, triples, prefixes) &&
         write_file(stem + ".nt", syntax::FormatId::ntriples, triples, prefixes) &&
         write_file(stem + ".ttl", syntax::FormatId::turtle, triples, prefixes) &&
         write_file(stem + ".rdf", syntax::FormatId::rdfxml, triples, prefixes);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: make_samples FOLDER COUNT\n", stderr);
    return 2;
  }
  const int count = std::atoi(argv[2]);
  for (int i = 0; i < count; ++i) {
    if (!make_sample(std::string(argv[1]) + "/" + std::to_string(i), static_cast<std::uint64_t>(i))) return 1;
  }
  return 0;
}
