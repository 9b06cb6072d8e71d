#include "apps/aftale/fetching.h"

#include <utility>

#include "engine/base/digest.h"
#include "engine/base/limits.h"

namespace aftale::app {

Result<cases::FetchAnswer> fetch_whole(cases::Service& service, cases::Fetch asked) {
  cases::FetchAnswer whole;
  do {
    AFTALE_TRY(cases::Answer answer, service.ask(asked));
    auto& page = std::get<cases::FetchAnswer>(answer.body);
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

Result<void> fetch_files(cases::Service& service, cases::ExportAnswer& answer) {
  std::size_t total = 0;
  for (const cases::ShowAnswer& shown : answer.cases) {
    for (const records::DocumentRow& row : shown.documents) {
      if (!row.is_kept()) {
        answer.files.push_back({shown.summary.row.key, row, 0, {}});
        continue;
      }
      total += static_cast<std::size_t>(row.size);
      if (total > limits::kExportFilesBytesMax) {
        const std::string most = std::to_string(limits::kExportFilesBytesMax);
        return fail(Error::Kind::refused, "too-large",
                    Text{"Filerne er tilsammen større end " + most +
                             " byte. Eksportér en sag ad gangen, eller hent dem enkeltvis med: aftale fetch",
                         "The files are larger than " + most +
                             " bytes in all. Export one case at a time, or get them one by one with: aftale fetch"});
      }
      AFTALE_TRY(cases::FetchAnswer file,
                 fetch_whole(service, {shown.summary.row.key, row.document, row.name, row.version, 0}));
      answer.files.push_back(std::move(file));
    }
  }
  return {};
}

}  // namespace aftale::app
