#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/cases/definitions.h"
#include "engine/cases/working_copy.h"

/// One course of a case: commands in journal order, without those that were struck, each at its own time; what fires
/// between them is computed. A correction, a question about another day and replay all make theirs here.
namespace aftale::cases {

/// Which entries of a case hold. An entry is struck by a correction that is not struck itself, so they are looked at
/// from the last to the first: striking a correction gives back what it struck.
class Strikes {
 public:
  Strikes() = default;
  explicit Strikes(const std::vector<records::JournalRow>& entries);
  /// The entry is struck by correction `by`, which comes after everything that is known here. What a struck correction
  /// has struck holds again.
  void add(std::int64_t entry, std::int64_t by);
  /// The number of the correction that strikes an entry; 0: it holds.
  std::int64_t of(std::int64_t entry) const;

 private:
  void decide();
  std::map<std::int64_t, std::int64_t> corrections_;  ///< correction -> what it strikes
  std::map<std::int64_t, std::int64_t> by_;           ///< entry -> correction
};

/// What fires and stands in no journal is numbered from the number of the correction that makes it fire, this far up:
/// entries never come so far, and every replay numbers alike.
inline constexpr std::uint64_t kFreshNumbers = std::uint64_t{1} << 32U;

/// Under which numbers what came by itself is known. Keys of messages are made from them, so a firing that comes again
/// in another course of the case must have the number that it had.
class Numbers {
 public:
  struct Known {
    std::uint64_t number = 0;
    time::Instant at;
  };
  void add(const std::string& input, Known known) { known_[input].push_back(known); }
  /// The one that was at that time, else the first that is not used. None: it is new.
  std::optional<std::uint64_t> find(const std::string& input, time::Instant at) const;
  void use(const std::string& input, std::uint64_t number);

 private:
  std::map<std::string, std::vector<Known>, std::less<>> known_;  ///< by the input's text, in the order they came
};

/// What a step did to other cases, by the number under which it is done once.
struct Posted {
  std::uint64_t entry = 0;
  std::size_t ordinal = 0;
  machine::Outward outward;
};
void post(std::vector<Posted>& posted, const machine::Step& step, std::uint64_t entry);

/// Who it took to do what an entry asked for.
enum class Hands : std::uint8_t {
  one,
  proposed,  ///< it waits for a second person
  two        ///< it was proposed, and another person confirmed it
};
Hands hands_of(const machine::Step& step);
/// By the number of the entry; of those that one person does, none.
using HandsByEntry = std::map<std::int64_t, Hands>;

class Timeline {
 public:
  /// Begins with `start`, a case without any entry. What fires and has no number among `numbers` gets one from `fresh`
  /// on. `definitions` (which moves lead to) and `strikes` are borrowed.
  Timeline(Definitions& definitions, WorkingCopy start, const Strikes& strikes, Numbers numbers, std::uint64_t fresh)
      : definitions_(definitions),
        work_(std::move(start)),
        strikes_(strikes),
        numbers_(std::move(numbers)),
        fresh_(fresh) {}

  /// Does an entry again at `at`, after what was due by then: a command as it stands there. Where the case came to a
  /// stop by a fault that does not come this time, it rests from there on. Other entries do nothing. Errors: of
  /// machine::step, machine::carry, machine::read_input; nothing but what was due has happened then.
  Result<void> take(const records::JournalRow& row, time::Instant at);
  /// Fires what is due.
  void settle(time::Instant until);

  WorkingCopy& work() { return work_; }
  const std::vector<Posted>& posted() const { return posted_; }
  const HandsByEntry& hands() const { return hands_; }
  /// Firings without a number of the journal, by their input's text.
  const std::vector<std::pair<std::string, Numbers::Known>>& added() const { return added_; }
  /// Why a timer failed that had not failed before; null: none did.
  const ErrorPtr& failed() const { return failed_; }
  /// A fault did not come again.
  bool mended() const { return mended_; }

 private:
  void fire(const machine::Fire& due);
  void fault(const ErrorPtr& why, const machine::Moment& moment);
  void stop(const records::JournalRow& fault, time::Instant at);
  void rest(const records::JournalRow& fault, time::Instant at);
  Result<machine::Step> step_of(const records::JournalRow& row, const machine::Moment& moment);

  Definitions& definitions_;
  WorkingCopy work_;
  const Strikes& strikes_;
  Numbers numbers_;
  std::uint64_t fresh_;
  std::vector<Posted> posted_;
  HandsByEntry hands_;
  std::vector<std::pair<std::string, Numbers::Known>> added_;
  ErrorPtr failed_;
  bool mended_ = false;
};

/// A case before its first entry; `definition` is the one that it followed then.
WorkingCopy unbegun(const machine::Case& instance, model::DefinitionPtr definition, time::Instant opened);
/// The reason of a fault in both languages, Danish on the first line, for the case row and the secretariat.
std::string reason_of(const ErrorPtr& error);
/// `fault` entries, whatever their reason: the number under which `Numbers` knows them.
inline constexpr const char* kFaults = "fault";

}  // namespace aftale::cases
