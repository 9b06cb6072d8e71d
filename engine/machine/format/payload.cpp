#include "engine/machine/format/payload.h"

#include "engine/machine/format/payload_reader.h"
#include "engine/machine/format/payload_writer.h"

namespace aftale::machine {
namespace {

tl::unexpected<ErrorPtr> damaged(const std::string& what) {
  return fail(Error::Kind::damaged, "damaged",
              Text{"En post i journalen kan ikke læses: " + what, "An entry of the journal cannot be read: " + what});
}

template <std::size_t... Numbers>
Input empty_input(std::size_t number, std::index_sequence<Numbers...>) {
  Input input;
  static_cast<void>(((number == Numbers && (input.emplace<Numbers>(), true)) || ...));
  return input;
}

Result<Input> read(InputKind kind, std::string_view text, const model::Definition* definition) {
  const Result<Json> json = Json::parse(text);
  if (!json) return damaged("JSON");
  if (kind < InputKind::open || kind > kLastInputKind) return damaged("kind");
  Input input = empty_input(static_cast<std::size_t>(kind) - 1, std::make_index_sequence<std::variant_size_v<Input>>());
  PayloadReader reader(*json, definition);
  std::visit([&](auto& taken) { fields(reader, taken); }, input);
  if (reader.unread()) return damaged(*reader.unread());
  return input;
}

}  // namespace

void write_input(const Input& input, const model::Definition& definition, std::string& out) {
  JsonWriter json(out);
  PayloadWriter writer(definition, json);
  json.begin_object();
  std::visit([&](const auto& taken) { fields(writer, taken); }, input);
  json.end_object();
}

Result<Input> read_input(InputKind kind, std::string_view json, const model::Definition& definition) {
  return read(kind, json, &definition);
}

Result<Input> read_untyped(InputKind kind, std::string_view json) {
  return read(kind, json, nullptr);
}

}  // namespace aftale::machine
