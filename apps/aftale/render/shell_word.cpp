#include "apps/aftale/render/shell_word.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "apps/aftale/render/table.h"

namespace aftale::app::render {

std::string shell_word(const std::string& word) {
  const bool simple = std::all_of(word.begin(), word.end(), [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte >= 0x80 || std::isalnum(byte) != 0 ||
           std::string_view("/-_.,:@+%").find(letter) != std::string_view::npos;
  });
  if (simple && !word.empty()) return plain(word);
  std::string text = "'";
  for (const char letter : word) text += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return plain(text + "'");
}

}  // namespace aftale::app::render
