#include "engine/loader/workflow/roles.h"

#include <algorithm>

#include "engine/base/words.h"

namespace aftale::loader {
namespace {

const std::vector<std::string>& built_in_roles() {
  static const std::vector<std::string> roles{"secretariat", "owner", "party"};
  return roles;
}

bool is_role(const WorkflowFile& file, std::string_view word) {
  const std::vector<std::string> names = role_names(file);
  if (std::find(names.begin(), names.end(), word) != names.end()) return true;
  // Without an organisation its own roles are not known yet.
  return !file.bundle.organisation && is_plain_word(word);
}

}  // namespace

bool is_plain_word(std::string_view text) {
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

std::vector<std::string> role_names(const WorkflowFile& file) {
  std::vector<std::string> names = built_in_roles();
  if (file.bundle.organisation) {
    names.insert(names.end(), file.bundle.organisation->roles.begin(), file.bundle.organisation->roles.end());
  }
  return names;
}

std::vector<std::string> read_roles(WorkflowFile& file, const Node& by) {
  std::vector<std::string> roles;
  for (const Node* each : file.reading.scalars(&by, "by", true)) {
    if (!is_role(file, each->text)) {
      const std::vector<std::string> names = role_names(file);
      const std::string near = nearest(each->text, names);
      file.reading.error("unknown-role", each->at,
                         {"Der er ingen rolle " + each->text + "; by nævner kun roller" +
                              (near.empty() ? "" : "; mente du " + near + "?"),
                          "There is no role " + each->text + "; by names only roles" +
                              (near.empty() ? "" : "; did you mean " + near + "?")},
                         names, near);
    }
    roles.push_back(each->text);
  }
  return roles;
}

}  // namespace aftale::loader
