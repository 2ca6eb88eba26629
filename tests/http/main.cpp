// Runs every exchange of cases/*.http against Site::handle, or, with --url http://HOST:PORT, against a
// server.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "answer/publication.hpp"
#include "case_file.hpp"
#include "live_client.hpp"
#include "store/loader.hpp"
#include "syntax/reader.hpp"
#include "web/site.hpp"

namespace tamizdat::test {
namespace {

namespace fs = std::filesystem;

const std::string folder = TAMIZDAT_SOURCE_DIR "/tests/http";
const std::string default_base = "http://site.example/";
constexpr std::time_t clock_time = 2'100'000'000;  // 2036

std::string live_host;
std::string live_port;

bool is_live() {
  return !live_host.empty();
}

std::string setting(const CaseFile& file, const std::string& name, const std::string& otherwise) {
  const auto found = file.settings.find(name);
  return found == file.settings.end() ? otherwise : found->second;
}

std::vector<store::Input> inputs() {
  std::vector<store::Input> found;
  for (const auto& entry : fs::directory_iterator(folder + "/data")) {
    found.push_back({entry.path().string(), "data/" + entry.path().filename().string(), {}});
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return found;
}

std::unique_ptr<web::Site> make_site(const CaseFile& file) {
  const std::string base = setting(file, "base", default_base);
  store::LoadOptions options;
  options.base = base;
  const auto loaded = store::load(inputs(), options);
  for (const rdf::Error& error : loaded.errors) ADD_FAILURE() << rdf::to_string(error);
  if (!loaded.snapshot) return nullptr;
  const auto identity =
      setting(file, "identity", "see-other") == "same" ? answer::Identity::same : answer::Identity::see_other;
  web::SiteOptions site_options;
  site_options.now = [] { return clock_time; };
  site_options.cache_bytes = static_cast<std::size_t>(std::stoul(setting(file, "cache", "1000000")));
  return std::make_unique<web::Site>(answer::publish(loaded.snapshot, answer::Addresses(base), identity),
                                     site_options);
}

Received receive(web::Response&& response, const std::string& method) {
  Received received;
  received.status = response.status;
  received.fields = response.fields;
  if (response.head_only || method == "HEAD") return received;
  if (response.bytes) received.body = *response.bytes;
  while (response.stream) {
    std::string piece;
    const auto more = response.stream->pull(piece);
    received.body += piece;
    if (!more) {
      ADD_FAILURE() << "the stream broke off: " << rdf::to_string(more.error());
      break;
    }
    if (!*more) break;
  }
  return received;
}

// gzip and zstd can be told by their first bytes.
void unpack(Received& received) {
  const std::string_view coding = received.fields.get("Content-Encoding");
  if (received.body.empty() || received.status == 206 || (coding != "gzip" && coding != "zstd")) return;
  auto bytes = syntax::open_memory(received.body);
  ASSERT_TRUE(bytes);
  std::string text;
  std::array<char, 4096> buffer{};
  while (true) {
    const auto n = (*bytes)->read(buffer);
    ASSERT_TRUE(n) << rdf::to_string(n.error());
    if (*n == 0) break;
    text.append(buffer.data(), *n);
  }
  EXPECT_NE(text, received.body);
  received.body = std::move(text);
}

Received ask(const web::Site* site, const web::Request& request) {
  Received received =
      is_live() ? ask_server(live_host, live_port, request) : receive(site->handle(request), request.method);
  unpack(received);
  return received;
}

// --- what holds for every answer --------------------------------------------------------------------------

// Fields that the session adds, or that a body that was not made cannot have.
bool is_framing(std::string_view name) {
  for (const std::string_view framing :
       {"Date", "Connection", "Content-Length", "Transfer-Encoding", "Keep-Alive"}) {
    if (web::same_token(name, framing)) return true;
  }
  return false;
}

std::string comparable(const web::Fields& fields) {
  std::string text;
  for (const auto& [name, value] : fields.all()) {
    if (!is_framing(name)) text.append(name).append(": ").append(value).append("\n");
  }
  return text;
}

/// RFC 9110 §8.8.3: no blank and no quotation mark within.
bool is_strong_tag(std::string_view tag) {
  if (tag.size() < 2 || !tag.starts_with('"') || !tag.ends_with('"')) return false;
  const std::string_view inner = tag.substr(1, tag.size() - 2);
  return std::all_of(inner.begin(), inner.end(), [](char c) { return c > ' ' && c != '"' && c != '\x7F'; });
}

void check_manners(const Exchange& exchange, const Received& received) {
  EXPECT_EQ(received.fields.get("Access-Control-Allow-Origin"), "*") << exchange.name;
  EXPECT_FALSE(received.fields.has("Access-Control-Allow-Credentials")) << exchange.name;
  if (!received.body.empty()) {
    EXPECT_TRUE(received.fields.has("Content-Type")) << exchange.name;
    EXPECT_EQ(received.fields.get("X-Content-Type-Options"), "nosniff") << exchange.name;
    EXPECT_TRUE(received.fields.get("Content-Security-Policy").starts_with("default-src 'none'"))
        << exchange.name;
  }
  const std::string_view etag = received.fields.get("ETag");
  EXPECT_TRUE(etag.empty() || is_strong_tag(etag)) << etag;
  if (received.status == 304 || received.status == 204) {
    EXPECT_EQ(received.body, "") << exchange.name;
  }
  if (received.status >= 400 && exchange.request.method != "HEAD") {
    EXPECT_NE(received.body, "") << "an error without a body: " << exchange.name;
  }
}

// RFC 9110 §9.3.2: HEAD is GET without the body.
void check_head(const web::Site* site, web::Request request, const Received& got) {
  request.method = "HEAD";
  const Received head = ask(site, request);
  EXPECT_EQ(head.status, got.status);
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(comparable(head.fields), comparable(got.fields));
}

// --- the test ---------------------------------------------------------------------------------------------

class HttpCases : public testing::TestWithParam<std::string> {};

TEST_P(HttpCases, AreAnsweredAsTheySay) {
  std::ifstream stream(folder + "/cases/" + GetParam() + ".http", std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  const CaseFile file = parse_case_file(text.str());
  ASSERT_EQ(file.error, "") << GetParam();
  if (is_live() && !file.settings.empty()) GTEST_SKIP() << "needs a site of its own";
  const std::string base = setting(file, "base", default_base);
  const auto site = is_live() ? nullptr : make_site(file);
  ASSERT_TRUE(is_live() || site) << "the data do not load";
  Variables variables;
  for (const Exchange& exchange : file.exchanges) {
    SCOPED_TRACE(GetParam() + ".http:" + std::to_string(exchange.line) + ": " + exchange.name);
    web::Request request = exchange.request;
    request.target = substitute(request.target, variables);
    web::Fields fields;
    for (const auto& [name, value] : request.fields.all())
      fields.add(name, substitute(std::string(value), variables));
    request.fields = fields;
    const Received received = ask(site.get(), request);
    EXPECT_EQ(std::to_string(received.status), exchange.status) << received.body.substr(0, 2000);
    for (const std::string& expectation : exchange.expectations) {
      const std::string wanted = substitute(expectation, variables);
      EXPECT_EQ(check(wanted, received, variables, folder, base), "") << wanted;
    }
    check_manners(exchange, received);
    // Only GET has ranges (RFC 9110 §14.2).
    if (request.method == "GET" && !request.fields.has("Range")) check_head(site.get(), request, received);
  }
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder + "/cases")) {
    if (entry.path().extension() == ".http") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Http, HttpCases, testing::ValuesIn(case_names()), test_name);

bool take_url(const std::string& url) {
  constexpr std::string_view scheme = "http://";
  const auto colon = url.rfind(':');
  if (!url.starts_with(scheme) || colon <= scheme.size()) return false;
  live_host = url.substr(scheme.size(), colon - scheme.size());
  live_port = url.substr(colon + 1);
  while (live_port.ends_with('/')) live_port.pop_back();
  return true;
}

}  // namespace
}  // namespace tamizdat::test

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--url" && i + 1 < argc && tamizdat::test::take_url(argv[i + 1])) {
      ++i;
      continue;
    }
    std::fprintf(stderr, "usage: http_cases [--url http://HOST:PORT] [--gtest_filter=…]\n");
    return 2;
  }
  return RUN_ALL_TESTS();
}
