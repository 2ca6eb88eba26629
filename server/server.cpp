#include "server/server.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/signal_set.hpp>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <thread>
#include <utility>

#include "server/listener.hpp"

namespace tamizdat::server {
namespace asio = boost::asio;

namespace {

/// Waits for signals on a thread of its own, beside the listeners.
class SignalWatch {
 public:
  SignalWatch(Server& server, const ServerOptions& options)
      : server_(&server), options_(&options), signals_(io_, SIGTERM, SIGINT) {
    if (options.on_hangup) signals_.add(SIGHUP);
    if (options.on_user_one) signals_.add(SIGUSR1);
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
      heed(signal);
      wait();
    });
  }

  void heed(int signal) {
    if (signal == SIGHUP) return options_->on_hangup();
    if (signal == SIGUSR1) return options_->on_user_one();
    if (std::exchange(stopping_, true)) std::_Exit(128 + signal);
    if (options_->on_stop) options_->on_stop();
    server_->stop();
  }

  Server* server_;
  const ServerOptions* options_;
  asio::io_context io_;
  asio::signal_set signals_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace

struct Server::State {
  ServerOptions options;
  Gate gate;
  Certificate no_certificate;
  std::vector<std::unique_ptr<Journal>> journals;
  std::vector<std::unique_ptr<Listener>> listeners;
  std::unique_ptr<Listener> admin;  // on a thread of its own
  std::vector<Address> addresses;
  std::unique_ptr<SignalWatch> watch;  // the last, since it reaches for the others

  explicit State(ServerOptions o) : options(std::move(o)), gate(options.limits) {}
  std::unique_ptr<Listener> make_listener(const Handler& handler);
  rdf::Result<void> bind(const Address& address);
  rdf::Result<void> bind_network(Address address);
  rdf::Result<void> bind_shared(const Address& address, int descriptor);
  rdf::Result<void> bind_admin(const Address& address);
  std::vector<Listener*> all() const;
  void run_threads();
};

std::unique_ptr<Listener> Server::State::make_listener(const Handler& handler) {
  if (options.journal) journals.push_back(options.journal());
  Surroundings surroundings{&handler,
                            &options.limits,
                            [] { return std::time(nullptr); },
                            options.report,
                            {},
                            options.journal ? journals.back().get() : nullptr,
                            &gate,
                            &options.trust,
                            false,
                            options.secure_lines};
  return std::make_unique<Listener>(std::move(surroundings),
                                    options.certificate != nullptr ? *options.certificate : no_certificate);
}

Server::Server(const Handler& handler, ServerOptions options)
    : state_(std::make_unique<State>(std::move(options))) {
  const unsigned threads = std::max(1U, state_->options.threads);
  for (unsigned i = 0; i < threads; ++i) state_->listeners.push_back(state_->make_listener(handler));
}

Server::~Server() {
  for (const Address& address : state_->addresses) {
    if (address.is_unix() && address.inherited < 0) unlink(address.path.c_str());
  }
}

rdf::Result<void> Server::State::bind(const Address& address) {
  if (address.door == Door::admin) return bind_admin(address);
  if (address.inherited >= 0) return bind_shared(address, address.inherited);
  if (!address.is_unix()) return bind_network(address);
  const auto bound = bind_unix(address, address.door == Door::open);
  if (!bound) return bound.error();
  return bind_shared(address, *bound);
}

rdf::Result<void> Server::State::bind_network(Address address) {
  if (auto free = check_is_free(address); !free) return free.error();
  for (const auto& listener : listeners) {
    const auto bound = listener->bind(address);
    if (!bound) return bound.error();
    address = *bound;
  }
  addresses.push_back(std::move(address));
  return {};
}

/// One socket for all threads: the first gets it, the others a copy.
rdf::Result<void> Server::State::bind_shared(const Address& address, int descriptor) {
  addresses.push_back(address);
  for (const auto& listener : listeners) {
    const int own = listener == listeners.front() ? descriptor : fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    if (own < 0)
      return rdf::Error(rdf::Code::unavailable, std::string("Cannot listen: ") + std::strerror(errno));
    if (auto adopted = listener->adopt(own, address); !adopted) return adopted.error();
  }
  return {};
}

rdf::Result<void> Server::State::bind_admin(const Address& address) {
  if (options.admin == nullptr) return rdf::Error(rdf::Code::internal, "nobody answers at the admin socket");
  if (admin == nullptr) admin = make_listener(*options.admin);
  int descriptor = address.inherited;
  if (descriptor < 0) {
    const auto bound = bind_unix(address, false);
    if (!bound) return bound.error();
    descriptor = *bound;
  }
  addresses.push_back(address);
  return admin->adopt(descriptor, address);
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

std::vector<Listener*> Server::State::all() const {
  std::vector<Listener*> found;
  for (const auto& listener : listeners) found.push_back(listener.get());
  if (admin != nullptr) found.push_back(admin.get());
  return found;
}

rdf::Result<void> Server::listen() {
  for (Listener* const listener : state_->all()) {
    if (auto listening = listener->listen(); !listening) return listening.error();
  }
  if (state_->options.stop_on_signals) state_->watch = std::make_unique<SignalWatch>(*this, state_->options);
  return {};
}

void Server::State::run_threads() {
  std::vector<std::thread> threads;
  for (Listener* const listener : all()) threads.emplace_back([listener] { listener->run(); });
  for (std::thread& thread : threads) thread.join();
}

void Server::run() {
  state_->run_threads();
  state_->watch.reset();
}

void Server::stop() {
  for (Listener* const listener : state_->all()) listener->stop();
}

const Gate& Server::gate() const {
  return state_->gate;
}

}  // namespace tamizdat::server
