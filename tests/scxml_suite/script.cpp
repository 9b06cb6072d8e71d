#include "tests/scxml_suite/script.h"

#include <fstream>
#include <sstream>

#include "engine/base/json.h"

namespace aftale::scxml_suite {
namespace {

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> out;
  for (const Json& item : list.items()) out.push_back(item.text());
  return out;
}

}  // namespace

std::vector<std::string> Script::events() const {
  std::vector<std::string> out;
  for (const Move& move : moves) out.push_back(move.event);
  return out;
}

Result<Script> read_script(const std::string& path) {
  std::ifstream file(path);
  if (!file) return fail(Error::Kind::not_found, "not-found", Text{path + " kan ikke læses", path + " cannot be read"});
  std::ostringstream bytes;
  bytes << file.rdbuf();
  AFTALE_TRY(const Json json, Json::parse(bytes.str()));
  Script script;
  script.at_first = texts(json["initialConfiguration"]);
  for (const Json& item : json["events"].items()) {
    script.moves.push_back({item["after"].integer(), item["event"]["name"].text(), texts(item["nextConfiguration"])});
  }
  return script;
}

}  // namespace aftale::scxml_suite
