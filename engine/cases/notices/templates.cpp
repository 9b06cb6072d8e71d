#include "engine/cases/notices/templates.h"

#include "engine/base/digest.h"

namespace aftale::cases {
namespace {

bool is_pinned(const records::OutboxRow& row) {
  return row.template_da != Digest{} || row.template_en != Digest{};
}

std::pair<std::string, Language> found_now(const ReadModel& in, const std::string& name, Language wanted) {
  const Language other = wanted == Language::da ? Language::en : Language::da;
  for (const Language language : {wanted, other}) {
    std::optional<std::string> text;
    if (in.templates) text = in.templates(name, language);
    if (text) return {std::move(*text), language};
  }
  return {std::string(), wanted};
}

}  // namespace

void pin_templates(const model::Definition& definition, std::span<records::OutboxRow> rows) {
  for (records::OutboxRow& row : rows) {
    const auto found = definition.templates.find(row.template_name);
    if (found == definition.templates.end()) continue;
    row.template_da = found->second.da;
    row.template_en = found->second.en;
  }
}

void pin_templates(const FindTemplate& find, TemplateDigests& stored, records::Commit& commit) {
  if (!find) return;
  for (records::OutboxRow& row : commit.outbox) {
    if (is_pinned(row)) continue;
    auto found = stored.find(row.template_name);
    if (found == stored.end()) {
      std::pair<Digest, Digest> digests;
      for (const Language language : {Language::da, Language::en}) {
        std::optional<std::string> text = find(row.template_name, language);
        if (!text) continue;
        Digest& digest = language == Language::da ? digests.first : digests.second;
        digest = sha256(*text);
        commit.content.push_back({digest, std::move(*text)});
      }
      found = stored.emplace(row.template_name, digests).first;
    }
    row.template_da = found->second.first;
    row.template_en = found->second.second;
  }
}

Result<std::pair<std::string, Language>> template_of(const ReadModel& in, const records::OutboxRow& row,
                                                     Language wanted) {
  if (!is_pinned(row)) return found_now(in, row.template_name, wanted);
  const Language other = wanted == Language::da ? Language::en : Language::da;
  for (const Language language : {wanted, other}) {
    const Digest& digest = language == Language::da ? row.template_da : row.template_en;
    if (digest == Digest{}) continue;
    AFTALE_TRY(std::optional<std::string> text, in.store.content(digest));
    if (text) return std::pair{std::move(*text), language};
  }
  return std::pair{std::string(), wanted};
}

Result<std::pair<std::string, Language>> template_now(const ReadModel& in, const model::Definition& definition,
                                                      const std::string& name, Language wanted) {
  records::OutboxRow row;
  row.template_name = name;
  pin_templates(definition, std::span(&row, 1));
  return template_of(in, row, wanted);
}

}  // namespace aftale::cases
