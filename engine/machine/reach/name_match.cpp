#include "engine/machine/reach/name_match.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/base/words.h"
#include "engine/model/organisation.h"

namespace aftale::machine {
namespace {

/// A place that most chains have, under the words that all parties understand, whatever their own body is called.
struct UsualBody {
  std::string_view id;
  std::string_view da, en;
  std::array<std::string_view, 2> also;
};
constexpr std::array<UsualBody, 3> kUsualBodies{{
    {"committee", "Udvalg", "Committee", {"fagudvalg"}},
    {"finance", "Økonomi", "Finance", {"økonomiudvalg", "finance committee"}},
    {"council", "Råd", "Council", {"byråd", "kommunalbestyrelse"}},
}};
/// Danish names end in what kind of body it is: Socialudvalget, byrådet, kommunalbestyrelsen. Without article.
constexpr std::array<std::string_view, 3> kKindsOfBodies{"udvalg", "råd", "bestyrels"};

bool is_edge(const std::string& text, std::size_t at) {
  return at >= text.size() || text[at] == ' ' || text[at] == ',';
}

// A municipality is named with and without the genitive: Vesthimmerlands Kommune, Vesthimmerland.
bool is_genitive(const std::string& text, std::size_t at) {
  return at + 1 < text.size() && text[at] == 's' && text[at + 1] == ' ';
}

bool has_words(const std::string& text, const std::string& words) {
  if (words.empty()) return false;
  const bool is_kind = std::find(kKindsOfBodies.begin(), kKindsOfBodies.end(), words) != kKindsOfBodies.end();
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    const bool begins = at == 0 || is_edge(text, at - 1);
    if (begins && (is_edge(text, end) || is_genitive(text, end))) return true;
    if (is_kind && is_edge(text, end)) return true;
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

const UsualBody* usual_body(const std::string& id) {
  for (const UsualBody& usual : kUsualBodies) {
    if (usual.id == id) return &usual;
  }
  return nullptr;
}

bool is_usual_name(const UsualBody& usual, const std::string& word) {
  const auto same = [bare = without_articles(word)](std::string_view name) {
    return !name.empty() && without_articles(folded(name)) == bare;
  };
  return same(usual.da) || same(usual.en) || std::any_of(usual.also.begin(), usual.also.end(), same);
}

}  // namespace

int name_match(const std::string& id, const Text& title, const std::string& word) {
  if (folded(id) == word) return kById;
  int best = 0;
  for (const std::string& name : {folded(title.da), folded(title.en)}) {
    if (name.empty()) continue;
    if (name == word) best = std::max(best, kByTitle);
    if (has_words(name, word) || has_words(without_articles(name), without_articles(word)))
      best = std::max(best, kByWord);
  }
  const UsualBody* usual = best < kByUsualName && !word.empty() ? usual_body(id) : nullptr;
  return usual && is_usual_name(*usual, word) ? kByUsualName : best;
}

Text usual_title(const std::string& body_id) {
  const UsualBody* usual = usual_body(body_id);
  return usual ? Text{std::string(usual->da), std::string(usual->en)} : Text();
}

PartiesCalled parties_called(const std::vector<model::Party>& parties, const std::string& word) {
  const std::string wanted = folded(word);
  PartiesCalled called;
  for (std::size_t i = 0; i < parties.size(); ++i) {
    const int close = name_match(parties[i].code, parties[i].title, wanted);
    if (close == 0 || close < called.closest) continue;
    if (close > called.closest) called.parties.clear();
    called.closest = close;
    called.parties.push_back(i);
  }
  return called;
}

}  // namespace aftale::machine
