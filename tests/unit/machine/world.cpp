#include "tests/unit/machine/world.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "engine/machine/format/codec.h"

namespace aftale::machine::test {

namespace {

constexpr const char* kSmall = R"(
organisation: small
title: Lille region
secretariat: {title: Sekretariatet, contact: sekretariat@example.dk}
authority: [{title: Tilsynet, contact: tilsyn@example.dk}]
bodies:
  group: {title: Styregruppen, contact: group@example.dk}
parties:
  - code: "0851"
    title: Aalborg Kommune
    contact: aalborg@example.dk
    chain:
      - {id: committee, title: Socialudvalget}
      - {id: council, title: Aalborg Byråd, members: 31, decides: true, meetings: {also: [2022-11-21, 2022-11-28]}}
  - code: "0860"
    title: Hjørring Kommune
    contact: hjoerring@example.dk
    chain:
      - {id: council, title: Hjørring Byråd, decides: true}
  - code: "1081"
    title: Region Nordjylland
    kind: region
    chain:
      - {id: council, title: Regionsrådet, decides: true, contact: rr@example.dk}
)";

std::string file(const std::string& path) {
  std::ifstream in(std::string(AFTALE_SOURCE_DIR) + "/" + path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

model::DefinitionPtr load(const std::string& workflow, std::vector<std::string> others) {
  others.insert(others.begin(), workflow);
  others.emplace_back(kSmall);
  for (const char* path :
       {"workflows/calendars/denmark.yaml", "rules/ballot.rules.yaml", "rules/minutes.rules.yaml",
        "rules/quorum.rules.yaml", "rules/renewed-approval.rules.yaml", "rules/escalation.rules.yaml"}) {
    others.push_back(file(path));
  }
  std::vector<model::Source> sources;
  for (std::size_t i = 0; i < others.size(); ++i) {
    Checked<model::Source> source = loader::identify(others[i], "text-" + std::to_string(i));
    for (const Diagnostic& finding : source.findings) ADD_FAILURE() << render(finding, Language::en);
    if (source.value) sources.push_back(std::move(*source.value));
  }
  const std::string name = sources.front().name;
  Checked<loader::Loaded> loaded = loader::load(loader::MemorySources(std::move(sources)), name);
  for (const Diagnostic& finding : loaded.findings) {
    if (finding.severity == Severity::error) ADD_FAILURE() << render(finding, Language::en);
  }
  return loaded.value ? loaded.value->definition : nullptr;
}

void add_active(const model::Definition& definition, const Case& instance, const Branch& branch,
                std::vector<std::string>& out) {
  const model::Chart& chart = definition.charts[branch.chart];
  for (std::size_t i = 0; i < branch.active.size(); ++i) {
    const model::StateIx at = branch.active[i].state;
    const bool leaf = i + 1 == branch.active.size() || branch.active[i + 1].state >= chart.states[at].end;
    if (!leaf) continue;
    std::vector<const Branch*> children;
    for (const BranchPtr& child : instance.branches) {
      if (child->no != 0 && child->parent == branch.no && child->origin == at && !child->superseded &&
          child->status == BranchStatus::running) {
        children.push_back(child.get());
      }
    }
    std::sort(children.begin(), children.end(),
              [](const Branch* a, const Branch* b) { return a->ordinal < b->ordinal; });
    for (const Branch* child : children) add_active(definition, instance, *child, out);
    if (children.empty()) out.push_back(branch.key.empty() ? chart.path(at) : branch.key + "/" + chart.path(at));
  }
}

}  // namespace

World::World(std::string workflow, std::vector<std::string> others,
             const std::function<void(model::Definition&)>& change)
    : definition_(load(workflow, std::move(others))) {
  if (!definition_) throw std::runtime_error("the workflow of the test is wrong");
  if (change) {
    auto changed = std::make_shared<model::Definition>(*definition_);
    change(*changed);
    definition_ = std::move(changed);
  }
  instance.id = CaseId{1};
  instance.key = "k";
  instance.definition = definition_->id;
}

time::Instant World::instant(std::string_view at) const {
  const auto date = time::CivilDate::parse_iso(at.substr(0, 10));
  EXPECT_TRUE(date.has_value()) << at;
  std::int64_t second = 12 * 3600;
  if (at.size() > 11)
    second = std::stol(std::string(at.substr(11, 2))) * 3600 + std::stol(std::string(at.substr(14, 2))) * 60;
  return definition_->calendar.zone.instant_of(*date, second);
}

// Every branch a step changed must come back from its encoding as it was.
void World::take(const Step& step) {
  for (const Effect& effect : step.effects) notices.push_back(std::get<Notify>(effect));
  for (const WorkItem& row : step.items) {
    std::erase_if(items,
                  [&](const WorkItem& had) { return had.place.branch == row.place.branch && had.item == row.item; });
    items.push_back(row);
  }
  for (const BranchPtr& branch : step.changed) {
    std::string bytes, again;
    encode(*branch, *definition_, bytes);
    const Result<Branch> read = decode(bytes, *definition_);
    ASSERT_TRUE(read.has_value()) << branch->key;
    encode(*read, *definition_, again);
    EXPECT_EQ(bytes, again) << branch->key;
    ASSERT_EQ(read->timers.size(), branch->timers.size());
    for (std::size_t i = 0; i < branch->timers.size(); ++i) EXPECT_EQ(read->timers[i].due, branch->timers[i].due);
    EXPECT_TRUE(std::is_sorted(branch->active.begin(), branch->active.end(),
                               [](const ActiveState& a, const ActiveState& b) { return a.state < b.state; }));
  }
}

void World::settle_until(time::Instant now) {
  for (Firing& firing : settle(*definition_, instance, now)) {
    if (!firing.failed) take(firing.step);
    firings.push_back(std::move(firing));
  }
}

World::Came World::input(std::string_view at, Input input) {
  const time::Instant now = std::max(instant(at), instance.last_at);
  firings.clear();
  if (!instance.branches.empty()) settle_until(now);
  instance.last_at = now;
  if (instance.branches.empty()) instance.opened = now;
  Moment moment;
  moment.now = now;
  moment.actor = actor;
  moment.effective = effective;
  Result<Step> done = step(*definition_, instance, input, moment);
  Came came;
  if (!done) {
    came.code = code_of(done.error());
    came.error = done.error();
    return came;
  }
  take(*done);
  apply(instance, *done);
  ++instance.revision;
  settle_until(now);
  came.step = std::move(*done);
  return came;
}

World::Came World::open(std::string_view at, const Words& inputs) {
  Result<NamedValues> values = type_inputs(*definition_, inputs);
  if (!values) return {code_of(values.error()), values.error(), {}};
  return input(at, Open{std::move(*values)});
}

World::Came World::send(std::string_view at, const std::string& event, const std::string& in, const Words& data) {
  Result<NamedValues> values = type_event(*definition_, instance, event, data);
  if (!values) return {code_of(values.error()), values.error(), {}};
  const Event sent{in, event, std::move(*values)};
  if (in.find('*') == std::string::npos) return input(at, sent);
  const Result<std::vector<std::string>> places = resolve(*definition_, instance, sent);
  if (!places) return {code_of(places.error()), places.error(), {}};
  Came came;
  for (const std::string& place : *places) {
    came = input(at, Event{place, event, sent.data});
    if (!came) break;
  }
  return came;
}

World::Came World::record(std::string_view at, const std::string& in, const std::string& word,
                          const std::string& meeting, Record details) {
  details.step = in;
  details.outcome = word;
  details.meeting = *time::CivilDate::parse_iso(meeting);
  return input(at, std::move(details));
}

World::Came World::attach(std::string_view at, const std::string& document) {
  Attach given{document, document + ".pdf", Digest{}, 1000};
  const Result<std::vector<std::string>> address = resolve(*definition_, instance, given);
  if (!address) return {code_of(address.error()), address.error(), {}};
  given.document = address->front();
  return input(at, std::move(given));
}

void World::advance(std::string_view to) {
  firings.clear();
  const time::Instant now = instant(to);
  settle_until(now);
  instance.last_at = std::max(instance.last_at, now);
}

std::vector<std::string> World::active() const {
  std::vector<std::string> out;
  add_active(*definition_, instance, *instance.branches.front(), out);
  return out;
}

bool World::is_in(const std::string& address) const {
  const std::vector<std::string> all = active();
  return std::any_of(all.begin(), all.end(),
                     [&](const std::string& one) { return one == address || one.rfind(address + "/", 0) == 0; });
}

const Branch* World::branch(const std::string& key) const {
  return instance.find(key);
}

lifecycle::DeadlineStatus World::deadline(const std::string& state, std::size_t index) const {
  for (const BranchPtr& branch : instance.branches) {
    const model::Chart& chart = definition_->charts[branch->chart];
    for (const DeadlineState& deadline : branch->deadlines) {
      const std::string path = chart.path(deadline.state);
      if ((branch->key.empty() ? path : branch->key + "/" + path) == state && deadline.deadline == index)
        return deadline.status;
    }
  }
  ADD_FAILURE() << "no deadline of " << state;
  return lifecycle::DeadlineStatus::waiting;
}

feel::Value World::variable(const std::string& name, const std::string& key) const {
  const Branch* found = instance.find(key);
  if (!found) return {};
  const model::Chart& chart = definition_->charts[found->chart];
  for (std::size_t i = 0; i < chart.variables.size(); ++i) {
    if (chart.variables[i].id == name) return found->values[i];
  }
  return {};
}

std::vector<std::string> World::sent() {
  std::vector<std::string> out;
  for (; told_ < notices.size(); ++told_) {
    out.push_back(notices[told_].template_name + " to " + notices[told_].to->title.in(Language::da));
  }
  return out;
}

const WorkItem* World::item(const std::string& step) const {
  const WorkItem* found = nullptr;
  for (const WorkItem& row : items) {
    if (address_of(*definition_, instance, row.place) == step && (!found || row.item > found->item)) found = &row;
  }
  return found;
}

}  // namespace aftale::machine::test
