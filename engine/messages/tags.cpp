#include "engine/messages/tags.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/base/words.h"

namespace aftale::messages {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Tags read() {
    for (std::size_t at = text_.find("{{"); at != std::string_view::npos; at = text_.find("{{", at)) {
      const std::size_t after = tag(at);
      if (after == std::string_view::npos) return std::move(out_);
      at = after;
    }
    for (const Tag& open : open_) {
      complain(open.where,
               {"Afsnittet {{#" + open.name + "}} bliver ikke lukket. Skriv {{/" + open.name + "}} efter det",
                "The section {{#" + open.name + "}} is not closed. Write {{/" + open.name + "}} after it"});
    }
    return std::move(out_);
  }

 private:
  /// Where reading goes on, or npos where nothing more can be understood.
  std::size_t tag(std::size_t at) {
    const bool triple = text_.substr(at).starts_with("{{{");
    const std::string_view closing = triple ? "}}}" : "}}";
    const std::size_t begin = at + closing.size(), end = text_.find(closing, begin);
    if (end == std::string_view::npos) {
      complain(place(at, closing.size()),
               {"Feltet bliver ikke lukket. Skriv " + std::string(closing) + " efter navnet",
                "The field is not closed. Write " + std::string(closing) + " after its name"});
      return end;
    }
    std::string_view inside = trimmed(text_.substr(begin, end - begin));
    const std::size_t after = end + closing.size();
    Tag found{kind_of(inside, triple), {}, place(at, code_points(text_.substr(at, after - at)))};
    if (found.kind == Tag::Kind::note) return after;
    if (!triple && !inside.empty() && std::string_view("#^/&").find(inside.front()) != std::string_view::npos) {
      inside = trimmed(inside.substr(1));
    }
    if (!is_name(inside)) {
      complain(found.where,
               {"\"" + std::string(inside) + "\" er intet feltnavn. Brug små bogstaver, tal og _, fx {{case_title}}",
                "\"" + std::string(inside) +
                    "\" is no field name. Use small letters, digits and _, such as {{case_title}}"});
      return after;
    }
    found.name = inside;
    nest(found);
    out_.tags.push_back(std::move(found));
    return after;
  }

  static Tag::Kind kind_of(std::string_view inside, bool triple) {
    if (triple || inside.empty()) return Tag::Kind::variable;
    switch (inside.front()) {
      case '#':
        return Tag::Kind::section;
      case '^':
        return Tag::Kind::inverted;
      case '/':
        return Tag::Kind::end;
      case '!':
        return Tag::Kind::note;
      default:
        return Tag::Kind::variable;
    }
  }

  void nest(const Tag& found) {
    if (found.kind == Tag::Kind::section || found.kind == Tag::Kind::inverted) {
      if (open_.size() == limits::kNestingMax) {
        complain(found.where, {"Der er for mange afsnit inden i hinanden", "Too many sections inside one another"});
      }
      open_.push_back(found);
      return;
    }
    if (found.kind != Tag::Kind::end) return;
    if (!open_.empty() && open_.back().name == found.name) {
      open_.pop_back();
      return;
    }
    const std::string name = open_.empty() ? std::string() : open_.back().name;
    complain(found.where,
             name.empty() ? Text{"Intet afsnit " + found.name + " er åbent her. Begynd det med {{#" + found.name + "}}",
                                 "No section " + found.name + " is open here. Begin it with {{#" + found.name + "}}"}
                          : Text{"Her skal {{/" + name + "}} stå, for afsnittet " + name + " er åbnet sidst",
                                 "{{/" + name + "}} is expected here, since the section " + name + " was opened last"});
  }

  void complain(const Span& where, Text message) {
    out_.findings.push_back({"bad-template", Severity::error, std::move(message), where, {}});
  }

  Span place(std::size_t at, std::size_t length) const {
    const std::string_view before = text_.substr(0, at);
    const std::size_t line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    Span span{file_, 0, 0, static_cast<std::uint32_t>(length)};
    span.line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n')) + 1;
    span.column = static_cast<std::uint32_t>(code_points(before.substr(line_begin))) + 1;
    return span;
  }

  std::string_view text_;
  const std::string& file_;
  std::vector<Tag> open_;
  Tags out_;
};

}  // namespace

Tags read_tags(std::string_view text, const std::string& file) {
  return Reader(text, file).read();
}

}  // namespace aftale::messages
