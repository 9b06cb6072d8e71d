#include "engine/commands/given_names.h"

#include "engine/base/letters.h"
#include "engine/base/limits.h"
#include "engine/base/utf8.h"
#include "engine/base/words.h"

namespace aftale::commands {
namespace {

const Text kCaseKey{"Sagens nøgle", "The key of the case"}, kFileName{"Filens navn", "The name of the file"};

tl::unexpected<ErrorPtr> bad_name(const Text& what, const Text& reason) {
  return fail(Error::Kind::refused, "bad-value", Text{what.da + " " + reason.da, what.en + " " + reason.en});
}

tl::unexpected<ErrorPtr> hides(const Text& what, const std::string& code) {
  return bad_name(what, {"indeholder et tegn, som ingen ser (" + code + "). Slet det",
                         "holds a character that nobody sees (" + code + "). Delete it"});
}

Result<void> check_shape(const Text& what, const std::string& name, std::size_t most) {
  if (name.empty()) return bad_name(what, {"mangler", "is missing"});
  if (name.size() > most) {
    const std::string limit = std::to_string(most);
    return fail(Error::Kind::refused, "too-large",
                Text{what.da + " er for langt; der er plads til " + limit + " byte",
                     what.en + " is too long; the most is " + limit + " bytes"});
  }
  if (invalid_utf8(name) != std::string::npos) return bad_name(what, {"er ikke gyldig UTF-8", "is not valid UTF-8"});
  return {};
}

}  // namespace

Result<void> check_new_key(const std::string& key) {
  AFTALE_TRY_VOID(check_shape(kCaseKey, key, limits::kKeyBytesMax));
  if (const std::optional<std::string> code = hidden_in(key)) return hides(kCaseKey, *code);
  if (key.front() == '-') {
    return bad_name(kCaseKey, {"begynder med en bindestreg, så den ville blive læst som en mulighed. Begynd med et "
                               "bogstav eller et tal",
                               "begins with a hyphen, so it would be read as an option. Begin with a letter or a "
                               "digit"});
  }
  bool says_something = false;
  for (std::size_t at = 0; at < key.size();) {
    const CodePoint point = code_point_at(key, at);
    const std::string letter = key.substr(at, point.size);
    const Letter kind = letter_of(point.value);
    says_something = says_something || kind == Letter::letter || kind == Letter::digit;
    const bool fits = kind == Letter::letter || kind == Letter::digit || kind == Letter::space ||
                      (kind == Letter::mark && at > 0) || std::string_view("-._").find(letter) != std::string::npos;
    if (!fits) {
      return bad_name(kCaseKey, {"kan ikke indeholde »" + letter +
                                     "«. Brug bogstaver, tal, bindestreg, punktum, "
                                     "understreg og enkelte mellemrum, fx nordjylland-2023-24",
                                 "cannot hold \"" + letter +
                                     "\". Use letters, digits, hyphens, full stops, "
                                     "underscores and single spaces, such as nordjylland-2023-24"});
    }
    at += point.size;
  }
  if (key.front() == ' ' || key.back() == ' ' || key.find("  ") != std::string::npos) {
    return bad_name(kCaseKey, {"kan kun have enkelte mellemrum, og kun mellem ordene",
                               "can only have single spaces, and only between its words"});
  }
  if (!says_something)
    return bad_name(kCaseKey, {"skal have et bogstav eller et tal", "must have a letter or a digit"});
  // Two keys that look the same would be two cases.
  if (nfc(key) != key)
    return bad_name(kCaseKey, {"har bogstaver, der er sat sammen af flere tegn. Skriv den sådan: " + nfc(key),
                               "has letters that are put together of several characters. Write it so: " + nfc(key)});
  return {};
}

Result<void> check_file_name(const std::string& name) {
  AFTALE_TRY_VOID(check_shape(kFileName, name, limits::kFileNameBytesMax));
  if (const std::optional<std::string> code = hidden_in(name, true)) {
    return bad_name(kFileName, {"indeholder et styretegn (" + *code + "). Giv filen et andet navn",
                                "holds a control character (" + *code + "). Give the file another name"});
  }
  if (name.find('/') != std::string::npos || name == "." || name == "..")
    return bad_name(kFileName, {"er en sti: " + name + ". Skriv kun filens eget navn",
                                "is a path: " + name + ". Write the file's own name only"});
  return {};
}

}  // namespace aftale::commands
