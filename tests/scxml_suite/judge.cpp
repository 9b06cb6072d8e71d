#include "tests/scxml_suite/judge.h"

#include <algorithm>

#include "tests/scxml_suite/by_design.h"
#include "tests/scxml_suite/event_names.h"
#include "tests/scxml_suite/needs.h"
#include "tests/scxml_suite/script.h"
#include "tests/scxml_suite/session.h"
#include "tests/scxml_suite/xml.h"

namespace aftale::scxml_suite {
namespace {

std::string joined(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

/// Empty if the states are as expected.
std::string compare(const Session& session, const std::vector<std::string>& expected, const std::string& when) {
  const std::string got = joined(session.innermost()), wanted = joined(expected);
  return got == wanted ? "" : when + ": in " + got + ", expected " + wanted;
}

Result<std::string> follow(Session& session, const Script& script) {
  AFTALE_TRY_VOID(session.open());
  std::string difference = compare(session, script.at_first, "at first");
  for (const Script::Move& move : script.moves) {
    if (!difference.empty()) break;
    AFTALE_TRY_VOID(session.wait(move.after));
    AFTALE_TRY_VOID(session.send(move.event));
    difference = compare(session, move.expected, "after " + move.event);
  }
  return difference;
}

bool has_pass(const model::Definition& definition) {
  const std::vector<model::State>& states = definition.root_chart().states;
  return std::any_of(states.begin(), states.end(), [](const model::State& state) { return state.id == "pass"; });
}

/// The suite's one chart without `pass` halts at once; what was raised on the way must not be looked at any more.
Result<std::string> let_run(Session& session, bool asks_for_pass) {
  AFTALE_TRY_VOID(session.open());
  AFTALE_TRY_VOID(session.wait_for_all());
  if (!session.halted()) return "did not halt, in " + joined(session.innermost());
  if (asks_for_pass) return session.outcome() == "pass" ? "" : "halted in " + session.outcome();
  return session.microsteps() == 1 ? "" : "went on after it had halted";
}

/// One run with these domains: the reason why it failed, or empty.
std::string run(const Subject& subject, const pugi::xml_node& root, const Script& script, Domains domains,
                std::string& trace) {
  const Result<model::Definition> definition = read_chart(root, events_of(root, script.events()), domains);
  if (!definition) return definition.error()->findings.front().message.en;
  Session session(*definition, domains);
  const Result<std::string> difference =
      subject.suite == Suite::scion ? follow(session, script) : let_run(session, has_pass(*definition));
  trace = session.trace();
  return difference ? *difference : difference.error()->findings.front().message.en;
}

bool is_named(const std::string& name) {
  return std::find(kDifferByDesign.begin(), kDifferByDesign.end(), name) != kDifferByDesign.end();
}

}  // namespace

Judgement judge(const Subject& subject, Domains domains) {
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_file(subject.chart.c_str());
  if (!parsed) return {Verdict::failed, std::string("cannot be read: ") + parsed.description(), ""};
  const pugi::xml_node root = document.document_element();
  const std::vector<std::string> needs = needs_of(root);
  if (!needs.empty()) {
    std::string reason = "needs";
    for (const std::string& need : needs) reason += " " + need;
    return {Verdict::not_applicable, reason, ""};
  }
  Script script;
  if (subject.suite == Suite::scion) {
    Result<Script> read = read_script(subject.script);
    if (!read) return {Verdict::failed, read.error()->findings.front().message.en, ""};
    script = std::move(*read);
  }
  Judgement judgement;
  judgement.reason = run(subject, root, script, domains, judgement.trace);
  judgement.verdict = judgement.reason.empty() ? Verdict::passed : Verdict::failed;
  if (domains == Domains::strict || !is_named(subject.name)) return judgement;
  if (judgement.verdict == Verdict::passed) {
    judgement.reason = "is named as differing by design, but passes";
    return judgement;
  }
  std::string strict_trace;
  const std::string still = run(subject, root, script, Domains::strict, strict_trace);
  if (still.empty()) {
    judgement.verdict = Verdict::differs;
  } else {
    judgement.reason += "; and not because of D1, without it " + still;
  }
  return judgement;
}

}  // namespace aftale::scxml_suite
