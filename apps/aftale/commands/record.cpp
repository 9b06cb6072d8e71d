#include <utility>

#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"

namespace aftale::app {
namespace {

tl::unexpected<ErrorPtr> wrong_number(const std::string& option, const std::string& word) {
  return fail(Error::Kind::usage, "usage",
              Text{option + ": \"" + word + "\" er intet antal. Skriv et helt tal fra 0",
                   option + ": \"" + word + "\" is no count. Write a whole number from 0"});
}

Result<std::optional<std::int64_t>> count(const Arguments& arguments, const char* option) {
  if (!arguments.has(option)) return std::optional<std::int64_t>();
  const std::string word = arguments.value(option);
  const std::optional<std::int64_t> number = read_whole_number(word);
  if (!number || *number < 0 || *number > 100'000) return wrong_number(option, word);
  return number;
}

// `3`, or `agreement=3` where a case has several texts before the bodies.
Result<void> read_versions(const Arguments& arguments, machine::Record& record) {
  for (const std::string& word : arguments.values("--version")) {
    const std::size_t equals = word.find('=');
    const std::string digits = equals == std::string::npos ? word : word.substr(equals + 1);
    const std::optional<std::int64_t> version = read_whole_number(digits);
    if (!version || !std::in_range<std::uint32_t>(*version)) return wrong_number("--version", word);
    record.versions.emplace_back(equals == std::string::npos ? std::string() : word.substr(0, equals),
                                 static_cast<std::uint32_t>(*version));
  }
  return {};
}

Result<machine::Record> read_record(const Arguments& arguments) {
  machine::Record record;
  record.step = arguments.value("STEP");
  record.outcome = arguments.value("OUTCOME");
  AFTALE_TRY(record.meeting, read_date(arguments.value("--meeting"), "--meeting"));
  if (arguments.has("--next")) {
    AFTALE_TRY(record.next, read_date(arguments.value("--next"), "--next"));
  }
  AFTALE_TRY(record.votes.votes_for, count(arguments, "--for"));
  AFTALE_TRY(record.votes.votes_against, count(arguments, "--against"));
  AFTALE_TRY(record.votes.votes_abstained, count(arguments, "--abstain"));
  AFTALE_TRY(record.votes.present, count(arguments, "--present"));
  AFTALE_TRY(record.votes.recused, count(arguments, "--recused"));
  record.remarks = arguments.values("--remark");
  record.minority = arguments.value("--minority");
  record.minutes = arguments.value("--minutes");
  record.even_so = arguments.has("--even-so");
  record.skip = arguments.has("--skip");
  record.closed = arguments.has("--closed");
  AFTALE_TRY_VOID(read_versions(arguments, record));
  return record;
}

int run_record(const Invocation& invocation) {
  Result<machine::Record> record = read_record(invocation.arguments);
  if (!record) return report(invocation.settings, record.error());
  return execute(invocation, invocation.arguments.value("KEY"), std::move(*record));
}

}  // namespace

CommandSpec record_command() {
  return {"record",
          {"registrerer, hvad et organ besluttede på et møde", "records what a body decided at a meeting"},
          {{"KEY", {"sagens nøgle", "the key of the case"}},
           {"STEP",
            {"trinnet, fx Aalborg/byråd eller approval/0851/chain/council",
             "the step, such as Aalborg/byråd or approval/0851/chain/council"}},
           {"OUTCOME",
            {"ordet i referatet, fx godkendt, anbefalet, udsat",
             "the word in the minutes, such as godkendt, anbefalet, udsat"}}},
          {{"--meeting",
            "DATE",
            {"mødets dato, fx 24-11-2022", "the date of the meeting, such as 2022-11-24"},
            Option::Use::required},
           {"--next", "DATE", {"næste møde, når sagen er udsat", "the next meeting, when the matter is postponed"}},
           {"--for", "N", {"stemmer for", "votes for"}},
           {"--against", "N", {"stemmer imod", "votes against"}},
           {"--abstain", "N", {"undlod at stemme", "abstained"}},
           {"--present", "N", {"til stede", "present"}},
           {"--recused", "N", {"inhabile", "disqualified"}},
           {"--remark", "TEXT", {"bemærkning", "remark"}, Option::Use::repeated},
           {"--minority", "TEXT", {"mindretalsudtalelse", "minority statement"}},
           {"--version",
            "[DOCUMENT=]N",
            {"den version, der blev behandlet", "the version that was treated"},
            Option::Use::repeated},
           {"--minutes", "URL", {"link til referatet", "link to the minutes"}},
           {"--closed",
            nullptr,
            {"behandlet på lukket dagsorden: bemærkninger og mindretal er kun for parten selv og sekretariatet",
             "treated behind closed doors: remarks and minority are for the party itself and the secretariat only"}},
           {"--skip",
            nullptr,
            {"spring de organer over, der kommer før og ikke har meldt tilbage",
             "pass over the bodies before it that have not reported"}},
           {"--even-so",
            nullptr,
            {"registrér trods en advarsel om datoen", "record in spite of a warning about the date"}}},
          {"aftale record nordjylland-2023-24 Aalborg/byråd godkendt --meeting 2022-11-28 --for 29 --against 2"},
          CommandSpec::Kind::writing,
          run_record};
}

}  // namespace aftale::app
