#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

std::optional<std::uint64_t> read_entry(const std::string& word) {
  const std::optional<std::int64_t> entry = read_whole_number(std::string_view(word).substr(word.starts_with('#')));
  if (!entry || *entry <= 0) return std::nullopt;
  return static_cast<std::uint64_t>(*entry);
}

int run_correct(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments;
  const std::string key = arguments.value("KEY"), word = arguments.value("ENTRY");
  const std::optional<std::uint64_t> entry = read_entry(word);
  if (!entry) {
    return report(invocation.settings,
                  fail(Error::Kind::usage, "usage",
                       Text{"\"" + word + "\" er intet postnummer. Se numrene med: aftale history " + key,
                            "\"" + word + "\" is no number of an entry. See the numbers with: aftale history " + key})
                      .value());
  }
  const std::string reason = arguments.value("--reason");
  if (arguments.has("--dry-run")) return ask(invocation, cases::IfStruck{key, *entry, reason}, render::correction);
  return execute(invocation, key, machine::Correct{*entry, reason});
}

}  // namespace

CommandSpec correct_command() {
  return {
      "correct",
      {"stryger en post, der var forkert, og regner sagen om uden den",
       "strikes an entry that was wrong and works the case out without it"},
      {{"KEY", {"sagens nøgle", "the key of the case"}},
       {"ENTRY", {"postens nummer, som »aftale history« viser det", "the number of the entry, as history shows it"}}},
      {{"--reason", "TEXT", {"hvorfor", "why"}, Option::Use::required}},
      {"aftale correct nordjylland-2023-24 17 --reason 'mødet var i 2022' --dry-run",
       "aftale correct nordjylland-2023-24 17 --reason 'mødet var i 2022'"},
      CommandSpec::Kind::writing,
      run_correct};
}

}  // namespace aftale::app
