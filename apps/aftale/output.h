#pragma once
#include <string>
#include <vector>

#include "apps/aftale/settings.h"
#include "apps/exit_code.h"
#include "engine/base/ids.h"
#include "engine/base/json_writer.h"
#include "engine/base/result.h"

namespace aftale::app {

/// Data to stdout. What does not arrive is noticed when the program ends.
void print(const std::string& text);
/// The same for people, in lines that the terminal takes.
void print(const std::string& text, const Settings& settings);
/// Called last: an answer that did not arrive whole (a full disk, a closed pipe) is said on stderr and makes the exit
/// code 4, unless `code` is worse. A person who leaves a pager is told nothing.
int output_arrived(const Settings& settings, int code);
/// A message to stderr.
void complain(const std::string& text);

/// Exit code 2: what is wrong with the words of the call, and what to write instead.
tl::unexpected<ErrorPtr> usage(Text message);

/// Prints an error as people or `--json` want it, and gives its exit code. `lines` shows sources; `request` is named
/// where the same command may be given again without harm: the file was busy, or the outcome is unknown.
int report(const Settings& settings, const ErrorPtr& error, const SourceLines* lines = nullptr,
           const RequestId* request = nullptr);
/// Findings, one after the other, to stdout.
std::string findings_text(const Settings& settings, const std::vector<Diagnostic>& findings, const SourceLines* lines);
/// A finding as `check` and `test` print it with --json: code, severity, message, place and, where there is one, what
/// to write instead of what is underlined.
void write_finding(JsonWriter& out, const Diagnostic& finding, const Settings& settings);

}  // namespace aftale::app
