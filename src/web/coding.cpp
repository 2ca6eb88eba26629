#include "web/coding.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "syntax/formats.hpp"
#include "web/accept.hpp"

namespace tamizdat::web {
namespace {

using syntax::Effort;
using syntax::Packing;

// In the order of preference, best first.
constexpr std::array offered = {Packing::brotli, Packing::zstd, Packing::gzip};

// "x-gzip" is an older name of gzip (RFC 9110 §8.4.1.3).
bool names(std::string_view value, Packing packing) {
  return same_token(value, syntax::coding_name(packing)) ||
         (packing == Packing::gzip && same_token(value, "x-gzip"));
}

struct Weights {
  std::optional<Weight> star;
  std::optional<Weight> identity;
  std::array<std::optional<Weight>, offered.size()> named;
};

void raise(std::optional<Weight>& weight, Weight to) {
  weight = std::max(weight.value_or(0), to);
}

Weights weights_of(std::string_view header) {
  Weights weights;
  for (const Weighted& member : parse_weighted(header)) {
    if (member.value == "*") raise(weights.star, member.weight);
    if (names(member.value, Packing::none)) raise(weights.identity, member.weight);
    for (std::size_t i = 0; i < offered.size(); ++i) {
      if (names(member.value, offered[i])) raise(weights.named[i], member.weight);
    }
  }
  return weights;
}

class CodedBody final : public Body {
 public:
  CodedBody(std::unique_ptr<Body> inner, std::unique_ptr<syntax::Packer> packer)
      : inner_(std::move(inner)), packer_(std::move(packer)) {}

  rdf::Result<bool> pull(std::string& out) override {
    piece_.clear();
    const auto more = inner_->pull(piece_);
    if (!more) return more;
    if (auto added = packer_->add(piece_, out); !added) return added.error();
    if (*more) return true;
    if (auto finished = packer_->finish(out); !finished) return finished.error();
    return false;
  }

 private:
  std::unique_ptr<Body> inner_;
  std::unique_ptr<syntax::Packer> packer_;
  std::string piece_;
};

rdf::Result<Coded> code_whole(Written written, const CodingWish& wish, Effort effort) {
  if (wish.identity && written.bytes->size() < worth_packing) return Coded{std::move(written)};
  auto packed = syntax::pack(wish.best, effort, *written.bytes);
  if (!packed) return packed.error();
  if (wish.identity && packed->size() >= written.bytes->size()) return Coded{std::move(written)};
  packed->shrink_to_fit();
  written.bytes = std::make_shared<const std::string>(std::move(*packed));
  return Coded{std::move(written), wish.best};
}

}  // namespace

CodingWish wished_coding(const Request& request) {
  if (!request.fields.has("Accept-Encoding")) return {};
  const Weights weights = weights_of(request.fields.combined("Accept-Encoding"));
  CodingWish wish;
  wish.identity = weights.identity.value_or(weights.star.value_or(1)) != 0;
  Weight best = 0;
  for (std::size_t i = 0; i < offered.size(); ++i) {
    const Weight weight = weights.named[i].value_or(0);
    if (weight <= best) continue;
    best = weight;
    wish.best = offered[i];
  }
  if (wish.identity) {
    if (weights.identity.value_or(0) > best) wish.best = Packing::none;
    return wish;
  }
  if (best == 0 && weights.star.value_or(0) != 0) {
    const auto free = std::find(weights.named.begin(), weights.named.end(), std::nullopt);
    if (free != weights.named.end())
      wish.best = offered[static_cast<std::size_t>(free - weights.named.begin())];
  }
  wish.nothing = wish.best == Packing::none;
  return wish;
}

rdf::Result<Coded> code(Written written, const CodingWish& wish, Effort effort) {
  if (wish.best == Packing::none) return Coded{std::move(written)};
  if (written.bytes) return code_whole(std::move(written), wish, effort);
  auto packer = syntax::make_packer(wish.best, Effort::stream);
  written.stream = std::make_unique<CodedBody>(std::move(written.stream), std::move(packer));
  return Coded{std::move(written), wish.best};
}

std::string_view coded_by(Packing packing) {
  static const auto all = [] {
    std::array<std::string, 4> names;
    for (std::size_t i = 0; i < names.size(); ++i) {
      names[i] = syntax::coding_name(static_cast<Packing>(i));
      if (i != 0) names[i] += ' ' + syntax::packer_versions();
    }
    return names;
  }();
  return all[static_cast<std::size_t>(packing)];
}

rdf::Error no_coding() {
  return {rdf::Code::not_acceptable, "the client takes none of the content codings to be had here",
          "offered are br, zstd, gzip and identity (no coding)"};
}

bool is_packable(std::string_view media_type) {
  const std::string_view type = trimmed(media_type.substr(0, media_type.find(';')));
  return syntax::find_media_type(type) != nullptr || type.starts_with("text/") || type.ends_with("+json") ||
         type.ends_with("+xml") || type.ends_with("/json") || type.ends_with("/javascript");
}

}  // namespace tamizdat::web
