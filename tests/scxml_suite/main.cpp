#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/scxml_suite/judge.h"
#include "tests/scxml_suite/xml.h"

/// `scxml_suite DIR [--verbose] [--only NAME] [--strict]`: see README.md. Exit code 0; 1 where a chart fails that
/// should not; 77 where DIR is not there.
namespace aftale::scxml_suite {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string directory, only;
  bool verbose = false, strict = false;
};

struct Count {
  int passed = 0, failed = 0, differ = 0, not_applicable = 0;
};

void add_scion(const fs::path& folder, std::vector<Subject>& subjects) {
  if (!fs::is_directory(folder)) return;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".scxml") continue;
    const fs::path stem = fs::relative(entry.path(), folder).replace_extension();
    subjects.push_back({Suite::scion, stem.generic_string(), entry.path().string(),
                        fs::path(entry.path()).replace_extension(".json").string()});
  }
}

/// The charts that index.tsv names as the start of a test (column 7); what they invoke is no test by itself.
void add_w3c(const fs::path& folder, std::vector<Subject>& subjects) {
  std::ifstream index(folder / "index.tsv");
  std::string line;
  std::getline(index, line);
  while (std::getline(index, line)) {
    std::vector<std::string> columns;
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t end = std::min(line.find('\t', at), line.size());
      columns.push_back(line.substr(at, end - at));
      at = end + 1;
    }
    if (columns.size() < 7) continue;
    for (const std::string& file : words_of(columns[6])) {
      const fs::path path = folder / file;
      if (path.extension() != ".txml") continue;
      subjects.push_back({Suite::w3c, "w3c/" + path.stem().string(), path.string(), ""});
    }
  }
}

const char* word_for(Verdict verdict) {
  switch (verdict) {
    case Verdict::passed:
      return "passed";
    case Verdict::failed:
      return "FAILED";
    case Verdict::differs:
      return "differs by design";
    case Verdict::not_applicable:
      return "not applicable";
  }
  return "";
}

void count(Verdict verdict, Count& total) {
  switch (verdict) {
    case Verdict::passed:
      ++total.passed;
      return;
    case Verdict::failed:
      ++total.failed;
      return;
    case Verdict::differs:
      ++total.differ;
      return;
    case Verdict::not_applicable:
      ++total.not_applicable;
      return;
  }
}

bool is_meant(const std::string& name, const std::string& only) {
  return only.empty() || name == only || name.ends_with("/" + only);
}

std::optional<Options> read_options(int count, char** words) {
  Options options;
  for (int at = 1; at < count; ++at) {
    const std::string_view word = words[at];
    if (word == "--verbose")
      options.verbose = true;
    else if (word == "--strict")
      options.strict = true;
    else if (word == "--only" && at + 1 < count)
      options.only = words[++at];
    else if (!word.starts_with("--") && options.directory.empty())
      options.directory = word;
    else
      return std::nullopt;
  }
  return options.directory.empty() ? std::nullopt : std::optional(options);
}

int run(const Options& options) {
  if (!fs::is_directory(options.directory)) {
    std::printf("scxml: skipped, there is no folder %s\n", options.directory.c_str());
    return 77;
  }
  std::vector<Subject> subjects;
  add_scion(fs::path(options.directory) / "scion-scripted", subjects);
  add_w3c(fs::path(options.directory) / "w3c-irp", subjects);
  std::sort(subjects.begin(), subjects.end(),
            [](const Subject& left, const Subject& right) { return left.name < right.name; });
  Count total;
  for (const Subject& subject : subjects) {
    if (!is_meant(subject.name, options.only)) continue;
    const Judgement judgement = judge(subject, options.strict ? Domains::strict : Domains::regional);
    count(judgement.verdict, total);
    const bool remarkable =
        judgement.verdict == Verdict::failed || (judgement.verdict == Verdict::passed && !judgement.reason.empty());
    if (!remarkable && !options.verbose && options.only.empty()) continue;
    std::printf("%s: %s%s%s\n", subject.name.c_str(), word_for(judgement.verdict), judgement.reason.empty() ? "" : ": ",
                judgement.reason.c_str());
    if (!options.only.empty()) std::printf("%s", judgement.trace.c_str());
  }
  const int asked = total.passed + total.failed;
  if (asked + total.differ + total.not_applicable == 0)
    std::printf("scxml: no such chart below %s\n", options.directory.c_str());
  std::printf("scxml: %d of %d passed, %d differ by design, %d not applicable\n", total.passed, asked, total.differ,
              total.not_applicable);
  return total.failed == 0 && asked + total.differ + total.not_applicable > 0 ? 0 : 1;
}

}  // namespace
}  // namespace aftale::scxml_suite

int main(int count, char** words) {
  const std::optional<aftale::scxml_suite::Options> options = aftale::scxml_suite::read_options(count, words);
  if (!options) {
    std::fprintf(stderr, "usage: scxml_suite DIR [--verbose] [--only NAME] [--strict]\n");
    return 2;
  }
  return aftale::scxml_suite::run(*options);
}
