#include "engine/cases/fetch_whole.h"

#include <utility>

#include "engine/base/digest.h"

namespace aftale::cases {

Result<FetchAnswer> fetch_whole(Service& service, Fetch asked) {
  FetchAnswer whole;
  do {
    AFTALE_TRY(Answer answer, service.ask(asked));
    auto& page = std::get<FetchAnswer>(answer.body);
    const bool goes_on = whole.bytes.empty() || (page.row.sha256 == whole.row.sha256 && !page.bytes.empty());
    if (!goes_on) break;
    std::string bytes = std::move(whole.bytes);
    bytes += page.bytes;
    whole = std::move(page);
    whole.from = 0;
    whole.bytes = std::move(bytes);
    // What comes next is of the same file, whatever is attached meanwhile.
    asked.document = whole.row.document;
    asked.name = whole.row.name;
    asked.version = whole.row.version;
    asked.from = static_cast<std::int64_t>(whole.bytes.size());
  } while (asked.from < whole.row.size && !whole.bytes.empty());
  if (sha256(whole.bytes) == whole.row.sha256) return whole;
  return fail(Error::Kind::damaged, "damaged",
              Text{whole.row.name +
                       " kom ikke frem, som den blev vedhæftet. Intet er skrevet. Prøv igen, og se ellers "
                       "skaden med: aftale audit " +
                       asked.key,
                   whole.row.name +
                       " did not arrive as it was attached. Nothing was written. Try again, else see the "
                       "damage with: aftale audit " +
                       asked.key});
}

}  // namespace aftale::cases
