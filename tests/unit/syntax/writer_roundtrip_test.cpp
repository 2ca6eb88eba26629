// write, read: the same data set, whatever the data and however the output is taken away.
#include <gtest/gtest.h>

#include "support/isomorphism.hpp"
#include "support/random_quads.hpp"
#include "syntax/jsonld_reader.hpp"
#include "syntax/reader.hpp"
#include "syntax/writer.hpp"

namespace tamizdat::syntax {

void PrintTo(FormatId id, std::ostream* out) {
  *out << format(id).name;
}

}  // namespace tamizdat::syntax

using namespace tamizdat;
using namespace tamizdat::test;
using syntax::FormatId;

namespace {

/// Writes, emptying the output whenever it has `piece` bytes.
std::string written(FormatId format, const std::vector<Step>& steps, const rdf::Prefixes* prefixes,
                    std::size_t piece) {
  std::string all;
  std::string out;
  const auto writer = syntax::make_writer(format, out, {prefixes});
  for (const Step& step : steps) {
    EXPECT_TRUE(play({step}, *writer)) << rdf::to_string(writer->error());
    if (out.size() < piece) continue;
    all += out;
    out.clear();
  }
  EXPECT_TRUE(writer->finish().has_value()) << rdf::to_string(writer->error());
  return all + out;
}

std::vector<OwnedQuad> read_jsonld_back(std::string_view text) {
  QuadList list;
  const auto result = syntax::read_own_jsonld(text, list);
  EXPECT_TRUE(result.has_value()) << (result.has_value() ? "" : rdf::to_string(result.error())) << "\n"
                                  << text;
  return list.quads;
}

std::vector<OwnedQuad> read_back(FormatId format, std::string_view text) {
  if (format == FormatId::jsonld) return read_jsonld_back(text);
  const auto source = syntax::open_memory(text);
  EXPECT_TRUE(source.has_value());
  QuadList list;
  syntax::ReadOptions options;
  options.format = format;
  options.source = "written";
  const auto result = syntax::read(*source.value(), options, list);
  EXPECT_TRUE(result.has_value()) << (result.has_value() ? "" : rdf::to_string(result.error())) << "\n"
                                  << text;
  return list.quads;
}

class RoundTrip : public testing::TestWithParam<FormatId> {};

}  // namespace

TEST_P(RoundTrip, says_the_same) {
  const syntax::Format& format = syntax::format(GetParam());
  const rdf::Prefixes prefixes = RandomQuads::prefixes();
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const RandomOptions options = {format.graphs, GetParam() == FormatId::rdfxml};
    const auto steps = RandomQuads(seed, options).steps(6);
    const auto expected = quads_of(steps, format.graphs);
    const std::string text =
        written(GetParam(), steps, seed % 3 == 0 ? nullptr : &prefixes, seed % 2 == 0 ? 0 : 4096);
    ASSERT_TRUE(isomorphic(read_back(GetParam(), text), expected)) << "seed " << seed << "\n"
                                                                   << text << "\nwas made from\n"
                                                                   << to_string(expected);
  }
}

TEST_P(RoundTrip, says_the_same_of_more_than_is_held_back) {
  const syntax::Format& format = syntax::format(GetParam());
  const rdf::Prefixes prefixes = RandomQuads::prefixes();
  std::vector<Step> steps;
  const OwnedQuad big({rdf::iri("http://example.org/first"),
                       rdf::iri("http://example.org/p"),
                       rdf::literal(std::string(100'000, 'x')),
                       {}});
  steps.push_back({big, rdf::Nesting::none, {}});
  for (const Step& step : RandomQuads(7, {format.graphs, GetParam() == FormatId::rdfxml}).steps(8))
    steps.push_back(step);
  const std::string text = written(GetParam(), steps, &prefixes, 1);
  EXPECT_TRUE(isomorphic(read_back(GetParam(), text), quads_of(steps, format.graphs)))
      << text.substr(100'000);
}

INSTANTIATE_TEST_SUITE_P(Formats, RoundTrip,
                         testing::Values(FormatId::ntriples, FormatId::nquads, FormatId::turtle,
                                         FormatId::trig, FormatId::rdfxml, FormatId::jsonld),
                         [](const auto& instance) {
                           return std::string(syntax::format(instance.param).name);
                         });
