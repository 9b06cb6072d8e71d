#include "engine/base/json.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace aftale {
namespace {

constexpr std::size_t kDepthMax = 64;

/// Wide floats only so that a large exponent is read at all; the value is never used, the digits are.
using Reader = nlohmann::basic_json<std::map, std::vector, std::string, bool, std::int64_t, std::uint64_t, long double>;

/// A value that is not finished yet.
struct Frame {
  bool object = false;
  std::string key;
  std::vector<Json> items;
  std::vector<std::pair<std::string, Json>> members;
};

/// The name that stands twice among `members`, or null.
const std::string* repeated(const std::vector<std::pair<std::string, Json>>& members) {
  std::vector<const std::string*> names;
  names.reserve(members.size());
  for (const auto& member : members) names.push_back(&member.first);
  std::sort(names.begin(), names.end(), [](const auto* a, const auto* b) { return *a < *b; });
  const auto twice =
      std::adjacent_find(names.begin(), names.end(), [](const auto* a, const auto* b) { return *a == *b; });
  return twice == names.end() ? nullptr : *twice;
}

/// Builds the tree from the reader's events. Returning false stops the reader.
class Builder final : public nlohmann::json_sax<Reader> {
 public:
  explicit Builder(std::size_t values_max) : values_left_(values_max) {}

  Json root;
  /// Why reading stopped; empty for a mistake of syntax.
  Text reason;
  /// Bytes read when the syntax was found wrong.
  std::size_t position = 0;

  bool null() override { return add_plain(Json()); }
  bool boolean(bool truth) override { return add_plain(Json::make_boolean(truth)); }
  // The reader calls number_integer for texts with a minus only: -0 keeps its sign.
  bool number_integer(std::int64_t number) override {
    return add_plain(Json::make_number(number == 0 ? "-0" : std::to_string(number)));
  }
  bool number_unsigned(std::uint64_t number) override { return add_plain(Json::make_number(std::to_string(number))); }
  bool number_float(long double, const std::string& digits) override { return add_plain(Json::make_number(digits)); }
  bool string(std::string& text) override { return add_plain(Json::make_string(std::move(text))); }
  bool binary(Reader::binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(true); }
  bool start_array(std::size_t) override { return open(false); }
  bool key(std::string& name) override {
    stack_.back().key = std::move(name);
    return true;
  }
  bool end_object() override {
    if (const std::string* name = repeated(stack_.back().members)) {
      reason = {"Nøglen \"" + *name + "\" står to gange i samme objekt; behold den ene",
                "The key \"" + *name + "\" stands twice in one object; keep one of them"};
      return false;
    }
    Json done = Json::make_object(std::move(stack_.back().members));
    stack_.pop_back();
    return add(std::move(done));
  }
  bool end_array() override {
    Json done = Json::make_array(std::move(stack_.back().items));
    stack_.pop_back();
    return add(std::move(done));
  }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::detail::exception&) override {
    position = at;
    return false;
  }

 private:
  bool open(bool object) {
    if (stack_.size() == kDepthMax) {
      reason = {"JSON-teksten har flere end 64 niveauer inden i hinanden; gør den fladere",
                "The JSON text is nested deeper than 64 levels; make it flatter"};
      return false;
    }
    if (!count()) return false;
    stack_.emplace_back().object = object;
    return true;
  }
  bool count() {
    if (values_left_-- > 0) return true;
    reason = {"JSON-teksten har flere værdier, end der tages imod på en gang; del den op",
              "The JSON text has more values than are taken at once; split it"};
    return false;
  }
  bool add_plain(Json value) { return count() && add(std::move(value)); }
  bool add(Json value) {
    if (stack_.empty()) {
      root = std::move(value);
    } else if (Frame& top = stack_.back(); top.object) {
      top.members.emplace_back(std::move(top.key), std::move(value));
    } else {
      top.items.push_back(std::move(value));
    }
    return true;
  }

  std::vector<Frame> stack_;
  std::size_t values_left_;
};

Text syntax_error(std::string_view text, std::size_t position) {
  // The reader counts the byte it choked on.
  const std::string_view read = text.substr(0, std::min(position ? position - 1 : 0, text.size()));
  const auto line = std::to_string(1 + std::count(read.begin(), read.end(), '\n'));
  const std::size_t start = read.rfind('\n') == std::string_view::npos ? 0 : read.rfind('\n') + 1;
  const auto begins_a_code_point = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u; };
  const auto column = std::to_string(
      1 + std::count_if(read.begin() + static_cast<std::ptrdiff_t>(start), read.end(), begins_a_code_point));
  return {"Teksten er ikke gyldig JSON fra linje " + line + ", tegn " + column + "; ret den dér",
          "The text is not valid JSON from line " + line + ", character " + column + " on; correct it there"};
}

}  // namespace

Result<Json> Json::parse(std::string_view text, std::size_t values_max) {
  Builder builder(values_max);
  try {
    if (Reader::sax_parse(text.begin(), text.end(), &builder)) return std::move(builder.root);
  } catch (const std::exception&) {
    // Treated as a mistake of syntax below: the reader promises to report, not to throw.
    builder.reason = {};
  }
  return fail(Error::Kind::refused, "bad-json",
              builder.reason.empty() ? syntax_error(text, builder.position) : std::move(builder.reason));
}

std::int64_t Json::integer(std::int64_t otherwise) const {
  if (kind_ != Kind::number) return otherwise;
  std::int64_t value = 0;
  const char* const end = text_.data() + text_.size();
  const auto [stop, error] = std::from_chars(text_.data(), end, value);
  return error == std::errc() && stop == end ? value : otherwise;
}

const Json& Json::operator[](std::string_view name) const {
  static const Json missing;
  for (const auto& [key, value] : members_) {
    if (key == name) return value;
  }
  return missing;
}

bool Json::has(std::string_view name) const {
  return std::any_of(members_.begin(), members_.end(), [&](const auto& member) { return member.first == name; });
}

std::string Json::dump() const {
  std::string out;
  JsonWriter writer(out);
  write(writer);
  return out;
}

void Json::write(JsonWriter& out) const {
  switch (kind_) {
    case Kind::null:
      out.null();
      return;
    case Kind::boolean:
      out.boolean(boolean());
      return;
    case Kind::number:
      out.raw_number(text_);
      return;
    case Kind::string:
      out.string(text_);
      return;
    case Kind::array:
      out.begin_array();
      for (const Json& item : items_) item.write(out);
      out.end_array();
      return;
    case Kind::object:
      out.begin_object();
      for (const auto& [name, value] : members_) {
        out.key(name);
        value.write(out);
      }
      out.end_object();
      return;
  }
}

Json Json::make_string(std::string text) {
  Json json;
  json.kind_ = Kind::string;
  json.text_ = std::move(text);
  return json;
}

Json Json::make_number(std::string digits) {
  Json json;
  json.kind_ = Kind::number;
  json.text_ = std::move(digits);
  return json;
}

Json Json::make_boolean(bool truth) {
  Json json;
  json.kind_ = Kind::boolean;
  json.text_ = truth ? "true" : "false";
  return json;
}

Json Json::make_array(std::vector<Json> items) {
  Json json;
  json.kind_ = Kind::array;
  json.items_ = std::move(items);
  return json;
}

Json Json::make_object(std::vector<std::pair<std::string, Json>> members) {
  Json json;
  json.kind_ = Kind::object;
  json.members_ = std::move(members);
  return json;
}

}  // namespace aftale
