#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "tests/dmn_tck/model.h"
#include "tests/dmn_tck/run.h"
#include "tests/dmn_tck/xml_value.h"

/// `dmn_tck DIR [--verbose] [--failures] [--floor FILE]`: runs the cases of the DMN conformance suite in DIR that are
/// literal expressions, and counts all. Exit code 0; 1 where fewer pass than the floor says; 77 where DIR is not there.
namespace aftale::dmn_tck {
namespace {

namespace fs = std::filesystem;

struct Count {
  int cases = 0, passed = 0, not_null = 0, passed_not_null = 0, not_attempted = 0;

  void add(const Count& other) {
    cases += other.cases;
    passed += other.passed;
    not_null += other.not_null;
    passed_not_null += other.passed_not_null;
    not_attempted += other.not_attempted;
  }
};

struct Options {
  std::string directory, floor_file;
  bool verbose = false, failures = false;
};

enum class Verdict : std::uint8_t { passed, failed, not_attempted };

Given inputs_of(const pugi::xml_node& test_case) {
  Given given;
  for (const pugi::xml_node& node : test_case.children()) {
    if (is_element(node, "inputNode")) given[node.attribute("name").value()] = read_value(node);
  }
  return given;
}

/// Every result of the case has to be right.
Verdict run_case(const pugi::xml_node& test_case, const Model& model, std::string& remarks) {
  const std::string type = test_case.attribute("type").value();
  if (!type.empty() && type != "decision") return Verdict::not_attempted;
  const Given given = inputs_of(test_case);
  Verdict verdict = Verdict::passed;
  for (const pugi::xml_node& node : test_case.children()) {
    if (!is_element(node, "resultNode")) continue;
    Run run(model, given);
    const std::string name = node.attribute("name").value();
    const std::optional<feel::Value> got = run.decide(name);
    if (!got) return Verdict::not_attempted;
    const feel::Value expected = read_value(child(node, "expected"));
    if (same_value(*got, expected)) continue;
    verdict = Verdict::failed;
    remarks += "    " + name + ": got " + got->feel() + ", expected " + expected.feel() + run.remarks() + "\n";
  }
  return verdict;
}

bool expects_value(const pugi::xml_node& test_case) {
  const auto children = test_case.children();
  return std::any_of(children.begin(), children.end(), [](const pugi::xml_node& node) {
    return is_element(node, "resultNode") && !read_value(child(node, "expected")).is_null();
  });
}

void count_case(const pugi::xml_node& test_case, const std::optional<Model>& model, const std::string& place,
                const Options& options, Count& count) {
  std::string remarks;
  const Verdict verdict = model ? run_case(test_case, *model, remarks) : Verdict::not_attempted;
  const bool has_value = expects_value(test_case);
  ++count.cases;
  if (has_value) ++count.not_null;
  switch (verdict) {
    case Verdict::passed:
      ++count.passed;
      if (has_value) ++count.passed_not_null;
      return;
    case Verdict::not_attempted:
      ++count.not_attempted;
      return;
    case Verdict::failed:
      break;
  }
  if (options.failures) std::printf("%s %s\n%s", place.c_str(), test_case.attribute("id").value(), remarks.c_str());
}

Count run_folder(const fs::path& folder, const Options& options) {
  Count count;
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".xml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    pugi::xml_document document;
    if (!document.load_file(file.c_str(), pugi::parse_default | pugi::parse_ws_pcdata_single)) continue;
    const pugi::xml_node cases = document.document_element();
    if (!is_element(cases, "testCases")) continue;
    const std::optional<Model> model = read_model((folder / child_text(cases, "modelName")).string());
    for (const pugi::xml_node& node : cases.children()) {
      if (is_element(node, "testCase")) count_case(node, model, folder.filename().string(), options, count);
    }
  }
  return count;
}

std::vector<fs::path> folders_of(const fs::path& directory) {
  std::vector<fs::path> folders;
  for (const char* level : {"compliance-level-2", "compliance-level-3"}) {
    if (!fs::is_directory(directory / level)) continue;
    for (const fs::directory_entry& entry : fs::directory_iterator(directory / level)) {
      if (entry.is_directory()) folders.push_back(entry.path());
    }
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

/// The number in the file; 0 where there is none.
int floor_of(const std::string& path) {
  std::ifstream file(path);
  int floor = 0;
  file >> floor;
  return floor;
}

std::optional<Options> read_options(int count, char** words) {
  Options options;
  for (int at = 1; at < count; ++at) {
    const std::string word = words[at];
    if (word == "--verbose")
      options.verbose = true;
    else if (word == "--failures")
      options.failures = true;
    else if (word == "--floor" && at + 1 < count)
      options.floor_file = words[++at];
    else if (!word.starts_with("--") && options.directory.empty())
      options.directory = word;
    else
      return std::nullopt;
  }
  return options.directory.empty() ? std::nullopt : std::optional(options);
}

int run(const Options& options) {
  if (!fs::is_directory(options.directory)) {
    std::printf("dmn-tck: skipped, there is no folder %s\n", options.directory.c_str());
    return 77;
  }
  Count total;
  const std::vector<fs::path> folders = folders_of(options.directory);
  for (const fs::path& folder : folders) {
    const Count count = run_folder(folder, options);
    if (options.verbose) {
      std::printf("%-50s %5d of %5d passed, %4d of %4d non-null, %4d not attempted\n",
                  folder.filename().string().c_str(), count.passed, count.cases, count.passed_not_null, count.not_null,
                  count.not_attempted);
    }
    total.add(count);
  }
  const int floor = options.floor_file.empty() ? 0 : floor_of(options.floor_file);
  std::printf("dmn-tck: %d not attempted (no literal expression)\n", total.not_attempted);
  if (total.passed < floor) std::printf("dmn-tck: the floor is %d, fewer passed\n", floor);
  std::printf("dmn-tck: %d of %d passed, %d of %d non-null, %zu folders\n", total.passed, total.cases,
              total.passed_not_null, total.not_null, folders.size());
  return total.passed < floor ? 1 : 0;
}

}  // namespace
}  // namespace aftale::dmn_tck

int main(int count, char** words) {
  const std::optional<aftale::dmn_tck::Options> options = aftale::dmn_tck::read_options(count, words);
  if (!options) {
    std::fprintf(stderr, "usage: dmn_tck DIR [--verbose] [--failures] [--floor FILE]\n");
    return 2;
  }
  return aftale::dmn_tck::run(*options);
}
