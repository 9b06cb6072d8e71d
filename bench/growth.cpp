#include "bench/growth.h"

#include <cstdio>
#include <fstream>
#include <sstream>

#include "bench/drivers.h"
#include "bench/office.h"
#include "engine/loader/loader.h"

namespace aftale::bench {
namespace {

constexpr std::size_t kParties = 20, kWaiting = 100'000, kCases = 160, kAtOnce = 32, kPerTransaction = 256;

std::string text_of(const std::string& path) {
  std::ifstream in(std::string(AFTALE_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Twenty parties with four bodies each, and the common bodies that the workflow names.
std::string large_organisation() {
  std::string text =
      "organisation: large\ntitle: Large\nsecretariat: {title: S, contact: s@example.dk}\n"
      "authority: [{title: A, contact: a@example.dk}]\nbodies:\n";
  for (const char* id : {"kkr", "kontaktudvalg", "kd_net", "dassos", "takstgruppe"})
    text += "  " + std::string(id) + ": {title: " + id + "}\n";
  text += "parties:\n";
  for (std::size_t n = 0; n < kParties; ++n) {
    text += "  - code: \"" + std::to_string(9900 + n) + "\"\n    title: Party " + std::to_string(n) + "\n    chain:\n";
    for (const char* id : {"committee", "second", "finance"})
      text += "      - {id: " + std::string(id) + ", title: " + id + "}\n";
    text += "      - {id: council, title: Council, members: 25, decides: true}\n";
    if (n == 0) text += "    kind: region\n";
  }
  return text;
}

/// The largest workflow that is shipped, with everything it stands on.
loader::MemorySources large_sources() {
  std::vector<model::Source> sources;
  for (const std::string& path :
       {std::string("workflows/rammeaftale-midtjylland/rammeaftale-midtjylland.workflow.yaml"),
        std::string("workflows/council-approval/council-approval.workflow.yaml"),
        std::string("workflows/calendars/denmark.yaml"), std::string("rules/ballot.rules.yaml"),
        std::string("rules/quorum.rules.yaml"), std::string("rules/escalation.rules.yaml"),
        std::string("rules/renewed-approval.rules.yaml"), std::string("rules/statutory-deadline.rules.yaml"),
        std::string("rules/submission-complete.rules.yaml")}) {
    Checked<model::Source> source = loader::identify(text_of(path), path);
    if (!source.value) stop(path + " is no source");
    sources.push_back(std::move(*source.value));
  }
  Checked<model::Source> organisation = loader::identify(large_organisation(), "large");
  if (!organisation.value) stop("the large organisation is no source");
  sources.push_back(std::move(*organisation.value));
  return loader::MemorySources(std::move(sources));
}

void load_row(const Options& options) {
  const loader::MemorySources sources = large_sources();
  std::vector<double> times;
  for (int n = 0; n < 31; ++n) {
    const Clock::time_point start = Clock::now();
    const Checked<loader::Loaded> loaded = loader::load(sources, "rammeaftale-midtjylland", 0, "large");
    times.push_back(seconds_since(start) * 1'000);
    if (!loaded.ok()) stop("the largest workflow does not load: " + loaded.findings.front().message.en);
  }
  const double ms = median(std::move(times));
  if (options.json) {
    std::printf("{\"w\":\"load\",\"peer\":\"aftale\",\"parties\":%zu,\"runs\":31,\"p50_ms\":%.2f}\n", kParties, ms);
    return;
  }
  std::printf("load and check, %zu parties x 4 bodies: %.1f ms  under 50 ms: %s\n", kParties, ms, verdict(ms < 50));
}

/// W1 with cases of its own in a file that may hold others.
Measured work(const Approval& approval, const std::string& path, std::size_t round) {
  Office office(approval.loaded, path, static_cast<std::uint16_t>(round + 1));
  const auto key = [&](std::size_t n) { return "late-" + std::to_string(round) + "-" + std::to_string(n); };
  const auto commit_when_full = [&] {
    if (office.waiting() == kPerTransaction) office.commit();
  };
  office.watch().begin();
  for (std::size_t first = 0; first < kCases; first += kAtOnce) {
    for (std::size_t n = first; n < first + kAtOnce; ++n) {
      office.open_case(key(n), approval_inputs());
      commit_when_full();
    }
    for (const OutsideEvent& event : approval.events) {
      for (std::size_t n = first; n < first + kAtOnce; ++n) {
        office.send(key(n), event);
        commit_when_full();
      }
    }
  }
  office.commit();
  return office.watch().end(static_cast<std::int64_t>(kCases * approval.events.size()));
}

void decay_row(const Options& options, const Approval& approval) {
  const Scratch scratch(options.folder);
  const std::string full = make_waiting_cases(approval, kWaiting, scratch.path());
  std::vector<double> ratios;
  for (std::size_t round = 0; round < options.rounds; ++round) {
    const Scratch own(options.folder);
    const Measured empty = in_own_process([&] { return work(approval, own.path() + "/empty.db", round); });
    const Measured among = in_own_process([&] { return work(approval, full, round); });
    ratios.push_back(empty.seconds / among.seconds);
  }
  const double kept = median(std::move(ratios)) * 100;
  if (options.json) {
    std::printf("{\"w\":\"decay\",\"peer\":\"aftale\",\"waiting\":%zu,\"percent\":%.1f}\n", kWaiting, kept);
    return;
  }
  std::printf("W1 among %zu waiting cases: %.0f %% of an empty file  at least 85 %%: %s\n", kWaiting, kept,
              verdict(kept >= 85));
}

}  // namespace

void growth_rows(const Options& options, const Approval& approval) {
  if (options.wants("load")) load_row(options);
  if (options.wants("decay")) decay_row(options, approval);
}

}  // namespace aftale::bench
