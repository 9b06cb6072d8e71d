#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/json_writer.h"
#include "engine/cases/access.h"
#include "engine/commands/record.h"
#include "engine/drawing/drawing.h"
#include "engine/machine/possible.h"
#include "engine/machine/step.h"
#include "engine/records/journal_head.h"
#include "engine/records/rows.h"
#include "engine/records/store.h"

/// What questions are answered with; `write_json` is what `--json` prints, renderers read the structs.
namespace aftale::cases {

struct CaseSummary {
  records::CaseRow row;
  std::vector<Text> steps;  ///< titles of the open steps of the case's own chart
  std::optional<time::CivilDate> next_due;
  Text next_due_step;
  std::int64_t open_items = 0, overdue_items = 0;
};
struct StatusAllAnswer {
  std::vector<CaseSummary> cases;
};

/// Parties x steps: what people look at first.
struct Matrix {
  enum class Mark : std::uint8_t {
    none,
    done,
    refused,
    open,
    waiting,
    postponed,
    cancelled,
    asked,
    not_reported,
    forwarded
  };
  struct Cell {
    Mark mark = Mark::none;
    std::string word;
    std::optional<time::CivilDate> date;
    bool late = false;
    bool minutes_missing = false;  ///< `date` was the planned meeting, and has passed
    std::int64_t postponed = 0;
    std::int64_t round = 1;
  };
  struct Row {
    std::string key;
    Text title;
    std::vector<Cell> cells;
    std::string outcome;
  };
  /// Each row is of one kind, so that the kinds sum to `rows`; `late` of those that are open or missing.
  struct Totals {
    std::int64_t rows = 0;
    std::int64_t done = 0, refused = 0, open = 0, missing = 0, not_reported = 0, cancelled = 0;
    std::int64_t late = 0;
    bool approves = false;    ///< what is done has been approved by those who decide; else all that is known is its end
    bool of_parties = false;  ///< each row is a party; else an element of another list, or several lists together
  };
  std::string step;
  Text title;  ///< of the for_each step
  std::optional<time::CivilDate> due;
  std::vector<std::string> column_ids;
  std::vector<Text> columns;
  std::vector<Row> rows;
  Totals totals;

  /// Outcomes that mean no; every other one counts as done.
  static bool says_no(const std::string& outcome);
};
struct StatusOfAnswer {
  CaseSummary summary;
  std::vector<Matrix> matrices;  ///< one for each list of parties that has run, in the order in which they began
  std::vector<records::WorkItemRow> open_items;
};

struct ItemsAnswer {
  time::CivilDate today;
  std::vector<records::ItemWithCase> items;
  std::vector<Text> owners;  ///< of each item, with the party: "Aalborg Kommune, Socialudvalget"
};

/// One deadline of a case as it stands; `status` is a name of lifecycle::DeadlineStatus.
struct DueLine {
  std::string step, deadline;
  std::optional<time::CivilDate> due;
  std::string status;
};

/// What another case told and nothing could take yet.
struct WaitingLine {
  std::string from, event, step;  ///< key of the case; event; address, empty: wherever it is taken
  time::CivilDate told;
};

/// What the minutes of a meeting said at a step, as its entry has it.
struct Minuted {
  std::int64_t entry = 0;  ///< number in the case
  std::string step, word;  ///< address; the word of the minutes
  time::CivilDate meeting;
  commands::Votes votes;
  std::optional<time::CivilDate> next;                          ///< of a matter that was put off
  std::vector<std::pair<std::string, std::uint32_t>> versions;  ///< of the texts that were treated, by document
  std::vector<std::string> remarks;
  std::string minority, minutes;  ///< statement; link
  bool closed = false;            ///< behind closed doors
};

struct ShowAnswer {
  CaseSummary summary;
  std::string step;            ///< empty: the whole case
  std::vector<Text> standing;  ///< of a step: where it stands, in sentences
  std::vector<records::BranchRow> branches;
  std::vector<records::WorkItemRow> items;
  std::vector<records::DocumentRow> documents;
  std::vector<std::pair<std::string, Text>> may_attach;     ///< every document there is a place for: address, title
  std::vector<std::pair<std::string, std::string>> values;  ///< inputs and data of the case, as plain text
  std::vector<Text> value_titles;                           ///< of each; empty where the process gives none
  std::vector<std::string> active;                          ///< addresses of the active states, ancestors included
  std::vector<DueLine> due;                                 ///< every deadline that was ever begun
  /// The case that opened it, and the one whose next cycle it is; empty: none.
  std::string opener, previous;
  std::vector<std::pair<std::string, std::string>> links;   ///< cases it has opened: what they are called here, key
  std::string outcome;                                      ///< when it has ended: of its final, as people call it
  std::vector<std::pair<std::string, std::string>> result;  ///< of its final, as plain text
  std::vector<WaitingLine> waiting;                         ///< taken when the case or the branch goes on, in order
  std::vector<Minuted> minuted;                             ///< in the order in which they were recorded
};

struct HistoryAnswer {
  records::CaseRow row;
  struct Entry {
    records::JournalRow row;
    std::string title_da, title_en;
    std::int64_t struck_by = 0;  ///< number of the correction that strikes it; 0: it holds
    Text struck = {};            ///< the same in words, with the reason; empty where it holds
  };
  std::vector<Entry> entries;
  bool more = false;  ///< others follow the last one: ask again with its `seq`
};

/// What happened to the file itself, not to a case: its configuration was changed.
struct FileHistoryAnswer {
  std::vector<HistoryAnswer::Entry> entries;  ///< the oldest first
  bool more = false;                          ///< as HistoryAnswer's
};

struct OutboxAnswer {
  struct Row {
    records::OutboxRow row;
    std::string case_key;
  };
  std::vector<Row> rows;  ///< the oldest first, at most 10,000 where no case and no day is asked for
  bool more = false;      ///< there are newer ones
};

struct AuditAnswer {
  bool well = true;
  std::int64_t entries = 0, cases = 0;
  struct Finding {
    std::int64_t seq = 0;
    std::string case_key;
    Diagnostic diagnostic;
  };
  std::vector<Finding> findings;  ///< first the first broken entry; `truncated`, `rewritten` of entries kept elsewhere
  records::JournalHead head;      ///< the newest entry, as it stands there
};

struct PossibleAnswer {
  std::string case_key;
  std::vector<machine::Offer> offers;
  lifecycle::CaseStatus status = lifecycle::CaseStatus::registered;
  std::vector<Text> places;  ///< of each offer: "Aalborg Kommune, Socialudvalget"
};

/// Entries of the journal as people tell of them.
struct ExplainAnswer {
  struct Line {
    Text title;              ///< what was done: "Aalborg Kommune, Aalborg Byråd: godkendt"
    std::vector<Text> then;  ///< what came of it
  };
  std::vector<Line> lines;  ///< one for each entry that was asked for
};

/// A document with some of its bytes.
struct FetchAnswer {
  std::string case_key;
  records::DocumentRow row;
  std::int64_t from = 0;  ///< where `bytes` begins
  std::string bytes;
};

struct ExportAnswer {
  std::vector<ShowAnswer> cases;
  std::vector<HistoryAnswer> histories;  ///< of each case; without entries where another day was asked about
  std::vector<StatusOfAnswer> statuses;
  std::vector<FetchAnswer> files;  ///< whole, where they were wanted: whoever exports has fetched them
};

/// A day on which something is due or a body meets. `id` stays the same when the day moves or is cancelled, and a later
/// answer has a greater `sequence`, so that a calendar changes what it has.
struct CalendarDay {
  enum class Kind : std::uint8_t { deadline, meeting };
  Kind kind = Kind::deadline;
  std::string case_key, step;
  Text case_title, title;  ///< title: who and what, "Aalborg Kommune, Socialudvalget"
  std::string id;          ///< unique in the case
  time::CivilDate date;
  bool stands = true;                 ///< false: passed over or given up
  bool done = false;                  ///< a deadline that was met, in time or late: it stands, as something past
  std::vector<std::string> contacts;  ///< whom it concerns: e-mails, each once
  std::int64_t sequence = 0;          ///< times that it was set: 0 the first time (RFC 5546, 2.1.4)
  time::Instant changed_at;           ///< when it was last set, or met
};
struct CalendarAnswer {
  std::vector<CalendarDay> days;              ///< by date, case, id
  std::vector<AuditAnswer::Finding> damaged;  ///< cases of which nothing can be shown, one finding each
};

struct CanAnswer {
  std::string case_key, event, person;
  std::vector<machine::Permission> permissions;  ///< one for each open step that takes it
  Text event_title;
  std::vector<Text> places;  ///< of each permission: "Aalborg Kommune, Socialudvalget"
};
struct WhoAmIAnswer {
  Identity identity;
};

/// A message as it would be sent.
struct PreviewMessage {
  std::int64_t id = 0;  ///< in the outbox; 0: it is not there, and only what would be said
  lifecycle::DeliveryStatus status = lifecycle::DeliveryStatus::queued;  ///< without an id: queued
  std::string template_name;
  Language language = Language::da;  ///< of the text
  std::string channel;               ///< empty: the first one that is set up
  std::string receiver, receiver_title, sender, sender_title;
  std::string subject, body;
  std::vector<std::string> attachments;   ///< their names
  std::string step;                       ///< what it is about
  std::optional<time::CivilDate> due;     ///< the deadline it is about
  std::optional<time::Instant> goes_out;  ///< the earliest; none: nobody has set a time
  std::vector<Diagnostic> findings;       ///< mistakes of its template; with an empty body: why it cannot be sent
};
struct PreviewAnswer {
  std::string case_key;
  Text case_title;
  std::string step;  ///< address of the step that was asked about; empty: the outbox was
  std::vector<PreviewMessage> messages;
};

/// What a case would be without an entry, beside what it is.
struct CorrectionAnswer {
  std::string case_key;
  std::int64_t entry = 0;
  Text title;  ///< of the entry
  /// One thing that differs. An empty text: there is nothing on that side.
  struct Difference {
    Text what, before, after;
  };
  std::vector<Difference> differences;
  struct Message {
    enum class Fate : std::uint8_t {
      sent,       ///< it would be said now
      withdrawn,  ///< it waits, and would not be sent any more
      corrected   ///< it was sent, and a notice would say that it no longer holds
    };
    Fate fate = Fate::sent;
    std::string template_name, receiver, receiver_title;
    Text about;  ///< title of the step
  };
  std::vector<Message> messages;
  std::vector<Text> notes;  ///< of the correction's own entry: mended, other cases left behind
};

/// A case told of in sentences, and what they rest on.
struct SituationAnswer {
  /// Of paragraphs, in their order; one that has nothing to say is not there.
  enum class About : std::uint8_t { where, awaited, meetings, onward, by_itself };
  struct Paragraph {
    About about = About::where;
    std::vector<Text> sentences;
  };
  struct Receiver {
    Text title;
    std::string contact;  ///< e-mail
  };
  /// Something that happens if nobody does anything.
  struct Coming {
    enum class Kind : std::uint8_t {
      told,      ///< a message goes out
      deadline,  ///< the last day on which it can be met
      moves,     ///< the case, or a branch of it, comes to another step
      ends,      ///< the case
      opens,     ///< another case
      tells,     ///< another case
      stops      ///< at a fault
    };
    Kind kind = Kind::told;
    time::CivilDate date;
    std::string step;  ///< address of what it is about; empty: of several
    /// Of the deadline, the step or the end that is reached; the key of another case; the fault.
    Text title;
    Text of;                    ///< the branch that moves; empty: the case
    std::string template_name;  ///< of a message
    std::vector<Receiver> receivers;
  };
  /// The command that brings the case on.
  struct Next {
    std::string step, event;
    std::string word;                        ///< of a ballot: a word of the minutes that fits; empty: an event
    std::optional<time::CivilDate> meeting;  ///< at which the matter was to be treated
  };
  std::string case_key;
  Text case_title;
  std::string step;  ///< empty: the whole case
  std::vector<Paragraph> paragraphs;
  std::vector<Coming> coming;  ///< by date: of three days at most, and within a year
  std::optional<Next> next;
};

/// Errors of its question: those of a case that is asked for, of drawing::find_part and drawing::draw.
struct DrawAnswer {
  std::string case_key;
  drawing::Drawing drawing;
};

struct Answer {
  std::variant<StatusAllAnswer, StatusOfAnswer, ItemsAnswer, ShowAnswer, HistoryAnswer, OutboxAnswer, AuditAnswer,
               PossibleAnswer, ExplainAnswer, ExportAnswer, CalendarAnswer, WhoAmIAnswer, CanAnswer, PreviewAnswer,
               FileHistoryAnswer, CorrectionAnswer, FetchAnswer, SituationAnswer, DrawAnswer>
      body;
  std::int64_t due_waiting = 0;  ///< cases whose due dates await `aftale advance`; counted up to
                                 ///< limits::kDueCountedMax
  /// The time of the file's owner, or the moment that was asked about: what "in 9 days" is counted from.
  time::Instant now = {};
  std::vector<Text> notes = {};  ///< entries that an answer about another day leaves out, and why
  std::int64_t not_shown = 0;    ///< rows that were left out because the one who asks may not read them (reading.h)
};

/// Objects with stable snake_case keys: dates as `2022-11-24`, instants as RFC 3339, null for unknown.
void write_json(const Answer& answer, std::string& out);

}  // namespace aftale::cases
