#pragma once
// A stretch of a body that is pulled: what is before it is made and thrown away, what is after it not made.
#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "web/message.hpp"
#include "web/range.hpp"

namespace tamizdat::web {

class Stretch final : public Body {
 public:
  Stretch(std::unique_ptr<Body> whole, const ByteRange& range)
      : whole_(std::move(whole)), before_(range.first), left_(range.length) {}

  rdf::Result<bool> pull(std::string& out) override {
    if (left_ == 0) return false;
    const std::size_t begin = out.size();
    const auto more = whole_->pull(out);
    if (!more) return more;
    const std::uint64_t made = out.size() - begin;
    const auto unwanted = static_cast<std::size_t>(std::min(made, before_));
    out.erase(begin, unwanted);
    before_ -= unwanted;
    if (out.size() - begin > left_) out.resize(begin + static_cast<std::size_t>(left_));
    left_ -= out.size() - begin;
    return *more && left_ != 0;
  }

 private:
  std::unique_ptr<Body> whole_;
  std::uint64_t before_;
  std::uint64_t left_;
};

}  // namespace tamizdat::web
