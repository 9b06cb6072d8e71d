#pragma once
#include <filesystem>
#include <string>

#include "engine/base/digest.h"
#include "engine/records/journal_hash.h"
#include "engine/records/store.h"

/// Rows with every column filled with something else, so that two columns that are mixed up are seen.
namespace aftale::store_test {

inline time::CivilDate day(std::int64_t days) {
  return time::CivilDate::from_days(days);
}
inline time::Instant at(std::int64_t micros) {
  return time::Instant{micros};
}

/// The code of the error; `none` where there is none.
template <class T>
std::string code(const Result<T>& result) {
  return result ? "none" : code_of(result.error());
}

inline RequestId request(std::uint64_t n) {
  return RequestId::derived("test", 1, n);
}

inline records::DefinitionRow definition_row(const std::string& workflow = "joint-reply", std::int64_t version = 1) {
  records::DefinitionRow row;
  row.id = sha256(workflow + std::to_string(version));
  row.workflow = workflow;
  row.version = version;
  row.workflow_source = sha256("source of " + workflow);
  row.manifest = "workflow\t" + workflow;
  return row;
}

inline records::CaseRow case_row(std::int64_t id, std::string key) {
  records::CaseRow row;
  row.id = CaseId{id};
  row.key = std::move(key);
  row.title = {"Sag på dansk", "Case in English"};
  row.workflow = "joint-reply@1";
  row.workflow_title = {"Fælles svar", "Joint reply"};
  row.organisation = "example-three";
  row.definition = definition_row().id;
  row.semantics = 3;
  row.status = lifecycle::CaseStatus::running;
  row.fault = "fejl\nfault";
  row.opened_at = at(1'000'001);
  row.closed_at = at(2'000'002);
  row.wake_at = at(3'000'003);
  return row;
}

inline records::BranchRow branch_row(std::int64_t id, std::int64_t no) {
  records::BranchRow row;
  row.case_id = CaseId{id};
  row.no = no;
  row.parent = 70 + no;
  row.ordinal = 80 + no;
  row.round = 2;
  row.key = "approval/085" + std::to_string(no);
  row.title = {"Aalborg", "Aalborg (en)"};
  row.status = lifecycle::BranchStatus::ended;
  row.kept = true;
  row.outcome = "approved";
  row.word = "tiltrådt";
  row.ended_on = day(19'000);
  row.planned_on = day(19'001);
  row.group = {"Politisk godkendelse", "Political approval"};
  row.step = {"Behandler", "Treats"};
  row.due_on = day(19'002);
  row.overdue = true;
  row.state = std::string("\0\x01\xff state", 9);
  return row;
}

inline records::WorkItemRow item_row(std::int64_t id, std::int64_t branch, std::int64_t item) {
  records::WorkItemRow row;
  row.case_id = CaseId{id};
  row.branch = branch;
  row.item = item;
  row.status = lifecycle::ItemStatus::open;
  row.step = "approval/0851/chain/committee/treats";
  row.title = {"Behandler aftalen", "Treats the agreement"};
  row.owner = {"Udvalget", "The committee"};
  row.contact = "udvalg@example.dk";
  row.party = "0851";
  row.body = "committee";
  row.ballot = true;
  row.opened_on = day(18'000);
  row.due_on = day(18'001);
  row.planned_on = day(18'002);
  row.decided_on = day(18'003);
  row.overdue = true;
  row.outcome = "recommended";
  row.word = "anbefalet";
  row.votes_for = 11;
  row.votes_against = 12;
  row.votes_abstained = 13;
  row.present = 14;
  row.recused = 15;
  row.remarks = "en\nto";
  row.postponed = 16;
  return row;
}

inline records::DocumentRow document_row(std::int64_t id, std::string document, std::string name,
                                         std::int64_t version) {
  records::DocumentRow row;
  row.case_id = CaseId{id};
  row.document = std::move(document);
  row.title = {"Aftaletekst", "Text of the agreement"};
  row.version = version;
  row.name = std::move(name);
  row.sha256 = sha256(row.name);
  row.size = 4321;
  row.attached = day(17'000);
  row.frozen = day(17'001);
  return row;
}

inline records::OutboxRow outbox_row(std::int64_t id, std::string key) {
  records::OutboxRow row;
  row.case_id = CaseId{id};
  row.case_key = std::string(1, static_cast<char>('a' + id - 1));  // as the tests call them
  row.key = std::move(key);
  row.channel = "files";
  row.template_name = "reminder";
  row.template_da = sha256("da");
  row.template_en = sha256("en");
  row.facts.step = "godkendelse/behandler";
  row.facts.due = day(15'000);
  row.facts.day = day(15'001);
  row.facts.asks = lifecycle::Asks::missed;
  row.facts.owes = true;
  row.facts.to_secretariat = row.facts.to_pass_on = true;
  row.facts.secretariat = "sekretariat@example.dk";
  row.facts.case_title = {"Sagen", "The case"};
  row.facts.workflow_title = {"Forløbet", "The workflow"};
  row.facts.step_title = {"Trinnet", "The step"};
  row.facts.owner_title = {"Ejeren", "The owner"};
  row.facts.receiver_title = {"Modtageren", "The receiver"};
  row.facts.party_title = {"Parten", "The party"};
  row.facts.body_title = {"Udvalget", "The body"};
  row.facts.secretariat_title = {"Sekretariatet", "The secretariat"};
  row.facts.more.meeting = records::FactsMore::Meeting{"2023-01-02", "uid@aftale", 17, true, {}};
  row.facts.more.attachments = {{{"Bilag", "Annex"}, "bilag.pdf", 18, "ab"}};
  row.facts.more.items = {{{"Linje", "Line"}, {"Ejer", "Owner"}, "2023-01-03"}};
  row.facts.more.said = {"Sagt", "Said"};
  row.facts.more.said_on = "2023-01-04";
  row.facts.more.reason = "forkert";
  row.facts.as_written = R"({"step": "Behandler"})";
  row.receiver = "udvalg@example.dk";
  row.thing = "godkendelse/behandler";
  row.receiver_title = "Udvalget";
  row.created_at = at(5'000'005);
  row.next_attempt_at = at(6'000'006);
  row.superseded_by = records::SupersededBy::message;
  row.superseding = 19;
  row.last_error = "endnu ikke";
  return row;
}

inline records::JournalRow journal_row(std::int64_t seq, std::int64_t id, std::int64_t revision,
                                       const records::Head& head) {
  records::JournalRow row;
  row.seq = seq;
  row.format = 2;
  row.case_id = CaseId{id};
  row.revision = revision;
  row.at = at(10'000'000 * seq + 1);
  row.recorded_at = at(10'000'000 * seq + 2);
  row.effective = day(16'000 + seq);
  row.actor = "sekretariat";
  row.proof = R"({"how": "solo"})";
  row.command = -seq;
  row.request = request(static_cast<std::uint64_t>(seq));
  row.kind = 4;
  row.input = R"({"event": "udsat æøå"})";
  row.outcome = R"({"meaning": "postponed"})";
  row.prev = head.hash;
  Sha256 sha;
  std::string buffer;
  row.hash = records::hash_of(row, sha, buffer);
  return row;
}

/// A commit that fits to `head`.
inline records::Commit after(const records::Head& head) {
  records::Commit commit;
  commit.expected_seq = head.seq;
  commit.expected_head = head.hash;
  return commit;
}

/// Opens case `id`: definition, case and its first entry.
inline records::Commit opening(const records::Head& head, std::int64_t id, const std::string& key) {
  records::Commit commit = after(head);
  commit.definitions.push_back(definition_row());
  commit.new_cases.push_back(case_row(id, key));
  commit.journal.push_back(journal_row(head.seq + 1, id, 1, head));
  return commit;
}

/// A folder that goes with the test.
class Folder {
 public:
  Folder() {
    std::string text = (std::filesystem::temp_directory_path() / "aftale-store-XXXXXX").string();
    path_ = ::mkdtemp(text.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace aftale::store_test
