#include "server/http_asker.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <optional>

namespace tamizdat::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using rdf::Code;
using rdf::Error;

constexpr std::chrono::seconds patience(30);  // without a byte
constexpr std::uint64_t largest_body = std::uint64_t{4} << 30U;

class HttpAsker final : public Asker {
 public:
  HttpAsker(std::string host, std::string port) : host_(std::move(host)), port_(std::move(port)) {}

  rdf::Result<Answer> ask(const web::Request& request) override {
    const bool was_open = stream_.has_value();
    auto answer = try_once(request);
    // The server may have closed a connection that stood idle; a new one tells.
    if (!answer && was_open && !silent_) answer = try_once(request);
    return answer;
  }

 private:
  rdf::Result<Answer> try_once(const web::Request& request) {
    beast::error_code error;
    if (!stream_) connect(error);
    http::response_parser<http::string_body> parser;
    if (!error) exchange(request, parser, error);
    silent_ = error == beast::error::timeout;
    if (error) {
      stream_.reset();
      return Error(Code::unreadable, "the server does not answer: " + error.message())
          .at("http://" + host_ + ":" + port_ + request.target);
    }
    Answer answer;
    answer.status = parser.get().result_int();
    for (const auto& field : parser.get()) {
      const auto name = field.name_string();
      const auto value = field.value();
      answer.fields.add({name.data(), name.size()}, on_this_server({value.data(), value.size()}));
    }
    answer.body = std::move(parser.get().body());
    if (!parser.get().keep_alive()) stream_.reset();
    return answer;
  }

  // Some servers make addresses of their own absolute.
  [[nodiscard]] std::string_view on_this_server(std::string_view value) const {
    const std::string origin = "http://" + host_ + ":" + port_;
    const bool is_own = value.starts_with(origin) && value.substr(origin.size()).starts_with('/');
    return is_own ? value.substr(origin.size()) : value;
  }

  void connect(beast::error_code& error) {
    asio::ip::tcp::resolver resolver(context_);
    const auto found = resolver.resolve(host_, port_, error);
    if (error) return;
    stream_.emplace(context_);
    asio::connect(stream_->socket(), found, error);
    buffer_.clear();
  }

  void exchange(const web::Request& request, http::response_parser<http::string_body>& parser,
                beast::error_code& error) {
    http::request<http::empty_body> message;
    message.method_string({request.method.data(), request.method.size()});
    message.target({request.target.data(), request.target.size()});
    message.version(11);
    message.set(http::field::host, host_ + ":" + port_);
    for (const auto field : request.fields.all())
      message.insert({field.name.data(), field.name.size()}, {field.value.data(), field.value.size()});
    parser.body_limit(largest_body);
    parser.skip(request.method == "HEAD");
    begin();
    http::async_write(*stream_, message, [&](beast::error_code code, std::size_t) { error = code; });
    finish();
    while (!error && !parser.is_done()) {
      begin();
      http::async_read_some(*stream_, buffer_, parser,
                            [&](beast::error_code code, std::size_t) { error = code; });
      finish();
    }
  }

  // A server that falls silent must not hold up the check for ever.
  void begin() { stream_->expires_after(patience); }
  void finish() {
    context_.restart();
    context_.run();
  }

  std::string host_;
  std::string port_;
  asio::io_context context_;
  std::optional<beast::tcp_stream> stream_;
  bool silent_ = false;  // the last request was not answered in time
  beast::flat_buffer buffer_;
};

}  // namespace

rdf::Result<std::unique_ptr<Asker>> http_asker(const std::string& url) {
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme)) {
    return Error(Code::unreadable, "'" + url + "' is no address of a server",
                 "write it like http://localhost:8080");
  }
  std::string authority = url.substr(scheme.size());
  authority = authority.substr(0, authority.find('/'));
  const auto colon = authority.rfind(':');
  const bool has_port = colon != std::string::npos && authority.find(']', colon) == std::string::npos;
  std::string host = authority.substr(0, has_port ? colon : authority.size());
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty()) return Error(Code::unreadable, "'" + url + "' names no host");
  return std::unique_ptr<Asker>(
      std::make_unique<HttpAsker>(std::move(host), has_port ? authority.substr(colon + 1) : "80"));
}

}  // namespace tamizdat::server
