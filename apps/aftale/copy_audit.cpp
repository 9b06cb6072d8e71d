#include "apps/aftale/copy_audit.h"

#include "apps/aftale/connect.h"

namespace aftale::app {

Result<records::JournalHead> audit_copy(const std::string& copy, const Text& name, const Settings& settings) {
  Settings of_copy = settings;
  of_copy.database = copy;
  of_copy.usual_database = false;
  AFTALE_TRY(const std::unique_ptr<Connection> connection, Connection::open(of_copy, sqlite::Access::question));
  if (connection->lost()) return fail(connection->lost());
  AFTALE_TRY(const cases::Answer answer, connection->service().ask(cases::Audit{}));
  const auto& audit = std::get<cases::AuditAnswer>(answer.body);
  if (audit.well) return audit.head;
  const cases::AuditAnswer::Finding& first = audit.findings.front();
  const std::string of = first.case_key.empty() ? std::string() : first.case_key + ": ";
  const Text& message = first.diagnostic.message;
  return fail(Error::Kind::damaged, "damaged",
              Text{name.da + " stemmer ikke. " + of + message.da,
                   name.in(Language::en) + " does not verify. " + of + message.en});
}

}  // namespace aftale::app
