#include "engine/cases/commands.h"

#include <algorithm>
#include <map>

#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/cases/document_names.h"
#include "engine/cases/given_names.h"
#include "engine/cases/move.h"
#include "engine/machine/format/declared.h"
#include "engine/machine/possible.h"
#include "engine/time/typed_date.h"

namespace aftale::cases {
namespace {

tl::unexpected<ErrorPtr> too_large(const Text& what, std::size_t most) {
  const std::string limit = std::to_string(most);
  return fail(
      Error::Kind::refused, "too-large",
      Text{what.da + " er for stor; der er plads til " + limit, what.en + " is too large; the most is " + limit});
}

tl::unexpected<ErrorPtr> bad_key(const std::string& reason_da, const std::string& reason_en) {
  return fail(Error::Kind::refused, "bad-value", Text{"Sagens nøgle " + reason_da, "The key of the case " + reason_en});
}

Result<void> check_key(const std::string& key) {
  if (key.empty()) return bad_key("mangler", "is missing");
  if (key.size() > limits::kKeyBytesMax)
    return too_large({"Sagens nøgle", "The key of the case"}, limits::kKeyBytesMax);
  if (invalid_utf8(key) != std::string::npos) return bad_key("er ikke gyldig UTF-8", "is not valid UTF-8");
  for (const char letter : key) {
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f)
      return bad_key("skal stå på én linje", "must be one line");
  }
  return {};
}

Result<void> check_text(const std::string& text) {
  if (text.size() > limits::kTextBytesMax) return too_large({"En tekst", "A text"}, limits::kTextBytesMax);
  if (invalid_utf8(text) == std::string::npos) return {};
  return fail(Error::Kind::refused, "bad-value", Text{"En tekst er ikke gyldig UTF-8", "A text is not valid UTF-8"});
}

Result<void> check_words(const Words& words) {
  for (const auto& [name, value] : words) {
    AFTALE_TRY_VOID(check_text(name));
    AFTALE_TRY_VOID(check_text(value));
  }
  return {};
}

/// How much a person writes in one command, whatever he writes it under.
struct TextBytes {
  static std::size_t of(const Words& words) {
    std::size_t bytes = 0;
    for (const auto& [name, value] : words) bytes += name.size() + value.size();
    return bytes;
  }

  std::size_t operator()(const OpenCase& open) const { return of(open.inputs); }
  std::size_t operator()(const SendEvent& event) const {
    return event.step.size() + event.event.size() + of(event.data);
  }
  std::size_t operator()(const RecordDecision& record) const {
    std::size_t bytes = record.step.size() + record.outcome.size() + record.minority.size() + record.minutes.size();
    for (const std::string& remark : record.remarks) bytes += remark.size();
    for (const auto& [document, version] : record.versions) bytes += document.size();
    return bytes;
  }
  std::size_t operator()(const AttachDocument& attach) const { return attach.document.size() + attach.name.size(); }
  std::size_t operator()(const machine::Freeze& freeze) const { return freeze.document.size(); }
  std::size_t operator()(const machine::Suspend& suspend) const { return suspend.reason.size(); }
  std::size_t operator()(const machine::Resume& resume) const { return resume.reason.size(); }
  std::size_t operator()(const machine::Withdraw& withdraw) const { return withdraw.reason.size(); }
  std::size_t operator()(const RenewCase& renew) const { return of(renew.inputs) + renew.shift.size(); }
  std::size_t operator()(const machine::Correct& correct) const { return correct.reason.size(); }
};

Result<void> check_reference(const AttachDocument& attach) {
  const std::string least = std::to_string(limits::kAttachmentBytesMax);
  const std::int64_t size = attach.reference->size;
  if (!attach.bytes.empty() || size <= static_cast<std::int64_t>(limits::kAttachmentBytesMax))
    return fail(
        Error::Kind::refused, "bad-value",
        Text{"Kun en fil, der er større end " + least + " byte, nævnes ved størrelse og SHA-256. Send filen selv",
             "Only a file larger than " + least + " bytes is told by its size and SHA-256. Send the file itself"});
  if (size > static_cast<std::int64_t>(limits::kReferenceBytesMax))
    return too_large({"Dokumentet", "The document"}, limits::kReferenceBytesMax);
  return {};
}

Result<void> is_empty(const std::string& file) {
  return fail(Error::Kind::refused, "empty-file",
              Text{"Filen " + file + " er tom, så der er intet at behandle. Vælg den rigtige fil",
                   "The file " + file + " is empty, so there is nothing to treat. Choose the right file"});
}

struct LimitCheck {
  const std::string& key;

  Result<void> operator()(const OpenCase& open) const {
    AFTALE_TRY_VOID(check_new_key(key));
    return check_words(open.inputs);
  }
  Result<void> operator()(const SendEvent& event) const { return check_words(event.data); }
  Result<void> operator()(const RecordDecision& record) const {
    if (record.remarks.size() > limits::kRemarksMax)
      return too_large({"Listen af bemærkninger", "The list of remarks"}, limits::kRemarksMax);
    for (const std::string& remark : record.remarks) AFTALE_TRY_VOID(check_text(remark));
    AFTALE_TRY_VOID(check_text(record.minority));
    return check_text(record.minutes);
  }
  Result<void> operator()(const AttachDocument& attach) const {
    if (attach.bytes.size() > limits::kAttachmentBytesMax)
      return too_large({"Dokumentet", "The document"}, limits::kAttachmentBytesMax);
    if (attach.reference) AFTALE_TRY_VOID(check_reference(attach));
    AFTALE_TRY_VOID(check_file_name(attach.name));
    return attach.bytes.empty() && !attach.reference ? is_empty(attach.name) : Result<void>();
  }
  Result<void> operator()(const machine::Freeze&) const { return {}; }
  Result<void> operator()(const machine::Suspend& suspend) const { return check_text(suspend.reason); }
  Result<void> operator()(const machine::Resume& resume) const { return check_text(resume.reason); }
  Result<void> operator()(const machine::Withdraw& withdraw) const { return check_text(withdraw.reason); }
  Result<void> operator()(const RenewCase& renew) const {
    for (const auto& [name, word] : renew.inputs) AFTALE_TRY_VOID(check_text(word));
    return renew.key.empty() ? Result<void>() : check_new_key(renew.key);
  }
  Result<void> operator()(const machine::Correct& correct) const { return check_text(correct.reason); }
};

// Length-prefixed, so that no two commands read alike.
class Fingerprint {
 public:
  Fingerprint& add(std::string_view text) {
    bytes_ += std::to_string(text.size()) + ":";
    bytes_.append(text);
    return *this;
  }
  Fingerprint& add(const std::optional<std::int64_t>& number) { return add(number ? std::to_string(*number) : "-"); }
  Fingerprint& add(const std::optional<time::CivilDate>& date) {
    return add(date ? std::to_string(date->days()) : "-");
  }
  Fingerprint& add(const Words& words) {
    for (const auto& [name, value] : words) add(name).add(value);
    return add("end");
  }

  void operator()(const OpenCase& open) { add(open.definition.view()).add(open.inputs); }
  void operator()(const SendEvent& event) { add(event.step).add(event.event).add(event.data); }
  void operator()(const RecordDecision& record) {
    add(record.step).add(record.outcome).add(std::optional(record.meeting)).add(record.next);
    add(record.votes.votes_for).add(record.votes.votes_against).add(record.votes.votes_abstained);
    add(record.votes.present).add(record.votes.recused);
    for (const std::string& remark : record.remarks) add(remark);
    add(record.minority).add(record.minutes).add(record.even_so ? "even so" : "");
    for (const auto& [document, version] : record.versions) add(document).add(std::optional<std::int64_t>(version));
    if (record.skip) add("skip");
    if (record.closed) add("closed");
  }
  void operator()(const AttachDocument& attach) {
    const Digest digest = attach.reference ? attach.reference->sha256 : sha256(attach.bytes);
    add(attach.document).add(attach.name).add(digest.view());
  }
  void operator()(const machine::Freeze& freeze) { add(freeze.document); }
  void operator()(const machine::Suspend& suspend) { add(suspend.reason); }
  void operator()(const machine::Resume& resume) { add(resume.reason); }
  void operator()(const machine::Withdraw& withdraw) { add(withdraw.reason); }
  void operator()(const RenewCase& renew) { add(renew.key).add(renew.inputs).add(renew.shift); }
  void operator()(const machine::Correct& correct) { add(std::to_string(correct.entry)).add(correct.reason); }

  std::string hex() const { return sha256(bytes_).hex().substr(0, 16); }

 private:
  std::string bytes_;
};

struct Typing {
  const model::Definition& definition;
  const machine::Case& instance;

  Result<Typed> operator()(const OpenCase& open) const {
    AFTALE_TRY(machine::NamedValues values, machine::type_inputs(definition, open.inputs));
    return Typed{machine::Open{std::move(values)}, std::nullopt};
  }
  Result<Typed> operator()(const SendEvent& event) const {
    AFTALE_TRY(machine::NamedValues values, machine::type_event(definition, instance, event.event, event.data));
    return Typed{machine::Event{event.step, event.event, std::move(values)}, std::nullopt};
  }
  Result<Typed> operator()(const AttachDocument& attach) const {
    const std::string document = address_named(document_names(definition, instance), attach.document);
    // macOS writes "ø" and the like as two characters; what looks the same is the same file.
    const std::string name = nfc(attach.name);
    if (attach.reference) {
      const auto size = static_cast<std::uint64_t>(attach.reference->size);
      return Typed{machine::Attach{document, name, attach.reference->sha256, size}, std::nullopt};
    }
    const Digest digest = sha256(attach.bytes);
    return Typed{machine::Attach{document, name, digest, attach.bytes.size()},
                 records::ContentRow{digest, attach.bytes}};
  }
  Result<Typed> operator()(const machine::Freeze& freeze) const {
    return Typed{machine::Freeze{address_named(document_names(definition, instance), freeze.document)}, std::nullopt};
  }
  Result<Typed> operator()(const RenewCase& renew) const {
    AFTALE_TRY(machine::NamedValues values, machine::type_some_inputs(definition, renew.inputs));
    if (!renew.shift.empty()) AFTALE_TRY_VOID(shift_dates(renew.shift, values));
    return Typed{machine::Renew{renew.key, std::move(values)}, std::nullopt};
  }
  template <class Input>
  Result<Typed> operator()(const Input& input) const {
    return Typed{input, std::nullopt};
  }

  /// Every input that is a date and is not given, later by a period.
  Result<void> shift_dates(const std::string& shift, machine::NamedValues& values) const {
    const tl::expected<time::Period, Text> period = time::typed_period(shift);
    if (!period) return fail(Error::Kind::refused, "bad-value", period.error());
    const std::vector<model::Variable>& variables = definition.root_chart().variables;
    const machine::Branch& root = *instance.branches.front();
    for (std::size_t i = 0; i < variables.size(); ++i) {
      const std::string& id = variables[i].id;
      const bool given = std::any_of(values.begin(), values.end(), [&](const auto& had) { return had.first == id; });
      if (variables[i].role != model::Variable::Role::input || given || root.values[i].kind() != feel::Kind::date)
        continue;
      values.emplace_back(id, feel::Value(definition.calendar.add(root.values[i].date(), *period)));
    }
    return {};
  }
};

}  // namespace

std::string digest_of(const Command& command) {
  Fingerprint fingerprint;
  fingerprint.add(command.key).add(command.effective).add(std::to_string(command.intent.index()));
  std::visit(fingerprint, command.intent);
  return fingerprint.hex();
}

std::string digest_of(const Move& order, const Digest& to) {
  Fingerprint fingerprint;
  fingerprint.add(order.undo ? "move back" : "move").add(to.view()).add(order.inputs);
  return fingerprint.hex();
}

Result<void> check_limits(const Move& order) {
  if (!order.key.empty()) AFTALE_TRY_VOID(check_key(order.key));
  AFTALE_TRY_VOID(check_text(order.reason));
  return check_words(order.inputs);
}

Result<void> check_limits(const Command& command) {
  AFTALE_TRY_VOID(std::visit(LimitCheck{command.key}, command.intent));
  AFTALE_TRY_VOID(check_key(command.key));
  if (std::visit(TextBytes{}, command.intent) <= limits::kEntryTextBytesMax) return {};
  return too_large({"Postens tekst tilsammen", "The text of the entry in all"}, limits::kEntryTextBytesMax);
}

Result<void> check_role(const Command& command) {
  static const std::vector<std::string> secretariat{"secretariat"};
  struct Act {
    std::optional<Text> operator()(const OpenCase&) const { return Text{"At åbne en sag", "Opening a case"}; }
    std::optional<Text> operator()(const AttachDocument&) const {
      return Text{"At vedhæfte et dokument", "Attaching a document"};
    }
    std::optional<Text> operator()(const machine::Freeze&) const {
      return Text{"At fastlåse en tekst", "Freezing a text"};
    }
    std::optional<Text> operator()(const machine::Suspend&) const {
      return Text{"At sætte en sag i bero", "Suspending a case"};
    }
    std::optional<Text> operator()(const machine::Resume&) const {
      return Text{"At genoptage en sag", "Resuming a case"};
    }
    std::optional<Text> operator()(const machine::Withdraw&) const {
      return Text{"At trække en sag tilbage", "Withdrawing a case"};
    }
    std::optional<Text> operator()(const RenewCase&) const { return Text{"At forny en sag", "Renewing a case"}; }
    std::optional<Text> operator()(const machine::Correct&) const {
      return Text{"At stryge en post", "Striking an entry"};
    }
    std::optional<Text> operator()(const SendEvent&) const { return std::nullopt; }
    std::optional<Text> operator()(const RecordDecision&) const { return std::nullopt; }
  };
  const std::optional<Text> act = std::visit(Act{}, command.intent);
  return act ? admit(command.actor, secretariat, *act) : Result<void>();
}

Result<Typed> type(const Command& command, const model::Definition& definition, const machine::Case& instance) {
  return std::visit(Typing{definition, instance}, command.intent);
}

Result<void> check_content(const machine::Input& input, const model::Definition& definition,
                           const machine::Case& instance) {
  const auto* freeze = std::get_if<machine::Freeze>(&input);
  if (!freeze) return {};
  // The newest version of each file; what is before the bodies already stays there.
  std::map<std::string, const machine::DocumentVersion*> newest;
  for (const machine::DocumentVersion& version : instance.documents) {
    const model::Document& document = definition.root().documents[version.document];
    const std::string& branch = instance.branches[version.branch]->key;
    const std::string address = version.branch == 0 ? document.id : branch + "/" + document.id;
    if (address == freeze->document) newest[document.many ? version.name : std::string()] = &version;
  }
  for (const auto& [file, version] : newest) {
    if (version->size == 0 && !version->frozen) return is_empty(version->name);
  }
  return {};
}

ErrorPtr with_meant_document(const ErrorPtr& refused, const Command& command, const model::Definition& definition,
                             const machine::Case& instance) {
  if (std::string_view(code_of(refused)) != "unknown-document") return refused;
  const auto* attach = std::get_if<AttachDocument>(&command.intent);
  const auto* freeze = std::get_if<machine::Freeze>(&command.intent);
  if (!attach && !freeze) return refused;
  const Text meant = meant_document(document_names(definition, instance), attach ? attach->document : freeze->document);
  if (meant.empty()) return refused;
  Error error = *refused;
  Text& message = error.findings.front().message;
  message = {message.da + ". " + meant.da, message.in(Language::en) + ". " + meant.en};
  return std::make_shared<const Error>(std::move(error));
}

std::optional<time::CivilDate> effective_of(const Command& command) {
  if (const auto* record = std::get_if<RecordDecision>(&command.intent)) return record->meeting;
  return command.effective;
}

}  // namespace aftale::cases
