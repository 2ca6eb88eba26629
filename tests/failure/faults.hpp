#pragma once
// Makes the n-th allocation or file operation fail.
#include <cstddef>

namespace tamizdat::test {

/// What may fail. Allocations are those of operator new; file operations are the calls of our own code (the
/// program is linked with --wrap), each kind of them.
enum class Kind { allocation, file };

/// While it lives, the n-th operation of its kind (from 1, on whichever thread) fails, and no other one.
class Fault {
 public:
  Fault(Kind kind, std::size_t n);
  ~Fault();
  Fault(const Fault&) = delete;
  Fault& operator=(const Fault&) = delete;

  /// Whether it has come to that.
  [[nodiscard]] bool happened() const;
};

/// Calls run(n) for n = 1, 2, 3 … with a Fault at n, until nothing failed any more; how many times that was.
template <class Run>
std::size_t for_every_fault(Kind kind, Run run) {
  for (std::size_t n = 1;; ++n) {
    const Fault fault(kind, n);
    run(n);
    if (!fault.happened()) return n - 1;
  }
}

}  // namespace tamizdat::test
