#include "engine/base/json_writer.h"
#include "engine/cases/answers.h"
#include "engine/lifecycle/case_life.h"
#include "engine/lifecycle/delivery_life.h"
#include "engine/machine/case.h"
#include "engine/machine/payload.h"

namespace aftale::cases {
namespace {

void text(JsonWriter& out, const char* name, const Text& both) {
  out.key(name);
  if (both.empty()) {
    out.null();
    return;
  }
  out.begin_object().field("da", both.in(Language::da)).field("en", both.in(Language::en)).end_object();
}
void date(JsonWriter& out, const char* name, const std::optional<time::CivilDate>& day) {
  out.key(name);
  if (day)
    out.string(day->iso());
  else
    out.null();
}
void instant(JsonWriter& out, const char* name, const std::optional<time::Instant>& at) {
  out.key(name);
  if (at)
    out.string(at->rfc3339());
  else
    out.null();
}
void number(JsonWriter& out, const char* name, const std::optional<std::int64_t>& count) {
  out.key(name);
  if (count)
    out.number(*count);
  else
    out.null();
}
void word(JsonWriter& out, const char* name, const std::string& words) {
  out.key(name);
  if (words.empty())
    out.null();
  else
    out.string(words);
}
template <class Items, class Write>
void list(JsonWriter& out, const char* name, const Items& items, Write write) {
  out.key(name).begin_array();
  for (const auto& item : items) write(item);
  out.end_array();
}

void case_fields(JsonWriter& out, const ports::CaseRow& row) {
  out.field("key", row.key);
  text(out, "title", row.title);
  out.field("workflow", row.workflow);
  text(out, "workflow_title", row.workflow_title);
  out.field("organisation", row.organisation);
  out.field("definition", row.definition.hex());
  out.field("status", lifecycle::name(static_cast<lifecycle::CaseStatus>(row.status)));
  word(out, "fault", row.fault);
  instant(out, "opened_at", row.opened_at);
  instant(out, "closed_at", row.closed_at);
  instant(out, "wake_at", row.wake_at);
}

void summary_fields(JsonWriter& out, const CaseSummary& summary) {
  case_fields(out, summary.row);
  list(out, "steps", summary.steps, [&](const Text& step) {
    out.begin_object().field("da", step.in(Language::da)).field("en", step.in(Language::en)).end_object();
  });
  date(out, "next_due", summary.next_due);
  text(out, "next_due_step", summary.next_due_step);
  out.field("open_items", summary.open_items).field("overdue_items", summary.overdue_items);
}

void item_fields(JsonWriter& out, const ports::WorkItemRow& item) {
  static constexpr const char* kStatus[] = {"open", "done", "cancelled"};
  out.field("step", item.step);
  text(out, "title", item.title);
  out.field("status", kStatus[item.status]);
  text(out, "owner", item.owner);
  word(out, "contact", item.contact);
  word(out, "party", item.party);
  word(out, "body", item.body);
  out.field("ballot", item.ballot);
  date(out, "opened_on", item.opened_on);
  date(out, "due_on", item.due_on);
  date(out, "planned_on", item.planned_on);
  date(out, "decided_on", item.decided_on);
  out.field("overdue", item.overdue);
  word(out, "outcome", item.outcome);
  word(out, "word", item.word);
  number(out, "votes_for", item.votes_for);
  number(out, "votes_against", item.votes_against);
  number(out, "votes_abstained", item.votes_abstained);
  number(out, "present", item.present);
  number(out, "recused", item.recused);
  word(out, "remarks", item.remarks);
  out.field("postponed", item.postponed);
}

void branch_object(JsonWriter& out, const ports::BranchRow& row) {
  static constexpr const char* kStatus[] = {"waiting", "running", "ended", "not_reported", "cancelled"};
  out.begin_object().field("path", row.key);
  text(out, "title", row.title);
  out.field("status", kStatus[row.status]).field("round", row.round).field("kept", row.kept);
  word(out, "outcome", row.outcome);
  word(out, "word", row.word);
  date(out, "ended_on", row.ended_on);
  date(out, "planned_on", row.planned_on);
  date(out, "due_on", row.due_on);
  out.field("overdue", row.overdue).end_object();
}

void document_object(JsonWriter& out, const ports::DocumentRow& row) {
  out.begin_object().field("document", row.document);
  text(out, "title", row.title);
  out.field("version", row.version).field("name", row.name).field("sha256", row.sha256.hex()).field("size", row.size);
  date(out, "attached", row.attached);
  date(out, "frozen", row.frozen);
  out.end_object();
}

void cell_object(JsonWriter& out, const std::string& column, const Matrix::Cell& cell) {
  static constexpr const char* kMarks[] = {"none",    "done",      "refused",   "open",
                                           "waiting", "postponed", "cancelled", "asked"};
  out.begin_object();
  word(out, "column", column);
  out.field("mark", kMarks[static_cast<std::size_t>(cell.mark)]);
  word(out, "word", cell.word);
  date(out, "date", cell.date);
  out.field("late", cell.late).field("postponed", cell.postponed).field("round", cell.round).end_object();
}

void matrix_object(JsonWriter& out, const Matrix& matrix) {
  out.begin_object().field("step", matrix.step);
  text(out, "title", matrix.title);
  date(out, "due", matrix.due);
  list(out, "columns", matrix.column_ids, [&](const std::string& id) { out.string(id); });
  list(out, "rows", matrix.rows, [&](const Matrix::Row& row) {
    out.begin_object().field("path", row.key);
    text(out, "title", row.title);
    word(out, "outcome", row.outcome);
    out.key("cells").begin_array();
    for (std::size_t n = 0; n < row.cells.size(); ++n) cell_object(out, matrix.column_ids[n], row.cells[n]);
    out.end_array().end_object();
  });
  out.field("done", matrix.done).field("open", matrix.open).field("missing", matrix.missing);
  out.field("late", matrix.late).field("refused", matrix.refused).end_object();
}

void show_fields(JsonWriter& out, const ShowAnswer& answer) {
  summary_fields(out, answer.summary);
  word(out, "step", answer.step);
  out.key("values").begin_object();
  for (const auto& [name, value] : answer.values) word(out, name.c_str(), value);
  out.end_object();
  list(out, "active", answer.active, [&](const std::string& address) { out.string(address); });
  list(out, "deadlines", answer.due, [&](const DueLine& line) {
    out.begin_object().field("step", line.step).field("deadline", line.deadline);
    date(out, "due", line.due);
    out.field("status", line.status).end_object();
  });
  list(out, "branches", answer.branches, [&](const ports::BranchRow& row) {
    if (row.no != 0) branch_object(out, row);
  });
  list(out, "items", answer.items, [&](const ports::WorkItemRow& item) {
    out.begin_object();
    item_fields(out, item);
    out.end_object();
  });
  list(out, "documents", answer.documents, [&](const ports::DocumentRow& row) { document_object(out, row); });
}

void entries(JsonWriter& out, const HistoryAnswer& answer) {
  list(out, "entries", answer.entries, [&](const HistoryAnswer::Entry& entry) {
    const ports::JournalRow& row = entry.row;
    out.begin_object().field("seq", row.seq).field("revision", row.revision);
    out.field("kind", machine::name_of(static_cast<machine::InputKind>(row.kind)));
    instant(out, "at", row.at);
    instant(out, "recorded_at", row.recorded_at);
    date(out, "effective", row.effective);
    out.field("actor", row.actor).key("proof").raw(row.proof);
    word(out, "request", row.request ? row.request->text() : std::string());
    text(out, "title", {entry.title_da, entry.title_en});
    out.key("input").raw(row.input).key("outcome").raw(row.outcome);
    out.field("hash", row.hash.hex()).end_object();
  });
}

class AnswerWriter {
 public:
  explicit AnswerWriter(JsonWriter& out) : out_(out) {}

  void operator()(const StatusAllAnswer& answer) {
    list(out_, "cases", answer.cases, [&](const CaseSummary& summary) {
      out_.begin_object();
      summary_fields(out_, summary);
      out_.end_object();
    });
  }
  void operator()(const StatusOfAnswer& answer) {
    summary_fields(out_, answer.summary);
    out_.key("matrix");
    if (answer.matrix)
      matrix_object(out_, *answer.matrix);
    else
      out_.null();
    list(out_, "items", answer.open_items, [&](const ports::WorkItemRow& item) {
      out_.begin_object();
      item_fields(out_, item);
      out_.end_object();
    });
  }
  void operator()(const ItemsAnswer& answer) {
    date(out_, "today", answer.today);
    std::size_t next = 0;
    list(out_, "items", answer.items, [&](const ports::ItemWithCase& item) {
      out_.begin_object().field("case", item.case_key);
      text(out_, "who", answer.owners[next++]);
      text(out_, "case_title", item.case_title);
      item_fields(out_, item.item);
      out_.end_object();
    });
  }
  void operator()(const ShowAnswer& answer) { show_fields(out_, answer); }
  void operator()(const HistoryAnswer& answer) {
    case_fields(out_, answer.row);
    entries(out_, answer);
  }
  void operator()(const OutboxAnswer& answer) {
    list(out_, "messages", answer.rows, [&](const OutboxAnswer::Row& found) {
      const ports::OutboxRow& row = found.row;
      out_.begin_object().field("id", row.id).field("case", found.case_key).field("key", row.key);
      out_.field("message_id", row.message_id.text())
          .field("template", row.template_name)
          .field("receiver", row.receiver);
      out_.field("receiver_title", row.receiver_title);
      out_.field("status", lifecycle::name(static_cast<lifecycle::DeliveryStatus>(row.status)))
          .field("attempts", row.attempts);
      instant(out_, "created_at", row.created_at);
      instant(out_, "next_attempt_at", row.next_attempt_at);
      instant(out_, "delivered_at", row.delivered_at);
      word(out_, "last_error", row.last_error);
      out_.end_object();
    });
  }
  void operator()(const AuditAnswer& answer) {
    out_.field("well", answer.well).field("entries", answer.entries).field("cases", answer.cases);
    list(out_, "findings", answer.findings, [&](const AuditAnswer::Finding& finding) {
      out_.begin_object();
      number(out_, "seq", finding.seq == 0 ? std::nullopt : std::optional(finding.seq));
      word(out_, "case", finding.case_key);
      out_.field("code", finding.diagnostic.code);
      text(out_, "message", finding.diagnostic.message);
      out_.end_object();
    });
  }
  void operator()(const PossibleAnswer& answer) {
    out_.field("case", answer.case_key);
    out_.field("status", lifecycle::name(static_cast<lifecycle::CaseStatus>(answer.status)));
    std::size_t next = 0;
    list(out_, "possible", answer.offers, [&](const machine::Offer& offer) {
      out_.begin_object().field("step", offer.step);
      text(out_, "place", answer.places[next++]);
      text(out_, "title", offer.step_title);
      out_.field("event", offer.event).field("ballot", offer.ballot).field("guard_holds", offer.guard_holds);
      if (!offer.proposed_by.empty()) out_.field("proposed_by", offer.proposed_by);
      if (offer.proposed_at) out_.field("proposed_at", offer.proposed_at->rfc3339());
      list(out_, "words", offer.words, [&](const std::string& one) { out_.string(one); });
      out_.end_object();
    });
  }
  void operator()(const ExplainAnswer& answer) {
    list(out_, "entries", answer.lines, [&](const ExplainAnswer::Line& line) {
      out_.begin_object();
      text(out_, "title", line.title);
      list(out_, "then", line.then, [&](const Text& one) {
        out_.begin_object().field("da", one.in(Language::da)).field("en", one.in(Language::en)).end_object();
      });
      out_.end_object();
    });
  }
  void operator()(const CalendarAnswer& answer) {
    out_.key("days").begin_array();
    for (const CalendarDay& day : answer.days) {
      out_.begin_object()
          .field("case", day.case_key)
          .field("kind", day.kind == CalendarDay::Kind::deadline ? "deadline" : "meeting")
          .field("id", day.id)
          .field("date", day.date.iso())
          .field("step", day.step);
      text(out_, "title", day.title);
      out_.field("stands", day.stands).field("revision", day.revision).end_object();
    }
    out_.end_array();
  }
  void operator()(const ExportAnswer& answer) {
    out_.key("cases").begin_array();
    for (std::size_t n = 0; n < answer.cases.size(); ++n) {
      out_.begin_object();
      show_fields(out_, answer.cases[n]);
      entries(out_, answer.histories[n]);
      out_.end_object();
    }
    out_.end_array();
  }

 private:
  JsonWriter& out_;
};

}  // namespace

void write_json(const Answer& answer, std::string& out) {
  JsonWriter writer(out);
  writer.begin_object();
  std::visit(AnswerWriter(writer), answer.body);
  writer.field("due_waiting", answer.due_waiting).end_object();
}

}  // namespace aftale::cases
