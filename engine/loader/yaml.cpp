#include "engine/loader/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <limits>
#include <map>
#include <sstream>

#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/loader/invisible.h"
#include "engine/loader/slips.h"
#include "engine/loader/yaml_source.h"

namespace aftale::loader {
namespace {

/// More findings than this help nobody; the reading ends.
constexpr std::size_t kFindingsMax = 50;

/// Ends the reading from inside yaml-cpp's callbacks.
struct Stop {};

std::string place_of(const Span& span, const char* line, const char* column) {
  return std::string(line) + " " + std::to_string(span.line) + ", " + column + " " + std::to_string(span.column);
}

/// Builds the tree out of yaml-cpp's events, which it trusts only for kinds, values and where they begin.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const SourceText& source, const Brackets& brackets, Form form, std::vector<Diagnostic>& findings)
      : source_(source), brackets_(brackets), form_(form), findings_(findings) {}

  Node take() { return std::move(root_); }
  /// What can be read, but was hardly meant so.
  std::vector<Diagnostic> take_slips() { return std::move(slips_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (!begun_) {
      begun_ = true;
      return;
    }
    const std::size_t at = offset(mark);
    if (source_.text().substr(at, 3) == "---" || source_.text().substr(source_.line_begin(at), 3) == "---") {
      error("several-documents", at, at + 3,
            {"Her begynder et nyt dokument (---); en fil må kun have ét",
             "A new document (---) begins here; a file must have one only"});
    } else {
      error("bad-yaml", at, at + 1,
            {"Her står noget, der ikke hører til det, der står før; se efter indrykningen",
             "This does not belong to what stands before it; look at the indentation"});
    }
    throw Stop{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::size_t at = offset(mark);
    refuse_properties(at, {}, anchor);
    Node node;
    for (const std::string_view word : {"null", "Null", "NULL", "~"}) {
      if (source_.text().substr(at, word.size()) != word || !is_delimiter(source_.at(at + word.size()))) continue;
      node.text = word;
      node.at = source_.span(at, at + word.size());
    }
    if (node.text.empty()) {
      node.at = awaits_value() ? stack_.back().key->at : source_.span(at, at);
      if (awaits_value()) refuse_cut(stack_.back().key_end, true);
    }
    add(std::move(node), at);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    const std::size_t at = offset(mark);
    refuse_alias(at);
    Node node;
    node.at = source_.span(at, at + 1);
    add(std::move(node), at);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    const std::size_t at = offset(mark);
    const char first = source_.at(at);
    Node node;
    node.kind = Node::Kind::scalar;
    node.quoted = tag == "!" && first != '!';
    // What escapes in double quotes give is not composed yet.
    node.text = form_ == Form::nfc ? nfc(value) : value;
    node.at = scalar_span(at, value, node.quoted);
    if (refuse_properties(at, tag, anchor)) return add(std::move(node), at);
    if (value.size() > limits::kScalarBytesMax) {
      error("too-large", at, at + 1, {"Teksten fylder mere end 100.000 bytes", "The text has more than 100,000 bytes"});
      throw Stop{};
    }
    if (!node.quoted) refuse_cut(at, false, value);
    if (node.quoted && (first == '"' || first == '\'') && !closing_quote(source_, at)) {
      error("unclosed-quote", at, at + 1,
            {"Anførselstegnet her bliver aldrig lukket", "The quote here is never closed"});
      throw Stop{};
    }
    if (form_ == Form::nfc) {
      const std::size_t end = scalar_end(source_, at, value);
      refuse_invisible(at, end, node.quoted);
      if (!node.quoted) note_slips(at, end);
    }
    add(std::move(node), at);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    begin(Node::Kind::sequence, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    begin(Node::Kind::mapping, mark, tag, anchor, style);
  }
  void OnMapEnd() override { end(); }

  /// An alias whose anchor is unknown comes as an error; it is told like the others.
  void refuse_alias(std::size_t at) {
    refuse_text("alias", at,
                {"En tekst, der begynder med *, er en henvisning i YAML, og dem bruger aftale ikke; "
                 "sæt teksten i enkelte anførselstegn",
                 "A text that begins with * is an alias in YAML, which aftale does not use; "
                 "put the text in single quotes"});
  }
  std::size_t offset(const YAML::Mark& mark) const {
    return std::min(mark.pos < 0 ? std::size_t{0} : static_cast<std::size_t>(mark.pos), source_.text().size());
  }

 private:
  struct Frame {
    std::size_t begin = 0;
    Node node;
    std::optional<Node> key;
    std::size_t key_end = 0;
    std::map<std::string, Span, std::less<>> seen;
  };

  static bool is_delimiter(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == ',' || byte == '}' || byte == ']' ||
           byte == ':';
  }
  bool awaits_value() const { return !stack_.empty() && stack_.back().key.has_value(); }
  bool awaits_key() const { return !stack_.empty() && stack_.back().node.is_mapping() && !stack_.back().key; }

  void error(const char* code, std::size_t begin, std::size_t end, Text message) {
    findings_.push_back({code, Severity::error, std::move(message), source_.span(begin, end), {}});
    if (findings_.size() >= kFindingsMax) throw Stop{};
  }
  /// A text that is told to go into quotes, with the line to copy.
  void refuse_text(const char* code, std::size_t at, Text message) {
    const std::size_t end = meant_end(source_, at, !stack_.empty() && stack_.back().node.flow);
    findings_.push_back({code,
                         Severity::error,
                         with_line(std::move(message), at),
                         source_.span(at, end),
                         {},
                         quoted(source_.text().substr(at, end - at))});
    if (findings_.size() >= kFindingsMax) throw Stop{};
  }
  void count(std::size_t at) {
    if (++nodes_ <= limits::kYamlNodesMax) return;
    error("too-large", at, at + 1,
          {"Filen har mere end 100.000 værdier; del den i flere", "The file has more than 100,000 values; split it"});
    throw Stop{};
  }

  /// The entry or item at `at` with its text in single quotes, ready to copy.
  std::string quoted_line(std::size_t at) const {
    const bool flow = !stack_.empty() && stack_.back().node.flow;
    const std::size_t end = meant_end(source_, at, flow);
    const std::string value = quoted(brief(source_.text().substr(at, end - at)));
    if (awaits_value()) return brief(stack_.back().key->text) + ": " + value;
    return !stack_.empty() && stack_.back().node.is_sequence() && !flow ? "- " + value : value;
  }
  Text with_line(Text message, std::size_t at) const {
    const std::string line = quoted_line(at);
    return {message.da + ": " + line, message.en + ": " + line};
  }

  /// Tags and anchors: true where there was one.
  bool refuse_properties(std::size_t at, const std::string& tag, YAML::anchor_t anchor) {
    const char first = source_.at(at);
    if (first == '!' || (!tag.empty() && tag != "?" && tag != "!")) {
      refuse_text("tag", at,
                  {"En tekst, der begynder med !, er et mærke i YAML; sæt den i enkelte anførselstegn (og skriv "
                   "not(...), hvis det er FEEL)",
                   "A text that begins with ! is a tag in YAML; put it in single quotes (and write not(...) if it "
                   "is FEEL)"});
      return true;
    }
    if (anchor == YAML::NullAnchor) return false;
    refuse_text("anchor", at,
                {"En tekst, der begynder med &, er et anker i YAML, og dem bruger aftale ikke; sæt teksten i enkelte "
                 "anførselstegn",
                 "A text that begins with & is an anchor in YAML, which aftale does not use; put the text in single "
                 "quotes"});
    return true;
  }

  /// Keys are looked up, and a plain text ends where YAML thinks it does; in quotes any text may stand as a value.
  void refuse_invisible(std::size_t begin, std::size_t end, bool quoted) {
    if (quoted && !awaits_key()) return;
    const std::string_view text = source_.text().substr(0, end);
    for (auto found = invisible_in(text, begin); found; found = invisible_in(text, found->begin + found->size)) {
      const std::size_t behind = found->begin + found->size;
      const bool at_edge = found->begin == begin || behind == end || text[found->begin - 1] == ':';
      const bool joins = found->point == 0x200D;  // parts of an emoji
      if (!awaits_key() && !at_edge && (found->space || joins)) continue;
      findings_.push_back(invisible_finding(*found, source_.span(found->begin, behind)));
      return;
    }
  }

  void note_slips(std::size_t begin, std::size_t end) {
    if (slips_.size() >= kFindingsMax || awaits_key()) return;
    const bool flow = !stack_.empty() && stack_.back().node.flow;
    auto slip = slip_in_quotes(source_, begin, end);
    if (!slip && !flow) slip = slip_in_folded(source_, begin, end);
    if (slip) slips_.push_back(std::move(*slip));
  }

  /// `title: Aftale #2`: YAML cuts the text at the `#` and says nothing. A comment has a space behind its `#`.
  void refuse_cut(std::size_t at, bool from_key, std::string_view value = {}) {
    std::size_t i = from_key ? at : scalar_end(source_, at, value);
    const auto skip = [&] {
      while (source_.at(i) == ' ' || source_.at(i) == '\t') ++i;
    };
    skip();
    if (from_key) {
      if (source_.at(i) != ':') return;
      ++i;
      skip();
      at = i;
    }
    const char behind = source_.at(i + 1);
    if (source_.at(i) != '#' || behind == ' ' || behind == '\t' || behind == '\n' || behind == '\r' || behind == '#') {
      return;
    }
    error("comment-in-text", i, meant_end(source_, i, false), comment_advice(quoted_line(at)));
  }

  Span scalar_span(std::size_t at, std::string_view value, bool quoted) const {
    const char first = source_.at(at);
    if (!quoted) return source_.span(at, scalar_end(source_, at, value));
    if (first == '"' || first == '\'') return source_.span(at + 1, scalar_end(source_, at, value) - 1);
    // A `|` or `>` text begins at the first letter of its first line.
    std::size_t begin =
        source_.text().find_first_not_of(" \t\r\n", std::min(source_.line_end(at), source_.text().size()));
    if (begin == std::string_view::npos) begin = at;
    return source_.span(begin, source_.line_end(begin));
  }

  void begin(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
             YAML::EmitterStyle::value style) {
    const std::size_t at = offset(mark);
    count(at);
    refuse_properties(at, tag, anchor);
    if (awaits_key()) refuse_key(at);
    if (stack_.size() >= limits::kNestingMax) {
      error("too-deep", at, at + 1,
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
  /// `{{year}}`, `[a]: b`: a mapping or sequence as a key.
  [[noreturn]] void refuse_key(std::size_t at) {
    if (brackets_.open_bracket) {
      findings_.push_back(syntax_error(source_, {}, at, brackets_));
      throw Stop{};
    }
    const std::size_t outer = stack_.back().begin;
    const bool flow = stack_.back().node.flow;
    stack_.pop_back();
    const Text message{"En nøgle skal være en tekst; en tekst med { } eller [ ] skal stå i enkelte anførselstegn",
                       "A key must be a text; a text with { } or [ ] must stand in single quotes"};
    if (flow) {
      refuse_text("key-not-text", outer, message);
    } else {
      error("key-not-text", at, at + 1, message);
    }
    throw Stop{};
  }
  void end() {
    Node node = std::move(stack_.back().node);
    stack_.pop_back();
    place(std::move(node));
  }

  void add(Node node, std::size_t at) {
    count(at);
    if (!awaits_key()) return place(std::move(node));
    Frame& frame = stack_.back();
    if (!node.is_scalar()) {
      error("key-not-text", at, at + 1,
            {"Her mangler en nøgle foran kolonet", "A key is missing in front of the colon here"});
      throw Stop{};
    }
    if (node.text == "<<" && !node.quoted) {
      error("merge-key", at, at + 2,
            {"<< (sammenfletning) bruger aftale ikke; skriv nøglerne ud",
             "<< (merge) is not used by aftale; write the keys out"});
    }
    const auto [seen, fresh] = frame.seen.try_emplace(node.text, node.at);
    if (!fresh) {
      findings_.push_back({"duplicate-key",
                           Severity::error,
                           {"Nøglen " + brief(node.text) + " står her for anden gang; den står også på " +
                                place_of(seen->second, "linje", "kolonne"),
                            "The key " + brief(node.text) + " stands here a second time; it also stands at " +
                                place_of(seen->second, "line", "column")},
                           node.at,
                           {}});
      if (findings_.size() >= kFindingsMax) throw Stop{};
    }
    frame.key_end = scalar_end(source_, at, node.text);
    frame.key = std::move(node);
  }
  void place(Node node) {
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

  const SourceText& source_;
  const Brackets& brackets_;
  Form form_;
  std::vector<Diagnostic>& findings_;
  std::vector<Diagnostic> slips_;
  std::vector<Frame> stack_;
  Node root_;
  bool begun_ = false;
  std::size_t nodes_ = 0;
};

}  // namespace

const Node* Node::find(std::string_view key) const {
  for (const auto& [name, value] : entries) {
    if (name.text == key) return &value;
  }
  return nullptr;
}

namespace {

/// One valid text to its tree. `stumbled` is the line where the reading ended, where it ended early.
Checked<Node> read_tree(const SourceText& source, Form form, std::uint32_t& stumbled) {
  Checked<Node> out;
  const std::string_view text = source.text();
  const Brackets brackets = look_at_brackets(text);
  if (brackets.too_deep) {
    out.findings.push_back(
        {"too-deep",
         Severity::error,
         {"Her er mere end 60 niveauer inden i hinanden", "There are more than 60 levels inside each other here"},
         source.span(*brackets.too_deep, *brackets.too_deep + 1),
         {}});
    return out;
  }
  TreeBuilder builder(source, brackets, form, out.findings);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
    stumbled = out.findings.back().where->line;
    return out;
  } catch (const YAML::Exception& error) {
    const std::size_t at = builder.offset(error.mark);
    stumbled = source.span(at, at).line;
    if (has_errors(out.findings)) return out;  // what was found before has led to it
    try {
      if (source.at(at) == '*') {
        builder.refuse_alias(at);
      } else {
        out.findings.push_back(syntax_error(source, error.msg, at, brackets));
      }
    } catch (const Stop&) {
    }
    return out;
  }
  if (has_errors(out.findings)) return out;
  out.value = builder.take();
  if (out.value->is_null()) out.value->at = source.span(0, 0);
  // They are told beside the tree, which a bundle of an earlier release goes on with.
  out.findings = builder.take_slips();
  return out;
}

/// Whether a slip on another line may have led to the finding.
bool may_be_elsewhere(const std::vector<Diagnostic>& findings) {
  if (findings.size() != 1) return false;
  const std::string_view code = findings.front().code;
  return code == "bad-yaml" || code == "unclosed-quote" || code == "key-not-text" || code == "alias";
}

/// Puts the slip that led to what YAML could not read in place of the finding.
void name_slip(const SourceText& source, std::uint32_t stumbled, std::vector<Diagnostic>& findings) {
  if (!may_be_elsewhere(findings)) return;
  const auto reads_until = [&](std::string_view text) {
    const SourceText mended(text, source.file());
    std::uint32_t line = 0;
    const Checked<Node> tree = read_tree(mended, Form::nfc, line);
    if (tree.value && !has_errors(tree.findings)) return std::numeric_limits<std::uint32_t>::max();
    return line ? line : tree.findings.front().where->line;
  };
  if (auto slip = slip_before(source, stumbled, reads_until)) findings.front() = std::move(*slip);
}

}  // namespace

Checked<Node> parse_yaml(std::string_view text, const std::string& file, Form form) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  if (auto refusal = unreadable(text, file)) return {std::nullopt, {std::move(*refusal)}};
  const std::string composed = form == Form::nfc ? nfc(text) : std::string();
  const SourceText source(form == Form::nfc ? composed : text, file);
  std::uint32_t stumbled = 0;
  Checked<Node> out = read_tree(source, form, stumbled);
  if (form == Form::nfc && !out.value && !name_invisible(source, out.findings)) {
    name_slip(source, stumbled, out.findings);
  }
  return out;
}

}  // namespace aftale::loader
