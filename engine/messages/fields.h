#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/text.h"
#include "engine/records/channel.h"
#include "engine/records/rows.h"

namespace aftale::messages {

/// What a template can say, in one language; every text is one line. A field that is not here is not known.
struct Fields {
  using Values = std::vector<std::pair<std::string, std::string>>;
  Values values;
  std::vector<Values> attachments, items;
  std::string sender, sender_title;  ///< the secretariat
  struct Part {
    std::string name, sha256;
  };
  std::vector<Part> parts;
  std::optional<records::Message::Meeting> meeting;
};

/// Reads the facts of a row. Error: refused `bad-facts`.
Result<Fields> fields_of(const records::OutboxRow& row, Language language);

/// Every name that a template may use outside lists, inside `attachments` and inside `items`.
const std::vector<std::string>& field_names();

}  // namespace aftale::messages
