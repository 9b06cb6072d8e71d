#include "bench/approval.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "engine/base/diagnostic.h"
#include "engine/machine/possible.h"
#include "engine/machine/step.h"

namespace aftale::bench {

void stop(const std::string& why) {
  std::fprintf(stderr, "bench: %s\n", why.c_str());
  std::exit(1);
}

std::string file_text(const std::string& path_from_root) {
  std::ifstream in(std::string(AFTALE_SOURCE_DIR) + "/" + path_from_root, std::ios::binary);
  if (!in) stop(path_from_root + " cannot be read");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::optional<std::string> shipped_template(std::string_view name, Language language) {
  return file_text("workflows/templates/" + std::string(name) + (language == Language::da ? ".da.txt" : ".en.txt"));
}

loader::Loaded load_workflow(const std::string& name) {
  std::vector<model::Source> sources;
  for (const std::string& path :
       {"bench/workflows/" + name + ".workflow.yaml", std::string("workflows/organisations/nordjylland.yaml"),
        std::string("workflows/calendars/denmark.yaml")}) {
    Checked<model::Source> source = loader::identify(file_text(path), path);
    if (!source.value) stop(path + " is no source");
    sources.push_back(std::move(*source.value));
  }
  Checked<loader::Loaded> loaded = loader::load(loader::MemorySources(std::move(sources)), name);
  for (const Diagnostic& finding : loaded.findings) {
    if (finding.severity == Severity::error) std::fprintf(stderr, "%s\n", render(finding, Language::en).c_str());
  }
  if (!loaded.value) stop("the workflow " + name + " has findings");
  return std::move(*loaded.value);
}

std::vector<std::pair<std::string, std::string>> approval_inputs() {
  return {{"first_day", "2024-01-01"}};
}

Approval load_approval() {
  Approval approval{load_workflow("approval-benchmark"), {}};
  approval.events = {{"draft", "drafted"}, {"start", "started"}, {"recommend", "advised"}};
  const std::pair<const char*, const char*> steps[] = {
      {"committee", "recommended"}, {"finance", "recommended"}, {"council", "adopted"}};
  for (const auto& [step, event] : steps) {
    for (const model::Party& party : approval.definition().organisation.parties) {
      approval.events.push_back({"approval/" + party.code + "/" + step, event});
    }
  }
  approval.events.push_back({"submit", "sent"});
  if (approval.events.size() != 40) stop("the case of the benchmark has 40 events, these parties give another number");
  return approval;
}

time::Instant first_moment(const model::Definition& definition) {
  return definition.calendar.zone.instant_of(*time::CivilDate::from_ymd(2023, 1, 2), 9 * 3600);
}

machine::Moment moment_at(time::Instant now) {
  return {now, std::nullopt, {"sekretariat", machine::Proof::solo, {"secretariat"}}};
}

machine::Case opened_case(const model::Definition& definition) {
  machine::Case instance;
  instance.id = CaseId{1};
  instance.key = "bench-1";
  instance.definition = definition.id;
  instance.opened = instance.last_at = first_moment(definition);
  Result<machine::NamedValues> inputs = machine::type_inputs(definition, approval_inputs());
  if (!inputs) stop("the inputs of the case do not fit");
  const Result<machine::Step> opened =
      machine::step(definition, instance, machine::Open{std::move(*inputs)}, moment_at(instance.last_at));
  if (!opened) stop("the case cannot be opened: " + opened.error()->findings.front().message.en);
  machine::apply(instance, *opened);
  ++instance.revision;
  return instance;
}

machine::Input input_of(const OutsideEvent& event) {
  return machine::Event{event.step, event.name, {}};
}

}  // namespace aftale::bench
