#include <map>

#include "engine/base/limits.h"
#include "engine/cases/journal.h"
#include "engine/cases/replay/replay.h"
#include "engine/records/journal_hash.h"

namespace aftale::cases {
namespace {

constexpr std::size_t kPage = 1'000;

AuditAnswer::Finding finding(std::int64_t seq, const std::string& key, const Text& message) {
  Diagnostic diagnostic;
  diagnostic.code = "damaged";
  const std::string number = std::to_string(seq);
  diagnostic.message =
      seq == 0 ? message : Text{"Post " + number + ": " + message.da, "Entry " + number + ": " + message.en};
  return {seq, key, std::move(diagnostic)};
}

/// Walks the chain from the first entry to the head: numbers, links, hashes, and whether it holds the entries `kept`.
class Chain {
 public:
  Chain(const ReadModel& in, const std::map<std::int64_t, std::string>& keys,
        const std::vector<records::JournalHead>& kept)
      : in_(in), keys_(keys), kept_(kept) {}

  Result<void> walk(AuditAnswer& answer) {
    AFTALE_TRY_VOID(look_at_all(answer));
    answer.head = {expected_, previous_};
    for (const records::JournalHead& kept : kept_) {
      const auto found = found_.find(kept.seq);
      std::optional<Diagnostic> why =
          records::lacks(kept, answer.head, found == found_.end() ? std::nullopt : std::optional(found->second));
      if (why) answer.findings.push_back({kept.seq, {}, std::move(*why)});
    }
    return {};
  }

 private:
  Result<void> look_at_all(AuditAnswer& answer) {
    for (std::int64_t after = 0;;) {
      AFTALE_TRY(const std::vector<records::JournalRow> rows, in_.store.journal(CaseId{}, after, kPage));
      for (const records::JournalRow& row : rows) {
        look(row, answer);
        after = row.seq;
      }
      if (rows.size() < kPage) return {};
    }
  }

  void look(const records::JournalRow& row, AuditAnswer& answer) {
    const auto known = keys_.find(row.case_id.value);
    const std::string key = known == keys_.end() ? std::string() : known->second;
    if (row.seq != expected_ + 1) {
      answer.findings.push_back(finding(expected_ + 1, key, {"mangler i journalen", "is missing from the journal"}));
    } else if (row.prev != previous_) {
      answer.findings.push_back(finding(row.seq, key,
                                        {"kæden er brudt: posten peger ikke på den før",
                                         "the chain is broken: the entry does not point to the one before"}));
    } else if (records::hash_of(row, sha_, buffer_) != row.hash) {
      answer.findings.push_back(
          finding(row.seq, key,
                  {"indholdet er ændret, efter at det blev skrevet", "the content was changed after it was written"}));
    }
    const bool of_the_file = row.case_id == CaseId{} && (row.kind == kConfigured || row.kind == kAdvanced);
    if (known == keys_.end() && !of_the_file)
      answer.findings.push_back(
          finding(row.seq, key, {"hører til en sag, der mangler", "belongs to a case that is missing"}));
    for (const records::JournalHead& kept : kept_) {
      if (kept.seq == row.seq) found_.emplace(row.seq, row.hash);
    }
    expected_ = row.seq;
    previous_ = row.hash;
    ++answer.entries;
  }

  const ReadModel& in_;
  const std::map<std::int64_t, std::string>& keys_;
  const std::vector<records::JournalHead>& kept_;
  std::map<std::int64_t, Digest> found_;
  std::int64_t expected_ = 0;
  Digest previous_;
  Sha256 sha_;
  std::string buffer_;
};

Result<void> check_documents(const ReadModel& in, const records::CaseRow& row, AuditAnswer& answer) {
  AFTALE_TRY(const std::vector<records::DocumentRow> documents, in.store.documents(row.id));
  for (const records::DocumentRow& document : documents) {
    if (!document.is_kept()) continue;
    AFTALE_TRY(const bool kept, is_kept(in, document.sha256));
    if (kept) continue;
    answer.findings.push_back(
        finding(0, row.key,
                {"Dokumentet " + document.name + " i sagen " + row.key + " mangler eller er ændret",
                 "The document " + document.name + " of the case " + row.key + " is missing or was changed"}));
  }
  return {};
}

/// What is so damaged that it cannot be read is a finding as well; any other error is one.
Result<void> noted(const Result<void>& looked, const std::string& key, AuditAnswer& answer) {
  if (looked || looked.error()->kind != Error::Kind::damaged) return looked;
  for (const Diagnostic& one : looked.error()->findings) answer.findings.push_back({0, key, one});
  return {};
}

Result<void> look_at_case(const ReadModel& in, const records::CaseRow& row, AuditAnswer& answer) {
  ++answer.cases;
  AFTALE_TRY(std::vector<AuditAnswer::Finding> findings, compare(in, row.key));
  for (AuditAnswer::Finding& one : findings) answer.findings.push_back(std::move(one));
  return check_documents(in, row, answer);
}

Result<void> look_at_journal(const ReadModel& in, const Audit& asked, AuditAnswer& answer) {
  const std::string& key = asked.key;
  AFTALE_TRY(const std::vector<records::CaseRow> cases, in.store.cases());
  std::map<std::int64_t, std::string> keys;
  for (const records::CaseRow& row : cases) keys.emplace(row.id.value, row.key);
  AFTALE_TRY_VOID(Chain(in, keys, asked.kept).walk(answer));
  bool found = key.empty();
  for (const records::CaseRow& row : cases) {
    if (!key.empty() && row.key != key) continue;
    found = true;
    AFTALE_TRY_VOID(noted(look_at_case(in, row, answer), row.key, answer));
  }
  if (found) return {};
  return fail(Error::Kind::not_found, "unknown-case", Text{"Der er ingen sag " + key, "There is no case " + key});
}

Result<void> look_at_store(const ReadModel& in, AuditAnswer& answer) {
  AFTALE_TRY(const std::vector<Text> broken, in.store.check_integrity());
  for (const Text& what : broken)
    answer.findings.push_back(finding(0, {}, {"Databasen selv: " + what.da, "The database itself: " + what.en}));
  return {};
}

}  // namespace

Result<AuditAnswer> audit(const ReadModel& in, const Audit& asked) {
  AuditAnswer answer;
  AFTALE_TRY_VOID(noted(look_at_journal(in, asked, answer), {}, answer));
  AFTALE_TRY_VOID(noted(look_at_store(in, answer), {}, answer));
  answer.well = answer.findings.empty();
  return answer;
}

}  // namespace aftale::cases
