#include "apps/aftale/fetching.h"

#include "engine/base/limits.h"
#include "engine/cases/fetch_whole.h"

namespace aftale::app {

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
                 cases::fetch_whole(service, {shown.summary.row.key, row.document, row.name, row.version, 0}));
      answer.files.push_back(std::move(file));
    }
  }
  return {};
}

}  // namespace aftale::app
