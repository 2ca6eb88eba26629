#pragma once
// A row of the table that tests/bench/run prints under its heading. http_bench.py prints the same.
#include <cstdio>

namespace tamizdat::bench {

/// What must be reached, and what is aimed at; an aim below the must says that small is good.
struct Goal {
  double must = 0;
  double aim = 0;
  [[nodiscard]] const char* reached(double value) const {
    const auto meets = [&](double limit) { return aim < must ? value <= limit : value >= limit; };
    return meets(aim) ? "aim" : meets(must) ? "must" : "MISSED";
  }
};

inline void report(const char* what, double value, Goal goal) {
  std::printf("%-48s %9.2f %7.2f %7.2f  %s\n", what, value, goal.must, goal.aim, goal.reached(value));
}

/// For what has no goal of its own.
inline void report(const char* what, double value) {
  std::printf("%-48s %9.2f\n", what, value);
}

}  // namespace tamizdat::bench
