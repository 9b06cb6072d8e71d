#include <unistd.h>

#include "adapters/disk/new_file.h"
#include "adapters/disk/reason.h"
#include "adapters/disk/whole_file.h"
#include "adapters/sqlite/place.h"
#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/out_file.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/table.h"
#include "engine/base/base64.h"
#include "engine/base/letters.h"
#include "engine/base/limits.h"
#include "engine/base/utf8.h"
#include "engine/base/words.h"
#include "engine/cases/fetch_whole.h"

namespace aftale::app {
namespace {

std::string list(const cases::ShowAnswer& shown, const Settings& settings) {
  if (shown.documents.empty()) return settings.say({"Ingen dokumenter er vedhæftet\n", "No documents are attached\n"});
  render::Table table;
  for (const records::DocumentRow& row : shown.documents) {
    table.row({{render::plain(row.document)},
               {render::plain(settings.say(row.title))},
               {"version " + std::to_string(row.version)},
               {render::plain(row.name)},
               {std::to_string(row.size) + " byte" +
                (row.is_kept() ? "" : settings.say({", ikke gemt her", ", not kept here"}))},
               {row.frozen ? settings.say({"til behandling fra ", "before the bodies from "}) +
                                 render::date(row.frozen, settings)
                           : std::string()}});
  }
  return table.text(settings);
}

void put_row(JsonWriter& out, const records::DocumentRow& row, const Settings& settings) {
  out.field("document", row.document).field("title", settings.say(row.title)).field("version", row.version);
  out.field("name", row.name).field("sha256", row.sha256.hex()).field("size", row.size);
  if (row.frozen)
    out.field("frozen", row.frozen->iso());
  else
    out.key("frozen").null();
}

std::string list_json(const cases::ShowAnswer& shown, const Settings& settings) {
  std::string text;
  JsonWriter out(text);
  out.begin_object().field("case", shown.summary.row.key).key("documents").begin_array();
  for (const records::DocumentRow& row : shown.documents) {
    out.begin_object();
    put_row(out, row, settings);
    out.end_object();
  }
  out.end_array().end_object();
  return text + "\n";
}

Result<std::optional<std::int64_t>> read_version(const Arguments& arguments) {
  if (!arguments.has("--version")) return std::optional<std::int64_t>();
  const std::string word = arguments.value("--version");
  const std::optional<std::int64_t> number = read_whole_number(word);
  if (number && *number > 0) return number;
  return fail(Error::Kind::usage, "usage",
              Text{"--version: \"" + word + "\" er intet versionsnummer. Skriv et helt tal fra 1",
                   "--version: \"" + word + "\" is no number of a version. Write a whole number from 1"});
}

/// Whether a terminal shows it as somebody wrote it.
bool is_text(const std::string& bytes) {
  if (invalid_utf8(bytes) != std::string::npos) return false;
  std::string shown;
  for (const char letter : bytes) {
    if (letter != '\n' && letter != '\r' && letter != '\t') shown += letter;
  }
  return !hidden_in(shown, true);
}

/// The document's own name where it is one for a file here; older programs let other names in.
std::string own_name(const records::DocumentRow& row) {
  const std::string_view last = std::string_view(row.name).substr(row.name.find_last_of('/') + 1);
  std::string name;
  for (std::size_t at = 0; at < last.size();) {
    const CodePoint point = code_point_at(last, at);
    const std::size_t size = point.size ? point.size : 1;
    const bool fits = point.size != 0 && letter_of(point.value) != Letter::control;
    name += fits ? std::string(last.substr(at, size)) : "_";
    at += size;
  }
  // Neither hidden nor read as an option by the next program.
  if (name.empty() || name == "." || name == "..") name = "document-" + std::to_string(row.version);
  if (name.front() == '-' || name.front() == '.') name.front() = '_';
  return name;
}

/// Under its own name in this folder; overwrites nothing.
Result<std::string> write_here(const cases::FetchAnswer& file, const Settings& settings) {
  const std::string name = own_name(file.row);
  AFTALE_TRY_VOID(sqlite::refuse_own_file(name, settings.database));
  AFTALE_TRY(const std::unique_ptr<disk::NewFile> made, disk::NewFile::begin(name));
  constexpr mode_t kOwn = 0600;
  if (disk::write_whole(made->part(), file.bytes, kOwn)) {
    return not_writable(name, disk::reason_of(errno));
  }
  AFTALE_TRY_VOID(made->publish());
  return name;
}

void tell_written(const cases::FetchAnswer& file, const std::string& path, const Settings& settings) {
  if (settings.json) {
    std::string text;
    JsonWriter out(text);
    out.begin_object().field("case", file.case_key).field("file", path);
    put_row(out, file.row, settings);
    out.end_object();
    return print(text + "\n");
  }
  const std::string version = std::to_string(file.row.version), size = std::to_string(file.row.size);
  const std::string what = render::plain(settings.say(file.row.title)) + ", version " + version;
  print(settings.say({what + ", er skrevet i " + render::plain(path) + " (" + size + " byte)\n",
                      what + ", was written to " + render::plain(path) + " (" + size + " bytes)\n"}),
        settings);
}

Result<void> hand_over(const cases::FetchAnswer& file, const Invocation& invocation) {
  const Settings& settings = invocation.settings;
  if (invocation.arguments.has("-o")) {
    const std::string path = invocation.arguments.value("-o");
    AFTALE_TRY_VOID(write_out(settings, path, file.bytes));
    tell_written(file, path, settings);
    return {};
  }
  if (settings.json) {
    std::string text;
    JsonWriter out(text);
    out.begin_object().field("case", file.case_key);
    put_row(out, file.row, settings);
    out.field("base64", write_base64(file.bytes)).end_object();
    print(text + "\n");
  } else if (::isatty(STDOUT_FILENO) == 0 || is_text(file.bytes)) {
    print(file.bytes);
  } else {
    AFTALE_TRY(const std::string name, write_here(file, settings));
    tell_written(file, name, settings);
  }
  return {};
}

int run_fetch(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments;
  const Settings& settings = invocation.settings;
  const std::string key = arguments.value("KEY");
  if (!arguments.has("DOCUMENT") && (arguments.has("--version") || arguments.has("-o"))) {
    return report(settings, fail(Error::Kind::usage, "usage",
                                 Text{"Skriv, hvilket dokument der skal hentes. Se dem med: aftale fetch " + key,
                                      "Write which document to fetch. See them with: aftale fetch " + key})
                                .value());
  }
  const Result<std::optional<std::int64_t>> version = read_version(arguments);
  if (!version) return report(settings, version.error());
  const Result<std::unique_ptr<Connection>> connection = Connection::open(settings, sqlite::Access::question);
  if (!connection) return report(settings, connection.error());
  cases::Service& service = (*connection)->service();
  if (arguments.has("DOCUMENT")) {
    const Result<cases::FetchAnswer> file =
        cases::fetch_whole(service, {key, arguments.value("DOCUMENT"), {}, *version, 0});
    if (!file) return report(settings, file.error());
    if (const Result<void> done = hand_over(*file, invocation); !done) return report(settings, done.error());
  } else {
    const Result<cases::Answer> answer = service.ask(cases::Show{key, {}});
    if (!answer) return report(settings, answer.error());
    const auto& shown = std::get<cases::ShowAnswer>(answer->body);
    if (settings.json)
      print(list_json(shown, settings));
    else
      print(list(shown, settings), settings);
  }
  return (*connection)->lost() ? report(settings, (*connection)->lost()) : int{kDone};
}

}  // namespace

CommandSpec fetch_command() {
  return {"fetch",
          {"henter et vedhæftet dokument ud igen, efterprøvet; uden dokument vises, hvad der er",
           "gets an attached document out again, verified; without a document lists what there is"},
          {{"KEY", {"sagens nøgle", "the key of the case"}},
           {"DOCUMENT",
            {"dokumentets navn i forløbet, dets titel eller filens navn",
             "the document's name in the workflow, its title, or the name of the file"},
            false}},
          {{"--version",
            "N",
            {"versionen (ellers den, der er til behandling, ellers den nyeste)",
             "the version (else the one before the bodies, else the newest)"}},
           {"-o",
            "FILE",
            {"skriv i denne fil (ellers ud; på en skærm i en fil af dokumentets eget navn, er det ikke tekst)",
             "write to this file (else out; at a terminal to a file of the document's own name, if it is no text)"}}},
          {"aftale fetch nordjylland-2023-24", "aftale fetch nordjylland-2023-24 agreement -o aftale.pdf"},
          CommandSpec::Kind::question,
          run_fetch};
}

}  // namespace aftale::app
