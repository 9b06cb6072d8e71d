#include "engine/cases/journal.h"

#include <algorithm>

#include "engine/base/json.h"
#include "engine/machine/format/payload.h"
#include "engine/records/journal_hash.h"

namespace aftale::cases {
namespace {

constexpr const char* kProofs[] = {"solo", "peer", "scenario", "clock", "process"};

}  // namespace

std::string write_proof(const machine::Actor& actor) {
  std::string text;
  JsonWriter out(text);
  out.begin_object().field("proof", kProofs[static_cast<std::size_t>(actor.proof)]);
  if (!actor.user.empty()) out.field("user", actor.user);
  if (actor.uid) out.field("uid", static_cast<std::int64_t>(*actor.uid));
  if (!actor.roles.empty()) {
    out.key("roles").begin_array();
    for (const std::string& role : actor.roles) out.string(role);
    out.end_array();
  }
  out.end_object();
  return text;
}

Result<machine::Actor> read_actor(const records::JournalRow& row) {
  const Result<Json> json = Json::parse(row.proof);
  const auto found =
      json ? std::find((std::begin(kProofs)), std::end(kProofs), (*json)["proof"].text()) : std::end(kProofs);
  if (found == std::end(kProofs)) {
    return fail(Error::Kind::damaged, "damaged",
                Text{"En posts bevis kan ikke læses", "The proof of an entry cannot be read"});
  }
  machine::Actor actor{row.actor, static_cast<machine::Proof>(found - std::begin(kProofs)), {}};
  for (const Json& role : (*json)["roles"].items()) actor.roles.push_back(role.text());
  actor.user = (*json)["user"].text();
  if (json->has("uid")) actor.uid = static_cast<std::uint32_t>((*json)["uid"].integer());
  return actor;
}

const records::JournalRow& Journal::add(machine::Case& instance, const model::Definition& definition,
                                        const Entry& entry) {
  records::JournalRow row;
  row.seq = ++head_.seq;
  row.case_id = instance.id;
  row.revision = static_cast<std::int64_t>(++instance.revision);
  instance.last_at = entry.moment.now;
  row.at = entry.moment.now;
  row.recorded_at = recorded_at_;
  row.effective = entry.moment.effective;
  row.actor = entry.moment.actor.id;
  row.proof = write_proof(entry.moment.actor);
  row.command = records::command_of_hex(entry.command);
  row.request = entry.request;
  if (row.request && (!head_.greatest_request || *row.request > *head_.greatest_request)) {
    head_.greatest_request = row.request;
  }
  row.kind = static_cast<std::int64_t>(machine::kind_of(entry.input));
  machine::write_input(entry.input, definition, row.input);
  machine::write_outcome(definition, entry.step, row.outcome);
  row.prev = head_.hash;
  row.hash = records::hash_of(row, sha_, buffer_);
  head_.hash = row.hash;
  rows_.push_back(std::move(row));
  return rows_.back();
}

const records::JournalRow& Journal::add_of_file(std::int64_t revision, std::int64_t kind, const machine::Actor& actor,
                                                std::string record) {
  records::JournalRow row;
  row.seq = ++head_.seq;
  row.revision = revision;
  row.at = recorded_at_;
  row.recorded_at = recorded_at_;
  row.actor = actor.id;
  row.proof = write_proof(actor);
  row.kind = kind;
  row.input = std::move(record);
  row.outcome = "{}";
  row.prev = head_.hash;
  row.hash = records::hash_of(row, sha_, buffer_);
  head_.hash = row.hash;
  rows_.push_back(std::move(row));
  return rows_.back();
}

void Journal::cut(std::size_t rows, const records::Head& head) {
  rows_.resize(rows);
  head_ = head;
}

Details details(std::string_view outcome) {
  Details details;
  const Result<Json> parsed = Json::parse(outcome);
  if (!parsed) return details;
  const Json& json = *parsed;
  const auto texts = [&](const char* name, std::vector<std::string>& into) {
    for (const Json& item : json[name].items()) into.push_back(item.text());
  };
  details.step = json["at"].text();
  details.event = json["event"].text();
  details.proposed = json["proposed"].boolean();
  texts("left", details.left);
  texts("entered", details.entered);
  texts("ended", details.ended);
  texts("rules", details.rules);
  for (const Json& note : json["notes"].items()) details.notes.push_back({note["da"].text(), note["en"].text()});
  details.case_status = json["status"].text();
  details.fault = json["fault"].text();
  details.told = json["told"].integer();
  texts("opens", details.opens);
  texts("tells", details.tells);
  return details;
}

}  // namespace aftale::cases
