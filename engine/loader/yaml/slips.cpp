#include "engine/loader/yaml/slips.h"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/base/utf8.h"
#include "engine/base/words.h"
#include "engine/loader/yaml/invisible.h"
#include "engine/loader/yaml/mends.h"

namespace aftale::loader {
namespace {

/// What is read again and again to try mends, in bytes.
constexpr std::size_t kTrialBytesMax = 4'000'000;
constexpr std::size_t kTrialsMax = 120;
/// Lines before the one where YAML stumbles that are looked at.
constexpr std::size_t kLinesBefore = 3;

Diagnostic told(const SourceText& source, const Mend& mend) {
  return {mend.code, Severity::error, mend.message, source.span(mend.begin, std::max(mend.end, mend.begin + 1)),
          {},        mend.instead};
}

/// The lines that can be looked at, nearest first: the one of the stumble and those before it that say something.
std::vector<std::size_t> lines_before(const SourceText& source, std::size_t stumbled) {
  std::vector<std::size_t> out;
  for (std::size_t number = std::min(stumbled, source.line_count()); number > 0 && out.size() < kLinesBefore;
       --number) {
    if (!seen_line(source, number).blank()) out.push_back(number);
  }
  return out;
}

/// The line before `number` that says something; 0 where none does.
std::size_t line_before(const SourceText& source, std::size_t number) {
  while (--number > 0) {
    if (!seen_line(source, number).blank()) return number;
  }
  return 0;
}

/// The line behind `number` that says something; 0 where none does.
std::size_t line_behind(const SourceText& source, std::size_t number) {
  while (++number <= source.line_count()) {
    if (!seen_line(source, number).blank()) return number;
  }
  return 0;
}

std::vector<Mend> mends_before(const SourceText& source, std::size_t stumbled) {
  std::vector<Mend> mends;
  const std::vector<std::size_t> near = lines_before(source, stumbled);
  // A quote that is not closed is seen by YAML only where the next one of its kind stands.
  constexpr std::size_t kQuotesMax = 30;
  for (std::size_t number = std::min(stumbled, source.line_count()); number > 0 && mends.size() < kQuotesMax;
       --number) {
    mend_quotes(seen_line(source, number), mends);
  }
  for (const std::size_t number : near) {
    const SeenLine line = seen_line(source, number);
    mend_signs(line, mends);
    if (const std::size_t before = line_before(source, number)) {
      mend_missing_dash(line, seen_line(source, before), mends);
    }
    if (const std::size_t behind = line_behind(source, number)) {
      mend_missing_dash(line, seen_line(source, behind), mends);
    }
  }
  for (const std::size_t number : near) mend_indentation(source, number, mends);
  for (const std::size_t number : near) mend_extra_dash(seen_line(source, number), mends);
  return mends;
}

constexpr std::array<std::string_view, 11> kOddQuotes{"“", "”", "„", "‟", "»", "«", "‘", "’", "‚", "‹", "›"};

/// The size of the word processor's quote (“ ” „ » « ‘ ’ …) that begins at byte `at`; 0 where there is none.
std::size_t odd_quote_at(std::string_view text, std::size_t at) {
  for (const std::string_view quote : kOddQuotes) {
    if (text.substr(at, quote.size()) == quote) return quote.size();
  }
  return 0;
}

/// The text without the odd quotes around it; none where there are none on both sides.
std::optional<std::string_view> inside_odd_quotes(std::string_view text) {
  const std::size_t open = odd_quote_at(text, 0);
  if (open == 0) return std::nullopt;
  for (const std::string_view quote : kOddQuotes) {
    if (text.size() > open + quote.size() && text.substr(text.size() - quote.size()) == quote) {
      return text.substr(open, text.size() - open - quote.size());
    }
  }
  return std::nullopt;
}

Mend with_dash(const SeenLine& line) {
  const std::string instead = "- " + std::string(line.text);
  return {line.content,
          line.end,
          instead,
          "missing-dash",
          {"Foran listepunktet mangler en streg: " + brief(instead),
           "The dash in front of the list item is missing: " + brief(instead)}};
}

/// The text that begins at byte `begin` of line `first` goes on with `- item` on line `number`, which YAML reads as
/// text.
Diagnostic slip_above_item(const SourceText& source, std::size_t begin, std::size_t first, std::size_t number) {
  const SeenLine above = seen_line(source, first), item = seen_line(source, number);
  if (above.content == begin) {
    // The text stands on a line of its own: an item without its dash, or with another sign.
    std::vector<Mend> mends;
    mend_signs(above, mends);
    for (const Mend& mend : mends) {
      const std::string_view code = mend.code;
      if (code == "odd-dash" || (code == "missing-space" && above.text.front() == '-')) return told(source, mend);
    }
    return told(source, with_dash(above));
  }
  if (above.text.substr(0, 2) == "- ") {
    // The item that stands alone is wrong; of two, the one that does not stand two spaces inside its key.
    const std::size_t behind = line_behind(source, number);
    const bool more = behind != 0 && seen_line(source, behind).text.substr(0, 2) == "- " &&
                      seen_line(source, behind).indent() == item.indent();
    const bool lower = more || (!is_usual(source, first, above.indent()) && is_usual(source, first, item.indent()));
    return told(source, lower ? indented(source, first, item.indent()) : indented(source, number, above.indent()));
  }
  return told(source,
              {item.content,
               item.end,
               {},
               "bad-indentation",
               {"Et listepunkt under en tekst læses som en fortsættelse af den; flyt listen hen under sin nøgle, "
                "eller slet teksten",
                "A list item below a text is read as going on with it; move the list below its key, or delete "
                "the text"}});
}

}  // namespace

std::optional<Diagnostic> slip_before(const SourceText& source, std::uint32_t stumbled, const ReadsUntil& reads_until) {
  const std::string_view text = source.text();
  std::optional<Mend> best;
  std::uint32_t furthest = stumbled;
  std::size_t work = 0, trials = 0;
  for (Mend& mend : mends_before(source, stumbled)) {
    work += text.size();
    if (work > kTrialBytesMax || ++trials > kTrialsMax) break;
    const std::string mended =
        std::string(text.substr(0, mend.begin)) + mend.instead + std::string(text.substr(mend.end));
    const std::uint32_t reads = reads_until(mended);
    const bool likelier = best && reads == furthest && mend.likely && !best->likely;
    if (reads <= furthest && !likelier) continue;
    furthest = reads;
    best = std::move(mend);
    if (furthest > source.line_count() && best->likely) break;
  }
  if (!best) return std::nullopt;
  return told(source, *best);
}

std::optional<Diagnostic> slip_in_folded(const SourceText& source, std::size_t begin, std::size_t end) {
  const std::size_t last = source.span(end > begin ? end - 1 : begin, end).line;
  const std::size_t first = source.span(begin, begin).line;
  for (std::size_t number = first + 1; number <= last; ++number) {
    const SeenLine line = seen_line(source, number);
    if (line.blank()) continue;
    if (line.text.substr(0, 2) == "- ") {
      return slip_above_item(source, begin, first, number);
    }
    std::vector<Mend> mends;
    mend_signs(line, mends);
    for (const Mend& mend : mends) {
      const std::string_view code = mend.code;
      if (code == "odd-dash" || (code == "missing-space" && line.text.find("://") == std::string_view::npos)) {
        return told(source, mend);
      }
    }
  }
  return std::nullopt;
}

std::optional<Diagnostic> slip_in_quotes(const SourceText& source, std::size_t begin, std::size_t end) {
  const std::string_view text = source.text().substr(begin, end - begin);
  if (text.empty() || text.find('\n') != std::string_view::npos) return std::nullopt;
  if (const auto inside = inside_odd_quotes(text)) {
    const std::string instead = in_quotes(*inside), kept = in_quotes(text);
    return Diagnostic{"odd-quotes",
                      Severity::warning,
                      {"YAML kender ikke disse anførselstegn, så de bliver en del af teksten; skriv " + brief(instead) +
                           ", eller " + brief(kept) + ", hvis de skal med",
                       "YAML does not know these quotes, so they become part of the text; write " + brief(instead) +
                           ", or " + brief(kept) + " if they belong to it"},
                      source.span(begin, end),
                      {},
                      instead};
  }
  const auto count = std::count(text.begin(), text.end(), '"');
  if (text.back() != '"' || count != 1) return std::nullopt;
  const std::string instead = "\"" + std::string(text);
  return Diagnostic{
      "unopened-quote",
      Severity::warning,
      {"Anførselstegnet til sidst er aldrig åbnet, så det bliver en del af teksten; skriv " + brief(instead),
       "The quote at the end was never opened, so it becomes part of the text; write " + brief(instead)},
      source.span(begin, end),
      {},
      instead};
}

std::optional<Diagnostic> odd_sign_in_expression(std::string_view text, const Span& at) {
  if (auto invisible = invisible_in_expression(text, at)) return invisible;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\') ++i;
      }
      continue;
    }
    const std::size_t size = odd_quote_at(text, i);
    if (size == 0) continue;
    Span span = at;
    const std::string sign(text.substr(i, size));
    if (text.substr(0, i).find('\n') == std::string_view::npos) {
      span.column += static_cast<std::uint32_t>(code_points(text.substr(0, i)));
      span.length = 1;
    }
    return Diagnostic{"odd-quotes",
                      Severity::error,
                      {"Tekster i udtryk står i lige anførselstegn; skriv \" i stedet for " + sign,
                       "Texts in expressions stand in straight quotes; write \" instead of " + sign},
                      span,
                      {},
                      "\""};
  }
  return std::nullopt;
}

}  // namespace aftale::loader
