#include "engine/machine/likeness.h"

#include <algorithm>

#include "engine/base/words.h"

namespace aftale::machine {
namespace {

bool has_words(const std::string& text, const std::string& words) {
  const auto is_edge = [&](std::size_t at) {
    return at == std::string::npos || at >= text.size() || text[at] == ' ' || text[at] == ',';
  };
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) {
    if ((at == 0 || is_edge(at - 1)) && is_edge(at + words.size())) return true;
  }
  return false;
}

// Danish bodies are named with and without their article: byrådet, Byråd; Socialudvalget, udvalg.
std::string without_article(std::string word) {
  if (word.size() < 6) return word;
  if (word.ends_with("et") || word.ends_with("en")) word.resize(word.size() - 2);
  if (word.ends_with("e")) word.pop_back();
  return word;
}

std::string without_articles(const std::string& text) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    out += (out.empty() ? "" : " ") + without_article(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

}  // namespace

int likeness(const std::string& id, const Text& title, const std::string& word) {
  if (folded(id) == word) return 3;
  int best = 0;
  for (const std::string& name : {folded(title.da), folded(title.en)}) {
    if (name.empty()) continue;
    if (name == word) best = std::max(best, 2);
    if (has_words(name, word) || has_words(without_articles(name), without_articles(word))) best = std::max(best, 1);
  }
  return best;
}

}  // namespace aftale::machine
