#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/loader/loader.h"
#include "engine/model/checks.h"

/// Every `NAME.yaml` here is a workflow with mistakes; its findings, as people see them in English, are in
/// `NAME.expected`; its meeting plans are looked at as on the day kToday. With AFTALE_WRITE_EXPECTED=1 the files are
/// written instead; read the difference before you keep it.
namespace aftale::loader {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = fs::path(AFTALE_SOURCE_DIR);
const fs::path kGolden = kRoot / "tests/golden";
const time::CivilDate kToday = *time::CivilDate::from_ymd(2022, 1, 3);

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Line n of the file that the finding names.
class GoldenLines final : public SourceLines {
 public:
  explicit GoldenLines(const std::vector<model::Source>& sources) : sources_(sources) {}
  std::string line(const std::string& file, std::uint32_t wanted) const override {
    for (const model::Source& source : sources_) {
      if (source.file != file) continue;
      std::istringstream in(source.bytes);
      std::string text;
      for (std::uint32_t number = 0; number < wanted && std::getline(in, text); ++number) {
      }
      return text;
    }
    return {};
  }

 private:
  const std::vector<model::Source>& sources_;
};

std::vector<model::Source> sources_for(const fs::path& file) {
  std::vector<fs::path> files{file};
  for (const fs::path& folder : {kGolden / "support", kRoot / "rules"}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    }
  }
  std::vector<model::Source> sources;
  for (const fs::path& path : files) {
    auto source = identify(contents(path), path.filename().string());
    EXPECT_TRUE(source.value) << path;
    if (source.value) sources.push_back(std::move(*source.value));
  }
  return sources;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, findings_are_as_expected) {
  const fs::path file = kGolden / (GetParam() + ".yaml");
  const std::vector<model::Source> sources = sources_for(file);
  auto loaded = load(MemorySources(sources), sources.front().name);
  if (loaded.value) {
    const model::Definition& definition = *loaded.value->definition;
    model::check_meetings(definition.organisation, definition.calendar, kToday, loaded.findings);
  }
  std::string actual;
  for (const Diagnostic& finding : loaded.findings) {
    actual += render(finding, Language::en, std::make_unique<GoldenLines>(sources).get()) + "\n";
    EXPECT_FALSE(finding.message.da.empty()) << finding.code;
    EXPECT_FALSE(finding.message.en.empty()) << finding.code;
    EXPECT_TRUE(finding.where && finding.where->line > 0 && finding.where->column > 0) << finding.code;
  }
  const bool errors = has_errors(loaded.findings);
  EXPECT_EQ(loaded.value.has_value(), !errors);
  const fs::path expected = kGolden / (GetParam() + ".expected");
  if (std::getenv("AFTALE_WRITE_EXPECTED")) {
    std::ofstream(expected, std::ios::binary) << actual;
    return;
  }
  EXPECT_EQ(contents(expected), actual) << "--- actual text of " << expected.filename() << ":\n" << actual;
}

std::vector<std::string> names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kGolden)) {
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(workflows, Golden, testing::ValuesIn(names()), [](const auto& tested) {
  std::string name = tested.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(GoldenShipped, every_shipped_workflow_loads_without_findings) {
  std::vector<model::Source> sources;
  for (const fs::path& folder : {kRoot / "workflows", kRoot / "rules"}) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".yaml") continue;
      auto source = identify(contents(entry.path()), fs::relative(entry.path(), kRoot).string());
      ASSERT_TRUE(source.value) << entry.path();
      sources.push_back(std::move(*source.value));
    }
  }
  const MemorySources memory(sources);
  std::size_t loaded = 0;
  for (const std::string& name : memory.names(model::SourceKind::workflow)) {
    const auto result = load(memory, name);
    EXPECT_TRUE(result.value) << name;
    std::vector<Diagnostic> findings = result.findings;
    if (result.value) {
      const model::Definition& definition = *result.value->definition;
      model::check_meetings(definition.organisation, definition.calendar, kToday, findings);
    }
    for (const Diagnostic& finding : findings) {
      ADD_FAILURE() << render(finding, Language::en, std::make_unique<GoldenLines>(sources).get());
    }
    ++loaded;
  }
  EXPECT_GE(loaded, 2U);
}

}  // namespace
}  // namespace aftale::loader
