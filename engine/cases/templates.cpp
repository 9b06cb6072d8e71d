#include "engine/cases/templates.h"

#include "engine/base/digest.h"

namespace aftale::cases {

void pin_templates(Engine& engine, ports::Commit& commit) {
  if (!engine.options.templates) return;
  for (ports::OutboxRow& row : commit.outbox) {
    auto found = engine.templates.find(row.template_name);
    if (found == engine.templates.end()) {
      std::pair<Digest, Digest> digests;
      for (const Language language : {Language::da, Language::en}) {
        std::optional<std::string> text = engine.options.templates(row.template_name, language);
        if (!text) continue;
        Digest& digest = language == Language::da ? digests.first : digests.second;
        digest = sha256(*text);
        commit.content.push_back({digest, std::move(*text)});
      }
      found = engine.templates.emplace(row.template_name, digests).first;
    }
    row.template_da = found->second.first;
    row.template_en = found->second.second;
  }
}

Result<std::pair<std::string, Language>> template_of(Engine& engine, const ports::OutboxRow& row, Language wanted) {
  const Language other = wanted == Language::da ? Language::en : Language::da;
  for (const Language language : {wanted, other}) {
    const Digest& digest = language == Language::da ? row.template_da : row.template_en;
    if (digest == Digest{}) continue;
    AFTALE_TRY(std::optional<std::string> text, engine.store.content(digest));
    if (text) return std::pair{std::move(*text), language};
  }
  return std::pair{std::string(), wanted};
}

std::pair<std::string, Language> template_now(const Engine& engine, const std::string& name, Language wanted) {
  const Language other = wanted == Language::da ? Language::en : Language::da;
  for (const Language language : {wanted, other}) {
    std::optional<std::string> text;
    if (engine.options.templates) text = engine.options.templates(name, language);
    if (text) return {std::move(*text), language};
  }
  return {std::string(), wanted};
}

}  // namespace aftale::cases
