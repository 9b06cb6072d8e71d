#include "engine/messages/plain_form.h"

namespace aftale::messages {
namespace {

struct Meaning {
  std::string_view name;
  Text what;
};

/// What the engine sends of its own accord.
const Meaning kMeanings[] = {
    {"reminder", {"Påmindelse", "Reminder"}},
    {"overdue", {"Fristen er overskredet", "Overdue"}},
    {"meeting-moved", {"Mødet er flyttet", "The meeting was moved"}},
    {"meeting-withdrawn", {"Sagen skal ikke længere på mødet", "No longer for the meeting"}},
    {"digest", {"Samlet besked", "Collected messages"}},
    {"escalated", {"Vi mangler stadig svar", "Still waiting for an answer"}},
    {"lifted", {"Rettelse: fristen er overholdt", "Correction: it was on time"}},
    {"undecided", {"Sagen kan ikke komme videre", "The case cannot go on"}},
    {"correction", {"Rettelse: beskeden gælder ikke længere", "Correction: the message no longer holds"}},
    {"unheard", {"En besked fra en anden sag blev ikke taget", "A message from another case was not taken"}},
    {"faulted", {"Sagen er standset af en fejl", "Stopped by an error"}},
    {"renewed-approval", {"Teksten er ændret. Skal der godkendes igen?", "The text has changed. Approve again?"}},
};

const Meaning* meaning_of(std::string_view name) {
  for (const Meaning& meaning : kMeanings) {
    if (meaning.name == name) return &meaning;
  }
  return nullptr;
}

constexpr std::string_view kDanish = R"(Sag: {{case_title}} ({{case_key}})
{{#workflow_title}}Forløb: {{workflow_title}}
{{/workflow_title}}{{#step_title}}Trin: {{step_title}}{{#step_path}} ({{step_path}}){{/step_path}}
{{/step_title}}{{#party_title}}Part: {{party_title}}
{{/party_title}}{{#owner_title}}Ansvarlig: {{owner_title}}
{{/owner_title}}{{#due_date}}Frist: {{due_date}}
{{/due_date}}{{#today}}Dato: {{today}}
{{/today}}{{#said}}Gælder ikke længere: {{said}}{{#said_date}} ({{said_date}}){{/said_date}}
{{/said}}{{#reason}}Grund: {{reason}}
{{/reason}}{{#items}}- {{title}} ({{owner_title}}){{#due_date}}, frist {{due_date}}{{/due_date}}
{{/items}}{{#attachments}}- {{document_title}}: {{name}} (version {{version}})
{{/attachments}}

{{#secretariat_title}}Venlig hilsen
{{secretariat_title}}
{{/secretariat_title}})";

constexpr std::string_view kEnglish = R"(Case: {{case_title}} ({{case_key}})
{{#workflow_title}}Workflow: {{workflow_title}}
{{/workflow_title}}{{#step_title}}Step: {{step_title}}{{#step_path}} ({{step_path}}){{/step_path}}
{{/step_title}}{{#party_title}}Party: {{party_title}}
{{/party_title}}{{#owner_title}}Owner: {{owner_title}}
{{/owner_title}}{{#due_date}}Due: {{due_date}}
{{/due_date}}{{#today}}Date: {{today}}
{{/today}}{{#said}}No longer holds: {{said}}{{#said_date}} ({{said_date}}){{/said_date}}
{{/said}}{{#reason}}Reason: {{reason}}
{{/reason}}{{#items}}- {{title}} ({{owner_title}}){{#due_date}}, due {{due_date}}{{/due_date}}
{{/items}}{{#attachments}}- {{document_title}}: {{name}} (version {{version}})
{{/attachments}}

{{#secretariat_title}}Kind regards
{{secretariat_title}}
{{/secretariat_title}})";

}  // namespace

std::string plain_form(std::string_view template_name, Language language) {
  const Meaning* meaning = meaning_of(template_name);
  const std::string what = meaning ? meaning->what.in(language) : "{{template}}";
  std::string out = "Subject: " + what + ": {{case_title}}\n\n";
  out.append(language == Language::da ? "{{#receiver_title}}Til {{receiver_title}}\n\n{{/receiver_title}}"
                                      : "{{#receiver_title}}To {{receiver_title}}\n\n{{/receiver_title}}");
  out.append(what).append("\n\n");
  return out.append(language == Language::da ? kDanish : kEnglish);
}

bool is_built_in(std::string_view template_name) {
  return meaning_of(template_name) != nullptr;
}

std::vector<std::string> built_in_names() {
  std::vector<std::string> names;
  for (const Meaning& meaning : kMeanings) names.emplace_back(meaning.name);
  return names;
}

}  // namespace aftale::messages
