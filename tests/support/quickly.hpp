#pragma once
// Tests of what could last for ever.
#include <gtest/gtest.h>

#include <ctime>

namespace tamizdat::test {

/// Fails the test if it takes too much of the processor; generous, since machines differ and sanitizers slow
/// things down. What waits for ever is ended by CTest.
class Quickly {
 public:
  Quickly() = default;
  Quickly(const Quickly&) = delete;
  Quickly& operator=(const Quickly&) = delete;
  ~Quickly() { EXPECT_LT(std::clock() - start_, 10 * CLOCKS_PER_SEC); }

 private:
  std::clock_t start_ = std::clock();
};

}  // namespace tamizdat::test
