#pragma once
// SHA-256 (FIPS 180-4 §6.2), for checksums that others verify and for knowing files again.
#include <memory>
#include <string>
#include <string_view>

// OpenSSL's own name for its context.
struct evp_md_ctx_st;

namespace tamizdat::answer {

/// A sum in the making, by OpenSSL. std::bad_alloc where it has no memory.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void add(std::string_view bytes);
  /// In hexadecimal, lower case. Call once, at the end.
  [[nodiscard]] std::string finish();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

std::string sha256(std::string_view bytes);

}  // namespace tamizdat::answer
