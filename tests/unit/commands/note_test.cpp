#include "tests/unit/commands/note.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "engine/base/limits.h"
#include "engine/cases/wire/command_form.h"
#include "engine/commands/command.h"
#include "engine/machine/format/payload_reader.h"
#include "engine/machine/format/payload_writer.h"

/// The worked example of CONTRIBUTING.md: a kind that says `fields` has its wire, limits, fingerprint and journal.
namespace aftale::commands {
namespace {

template <class List, class Last>
struct Longer;
template <class... Some, class Last>
struct Longer<std::variant<Some...>, Last> {
  using List = std::variant<Some..., Last>;
};
/// The list of kinds with one line more.
using InputOrNote = Longer<Input, Note>::List;
using NoteKinds = Kinds<InputOrNote>;
using IntentOrNote = NoteKinds::Intent;

constexpr std::size_t kLast = std::variant_size_v<Intent>;  // its place among what people ask for

std::string on_wire(const IntentOrNote& intent) {
  return cases::wire::written(
      [&](cases::wire::Writer& wire) { cases::wire::intent_fields(wire, intent, NoteKinds::kNames); });
}

Result<IntentOrNote> from_wire(std::string_view json) {
  return cases::wire::read_whole<IntentOrNote>(json, SIZE_MAX, [](cases::wire::Reader& wire, IntentOrNote& intent) {
    cases::wire::intent_fields(wire, intent, NoteKinds::kNames);
  });
}

std::string code_of_limits(const IntentOrNote& intent) {
  const Result<void> checked = check_limits(intent, "nsa-2023");
  return checked ? "fine" : code_of(checked.error());
}

TEST(note, is_the_next_kind_and_moves_none_of_the_others) {
  EXPECT_EQ(NoteKinds::kAll.size(), static_cast<std::size_t>(kLastInputKind) + 1);
  EXPECT_EQ(NoteKinds::kAll.back().name, "note");
  EXPECT_EQ(NoteKinds::kAll.back().command, "note");
  EXPECT_EQ(NoteKinds::kNames.back(), "note");
  EXPECT_EQ(IntentOrNote(Note{}).index(), kLast);
  EXPECT_TRUE(std::equal(NoteKinds::kNames.begin(), NoteKinds::kNames.end() - 1, Kinds<Input>::kNames.begin()));
}

TEST(note, crosses_the_wire_by_its_fields) {
  const std::string json = R"({"do":"note","with":{"text":"husk bilaget"}})";
  EXPECT_EQ(on_wire(Note{"husk bilaget"}), json);
  const Result<IntentOrNote> read = from_wire(json);
  ASSERT_TRUE(read);
  EXPECT_EQ(std::get<Note>(*read).text, "husk bilaget");
  EXPECT_EQ(on_wire(Note{"\xff"}), R"({"do":"note","with":{"text":{"base64":"/w=="}}})");
  const Result<IntentOrNote> without = from_wire(R"({"do":"note","with":{}})");
  ASSERT_FALSE(without);
  EXPECT_EQ(without.error()->findings.front().message.en.rfind("$.with.text is missing", 0), 0u);
}

TEST(note, is_held_to_the_limits_of_texts) {
  EXPECT_EQ(code_of_limits(Note{std::string(limits::kTextBytesMax, 'a')}), "fine");
  EXPECT_EQ(code_of_limits(Note{std::string(limits::kTextBytesMax + 1, 'a')}), "too-large");
  EXPECT_EQ(code_of_limits(Note{"\xff"}), "bad-value");
  EXPECT_EQ(text_bytes(IntentOrNote(Note{"husk bilaget"})), 12u);
}

TEST(note, is_recognised_by_its_fields) {
  const auto printed = [](const char* text) {
    Fingerprint print;
    print.add("nsa-2023").add(std::optional<time::CivilDate>());
    add_intent(print, IntentOrNote(Note{text}));
    return print.hex();
  };
  EXPECT_EQ(printed("husk bilaget"), "659f77f469fd4be5");
  EXPECT_NE(printed("husk bilagene"), printed("husk bilaget"));
}

TEST(note, is_kept_in_the_journal_by_its_fields) {
  const model::Definition definition;
  std::string text;
  JsonWriter json(text);
  machine::PayloadWriter writer(definition, json);
  const Note note{"husk bilaget"};
  json.begin_object();
  fields(writer, note);
  json.end_object();
  EXPECT_EQ(text, R"({"text":"husk bilaget"})");
  const Result<Json> read = Json::parse(text);
  ASSERT_TRUE(read);
  machine::PayloadReader reader(*read, &definition);
  Note again;
  fields(reader, again);
  EXPECT_FALSE(reader.unread());
  EXPECT_EQ(again.text, note.text);
}

TEST(note, is_the_secretariats_and_says_what_was_done) {
  const std::optional<Text> act = act_of_secretariat(IntentOrNote(Note{}));
  ASSERT_TRUE(act);
  EXPECT_EQ(act->en, "Noting in a case");
  EXPECT_EQ(done(Note{"husk bilaget"}), (Text{"Noteret: husk bilaget", "Noted: husk bilaget"}));
}

std::string file_text(const std::string& path) {
  std::ifstream in(std::string(AFTALE_SOURCE_DIR) + "/" + path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(note, stands_in_contributing_as_it_is_compiled_here) {
  std::string example = file_text("tests/unit/commands/note.h");
  const std::size_t begin = example.find("/// Keeps a remark"), end = example.find("}  // namespace");
  ASSERT_NE(begin, std::string::npos);
  ASSERT_NE(end, std::string::npos);
  example = example.substr(begin, end - begin);
  EXPECT_NE(file_text("CONTRIBUTING.md").find(example.substr(0, example.size() - 1)), std::string::npos);
}

}  // namespace
}  // namespace aftale::commands
