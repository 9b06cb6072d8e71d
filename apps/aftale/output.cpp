#include "apps/aftale/output.h"

#include <cstdio>

#include "engine/base/json_writer.h"
#include "engine/base/words.h"

namespace aftale::app {

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void complain(const std::string& text) {
  std::fflush(stdout);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

std::string findings_text(const Settings& settings, const std::vector<Diagnostic>& findings, const SourceLines* lines) {
  std::string text;
  for (const Diagnostic& finding : findings) text += render(finding, settings.language, lines) + "\n";
  return text;
}

int report(const Settings& settings, const ErrorPtr& error, const SourceLines* lines, const RequestId* request) {
  if (exit_code(*error) != kUnavailable) request = nullptr;
  if (!settings.json) {
    complain(findings_text(settings, error->findings, lines));
    if (request) {
      const Text again{"Gentag trygt med --request-id ", "Repeat safely with --request-id "};
      complain(settings.say(again) + request->text() + "\n");
    }
    return exit_code(*error);
  }
  const Diagnostic& first = error->findings.front();
  std::string text;
  JsonWriter out(text);
  out.begin_object()
      .key("error")
      .begin_object()
      .field("code", first.code)
      .field("message", first.message.in(settings.language));
  out.key("where");
  if (first.where) {
    out.begin_object().field("file", first.where->file).field("line", static_cast<std::int64_t>(first.where->line));
    out.field("column", static_cast<std::int64_t>(first.where->column)).end_object();
  } else {
    out.null();
  }
  out.key("possible").begin_array();
  for (const std::string& word : first.possible) out.string(word);
  out.end_array();
  if (request) out.field("request", request->text());
  out.end_object().end_object();
  complain(text + "\n");
  return exit_code(*error);
}

}  // namespace aftale::app
