#include "engine/machine/format/payload.h"

#include "engine/base/check.h"
#include "engine/machine/format/declared.h"

namespace aftale::machine {
namespace {

void put_date(JsonWriter& out, const char* name, const std::optional<time::CivilDate>& date) {
  if (date) out.field(name, date->iso());
}
void put_text(JsonWriter& out, const char* name, const std::string& text) {
  if (!text.empty()) out.field(name, text);
}
void put_count(JsonWriter& out, const char* name, const std::optional<std::int64_t>& count) {
  if (count) out.field(name, *count);
}
void put_values(JsonWriter& out, const char* name, const NamedValues& values, const model::Definition& definition) {
  if (values.empty()) return;
  out.key(name).begin_object();
  for (const auto& [id, value] : values) {
    out.key(id);
    write_declared(value, definition, out);
  }
  out.end_object();
}

class InputWriter {
 public:
  InputWriter(const model::Definition& definition, JsonWriter& out) : definition_(definition), out_(out) {}

  void operator()(const Open& open) {
    put_text(out_, "opener", open.origin.opener);
    put_text(out_, "branch", open.origin.branch);
    put_text(out_, "link", open.origin.link);
    put_text(out_, "previous", open.origin.previous);
    put_values(out_, "with", open.inputs, definition_);
  }
  void operator()(const Event& event) {
    put_text(out_, "in", event.step);
    out_.field("event", event.name);
    put_values(out_, "with", event.data, definition_);
  }
  void operator()(const Record& record) {
    put_text(out_, "in", record.step);
    out_.field("outcome", record.outcome);
    out_.field("meeting", record.meeting.iso());
    put_date(out_, "next", record.next);
    put_count(out_, "present", record.votes.present);
    put_count(out_, "for", record.votes.votes_for);
    put_count(out_, "against", record.votes.votes_against);
    put_count(out_, "abstain", record.votes.votes_abstained);
    put_count(out_, "recused", record.votes.recused);
    if (!record.remarks.empty()) {
      out_.key("remarks").begin_array();
      for (const std::string& remark : record.remarks) out_.string(remark);
      out_.end_array();
    }
    put_text(out_, "minority", record.minority);
    put_text(out_, "minutes", record.minutes);
    if (!record.versions.empty()) {
      out_.key("versions").begin_object();
      for (const auto& [document, version] : record.versions) out_.field(document, static_cast<std::int64_t>(version));
      out_.end_object();
    }
    if (record.even_so) out_.field("even_so", true);
    if (record.skip) out_.field("skip", true);
    if (record.closed) out_.field("closed", true);
  }
  void operator()(const Attach& attach) {
    out_.field("document", attach.document).field("name", attach.name).field("sha256", attach.sha256.hex());
    out_.field("size", static_cast<std::int64_t>(attach.size));
  }
  void operator()(const Freeze& freeze) { out_.field("document", freeze.document); }
  void operator()(const Suspend& suspend) { out_.field("reason", suspend.reason); }
  void operator()(const Resume& resume) { out_.field("reason", resume.reason); }
  void operator()(const Withdraw& withdraw) { out_.field("reason", withdraw.reason); }
  void operator()(const Fault& fault) { out_.field("reason", fault.reason); }
  void operator()(const Fire& fire) {
    static const char* const kKinds[] = {"remind", "overdue", "timed", "then"};
    out_.field("branch", static_cast<std::int64_t>(fire.branch));
    out_.field("kind", kKinds[static_cast<std::size_t>(fire.timer.kind)]);
    out_.field("date", fire.timer.date.iso());
    out_.field("state", static_cast<std::int64_t>(fire.timer.state));
    out_.field("rule", static_cast<std::int64_t>(fire.timer.rule));
    if (fire.timer.kind == Timer::Kind::remind) out_.field("moment", static_cast<std::int64_t>(fire.timer.moment));
  }
  void operator()(const Heard& heard) {
    out_.field("from", heard.from);
    operator()(heard.event);
    put_text(out_, "outcome", heard.outcome);
    if (!heard.result.is_null()) out_.field("result", heard.result.feel());
  }
  void operator()(const Unheard& unheard) {
    out_.field("to", unheard.to).field("event", unheard.event).field("code", unheard.code);
  }
  void operator()(const Renew& renew) {
    out_.field("key", renew.key);
    put_values(out_, "with", renew.inputs, definition_);
  }
  void operator()(const Correct& correct) {
    out_.field("entry", static_cast<std::int64_t>(correct.entry)).field("reason", correct.reason);
  }
  void operator()(const MoveTo& move) {
    out_.field("from", move.from.hex()).field("to", move.to.hex());
    put_values(out_, "with", move.inputs, definition_);
  }
  void operator()(const Propose& asked) {
    if (asked.entry != 0) {
      out_.field("entry", static_cast<std::int64_t>(asked.entry)).field("reason", asked.reason);
    } else {
      out_.field("to", asked.to).field("content", asked.content);
    }
  }

 private:
  const model::Definition& definition_;
  JsonWriter& out_;
};

std::optional<time::CivilDate> date_in(const Json& json, const char* name) {
  return json.has(name) ? time::CivilDate::parse_iso(json[name].text()) : std::nullopt;
}
std::optional<std::int64_t> count_in(const Json& json, const char* name) {
  if (!json.has(name)) return std::nullopt;
  return json[name].integer();
}

tl::unexpected<ErrorPtr> damaged(const std::string& what) {
  return fail(Error::Kind::damaged, "damaged",
              Text{"En post i journalen kan ikke læses: " + what, "An entry of the journal cannot be read: " + what});
}

// The declared type of an input of the case, or of a field of an event anywhere in the bundle.
const model::DeclaredType* type_of_input(const model::Definition& definition, const std::string& id) {
  for (const model::Variable& variable : definition.root_chart().variables) {
    if (variable.role == model::Variable::Role::input && variable.id == id) return &variable.declared;
  }
  return nullptr;
}
const model::DeclaredType* type_of_field(const model::Definition& definition, const std::string& event,
                                         const std::string& id) {
  for (const model::Chart& chart : definition.charts) {
    const model::EventIx index = chart.event(event);
    if (index == model::kNone) continue;
    for (const model::EventField& field : chart.events[index].fields) {
      if (field.id == id) return &field.declared;
    }
  }
  return nullptr;
}

template <class TypeOf>
Result<NamedValues> read_values(const Json& json, const model::Definition& definition, TypeOf type_of) {
  NamedValues values;
  for (const auto& [id, value] : json.members()) {
    const model::DeclaredType* type = type_of(id);
    if (!type) return damaged(id);
    Result<feel::Value> read = read_declared(value, *type, definition);
    if (!read) return damaged(id);
    values.emplace_back(id, std::move(*read));
  }
  return values;
}

Result<Input> read_event(const Json& json, const model::Definition& definition) {
  Event event{json["in"].text(), json["event"].text(), {}};
  AFTALE_TRY(event.data, read_values(json["with"], definition,
                                     [&](const std::string& id) { return type_of_field(definition, event.name, id); }));
  return Input(std::move(event));
}

Result<Input> read_record(const Json& json) {
  const std::optional<time::CivilDate> meeting = date_in(json, "meeting");
  if (!meeting) return damaged("meeting");
  Record record;
  record.step = json["in"].text();
  record.outcome = json["outcome"].text();
  record.meeting = *meeting;
  record.next = date_in(json, "next");
  record.votes = {count_in(json, "for"), count_in(json, "against"), count_in(json, "abstain"),
                  count_in(json, "present"), count_in(json, "recused")};
  for (const Json& remark : json["remarks"].items()) record.remarks.push_back(remark.text());
  record.minority = json["minority"].text();
  record.minutes = json["minutes"].text();
  for (const auto& [document, version] : json["versions"].members()) {
    record.versions.emplace_back(document, static_cast<std::uint32_t>(version.integer()));
  }
  record.even_so = json["even_so"].boolean();
  record.skip = json["skip"].boolean();
  record.closed = json["closed"].boolean();
  return Input(std::move(record));
}

Result<Input> read_attach(const Json& json) {
  const std::optional<Digest> sha256 = Digest::from_hex(json["sha256"].text());
  if (!sha256) return damaged("sha256");
  return Input(Attach{json["document"].text(), json["name"].text(), *sha256,
                      static_cast<std::uint64_t>(json["size"].integer())});
}

Result<Input> read_fire(const Json& json) {
  const std::optional<time::CivilDate> date = date_in(json, "date");
  const std::string& kind = json["kind"].text();
  if (!date) return damaged("date");
  Fire fire;
  fire.branch = static_cast<BranchNo>(json["branch"].integer());
  fire.timer.date = *date;
  fire.timer.kind = kind == "remind"    ? Timer::Kind::remind
                    : kind == "overdue" ? Timer::Kind::overdue
                    : kind == "then"    ? Timer::Kind::then
                                        : Timer::Kind::timed;
  fire.timer.state = static_cast<model::StateIx>(json["state"].integer());
  fire.timer.rule = static_cast<std::uint16_t>(json["rule"].integer());
  fire.timer.moment = static_cast<std::uint16_t>(json["moment"].integer());
  return Input(fire);
}

// What another case came to is written as FEEL, because nothing here declares its type.
Result<Input> read_heard(const Json& json, const model::Definition& definition) {
  Heard heard{json["from"].text(), {}, json["outcome"].text(), {}};
  AFTALE_TRY(Input event, read_event(json, definition));
  heard.event = std::get<Event>(std::move(event));
  if (json.has("result")) {
    const std::optional<feel::Value> result = read_plain(json["result"].text());
    if (!result) return damaged("result");
    heard.result = *result;
  }
  return Input(std::move(heard));
}

Result<Input> read_move(const Json& json, const model::Definition& definition) {
  const std::optional<Digest> from = Digest::from_hex(json["from"].text()), to = Digest::from_hex(json["to"].text());
  if (!from || !to) return damaged("from");
  AFTALE_TRY(NamedValues inputs, read_values(json["with"], definition,
                                             [&](const std::string& id) { return type_of_input(definition, id); }));
  return Input(MoveTo{*from, *to, std::move(inputs)});
}

}  // namespace

InputKind kind_of(const Input& input) {
  return static_cast<InputKind>(input.index() + 1);
}

const char* name_of(InputKind kind) {
  switch (kind) {
    case InputKind::open:
      return "open";
    case InputKind::event:
      return "event";
    case InputKind::record:
      return "record";
    case InputKind::attach:
      return "attach";
    case InputKind::freeze:
      return "freeze";
    case InputKind::suspend:
      return "suspend";
    case InputKind::resume:
      return "resume";
    case InputKind::withdraw:
      return "withdraw";
    case InputKind::fault:
      return "fault";
    case InputKind::fire:
      return "fire";
    case InputKind::heard:
      return "heard";
    case InputKind::unheard:
      return "unheard";
    case InputKind::renew:
      return "renew";
    case InputKind::correct:
      return "correct";
    case InputKind::move:
      return "move";
    case InputKind::propose:
      return "propose";
  }
  return "";
}

void write_input(const Input& input, const model::Definition& definition, std::string& out) {
  JsonWriter writer(out);
  writer.begin_object();
  std::visit(InputWriter(definition, writer), input);
  writer.end_object();
}

Result<Input> read_input(InputKind kind, std::string_view text, const model::Definition& definition) {
  Result<Json> parsed = Json::parse(text);
  if (!parsed) return damaged("JSON");
  const Json& json = *parsed;
  const std::string& reason = json["reason"].text();
  switch (kind) {
    case InputKind::open: {
      AFTALE_TRY(NamedValues inputs, read_values(json["with"], definition,
                                                 [&](const std::string& id) { return type_of_input(definition, id); }));
      return Input(Open{std::move(inputs),
                        {json["opener"].text(), json["branch"].text(), json["link"].text(), json["previous"].text()}});
    }
    case InputKind::event:
      return read_event(json, definition);
    case InputKind::record:
      return read_record(json);
    case InputKind::attach:
      return read_attach(json);
    case InputKind::freeze:
      return Input(Freeze{json["document"].text()});
    case InputKind::suspend:
      return Input(Suspend{reason});
    case InputKind::resume:
      return Input(Resume{reason});
    case InputKind::withdraw:
      return Input(Withdraw{reason});
    case InputKind::fault:
      return Input(Fault{reason});
    case InputKind::fire:
      return read_fire(json);
    case InputKind::heard:
      return read_heard(json, definition);
    case InputKind::unheard:
      return Input(Unheard{json["to"].text(), json["event"].text(), json["code"].text()});
    case InputKind::renew: {
      AFTALE_TRY(NamedValues inputs, read_values(json["with"], definition,
                                                 [&](const std::string& id) { return type_of_input(definition, id); }));
      return Input(Renew{json["key"].text(), std::move(inputs)});
    }
    case InputKind::correct:
      return Input(Correct{static_cast<std::uint64_t>(json["entry"].integer()), reason});
    case InputKind::move:
      return read_move(json, definition);
    case InputKind::propose:
      return Input(Propose{static_cast<std::uint64_t>(json["entry"].integer()), reason, json["to"].text(),
                           json["content"].text()});
  }
  return damaged("kind");
}

}  // namespace aftale::machine
