#include "engine/records/store_forwarder.h"

namespace aftale::records {

Result<Head> StoreForwarder::head() {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.head());
}

Result<std::optional<LoadedCase>> StoreForwarder::load(std::string_view key) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.load(key));
}

Result<std::optional<JournalRow>> StoreForwarder::find_request(const RequestId& request) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.find_request(request));
}

Result<std::vector<std::string>> StoreForwarder::due_cases(time::Instant now, std::size_t limit) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.due_cases(now, limit));
}

Result<std::optional<time::Instant>> StoreForwarder::next_wake() {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.next_wake());
}

Result<std::optional<time::Instant>> StoreForwarder::next_delivery(time::Instant after) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.next_delivery(after));
}

Result<void> StoreForwarder::commit(const Commit& commit) {
  AFTALE_TRY_VOID(before(true));
  return finished(store_.commit(commit));
}

Result<std::unique_ptr<Snapshot>> StoreForwarder::snapshot() {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.snapshot());
}

Result<std::vector<CaseRow>> StoreForwarder::cases() {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.cases());
}

Result<std::optional<CaseRow>> StoreForwarder::find_case(std::string_view key) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.find_case(key));
}

Result<std::vector<BranchRow>> StoreForwarder::branches(CaseId id) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.branches(id));
}

Result<std::vector<ItemWithCase>> StoreForwarder::work_items(const ItemFilter& filter) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.work_items(filter));
}

Result<std::vector<DocumentRow>> StoreForwarder::documents(CaseId id) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.documents(id));
}

Result<std::vector<JournalRow>> StoreForwarder::journal(CaseId id, std::int64_t after, std::size_t limit) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.journal(id, after, limit));
}

Result<std::vector<JournalRow>> StoreForwarder::file_journal(std::size_t limit) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.file_journal(limit));
}

Result<std::vector<OutboxRow>> StoreForwarder::outbox(bool undelivered_only, std::size_t limit) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.outbox(undelivered_only, limit));
}

Result<std::vector<OutboxRow>> StoreForwarder::outbox_of(CaseId id) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.outbox_of(id));
}

Result<std::vector<OutboxRow>> StoreForwarder::outbox_due(time::Instant now, std::size_t limit, const std::vector<std::string>& except) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.outbox_due(now, limit, except));
}

Result<std::vector<OutboxRow>> StoreForwarder::outbox_about(CaseId id, const std::string& thing, const std::string& receiver) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.outbox_about(id, thing, receiver));
}

Result<std::vector<OutboxRow>> StoreForwarder::outbox_to(const std::string& receiver, time::Instant now, std::size_t limit) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.outbox_to(receiver, now, limit));
}

Result<std::optional<OutboxRow>> StoreForwarder::find_outbox(std::int64_t id) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.find_outbox(id));
}

Result<std::int64_t> StoreForwarder::count_due(time::Instant now) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.count_due(now));
}

Result<std::optional<std::string>> StoreForwarder::content(const Digest& sha256) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.content(sha256));
}

Result<std::vector<DefinitionRow>> StoreForwarder::definitions() {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.definitions());
}

Result<std::optional<DefinitionRow>> StoreForwarder::find_definition(const Digest& id) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.find_definition(id));
}

Result<std::vector<Text>> StoreForwarder::check_integrity() {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.check_integrity());
}

Result<void> StoreForwarder::backup(const std::string& path) {
  AFTALE_TRY_VOID(before(false));
  return finished(store_.backup(path));
}

}  // namespace aftale::records
