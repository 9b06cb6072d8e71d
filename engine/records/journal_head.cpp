#include "engine/records/journal_head.h"

#include <charconv>

namespace aftale::records {

std::string JournalHead::text() const {
  return std::to_string(seq) + ":" + hash.hex();
}

std::optional<JournalHead> JournalHead::parse(std::string_view text) {
  const std::size_t end = text.find_first_of(": ");
  if (end == std::string_view::npos) return std::nullopt;
  JournalHead head;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + end, head.seq);
  const std::optional<Digest> hash = Digest::from_hex(text.substr(end + 1));
  if (error != std::errc() || stop != text.data() + end || head.seq < 1 || !hash) return std::nullopt;
  head.hash = *hash;
  return head;
}

std::optional<Diagnostic> lacks(const JournalHead& kept, const JournalHead& last, const std::optional<Digest>& found) {
  if (kept.seq == 0 || found == kept.hash) return std::nullopt;
  Diagnostic diagnostic;
  const std::string number = std::to_string(kept.seq), end = std::to_string(last.seq);
  if (kept.seq > last.seq) {
    diagnostic.code = "truncated";
    diagnostic.message = {
        "Journalen ender med post " + end + ", men post " + number +
            " har været skrevet. Databasen er skiftet ud med en ældre, eller dens -wal er fjernet. Gendan den nyeste "
            "sikkerhedskopi med: aftale restore",
        "The journal ends with entry " + end + ", but entry " + number +
            " has been written. The database was replaced by an older one, or its -wal was removed. Restore the newest "
            "backup with: aftale restore"};
    return diagnostic;
  }
  diagnostic.code = "rewritten";
  const Text what = found ? Text{"en anden end den, der blev skrevet (" + kept.hash.hex().substr(0, 16) + "…)",
                                 "not the one that was written (" + kept.hash.hex().substr(0, 16) + "…)"}
                          : Text{"væk", "gone"};
  diagnostic.message = {"Post " + number + " er " + what.da +
                            ". Journalen er skrevet om, eller det er en anden database. Gendan den nyeste "
                            "sikkerhedskopi, der stemmer, med: aftale restore",
                        "Entry " + number + " is " + what.en +
                            ". The journal was rewritten, or this is another database. Restore the newest backup that "
                            "verifies with: aftale restore"};
  return diagnostic;
}

}  // namespace aftale::records
