#include <algorithm>

#include "engine/base/json.h"
#include "engine/base/words.h"
#include "engine/cases/case_rows.h"
#include "engine/cases/notices/outbox_rows.h"
#include "engine/cases/notices/rendering.h"
#include "engine/cases/notices/templates.h"
#include "engine/cases/questions/queries.h"
#include "engine/lifecycle/delivery_life.h"
#include "engine/machine/possible.h"
#include "engine/messages/plain_form.h"
#include "engine/messages/render.h"
#include "engine/model/templates.h"

namespace aftale::cases::queries {
namespace {

std::string file_of(const std::string& template_name, Language language) {
  return template_name + (language == Language::da ? ".da.txt" : ".en.txt");
}

/// What cannot be rendered is shown with its reason; only what the store cannot read is an error.
Result<PreviewMessage> shown(const ReadModel& in, const records::OutboxRow& row,
                             const std::pair<std::string, Language>& form) {
  PreviewMessage message;
  message.id = row.id;
  message.status = row.status;
  message.template_name = row.template_name;
  message.language = form.second;
  message.channel = row.channel.empty() ? in.notifications.wish_of(row.receiver).channel : row.channel;
  message.receiver = row.receiver;
  message.receiver_title = row.receiver_title;
  if (row.id != 0) message.goes_out = row.next_attempt_at;
  message.step = row.facts.step;
  message.due = row.facts.due;
  if (!form.first.empty())
    message.findings = messages::check_template(form.first, file_of(row.template_name, form.second));
  Result<Rendered> made = rendered_from(in, row, form);
  if (!made && made.error()->kind != Error::Kind::refused) return fail(made.error());
  if (!made) {
    for (const Diagnostic& finding : made.error()->findings) message.findings.push_back(finding);
    return message;
  }
  message.receiver = std::move(made->message.receiver);
  message.receiver_title = std::move(made->message.receiver_title);
  message.sender = std::move(made->message.sender);
  message.sender_title = std::move(made->message.sender_title);
  message.subject = std::move(made->message.subject);
  message.body = std::move(made->message.body);
  for (records::Message::Part& part : made->message.attachments) message.attachments.push_back(std::move(part.name));
  return message;
}

bool waits(const records::OutboxRow& row) {
  return row.status != lifecycle::DeliveryStatus::delivered && row.status != lifecycle::DeliveryStatus::superseded;
}

/// Every name under which something may be said: the program's own, and those of the workflow.
std::vector<std::string> known_templates(const model::Definition& definition) {
  std::vector<std::string> names = messages::built_in_names();
  for (const model::NamedTemplate& named : model::templates_of(definition)) {
    if (std::find(names.begin(), names.end(), named.name) == names.end()) names.push_back(named.name);
  }
  return names;
}

Result<void> must_be_known(const ReadModel& in, const model::Definition& definition, const std::string& name) {
  std::vector<std::string> names = known_templates(definition);
  if (std::find(names.begin(), names.end(), name) != names.end()) return {};
  AFTALE_TRY(const auto form, template_now(in, definition, name, Language::da));
  if (!form.first.empty()) return {};
  const std::string near = nearest(name, names);
  if (!near.empty()) names = {near};
  return fail(Error::Kind::not_found, "unknown-template",
              Text{"Der er ingen skabelon »" + name + "«" + (near.empty() ? "" : ". Mente du »" + near + "«?"),
                   "There is no template \"" + name + "\"" + (near.empty() ? "" : ". Did you mean \"" + near + "\"?")},
              std::move(names));
}

Result<void> add_what_waits(const ReadModel& in, CaseId id, PreviewAnswer& answer) {
  AFTALE_TRY(const std::vector<records::OutboxRow> rows, in.store.outbox_of(id));
  for (const records::OutboxRow& row : rows) {
    if (!waits(row)) continue;
    AFTALE_TRY(const auto form, template_of(in, row, wanted_language(in, row)));
    AFTALE_TRY(PreviewMessage message, shown(in, row, form));
    answer.messages.push_back(std::move(message));
  }
  return {};
}

/// What the case keeps; where a template is asked for by name, the file of now, since somebody may be writing it.
Result<std::pair<std::string, Language>> form_of(const ReadModel& in, const model::Definition& definition,
                                                 const records::OutboxRow& row, bool named) {
  const Language wanted = wanted_language(in, row);
  if (named) {
    records::OutboxRow unpinned;
    unpinned.template_name = row.template_name;
    AFTALE_TRY(auto form, template_of(in, unpinned, wanted));
    if (!form.first.empty()) return form;
  }
  return template_now(in, definition, row.template_name, wanted);
}

Result<void> add_what_would_be_said(const ReadModel& in, const Preview& question, const records::LoadedCase& loaded,
                                    time::Instant now, PreviewAnswer& answer) {
  AFTALE_TRY(const model::DefinitionPtr definition, in.definitions.get(loaded.row.definition));
  AFTALE_TRY(const machine::Case instance, case_rows::read_case(loaded, *definition));
  const std::string& name = question.template_name;
  if (!name.empty()) AFTALE_TRY_VOID(must_be_known(in, *definition, name));
  AFTALE_TRY(answer.step, machine::find_step(*definition, instance, question.step));
  const machine::Moment moment{std::max(now, instance.last_at), std::nullopt, {}};
  AFTALE_TRY(const std::vector<machine::Notify> told,
             machine::preview_of_effects(*definition, instance, answer.step, name, moment));
  for (const machine::Notify& notice : told) {
    const records::OutboxRow row = outbox_row(notice, instance, *definition, moment.now);
    AFTALE_TRY(const auto form, form_of(in, *definition, row, !question.template_name.empty()));
    AFTALE_TRY(PreviewMessage message, shown(in, row, form));
    answer.messages.push_back(std::move(message));
  }
  return {};
}

}  // namespace

Result<Answer> preview(const ReadModel& in, const Preview& question, time::Instant now) {
  PreviewAnswer answer;
  if (question.step.empty()) {
    AFTALE_TRY(const records::CaseRow row, find_case(in, question.key));
    answer.case_key = row.key;
    answer.case_title = row.title;
    AFTALE_TRY_VOID(add_what_waits(in, row.id, answer));
  } else {
    AFTALE_TRY(const std::optional<records::LoadedCase> loaded, in.store.load(question.key));
    if (!loaded) return fail(find_case(in, question.key).error());
    answer.case_key = loaded->row.key;
    answer.case_title = loaded->row.title;
    AFTALE_TRY_VOID(add_what_would_be_said(in, question, *loaded, now, answer));
  }
  return Answer{std::move(answer), 0};
}

}  // namespace aftale::cases::queries
