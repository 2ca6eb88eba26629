#include "server/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <boost/asio/ssl/context.hpp>
#include <cstring>
#include <string_view>
#include <utility>

namespace tamizdat::server {
namespace ssl = boost::asio::ssl;
using boost::system::error_code;

namespace {

// Forward secrecy and authenticated encryption alone; TLS 1.3 has nothing else anyway (RFC 9325 §4.2).
constexpr const char* ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr std::string_view protocol = "\x08http/1.1";

/// RFC 7301: who offers protocols and not ours among them is refused.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* size, const unsigned char* offered,
                    unsigned offered_size, void*) {
  unsigned char* chosen = nullptr;
  const int found =
      SSL_select_next_proto(&chosen, size, reinterpret_cast<const unsigned char*>(protocol.data()),
                            static_cast<unsigned>(protocol.size()), offered, offered_size);
  *out = chosen;
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

rdf::Error cannot_read(const std::string& path, const char* what, const error_code& error) {
  return rdf::Error(rdf::Code::unreadable, std::string(what) + " cannot be used: " + error.message())
      .at(path);
}

void set_up(ssl::context& context) {
  context.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                      ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
  SSL_CTX* const native = context.native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(native, ciphers);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                  SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA |
                                  SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
}

std::time_t end_of(const ssl::context& context) {
  const X509* const own = SSL_CTX_get0_certificate(const_cast<ssl::context&>(context).native_handle());
  std::tm end{};
  if (own == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(own), &end) != 1) return 0;
  return timegm(&end);
}

}  // namespace

rdf::Result<void> Certificate::load(const std::string& chain, const std::string& key) {
  auto made = std::make_shared<ssl::context>(ssl::context::tls_server);
  set_up(*made);
  error_code error;
  made->use_certificate_chain_file(chain, error);
  if (error) return cannot_read(chain, "The certificate", error);
  made->use_private_key_file(key, ssl::context::pem, error);
  if (error) return cannot_read(key, "The key", error);
  const std::lock_guard lock(mutex_);
  context_ = std::move(made);
  expires_ = end_of(*context_);
  return {};
}

Certificate::Context Certificate::current() const {
  const std::lock_guard lock(mutex_);
  return context_;
}

std::time_t Certificate::expires() const {
  const std::lock_guard lock(mutex_);
  return expires_;
}

}  // namespace tamizdat::server
