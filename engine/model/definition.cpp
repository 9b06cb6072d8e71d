#include "engine/model/definition.h"

#include <set>

namespace aftale::model {

const char* name_of(SourceKind kind) {
  switch (kind) {
    case SourceKind::workflow:
      return "workflow";
    case SourceKind::organisation:
      return "organisation";
    case SourceKind::calendar:
      return "calendar";
    case SourceKind::rules:
      return "rules";
    case SourceKind::template_:
      return "template";
    case SourceKind::scenario:
      return "scenario";
  }
  return "";
}

std::string manifest_of(const std::vector<Source>& sources, int reading) {
  std::set<std::string> lines;
  if (reading != kReadingOldest) lines.insert("reading\t" + std::to_string(reading) + "\n");
  for (const Source& source : sources) {
    lines.insert(std::string(name_of(source.kind)) + "\t" + source.name + "\t" + std::to_string(source.version) + "\t" +
                 sha256(source.bytes).hex() + "\n");
  }
  std::string out;
  for (const std::string& line : lines) out += line;
  return out;
}

}  // namespace aftale::model
