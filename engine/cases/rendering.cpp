#include "engine/cases/rendering.h"

#include "engine/cases/deliveries.h"
#include "engine/cases/templates.h"
#include "engine/messages/plain_form.h"
#include "engine/messages/render.h"

namespace aftale::cases {
namespace {

/// All of them or none: half of what goes with a submission would mislead.
Result<void> attach(Engine& engine, ports::Message& message) {
  std::size_t total = 0;
  for (ports::Message::Part& part : message.attachments) {
    const std::optional<Digest> digest = Digest::from_hex(part.sha256);
    if (!digest) continue;
    AFTALE_TRY(std::optional<std::string> bytes, engine.store.content(*digest));
    // A file that is not kept was larger than that.
    total += bytes ? bytes->size() : kAttachedBytesMax + 1;
    if (total > kAttachedBytesMax) break;
    part.bytes = std::move(*bytes);
  }
  if (total <= kAttachedBytesMax) return {};
  for (ports::Message::Part& part : message.attachments) part.bytes.clear();
  return {};
}

tl::unexpected<ErrorPtr> no_template(const std::string& name) {
  return fail(Error::Kind::refused, "unknown-template",
              Text{"Der er ingen skabelon " + name + ", så beskeden holdes tilbage. Læg " + name +
                       ".da.txt i workflows/templates, og sæt beskeden i kø igen med: aftale outbox retry",
                   "There is no template " + name + ", so the message is held. Put " + name +
                       ".da.txt into workflows/templates, and queue the message again with: aftale outbox retry"});
}

}  // namespace

std::string one_line(const ErrorPtr& error) {
  const Diagnostic& first = error->findings.front();
  std::string place;
  if (first.where) {
    place = first.where->file + ":";
    if (first.where->line != 0)
      place += std::to_string(first.where->line) + ":" + std::to_string(first.where->column) + ":";
    place += " ";
  }
  return place + first.message.in(Language::da);
}

Language wanted_language(const Engine& engine, const ports::OutboxRow& row) {
  return engine.options.telling.wish_of(row.receiver).language.value_or(Language::da);
}

Result<Rendered> rendered(Engine& engine, const ports::OutboxRow& row) {
  AFTALE_TRY(const auto form, template_of(engine, row, wanted_language(engine, row)));
  return rendered_from(engine, row, form);
}

Result<Rendered> rendered_from(Engine& engine, const ports::OutboxRow& row,
                               const std::pair<std::string, Language>& form) {
  // What only a workflow names has no other words than those of its template.
  const bool plain = !engine.options.templates || messages::is_built_in(row.template_name);
  if (form.first.empty() && !plain) return no_template(row.template_name);
  Result<ports::Message> message = messages::render(row, form.first, form.second);
  Rendered out;
  if (message) {
    out.message = std::move(*message);
  } else if (form.first.empty() || !plain) {
    return fail(message.error());
  } else {
    AFTALE_TRY(out.message, messages::render(row, {}, form.second));
    out.note = "Sendt uden skabelon. " + one_line(message.error());
  }
  AFTALE_TRY_VOID(attach(engine, out.message));
  return out;
}

std::string subject_of(Engine& engine, const ports::OutboxRow& row, Language language) {
  const Result<std::pair<std::string, Language>> form = template_of(engine, row, language);
  Result<ports::Message> message = messages::render(row, form ? form->first : std::string(), language);
  if (!message) message = messages::render(row, {}, language);
  return message ? message->subject : row.template_name;
}

}  // namespace aftale::cases
