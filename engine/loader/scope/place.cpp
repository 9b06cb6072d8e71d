#include "engine/loader/scope/place.h"

#include <algorithm>

#include "engine/decisions/signature.h"
#include "engine/feel/type.h"

namespace aftale::loader {
namespace {

using feel::Type;
using model::SlotMeaning;

/// An item of `branches(..)`; `element` is the name that `as` gives, empty where it is not known.
Type branch_type(const std::string& element, const Type& type) {
  std::vector<std::pair<std::string, Type>> members{{"key", Type::Kind::string},
                                                    {"status", Type::Kind::string},
                                                    {"outcome", Type::Kind::string},
                                                    {"date", Type::Kind::date},
                                                    {"round", Type::Kind::number},
                                                    {"result", Type()},
                                                    {"remarks", Type::list_of(Type::Kind::string)},
                                                    {"versions", Type()}};
  if (!element.empty()) members.emplace_back(element, type);
  return Type::record(std::move(members), element.empty());
}

/// What `decision("name", …)` takes and gives.
feel::Signatures of_tables(const Bundle& bundle) {
  if (bundle.edition < 2) return {};
  return [&bundle](const std::string& name) -> std::optional<feel::Signature> {
    const decisions::Table* table = bundle.find_table(name);
    return table ? std::optional(decisions::signature_of(*table)) : std::nullopt;
  };
}

/// `document("name")` gives a list where there may be many of it, else one.
feel::Signatures of_documents(const Bundle& bundle) {
  if (bundle.edition < 2) return {};
  return [&bundle](const std::string& name) -> std::optional<feel::Signature> {
    for (const model::Document& document : bundle.documents()) {
      if (document.id != name) continue;
      return feel::Signature{{}, {}, {}, document.many ? Type::list_of(document_type()) : document_type()};
    }
    return std::nullopt;
  };
}

/// `branches("step")`: its items also have the element, under the name that `as` gives it. Of a step further down in
/// the file that name is not known yet.
feel::Signatures of_branches(const Bundle& bundle, model::ChartIx from) {
  if (bundle.edition < 2) return {};
  return [&bundle, from](const std::string& name) -> std::optional<feel::Signature> {
    for (model::ChartIx at = from; at != model::kNone; at = bundle.chart(at).parent) {
      const model::Chart& chart = bundle.chart(at);
      for (std::size_t state = 0; state < chart.states.size(); ++state) {
        if (!chart.states[state].for_each ||
            (chart.states[state].id != name && chart.path(static_cast<model::StateIx>(state)) != name))
          continue;
        const model::ForEach& for_each = *chart.states[state].for_each;
        return feel::Signature{{}, {}, {}, Type::list_of(branch_type(for_each.as_name, for_each.in.type().element()))};
      }
    }
    return std::nullopt;
  };
}

void add_functions(const Bundle& bundle, const Place& place, feel::Names& names) {
  const auto id = [](model::CaseFunction function) { return static_cast<int>(function); };
  names.add_function("working days", id(model::CaseFunction::working_days), 2, 2, {"from", "to"}, Type::Kind::number);
  names.add_function("add working days", id(model::CaseFunction::add_working_days), 2, 2, {"date", "n"},
                     Type::Kind::date);
  names.add_function("branches", id(model::CaseFunction::branches), 1, 1, {"s"}, Type::list_of(branch_type({}, {})),
                     of_branches(bundle, place.chart));
  // With `many: true` it gives a list; then nothing is known beforehand.
  bool many = false;
  for (const model::Document& document : bundle.documents()) many = many || document.many;
  names.add_function("document", id(model::CaseFunction::document), 1, 1, {"n"}, many ? Type() : document_type(),
                     of_documents(bundle));
  names.add_function("decision", id(model::CaseFunction::decision), 1, 2, {"name", "inputs"}, Type(),
                     of_tables(bundle));
}

void add_variables(const Bundle& bundle, const Place& place, feel::Names& names) {
  std::vector<std::string> seen;
  std::uint8_t depth = 0;
  for (model::ChartIx at = place.chart; at != model::kNone; at = bundle.chart(at).parent, ++depth) {
    const std::vector<model::Variable>& variables = bundle.chart(at).variables;
    for (std::size_t i = 0; i < variables.size(); ++i) {
      const model::Variable& variable = variables[i];
      if (variable.role == model::Variable::Role::data && !place.data) continue;
      if (variable.id == place.element || std::find(seen.begin(), seen.end(), variable.id) != seen.end()) continue;
      seen.push_back(variable.id);
      const SlotMeaning meaning{SlotMeaning::Kind::variable, depth, static_cast<std::uint16_t>(i)};
      names.add(variable.id, meaning.slot(), variable.type);
    }
  }
}

void add_counters(const Bundle& bundle, const Place& place, feel::Names& names) {
  const model::State& state = bundle.chart(place.chart).states[place.state];
  const auto add = [&names](const std::string& name, std::uint16_t index) {
    names.add(name, SlotMeaning{SlotMeaning::Kind::counter, 0, index}.slot(), Type::Kind::number);
  };
  add("total", model::kCounterTotal);
  add("answered", model::kCounterAnswered);
  add("running", model::kCounterRunning);
  add("waiting", model::kCounterWaiting);
  if (!state.for_each) return;
  for (std::size_t i = 0; i < state.for_each->outcomes.size(); ++i) {
    add(state.for_each->outcomes[i], static_cast<std::uint16_t>(model::kCounterOutcomes + i));
  }
}

}  // namespace

Type document_type() {
  return Type::record({{"name", Type::Kind::string},
                       {"version", Type::Kind::number},
                       {"frozen", Type()},
                       {"sha256", Type::Kind::string},
                       {"size", Type::Kind::number},
                       {"attached", Type::Kind::date}});
}

const std::vector<std::string>& event_members() {
  static const std::vector<std::string> members{
      "name",    "date",    "recorded", "by",        "outcome",       "result",
      "kind",    "body",    "meeting",  "votes_for", "votes_against", "votes_abstained",
      "present", "recused", "remarks",  "minority",  "versions",      "minutes"};
  return members;
}

Type event_type(const std::vector<model::EventField>& fields, bool ballot, bool open) {
  std::vector<std::pair<std::string, Type>> members{
      {"name", Type::Kind::string},    {"date", Type::Kind::date}, {"recorded", Type()}, {"by", Type()},
      {"outcome", Type::Kind::string}, {"result", Type()}};
  if (ballot || open) {
    for (const char* name : {"kind", "minority", "minutes"}) members.emplace_back(name, Type::Kind::string);
    for (const char* name : {"votes_for", "votes_against", "votes_abstained", "present", "recused"}) {
      members.emplace_back(name, Type::Kind::number);
    }
    members.emplace_back("body", model::body_type());
    members.emplace_back("meeting", Type::Kind::date);
    members.emplace_back("remarks", Type::list_of(Type::Kind::string));
    members.emplace_back("versions", Type());
  }
  for (const model::EventField& field : fields) members.emplace_back(field.id, field.type);
  return Type::record(std::move(members), open);
}

feel::Names names_at(const Bundle& bundle, const Place& place) {
  feel::Names names;
  if (!place.element.empty()) {
    names.add(place.element, SlotMeaning{SlotMeaning::Kind::element, 0, 0}.slot(), place.element_type);
  }
  add_variables(bundle, place, names);
  if (place.counters) add_counters(bundle, place, names);
  const auto add = [&names](const char* name, SlotMeaning::Kind kind, const Type& type) {
    names.add(name, SlotMeaning{kind, 0, 0}.slot(), type);
  };
  add("today", SlotMeaning::Kind::today, Type::Kind::date);
  add("organisation", SlotMeaning::Kind::organisation, bundle.organisation_type);
  add("case", SlotMeaning::Kind::case_,
      Type::record({{"key", Type::Kind::string}, {"title", Type::Kind::string}, {"opened", Type::Kind::date}}));
  add("documents", SlotMeaning::Kind::documents, Type::list_of(document_type()));
  if (place.state != model::kNone) add("entered", SlotMeaning::Kind::entered, Type::Kind::date);
  if (place.event) add("event", SlotMeaning::Kind::event, *place.event);
  add_functions(bundle, place, names);
  return names;
}

std::optional<Found> find_variable(const Bundle& bundle, model::ChartIx chart, std::string_view name) {
  std::uint8_t depth = 0;
  for (model::ChartIx at = chart; at != model::kNone; at = bundle.chart(at).parent, ++depth) {
    const std::vector<model::Variable>& variables = bundle.chart(at).variables;
    for (std::size_t i = 0; i < variables.size(); ++i) {
      if (variables[i].id == name) return Found{depth, static_cast<model::VariableIx>(i), &variables[i]};
    }
  }
  return std::nullopt;
}

std::vector<std::string> variable_names(const Bundle& bundle, model::ChartIx chart) {
  std::vector<std::string> names;
  for (model::ChartIx at = chart; at != model::kNone; at = bundle.chart(at).parent) {
    for (const model::Variable& variable : bundle.chart(at).variables) names.push_back(variable.id);
  }
  return names;
}

}  // namespace aftale::loader
