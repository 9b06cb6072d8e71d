#include "engine/cases/case_rows.h"
#include "engine/cases/document_names.h"
#include "engine/cases/explanation/scene.h"
#include "engine/cases/questions/queries.h"
#include "engine/machine/possible.h"

namespace aftale::cases::queries {
namespace {

const char* name_of(lifecycle::DeadlineStatus status) {
  return lifecycle::name(status).data();
}

// A value as people read it: a party or body by its title.
std::string plain(const feel::Value& value) {
  if (value.kind() == feel::Kind::context) {
    const feel::Value* title = value.entries().find("title");
    if (title && title->kind() == feel::Kind::string) return title->text();
    std::string text;
    for (const auto& [name, member] : value.entries().entries()) {
      if (!member.is_null()) text += (text.empty() ? "" : ", ") + plain(member);
    }
    return text;
  }
  if (value.kind() == feel::Kind::list) {
    std::string text;
    const char* between = ", ";
    for (const feel::Value& item : value.items()) {
      if (item.kind() == feel::Kind::context && !item.entries().find("title")) between = "; ";
    }
    for (const feel::Value& item : value.items()) text += (text.empty() ? "" : between) + plain(item);
    return text;
  }
  return value.is_null() ? std::string() : value.plain();
}

void add_links(ShowAnswer& answer, const machine::Case& instance) {
  const machine::Branch& root = *instance.branches.front();
  answer.opener = root.opened_by.opener;
  answer.previous = root.opened_by.previous;
  for (const machine::BranchPtr& branch : instance.branches) {
    for (const machine::Link& link : branch->links) {
      answer.links.emplace_back(branch->key.empty() ? link.name : branch->key + "/" + link.name, link.key);
    }
  }
  for (const machine::WaitingMessage& message : root.waiting)
    answer.waiting.push_back({message.from, message.event, message.step, message.told});
  if (root.status != machine::BranchStatus::ended) return;
  answer.outcome = root.outcome;
  if (root.result.kind() != feel::Kind::context) return;
  for (const auto& [name, value] : root.result.entries().entries()) answer.result.emplace_back(name, plain(value));
}

void add_state(ShowAnswer& answer, const machine::Case& instance, const model::Definition& definition) {
  for (const machine::BranchPtr& branch : instance.branches) {
    const model::Chart& chart = definition.charts[branch->chart];
    if (branch->status == machine::BranchStatus::running && !branch->kept) {
      for (const machine::ActiveState& active : branch->active)
        answer.active.push_back(chart.path(active.state, branch->key));
    }
    for (const machine::DeadlineState& deadline : branch->deadlines) {
      answer.due.push_back({chart.path(deadline.state, branch->key),
                            chart.states[deadline.state].deadlines[deadline.deadline].id, deadline.due,
                            name_of(deadline.status)});
    }
  }
  const machine::Branch& root = *instance.branches.front();
  const std::vector<model::Variable>& variables = definition.root_chart().variables;
  for (std::size_t n = 0; n < variables.size() && n < root.values.size(); ++n) {
    answer.values.emplace_back(variables[n].id, plain(root.values[n]));
    answer.value_titles.push_back(variables[n].title);
  }
}

// People write "Brønderslev" or "Aalborg/byråd"; whatever no place answers to stays as it was written.
Result<std::string> place_of(const model::Definition& definition, const machine::Case& instance,
                             const std::string& step) {
  Result<std::string> found = machine::find_step(definition, instance, step);
  if (found || std::string_view(code_of(found.error())) == "ambiguous") return found;
  return step;
}

bool under(const std::string& address, const std::string& step) {
  return step.empty() || address == step || address.rfind(step + "/", 0) == 0;
}

template <class Row, class Address>
void keep_under(std::vector<Row>& rows, const std::string& step, Address address_of) {
  std::erase_if(rows, [&](const Row& row) { return !under(address_of(row), step); });
}

}  // namespace

Result<Answer> show(const ReadModel& in, const Show& question, time::CivilDate today) {
  AFTALE_TRY(const std::optional<records::LoadedCase> loaded, in.store.load(question.key));
  if (!loaded) return fail(find_case(in, question.key).error());
  ShowAnswer answer;
  AFTALE_TRY(answer.summary, summary(in, loaded->row, today));
  AFTALE_TRY(const model::DefinitionPtr definition, in.definitions.get(loaded->row.definition));
  AFTALE_TRY(const machine::Case instance, case_rows::read_case(*loaded, *definition));
  answer.branches = loaded->branches;
  for (records::BranchRow& row : answer.branches) {
    row.state.clear();
    const machine::Branch& branch = *instance.branches[static_cast<std::size_t>(row.no)];
    if (branch.status == machine::BranchStatus::ended)
      row.step = machine::title_of_end(definition->charts[branch.chart], branch.outcome);
  }
  answer.documents = loaded->documents;
  AFTALE_TRY(answer.items, items_of(in, loaded->row.id, loaded->branches));
  add_state(answer, instance, *definition);
  add_links(answer, instance);
  for (DocumentName& name : document_names(*definition, instance))
    answer.may_attach.emplace_back(std::move(name.address), std::move(name.title));
  AFTALE_TRY(answer.minuted, minuted(in, instance, *definition, question.as_of));
  if (!question.step.empty()) {
    AFTALE_TRY(answer.step, place_of(*definition, instance, question.step));
    const Titles titles = titles_of(loaded->branches, answer.items, *definition);
    answer.standing = explanation::where(
        {*definition, instance, {loaded->row, loaded->branches, answer.items}, {}, titles, answer.step, today});
    keep_under(answer.branches, answer.step, [](const records::BranchRow& row) { return row.key; });
    keep_under(answer.items, answer.step, [](const records::WorkItemRow& row) { return row.step; });
    keep_under(answer.active, answer.step, [](const std::string& active) { return active; });
    keep_under(answer.due, answer.step, [](const DueLine& line) { return line.step; });
    keep_under(answer.minuted, answer.step, [](const Minuted& said) { return said.step; });
    if (answer.branches.empty() && answer.items.empty() && answer.active.empty()) {
      return fail(Error::Kind::not_found, "unknown-step",
                  Text{"Sagen " + question.key + " har intet trin " + question.step + ". Se dem med: aftale show " +
                           question.key,
                       "The case " + question.key + " has no step " + question.step + ". See them with: aftale show " +
                           question.key});
    }
  }
  return Answer{std::move(answer), 0};
}

namespace {

/// A case as it is stored, and what it runs by.
struct Stored {
  records::LoadedCase loaded;
  model::DefinitionPtr definition;
  machine::Case instance;
};
Result<Stored> stored_case(const ReadModel& in, const std::string& key) {
  Stored stored;
  AFTALE_TRY(std::optional<records::LoadedCase> loaded, in.store.load(key));
  if (!loaded) return fail(find_case(in, key).error());
  stored.loaded = std::move(*loaded);
  AFTALE_TRY(stored.definition, in.definitions.get(stored.loaded.row.definition));
  AFTALE_TRY(stored.instance, case_rows::read_case(stored.loaded, *stored.definition));
  return stored;
}

}  // namespace

Result<Answer> possible(const ReadModel& in, const Possible& question, time::Instant now) {
  AFTALE_TRY(const Stored stored, stored_case(in, question.key));
  const machine::Moment moment{std::max(now, stored.instance.last_at), std::nullopt, question.actor};
  AFTALE_TRY(const std::vector<records::WorkItemRow> items, items_of(in, stored.loaded.row.id, stored.loaded.branches));
  const Titles titles(stored.loaded.branches, items);
  PossibleAnswer answer{
      question.key, machine::possible(*stored.definition, stored.instance, moment), stored.loaded.row.status, {}};
  for (const machine::Offer& offer : answer.offers) answer.places.push_back(titles.of(offer.step));
  return Answer{std::move(answer), 0};
}

Result<Answer> can(const ReadModel& in, const Can& question, time::Instant now) {
  AFTALE_TRY(const Stored stored, stored_case(in, question.key));
  const machine::Moment moment{std::max(now, stored.instance.last_at), std::nullopt, question.actor};
  CanAnswer answer;
  answer.case_key = question.key;
  answer.event = question.event;
  answer.person = question.actor.id;
  answer.permissions = machine::permissions(*stored.definition, stored.instance, moment, question.event);
  if (!answer.permissions.empty()) {
    AFTALE_TRY(const Titles titles, titles_of(in, stored.loaded.row.id, *stored.definition));
    answer.event_title = titles.event(question.event);
    for (const machine::Permission& permission : answer.permissions)
      answer.places.push_back(permission.step.empty() ? stored.loaded.row.title : titles.of(permission.step));
    return Answer{std::move(answer), 0};
  }
  return fail(Error::Kind::refused, "no-open-step",
              Text{"Intet åbent trin i " + question.key + " tager imod " + question.event +
                       ". Se det mulige med: aftale do " + question.key,
                   "No open step of " + question.key + " takes " + question.event +
                       ". See what is possible with: aftale do " + question.key});
}

Result<Answer> export_cases(const ReadModel& in, const Export& asked, time::CivilDate today) {
  ExportAnswer answer;
  std::vector<std::string> keys{asked.key};
  if (asked.key.empty()) {
    keys.clear();
    AFTALE_TRY(const std::vector<records::CaseRow> rows, in.store.cases());
    for (const records::CaseRow& row : rows) keys.push_back(row.key);
  }
  for (const std::string& one : keys) {
    AFTALE_TRY(Answer shown, show(in, {one, {}, asked.as_of}, today));
    HistoryAnswer told;
    if (asked.as_of.is_now()) {
      AFTALE_TRY(told, whole_history(in, one));
    }
    AFTALE_TRY(Answer stands, status_of(in, {one}, today));
    answer.cases.push_back(std::get<ShowAnswer>(std::move(shown.body)));
    answer.histories.push_back(std::move(told));
    answer.statuses.push_back(std::get<StatusOfAnswer>(std::move(stands.body)));
  }
  return Answer{std::move(answer), 0};
}

}  // namespace aftale::cases::queries
