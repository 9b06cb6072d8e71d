#include "apps/aftale/output.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "adapters/disk/reason.h"
#include "apps/aftale/render/fit.h"
#include "apps/standard_output.h"
#include "engine/base/json_writer.h"
#include "engine/base/words.h"

namespace aftale::app {

void print(const std::string& text) {
  StandardOutput::write(text);
}

void print(const std::string& text, const Settings& settings) {
  StandardOutput::write(render::fitted(text, settings));
}

int output_arrived(const Settings& settings, int code) {
  const int failed = StandardOutput::end();
  if (failed == 0) return code;
  const bool pager_left = failed == EPIPE && ::isatty(STDERR_FILENO) != 0;  // whoever closes it knows
  if (!pager_left) {
    const Text why = disk::reason_of(failed);
    const std::string done_da = code == kDone ? ". Selve kommandoen er udført" : "";
    const std::string done_en = code == kDone ? ". The command itself has been done" : "";
    report(settings, fail(Error::Kind::unavailable, "output",
                          Text{"Svaret kunne ikke skrives (" + why.da + ")" + done_da,
                               "The answer could not be written (" + why.en + ")" + done_en})
                         .value());
  }
  return std::max<int>(code, kUnavailable);
}

void complain(const std::string& text) {
  StandardOutput::flush();
  std::fwrite(text.data(), 1, text.size(), stderr);
}

std::string findings_text(const Settings& settings, const std::vector<Diagnostic>& findings, const SourceLines* lines) {
  std::string text;
  for (const Diagnostic& finding : findings) text += aftale::render(finding, settings.language, lines) + "\n";
  return text;
}

tl::unexpected<ErrorPtr> usage(Text message) {
  return fail(Error::Kind::usage, "usage", std::move(message));
}

int report(const Settings& settings, const ErrorPtr& error, const SourceLines* lines, const RequestId* request) {
  if (exit_code(*error) != kUnavailable) request = nullptr;
  if (!settings.json) {
    complain(render::fitted(findings_text(settings, error->findings, lines), settings));
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

void write_finding(JsonWriter& out, const Diagnostic& finding, const Settings& settings) {
  out.begin_object().field("code", finding.code).field("severity", severity_name(finding.severity, Language::en));
  out.field("message", finding.message.in(settings.language));
  if (finding.where) {
    out.field("file", finding.where->file).field("line", static_cast<std::int64_t>(finding.where->line));
    out.field("column", static_cast<std::int64_t>(finding.where->column));
    out.field("length", static_cast<std::int64_t>(finding.where->length));
  }
  if (!finding.suggestion.empty()) out.field("suggestion", finding.suggestion);
  if (!finding.possible.empty()) {
    out.key("possible").begin_array();
    for (const std::string& word : finding.possible) out.string(word);
    out.end_array();
  }
  out.end_object();
}

}  // namespace aftale::app
