#include "engine/loader/workflow/workflow_file.h"

#include <algorithm>

namespace aftale::loader {

Text title_of(const std::string& id) {
  std::string words = id;
  std::replace(words.begin(), words.end(), '_', ' ');
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') {
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
  }
  return same_text(words);
}

void WorkflowFile::missing(const Span& at, const char* key, const Text& advice) {
  reading.error("missing-key", at,
                {std::string(key) + " mangler; " + advice.da, std::string(key) + " is missing; " + advice.en});
}

}  // namespace aftale::loader
