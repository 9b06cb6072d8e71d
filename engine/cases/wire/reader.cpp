#include <algorithm>
#include <limits>

#include "engine/base/base64.h"
#include "engine/base/utf8.h"
#include "engine/cases/wire/codec.h"
#include "engine/cases/wire/findings.h"

namespace aftale::cases::wire {
namespace {

constexpr std::size_t kShownMax = 40;

/// The beginning of what was sent.
std::string shown(const std::string& text) {
  std::size_t at = 0;
  for (std::size_t points = 0; at < text.size() && points < kShownMax; ++points)
    at += std::max<std::size_t>(code_point_at(text, at).size, 1);
  return at < text.size() ? text.substr(0, at) + "…" : text;
}

Text found_text(const Json& json) {
  switch (json.kind()) {
    case Json::Kind::null:
      return same_text("null");
    case Json::Kind::boolean:
      return same_text(json.text());
    case Json::Kind::number:
      return same_text(shown(json.text()));
    case Json::Kind::string:
      return same_text("\"" + shown(json.text()) + "\"");
    case Json::Kind::array:
      return {"en liste", "a list"};
    case Json::Kind::object:
      return {"et objekt", "an object"};
  }
  return {};
}

constexpr const char* kAdviceDa = "; brug samme version af aftale i begge ender";
constexpr const char* kAdviceEn = "; use the same version of aftale at both ends";

/// What `rfc3339` writes, of every year that an Instant reaches: Instant::parse stops at the year 9999.
std::optional<time::Instant> read_instant(std::string_view text) {
  constexpr std::int64_t kMicrosPerDay = 86'400'000'000;
  const std::size_t middle = text.find('T');
  if (middle == std::string_view::npos) return std::nullopt;
  const std::optional<time::CivilDate> date = time::CivilDate::parse_iso(text.substr(0, middle));
  const auto clock = time::Instant::parse("1970-01-01" + std::string(text.substr(middle)));
  std::int64_t micros = 0;
  if (!date || !clock || __builtin_mul_overflow(date->days(), kMicrosPerDay, &micros) ||
      __builtin_add_overflow(micros, clock->micros, &micros))
    return std::nullopt;
  return time::Instant{micros};
}

template <class Number>
std::optional<Number> read_number(const Json& json) {
  // Two answers for "none" tell it from every number.
  const std::int64_t number = json.integer(0);
  if (number != json.integer(1) || !std::in_range<Number>(number)) return std::nullopt;
  return static_cast<Number>(number);
}

const Text kString{"en tekst", "a string"}, kObject{"et objekt", "an object"}, kList{"en liste", "a list"},
    kBoolean{"true eller false", "true or false"}, kInteger{"et heltal", "an integer"},
    kSmallInteger{"et heltal på højst 32 bit", "an integer of at most 32 bits"},
    kDate{"en dato som \"2022-11-24\"", "a date such as \"2022-11-24\""},
    kInstant{"et tidspunkt som \"2022-11-24T11:00:00Z\"", "an instant such as \"2022-11-24T11:00:00Z\""},
    kDigest{"64 hexcifre", "64 hex digits"}, kUuid{"et UUID", "a UUID"}, kBase64{"base64", "base64"},
    kPair{"en liste med et navn og en værdi", "a list of a name and a value"},
    kCode{"en kode på højst 64 tegn", "a code of at most 64 characters"};

/// By Json::Kind.
const Text kKinds[] = {same_text("null"), kBoolean, kInteger, kString, kList, kObject};

}  // namespace

const Json Reader::kNull;

void Reader::fail_with(Text reason) {
  if (error_) return;
  error_ = fail(Error::Kind::refused, "bad-request", {reason.da + kAdviceDa, reason.en + kAdviceEn}).value();
}

void Reader::refuse(const Text& expected) {
  const Text found = found_text(here());
  fail_with({where() + " skal være " + expected.da + ", men er " + found.da,
             where() + " must be " + expected.en + ", but is " + found.en});
}

void Reader::missing(const char* key) {
  const std::string place = where() + "." + key;
  fail_with({place + " mangler", place + " is missing"});
}

std::string Reader::where() const {
  std::string text = "$";
  for (std::size_t n = 1; n < path_.size(); ++n) {
    if (path_[n].key) {
      text.append(".").append(shown(path_[n].key));
    } else {
      text.append("[").append(std::to_string(path_[n].index)).append("]");
    }
  }
  return text;
}

const Json* Reader::find(std::string_view key) {
  const auto& members = here().members();
  std::size_t& next = path_.back().next;
  for (std::size_t looked = 0; looked < members.size(); ++looked) {
    const std::size_t at = next < members.size() ? next : 0;
    next = at + 1;
    if (members[at].first == key) return &members[at].second;
  }
  return nullptr;
}

bool Reader::has(const char* key) {
  const Json* found = error_ ? nullptr : find(key);
  return found && !found->is_null();
}

bool Reader::expect(Json::Kind kind) {
  if (error_) return false;
  if (here().kind() == kind) return true;
  refuse(kKinds[static_cast<std::size_t>(kind)]);
  return false;
}

std::size_t Reader::name(Names names) {
  const auto found = std::find(names.begin(), names.end(), here().text());
  if (here().kind() == Json::Kind::string && !here().text().empty() && found != names.end())
    return static_cast<std::size_t>(found - names.begin());
  std::string all;
  for (const std::string_view one : names) {
    if (!one.empty()) all.append(all.empty() ? "" : ", ").append(one);
  }
  refuse({"en af " + all, "one of " + all});
  return 0;
}

void Reader::value(std::string& text) {
  if (expect(Json::Kind::string)) text = here().text();
}

void Reader::value(Text& text) {
  text = {};
  if (!here().is_null()) title(text);
}

void Reader::title(Text& text) {
  static constexpr std::string_view kLanguages[] = {"da", "en"};
  object([&] {
    member("da", text.da);
    member("en", text.en);
    if (!has("only")) return;
    Language only = Language::da;
    choice("only", only, kLanguages);
    (only == Language::da ? text.en : text.da).clear();
  });
}

void Reader::exact(std::string& bytes) {
  if (here().kind() != Json::Kind::object) return value(bytes);
  this->bytes("base64", bytes);
}

void Reader::value(std::vector<std::string>& texts) {
  elements(texts, [&](std::string& text, std::size_t) { value(text); });
}

void Reader::value(time::CivilDate& date) {
  const auto read = time::CivilDate::parse_iso(here().kind() == Json::Kind::string ? here().text() : "");
  if (!read) return refuse(kDate);
  date = *read;
}

void Reader::value(time::Instant& at) {
  const auto read = read_instant(here().kind() == Json::Kind::string ? here().text() : "");
  if (!read) return refuse(kInstant);
  at = *read;
}

void Reader::value(std::int64_t& number) {
  const auto read = read_number<std::int64_t>(here());
  if (!read) return refuse(kInteger);
  number = *read;
}

void Reader::value(std::uint32_t& number) {
  const auto read = read_number<std::uint32_t>(here());
  if (!read) return refuse(kSmallInteger);
  number = *read;
}

void Reader::value(int& number) {
  const auto read = read_number<int>(here());
  if (!read) return refuse(kSmallInteger);
  number = *read;
}

void Reader::value(bool& truth) {
  if (expect(Json::Kind::boolean)) truth = here().boolean();
}

void Reader::value(Digest& digest) {
  const auto read = Digest::from_hex(here().kind() == Json::Kind::string ? here().text() : "");
  if (!read) return refuse(kDigest);
  digest = *read;
}

void Reader::value(RequestId& id) {
  const auto read = RequestId::parse(here().kind() == Json::Kind::string ? here().text() : "");
  if (!read) return refuse(kUuid);
  id = *read;
}

void Reader::word(const char* key, std::string& text) {
  text.clear();
  at(key, true, [&] {
    if (!here().is_null()) value(text);
  });
}

void Reader::unless_zero(const char* key, std::int64_t& number) {
  number = 0;
  at(key, true, [&] {
    if (!here().is_null()) value(number);
  });
}

void Reader::bytes(const char* key, std::string& content) {
  at(key, false, [&] {
    auto read = here().kind() == Json::Kind::string ? read_base64(here().text()) : std::nullopt;
    if (!read) return refuse(kBase64);
    content = std::move(*read);
  });
}

void Reader::rare_bytes(const char* key, std::string& content) {
  content.clear();
  if (has(key)) bytes(key, content);
}

void Reader::json(const char* key, std::string& text) {
  const std::string other = std::string(key) + "_bytes";
  if (has(other.c_str())) return bytes(other.c_str(), text);
  at(key, false, [&] { text = here().dump(); });
}

void Reader::code(const char* key, const char*& code) {
  at(key, false, [&] {
    const std::string& text = here().text();
    if (here().kind() != Json::Kind::string || !is_code(text)) return refuse(kCode);
    code = kept_code(text);
  });
}

void Reader::words(const char* key, std::vector<std::pair<std::string, std::string>>& words) {
  words.clear();
  object(key, [&] {
    for (const auto& [name, text] : here().members()) word(name.c_str(), words.emplace_back(name, "").second);
  });
}

void Reader::pairs(const char* key, std::vector<std::pair<std::string, std::string>>& pairs) {
  list(key, pairs, [&](std::pair<std::string, std::string>& pair, std::size_t) {
    if (here().kind() != Json::Kind::array || here().items().size() != 2) return refuse(kPair);
    std::vector<std::string> both;
    elements(both, [&](std::string& one, std::size_t) { exact(one); });
    if (!error_) pair = {std::move(both[0]), std::move(both[1])};
  });
}

}  // namespace aftale::cases::wire
