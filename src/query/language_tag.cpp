#include "query/language_tag.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "rdf/ascii.hpp"

namespace tamizdat::query {
namespace {

using rdf::is_digit;
using rdf::is_letter;
using std::string_view;

bool is_alphanumeric(string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c); });
}
bool is_alphabetic(string_view text) {
  return std::all_of(text.begin(), text.end(), is_letter);
}
bool is_numeric(string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}

/// The subtags of a tag, in order.
class Subtags {
 public:
  explicit Subtags(string_view tag) : rest_(tag) { cut(); }
  [[nodiscard]] bool done() const { return done_; }
  [[nodiscard]] string_view front() const { return front_; }
  void next() {
    if (last_)
      done_ = true;
    else
      cut();
  }
  template <class Test>
  bool take_if(Test test) {
    if (done_ || !test(front_)) return false;
    next();
    return true;
  }

 private:
  void cut() {
    const auto dash = rest_.find('-');
    front_ = rest_.substr(0, dash);
    last_ = dash == string_view::npos;
    rest_.remove_prefix(last_ ? rest_.size() : dash + 1);
  }
  string_view rest_;
  string_view front_;
  bool last_ = false;
  bool done_ = false;
};

bool is_singleton(string_view s, bool private_use) {
  return s.size() == 1 && is_alphanumeric(s) && ((s == "x" || s == "X") == private_use);
}
bool is_longer(string_view s, std::size_t low) {
  return s.size() >= low && s.size() <= 8 && is_alphanumeric(s);
}

bool take_private_use(Subtags& tags) {
  if (!tags.take_if([](string_view s) { return is_singleton(s, true); })) return false;
  bool any = false;
  while (tags.take_if([](string_view s) { return is_longer(s, 1); })) any = true;
  return any && tags.done();
}

bool take_language(Subtags& tags) {
  const std::size_t length = tags.front().size();
  if (!tags.take_if([](string_view s) { return s.size() >= 2 && s.size() <= 8 && is_alphabetic(s); }))
    return false;
  for (int i = 0; i < 3 && length <= 3; ++i)
    if (!tags.take_if([](string_view s) { return s.size() == 3 && is_alphabetic(s); })) break;
  return true;
}

bool is_region(string_view s) {
  return (s.size() == 2 && is_alphabetic(s)) || (s.size() == 3 && is_numeric(s));
}
bool is_variant(string_view s) {
  return is_longer(s, 5) || (s.size() == 4 && is_digit(s.front()) && is_alphanumeric(s));
}

// The grandfathered tags that do not follow the grammar.
constexpr std::array irregular = {
    string_view("en-gb-oed"),   string_view("i-ami"),      string_view("i-bnn"),
    string_view("i-default"),   string_view("i-enochian"), string_view("i-hak"),
    string_view("i-klingon"),   string_view("i-lux"),      string_view("i-mingo"),
    string_view("i-navajo"),    string_view("i-pwn"),      string_view("i-tao"),
    string_view("i-tay"),       string_view("i-tsu"),      string_view("sgn-be-fr"),
    string_view("sgn-be-nl"),   string_view("sgn-ch-de"),  string_view("art-lojban"),
    string_view("cel-gaulish"), string_view("no-bok"),     string_view("no-nyn"),
    string_view("zh-guoyu"),    string_view("zh-hakka"),   string_view("zh-min"),
    string_view("zh-min-nan"),  string_view("zh-xiang")};

// ISO 639-1, and the older codes that are still in the registry (in, iw, ji, jw, mo, sh).
constexpr string_view two_letter_languages =
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv "
    "dz "
    "ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii "
    "ik "
    "in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv "
    "mg "
    "mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn "
    "ro "
    "ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw "
    "ty "
    "ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

struct Mistaken {
  string_view country;
  string_view language;
};
constexpr std::array mistaken = {Mistaken{"cz", "cs"},    Mistaken{"jp", "ja"},    Mistaken{"gr", "el"},
                                 Mistaken{"dk", "da"},    Mistaken{"ua", "uk"},    Mistaken{"cn", "zh"},
                                 Mistaken{"kp", "ko"},    Mistaken{"us", "en-US"}, Mistaken{"gb", "en-GB"},
                                 Mistaken{"at", "de-AT"}, Mistaken{"vn", "vi"},    Mistaken{"ir", "fa"},
                                 Mistaken{"il", "he"},    Mistaken{"by", "be"},    Mistaken{"eg", "ar-EG"},
                                 Mistaken{"rs", "sr"},    Mistaken{"al", "sq"},    Mistaken{"mx", "es-MX"}};

std::string lowered(string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

}  // namespace

bool is_language_tag(string_view tag) {
  const std::string small = lowered(tag);
  if (std::find(irregular.begin(), irregular.end(), string_view(small)) != irregular.end()) return true;
  Subtags tags(tag);
  if (take_private_use(tags)) return true;
  tags = Subtags(tag);
  if (!take_language(tags)) return false;
  tags.take_if([](string_view s) { return s.size() == 4 && is_alphabetic(s); });  // script
  tags.take_if(is_region);
  while (tags.take_if(is_variant)) continue;
  while (tags.take_if([](string_view s) { return is_singleton(s, false); })) {
    bool any = false;
    while (tags.take_if([](string_view s) { return is_longer(s, 2); })) any = true;
    if (!any) return false;
  }
  return tags.done() || take_private_use(tags);
}

bool is_unknown_language(string_view tag, string_view& meant) {
  const string_view language = tag.substr(0, tag.find('-'));
  if (language.size() != 2) return false;
  const std::string small = lowered(language);
  for (std::size_t i = 0; i < two_letter_languages.size(); i += 3)
    if (two_letter_languages.substr(i, 2) == small) return false;
  const auto known =
      std::find_if(mistaken.begin(), mistaken.end(), [&](const Mistaken& m) { return m.country == small; });
  if (known != mistaken.end()) meant = known->language;
  return true;
}

}  // namespace tamizdat::query
