#include "engine/loader/yaml/source_findings.h"

#include "engine/loader/yaml/invisible.h"
#include "engine/loader/yaml/refusals.h"
#include "engine/loader/yaml/slips.h"

namespace aftale::loader {

std::string SourceFindings::quoted_line(std::size_t at, const Around& around) const {
  const std::size_t end = meant_end(source_, at, around.flow);
  const std::string value = quoted(brief(source_.text().substr(at, end - at)));
  if (around.key) return brief(around.key->text) + ": " + value;
  return around.item && !around.flow ? "- " + value : value;
}

Text SourceFindings::with_line(Text message, std::size_t at, const Around& around) const {
  const std::string line = quoted_line(at, around);
  return {message.da + ": " + line, message.en + ": " + line};
}

void SourceFindings::stop_at_most() const {
  if (findings_.size() >= kMax) throw Stop{};
}

void SourceFindings::error(const char* code, std::size_t begin, std::size_t end, Text message) {
  findings_.push_back({code, Severity::error, std::move(message), source_.span(begin, end), {}});
  stop_at_most();
}

void SourceFindings::refuse_text(const char* code, std::size_t at, const Around& around, Text message) {
  const std::size_t end = meant_end(source_, at, around.flow);
  findings_.push_back({code,
                       Severity::error,
                       with_line(std::move(message), at, around),
                       source_.span(at, end),
                       {},
                       quoted(source_.text().substr(at, end - at))});
  stop_at_most();
}

void SourceFindings::refuse_alias(std::size_t at, const Around& around) {
  refuse_text("alias", at, around,
              {"En tekst, der begynder med *, er en henvisning i YAML, og dem bruger aftale ikke; "
               "sæt teksten i enkelte anførselstegn",
               "A text that begins with * is an alias in YAML, which aftale does not use; "
               "put the text in single quotes"});
}

bool SourceFindings::refuse_properties(std::size_t at, const Around& around, const std::string& tag, bool anchored) {
  const char first = source_.at(at);
  if (first == '!' || (!tag.empty() && tag != "?" && tag != "!")) {
    refuse_text("tag", at, around,
                {"En tekst, der begynder med !, er et mærke i YAML; sæt den i enkelte anførselstegn (og skriv "
                 "not(...), hvis det er FEEL)",
                 "A text that begins with ! is a tag in YAML; put it in single quotes (and write not(...) if it "
                 "is FEEL)"});
    return true;
  }
  if (!anchored) return false;
  refuse_text("anchor", at, around,
              {"En tekst, der begynder med &, er et anker i YAML, og dem bruger aftale ikke; sæt teksten i enkelte "
               "anførselstegn",
               "A text that begins with & is an anchor in YAML, which aftale does not use; put the text in single "
               "quotes"});
  return true;
}

void SourceFindings::refuse_invisible(std::size_t begin, std::size_t end, const Around& around, bool quoted) {
  if (quoted && !around.key_next) return;
  const std::string_view text = source_.text().substr(0, end);
  for (auto found = invisible_in(text, begin); found; found = invisible_in(text, found->begin + found->size)) {
    const std::size_t behind = found->begin + found->size;
    const bool at_edge = found->begin == begin || behind == end || text[found->begin - 1] == ':';
    const bool joins = found->point == 0x200D;  // parts of an emoji
    if (!around.key_next && !at_edge && (found->space || joins)) continue;
    findings_.push_back(invisible_finding(*found, source_.span(found->begin, behind)));
    return;
  }
}

void SourceFindings::note_slips(std::size_t begin, std::size_t end, const Around& around) {
  if (slips_.size() >= kMax || around.key_next) return;
  auto slip = slip_in_quotes(source_, begin, end);
  if (!slip && !around.flow) slip = slip_in_folded(source_, begin, end);
  if (slip) slips_.push_back(std::move(*slip));
}

void SourceFindings::refuse_cut(std::size_t at, const Around& around, bool from_key, std::string_view value) {
  std::size_t i = from_key ? at : scalar_end(source_, at, value);
  const auto skip = [&] {
    while (source_.at(i) == ' ' || source_.at(i) == '\t') ++i;
  };
  skip();
  if (from_key) {
    if (source_.at(i) != ':') return;
    ++i;
    skip();
    at = i;
  }
  const char behind = source_.at(i + 1);
  if (source_.at(i) != '#' || behind == ' ' || behind == '\t' || behind == '\n' || behind == '\r' || behind == '#') {
    return;
  }
  error("comment-in-text", i, meant_end(source_, i, false), comment_advice(quoted_line(at, around)));
}

}  // namespace aftale::loader
