#include "engine/cases/wire/correction.h"
#include "engine/cases/wire/drawing.h"
#include "engine/cases/wire/findings.h"
#include "engine/cases/wire/rows.h"
#include "engine/cases/wire/waiting.h"
#include "engine/cases/wire/wire.h"

namespace aftale::cases {
namespace wire {
// Not in a nameless namespace: there the codec would not find them.

/// Lists that run beside each other are one list on the wire: a reader makes room for one more, and what is written
/// must be equally long.
template <class Wire, class Items, class Beside>
void beside(Of<Wire, Items>& items, Of<Wire, Beside>& others) {
  if constexpr (Wire::kReads) {
    others.clear();
  } else {
    AFTALE_CHECK(items.size() == others.size());
  }
}
template <class Wire, class Item>
auto& of_item(Item& others, std::size_t n) {
  if constexpr (Wire::kReads) others.resize(n + 1);
  return others[n];
}

template <class Wire>
void fields(Wire& wire, Of<Wire, CaseSummary>& summary) {
  fields(wire, summary.row);
  wire.titles("steps", summary.steps);
  wire.member("next_due", summary.next_due);
  wire.member("next_due_step", summary.next_due_step);
  wire.member("open_items", summary.open_items);
  wire.member("overdue_items", summary.overdue_items);
  last_fields(wire, summary.row);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, Matrix::Cell>& cell) {
  static constexpr std::string_view kMarks[] = {"none",      "done",      "refused", "open",         "waiting",
                                                "postponed", "cancelled", "asked",   "not_reported", "forwarded"};
  wire.choice("mark", cell.mark, kMarks);
  wire.word("word", cell.word);
  wire.member("date", cell.date);
  wire.member("late", cell.late);
  wire.member("minutes_missing", cell.minutes_missing);
  wire.member("postponed", cell.postponed);
  wire.member("round", cell.round);
}

/// Each cell is told with its column.
template <class Wire>
void row_fields(Wire& wire, Of<Wire, Matrix::Row>& row, const std::vector<std::string>& columns) {
  wire.member("path", row.key);
  wire.member("title", row.title);
  wire.word("outcome", row.outcome);
  if constexpr (!Wire::kReads) AFTALE_CHECK(row.cells.size() == columns.size());
  wire.list("cells", row.cells, [&](auto& cell, std::size_t n) {
    wire.object([&] {
      if constexpr (!Wire::kReads) wire.word("column", columns[n]);
      fields(wire, cell);
    });
  });
  if constexpr (Wire::kReads) {
    const std::string count = std::to_string(columns.size());
    if (row.cells.size() != columns.size())
      wire.refuse("cells", {"en liste med " + count + " felter", "a list of " + count + " cells"});
  }
}

template <class Wire>
void fields(Wire& wire, Of<Wire, Matrix>& matrix) {
  wire.member("step", matrix.step);
  wire.member("title", matrix.title);
  wire.member("due", matrix.due);
  wire.member("columns", matrix.column_ids);
  wire.list("rows", matrix.rows,
            [&](auto& row, std::size_t) { wire.object([&] { row_fields(wire, row, matrix.column_ids); }); });
  wire.member("total", matrix.totals.rows);
  wire.member("done", matrix.totals.done);
  wire.member("refused", matrix.totals.refused);
  wire.member("open", matrix.totals.open);
  wire.member("missing", matrix.totals.missing);
  wire.member("not_reported", matrix.totals.not_reported);
  wire.member("cancelled", matrix.totals.cancelled);
  wire.member("late", matrix.totals.late);
  wire.member("approves", matrix.totals.approves);
  wire.member("of_parties", matrix.totals.of_parties);
  wire.titles("column_titles", matrix.columns);
  if constexpr (Wire::kReads) {
    const std::string count = std::to_string(matrix.column_ids.size());
    if (matrix.columns.size() != matrix.column_ids.size())
      wire.refuse("column_titles", {"en liste med " + count + " titler", "a list of " + count + " titles"});
  } else {
    AFTALE_CHECK(matrix.columns.size() == matrix.column_ids.size());
  }
}

template <class Wire>
void fields(Wire& wire, Of<Wire, StatusAllAnswer>& answer) {
  wire.objects("cases", answer.cases);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, StatusOfAnswer>& answer) {
  fields(wire, answer.summary);
  wire.objects("matrices", answer.matrices);
  wire.objects("items", answer.open_items);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, ItemsAnswer>& answer) {
  wire.member("today", answer.today);
  beside<Wire, std::vector<records::ItemWithCase>, std::vector<Text>>(answer.items, answer.owners);
  wire.list("items", answer.items, [&](auto& item, std::size_t n) {
    wire.object([&] {
      wire.member("case", item.case_key);
      wire.member("who", of_item<Wire>(answer.owners, n));
      wire.member("case_title", item.case_title);
      fields(wire, item.item);
    });
  });
}

template <class Wire>
void fields(Wire& wire, Of<Wire, DueLine>& line) {
  wire.member("step", line.step);
  wire.member("deadline", line.deadline);
  wire.member("due", line.due);
  wire.member("status", line.status);
}

/// `branches` are those that people know; the case's own, number 0, is `root`.
void branches(Writer& wire, const std::vector<records::BranchRow>& rows) {
  std::optional<records::BranchRow> root;
  std::vector<records::BranchRow> others;
  for (const records::BranchRow& row : rows) {
    if (row.no == 0)
      root = row;
    else
      others.push_back(row);
  }
  wire.objects("branches", others);
  wire.maybe("root", root);
}
void branches(Reader& wire, std::vector<records::BranchRow>& rows) {
  std::optional<records::BranchRow> root;
  wire.objects("branches", rows);
  wire.maybe("root", root);
  if (root) rows.insert(rows.begin(), std::move(*root));
}

/// An earlier daemon does not tell it.
template <class Wire>
void count_if_told(Wire& wire, const char* name, Of<Wire, std::optional<std::int64_t>>& count) {
  if constexpr (Wire::kReads) {
    count.reset();
    if (!wire.has(name)) return;
  }
  wire.member(name, count);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, Minuted>& said) {
  wire.member("entry", said.entry);
  wire.member("step", said.step);
  wire.member("word", said.word);
  wire.member("meeting", said.meeting);
  count_if_told(wire, "for", said.votes.votes_for);
  count_if_told(wire, "against", said.votes.votes_against);
  count_if_told(wire, "abstain", said.votes.votes_abstained);
  count_if_told(wire, "present", said.votes.present);
  count_if_told(wire, "recused", said.votes.recused);
  wire.member("next", said.next);
  wire.list("versions", said.versions, [&](auto& version, std::size_t) {
    wire.object([&] {
      wire.member("document", version.first);
      wire.member("version", version.second);
    });
  });
  wire.member("remarks", said.remarks);
  wire.word("minority", said.minority);
  wire.word("minutes", said.minutes);
  wire.member("closed", said.closed);
}

template <class Wire>
void may_attach(Wire& wire, Of<Wire, ShowAnswer>& answer) {
  wire.list("may_attach", answer.may_attach, [&](auto& document, std::size_t) {
    wire.object([&] {
      wire.member("document", document.first);
      wire.member("title", document.second);
    });
  });
}

template <class Wire>
void fields(Wire& wire, Of<Wire, ShowAnswer>& answer) {
  fields(wire, answer.summary);
  wire.word("step", answer.step);
  // An earlier program has none, and of a whole case there are none.
  if constexpr (Wire::kReads) {
    answer.standing.clear();
    if (wire.has("standing")) wire.titles("standing", answer.standing);
  } else if (!answer.standing.empty()) {
    wire.titles("standing", answer.standing);
  }
  wire.words("values", answer.values);
  wire.titles("value_titles", answer.value_titles);
  if (answer.value_titles.size() != answer.values.size()) {
    if constexpr (Wire::kReads)
      wire.refuse("value_titles", {"en titel for hver oplysning", "a title for each value"});
    else
      AFTALE_CHECK(answer.value_titles.size() == answer.values.size());
  }
  wire.word("opener", answer.opener);
  wire.word("previous", answer.previous);
  wire.list("links", answer.links, [&](auto& link, std::size_t) {
    wire.object([&] {
      wire.word("name", link.first);
      wire.word("case", link.second);
    });
  });
  wire.word("outcome", answer.outcome);
  wire.words("result", answer.result);
  wire.list("waiting", answer.waiting, [&](auto& line, std::size_t) { wire.object([&] { waiting(wire, line); }); });
  wire.member("active", answer.active);
  wire.objects("deadlines", answer.due);
  branches(wire, answer.branches);
  wire.objects("items", answer.items);
  wire.objects("documents", answer.documents);
  // An earlier program has none.
  if constexpr (Wire::kReads) {
    answer.minuted.clear();
    answer.may_attach.clear();
    if (wire.has("minutes")) wire.objects("minutes", answer.minuted);
    if (wire.has("may_attach")) may_attach(wire, answer);
  } else {
    wire.objects("minutes", answer.minuted);
    may_attach(wire, answer);
  }
}

template <class Wire>
void fields(Wire& wire, Of<Wire, FetchAnswer>& file) {
  wire.member("case", file.case_key);
  fields(wire, file.row);
  wire.member("from", file.from);
  wire.rare_bytes("base64", file.bytes);
}

template <class Wire>
void entries(Wire& wire, Of<Wire, HistoryAnswer>& answer) {
  wire.list("entries", answer.entries, [&](auto& entry, std::size_t) {
    Text title{entry.title_da, entry.title_en};
    wire.object([&] {
      journal_fields(wire, entry.row, title);
      struck_fields(wire, entry);
    });
    if constexpr (Wire::kReads) {
      entry.title_da = std::move(title.da);
      entry.title_en = std::move(title.en);
    }
  });
}

template <class Wire>
void fields(Wire& wire, Of<Wire, HistoryAnswer>& answer) {
  fields(wire, answer.row);
  entries(wire, answer);
  wire.rarely("more", answer.more);
  last_fields(wire, answer.row);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, FileHistoryAnswer>& answer) {
  wire.list("entries", answer.entries, [&](auto& entry, std::size_t) {
    Text title{entry.title_da, entry.title_en};
    wire.object([&] { file_journal_fields(wire, entry.row, title); });
    if constexpr (Wire::kReads) {
      entry.title_da = std::move(title.da);
      entry.title_en = std::move(title.en);
    }
  });
  wire.rarely("more", answer.more);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, OutboxAnswer>& answer) {
  wire.list("messages", answer.rows,
            [&](auto& found, std::size_t) { wire.object([&] { outbox_fields(wire, found.row, found.case_key); }); });
  wire.rarely("more", answer.more);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, AuditAnswer::Finding>& finding) {
  wire.unless_zero("seq", finding.seq);
  wire.word("case", finding.case_key);
  fields(wire, finding.diagnostic);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, AuditAnswer>& answer) {
  wire.member("well", answer.well);
  wire.member("entries", answer.entries);
  wire.member("cases", answer.cases);
  wire.objects("findings", answer.findings);
  wire.object("head", [&] { fields(wire, answer.head); });
}

template <class Wire>
void fields(Wire& wire, Of<Wire, PossibleAnswer>& answer) {
  wire.member("case", answer.case_key);
  wire.choice("status", answer.status, status_names<lifecycle::kCaseStatuses>());
  beside<Wire, std::vector<machine::Offer>, std::vector<Text>>(answer.offers, answer.places);
  wire.list("possible", answer.offers, [&](auto& offer, std::size_t n) {
    wire.object([&] {
      wire.member("step", offer.step);
      wire.member("place", of_item<Wire>(answer.places, n));
      wire.member("title", offer.step_title);
      wire.member("event", offer.event);
      wire.member("ballot", offer.ballot);
      wire.member("guard_holds", offer.guard_holds);
      wire.member("words", offer.words);
      wire.word("proposed_by", offer.proposed_by);
      wire.member("proposed_at", offer.proposed_at);
    });
  });
}

template <class Wire>
void fields(Wire& wire, Of<Wire, ExplainAnswer>& answer) {
  wire.list("entries", answer.lines, [&](auto& line, std::size_t) {
    wire.object([&] {
      wire.member("title", line.title);
      wire.titles("then", line.then);
    });
  });
}

/// The three lists tell of the same cases: what a history and a status share with what is shown is written once.
template <class Wire>
void fields(Wire& wire, Of<Wire, ExportAnswer>& answer) {
  beside<Wire, std::vector<ShowAnswer>, std::vector<HistoryAnswer>>(answer.cases, answer.histories);
  beside<Wire, std::vector<ShowAnswer>, std::vector<StatusOfAnswer>>(answer.cases, answer.statuses);
  wire.list("cases", answer.cases, [&](auto& shown, std::size_t n) {
    auto& history = of_item<Wire>(answer.histories, n);
    auto& status = of_item<Wire>(answer.statuses, n);
    wire.object([&] {
      fields(wire, shown);
      entries(wire, history);
      wire.objects("matrices", status.matrices);
      wire.objects("open", status.open_items);
    });
    if constexpr (Wire::kReads) {
      history.row = shown.summary.row;
      status.summary = shown.summary;
    }
  });
  if constexpr (Wire::kReads) {
    answer.files.clear();
    if (wire.has("files")) wire.objects("files", answer.files);
  } else {
    if (!answer.files.empty()) wire.objects("files", answer.files);
  }
}

template <class Wire>
void fields(Wire& wire, Of<Wire, CalendarDay>& day) {
  static constexpr std::string_view kKinds[] = {"deadline", "meeting"};
  wire.member("case", day.case_key);
  wire.choice("kind", day.kind, kKinds);
  wire.member("id", day.id);
  wire.member("date", day.date);
  wire.member("step", day.step);
  wire.member("title", day.title);
  wire.member("stands", day.stands);
  wire.member("done", day.done);
  wire.member("sequence", day.sequence);
  wire.member("changed_at", day.changed_at);
  wire.member("case_title", day.case_title);
  wire.member("contacts", day.contacts);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, CalendarAnswer>& answer) {
  wire.objects("days", answer.days);
  wire.objects("damaged", answer.damaged);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, GivenRole>& given) {
  wire.member("role", given.role);
  wire.object("where", [&] { fields(wire, given.at); });
}

template <class Wire>
void fields(Wire& wire, Of<Wire, WhoAmIAnswer>& answer) {
  static constexpr std::string_view kProofs[] = {"solo", "peer", "scenario", "clock"};
  wire.member("person", answer.identity.actor.id);
  wire.choice("proof", answer.identity.actor.proof, kProofs);
  wire.objects("roles", answer.identity.roles);
  if constexpr (Wire::kReads) {
    for (const GivenRole& given : answer.identity.roles) answer.identity.actor.roles.push_back(given.role);
  }
}

template <class Wire>
void fields(Wire& wire, Of<Wire, machine::Permission>& permission) {
  wire.member("step", permission.step);
  wire.member("title", permission.step_title);
  wire.member("event", permission.event);
  wire.member("ballot", permission.ballot);
  wire.member("roles", permission.roles);
  wire.member("people", permission.people);
  wire.member("allowed", permission.allowed);
  wire.word("through", permission.through);
  wire.maybe("decided_by", permission.decided_by);
  wire.member("by_default", permission.by_default);
  wire.member("guard_holds", permission.guard_holds);
  wire.member("four_eyes", permission.four_eyes);
  wire.word("proposed_by", permission.proposed_by);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, CanAnswer>& answer) {
  wire.member("case", answer.case_key);
  wire.member("event", answer.event);
  wire.member("person", answer.person);
  wire.objects("permissions", answer.permissions);
  wire.member("event_title", answer.event_title);
  wire.titles("places", answer.places);
  if (answer.places.size() != answer.permissions.size()) {
    if constexpr (Wire::kReads)
      wire.refuse("places", {"en titel for hver tilladelse", "a title for each permission"});
    else
      AFTALE_CHECK(answer.places.size() == answer.permissions.size());
  }
}

template <class Wire>
void fields(Wire& wire, Of<Wire, PreviewMessage>& message) {
  static constexpr std::string_view kLanguages[] = {"da", "en"};
  wire.unless_zero("id", message.id);
  wire.choice("status", message.status, status_names<lifecycle::kDeliveryStatuses>());
  wire.member("template", message.template_name);
  wire.choice("language", message.language, kLanguages);
  wire.word("channel", message.channel);
  wire.member("receiver", message.receiver);
  wire.member("receiver_title", message.receiver_title);
  wire.member("sender", message.sender);
  wire.member("sender_title", message.sender_title);
  wire.member("subject", message.subject);
  wire.member("body", message.body);
  wire.member("attachments", message.attachments);
  wire.word("step", message.step);
  wire.member("due", message.due);
  wire.member("goes_out", message.goes_out);
  wire.objects("findings", message.findings);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, PreviewAnswer>& answer) {
  wire.member("case", answer.case_key);
  wire.member("title", answer.case_title);
  wire.word("step", answer.step);
  wire.objects("messages", answer.messages);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, SituationAnswer::Paragraph>& paragraph) {
  static constexpr std::string_view kAbout[] = {"where", "awaited", "meetings", "onward", "by_itself"};
  wire.choice("about", paragraph.about, kAbout);
  wire.titles("sentences", paragraph.sentences);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, SituationAnswer::Receiver>& receiver) {
  wire.member("title", receiver.title);
  wire.member("contact", receiver.contact);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, SituationAnswer::Coming>& coming) {
  static constexpr std::string_view kKinds[] = {"told", "deadline", "moves", "ends", "opens", "tells", "stops"};
  wire.choice("what", coming.kind, kKinds);
  wire.member("date", coming.date);
  wire.word("step", coming.step);
  wire.member("title", coming.title);
  wire.member("of", coming.of);
  wire.word("template", coming.template_name);
  wire.objects("receivers", coming.receivers);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, SituationAnswer::Next>& next) {
  wire.member("step", next.step);
  wire.member("event", next.event);
  wire.word("word", next.word);
  wire.member("meeting", next.meeting);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, SituationAnswer>& answer) {
  wire.member("case", answer.case_key);
  wire.member("title", answer.case_title);
  wire.word("step", answer.step);
  wire.objects("paragraphs", answer.paragraphs);
  wire.objects("coming", answer.coming);
  wire.maybe("next", answer.next);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, DrawAnswer>& answer) {
  wire.member("case", answer.case_key);
  wire.object("drawing", [&] { fields(wire, answer.drawing); });
}

/// By the number of the alternative.
constexpr std::string_view kAnswers[] = {"status_all", "status_of", "items",     "show",    "history",
                                         "outbox",     "audit",     "possible",  "explain", "export",
                                         "calendar",   "whoami",    "can",       "preview", "file_history",
                                         "correction", "fetch",     "situation", "draw"};

template <class Wire>
void body(Wire& wire, Of<Wire, Answer>& answer) {
  std::visit([&](auto& one) { fields(wire, one); }, answer.body);
}

}  // namespace wire

void write_json(const Answer& answer, std::string& out) {
  wire::Writer writer(out);
  writer.object([&] {
    wire::body(writer, answer);
    writer.member("due_waiting", answer.due_waiting);
    writer.member("now", answer.now);
    if (!answer.notes.empty()) writer.titles("notes", answer.notes);
    if (answer.not_shown > 0) writer.member("not_shown", answer.not_shown);
    writer.tag("answer", answer.body, wire::kAnswers);
  });
}

Result<Answer> read_answer(std::string_view json) {
  return wire::read_whole<Answer>(json, SIZE_MAX, [](wire::Reader& in, Answer& answer) {
    in.tag("answer", answer.body, wire::kAnswers);
    if (!in.error()) wire::body(in, answer);
    in.member("due_waiting", answer.due_waiting);
    if (!in.error() && in.has("now")) in.member("now", answer.now);
    if (!in.error() && in.has("notes")) in.titles("notes", answer.notes);
    if (!in.error() && in.has("not_shown")) in.member("not_shown", answer.not_shown);
  });
}

}  // namespace aftale::cases
