#include "engine/commands/record.h"

#include "engine/base/limits.h"
#include "engine/commands/limits.h"

namespace aftale::commands {

Result<void> check(const Record& record, const std::string&) {
  if (record.remarks.size() > limits::kRemarksMax)
    return too_large({"Listen af bemærkninger", "The list of remarks"}, limits::kRemarksMax);
  return check_texts(record);
}

void add_to(Fingerprint& fingerprint, const Record& record) {
  fingerprint.add(record.step).add(record.outcome).add(std::optional(record.meeting)).add(record.next);
  fingerprint.add(record.votes.votes_for).add(record.votes.votes_against).add(record.votes.votes_abstained);
  fingerprint.add(record.votes.present).add(record.votes.recused);
  fingerprint.texts("remarks", record.remarks);
  fingerprint.add(record.minority).add(record.minutes).add(record.even_so ? "even so" : "");
  fingerprint.versions("versions", record.versions);
  if (record.skip) fingerprint.add("skip");
  if (record.closed) fingerprint.add("closed");
}

}  // namespace aftale::commands
