#pragma once
// The site behind the server.
#include <memory>
#include <string>

#include "server/conversation.hpp"
#include "web/site.hpp"

namespace tamizdat::server {

/// Sends the public from http to https, if it is to be sent there, and hands all else to the site. The site
/// comes after the sockets, since its base may be their address: set it before the first request.
class SiteHandler : public Handler {
 public:
  void set(std::unique_ptr<web::Site> site) { site_ = std::move(site); }
  [[nodiscard]] web::Site& site() const { return *site_; }
  /// `port`: of TLS here, for clients that came to this machine under a name of theirs.
  void redirect_to_https(std::uint16_t port) { redirect_ = true, tls_port_ = port; }

  [[nodiscard]] web::Response handle(const web::Request& request) const override;
  [[nodiscard]] std::optional<web::Response> at_hand(const web::Request& request) const override;
  [[nodiscard]] web::Response refuse(const rdf::Error& error, const web::Request& request) const override {
    return site_->refuse(error, request);
  }

 private:
  [[nodiscard]] bool is_astray(const web::Request& request) const;
  [[nodiscard]] web::Response to_https(const web::Request& request) const;

  std::unique_ptr<web::Site> site_;
  bool redirect_ = false;
  std::uint16_t tls_port_ = 0;
};

/// Where a request for `target` goes on over TLS: at the base's own host if the base is https, else at the
/// host that the client asked for, on `port`. Empty if neither is known.
std::string https_location(std::string_view base, std::string_view host, std::uint16_t port,
                           std::string_view target);

}  // namespace tamizdat::server
