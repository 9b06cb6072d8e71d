#include "engine/loader/bundle/source_words.h"

namespace aftale::loader {

using model::SourceKind;

Text kind_word(SourceKind kind) {
  switch (kind) {
    case SourceKind::workflow:
      return {"forløb", "workflow"};
    case SourceKind::organisation:
      return {"organisation", "organisation"};
    case SourceKind::calendar:
      return {"kalender", "calendar"};
    case SourceKind::rules:
      return {"regeltabel", "table of rules"};
    case SourceKind::template_:
      return {"skabelon", "template"};
    case SourceKind::scenario:
      return {"scenarie", "scenario"};
  }
  return {};
}

const char* code_of_missing(SourceKind kind) {
  switch (kind) {
    case SourceKind::workflow:
      return "unknown-workflow";
    case SourceKind::organisation:
      return "unknown-organisation";
    case SourceKind::calendar:
      return "unknown-calendar";
    case SourceKind::rules:
      return "unknown-table";
    case SourceKind::template_:
    case SourceKind::scenario:
      return "unknown-source";
  }
  return "unknown-source";
}

}  // namespace aftale::loader
