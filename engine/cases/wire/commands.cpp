#include "engine/base/limits.h"
#include "engine/cases/wire/command_form.h"
#include "engine/cases/wire/findings.h"
#include "engine/cases/wire/sources.h"
#include "engine/cases/wire/wire.h"

namespace aftale::cases {
namespace wire {
// Not in a nameless namespace: there the codec would not find them.

constexpr std::string_view kQuestions[] = {"status_all", "status_of", "due",       "overdue",  "show",
                                           "history",    "outbox",    "audit",     "possible", "explain",
                                           "export",     "calendar",  "whoami",    "can",      "preview",
                                           "if_struck",  "fetch",     "situation", "draw"};

template <class Wire>
void fields(Wire& wire, Of<Wire, Receipt::Entry>& entry) {
  wire.member("seq", entry.seq);
  wire.member("revision", entry.revision);
  wire.json("outcome", entry.outcome);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, Receipt>& receipt) {
  wire.member("case", receipt.case_key);
  wire.member("repeated", receipt.repeated);
  wire.member("dry_run", receipt.dry_run);
  wire.objects("entries", receipt.entries);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, Advanced::Fired>& fired) {
  wire.member("case", fired.case_key);
  wire.member("what", fired.what);
  wire.member("at", fired.at);
  wire.member("failed", fired.failed);
  wire.object("entry", [&] { fields(wire, fired.entry); });
}

template <class Wire>
void fields(Wire& wire, Of<Wire, Advanced>& advanced) {
  wire.objects("fired", advanced.fired);
  wire.member("delivered", advanced.delivered);
  wire.member("retried", advanced.retried);
  wire.member("dead", advanced.dead);
  wire.member("more", advanced.more);
  wire.member("stopped_at", advanced.stopped_at);
}

template <class Wire>
void as_of(Wire& wire, Of<Wire, AsOf>& day) {
  wire.member("at", day.at);
  wire.member("known_at", day.known_at);
}
/// What an earlier program does not know is left out there.
template <class Wire>
bool is_told([[maybe_unused]] Wire& wire, [[maybe_unused]] const char* name) {
  if constexpr (Wire::kReads)
    return wire.has(name);
  else
    return true;
}
template <class Wire>
void items_of(Wire& wire, Of<Wire, ItemsOf>& of) {
  if (is_told(wire, "case")) wire.exact("case", of.key);
  if (is_told(wire, "party")) wire.exact("party", of.party);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, StatusAll>& asked) {
  as_of(wire, asked.as_of);
  if (is_told(wire, "open_only")) wire.member("open_only", asked.open_only);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, Overdue>& asked) {
  as_of(wire, asked.as_of);
  items_of(wire, asked.of);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, StatusOf>& asked) {
  wire.exact("case", asked.key);
  as_of(wire, asked.as_of);
  if (is_told(wire, "step")) wire.exact("step", asked.step);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, Due>& asked) {
  wire.member("within_days", asked.within_days);
  items_of(wire, asked.of);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, Show>& asked) {
  wire.exact("case", asked.key);
  wire.exact("step", asked.step);
  as_of(wire, asked.as_of);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, IfStruck>& asked) {
  wire.exact("case", asked.key);
  number_of_entry(wire, "entry", asked.entry);
  wire.exact("reason", asked.reason);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, History>& asked) {
  wire.exact("case", asked.key);
  // An earlier program asks for all there is, and has the first page.
  if (is_told(wire, "after")) wire.member("after", asked.after);
  if (is_told(wire, "limit")) wire.member("limit", asked.limit);
  if constexpr (Wire::kReads) {
    if (asked.after < 0) wire.refuse("after", {"0 eller mere", "0 or more"});
    if (asked.limit < 1 || asked.limit > limits::kHistoryEntriesMax) wire.refuse("limit", {"1-1000", "1-1000"});
  }
  if (is_told(wire, "since")) wire.member("since", asked.since);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, Outbox>& asked) {
  wire.member("undelivered_only", asked.undelivered_only);
  if (is_told(wire, "case")) wire.exact("case", asked.key);
  if (is_told(wire, "since")) wire.member("since", asked.since);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, Audit>& asked) {
  wire.exact("case", asked.key);
  wire.objects("kept", asked.kept);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, Possible>& asked) {
  wire.exact("case", asked.key);
}
/// Outcomes go back as the text they are: one value each, however long it is.
template <class Wire>
void fields(Wire& wire, Of<Wire, Explain>& asked) {
  wire.exact("case", asked.key);
  wire.list("entries", asked.entries, [&](auto& entry, std::size_t) {
    wire.object([&] {
      wire.member("seq", entry.seq);
      wire.member("revision", entry.revision);
      wire.exact("outcome", entry.outcome);
    });
  });
  wire.member("dry_run", asked.dry_run);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, Export>& asked) {
  wire.exact("case", asked.key);
  if (is_told(wire, "at")) wire.member("at", asked.as_of.at);
  if (is_told(wire, "known_at")) wire.member("known_at", asked.as_of.known_at);
}
template <class Wire>
void fields(Wire& wire, Of<Wire, Calendar>& asked) {
  wire.exact("case", asked.key);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, Can>& asked) {
  wire.exact("case", asked.key);
  wire.exact("event", asked.event);
}
/// The caller is not on the wire: whoever answers knows him.
template <class Wire>
void fields(Wire&, Of<Wire, WhoAmI>&) {}

template <class Wire>
void fields(Wire& wire, Of<Wire, Preview>& asked) {
  wire.exact("case", asked.key);
  wire.exact("step", asked.step);
  wire.exact("template", asked.template_name);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, Situation>& asked) {
  wire.exact("case", asked.key);
  wire.exact("step", asked.step);
  as_of(wire, asked.as_of);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, Fetch>& asked) {
  wire.exact("case", asked.key);
  wire.exact("document", asked.document);
  wire.exact("name", asked.name);
  wire.member("version", asked.version);
  wire.member("from", asked.from);
  if constexpr (Wire::kReads) {
    if (asked.from < 0) wire.refuse("from", {"0 eller mere", "0 or more"});
  }
}

template <class Wire>
void fields(Wire& wire, Of<Wire, Draw>& asked) {
  static constexpr std::string_view kLanguages[] = {"da", "en"};
  wire.exact("case", asked.key);
  wire.exact("part", asked.part);
  wire.member("all", asked.all);
  wire.choice("language", asked.language, kLanguages);
  as_of(wire, asked.as_of);
}

template <class Wire>
void question(Wire& wire, Of<Wire, Question>& asked) {
  wire.tag("question", asked, kQuestions);
  std::visit([&](auto& one) { fields(wire, one); }, asked);
}

void receipt_or_error(Writer& wire, const Result<Receipt>& receipt) {
  if (receipt)
    wire.object("receipt", [&] { fields(wire, *receipt); });
  else
    wire.object("error", [&] { fields(wire, *receipt.error()); });
}
void receipt_or_error(Reader& wire, Result<Receipt>& receipt) {
  if (!wire.has("error")) return wire.object("receipt", [&] { fields(wire, *receipt); });
  Error error;
  wire.object("error", [&] { fields(wire, error); });
  receipt = fail(std::make_shared<const Error>(std::move(error)));
}

void limit_commands(Reader& wire, std::size_t count) {
  const std::string most = std::to_string(limits::kBatchCommandsMax);
  if (count > limits::kBatchCommandsMax)
    wire.refuse("commands", {"en liste med højst " + most + " kommandoer", "a list of at most " + most + " commands"});
}

}  // namespace wire

std::string write_commands(std::span<const Command> commands) {
  return wire::written([&](wire::Writer& out) {
    out.list("commands", commands,
             [&](const Command& command, std::size_t) { out.object([&] { fields(out, command); }); });
  });
}

Result<std::vector<Command>> read_commands(std::string_view json) {
  return wire::read_whole<std::vector<Command>>(json, limits::kWireValuesMax, [](wire::Reader& in, auto& commands) {
    in.objects("commands", commands);
    wire::limit_commands(in, commands.size());
  });
}

std::string write_receipts(std::span<const Result<Receipt>> receipts) {
  return wire::written([&](wire::Writer& out) {
    out.list("receipts", receipts, [&](const Result<Receipt>& receipt, std::size_t) {
      out.object([&] { wire::receipt_or_error(out, receipt); });
    });
  });
}

Result<std::vector<Result<Receipt>>> read_receipts(std::string_view json) {
  return wire::read_whole<std::vector<Result<Receipt>>>(json, SIZE_MAX, [](wire::Reader& in, auto& receipts) {
    in.list("receipts", receipts,
            [&](Result<Receipt>& receipt, std::size_t) { in.object([&] { wire::receipt_or_error(in, receipt); }); });
  });
}

std::string write_question(const Question& question) {
  return wire::written([&](wire::Writer& out) { wire::question(out, question); });
}

Result<Question> read_question(std::string_view json) {
  return wire::read_whole<Question>(json, limits::kWireValuesMax,
                                    [](wire::Reader& in, Question& question) { wire::question(in, question); });
}

std::string write_sources(const std::vector<model::Source>& sources) {
  return wire::written([&](wire::Writer& out) { out.objects("sources", sources); });
}

Result<std::vector<model::Source>> read_sources(std::string_view json) {
  return wire::read_whole<std::vector<model::Source>>(
      json, limits::kWireValuesMax, [](wire::Reader& in, auto& sources) { in.objects("sources", sources); });
}

std::string write_advanced(const Advanced& advanced) {
  return wire::written([&](wire::Writer& out) { fields(out, advanced); });
}

Result<Advanced> read_advanced(std::string_view json) {
  return wire::read_whole<Advanced>(json, SIZE_MAX, [](wire::Reader& in, Advanced& advanced) { fields(in, advanced); });
}

}  // namespace aftale::cases
