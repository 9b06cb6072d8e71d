#include <algorithm>

#include "engine/base/json_writer.h"
#include "engine/lifecycle/case_life.h"
#include "engine/machine/format/payload.h"

namespace aftale::machine {
namespace {

// Every branch whose configuration a step touched is among its changed ones.
const Branch* changed_branch(const Step& step, BranchNo no) {
  const auto found = std::lower_bound(step.changed.begin(), step.changed.end(), no,
                                      [](const BranchPtr& branch, BranchNo wanted) { return branch->no < wanted; });
  return found != step.changed.end() && (*found)->no == no ? found->get() : nullptr;
}

class OutcomeWriter {
 public:
  OutcomeWriter(const model::Definition& definition, const Step& step, JsonWriter& out)
      : definition_(definition), step_(step), out_(out) {}

  void addresses(const char* name, StateList Microstep::*states) {
    bool begun = false;
    for (const Microstep& microstep : step_.trace) {
      const Branch* branch = changed_branch(step_, microstep.branch);
      for (const model::StateIx state : microstep.*states) {
        if (state == 0 || !branch) continue;
        if (!begun) out_.key(name).begin_array();
        begun = true;
        out_.string(address_in(definition_.charts[microstep.chart], *branch, state));
      }
    }
    if (begun) out_.end_array();
  }

  // A branch has ended where one of its chart's own finals was entered.
  void ended() {
    bool begun = false;
    for (const Microstep& microstep : step_.trace) {
      const Branch* branch = changed_branch(step_, microstep.branch);
      if (!branch || branch->outcome.empty()) continue;
      const model::Chart& chart = definition_.charts[microstep.chart];
      for (const model::StateIx state : microstep.entered) {
        if (chart.states[state].type != model::State::Type::final || chart.states[state].parent != 0) continue;
        if (!begun) out_.key("ended").begin_array();
        begun = true;
        out_.string(branch->key.empty() ? branch->outcome : branch->key + ": " + branch->outcome);
      }
    }
    if (begun) out_.end_array();
  }

  void rules() {
    if (step_.rules.empty()) return;
    out_.key("rules").begin_array();
    for (const Fired& fired : step_.rules) out_.string(fired.table + "/" + std::to_string(fired.rule + 1));
    out_.end_array();
  }

  void notes() {
    if (step_.notes.empty()) return;
    out_.key("notes").begin_array();
    for (const Diagnostic& note : step_.notes) {
      out_.begin_object()
          .field("code", note.code)
          .field("da", note.message.da)
          .field("en", note.message.en)
          .end_object();
    }
    out_.end_array();
  }

  /// Which cases are opened, and what others are told: `key: event`.
  void outward() {
    const auto list = [&](const char* name, auto text_of) {
      bool any = false;
      for (const Outward& one : step_.outward) {
        const std::string text = std::visit(text_of, one);
        if (text.empty()) continue;
        if (!any) out_.key(name).begin_array();
        any = true;
        out_.string(text);
      }
      if (any) out_.end_array();
    };
    struct Opens {
      std::string operator()(const Opening& opening) const { return opening.key; }
      std::string operator()(const Telling&) const { return {}; }
    };
    struct Tells {
      std::string operator()(const Opening&) const { return {}; }
      std::string operator()(const Telling& telling) const { return telling.to + ": " + telling.event; }
    };
    list("opens", Opens());
    list("tells", Tells());
  }

 private:
  const model::Definition& definition_;
  const Step& step_;
  JsonWriter& out_;
};

}  // namespace

void write_outcome(const model::Definition& definition, const Step& step, std::string& out) {
  JsonWriter json(out);
  json.begin_object();
  if (!step.where.empty()) json.field("at", step.where);
  if (!step.meaning.empty()) json.field("event", step.meaning);
  if (step.proposed) json.field("proposed", true);
  OutcomeWriter writer(definition, step, json);
  writer.addresses("left", &Microstep::left);
  writer.addresses("entered", &Microstep::entered);
  writer.ended();
  writer.rules();
  if (step.status != lifecycle::CaseStatus::running) json.field("status", lifecycle::name(step.status));
  if (!step.fault.empty()) json.field("fault", step.fault);
  writer.notes();
  if (!step.effects.empty()) json.field("told", static_cast<std::int64_t>(step.effects.size()));
  writer.outward();
  json.end_object();
}

}  // namespace aftale::machine
