#pragma once
#include <optional>
#include <string>
#include <vector>

#include "adapters/sqlite/connection.h"

/// The reading statements, one function each. SQLite's exceptions come out.
namespace aftale::sqlite::questions {

records::Head head(Connection& connection);
std::optional<records::CaseRow> find_case(Connection& connection, std::string_view key);
std::vector<records::CaseRow> cases(Connection& connection);
std::vector<std::string> due_cases(Connection& connection, time::Instant now, std::size_t limit);
std::optional<time::Instant> next_wake(Connection& connection);
std::optional<time::Instant> next_delivery(Connection& connection, time::Instant after);
std::int64_t count_due(Connection& connection, time::Instant now, std::size_t limit);

std::vector<records::BranchRow> branches(Connection& connection, CaseId id, bool with_state);
std::vector<records::ItemWithCase> work_items(Connection& connection, const records::ItemFilter& filter);
std::vector<records::DocumentRow> documents(Connection& connection, CaseId id);

std::optional<records::JournalRow> find_request(Connection& connection, const RequestId& request);
std::vector<records::JournalRow> journal(Connection& connection, CaseId id, std::int64_t after, std::size_t limit);
std::vector<records::JournalRow> file_journal(Connection& connection, std::size_t limit);
/// Revision and time of the newest entry of a case.
std::pair<std::int64_t, time::Instant> last_entry(Connection& connection, CaseId id);

std::vector<records::OutboxRow> outbox(Connection& connection, bool undelivered_only, std::size_t limit);
std::vector<records::OutboxRow> outbox_of(Connection& connection, CaseId id);
std::vector<records::OutboxRow> outbox_due(Connection& connection, time::Instant now, std::size_t limit,
                                           const std::vector<std::string>& except);
std::vector<records::OutboxRow> outbox_about(Connection& connection, CaseId id, const std::string& thing,
                                             const std::string& receiver);
std::vector<records::OutboxRow> outbox_to(Connection& connection, const std::string& receiver, time::Instant now,
                                          std::size_t limit);
std::optional<records::OutboxRow> find_outbox(Connection& connection, std::int64_t id);

std::optional<std::string> content(Connection& connection, const Digest& sha256);
std::vector<records::DefinitionRow> definitions(Connection& connection);
std::optional<records::DefinitionRow> find_definition(Connection& connection, const Digest& id);

}  // namespace aftale::sqlite::questions
