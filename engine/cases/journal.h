#pragma once
#include <string>
#include <vector>

#include "engine/base/digest.h"
#include "engine/cases/service.h"
#include "engine/machine/step.h"
#include "engine/model/definition.h"
#include "engine/records/store.h"

namespace aftale::cases {

/// The `kind` of entries of the file itself, beside those of machine::InputKind: their input is the host's record. What
/// the host was configured with; and who asked for due dates to be handled.
inline constexpr std::int64_t kConfigured = 100, kAdvanced = 101;

/// Entries in the making: numbers them and links each to the one before. One for a batch.
class Journal {
 public:
  Journal(records::Head head, Sha256& sha, time::Instant recorded_at)
      : head_(head), sha_(sha), recorded_at_(recorded_at) {}

  struct Entry {
    const machine::Input& input;
    const machine::Moment& moment;
    const machine::Step& step;
    std::optional<RequestId> request;
    std::string command;  ///< digest of what was asked, kept with the first entry of a command; empty for the others
  };
  /// Appends an entry for a step taken by `instance`, whose revision and time it moves on.
  const records::JournalRow& add(machine::Case& instance, const model::Definition& definition, const Entry& entry);

  /// Appends an entry of the file itself; `revision`: its number among those.
  const records::JournalRow& add_of_file(std::int64_t revision, std::int64_t kind, const machine::Actor& actor,
                                         std::string record);

  /// Forgets what was appended after `rows` entries (a command that came to nothing).
  void cut(std::size_t rows, const records::Head& head);
  const records::Head& head() const { return head_; }
  std::vector<records::JournalRow>& rows() { return rows_; }

 private:
  records::Head head_;
  Sha256& sha_;
  time::Instant recorded_at_;
  std::vector<records::JournalRow> rows_;
  std::string buffer_;
};

/// The journal's `proof`: {"proof", "user", "uid", "roles"}; entries of older programs name no user.
std::string write_proof(const machine::Actor& actor);
/// The actor as he was proven then. Error: damaged.
Result<machine::Actor> read_actor(const records::JournalRow& row);

}  // namespace aftale::cases
