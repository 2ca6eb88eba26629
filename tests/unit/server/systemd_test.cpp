#include "server/systemd.hpp"

#include <gtest/gtest.h>

using namespace tamizdat::server;

namespace {

std::size_t handed_over(const Handover& handover) {
  const auto found = read_handover(handover, 42);
  EXPECT_TRUE(found) << found.error().message;
  return found ? found->size() : 999;
}

}  // namespace

TEST(Handover, is_none_unless_it_is_meant_for_this_process) {
  EXPECT_EQ(handed_over({}), 0U);
  EXPECT_EQ(handed_over({"42", nullptr, nullptr}), 0U);
  EXPECT_EQ(handed_over({nullptr, "2", nullptr}), 0U);
  EXPECT_EQ(handed_over({"41", "2", nullptr}), 0U);
  EXPECT_EQ(handed_over({"41", "nonsense", "nonsense"}), 0U);
  EXPECT_EQ(handed_over({"42", "0", nullptr}), 0U);
}

TEST(Handover, counts_from_three_and_has_names) {
  const auto found = read_handover({"42", "3", "http:tls:admin"}, 42);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 3U);
  EXPECT_EQ((*found)[0].descriptor, 3);
  EXPECT_EQ((*found)[0].name, "http");
  EXPECT_EQ((*found)[2].descriptor, 5);
  EXPECT_EQ((*found)[2].name, "admin");
  EXPECT_EQ(handed_over({"42", "2", nullptr}), 2U);
  EXPECT_EQ(handed_over({"42", "2", ":"}), 2U);
}

TEST(Handover, that_makes_no_sense_is_an_error) {
  for (const Handover& handover :
       {Handover{"x", "1", nullptr}, Handover{"", "1", nullptr}, Handover{"42 ", "1", nullptr},
        Handover{"-42", "1", nullptr}, Handover{"42", "", nullptr}, Handover{"42", "-1", nullptr},
        Handover{"42", "1x", nullptr}, Handover{"42", "65", nullptr},
        Handover{"42", "99999999999999999999", nullptr}, Handover{"42", "2", "one"},
        Handover{"42", "1", "one:two"}, Handover{"42", "2", ""}}) {
    EXPECT_FALSE(read_handover(handover, 42));
  }
}
