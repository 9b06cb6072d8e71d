#include "engine/machine/format/codec.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/machine/format/binary.h"
#include "engine/machine/format/value_codec.h"
#include "engine/machine/format/waiting_codec.h"

namespace aftale::machine {
namespace {

template <class Items, class Put>
void put_all(BinaryWriter& out, const Items& items, Put put) {
  out.number(items.size());
  for (const auto& item : items) put(item);
}

template <class Items, class Get>
void get_all(BinaryReader& in, Items& items, Get get) {
  const std::uint64_t count = in.count();
  items.reserve(count);
  for (std::uint64_t n = 0; n < count && in.ok(); ++n) get(items.emplace_back());
}

void put_configuration(BinaryWriter& out, const Branch& branch) {
  put_all(out, branch.active, [&](const ActiveState& active) {
    out.number(active.state);
    out.date(active.entered);
    out.number(active.item);
    out.optional_date(active.next_meeting);
  });
  put_all(out, branch.history, [&](const HistoryEntry& entry) {
    out.number(entry.history);
    put_all(out, entry.states, [&](model::StateIx state) { out.number(state); });
  });
  put_all(out, branch.timers, [&](const Timer& timer) {
    out.date(timer.date);
    out.number(static_cast<std::uint64_t>(timer.kind));
    out.number(timer.state);
    out.number(timer.rule);
    out.number(timer.moment);
  });
  put_all(out, branch.deadlines, [&](const DeadlineState& deadline) {
    out.number(deadline.state);
    out.number(deadline.deadline);
    out.number(static_cast<std::uint64_t>(deadline.status));
    out.optional_date(deadline.due);
    out.number(deadline.reminded);
  });
}

void put_words(BinaryWriter& out, const Branch& branch) {
  put_all(out, branch.decisions, [&](const Decision& decision) {
    out.text(decision.word);
    out.text(decision.event);
    out.optional_date(decision.meeting);
    put_all(out, decision.versions, [&](const std::pair<std::uint16_t, std::uint32_t>& version) {
      out.number(version.first);
      out.number(version.second);
    });
  });
  put_all(out, branch.remarks, [&](const std::string& remark) { out.text(remark); });
  put_all(out, branch.renewals, [&](const Renewal& renewal) {
    out.number(renewal.document);
    out.number(renewal.approved_version);
    out.number(renewal.new_version);
    out.number(renewal.item);
    out.text(renewal.proposed);
  });
}

// What came after format 2.
bool holds_links(const Branch& branch) {
  return !branch.links.empty() || !branch.opened_by.empty() || branch.resting_since || branch.corrected != 0 ||
         std::any_of(branch.active.begin(), branch.active.end(),
                     [](const ActiveState& active) { return active.rested != 0; }) ||
         std::any_of(branch.deadlines.begin(), branch.deadlines.end(),
                     [](const DeadlineState& deadline) { return deadline.rested != 0 || deadline.paused_on; });
}

// What came after format 3: what has fired, since when a branch rests, and the users of the machine behind proposals.
bool holds_clocks(const Branch& branch) {
  return !branch.fired.empty() || branch.kept_since ||
         std::any_of(branch.proposals.begin(), branch.proposals.end(),
                     [](const Proposal& proposal) { return !proposal.user.empty() || proposal.uid; });
}

// What came after format 1.
bool holds_more(const Branch& branch) {
  return !branch.proposals.empty() ||
         std::any_of(branch.deadlines.begin(), branch.deadlines.end(),
                     [](const DeadlineState& deadline) { return deadline.looks != 0 || !deadline.told.empty(); });
}

void put_more(BinaryWriter& out, const Branch& branch) {
  for (const DeadlineState& deadline : branch.deadlines) {
    out.number(deadline.looks);
    put_all(out, deadline.told, [&](const Told& told) {
      out.number(told.branch);
      out.number(told.state);
      out.text(told.receiver);
      out.text(told.contact);
      out.number(told.times);
      out.optional_date(told.last);
      out.optional_date(told.again);
    });
  }
}

void put_proposals(BinaryWriter& out, const Branch& branch) {
  put_all(out, branch.proposals, [&](const Proposal& proposal) {
    out.number(proposal.state);
    out.text(proposal.event);
    out.number(proposal.ballot ? 1 : 0);
    out.text(proposal.by);
    out.integer(proposal.at.micros);
    out.text(proposal.content.view());
  });
}

void get_proposals(BinaryReader& in, Branch& branch) {
  get_all(in, branch.proposals, [&](Proposal& proposal) {
    proposal.state = in.index();
    proposal.event = in.text();
    proposal.ballot = in.below(2) == 1;
    proposal.by = in.text();
    proposal.at.micros = in.integer();
    if (const auto content = Digest::from_bytes(in.text())) {
      proposal.content = *content;
    } else {
      in.broken();
    }
  });
}

void put_users(BinaryWriter& out, const Branch& branch) {
  for (const Proposal& proposal : branch.proposals) {
    out.text(proposal.user);
    out.number(proposal.uid ? std::uint64_t{*proposal.uid} + 1 : 0);
  }
}

void get_users(BinaryReader& in, Branch& branch) {
  for (Proposal& proposal : branch.proposals) {
    proposal.user = in.text();
    const std::uint64_t uid = in.number();
    if (uid > std::uint64_t{1} << 32U) in.broken();
    if (uid != 0) proposal.uid = static_cast<std::uint32_t>(uid - 1);
  }
}

void put_links(BinaryWriter& out, const Branch& branch) {
  put_all(out, branch.links, [&](const Link& link) {
    out.text(link.name);
    out.text(link.key);
  });
  out.text(branch.opened_by.opener);
  out.text(branch.opened_by.branch);
  out.text(branch.opened_by.link);
  out.text(branch.opened_by.previous);
  out.optional_date(branch.resting_since);
  out.number(branch.corrected);
  put_all(out, branch.withdrawn, [&](const std::string& key) { out.text(key); });
  for (const ActiveState& active : branch.active) out.number(active.rested);
  for (const DeadlineState& deadline : branch.deadlines) {
    out.number(deadline.rested);
    out.optional_date(deadline.paused_on);
  }
}

void get_links(BinaryReader& in, Branch& branch) {
  get_all(in, branch.links, [&](Link& link) {
    link.name = in.text();
    link.key = in.text();
  });
  branch.opened_by.opener = in.text();
  branch.opened_by.branch = in.text();
  branch.opened_by.link = in.text();
  branch.opened_by.previous = in.text();
  branch.resting_since = in.optional_date();
  branch.corrected = in.number();
  get_all(in, branch.withdrawn, [&](std::string& key) { key = in.text(); });
  for (ActiveState& active : branch.active) active.rested = in.small();
  for (DeadlineState& deadline : branch.deadlines) {
    deadline.rested = in.small();
    deadline.paused_on = in.optional_date();
  }
}

void put_clocks(BinaryWriter& out, const Branch& branch) {
  put_all(out, branch.fired, [&](const FiredDay& fired) {
    out.number(fired.state);
    out.number(fired.rule);
    out.date(fired.day);
  });
  out.optional_date(branch.kept_since);
}

void get_clocks(BinaryReader& in, Branch& branch) {
  get_all(in, branch.fired, [&](FiredDay& fired) {
    fired.state = in.index();
    fired.rule = in.index();
    fired.day = in.date();
  });
  branch.kept_since = in.optional_date();
}

void get_more(BinaryReader& in, Branch& branch) {
  for (DeadlineState& deadline : branch.deadlines) {
    deadline.looks = in.index();
    get_all(in, deadline.told, [&](Told& told) {
      told.branch = in.small();
      told.state = in.index();
      told.receiver = in.text();
      told.contact = in.text();
      told.times = in.small();
      told.last = in.optional_date();
      told.again = in.optional_date();
    });
  }
}

void get_configuration(BinaryReader& in, Branch& branch) {
  get_all(in, branch.active, [&](ActiveState& active) {
    active.state = in.index();
    active.entered = in.date();
    active.item = in.small();
    active.next_meeting = in.optional_date();
  });
  get_all(in, branch.history, [&](HistoryEntry& entry) {
    entry.history = in.index();
    get_all(in, entry.states, [&](model::StateIx& state) { state = in.index(); });
  });
  get_all(in, branch.timers, [&](Timer& timer) {
    timer.date = in.date();
    timer.kind = static_cast<Timer::Kind>(in.below(4));
    timer.state = in.index();
    timer.rule = in.index();
    timer.moment = in.index();
  });
  get_all(in, branch.deadlines, [&](DeadlineState& deadline) {
    deadline.state = in.index();
    deadline.deadline = in.index();
    deadline.status = static_cast<lifecycle::DeadlineStatus>(in.below(lifecycle::kDeadlineStatuses.size()));
    deadline.due = in.optional_date();
    deadline.reminded = in.index();
  });
}

void get_words(BinaryReader& in, Branch& branch) {
  get_all(in, branch.decisions, [&](Decision& decision) {
    decision.word = in.text();
    decision.event = in.text();
    decision.meeting = in.optional_date();
    get_all(in, decision.versions, [&](std::pair<std::uint16_t, std::uint32_t>& version) {
      version.first = in.index();
      version.second = in.small();
    });
  });
  get_all(in, branch.remarks, [&](std::string& remark) { remark = in.text(); });
  get_all(in, branch.renewals, [&](Renewal& renewal) {
    renewal.document = in.index();
    renewal.approved_version = in.small();
    renewal.new_version = in.small();
    renewal.item = in.small();
    renewal.proposed = in.text();
  });
}

// Indices into the chart are checked here once, so that nobody else has to doubt what came out of a file.
bool fits(const Branch& branch, const model::Definition& definition) {
  if (branch.chart >= definition.charts.size()) return false;
  const model::Chart& chart = definition.charts[branch.chart];
  if (branch.values.size() != chart.variables.size() && !branch.values.empty()) return false;
  const std::size_t states = chart.states.size();
  for (const ActiveState& active : branch.active) {
    if (active.state >= states) return false;
  }
  for (const HistoryEntry& entry : branch.history) {
    if (entry.history >= states) return false;
    for (const model::StateIx state : entry.states) {
      if (state >= states) return false;
    }
  }
  for (const Timer& timer : branch.timers) {
    if (timer.state >= states) return false;
    const model::State& state = chart.states[timer.state];
    if (timer.rule >= (timer.kind == Timer::Kind::timed ? state.timed.size() : state.deadlines.size())) return false;
    const bool warning = timer.kind == Timer::Kind::remind && timer.moment < kAgainMoment;
    if (warning && timer.moment >= state.deadlines[timer.rule].warn.size()) return false;
  }
  for (const Proposal& proposal : branch.proposals) {
    if (proposal.state >= states) return false;
  }
  for (const DeadlineState& deadline : branch.deadlines) {
    if (deadline.state >= states || deadline.deadline >= chart.states[deadline.state].deadlines.size()) return false;
  }
  for (const FiredDay& fired : branch.fired) {
    if (fired.state >= states || fired.rule >= chart.states[fired.state].timed.size()) return false;
  }
  return is_in_order(branch.fired) && (branch.kept || !branch.kept_since);
}

std::uint8_t format_of(const Branch& branch) {
  if (holds_clocks(branch) || holds_waiting(branch)) return kBranchFormatClocks;
  if (holds_links(branch)) return kBranchFormatLinks;
  return holds_more(branch) ? kBranchFormatMore : kBranchFormat;
}

tl::unexpected<ErrorPtr> damaged(const char* da, const char* en) {
  return fail(Error::Kind::damaged, "damaged", Text{da, en});
}

}  // namespace

void encode(const Branch& branch, const model::Definition& definition, std::string& out) {
  BinaryWriter writer(out);
  const std::uint8_t format = format_of(branch);
  writer.number(format);
  writer.number(branch.no);
  writer.number(branch.parent);
  writer.number(branch.origin);
  writer.number(branch.ordinal);
  writer.number(branch.round);
  writer.text(branch.key);
  writer.text(branch.element);
  writer.text(branch.title->da);
  writer.text(branch.title->en);
  writer.number((branch.with_previous ? 1u : 0u) | (branch.kept ? 2u : 0u) | (branch.superseded ? 4u : 0u) |
                (branch.again ? 8u : 0u));
  writer.number(branch.chart);
  writer.number(static_cast<std::uint64_t>(branch.status));
  put_configuration(writer, branch);
  put_all(writer, branch.values, [&](const feel::Value& value) { put_value(writer, value, definition); });
  writer.text(branch.outcome);
  put_value(writer, branch.result, definition);
  writer.optional_date(branch.ended_on);
  put_words(writer, branch);
  writer.number(branch.items);
  if (format == kBranchFormat) return;
  put_more(writer, branch);
  put_proposals(writer, branch);
  if (format == kBranchFormatMore) return;
  put_links(writer, branch);
  if (format == kBranchFormatLinks) return;
  put_clocks(writer, branch);
  put_users(writer, branch);
  put_waiting(writer, branch, definition);
}

Result<Branch> decode(std::string_view bytes, const model::Definition& definition) {
  BinaryReader reader(bytes);
  const std::uint64_t format = reader.number();
  if (format < kBranchFormat || format > kBranchFormatClocks) {
    return damaged(
        "En gren i databasen har en form, som dette program ikke kender. Brug det nyere program, eller gendan en "
        "sikkerhedskopi",
        "A branch in the database has a form that this program does not know. Use the newer program or restore a "
        "backup");
  }
  Branch branch;
  branch.no = reader.small();
  branch.parent = reader.small();
  branch.origin = reader.index();
  branch.ordinal = reader.small();
  branch.round = reader.small();
  branch.key = reader.text();
  branch.element = reader.text();
  Text title;
  title.da = reader.text();
  title.en = reader.text();
  branch.title = std::make_shared<const Text>(std::move(title));
  const std::uint64_t flags = reader.below(16);
  branch.with_previous = (flags & 1) != 0;
  branch.kept = (flags & 2) != 0;
  branch.superseded = (flags & 4) != 0;
  branch.again = (flags & 8) != 0;
  branch.chart = reader.index();
  branch.status = static_cast<BranchStatus>(reader.below(5));
  get_configuration(reader, branch);
  get_all(reader, branch.values, [&](feel::Value& value) { value = get_value(reader, definition, 0); });
  branch.outcome = reader.text();
  branch.result = get_value(reader, definition, 0);
  branch.ended_on = reader.optional_date();
  get_words(reader, branch);
  branch.items = reader.small();
  if (format != kBranchFormat) {
    get_more(reader, branch);
    get_proposals(reader, branch);
  }
  if (format >= kBranchFormatLinks) get_links(reader, branch);
  if (format >= kBranchFormatClocks) {
    get_clocks(reader, branch);
    get_users(reader, branch);
    get_waiting(reader, branch, definition);
  }
  // A branch has one form only: what says that it holds more, does.
  if (format_of(branch) != format) reader.broken();
  if (!reader.ok() || !reader.at_end() || !fits(branch, definition)) {
    return damaged("En gren i databasen kan ikke læses. Gem en kopi af filen, og kør aftale audit",
                   "A branch in the database cannot be read. Keep a copy of the file and run aftale audit");
  }
  const model::Chart& chart = definition.charts[branch.chart];
  for (Timer& timer : branch.timers) timer.due = instant_of(definition, chart, timer);
  return branch;
}

}  // namespace aftale::machine
