#include "engine/loader/yaml/tree_builder.h"

#include <yaml-cpp/mark.h>

#include <algorithm>
#include <utility>

#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/loader/yaml/refusals.h"

namespace aftale::loader {
namespace {

std::string place_of(const Span& span, const char* line, const char* column) {
  return std::string(line) + " " + std::to_string(span.line) + ", " + column + " " + std::to_string(span.column);
}

bool is_delimiter(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == ',' || byte == '}' || byte == ']' ||
         byte == ':';
}

Span scalar_span(const SourceText& source, std::size_t at, std::string_view value, bool quoted) {
  const char first = source.at(at);
  if (!quoted) return source.span(at, scalar_end(source, at, value));
  if (first == '"' || first == '\'') return source.span(at + 1, scalar_end(source, at, value) - 1);
  // A `|` or `>` text begins at the first letter of its first line.
  std::size_t begin = source.text().find_first_not_of(" \t\r\n", std::min(source.line_end(at), source.text().size()));
  if (begin == std::string_view::npos) begin = at;
  return source.span(begin, source.line_end(begin));
}

}  // namespace

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (!begun_) {
    begun_ = true;
    return;
  }
  const std::size_t at = offset(mark);
  if (source_.text().substr(at, 3) == "---" || source_.text().substr(source_.line_begin(at), 3) == "---") {
    findings_.error("several-documents", at, at + 3,
                    {"Her begynder et nyt dokument (---); en fil må kun have ét",
                     "A new document (---) begins here; a file must have one only"});
  } else {
    findings_.error("bad-yaml", at, at + 1,
                    {"Her står noget, der ikke hører til det, der står før; se efter indrykningen",
                     "This does not belong to what stands before it; look at the indentation"});
  }
  throw Stop{};
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const std::size_t at = offset(mark);
  findings_.refuse_properties(at, around(), {}, anchor != YAML::NullAnchor);
  Node node;
  for (const std::string_view word : {"null", "Null", "NULL", "~"}) {
    if (source_.text().substr(at, word.size()) != word || !is_delimiter(source_.at(at + word.size()))) continue;
    node.text = word;
    node.at = source_.span(at, at + word.size());
  }
  if (node.text.empty()) {
    node.at = awaits_value() ? stack_.back().key->at : source_.span(at, at);
    if (awaits_value()) findings_.refuse_cut(stack_.back().key_end, around(), true);
  }
  add(std::move(node), at);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
  const std::size_t at = offset(mark);
  refuse_alias(at);
  Node node;
  node.at = source_.span(at, at + 1);
  add(std::move(node), at);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  const std::size_t at = offset(mark);
  const char first = source_.at(at);
  Node node;
  node.kind = Node::Kind::scalar;
  node.quoted = tag == "!" && first != '!';
  // What escapes in double quotes give is not composed yet.
  node.text = form_ == Form::nfc ? nfc(value) : value;
  node.at = scalar_span(source_, at, value, node.quoted);
  if (findings_.refuse_properties(at, around(), tag, anchor != YAML::NullAnchor)) return add(std::move(node), at);
  if (value.size() > limits::kScalarBytesMax) {
    findings_.error("too-large", at, at + 1,
                    {"Teksten fylder mere end 100.000 bytes", "The text has more than 100,000 bytes"});
    throw Stop{};
  }
  if (!node.quoted) findings_.refuse_cut(at, around(), false, value);
  if (node.quoted && (first == '"' || first == '\'') && !closing_quote(source_, at)) {
    findings_.error("unclosed-quote", at, at + 1,
                    {"Anførselstegnet her bliver aldrig lukket", "The quote here is never closed"});
    throw Stop{};
  }
  if (form_ == Form::nfc) {
    const std::size_t end = scalar_end(source_, at, value);
    findings_.refuse_invisible(at, end, around(), node.quoted);
    if (!node.quoted) findings_.note_slips(at, end, around());
  }
  add(std::move(node), at);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value style) {
  begin(Node::Kind::sequence, mark, tag, anchor, style);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value style) {
  begin(Node::Kind::mapping, mark, tag, anchor, style);
}

std::size_t TreeBuilder::offset(const YAML::Mark& mark) const {
  return std::min(mark.pos < 0 ? std::size_t{0} : static_cast<std::size_t>(mark.pos), source_.text().size());
}

void TreeBuilder::refuse_alias(std::size_t at) {
  findings_.refuse_alias(at, around());
}

Around TreeBuilder::around() const {
  Around out;
  if (stack_.empty()) return out;
  const Frame& frame = stack_.back();
  out.flow = frame.node.flow;
  out.item = frame.node.is_sequence();
  out.key_next = awaits_key();
  if (frame.key) out.key = &*frame.key;
  return out;
}

void TreeBuilder::count(std::size_t at) {
  if (++nodes_ <= limits::kYamlNodesMax) return;
  findings_.error(
      "too-large", at, at + 1,
      {"Filen har mere end 100.000 værdier; del den i flere", "The file has more than 100,000 values; split it"});
  throw Stop{};
}

void TreeBuilder::begin(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                        YAML::EmitterStyle::value style) {
  const std::size_t at = offset(mark);
  count(at);
  findings_.refuse_properties(at, around(), tag, anchor != YAML::NullAnchor);
  if (awaits_key()) refuse_key(at);
  if (stack_.size() >= limits::kNestingMax) {
    findings_.error(
        "too-deep", at, at + 1,
        {"Her er mere end 60 niveauer inden i hinanden", "There are more than 60 levels inside each other here"});
    throw Stop{};
  }
  Frame frame;
  frame.begin = at;
  frame.node.kind = kind;
  frame.node.flow = style == YAML::EmitterStyle::Flow;
  frame.node.at = source_.span(at, at + 1);
  stack_.push_back(std::move(frame));
}

void TreeBuilder::refuse_key(std::size_t at) {
  if (brackets_.open_bracket) {
    findings_.add(syntax_error(source_, {}, at, brackets_));
    throw Stop{};
  }
  const std::size_t outer = stack_.back().begin;
  const bool flow = stack_.back().node.flow;
  stack_.pop_back();
  const Text message{"En nøgle skal være en tekst; en tekst med { } eller [ ] skal stå i enkelte anførselstegn",
                     "A key must be a text; a text with { } or [ ] must stand in single quotes"};
  if (flow) {
    findings_.refuse_text("key-not-text", outer, around(), message);
  } else {
    findings_.error("key-not-text", at, at + 1, message);
  }
  throw Stop{};
}

void TreeBuilder::end() {
  Node node = std::move(stack_.back().node);
  stack_.pop_back();
  place(std::move(node));
}

void TreeBuilder::add(Node node, std::size_t at) {
  count(at);
  if (!awaits_key()) return place(std::move(node));
  Frame& frame = stack_.back();
  if (!node.is_scalar()) {
    findings_.error("key-not-text", at, at + 1,
                    {"Her mangler en nøgle foran kolonet", "A key is missing in front of the colon here"});
    throw Stop{};
  }
  if (node.text == "<<" && !node.quoted) {
    findings_.error("merge-key", at, at + 2,
                    {"<< (sammenfletning) bruger aftale ikke; skriv nøglerne ud",
                     "<< (merge) is not used by aftale; write the keys out"});
  }
  const auto [seen, fresh] = frame.seen.try_emplace(node.text, node.at);
  if (!fresh) {
    findings_.add({"duplicate-key",
                   Severity::error,
                   {"Nøglen " + brief(node.text) + " står her for anden gang; den står også på " +
                        place_of(seen->second, "linje", "kolonne"),
                    "The key " + brief(node.text) + " stands here a second time; it also stands at " +
                        place_of(seen->second, "line", "column")},
                   node.at,
                   {}});
    findings_.stop_at_most();
  }
  frame.key_end = scalar_end(source_, at, node.text);
  frame.key = std::move(node);
}

void TreeBuilder::place(Node node) {
  if (stack_.empty()) {
    root_ = std::move(node);
    return;
  }
  Frame& frame = stack_.back();
  if (frame.node.is_sequence()) {
    frame.node.items.push_back(std::move(node));
  } else {
    frame.node.entries.push_back({std::move(*frame.key), std::move(node)});
    frame.key.reset();
  }
}

}  // namespace aftale::loader
