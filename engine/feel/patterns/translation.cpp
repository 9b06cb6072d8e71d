#include "engine/feel/patterns/translation.h"

#include <algorithm>
#include <array>
#include <string>

namespace aftale::feel {
namespace {

// XML Schema part 2, appendix F: what \s, \w, \i and \c stand for.
constexpr std::u32string_view kSpaceSet = U"\\t\\n\\r\\u0020";
constexpr std::u32string_view kNameStartSet =
    U":A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F"
    U"\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\U00010000-\\U000EFFFF";
constexpr std::u32string_view kNameMore = U"\\-\\.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040";

bool is_digit(char32_t letter) {
  return letter >= U'0' && letter <= U'9';
}
bool is_pattern_space(char32_t letter) {
  return letter == U' ' || letter == U'\t' || letter == U'\n' || letter == U'\r';
}
bool is_letter(char32_t letter) {
  return (letter >= U'a' && letter <= U'z') || (letter >= U'A' && letter <= U'Z');
}

/// The general categories of Unicode by their short names, as XML Schema has them.
bool is_category(std::u32string_view name) {
  struct Group {
    char32_t letter;
    std::u32string_view parts;
  };
  constexpr std::array<Group, 7> kGroups{{{U'L', U"ultmo"},
                                          {U'M', U"nce"},
                                          {U'N', U"dlo"},
                                          {U'P', U"cdseifo"},
                                          {U'Z', U"slp"},
                                          {U'S', U"mcko"},
                                          {U'C', U"cfon"}}};
  if (name.empty() || name.size() > 2) return false;
  return std::any_of(kGroups.begin(), kGroups.end(), [&](const Group& group) {
    return group.letter == name[0] && (name.size() == 1 || group.parts.find(name[1]) != std::u32string_view::npos);
  });
}

/// Walks the pattern once and writes it as ICU has it. The first thing that is wrong ends the walk.
class Translation {
 public:
  Translation(std::u32string_view pattern, const PatternFlags& flags) : flags_(flags) {
    bool in_class = false, escaped = false;
    for (const char32_t letter : pattern) {
      // Behind a backslash too: `hello\ sworld` is `hello\sworld`, as the XPath examples have it.
      if (flags.ignore_space && !in_class && is_pattern_space(letter)) continue;
      if (!escaped && letter == U'[') in_class = true;
      if (!escaped && letter == U']') in_class = false;
      escaped = !escaped && letter == U'\\';
      pattern_ += letter;
    }
  }

  tl::expected<std::u32string, Text> run() {
    while (at_ < pattern_.size() && !wrong_) step();
    if (!wrong_ && !open_groups_.empty()) {
      fail({"der mangler en ) til en ( i udtrykket", "a ( has no ) in the pattern"});
    }
    if (wrong_) return tl::unexpected<Text>(*wrong_);
    return out_;
  }

 private:
  bool done() const { return at_ >= pattern_.size(); }
  char32_t peek(std::size_t ahead = 0) const { return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : U'\0'; }
  void fail(Text message) {
    if (!wrong_) wrong_ = std::move(message);
  }
  void literal(char32_t letter) {
    if (letter < 128 && !is_letter(letter) && !is_digit(letter) && letter > U' ') out_ += U'\\';
    out_ += letter;
  }

  void step() {
    const char32_t letter = peek();
    ++at_;
    switch (letter) {
      case U'\\':
        escape();
        return quantifier();
      case U'[':
        character_class();
        return quantifier();
      case U'.':
        out_ += flags_.dot_all ? U"." : U"[^\\n]";
        return quantifier();
      case U'(':
        return open_group();
      case U')':
        return close_group();
      case U'^':
        out_ += flags_.lines ? U"^" : U"\\A";
        return;
      case U'$':
        out_ += flags_.lines ? U"$" : U"\\z";
        return;
      case U'|':
        out_ += U'|';
        return;
      case U'*':
      case U'+':
      case U'?':
      case U'{':
        return fail(
            {"et gentagelsestegn (* + ? {) står uden noget foran sig", "a repetition (* + ? {) has nothing before it"});
      default:
        literal(letter);
        return quantifier();
    }
  }

  void open_group() {
    if (peek() == U'?' && peek(1) == U':') {
      at_ += 2;
      out_ += U"(?:";
      open_groups_.push_back(0);
      return;
    }
    if (peek() == U'?') {
      return fail({"(?...) findes ikke i FEEL; skriv (...) eller (?:...)",
                   "(?...) does not exist in FEEL; write (...) or (?:...)"});
    }
    out_ += U'(';
    open_groups_.push_back(++groups_);
  }

  void close_group() {
    if (open_groups_.empty()) return fail({"der mangler en ( til en )", "a ) has no ("});
    out_ += U')';
    if (open_groups_.back() > 0) closed_ += static_cast<char32_t>(open_groups_.back());
    open_groups_.pop_back();
    quantifier();
  }

  void quantifier() {
    if (wrong_ || done()) return;
    if (peek() == U'{') {
      if (!counted()) return;
    } else if (peek() == U'*' || peek() == U'+' || peek() == U'?') {
      out_ += pattern_[at_++];
    } else {
      return;
    }
    if (peek() == U'?') out_ += pattern_[at_++];
    if (peek() == U'*' || peek() == U'+' || peek() == U'?' || peek() == U'{') {
      fail({"to gentagelser lige efter hinanden", "two repetitions right behind each other"});
    }
  }

  bool counted() {
    std::size_t end = at_ + 1;
    std::size_t first = 0;
    while (end < pattern_.size() && is_digit(pattern_[end])) ++end, ++first;
    if (end < pattern_.size() && pattern_[end] == U',') {
      ++end;
      while (end < pattern_.size() && is_digit(pattern_[end])) ++end;
    }
    if (first == 0 || end >= pattern_.size() || pattern_[end] != U'}') {
      fail({"{ skal følges af et antal og }, som i {2} eller {2,5}; et { som tegn skrives \\{",
            "{ must be followed by a count and }, as in {2} or {2,5}; a { as a sign is written \\{"});
      return false;
    }
    out_ += pattern_.substr(at_, end + 1 - at_);
    at_ = end + 1;
    return true;
  }

  /// Behind a backslash, outside of a class.
  void escape() {
    if (done()) return fail({"udtrykket ender med \\", "the pattern ends with \\"});
    const char32_t letter = peek();
    if (letter >= U'1' && letter <= U'9') return back_reference();
    ++at_;
    switch (letter) {
      case U's':
        set(false, kSpaceSet);
        return;
      case U'S':
        set(true, kSpaceSet);
        return;
      case U'i':
        set(false, kNameStartSet);
        return;
      case U'I':
        set(true, kNameStartSet);
        return;
      case U'c':
        set(false, std::u32string(kNameStartSet) + std::u32string(kNameMore));
        return;
      case U'C':
        set(true, std::u32string(kNameStartSet) + std::u32string(kNameMore));
        return;
      case U'w':
        out_ += U"[^\\p{P}\\p{Z}\\p{C}]";
        return;
      case U'W':
        out_ += U"[\\p{P}\\p{Z}\\p{C}]";
        return;
      default:
        common_escape(letter);
    }
  }

  void set(bool negated, std::u32string_view members) {
    out_ += negated ? U"[^" : U"[";
    out_ += members;
    out_ += U']';
  }

  /// The escapes that are written alike inside and outside of a class.
  void common_escape(char32_t letter) {
    constexpr std::u32string_view kAsIs = U"nrtdD";
    constexpr std::u32string_view kSigns = U"\\|.-^?*+{}()[]$";
    if (kAsIs.find(letter) != std::u32string_view::npos || kSigns.find(letter) != std::u32string_view::npos) {
      out_ += U'\\';
      out_ += letter;
      return;
    }
    if (letter == U'p' || letter == U'P') return property(letter);
    const std::string sign = text_of_code_points(std::u32string(1, letter));
    fail({"\\" + sign + " findes ikke i et FEEL-udtryk", "\\" + sign + " does not exist in a FEEL pattern"});
  }

  void property(char32_t letter) {
    const std::size_t end = pattern_.find(U'}', at_);
    if (peek() != U'{' || end == std::u32string::npos) {
      return fail({"\\p skal følges af en klasse, som \\p{L}", "\\p must be followed by a class, as in \\p{L}"});
    }
    const std::u32string name = pattern_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    const bool is_block = name.starts_with(U"Is");
    if (!is_block && !is_category(name)) {
      const std::string shown = text_of_code_points(name);
      return fail({"\\p{" + shown + "} findes ikke; skriv en klasse som \\p{L} eller en blok som \\p{IsBasicLatin}",
                   "there is no \\p{" + shown + "}; write a class like \\p{L} or a block like \\p{IsBasicLatin}"});
    }
    // Flag i does not make capitals of small letters, so \p{Lu} stays what it is.
    const bool fixed = flags_.ignore_case && class_depth_ == 0;
    if (fixed) out_ += U"(?-i:";
    out_ += U'\\';
    out_ += letter;
    out_ += is_block ? U"{Block=" + name.substr(2) + U"}" : U"{" + name + U"}";
    if (fixed) out_ += U')';
  }

  /// The longest number that is a group; a group can be named only behind its ).
  void back_reference() {
    std::size_t number = static_cast<std::size_t>(pattern_[at_++] - U'0');
    while (is_digit(peek()) && number * 10 + (peek() - U'0') <= groups_)
      number = number * 10 + (pattern_[at_++] - U'0');
    if (closed_.find(static_cast<char32_t>(number)) == std::u32string::npos) {
      const std::string digits = std::to_string(number);
      return fail({"\\" + digits + " henviser til en gruppe, der ikke er afsluttet foran den",
                   "\\" + digits + " refers to a group that is not closed before it"});
    }
    out_ += U"(?:\\";
    for (const char digit : std::to_string(number)) out_ += static_cast<char32_t>(digit);
    out_ += U')';
  }

  /// Behind a [; takes the closing ] too.
  void character_class() {
    constexpr std::size_t kNestingMax = 50;
    if (++class_depth_ > kNestingMax) return fail({"for mange klasser i hinanden", "classes nested too deeply"});
    out_ += U'[';
    if (peek() == U'^') out_ += pattern_[at_++];
    bool first = true;
    while (!wrong_) {
      if (done()) return fail({"der mangler en ] til en [", "a [ has no ]"});
      const char32_t letter = peek();
      if (letter == U']' && !first) break;
      if (letter == U'-' && peek(1) == U'[') {
        at_ += 2;
        out_ += U"--";
        character_class();
        if (!wrong_ && peek() != U']') {
          fail({"efter en fratrukken klasse skal ] følge, som i [a-z-[aeiou]]",
                "a subtracted class must be followed by ], as in [a-z-[aeiou]]"});
        }
        continue;
      }
      class_member(letter, first);
      first = false;
    }
    ++at_;
    --class_depth_;
    if (!wrong_) out_ += U']';
  }

  void class_member(char32_t letter, bool first) {
    ++at_;
    if (letter == U'[' || letter == U']') {
      return fail({"[ og ] skal skrives \\[ og \\] inde i en klasse", "[ and ] are written \\[ and \\] in a class"});
    }
    if (letter == U'\\') return class_escape();
    const bool is_range = letter == U'-' && !first && peek() != U']' && peek() != U'-';
    if (is_range) {
      out_ += U'-';
    } else {
      literal(letter);
    }
  }

  void class_escape() {
    if (done()) return fail({"udtrykket ender med \\", "the pattern ends with \\"});
    const char32_t letter = peek();
    ++at_;
    switch (letter) {
      case U's':
        out_ += kSpaceSet;
        return;
      case U'S':
        set(true, kSpaceSet);
        return;
      case U'i':
        out_ += kNameStartSet;
        return;
      case U'I':
        set(true, kNameStartSet);
        return;
      case U'c':
        out_ += std::u32string(kNameStartSet) + std::u32string(kNameMore);
        return;
      case U'C':
        set(true, std::u32string(kNameStartSet) + std::u32string(kNameMore));
        return;
      case U'w':
        out_ += U"[^\\p{P}\\p{Z}\\p{C}]";
        return;
      case U'W':
        out_ += U"\\p{P}\\p{Z}\\p{C}";
        return;
      default:
        common_escape(letter);
    }
  }

  PatternFlags flags_;
  std::u32string pattern_, out_, closed_;
  std::vector<std::uint32_t> open_groups_;
  std::uint32_t groups_ = 0;
  std::size_t at_ = 0, class_depth_ = 0;
  std::optional<Text> wrong_;
};

}  // namespace

tl::expected<std::u16string, Text> translate_pattern(std::u32string_view pattern, const PatternFlags& flags) {
  const tl::expected<std::u32string, Text> written = Translation(pattern, flags).run();
  if (!written) return tl::unexpected<Text>(written.error());
  std::u16string units;
  for (const char32_t letter : *written) {
    if (letter > 0xFFFF) {
      units += static_cast<char16_t>(0xD800 + ((letter - 0x10000) >> 10U));
      units += static_cast<char16_t>(0xDC00 + ((letter - 0x10000) & 0x3FFU));
    } else {
      units += static_cast<char16_t>(letter);
    }
  }
  return units;
}

}  // namespace aftale::feel
