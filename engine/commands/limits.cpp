#include "engine/commands/limits.h"

#include "engine/base/limits.h"
#include "engine/base/words.h"

namespace aftale::commands {
namespace {

tl::unexpected<ErrorPtr> bad_key(const std::string& reason_da, const std::string& reason_en) {
  return fail(Error::Kind::refused, "bad-value", Text{"Sagens nøgle " + reason_da, "The key of the case " + reason_en});
}

}  // namespace

tl::unexpected<ErrorPtr> too_large(const Text& what, std::size_t most) {
  const std::string limit = std::to_string(most);
  return fail(
      Error::Kind::refused, "too-large",
      Text{what.da + " er for stor; der er plads til " + limit, what.en + " is too large; the most is " + limit});
}

Result<void> check_key(const std::string& key) {
  if (key.empty()) return bad_key("mangler", "is missing");
  if (key.size() > limits::kKeyBytesMax)
    return too_large({"Sagens nøgle", "The key of the case"}, limits::kKeyBytesMax);
  if (invalid_utf8(key) != std::string::npos) return bad_key("er ikke gyldig UTF-8", "is not valid UTF-8");
  for (const char letter : key) {
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f)
      return bad_key("skal stå på én linje", "must be one line");
  }
  return {};
}

Result<void> check_text(const std::string& text) {
  if (text.size() > limits::kTextBytesMax) return too_large({"En tekst", "A text"}, limits::kTextBytesMax);
  if (invalid_utf8(text) == std::string::npos) return {};
  return fail(Error::Kind::refused, "bad-value", Text{"En tekst er ikke gyldig UTF-8", "A text is not valid UTF-8"});
}

Result<void> check_words(const Words& words) {
  for (const auto& [name, value] : words) {
    AFTALE_TRY_VOID(check_text(name));
    AFTALE_TRY_VOID(check_text(value));
  }
  return {};
}

void TextCheck::texts(const char*, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) look_at(text);
}

void TextCheck::words(const char*, const Words& words) {
  if (found_) found_ = check_words(words);
}

void TextBytes::texts(const char*, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) bytes_ += text.size();
}

void TextBytes::words(const char*, const Words& words) {
  for (const auto& [name, value] : words) bytes_ += name.size() + value.size();
}

void TextBytes::versions(const char*, const std::vector<std::pair<std::string, std::uint32_t>>& versions) {
  for (const auto& [document, version] : versions) bytes_ += document.size();
}

}  // namespace aftale::commands
