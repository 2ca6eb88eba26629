#include "server/forwarded.hpp"

#include <algorithm>
#include <optional>

#include "server/framing.hpp"

namespace tamizdat::server {
namespace {

using std::string_view;
using web::same_token;
using web::trimmed;

/// What one proxy says of the hop before it; empty where it says nothing.
struct Hop {
  std::string from;
  std::string proto;
  std::string host;
};

/// Splits at `separator` outside of quoted strings; nothing if a quote stays open.
std::optional<std::vector<string_view>> split(string_view text, char separator) {
  std::vector<string_view> parts;
  bool quoted = false;
  std::size_t start = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (quoted && text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      quoted = !quoted;
    } else if (text[at] == separator && !quoted) {
      parts.push_back(trimmed(text.substr(start, at - start)));
      start = at + 1;
    }
  }
  if (quoted) return std::nullopt;
  parts.push_back(trimmed(text.substr(start)));
  return parts;
}

/// The value of a token or quoted-string.
std::string unquoted(string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  std::string plain;
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    if (text[at] == '\\' && at + 2 < text.size()) ++at;
    plain += text[at];
  }
  return plain;
}

/// forwarded-element = [ forwarded-pair ] *( ";" [ forwarded-pair ] )
std::optional<Hop> read_element(string_view element) {
  const auto pairs = split(element, ';');
  if (!pairs) return std::nullopt;
  Hop hop;
  for (const string_view pair : *pairs) {
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    if (equals == string_view::npos) return std::nullopt;
    const string_view name = pair.substr(0, equals);
    std::string value = unquoted(pair.substr(equals + 1));
    if (same_token(name, "for"))
      hop.from = std::move(value);
    else if (same_token(name, "proto"))
      hop.proto = std::move(value);
    else if (same_token(name, "host"))
      hop.host = std::move(value);
  }
  return hop;
}

/// Hops from the nearest outwards; a hop that cannot be read is the last, and empty.
std::vector<Hop> hops_of(string_view forwarded) {
  const auto elements = split(forwarded, ',');
  if (!elements) return {};
  std::vector<Hop> hops;
  for (auto element = elements->rbegin(); element != elements->rend(); ++element) {
    if (element->empty()) continue;
    auto hop = read_element(*element);
    hops.push_back(hop ? std::move(*hop) : Hop{});
    if (!hop) break;
  }
  return hops;
}

/// The entry of a list that belongs to the n-th hop from the near end. Proxies that set a field instead of
/// adding to it leave one entry for all.
std::string entry(const std::vector<string_view>& list, std::size_t hop, std::size_t hops) {
  if (list.size() == hops) return std::string(list[list.size() - 1 - hop]);
  return std::string(list.back());
}

std::vector<Hop> hops_of_x_fields(const web::Fields& fields) {
  const std::string from = fields.combined("X-Forwarded-For");
  const std::string proto = fields.combined("X-Forwarded-Proto");
  const std::string host = fields.combined("X-Forwarded-Host");
  const auto list = [](string_view text) {
    return split(text, ',').value_or(std::vector<string_view>{string_view()});
  };
  const auto froms = list(from);
  const auto protos = list(proto);
  const auto hosts = list(host);
  std::vector<Hop> hops;
  for (std::size_t at = 0; at < froms.size(); ++at) {
    hops.push_back({std::string(froms[froms.size() - 1 - at]), entry(protos, at, froms.size()),
                    entry(hosts, at, froms.size())});
  }
  return hops;
}

/// node = nodename [ ":" node-port ]; IPv6 stands in brackets where it follows the grammar, and bare where
/// not.
std::optional<Ip> ip_of_node(string_view node) {
  if (node.starts_with('[')) {
    const auto end = node.find(']');
    const string_view rest = end == string_view::npos ? node : node.substr(end + 1);
    if (end == string_view::npos || (!rest.empty() && rest.front() != ':')) return std::nullopt;
    return parse_ip(node.substr(1, end - 1));
  }
  if (std::count(node.begin(), node.end(), ':') == 1) node = node.substr(0, node.find(':'));
  return parse_ip(node);
}

void take_word(Caller& client, const Hop& hop) {
  if (same_token(hop.proto, "https")) client.secure = true;
  if (same_token(hop.proto, "http")) client.secure = false;
  if (!hop.host.empty() && is_valid_host(hop.host)) client.host = hop.host;
}

}  // namespace

bool Trust::holds(const Ip& ip) const {
  if (!ip.known) return unix_peers;
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return network.holds(ip); });
}

bool add_trusted(Trust& trust, string_view text) {
  if (text == "unix") return trust.unix_peers = true;
  const auto network = parse_network(text);
  if (network) trust.networks.push_back(*network);
  return network.has_value();
}

Caller client_behind(const Ip& peer, bool secure, const web::Fields& fields, const Trust& trust) {
  Caller client{peer, secure, {}};
  const bool standard = fields.has("Forwarded");
  for (const Hop& hop : standard ? hops_of(fields.combined("Forwarded")) : hops_of_x_fields(fields)) {
    take_word(client, hop);
    const auto from = ip_of_node(hop.from);
    if (!from) break;
    client.ip = *from;
    if (!trust.holds(*from)) break;
  }
  return client;
}

}  // namespace tamizdat::server
