#include "bench/shown.h"

#include <cstdio>
#include <filesystem>
#include <numeric>

#include "bench/drivers.h"

namespace aftale::bench {
namespace {

constexpr std::size_t kTimes = 31;
const char* const kKey = "midtjylland-2025-26";
const char* const kDay = "2024-11-20";

std::vector<std::string> aftale(std::vector<std::string> words) {
  words.insert(words.begin(), program_beside());
  for (const char* folder : {"workflows", "rules"}) {
    words.emplace_back("--path");
    words.push_back(std::string(AFTALE_SOURCE_DIR) + "/" + folder);
  }
  return words;
}

/// The database in which the round of twenty parties was played.
std::string play(const std::string& folder) {
  const std::string database = folder + "/twenty.db";
  start_to_exit(
      aftale({"test", "--keep", database,
              std::string(AFTALE_SOURCE_DIR) + "/workflows/rammeaftale-midtjylland/a-cycle-2025-2026.scenario.yaml"}),
      1);
  return database;
}

double median_ms(const std::vector<std::string>& words) {
  start_to_exit(words, 3);  // the first ones read the program and the file from disk
  return median(start_to_exit(words, kTimes));
}

void print(const Options& options, const char* row, const char* title, double ms, double target) {
  if (options.json) {
    std::printf("{\"w\":\"%s\",\"peer\":\"aftale\",\"runs\":%zu,\"p50_ms\":%.2f,\"target\":%g}\n", row, kTimes, ms,
                target);
    return;
  }
  std::printf("%s, start to exit: %.1f ms  at most %g ms: %s\n", title, ms, target, verdict(ms <= target));
}

double draw_all(const std::string& folder) {
  double sum = 0;
  const std::filesystem::path workflows = std::filesystem::path(AFTALE_SOURCE_DIR) / "workflows";
  for (const auto& entry : std::filesystem::directory_iterator(workflows)) {
    const std::string name = entry.path().filename().string();
    if (std::filesystem::exists(entry.path() / (name + ".workflow.yaml")))
      sum += median_ms(aftale({"draw", name, "-o", folder + "/" + name + ".svg"}));
  }
  return sum;
}

}  // namespace

void shown_rows(const Options& options) {
  const auto wanted = {"explain", "html", "xlsx", "draw"};
  if (std::none_of(wanted.begin(), wanted.end(), [&](const char* row) { return options.wants(row); })) return;
  const Scratch scratch(options.folder);
  const std::string database = play(scratch.path());
  const auto ms = [&](std::vector<std::string> words) {
    for (const char* word : {kKey, "--at", kDay, "--db", database.c_str()}) words.emplace_back(word);
    return median_ms(aftale(std::move(words)));
  };
  if (options.wants("explain"))
    print(options, "explain", "explain, twenty parties, on an earlier day", ms({"explain"}), 20);
  if (options.wants("html")) print(options, "html", "twenty parties as HTML", ms({"export", "--as", "html"}), 100);
  if (options.wants("xlsx")) print(options, "xlsx", "twenty parties as XLSX", ms({"export", "--as", "xlsx"}), 100);
  if (options.wants("draw")) print(options, "draw", "every shipped workflow as SVG", draw_all(scratch.path()), 1'000);
}

}  // namespace aftale::bench
