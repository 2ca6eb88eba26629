#include "server/server.hpp"

#include <algorithm>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdlib>
#include <optional>
#include <thread>
#include <utility>

#include "server/listener.hpp"

namespace tamizdat::server {
namespace asio = boost::asio;

struct Server::State {
  ServerOptions options;
  std::vector<std::unique_ptr<Listener>> listeners;
  std::vector<Address> addresses;

  rdf::Result<void> bind(Address address);
  void run_threads();
};

namespace {

/// Waits for signals on a thread of its own, beside the listeners.
class SignalWatch {
 public:
  explicit SignalWatch(Server& server) : server_(&server), signals_(io_, SIGTERM, SIGINT) {
    wait();
    thread_ = std::thread([this] { io_.run(); });
  }
  ~SignalWatch() {
    io_.stop();
    thread_.join();
  }

 private:
  void wait() {
    signals_.async_wait([this](const boost::system::error_code& error, int signal) {
      if (error) return;
      if (std::exchange(stopping_, true)) std::_Exit(128 + signal);
      server_->stop();
      wait();
    });
  }

  Server* server_;
  asio::io_context io_;
  asio::signal_set signals_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace

Server::Server(const Handler& handler, ServerOptions options) : state_(std::make_unique<State>()) {
  state_->options = std::move(options);
  const unsigned threads = std::max(1U, state_->options.threads);
  for (unsigned i = 0; i < threads; ++i) {
    state_->listeners.push_back(
        std::make_unique<Listener>(handler, state_->options.limits, state_->options.report));
  }
}

Server::~Server() = default;

rdf::Result<void> Server::State::bind(Address address) {
  if (auto free = check_is_free(address); !free) return free.error();
  for (const auto& listener : listeners) {
    const auto bound = listener->bind(address);
    if (!bound) return bound.error();
    address = *bound;
  }
  addresses.push_back(std::move(address));
  return {};
}

rdf::Result<void> Server::bind(std::span<const Address> wanted) {
  std::uint16_t chosen = 0;  // where one name stands for several addresses, they share one free port
  for (Address address : wanted) {
    if (address.optional && address.port == 0) address.port = chosen;
    const auto bound = state_->bind(address);
    if (!bound && !address.optional) return bound.error();
    if (bound) chosen = state_->addresses.back().port;
  }
  return {};
}

std::span<const Address> Server::addresses() const {
  return state_->addresses;
}

rdf::Result<void> Server::listen() {
  for (const auto& listener : state_->listeners) {
    if (auto listening = listener->listen(); !listening) return listening.error();
  }
  return {};
}

void Server::State::run_threads() {
  std::vector<std::thread> threads;
  for (const auto& listener : listeners) threads.emplace_back([&listener] { listener->run(); });
  for (std::thread& thread : threads) thread.join();
}

void Server::run() {
  std::optional<SignalWatch> watch;
  if (state_->options.stop_on_signals) watch.emplace(*this);
  state_->run_threads();
}

void Server::stop() {
  for (const auto& listener : state_->listeners) listener->stop();
}

}  // namespace tamizdat::server
