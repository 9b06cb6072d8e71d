#include <algorithm>

#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/cases/document_names.h"
#include "engine/cases/entries.h"
#include "engine/cases/questions/as_of.h"
#include "engine/cases/questions/queries.h"
#include "engine/cases/questions/sight.h"

/// A document goes out as it was attached: what is stored must be what the case's own journal, replayed, has attached.
namespace aftale::cases::queries {
namespace {

using DocumentRows = std::vector<records::DocumentRow>;

/// Each as it is known: by address and title, and by the file's own name.
std::vector<DocumentName> names_in(const DocumentRows& rows) {
  std::vector<DocumentName> names;
  for (const records::DocumentRow& row : rows) {
    const auto same = [&](const DocumentName& name) { return name.address == row.document; };
    if (std::none_of(names.begin(), names.end(), same)) names.push_back({row.document, row.title});
  }
  return names;
}

DocumentRows rows_where(const DocumentRows& rows, const auto& wanted) {
  DocumentRows out;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(out), wanted);
  return out;
}

bool is_called(const records::DocumentRow& row, const std::string& written) {
  return folded(row.name) == folded(written) || folded(row.document + "/" + row.name) == folded(written);
}

/// Every version of what is meant.
Result<DocumentRows> rows_named(const DocumentRows& rows, const Fetch& asked) {
  const std::vector<DocumentName> names = names_in(rows);
  std::vector<std::string> addresses = addresses_named(names, asked.document);
  DocumentRows found = rows_where(rows, [&](const records::DocumentRow& row) {
    return std::find(addresses.begin(), addresses.end(), row.document) != addresses.end();
  });
  if (found.empty()) {
    found = rows_where(rows, [&](const records::DocumentRow& row) { return is_called(row, asked.document); });
    addresses.clear();
    for (const records::DocumentRow& row : found) {
      if (std::find(addresses.begin(), addresses.end(), row.document) == addresses.end())
        addresses.push_back(row.document);
    }
  }
  if (!asked.name.empty())
    found = rows_where(found, [&](const records::DocumentRow& row) { return row.name == asked.name; });
  if (found.empty()) {
    std::vector<std::string> known;
    for (const DocumentName& name : names) known.push_back(name.address);
    std::vector<DocumentName> guesses = names;
    for (const records::DocumentRow& row : rows) guesses.push_back({row.name, {}});
    Text meant = meant_document(guesses, asked.document);
    if (meant.empty()) meant = {"Se dem med: aftale fetch " + asked.key, "See them with: aftale fetch " + asked.key};
    return fail(Error::Kind::not_found, "unknown-document",
                Text{"Sagen har intet vedhæftet dokument, der hedder " + asked.document + ". " + meant.da,
                     "The case has no attached document named " + asked.document + ". " + meant.en},
                std::move(known));
  }
  if (addresses.size() > 1) {
    return fail(Error::Kind::refused, "ambiguous",
                Text{"Flere dokumenter hedder " + asked.document + ". Skriv hvilket: " + joined(addresses, "eller"),
                     "Several documents are called " + asked.document + ". Say which: " + joined(addresses, "or")},
                addresses);
  }
  return found;
}

/// One version of one file: that which is before the bodies, else the newest.
Result<records::DocumentRow> one_of(const DocumentRows& found, const Fetch& asked) {
  std::vector<std::string> files;
  for (const records::DocumentRow& row : found) {
    const std::string file = row.document + "/" + row.name;
    if (std::find(files.begin(), files.end(), file) == files.end()) files.push_back(file);
  }
  // Versions of one document follow each other, whatever their files are called; where it is many files, each has
  // versions of its own.
  const auto twice = [&](const records::DocumentRow& row) {
    return std::count_if(found.begin(), found.end(),
                         [&](const records::DocumentRow& other) { return other.version == row.version; }) > 1;
  };
  if (files.size() > 1 && std::any_of(found.begin(), found.end(), twice)) {
    return fail(Error::Kind::refused, "ambiguous",
                Text{asked.document + " er flere filer. Skriv hvilken: " + joined(files, "eller"),
                     asked.document + " is several files. Say which: " + joined(files, "or")},
                files);
  }
  const records::DocumentRow* chosen = nullptr;
  for (const records::DocumentRow& row : found) {
    if (asked.version) {
      if (row.version == *asked.version) chosen = &row;
    } else if (!chosen || row.frozen.has_value() > chosen->frozen.has_value() ||
               (row.frozen.has_value() == chosen->frozen.has_value() && row.version > chosen->version)) {
      chosen = &row;
    }
  }
  if (chosen) return *chosen;
  std::vector<std::string> versions;
  for (const records::DocumentRow& row : found) versions.push_back(std::to_string(row.version));
  const std::string number = std::to_string(*asked.version);
  return fail(Error::Kind::refused, "version-missing",
              Text{asked.document + " har ingen version " + number + ". Der er " + joined(versions, "og"),
                   asked.document + " has no version " + number + ". There is " + joined(versions, "and")},
              versions);
}

tl::unexpected<ErrorPtr> not_as_attached(const Fetch& asked, const records::DocumentRow& row) {
  const std::string number = std::to_string(row.version);
  return fail(Error::Kind::damaged, "damaged",
              Text{row.document + " version " + number +
                       " er ikke det, der blev vedhæftet. Intet er skrevet. Se skaden "
                       "med: aftale audit " +
                       asked.key,
                   row.document + " version " + number +
                       " is not what was attached. Nothing was written. See the "
                       "damage with: aftale audit " +
                       asked.key});
}

/// What the journal, replayed, has attached under that name and number.
Result<void> is_as_attached(const ReadModel& in, const Fetch& asked, const records::DocumentRow& row,
                            const time::Zone& zone) {
  AFTALE_TRY(const std::vector<records::JournalRow> entries, entries_of(in, row.case_id));
  AsOf everything;  // also what was entered by a clock that is ahead of this one
  for (const records::JournalRow& entry : entries)
    everything.known_at = std::max({everything.known_at.value_or(entry.at), entry.at, entry.recorded_at});
  bool same = false;
  AFTALE_TRY_VOID(
      ask_as_of(in, everything, asked.key, zone, [&](const ReadModel& then, time::CivilDate) -> Result<Answer> {
        AFTALE_TRY(const DocumentRows attached, then.store.documents(row.case_id));
        same = std::any_of(attached.begin(), attached.end(), [&](const records::DocumentRow& other) {
          return other.document == row.document && other.version == row.version && other.name == row.name &&
                 other.sha256 == row.sha256 && other.size == row.size && other.frozen == row.frozen;
        });
        return Answer{};
      }));
  return same ? Result<void>() : not_as_attached(asked, row);
}

}  // namespace

Result<Answer> fetch(const ReadModel& in, const Fetch& asked, const time::Zone& zone, const Sight* sight) {
  AFTALE_TRY(const records::CaseRow of, find_case(in, asked.key));
  AFTALE_TRY(const DocumentRows all, in.store.documents(of.id));
  const DocumentRows open =
      rows_where(all, [&](const records::DocumentRow& row) { return !sight || sight->may_read(row); });
  const Result<DocumentRows> found = rows_named(open, asked);
  if (!found && sight && rows_named(all, asked)) {
    return fail(Error::Kind::refused, "not-allowed",
                Text{asked.document + " er ikke lagt til behandling, og kladder læses kun af sekretariatet og dem, "
                                      "hvis de er",
                     asked.document + " is not before the bodies, and drafts are read only by the secretariat and "
                                      "those whose they are"});
  }
  if (!found) return fail(found.error());
  AFTALE_TRY(records::DocumentRow row, one_of(*found, asked));
  if (asked.from == 0) AFTALE_TRY_VOID(is_as_attached(in, asked, row, zone));
  if (!row.is_kept()) {
    return fail(Error::Kind::refused, "not-kept",
                Text{row.name + " er for stor til at ligge i databasen. Den har SHA-256 " + row.sha256.hex() +
                         "; spørg den, der vedhæftede den",
                     row.name + " is too large to lie in the database. Its SHA-256 is " + row.sha256.hex() +
                         "; ask whoever attached it"});
  }
  AFTALE_TRY(std::optional<std::string> bytes, in.store.content(row.sha256));
  const bool whole = bytes && static_cast<std::int64_t>(bytes->size()) == row.size;
  if (!whole || asked.from > row.size || sha256(*bytes) != row.sha256) return not_as_attached(asked, row);
  FetchAnswer answer{of.key, std::move(row), asked.from, {}};
  answer.bytes = bytes->substr(static_cast<std::size_t>(asked.from), limits::kFetchBytesMax);
  return Answer{std::move(answer), 0};
}

}  // namespace aftale::cases::queries
