#include "engine/loader/scope/case_calls.h"

#include <algorithm>
#include <cctype>

#include "engine/base/words.h"
#include "engine/loader/scope/seen_documents.h"
#include "engine/loader/yaml/yaml_source.h"

/// What an expression hands to the case's functions as a literal, found in its text: `decision("quorum", ...)` says
/// that the table `quorum` belongs to the bundle.
namespace aftale::loader {
namespace {

struct CaseCall {
  std::string function;
  std::string name;  ///< the literal; empty where there is none
  bool literal = false;
  std::size_t offset = 0;  ///< of the literal, or of the function, in bytes
};

/// Reads words, strings and comments of a FEEL text, no more.
class CallScanner {
 public:
  explicit CallScanner(const std::string& text) : text_(text) {}

  std::vector<CaseCall> calls() {
    while (at_ < text_.size()) {
      if (text_[at_] == '"') {
        read_string();
      } else if (text_.compare(at_, 2, "//") == 0) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (text_.compare(at_, 2, "/*") == 0) {
        const std::size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string::npos ? text_.size() : end + 2;
      } else if (is_name_byte(text_[at_])) {
        read_word();
      } else {
        ++at_;
      }
    }
    return found_;
  }

 private:
  void skip_space() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }
  std::string read_string() {
    std::string out;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      out += text_[at_];
    }
    if (at_ < text_.size()) ++at_;
    return out;
  }
  void read_word() {
    const std::size_t begin = at_;
    const bool member = begin > 0 && text_[begin - 1] == '.';
    while (at_ < text_.size() && is_name_byte(text_[at_])) ++at_;
    const std::string word = text_.substr(begin, at_ - begin);
    if (member || (word != "decision" && word != "branches" && word != "document")) return;
    const std::size_t after = at_;
    skip_space();
    if (at_ >= text_.size() || text_[at_] != '(') {
      at_ = after;
      return;
    }
    ++at_;
    skip_space();
    for (const char* parameter : {"name", "s", "n"}) skip_parameter(parameter);
    CaseCall call{word, "", false, begin};
    if (at_ < text_.size() && text_[at_] == '"') {
      call.offset = at_ + 1;
      call.name = read_string();
      call.literal = true;
    }
    found_.push_back(std::move(call));
  }
  /// `name: "quorum"`.
  void skip_parameter(const std::string& name) {
    const std::size_t before = at_;
    if (text_.compare(at_, name.size(), name) == 0) {
      at_ += name.size();
      skip_space();
      if (at_ < text_.size() && text_[at_] == ':') {
        ++at_;
        skip_space();
        return;
      }
    }
    at_ = before;
  }

  const std::string& text_;
  std::size_t at_ = 0;
  std::vector<CaseCall> found_;
};

Span call_place(const std::string& text, const CaseCall& call, const Span& at) {
  Span span = at;
  if (text.find('\n') < call.offset) return span;  // a block of several lines: its beginning
  span.column += static_cast<std::uint32_t>(code_points(std::string_view(text).substr(0, call.offset)));
  span.length = static_cast<std::uint32_t>(code_points(call.literal ? call.name : call.function));
  return span;
}

void check_branches(Bundle& bundle, const CaseCall& call, const Span& at, const Place& place) {
  std::vector<std::string> known;
  for (model::ChartIx chart = place.chart; chart != model::kNone; chart = bundle.chart(chart).parent) {
    for (const model::State& state : bundle.chart(chart).states) {
      if (state.for_each) known.push_back(state.id);
    }
  }
  if (std::find(known.begin(), known.end(), call.name) != known.end()) return;
  const std::string near = nearest(call.name, known);
  bundle.reading.error(
      "unknown-state", at,
      {"Ingen tilstand med for_each hedder " + call.name + (near.empty() ? "" : "; mente du " + near + "?"),
       "No state with for_each is named " + call.name + (near.empty() ? "" : "; did you mean " + near + "?")},
      known, near);
}

void check_document(Bundle& bundle, const CaseCall& call, const Span& at, const Place& place) {
  const auto& documents = bundle.documents();
  const bool known = std::any_of(documents.begin(), documents.end(), [&](const model::Document& document) {
    return document.id == call.name && is_seen_from(bundle, place.chart, document);
  });
  if (!known) report_unknown_document(bundle, place.chart, call.name, at);
}

}  // namespace

void check_case_calls(Bundle& bundle, const std::string& text, const Span& at, const Place& place) {
  for (const CaseCall& call : CallScanner(text).calls()) {
    const Span where = call_place(text, call, at);
    if (!call.literal) {
      if (call.function != "decision") continue;
      bundle.reading.error(
          "table-not-literal", where,
          {"Skriv navnet på tabellen som en tekst i anførselstegn, for eksempel decision(\"quorum\", "
           "{...}), så sagen kan tage tabellen med sig",
           "Write the name of the table as a text in quotes, for instance decision(\"quorum\", {...}), "
           "so that the case can take the table with it"});
    } else if (call.function == "decision") {
      bundle.tables.emplace(call.name, where);
    } else if (call.function == "branches") {
      check_branches(bundle, call, where, place);
    } else {
      check_document(bundle, call, where, place);
    }
  }
}

}  // namespace aftale::loader
