// The writers beside memcpy of the bytes they write and beside Serd's writer, in one run: only the ratios
// count. The page: about thirty triples of one entity, with the prefixes of a data set; the dump: many such
// pages.
#include <benchmark/benchmark.h>
#include <serd/serd.h>

#include <cstdio>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "rdf/prefixes.hpp"
#include "rdf/vocabulary.hpp"
#include "syntax/writer.hpp"

using namespace tamizdat;

namespace {

struct Data {
  std::vector<rdf::Term> terms;  // s, p, o, s, p, o …
  std::vector<rdf::QuadView> quads;
};

rdf::Prefixes prefixes() {
  rdf::Prefixes table = rdf::Prefixes::well_known();
  table.set("id", "http://data.example.org/id/");
  table.set("v", "http://data.example.org/ontology#");
  table.set("en", "https://en.wikipedia.org/wiki/");
  return table;
}

void describe(Data& data, int number) {
  const std::string id = "http://data.example.org/id/", v = "http://data.example.org/ontology#";
  const rdf::Term subject(rdf::iri(id + "person-" + std::to_string(number)));
  const auto add = [&](std::string_view predicate, const rdf::TermView& object) {
    data.terms.push_back(subject);
    data.terms.emplace_back(rdf::iri(predicate));
    data.terms.emplace_back(object);
  };
  add(rdf::rdfns::type, rdf::iri(v + "Person"));
  add(rdf::rdfns::type, rdf::iri("http://xmlns.com/foaf/0.1/Person"));
  for (const auto tag : {"en", "de", "ru", "fr"})
    add(rdf::skos::prefLabel, rdf::literal("The label of number " + std::to_string(number), {}, tag));
  add(rdf::dcterms::description,
      rdf::literal(
          "A longer text about somebody, with \"quotes\" and a few commas, of the length that an abstract "
          "of one or two sentences has, so that copying it counts for something.",
          {}, "en"));
  for (int i = 0; i < 10; ++i) add(v + "knows", rdf::iri(id + "person-" + std::to_string(number * 7 + i)));
  for (int i = 0; i < 4; ++i) add(v + "memberOf", rdf::iri(id + "organisation-" + std::to_string(i)));
  add(v + "born", rdf::literal("1879-11-07", rdf::xsd::date));
  add(v + "died", rdf::literal("1940-08-21", rdf::xsd::date));
  add(v + "mentions", rdf::literal("42", rdf::xsd::integer));
  add(v + "confirmed", rdf::literal("true", rdf::xsd::boolean));
  add(rdf::rdfs::seeAlso, rdf::iri("https://en.wikipedia.org/wiki/Person_" + std::to_string(number)));
  add(rdf::owl::sameAs, rdf::iri("http://www.wikidata.org/entity/Q" + std::to_string(number)));
  add(rdf::owl::sameAs, rdf::iri("http://elsewhere.example/" + std::to_string(number)));
  add("http://www.w3.org/ns/prov#wasDerivedFrom", rdf::iri("http://data.example.org/article#s5"));
  add(rdf::dcterms::license, rdf::iri("https://creativecommons.org/licenses/by-sa/4.0/"));
}

Data make_data(int pages) {
  Data data;
  for (int i = 0; i < pages; ++i) describe(data, i);
  for (std::size_t i = 0; i + 2 < data.terms.size(); i += 3)
    data.quads.push_back({data.terms[i].view(), data.terms[i + 1].view(), data.terms[i + 2].view(), {}});
  return data;
}

std::size_t write(const Data& data, syntax::FormatId format, const rdf::Prefixes& table, std::string& out) {
  out.clear();
  std::size_t bytes = 0;
  const auto writer = syntax::make_writer(format, out, {&table});
  for (const auto& quad : data.quads) {
    writer->quad(quad, rdf::Nesting::none, {});
    if (out.size() < std::size_t{64} * 1024) continue;
    bytes += out.size();
    out.clear();
  }
  static_cast<void>(writer->finish());
  return bytes + out.size();
}

// ---- Serd, driven a statement at a time into a string

std::size_t append(const void* bytes, std::size_t size, void* string) {
  static_cast<std::string*>(string)->append(static_cast<const char*>(bytes), size);
  return size;
}

SerdNode node(SerdType type, std::string_view text) {
  SerdNode n = serd_node_from_string(type, reinterpret_cast<const std::uint8_t*>(text.data()));
  return n;
}

std::size_t write_with_serd(const Data& data, SerdSyntax syntax, const rdf::Prefixes& table,
                            std::string& out) {
  out.clear();
  const SerdURI base = SERD_URI_NULL;
  SerdEnv* env = serd_env_new(nullptr);
  const auto style = static_cast<SerdStyle>(SERD_STYLE_ABBREVIATED | SERD_STYLE_CURIED);
  SerdWriter* writer =
      serd_writer_new(syntax, syntax == SERD_TURTLE ? style : SerdStyle{}, env, &base, append, &out);
  for (const auto& [name, iri] : table.entries()) {
    const SerdNode n = node(SERD_LITERAL, name), i = node(SERD_URI, iri);
    serd_env_set_prefix(env, &n, &i);
    if (syntax == SERD_TURTLE) serd_writer_set_prefix(writer, &n, &i);
  }
  std::size_t bytes = 0;
  for (const auto& q : data.quads) {
    const SerdNode s = node(SERD_URI, q.subject.text), p = node(SERD_URI, q.predicate.text);
    const SerdNode o = node(q.object.is_literal() ? SERD_LITERAL : SERD_URI, q.object.text);
    const SerdNode datatype = q.object.datatype.empty() ? SERD_NODE_NULL : node(SERD_URI, q.object.datatype);
    const SerdNode language =
        q.object.language.empty() ? SERD_NODE_NULL : node(SERD_LITERAL, q.object.language);
    serd_writer_write_statement(writer, 0, nullptr, &s, &p, &o, &datatype, &language);
    if (out.size() < std::size_t{64} * 1024) continue;
    bytes += out.size();
    out.clear();
  }
  serd_writer_finish(writer);
  serd_writer_free(writer);
  serd_env_free(env);
  return bytes + out.size();
}

// ---- runs

using Run = std::function<std::size_t(std::string& out)>;

void add(const std::string& name, Run run) {
  benchmark::RegisterBenchmark(name.c_str(), [run = std::move(run)](benchmark::State& state) {
    std::string out;
    std::size_t bytes = 0;
    for (auto _ : state) {
      bytes = run(out);
      benchmark::DoNotOptimize(out.data());
    }
    state.counters["bytes"] = static_cast<double>(bytes);
  });
}

void add_copy(const std::string& name, std::size_t bytes) {
  add(name, [from = std::string(bytes, 'x')](std::string& out) {
    out.resize(from.size());
    std::memcpy(out.data(), from.data(), from.size());
    return from.size();
  });
}

/// Shows the usual lines and keeps the times.
class Collector : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) times[run.benchmark_name()] = run.GetAdjustedCPUTime();
    ConsoleReporter::ReportRuns(runs);
  }
  std::map<std::string, double> times;
};

constexpr struct {
  syntax::FormatId format;
  bool serd;
  SerdSyntax serd_syntax;
} rows[] = {
    {syntax::FormatId::turtle, true, SERD_TURTLE},     {syntax::FormatId::trig, false, SERD_TRIG},
    {syntax::FormatId::ntriples, true, SERD_NTRIPLES}, {syntax::FormatId::nquads, false, SERD_NQUADS},
    {syntax::FormatId::jsonld, false, SERD_TURTLE},    {syntax::FormatId::rdfxml, false, SERD_TURTLE},
};

void add_all(const Data& data, const std::string& what, const rdf::Prefixes& table) {
  for (const auto& row : rows) {
    const std::string name = what + "/" + std::string(syntax::format(row.format).name);
    std::string out;
    add(name, [&data, &table, &row](std::string& o) { return write(data, row.format, table, o); });
    add_copy(name + "/memcpy", write(data, row.format, table, out));
    if (row.serd)
      add(name + "/serd",
          [&data, &table, &row](std::string& o) { return write_with_serd(data, row.serd_syntax, table, o); });
  }
}

void print_ratios(const std::map<std::string, double>& times) {
  std::puts("\nratios of this run        time / memcpy   Serd's time / ours");
  for (const auto& [name, time] : times) {
    const auto copy = times.find(name + "/memcpy");
    if (copy == times.end()) continue;
    const auto serd = times.find(name + "/serd");
    std::printf("%-24s %14.1f", name.c_str(), time / copy->second);
    if (serd != times.end()) std::printf(" %20.1f", serd->second / time);
    std::puts("");
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<char*> arguments(argv, argv + argc);
  char quick[] = "--benchmark_min_time=0.001";
  const bool smoke = argc > 1 && std::string_view(argv[1]) == "--smoke";
  if (smoke) arguments[1] = quick;
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  const rdf::Prefixes table = prefixes();
  const Data page = make_data(1), dump = make_data(smoke ? 100 : 5000);
  add_all(page, "page", table);
  add_all(dump, "dump", table);
  Collector collector;
  benchmark::RunSpecifiedBenchmarks(&collector);
  print_ratios(collector.times);
  return 0;
}
