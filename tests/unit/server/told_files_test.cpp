#include "server/told_files.hpp"

#include <gtest/gtest.h>

namespace tamizdat::server {
namespace {

std::string with_checksums(std::string_view algorithm) {
  return std::string(R"(<http://h/d> <http://www.w3.org/ns/dcat#downloadURL> <http://h/dump.nt> .
<http://h/d> <http://www.w3.org/ns/dcat#byteSize> "12" .
<http://h/d> <http://spdx.org/rdf/terms#checksum> _:c .
<http://h/d> <http://spdx.org/rdf/terms#checksum> _:other .
_:c <http://spdx.org/rdf/terms#checksumValue> "abc" .
_:other <http://spdx.org/rdf/terms#checksumValue> "def" .
_:other <http://spdx.org/rdf/terms#algorithm> <http://spdx.org/rdf/terms#checksumAlgorithm_md5> .
_:c <http://spdx.org/rdf/terms#algorithm> <http://spdx.org/rdf/terms#)")
      .append(algorithm)
      .append("> .\n");
}

TEST(ToldFiles, HaveAnAddressALengthAndAChecksum) {
  const auto told = told_files(with_checksums("checksumAlgorithm_sha256"));
  ASSERT_TRUE(told);
  ASSERT_EQ(told->size(), 1U);
  EXPECT_EQ(told->front().url, "http://h/dump.nt");
  EXPECT_EQ(told->front().bytes, "12");
  EXPECT_EQ(told->front().sha256, "abc");
}

TEST(ToldFiles, AreNotHeldToChecksumsOfOtherKinds) {
  const auto told = told_files(with_checksums("checksumAlgorithm_sha1"));
  ASSERT_TRUE(told);
  EXPECT_EQ(told->front().sha256, "");
}

TEST(ToldFiles, AreThoseOfWhichSomethingIsTold) {
  const auto told = told_files("<http://h/d> <http://www.w3.org/ns/dcat#downloadURL> <http://h/dump.nt> .\n");
  ASSERT_TRUE(told);
  EXPECT_TRUE(told->empty());
}

}  // namespace
}  // namespace tamizdat::server
