#include "engine/loader/workflow/documents.h"

#include <algorithm>

#include "engine/loader/scope/seen_documents.h"

namespace aftale::loader {

using model::ChartIx;
using model::Document;
using model::kNone;

namespace {

Document read_document(WorkflowFile& file, const Node& key, const Node& node, ChartIx body) {
  Document document;
  document.id = file.reading.id(key, "documents");
  document.at = key.at;
  document.title = title_of(document.id);
  document.chart = body;
  if (node.is_null() || !file.reading.keys(node, {"title", "changed_after_approval", "many"})) return document;
  if (const Node* title = node.find("title")) document.title = file.reading.bilingual(title, "title");
  if (const Node* many = node.find("many")) document.many = file.reading.boolean(many, "many").value_or(false);
  const Node* changed = node.find("changed_after_approval");
  if (!changed) return document;
  if (body != kNone) {
    file.reading.error(
        "key-not-here", changed->at,
        {"changed_after_approval hører til sagens dokumenter: kun dem er der flere, der har godkendt",
         "changed_after_approval belongs to documents of the case: only those have several who approved"});
    return document;
  }
  const std::string word = file.reading.text(changed, "changed_after_approval").value_or("ask");
  if (word == "reapprove") {
    document.changed_after_approval = Document::Changed::reapprove;
  } else if (word == "keep") {
    document.changed_after_approval = Document::Changed::keep;
  } else if (word != "ask") {
    file.reading.error("wrong-value", changed->at,
                       {"changed_after_approval kan være ask, reapprove eller keep, ikke " + word,
                        "changed_after_approval may be ask, reapprove or keep, not " + word},
                       {"ask", "reapprove", "keep"});
  }
  return document;
}

}  // namespace

void read_documents(WorkflowFile& file, const Node* documents, ChartIx body) {
  if (!documents || documents->is_null()) return;
  if (!documents->is_mapping()) {
    file.reading.error("wrong-shape", documents->at,
                       {"documents er en tabel: agreement: {title: Aftaletekst}",
                        "documents is a mapping: agreement: {title: Agreement}"});
    return;
  }
  for (const auto& [key, node] : documents->entries) {
    Document document = read_document(file, key, node, body);
    const auto& known = file.bundle.documents();
    const auto same = std::find_if(known.begin(), known.end(), [&](const Document& d) { return d.id == document.id; });
    if (body != kNone) {
      if (same != known.end()) {
        file.reading.error("duplicate-id", key.at,
                           {"Dokumentet " + document.id + " findes allerede i forløbet; giv grenenes et andet navn",
                            "The workflow has a document " + document.id +
                                " already; give that of the branches another "
                                "name"});
        continue;
      }
      file.bundle.workflows.front().documents.push_back(std::move(document));
      continue;
    }
    // A called workflow works on the documents of the case; its own list serves the checker.
    if (file.workflow != 0 && (same == known.end() || same->chart != kNone)) {
      file.reading.error("unknown-document", key.at,
                         {"Det kaldende forløb har intet dokument " + document.id + "; skriv det under documents dér",
                          "The calling workflow has no document " + document.id + "; write it under documents there"});
    }
    file.bundle.workflows[file.workflow].documents.push_back(std::move(document));
  }
}

std::optional<std::uint16_t> find_document(WorkflowFile& file, const Node& name, const Place& place) {
  const std::vector<Document>& documents = file.bundle.documents();
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (documents[i].id == name.text && is_seen_from(file.bundle, place.chart, documents[i]))
      return static_cast<std::uint16_t>(i);
  }
  report_unknown_document(file.bundle, place.chart, name.text, name.at);
  return std::nullopt;
}

}  // namespace aftale::loader
