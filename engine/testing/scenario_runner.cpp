#include "engine/testing/scenario_runner.h"

#include <algorithm>
#include <map>
#include <memory>

#include "engine/base/words.h"
#include "engine/cases/local_service.h"
#include "engine/cases/move.h"
#include "engine/model/workflow_name.h"
#include "engine/testing/expectations.h"
#include "engine/testing/manual_clock.h"
#include "engine/testing/recording_channel.h"

namespace aftale::testing {
namespace {

constexpr std::size_t kCasesAtOnce = 100;
constexpr const char* kSecretariat = "sekretariat";

/// One scenario while it runs.
class ScenarioRun {
 public:
  ScenarioRun(const Scenario& scenario, const loader::Sources& sources, records::Store& store, Coverage& coverage,
              const ScenarioOptions& options)
      : scenario_(scenario), sources_(sources), coverage_(coverage), store_(store), options_(options) {
    start();
    result_.file = scenario.file;
    result_.title = scenario.title;
  }

  ScenarioResult run() {
    if (begin()) {
      const bool all = std::all_of(scenario_.steps.begin(), scenario_.steps.end(),
                                   [this](const ScenarioStep& step) { return take(step); });
      result_.passed = all && result_.findings.empty();
    }
    return std::move(result_);
  }

 private:
  struct Workflow {
    Digest id;
    model::DefinitionPtr definition;
  };

  // What one service kept in memory another does not know: all it has is in the store.
  void start() { service_ = std::make_unique<cases::LocalService>(store_, clock_, service_options(options_)); }

  cases::LocalService::Options service_options(const ScenarioOptions& options) {
    cases::LocalService::Options out;
    out.verify = true;
    out.templates = options.templates;
    if (options.templates) out.channels = {&channel_};
    out.on_step = [this](const cases::Taken& taken) { coverage_.touch(taken); };
    out.on_refusal = [this](const cases::Refused& refused) { coverage_.touch(refused); };
    return out;
  }

  bool stop(Diagnostic finding) {
    result_.findings.insert(result_.findings.begin(), std::move(finding));
    return false;
  }
  /// Something failed that no scenario can expect: the store, or what was stored does not read back.
  bool stop(const Span& at, const ErrorPtr& error) {
    const Diagnostic& reason = error->findings.front();
    Diagnostic finding{"scenario", Severity::error, reason.message, at, reason.possible};
    finding.message.da = "Gik ikke (" + std::string(reason.code) + "): " + finding.message.da;
    finding.message.en = "Did not work (" + std::string(reason.code) + "): " + finding.message.en;
    for (const Diagnostic& other : error->findings) {
      if (other.where) result_.findings.push_back(other);
    }
    return stop(std::move(finding));
  }

  bool begin() {
    const Result<Workflow> workflow = workflow_of(scenario_.open);
    if (!workflow) return stop(scenario_.workflow_at, workflow.error());
    zone_ = workflow->definition->calendar.zone;
    clock_.set(instant(scenario_.clock));
    if (!scenario_.steps.empty() && !mark_sent(scenario_.steps.front())) return false;
    const Result<cases::Receipt> opened = execute(scenario_.open.key, {}, open_case(*workflow, scenario_.open));
    if (!opened) return stop(scenario_.open.at, opened.error());
    definitions_[scenario_.open.key] = {workflow->definition};
    return true;
  }

  time::Instant instant(const LocalTime& time) const { return zone_.instant_of(time.date, time.second_of_day); }

  /// The bundle of an opening, installed.
  Result<Workflow> workflow_of(const Opening& opening) {
    const std::string& name = opening.workflow.empty() ? scenario_.workflow : opening.workflow;
    const auto [place, fresh] = workflows_.try_emplace({name, opening.organisation});
    if (!fresh) return place->second;
    Result<Workflow>& workflow = place->second;
    const Result<model::WorkflowName> wanted = model::WorkflowName::read(name);
    if (!wanted) {
      workflow = fail(wanted.error());
      return workflow;
    }
    const Result<loader::Loaded> loaded = load(wanted->name, wanted->version, opening.organisation);
    if (!loaded) {
      workflow = fail(loaded.error());
      return workflow;
    }
    Result<Digest> id = service_->install(loaded->sources);
    if (!id) {
      workflow = fail(id.error());
    } else {
      workflow = Workflow{*id, loaded->definition};
    }
    return workflow;
  }

  Result<loader::Loaded> load(const std::string& name, int version, const std::string& organisation) {
    Checked<loader::Loaded> loaded = loader::load(sources_, name, version, organisation);
    if (!loaded.value) {
      std::erase_if(loaded.findings, [](const Diagnostic& finding) { return finding.severity != Severity::error; });
      return fail(Error::Kind::refused, std::move(loaded.findings));
    }
    coverage_.know(loaded.value->definition);
    return std::move(*loaded.value);
  }

  static cases::OpenCase open_case(const Workflow& workflow, const Opening& opening) {
    return {workflow.id, opening.inputs};
  }

  static machine::Actor actor_of(const ScenarioStep& step) {
    const bool secretariat = step.actor.empty() || step.actor == kSecretariat || step.actor == "secretariat";
    machine::Actor actor{secretariat ? kSecretariat : step.actor, machine::Proof::scenario, step.roles};
    if (actor.roles.empty()) actor.roles.emplace_back(secretariat ? "secretariat" : step.actor);
    return actor;
  }

  Result<cases::Receipt> execute(const std::string& key, const ScenarioStep& step, cases::Intent intent) {
    cases::Command command;
    command.request = RequestId::derived(scenario_.title + "#" + scenario_.open.key, ++commands_, 0);
    command.key = key;
    command.actor = actor_of(step);
    command.effective = step.effective;
    command.intent = std::move(intent);
    return service_->execute(std::span<const cases::Command>(&command, 1)).front();
  }

  Result<cases::Receipt> move(const std::string& key, const ScenarioStep& step, const ScenarioMove& move) {
    cases::Move order;
    order.request = RequestId::derived(scenario_.title + "#" + scenario_.open.key, ++commands_, 0);
    order.key = key;
    order.inputs = move.inputs;
    order.actor = actor_of(step);
    order.apply = true;
    order.undo = move.undo;
    order.reason = move.reason;
    order.changes_organisation = !move.organisation.empty();
    model::DefinitionPtr to;
    if (!move.undo) {
      AFTALE_TRY(const cases::Answer answer, service_->ask(cases::StatusOf{key}));
      const records::CaseRow& row = std::get<cases::StatusOfAnswer>(answer.body).summary.row;
      const std::string& organisation = order.changes_organisation ? move.organisation : row.organisation;
      AFTALE_TRY(loader::Loaded loaded, load(row.workflow.substr(0, row.workflow.find('@')), move.to, organisation));
      order.sources = std::move(loaded.sources);
      to = std::move(loaded.definition);
    }
    AFTALE_TRY(const cases::Moved moved, service_->move(order));
    const cases::Moved::Verdict& verdict = moved.cases.front();
    if (!verdict.can) return fail(Error::Kind::refused, verdict.reasons);
    std::vector<model::DefinitionPtr>& followed = definitions_[key];
    if (to) {
      followed.push_back(std::move(to));
    } else if (!followed.empty()) {
      followed.pop_back();
    }
    return cases::Receipt{verdict.key, verdict.repeated, false, {}};
  }

  bool take(const ScenarioStep& step) {
    ++result_.steps;
    if (options_.restart) start();
    if (!advance(step)) return false;
    const auto* opening = std::get_if<Opening>(&step.command);
    const std::string& first = scenario_.open.key;
    const std::string& key = !step.case_key.empty() ? step.case_key : opening && !step.refused ? opening->key : first;
    if (!std::holds_alternative<std::monostate>(step.command) && !command(step, opening ? opening->key : key))
      return false;
    if (!check(step, key)) return false;
    const auto next = static_cast<std::size_t>(result_.steps);
    return next >= scenario_.steps.size() || mark_sent(scenario_.steps[next]);
  }

  bool advance(const ScenarioStep& step) {
    const time::Instant now = instant(step.when);
    clock_.set(now);
    for (bool more = true; more;) {
      const Result<cases::Advanced> advanced = service_->advance(now, kCasesAtOnce);
      if (!advanced) return stop(step.at, advanced.error());
      more = advanced->more;
    }
    return true;
  }

  struct CarryOut {
    ScenarioRun& run;
    const ScenarioStep& step;
    const std::string& key;
    Result<cases::Receipt> operator()(const std::monostate&) const { return cases::Receipt{}; }
    Result<cases::Receipt> operator()(const Opening& opening) const {
      AFTALE_TRY(const Workflow workflow, run.workflow_of(opening));
      AFTALE_TRY(cases::Receipt receipt, run.execute(key, step, open_case(workflow, opening)));
      run.definitions_[key] = {workflow.definition};
      return receipt;
    }
    Result<cases::Receipt> operator()(const ScenarioMove& move) const { return run.move(key, step, move); }
    template <class Intent>
    Result<cases::Receipt> operator()(const Intent& intent) const {
      return run.execute(key, step, intent);
    }
  };

  bool command(const ScenarioStep& step, const std::string& key) {
    const Result<cases::Receipt> receipt = std::visit(CarryOut{*this, step, key}, step.command);
    if (!step.refused) {
      if (receipt) return true;
      const Diagnostic& reason = receipt.error()->findings.front();
      const std::string code(reason.code);
      Diagnostic finding = mismatch(step.at, {"at kommandoen udføres", "the command to be done"},
                                    {"afvist (" + code + "): " + reason.message.in(Language::da),
                                     "refused (" + code + "): " + reason.message.in(Language::en)});
      finding.possible = reason.possible;
      return stop(std::move(finding));
    }
    const std::string& wanted = step.refused->text;
    const Text refusal{"afvisningen " + wanted, "the refusal " + wanted};
    if (receipt) return stop(mismatch(step.refused->at, refusal, {"udført", "done"}));
    const Diagnostic& reason = receipt.error()->findings.front();
    if (wanted != reason.code) {
      const std::string code(reason.code);
      return stop(
          mismatch(step.refused->at, refusal,
                   {code + ": " + reason.message.in(Language::da), code + ": " + reason.message.in(Language::en)}));
    }
    if (!step.says) return true;
    const std::string words = folded(step.says->text);
    const bool said = folded(reason.message.da).find(words) != std::string::npos ||
                      folded(reason.message.en).find(words) != std::string::npos;
    return said || stop(mismatch(step.says->at,
                                 {"at der står »" + step.says->text + "«", "it to say \"" + step.says->text + "\""},
                                 reason.message));
  }

  template <class T>
  bool ask(const cases::Question& question, const Span& at, T& out) {
    Result<cases::Answer> answer = service_->ask(question);
    if (!answer) return stop(at, answer.error());
    out = std::get<T>(std::move(answer->body));
    return true;
  }

  bool check(const ScenarioStep& step, const std::string& key) {
    if (is_empty(step.then)) return true;
    Facts facts;
    if (!ask(cases::Show{key, {}}, step.at, facts.show)) return false;
    if (step.then.possible) {
      cases::PossibleAnswer possible;
      if (!ask(cases::Possible{key, actor_of(step)}, step.at, possible)) return false;
      facts.offers = std::move(possible.offers);
    }
    if ((step.then.sent || step.then.not_sent) && !read_sent(key, step, facts)) return false;
    if (const auto found = definitions_.find(key); found != definitions_.end() && !found->second.empty())
      facts.organisation = &found->second.back()->organisation;
    std::optional<Diagnostic> found = first_mismatch(step.then, facts);
    if (!found) return true;
    if (const std::string& fault = facts.show.summary.row.fault; !fault.empty()) {
      result_.findings.push_back(
          {"faulted", Severity::note, {"Sagen er gået i stå: " + fault, "The case is faulted: " + fault}, {}, {}});
    }
    return stop(std::move(*found));
  }

  bool read_sent(const std::string& key, const ScenarioStep& step, Facts& facts) {
    cases::OutboxAnswer outbox;
    if (!ask(cases::Outbox{false}, step.at, outbox)) return false;
    for (cases::OutboxAnswer::Row& row : outbox.rows) {
      if (row.case_key == key && row.row.id > last_sent_) facts.sent.push_back(std::move(row.row));
    }
    return true;
  }

  /// What comes after this was sent by the next step.
  bool mark_sent(const ScenarioStep& next) {
    if (!next.then.sent && !next.then.not_sent) return true;
    cases::OutboxAnswer outbox;
    if (!ask(cases::Outbox{false}, next.at, outbox)) return false;
    for (const cases::OutboxAnswer::Row& row : outbox.rows) last_sent_ = std::max(last_sent_, row.row.id);
    return true;
  }

  const Scenario& scenario_;
  const loader::Sources& sources_;
  Coverage& coverage_;
  ScenarioResult result_;
  ManualClock clock_;
  RecordingChannel channel_;
  records::Store& store_;
  const ScenarioOptions& options_;
  std::unique_ptr<cases::LocalService> service_;
  time::Zone zone_;
  std::map<std::pair<std::string, std::string>, Result<Workflow>> workflows_;  ///< by name and organisation
  std::map<std::string, std::vector<model::DefinitionPtr>> definitions_;       ///< by key of the case; the last holds
  std::uint64_t commands_ = 0;
  std::int64_t last_sent_ = 0;
};

}  // namespace

ScenarioResult run(const Scenario& scenario, const loader::Sources& sources, records::Store& store, Coverage& coverage,
                   const ScenarioOptions& options) {
  return ScenarioRun(scenario, sources, store, coverage, options).run();
}

}  // namespace aftale::testing
