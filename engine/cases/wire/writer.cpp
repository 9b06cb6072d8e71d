#include <algorithm>

#include "engine/base/base64.h"
#include "engine/base/words.h"
#include "engine/cases/wire/codec.h"

namespace aftale::cases::wire {
namespace {

/// What JSON may be put in at most: the whole is read with a limit of its own (json.h).
constexpr std::size_t kDepthMax = 32;

bool deeper_than(const Json& json, std::size_t depth) {
  if (depth == 0) return json.kind() == Json::Kind::array || json.kind() == Json::Kind::object;
  return std::any_of(json.items().begin(), json.items().end(),
                     [&](const Json& item) { return deeper_than(item, depth - 1); }) ||
         std::any_of(json.members().begin(), json.members().end(),
                     [&](const auto& member) { return deeper_than(member.second, depth - 1); });
}

bool read_the_same(const std::string& text) {
  const Result<Json> json = Json::parse(text);
  return json && !deeper_than(*json, kDepthMax) && json->dump() == text;
}

}  // namespace

void Writer::value(const Text& text) {
  if (text.empty()) {
    json_.null();
  } else {
    title(text);
  }
}

void Writer::value(const std::vector<std::string>& texts) {
  json_.begin_array();
  for (const std::string& text : texts) json_.string(text);
  json_.end_array();
}

void Writer::title(const Text& text) {
  json_.begin_object().field("da", text.in(Language::da)).field("en", text.in(Language::en));
  if (text.da.empty() != text.en.empty()) json_.field("only", text.da.empty() ? "en" : "da");
  json_.end_object();
}

void Writer::exact(const std::string& bytes) {
  if (invalid_utf8(bytes) == std::string::npos) {
    json_.string(bytes);
  } else {
    json_.begin_object().field("base64", write_base64(bytes)).end_object();
  }
}

void Writer::word(const char* key, const std::string& text) {
  json_.key(key);
  if (text.empty()) {
    json_.null();
  } else {
    json_.string(text);
  }
}

void Writer::unless_zero(const char* key, const std::int64_t& number) {
  json_.key(key);
  if (number == 0) {
    json_.null();
  } else {
    json_.number(number);
  }
}

void Writer::bytes(const char* key, const std::string& content) {
  json_.field(key, write_base64(content));
}

void Writer::rare_bytes(const char* key, const std::string& content) {
  if (!content.empty()) bytes(key, content);
}

void Writer::json(const char* key, const std::string& text) {
  json_.key(key);
  if (read_the_same(text)) {
    json_.raw(text);
  } else {
    json_.null().field(std::string(key) + "_bytes", write_base64(text));
  }
}

void Writer::words(const char* key, const std::vector<std::pair<std::string, std::string>>& words) {
  json_.key(key).begin_object();
  for (const auto& [name, text] : words) word(name.c_str(), text);
  json_.end_object();
}

void Writer::pairs(const char* key, const std::vector<std::pair<std::string, std::string>>& pairs) {
  json_.key(key).begin_array();
  for (const auto& [name, text] : pairs) {
    json_.begin_array();
    exact(name);
    exact(text);
    json_.end_array();
  }
  json_.end_array();
}

void Writer::name(const char* key, std::size_t number, Names names) {
  // A number without a name can only come from a damaged file: people see it, and a reader refuses it.
  const bool named = number < names.size() && !names[number].empty();
  json_.key(key).string(named ? std::string(names[number]) : std::to_string(number));
}

}  // namespace aftale::cases::wire
