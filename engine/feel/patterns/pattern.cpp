#include "engine/feel/patterns/pattern.h"

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include "engine/feel/patterns/code_points.h"
#include "engine/feel/patterns/translation.h"

namespace aftale::feel {
namespace {

// ICU counts its matching in stretches of ten thousand operations; 200 are well under a second.
constexpr std::int32_t kTimeLimit = 200;
constexpr std::int32_t kStackBytes = 4'000'000;

icu::UnicodeString unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

Text run_text(UErrorCode status) {
  if (status == U_REGEX_TIME_OUT || status == U_REGEX_STACK_OVERFLOW) {
    return {"udtrykket er for tungt til denne tekst; gør det enklere, fx uden gentagelser i gentagelser",
            "the pattern is too heavy for this text; make it simpler, e.g. without repetitions in repetitions"};
  }
  const std::string name = u_errorName(status);
  return {"udtrykket kunne ikke bruges (" + name + ")", "the pattern could not be used (" + name + ")"};
}

tl::expected<PatternFlags, Text> read_flags(std::string_view letters) {
  PatternFlags flags;
  for (const char letter : letters) {
    switch (letter) {
      case 's':
        flags.dot_all = true;
        break;
      case 'm':
        flags.lines = true;
        break;
      case 'i':
        flags.ignore_case = true;
        break;
      case 'x':
        flags.ignore_space = true;
        break;
      default:
        return tl::unexpected<Text>({"ukendte flag \"" + std::string(letters) + "\"; brug kun s, m, i og x",
                                     "unknown flags \"" + std::string(letters) + "\"; use s, m, i and x only"});
    }
  }
  return flags;
}

/// A replacement text, cut into literal text and groups.
struct Piece {
  icu::UnicodeString text;
  std::int32_t group = -1;
};

Text bad_replacement() {
  return {"i erstatningen skal $ følges af en gruppes nummer og \\ af $ eller \\; et $ som tegn skrives \\$",
          "in the replacement $ must be followed by a group's number and \\ by $ or \\; a $ as a sign is written \\$"};
}

/// `$12` is group 12 where there is one, else group 1 and the digit 2; a group that does not exist is empty.
tl::expected<std::vector<Piece>, Text> read_replacement(std::string_view replacement, std::int32_t groups) {
  std::vector<Piece> pieces;
  std::string text;
  std::size_t at = 0;
  const auto is_digit = [&](std::size_t place) {
    return place < replacement.size() && replacement[place] >= '0' && replacement[place] <= '9';
  };
  while (at < replacement.size()) {
    const char letter = replacement[at++];
    if (letter == '\\') {
      if (at >= replacement.size() || (replacement[at] != '\\' && replacement[at] != '$')) {
        return tl::unexpected<Text>(bad_replacement());
      }
      text += replacement[at++];
    } else if (letter == '$') {
      if (!is_digit(at)) return tl::unexpected<Text>(bad_replacement());
      std::int32_t group = replacement[at++] - '0';
      while (is_digit(at) && group * 10 + (replacement[at] - '0') <= groups) {
        group = group * 10 + (replacement[at++] - '0');
      }
      if (!text.empty()) pieces.push_back({unicode(text), -1});
      text.clear();
      if (group <= groups) pieces.push_back({{}, group});
    } else {
      text += letter;
    }
  }
  if (!text.empty()) pieces.push_back({unicode(text), -1});
  return pieces;
}

/// Asked by ICU after each stretch.
UBool U_CALLCONV may_go_on(const void* context, std::int32_t) {
  return static_cast<const PatternLimits*>(context)->stretch();
}

}  // namespace

struct Pattern::Compiled {
  std::unique_ptr<icu::RegexPattern> pattern;

  /// A matcher with its limits set, which must outlive it; status tells of failure.
  std::unique_ptr<icu::RegexMatcher> matcher(const icu::UnicodeString& text, const PatternLimits& limits,
                                             UErrorCode& status) const {
    std::unique_ptr<icu::RegexMatcher> made(pattern->matcher(text, status));
    if (U_FAILURE(status)) return nullptr;
    made->setTimeLimit(kTimeLimit, status);
    made->setStackLimit(kStackBytes, status);
    if (limits.stretch) made->setMatchCallback(may_go_on, &limits, status);
    return made;
  }

  /// XPath refuses patterns that match the empty text, because their matches have no places of their own.
  std::optional<Text> why_not_cutting() const {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString nothing;
    const std::unique_ptr<icu::RegexMatcher> trial = matcher(nothing, {}, status);
    if (U_FAILURE(status)) return run_text(status);
    if (!trial->find(status)) return std::nullopt;
    return Text{"udtrykket passer også på en tom tekst; brug fx + i stedet for *",
                "the pattern matches the empty text too; use + instead of *, e.g."};
  }
};

Pattern::Pattern(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

tl::expected<Pattern, Text> Pattern::compile(std::string_view pattern, std::string_view flags) {
  const tl::expected<PatternFlags, Text> read = read_flags(flags);
  if (!read) return tl::unexpected<Text>(read.error());
  const tl::expected<std::u16string, Text> translated = translate_pattern(code_points_of(pattern), *read);
  if (!translated) return tl::unexpected<Text>(translated.error());
  std::uint32_t options = UREGEX_UNIX_LINES;
  if (read->dot_all) options |= UREGEX_DOTALL;
  if (read->lines) options |= UREGEX_MULTILINE;
  if (read->ignore_case) options |= UREGEX_CASE_INSENSITIVE;
  UErrorCode status = U_ZERO_ERROR;
  UParseError place;
  const icu::UnicodeString text(translated->data(), static_cast<std::int32_t>(translated->size()));
  auto compiled = std::make_unique<Compiled>();
  compiled->pattern.reset(icu::RegexPattern::compile(text, options, place, status));
  if (U_FAILURE(status)) return tl::unexpected<Text>(run_text(status));
  return Pattern(std::move(compiled));
}

tl::expected<bool, Text> Pattern::found_in(std::string_view text, const PatternLimits& limits) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString whole = unicode(text);
  const std::unique_ptr<icu::RegexMatcher> matcher = compiled_->matcher(whole, limits, status);
  if (U_FAILURE(status)) return tl::unexpected<Text>(run_text(status));
  const bool found = matcher->find(status);
  if (U_FAILURE(status)) return tl::unexpected<Text>(run_text(status));
  return found;
}

tl::expected<std::string, Text> Pattern::replace(std::string_view text, std::string_view replacement,
                                                 const PatternLimits& limits) const {
  if (const std::optional<Text> reason = compiled_->why_not_cutting()) return tl::unexpected<Text>(*reason);
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString whole = unicode(text);
  const std::unique_ptr<icu::RegexMatcher> matcher = compiled_->matcher(whole, limits, status);
  if (U_FAILURE(status)) return tl::unexpected<Text>(run_text(status));
  const tl::expected<std::vector<Piece>, Text> pieces = read_replacement(replacement, matcher->groupCount());
  if (!pieces) return tl::unexpected<Text>(pieces.error());
  icu::UnicodeString out;
  std::int32_t behind = 0;
  // No text has fewer bytes than units.
  const auto fits = [&] { return static_cast<std::size_t>(out.length()) <= limits.room; };
  while (fits() && matcher->find(status) && U_SUCCESS(status)) {
    const std::int32_t start = matcher->start(status);
    out.append(whole, behind, start - behind);
    for (auto piece = pieces->begin(); piece != pieces->end() && fits(); ++piece) {
      out.append(piece->group < 0 ? piece->text : matcher->group(piece->group, status));
    }
    behind = matcher->end(status);
  }
  if (U_FAILURE(status)) return tl::unexpected<Text>(run_text(status));
  out.append(whole, behind, whole.length() - behind);
  return utf8(out);
}

tl::expected<std::vector<std::string>, Text> Pattern::split(std::string_view text, const PatternLimits& limits) const {
  if (const std::optional<Text> reason = compiled_->why_not_cutting()) return tl::unexpected<Text>(*reason);
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString whole = unicode(text);
  const std::unique_ptr<icu::RegexMatcher> matcher = compiled_->matcher(whole, limits, status);
  if (U_FAILURE(status)) return tl::unexpected<Text>(run_text(status));
  std::vector<std::string> parts;
  std::int32_t behind = 0;
  while (parts.size() <= limits.room && matcher->find(status) && U_SUCCESS(status)) {
    parts.push_back(utf8(whole.tempSubStringBetween(behind, matcher->start(status))));
    behind = matcher->end(status);
  }
  if (U_FAILURE(status)) return tl::unexpected<Text>(run_text(status));
  parts.push_back(utf8(whole.tempSubString(behind)));
  return parts;
}

}  // namespace aftale::feel
