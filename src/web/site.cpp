#include "web/site.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "html/media.hpp"
#include "html/theme_files.hpp"
#include "web/cache.hpp"
#include "web/replay.hpp"
#include "web/respond.hpp"
#include "web/routes.hpp"

namespace tamizdat::web {
namespace {

using rdf::Result;

/// A publication and a look with the answers made from them: swapped whole, so that an old answer never meets
/// new data.
struct Edition {
  Edition(std::shared_ptr<const answer::Publication> p, Look l, Look before,
          std::shared_ptr<CacheCounts> counts)
      : publication(std::move(p)),
        look(std::move(l)),
        former(std::move(before)),
        cache(look->options.cache_bytes, std::move(counts)) {}
  [[nodiscard]] Responder responder(const Request& request) const {
    return {*look, publication, request, former != nullptr ? &former->assets : nullptr};
  }
  std::shared_ptr<const answer::Publication> publication;
  Look look;
  Look former;  // whose pages readers may still have before them; may be null
  mutable HotCache cache;
};

/// The current edition, for many readers. std::atomic<shared_ptr> of GCC 12 is a race in the eyes of
/// ThreadSanitizer; a lock for each few threads is never fought over.
class Current {
 public:
  void set(std::shared_ptr<const Edition> edition) {
    for (Slot& slot : slots_) {
      std::shared_ptr<const Edition> old =
          edition;  // the last owner may be long in going: not under the lock
      const std::lock_guard lock(slot.mutex);
      slot.edition.swap(old);
    }
  }
  [[nodiscard]] std::shared_ptr<const Edition> get() const {
    static thread_local const std::size_t mine = std::hash<std::thread::id>()(std::this_thread::get_id());
    const Slot& slot = slots_[mine % slots_.size()];
    const std::lock_guard lock(slot.mutex);
    return slot.edition;
  }

 private:
  struct alignas(64) Slot {
    mutable std::mutex mutex;
    std::shared_ptr<const Edition> edition;
  };
  std::array<Slot, 8> slots_;
};

/// "logo.svg", whatever the file is called.
std::string logo_name(const std::string& file) {
  return "logo" + file.substr(std::min(file.rfind('.'), file.size()));
}

Result<std::string> read_logo(const std::string& file) {
  if (!html::is_picture(file)) {
    return rdf::Error(rdf::Code::unsupported_format, "this is no picture that browsers show",
                      "give a file that ends in .svg, .png, .jpg, .webp, .avif or .gif")
        .at(file);
  }
  auto content = html::theme_file(file);
  if (!content) return content.error();
  if (!*content) return rdf::Error(rdf::Code::unreadable, "there is no such file").at(file);
  return std::move(**content);
}

rdf::Result<void> put_on(House& house, const std::string& theme) {
  auto templates = html::Templates::load(theme);
  if (!templates) return templates.error();
  auto messages = html::Messages::load(theme);
  if (!messages) return messages.error();
  auto assets = html::Assets::load(theme);
  if (!assets) return assets.error();
  house.templates = std::move(*templates);
  house.messages = std::move(*messages);
  house.assets = std::move(*assets);
  return {};
}

/// That of the publisher, else that of the theme.
Result<std::string> put_up_logo(html::Assets& assets, const std::string& file) {
  if (!file.empty()) {
    auto content = read_logo(file);
    if (!content) return content.error();
    assets.add(logo_name(file), std::move(*content));
    return assets.address(logo_name(file));
  }
  for (const html::Asset& asset : assets.all())
    if (asset.name.starts_with("logo.")) return assets.address(asset.name);
  return std::string();
}

Look built_in(SiteOptions options) {
  options.theme.clear();
  options.logo.clear();
  return *read_look(options);
}

// What remains to be said when nothing can be said, not even for want of memory.
Response fault() {
  Response response;
  response.status = 500;
  response.close = true;
  return response;
}

}  // namespace

rdf::Result<Look> read_look(const SiteOptions& options) {
  auto house = std::make_shared<House>(House{{}, {}, {}, {}, {}, options});
  if (!options.theme.empty()) {
    if (auto put = put_on(*house, options.theme); !put) return put.error();
  }
  auto logo = put_up_logo(house->assets, options.logo);
  if (!logo) return logo.error();
  house->logo = std::move(*logo);
  house->look = house->templates.hash() + house->messages.hash() + house->assets.hash();
  return Look(std::move(house));
}

struct Site::State {
  SiteOptions options;
  std::shared_ptr<CacheCounts> counts = std::make_shared<CacheCounts>();
  std::mutex publishing;
  Look look;    // in service
  Look former;  // before it, if it was another
  Current current;
};

Site::Site(std::shared_ptr<const answer::Publication> publication, SiteOptions options, Look look)
    : state_(std::make_unique<State>()) {
  if (look == nullptr) {
    auto read = read_look(options);
    look = read ? std::move(*read) : built_in(options);
  }
  state_->options = std::move(options);
  publish(std::move(publication), std::move(look));
}

Site::~Site() = default;

void Site::publish(std::shared_ptr<const answer::Publication> publication, Look look) {
  const std::lock_guard lock(state_->publishing);
  if (look != nullptr && (state_->look == nullptr || look->look != state_->look->look)) {
    state_->former = std::exchange(state_->look, std::move(look));
  }
  state_->current.set(
      std::make_shared<const Edition>(std::move(publication), state_->look, state_->former, state_->counts));
}

std::shared_ptr<const answer::Publication> Site::publication() const {
  return state_->current.get()->publication;
}

CacheNumbers Site::cache_numbers() const {
  return state_->current.get()->cache.numbers();
}

std::vector<std::string> Site::assets() const {
  std::vector<std::string> addresses;
  const auto edition = state_->current.get();
  for (const html::Asset& asset : edition->look->assets.all())
    addresses.push_back(edition->look->assets.address(asset.name));
  return addresses;
}

namespace {

std::optional<Response> finished_answer(const Edition& edition, const Request& request,
                                        const std::string& key, std::time_t now) {
  const auto finished = edition.cache.find(key);
  if (finished == nullptr) return std::nullopt;
  auto response = replay(*finished, request, now);
  if (!response || !(finished->bytes || response->status == 304)) return std::nullopt;
  return std::move(*response);
}

// Their answers are of a size, whatever the data.
bool is_for_operators(std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  return path.starts_with("/-/") && route_of(path.substr(1)).of_operations;
}

}  // namespace

Response Site::handle(const Request& request) const {
  try {
    const auto edition = state_->current.get();
    static thread_local std::string key;
    const bool hot = hot_key(request, key);
    if (hot) {
      if (auto ready = finished_answer(*edition, request, key, state_->options.now()))
        return std::move(*ready);
    }
    Outcome outcome = edition->responder(request).handle();
    if (hot && outcome.finished) edition->cache.keep(key, std::move(outcome.finished));
    return std::move(outcome.response);
  } catch (const std::exception&) {
    return fault();
  }
}

std::optional<Response> Site::at_hand(const Request& request) const {
  try {
    if (is_for_operators(request.target)) return handle(request);
    std::string key;
    if (!hot_key(request, key)) return std::nullopt;
    return finished_answer(*state_->current.get(), request, key, state_->options.now());
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

Response Site::refuse(const rdf::Error& error, const Request& request) const {
  try {
    const auto edition = state_->current.get();
    return edition->responder(request).refuse(error);
  } catch (const std::exception&) {
    return fault();
  }
}

}  // namespace tamizdat::web
