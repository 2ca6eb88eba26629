#include "web/site.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <thread>

#include "html/media.hpp"
#include "html/theme_files.hpp"
#include "web/cache.hpp"
#include "web/replay.hpp"
#include "web/respond.hpp"

namespace tamizdat::web {
namespace {

using rdf::Result;

/// A publication with the answers made from it: swapped whole, so that an old answer never meets new data.
struct Edition {
  Edition(std::shared_ptr<const answer::Publication> p, std::size_t cache_bytes)
      : publication(std::move(p)), cache(cache_bytes) {}
  std::shared_ptr<const answer::Publication> publication;
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

// Whoever serves has looked at all this with check_look() before; without it the built-in one is shown.
void put_on(House& house, const std::string& theme) {
  if (auto templates = html::Templates::load(theme)) house.templates = std::move(*templates);
  if (auto messages = html::Messages::load(theme)) house.messages = std::move(*messages);
  if (auto assets = html::Assets::load(theme)) house.assets = std::move(*assets);
}

/// That of the publisher, else that of the theme.
std::string put_up_logo(html::Assets& assets, const std::string& file) {
  if (!file.empty()) {
    if (auto content = read_logo(file)) {
      assets.add(logo_name(file), std::move(*content));
      return assets.address(logo_name(file));
    }
  }
  for (const html::Asset& asset : assets.all())
    if (asset.name.starts_with("logo.")) return assets.address(asset.name);
  return {};
}

House house_of(const SiteOptions& options) {
  House house{{}, {}, {}, {}, {}, options};
  if (!options.theme.empty()) put_on(house, options.theme);
  house.logo = put_up_logo(house.assets, options.logo);
  house.look = house.templates.hash() + house.messages.hash() + house.assets.hash();
  return house;
}

// What remains to be said when nothing can be said, not even for want of memory.
Response fault() {
  Response response;
  response.status = 500;
  response.close = true;
  return response;
}

}  // namespace

struct Site::State {
  House house;
  Current current;
};

Site::Site(std::shared_ptr<const answer::Publication> publication, SiteOptions options)
    : state_(std::make_unique<State>()) {
  state_->house = house_of(options);
  publish(std::move(publication));
}

Site::~Site() = default;

void Site::publish(std::shared_ptr<const answer::Publication> publication) {
  state_->current.set(
      std::make_shared<const Edition>(std::move(publication), state_->house.options.cache_bytes));
}

std::shared_ptr<const answer::Publication> Site::publication() const {
  return state_->current.get()->publication;
}

CacheNumbers Site::cache_numbers() const {
  return state_->current.get()->cache.numbers();
}

std::vector<std::string> Site::assets() const {
  std::vector<std::string> addresses;
  for (const html::Asset& asset : state_->house.assets.all())
    addresses.push_back(state_->house.assets.address(asset.name));
  return addresses;
}

Response Site::handle(const Request& request) const {
  try {
    const auto edition = state_->current.get();
    static thread_local std::string key;
    const bool hot = hot_key(request, key);
    if (hot) {
      if (const auto finished = edition->cache.find(key)) {
        auto response = replay(*finished, request, state_->house.options.now());
        if (response && (finished->bytes || response->status == 304)) return std::move(*response);
      }
    }
    Outcome outcome = Responder(state_->house, edition->publication, request).handle();
    if (hot && outcome.finished) edition->cache.keep(key, std::move(outcome.finished));
    return std::move(outcome.response);
  } catch (const std::exception&) {
    return fault();
  }
}

Response Site::refuse(const rdf::Error& error, const Request& request) const {
  try {
    const auto edition = state_->current.get();
    return Responder(state_->house, edition->publication, request).refuse(error);
  } catch (const std::exception&) {
    return fault();
  }
}

rdf::Result<void> check_look(const SiteOptions& options) {
  if (!options.logo.empty()) {
    if (const auto logo = read_logo(options.logo); !logo) return logo.error();
  }
  const std::string& theme = options.theme;
  if (theme.empty()) return {};
  if (const auto templates = html::Templates::load(theme); !templates) return templates.error();
  if (const auto messages = html::Messages::load(theme); !messages) return messages.error();
  if (const auto assets = html::Assets::load(theme); !assets) return assets.error();
  return {};
}

}  // namespace tamizdat::web
