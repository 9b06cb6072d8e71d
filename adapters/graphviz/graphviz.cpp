#include "adapters/graphviz/graphviz.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "adapters/command/run.h"
#include "adapters/graphviz/placed.h"
#include "adapters/graphviz/svg.h"
#include "engine/drawing/dot.h"

namespace aftale::graphviz {
namespace {

bool can_be_run(const std::string& path) {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode) && ::access(path.c_str(), X_OK) == 0;
}

tl::unexpected<ErrorPtr> failed(const Text& why) {
  return fail(Error::Kind::unavailable, "graphviz-failed",
              Text{"Graphviz kunne ikke tegne billedet: " + why.da +
                       ". Tegn en del af det med --part TRIN, eller skriv det som .dot eller .mmd",
                   "Graphviz could not draw the picture: " + why.en +
                       ". Draw a part of it with --part STEP, or write it as .dot or .mmd"});
}

tl::unexpected<ErrorPtr> unknown_form() {
  return failed({"dets SVG har en ukendt form", "its SVG has an unknown form"});
}

/// The first line that it complained in.
std::string complaint(const std::string& err) {
  constexpr std::size_t kMost = 200;
  return err.empty() ? "dot" : err.substr(0, std::min({err.find('\n'), err.size(), kMost}));
}

}  // namespace

Result<Graphviz> Graphviz::find(std::string_view search_path) {
  for (std::size_t at = 0; at < search_path.size();) {
    const std::size_t end = std::min(search_path.find(':', at), search_path.size());
    const std::string program = std::string(search_path.substr(at, end - at)) + "/dot";
    at = end + 1;
    if (program.front() == '/' && can_be_run(program)) return Graphviz(program);
  }
  return fail(Error::Kind::unavailable, "no-graphviz",
              Text{"Programmet dot fra Graphviz er her ikke, og .svg og .bpmn kræver det. Installér pakken graphviz, "
                   "eller skriv billedet som .dot eller .mmd",
                   "The program dot of Graphviz is not here, and .svg and .bpmn need it. Install the package graphviz, "
                   "or write the picture as .dot or .mmd"});
}

Result<std::string> Graphviz::run(const std::string& form, const drawing::Drawing& drawing) const {
  // Its font library starts threads, and each would take 128 MB of the address space for an arena of its own.
  const std::vector<std::string> environment{"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "MALLOC_ARENA_MAX=1"};
  const command::Ending ending =
      command::run({program_, "-T" + form}, environment, drawing::dot(drawing), kSeconds, kOutputBytes, kMemoryBytes);
  if (!ending.not_started.empty()) return failed(same_text(ending.not_started));
  if (ending.timed_out) {
    const std::string seconds = std::to_string(kSeconds);
    return failed({"det tog mere end " + seconds + " sekunder", "it took more than " + seconds + " seconds"});
  }
  if (ending.signal) {
    const std::string number = std::to_string(*ending.signal);
    return failed({"det gik ned, måske af mangel på hukommelse (signal " + number + ")",
                   "it crashed, perhaps for want of memory (signal " + number + ")"});
  }
  if (ending.status != 0) return failed(same_text(complaint(ending.err)));
  if (ending.out.size() >= kOutputBytes) return failed({"billedet er for stort", "the picture is too large"});
  return ending.out;
}

Result<std::string> Graphviz::svg(const drawing::Drawing& drawing) const {
  AFTALE_TRY(const std::string drawn, run("svg", drawing));
  std::optional<std::string> own = own_svg(drawn, drawing);
  if (!own) return unknown_form();
  return std::move(*own);
}

Result<std::string> Graphviz::sheet(const std::vector<drawing::Drawing>& drawings) const {
  std::vector<std::string> drawn;
  for (const drawing::Drawing& drawing : drawings) {
    AFTALE_TRY(std::string one, run("svg", drawing));
    drawn.push_back(std::move(one));
  }
  std::optional<std::string> own = own_sheet(drawn, drawings);
  if (!own) return unknown_form();
  return std::move(*own);
}

Result<drawing::Layout> Graphviz::layout(const drawing::Drawing& drawing) const {
  AFTALE_TRY(const std::string drawn, run("json", drawing));
  std::optional<drawing::Layout> placed = placed_by(drawn, drawing);
  if (!placed) return failed({"dets svar har en ukendt form", "its answer has an unknown form"});
  return std::move(*placed);
}

}  // namespace aftale::graphviz
