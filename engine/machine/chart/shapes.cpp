#include "engine/machine/chart/shapes.h"

#include "engine/machine/chart/children.h"

namespace aftale::machine {
namespace {

using feel::Context;
using feel::Value;

Value optional_text(const std::string& text) {
  return text.empty() ? Value() : Value::string(text);
}
Value optional_count(const std::optional<std::int64_t>& count) {
  return count ? Value::integer(*count) : Value();
}

Value texts(const std::vector<std::string>& words) {
  feel::List items;
  for (const std::string& word : words) items.push_back(Value::string(word));
  return Value::list(std::move(items));
}

Value versions_value(const Run& run, const std::vector<std::pair<std::uint16_t, std::uint32_t>>& versions) {
  Context context;
  for (const auto& [document, version] : versions) {
    context.set(run.definition().root().documents[document].id, Value::integer(version));
  }
  return Value::context(std::move(context));
}

void set_ballot(const Run& run, const CurrentEvent& event, Context& context) {
  const Record& record = *event.record;
  context.set("kind", optional_text(event.kind));
  context.set("body", event.body);
  context.set("meeting", Value(record.meeting));
  context.set("votes_for", optional_count(record.votes.votes_for));
  context.set("votes_against", optional_count(record.votes.votes_against));
  context.set("votes_abstained", optional_count(record.votes.votes_abstained));
  context.set("present", optional_count(record.votes.present));
  context.set("recused", optional_count(record.votes.recused));
  context.set("remarks", texts(record.closed ? std::vector<std::string>() : record.remarks));
  context.set("minority", optional_text(record.closed ? std::string() : record.minority));
  context.set("versions", versions_value(run, event.versions));
  context.set("minutes", optional_text(record.minutes));
}

Value version_value(const model::Document& document, const DocumentVersion* version) {
  Context context;
  context.set("name", Value::string(document.id));
  context.set("title", Value::string(document.title.in(Language::da)));
  context.set("file", version ? Value::string(version->name) : Value());
  context.set("version", Value::integer(version ? version->version : 0));
  context.set("frozen", Value(version && version->frozen.has_value()));
  context.set("sha256", version ? Value::string(version->sha256.hex()) : Value());
  context.set("size", version ? Value::integer(static_cast<std::int64_t>(version->size)) : Value());
  context.set("attached", version ? Value(version->attached) : Value());
  return Value::context(std::move(context));
}

const char* status_name(BranchStatus status) {
  switch (status) {
    case BranchStatus::waiting:
      return "waiting";
    case BranchStatus::running:
      return "running";
    case BranchStatus::ended:
      return "ended";
    case BranchStatus::not_reported:
      return "not_reported";
    case BranchStatus::cancelled:
      return "cancelled";
  }
  return "";
}

Value branch_value(const Run& run, const model::ForEach& for_each, const Branch& branch) {
  Context context;
  context.set("key", Value::string(branch.element));
  context.set(for_each.as_name, element_of(for_each, branch));
  context.set("status", Value::string(status_name(branch.status)));
  context.set("outcome", optional_text(branch.outcome));
  context.set("date", branch.ended_on ? Value(*branch.ended_on) : Value());
  context.set("round", Value::integer(branch.round));
  context.set("result", branch.result);
  context.set("remarks", texts(all_remarks(run, branch.no)));
  const Decision* decision = last_decision(run, branch.no);
  context.set("versions", decision ? versions_value(run, decision->versions) : Value::context({}));
  return Value::context(std::move(context));
}

/// What every event has; its declared data come after and go before.
struct EventMember {
  std::string_view name;
  Value (*value)(const Run& run);
};
constexpr EventMember kEventMembers[] = {
    {"name", [](const Run& run) { return optional_text(run.event().name); }},
    {"date", [](const Run& run) { return Value(run.effective()); }},
    {"recorded", [](const Run& run) { return Value(run.definition().calendar.zone.date_of(run.moment().now)); }},
    {"by", [](const Run& run) { return optional_text(run.moment().actor.id); }},
    {"outcome", [](const Run& run) { return optional_text(run.event().outcome); }},
    {"result", [](const Run& run) { return run.event().result; }}};

/// The fields of the event at hand, as a chart declares them.
const std::vector<model::EventField>& declared_fields(const Run& run, const model::Chart& chart) {
  static const std::vector<model::EventField> none;
  const model::EventIx ix = run.event().data ? chart.event(run.event().name) : model::kNone;
  return ix == model::kNone ? none : chart.events[ix].fields;
}

}  // namespace

std::optional<Value> event_member(const Run& run, const model::Chart& chart, std::string_view name) {
  const CurrentEvent& event = run.event();
  if (event.record) return std::nullopt;
  if (event.data) {
    for (const auto& [id, value] : *event.data) {
      if (id == name) return value;
    }
  }
  for (const EventMember& member : kEventMembers) {
    if (member.name == name) return member.value(run);
  }
  for (const model::EventField& field : declared_fields(run, chart)) {
    if (field.id == name) return Value();
  }
  return std::nullopt;
}

Value element_of(const model::ForEach& for_each, const Branch& branch) {
  if (!for_each.called) return for_each.as < branch.values.size() ? branch.values[for_each.as] : Value();
  for (const auto& [variable, expression] : for_each.with) {
    if (expression.text() == for_each.as_name && variable < branch.values.size()) return branch.values[variable];
  }
  return Value();
}

Value event_value(const Run& run, const model::Chart& chart) {
  const CurrentEvent& event = run.event();
  Context context;
  for (const EventMember& member : kEventMembers) context.set(std::string(member.name), member.value(run));
  for (const model::EventField& field : declared_fields(run, chart)) context.set(field.id, Value());
  if (event.data) {
    for (const auto& [name, value] : *event.data) context.set(name, value);
  }
  if (event.record) set_ballot(run, event, context);
  return Value::context(std::move(context));
}

Value case_value(const Run& run) {
  const Case& instance = run.instance();
  Context context;
  context.set("key", Value::string(instance.key));
  context.set("title", Value::string(run.case_title().in(Language::da)));
  context.set("opened",
              Value(instance.revision == 0 ? run.today() : run.definition().calendar.zone.date_of(instance.opened)));
  return Value::context(std::move(context));
}

Value document_value(const Run& run, const Held& held) {
  const model::Document& declared = run.definition().root().documents[held.document];
  const DocumentVersion* newest = nullptr;
  feel::List all;
  for (const DocumentVersion& version : run.documents()) {
    if (!held.holds(version)) continue;
    newest = &version;
    if (declared.many) all.push_back(version_value(declared, &version));
  }
  return declared.many ? Value::list(std::move(all)) : version_value(declared, newest);
}

Value branches_value(const Run& run, BranchNo parent, model::StateIx state) {
  const model::ForEach& for_each = *run.chart(parent).states[state].for_each;
  feel::List items;
  each_child(run, parent, state, [&](const Branch& branch) { items.push_back(branch_value(run, for_each, branch)); });
  return Value::list(std::move(items));
}

}  // namespace aftale::machine
