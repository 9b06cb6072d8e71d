#include <algorithm>

#include "engine/base/words.h"
#include "engine/loader/workflow_reader.h"

/// `documents`: of the case, or of every branch of a `for_each`.
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

void WorkflowReader::read_documents(const Node* documents, ChartIx body) {
  if (!documents || documents->is_null()) return;
  if (!documents->is_mapping()) {
    reading_.error("wrong-shape", documents->at,
                   {"documents er en tabel: agreement: {title: Aftaletekst}",
                    "documents is a mapping: agreement: {title: Agreement}"});
    return;
  }
  for (const auto& [key, node] : documents->entries) {
    Document document = read_document(key, node, body);
    const auto& known = bundle_.documents();
    const auto same = std::find_if(known.begin(), known.end(), [&](const Document& d) { return d.id == document.id; });
    if (body != kNone) {
      if (same != known.end()) {
        reading_.error("duplicate-id", key.at,
                       {"Dokumentet " + document.id + " findes allerede i forløbet; giv grenenes et andet navn",
                        "The workflow has a document " + document.id +
                            " already; give that of the branches another "
                            "name"});
        continue;
      }
      bundle_.workflows.front().documents.push_back(std::move(document));
      continue;
    }
    // A called workflow works on the documents of the case; its own list serves the checker.
    if (workflow_ != 0 && (same == known.end() || same->chart != kNone)) {
      reading_.error("unknown-document", key.at,
                     {"Det kaldende forløb har intet dokument " + document.id + "; skriv det under documents dér",
                      "The calling workflow has no document " + document.id + "; write it under documents there"});
    }
    bundle_.workflows[workflow_].documents.push_back(std::move(document));
  }
}

Document WorkflowReader::read_document(const Node& key, const Node& node, ChartIx body) {
  Document document;
  document.id = reading_.id(key, "documents");
  document.at = key.at;
  document.title = title_of(document.id);
  document.chart = body;
  if (node.is_null() || !reading_.keys(node, {"title", "changed_after_approval", "many"})) return document;
  if (const Node* title = node.find("title")) document.title = reading_.bilingual(title, "title");
  if (const Node* many = node.find("many")) document.many = reading_.boolean(many, "many").value_or(false);
  const Node* changed = node.find("changed_after_approval");
  if (!changed) return document;
  if (body != kNone) {
    reading_.error("key-not-here", changed->at,
                   {"changed_after_approval hører til sagens dokumenter: kun dem er der flere, der har godkendt",
                    "changed_after_approval belongs to documents of the case: only those have several who approved"});
    return document;
  }
  const std::string word = reading_.text(changed, "changed_after_approval").value_or("ask");
  if (word == "reapprove") {
    document.changed_after_approval = Document::Changed::reapprove;
  } else if (word == "keep") {
    document.changed_after_approval = Document::Changed::keep;
  } else if (word != "ask") {
    reading_.error("wrong-value", changed->at,
                   {"changed_after_approval kan være ask, reapprove eller keep, ikke " + word,
                    "changed_after_approval may be ask, reapprove or keep, not " + word},
                   {"ask", "reapprove", "keep"});
  }
  return document;
}

std::optional<std::uint16_t> WorkflowReader::document(const Node& name, const Place& place) {
  const std::vector<Document>& documents = bundle_.documents();
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (documents[i].id == name.text && is_seen_from(bundle_, place.chart, documents[i]))
      return static_cast<std::uint16_t>(i);
  }
  report_unknown_document(bundle_, place.chart, name.text, name.at);
  return std::nullopt;
}

}  // namespace aftale::loader
