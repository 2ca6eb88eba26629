#pragma once
// Tests of what could last for ever.
#include <gtest/gtest.h>

#include <chrono>

namespace tamizdat::test {

/// Fails the test if it lasts too long; generous, since machines differ and sanitizers slow things down.
class Quickly {
 public:
  Quickly() = default;
  Quickly(const Quickly&) = delete;
  Quickly& operator=(const Quickly&) = delete;
  ~Quickly() { EXPECT_LT(std::chrono::steady_clock::now() - start_, std::chrono::seconds(10)); }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace tamizdat::test
