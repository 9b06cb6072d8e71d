#include "engine/cases/commands.h"

#include <algorithm>
#include <map>

#include "engine/cases/document_names.h"
#include "engine/cases/move.h"
#include "engine/machine/format/declared.h"
#include "engine/machine/possible.h"
#include "engine/time/typed_date.h"

namespace aftale::cases {
namespace {

/// By the definition that a case is pinned to, and what it holds.
class CaseVocabulary final : public commands::Vocabulary {
 public:
  CaseVocabulary(const model::Definition& definition, const machine::Case& instance)
      : definition_(definition), instance_(instance) {}

  Result<machine::NamedValues> inputs(const Words& words) const override {
    return machine::type_inputs(definition_, words);
  }
  Result<machine::NamedValues> next_inputs(const Words& words, const std::string& shift) const override {
    AFTALE_TRY(machine::NamedValues values, machine::type_some_inputs(definition_, words));
    if (!shift.empty()) AFTALE_TRY_VOID(shift_dates(shift, values));
    return values;
  }
  Result<machine::NamedValues> data_of(const std::string& event, const Words& words) const override {
    return machine::type_event(definition_, instance_, event, words);
  }
  std::string document(const std::string& written) const override {
    return address_named(document_names(definition_, instance_), written);
  }

 private:
  /// Every input that is a date and is not given, later by a period.
  Result<void> shift_dates(const std::string& shift, machine::NamedValues& values) const {
    const tl::expected<time::Period, Text> period = time::typed_period(shift);
    if (!period) return fail(Error::Kind::refused, "bad-value", period.error());
    const std::vector<model::Variable>& variables = definition_.root_chart().variables;
    const machine::Branch& root = *instance_.branches.front();
    for (std::size_t i = 0; i < variables.size(); ++i) {
      const std::string& id = variables[i].id;
      const bool given = std::any_of(values.begin(), values.end(), [&](const auto& had) { return had.first == id; });
      if (variables[i].role != model::Variable::Role::input || given || root.values[i].kind() != feel::Kind::date)
        continue;
      values.emplace_back(id, feel::Value(definition_.calendar.add(root.values[i].date(), *period)));
    }
    return {};
  }

  const model::Definition& definition_;
  const machine::Case& instance_;
};

}  // namespace

std::string digest_of(const Move& order, const Digest& to) {
  commands::Fingerprint fingerprint;
  fingerprint.add(order.undo ? "move back" : "move").add(to.view()).add(order.inputs);
  return fingerprint.hex();
}

Result<void> check_limits(const Move& order) {
  if (!order.key.empty()) AFTALE_TRY_VOID(commands::check_key(order.key));
  AFTALE_TRY_VOID(commands::check_text(order.reason));
  return commands::check_words(order.inputs);
}

Result<Typed> type(const Command& command, const model::Definition& definition, const machine::Case& instance) {
  const CaseVocabulary vocabulary(definition, instance);
  AFTALE_TRY(machine::Input input, commands::taken_for<machine::Input>(command.intent, vocabulary));
  Typed typed{std::move(input), std::nullopt};
  const auto* asked = std::get_if<AttachDocument>(&command.intent);
  if (asked && !asked->reference)
    typed.content = records::ContentRow{std::get<machine::Attach>(typed.input).sha256, asked->bytes};
  return typed;
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
    if (version->size == 0 && !version->frozen) return commands::is_empty(version->name);
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

}  // namespace aftale::cases
