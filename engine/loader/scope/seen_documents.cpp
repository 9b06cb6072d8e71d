#include "engine/loader/scope/seen_documents.h"

#include "engine/base/words.h"

namespace aftale::loader {

using model::ChartIx;
using model::Document;
using model::kNone;

bool is_seen_from(const Bundle& bundle, ChartIx chart, const Document& document) {
  if (document.chart == kNone) return true;
  for (ChartIx at = chart; at != kNone; at = bundle.chart(at).parent) {
    if (at == document.chart) return true;
  }
  return false;
}

void report_unknown_document(Bundle& bundle, ChartIx chart, const std::string& name, const Span& at) {
  std::vector<std::string> known;
  for (const Document& document : bundle.documents()) {
    if (is_seen_from(bundle, chart, document)) {
      known.push_back(document.id);
    } else if (document.id == name) {
      const model::Chart& body = bundle.chart(document.chart);
      const std::string owner = bundle.chart(body.parent).states[body.parent_state].id;
      bundle.reading.error(
          "unknown-document", at,
          {name + " hører til grenene af " + owner + "; uden for dem er der ikke ét dokument " + name,
           name + " belongs to the branches of " + owner + "; outside them there is no one document " + name});
      return;
    }
  }
  const std::string near = nearest(name, known);
  bundle.reading.error(
      "unknown-document", at,
      {"Der er intet dokument " + name + (near.empty() ? "; skriv det under documents" : "; mente du " + near + "?"),
       "There is no document " + name + (near.empty() ? "; write it under documents" : "; did you mean " + near + "?")},
      known, near);
}

}  // namespace aftale::loader
