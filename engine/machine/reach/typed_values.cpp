#include <algorithm>

#include "engine/base/json.h"
#include "engine/base/words.h"
#include "engine/machine/chart/refusal.h"
#include "engine/machine/format/declared.h"
#include "engine/machine/possible.h"
#include "engine/machine/reach/name_match.h"
#include "engine/time/period.h"
#include "engine/time/typed_date.h"

/// What people write behind `name=`, read by the declared type.
namespace aftale::machine {

using model::DeclaredType;

namespace {

struct Typing {
  const model::Definition& definition;
  const std::string& name;
};

// What a Danish reader calls a type; those without a plain word keep their name in the language.
std::string in_danish(const DeclaredType& type) {
  const std::string name = type.text();
  if (name == "date") return "en dato";
  if (name == "number") return "et tal";
  if (name == "boolean") return "ja eller nej (true, false)";
  if (name == "duration") return "et tidsrum";
  if (name == "party") return "en part";
  if (name == "body") return "et organ";
  return name;
}

tl::unexpected<ErrorPtr> bad_value(const Typing& typing, const DeclaredType& type, const std::string& word,
                                   const char* hint_da = "", const char* hint_en = "",
                                   std::vector<std::string> possible = {}) {
  return refuse("bad-value",
                {typing.name + "=" + word + " er ikke " + in_danish(type) + hint_da,
                 typing.name + "=" + word + " is not " + type.text() + hint_en},
                std::move(possible));
}

/// What a reader of dates or durations has said of the value, with the name it was typed for.
tl::unexpected<ErrorPtr> refuse_value(const Typing& typing, const Text& why) {
  return refuse("bad-value", {typing.name + ": " + why.da, typing.name + ": " + why.en});
}

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\n") - first + 1));
}

/// Items between `;`, or where there is none between `,`.
std::vector<std::string> items_of(std::string_view text) {
  std::vector<std::string> out;
  const char between = text.find(';') == std::string_view::npos ? ',' : ';';
  while (true) {
    const std::size_t end = text.find(between);
    std::string item = trimmed(text.substr(0, end));
    if (!item.empty()) out.push_back(std::move(item));
    if (end == std::string_view::npos) return out;
    text = text.substr(end + 1);
  }
}

Result<feel::Value> typed(const Typing& typing, const DeclaredType& type, const std::string& word);

/// JSON where it looks like it, so that scenarios and programs can write lists and records whole.
Result<feel::Value> typed_json(const Typing& typing, const DeclaredType& type, const std::string& word) {
  const Result<Json> json = Json::parse(word);
  if (!json) {
    return bad_value(typing, type, word, ". Skriv [\"a\", \"b\"] eller {\"navn\": \"værdi\"}",
                     ". Write [\"a\", \"b\"] or {\"name\": \"value\"}");
  }
  Result<feel::Value> value = read_declared(*json, type, typing.definition);
  if (value) return value;
  return bad_value(typing, type, word);
}

Result<feel::Value> typed_list(const Typing& typing, const DeclaredType& type, const std::string& word) {
  if (!word.empty() && word.front() == '[') return typed_json(typing, type, word);
  feel::List items;
  for (const std::string& item : items_of(word)) {
    AFTALE_TRY(feel::Value value, typed(typing, type.element.front(), item));
    items.push_back(std::move(value));
  }
  return feel::Value::list(std::move(items));
}

/// `12.5`, or `12,5` as Danes write it. Three digits behind the one separator could be thousands: `10.000` is refused
/// instead of guessed.
std::optional<feel::Decimal> typed_number(std::string digits) {
  const std::size_t separator = digits.find_first_of(".,");
  if (separator != std::string::npos) {
    const bool thousands = digits.size() - separator - 1 == 3 && separator <= 3 + (digits.starts_with('-') ? 1U : 0U);
    if (thousands || digits.find(',', separator + 1) != std::string::npos) return std::nullopt;
    digits[separator] = '.';
  }
  return feel::Decimal::parse(digits);
}

Result<feel::Value> typed_duration(const Typing& typing, const DeclaredType& type, const std::string& word) {
  const tl::expected<time::Period, Text> period = time::typed_period(word);
  if (!period) return refuse_value(typing, period.error());
  if (period->months != 0 && period->days != 0) {
    return bad_value(typing, type, word, ". Skriv enten dage eller måneder, for eksempel 14 dage eller 2 måneder",
                     ". Write either days or months, for instance 14 days or 2 months");
  }
  if (period->months != 0) return feel::Value(feel::MonthsDuration{period->months});
  return feel::Value(feel::DaysDuration{period->days * 86'400, 0});
}

Result<feel::Value> typed_party(const Typing& typing, const DeclaredType& type, const std::string& word) {
  const std::vector<model::Party>& parties = typing.definition.organisation.parties;
  const PartiesCalled called = parties_called(parties, word);
  if (called.parties.size() == 1) return typing.definition.organisation_values.party(called.parties.front());
  std::vector<std::string> known;
  for (const model::Party& party : parties) known.push_back(party.code + " " + party.title.in(Language::da));
  return bad_value(typing, type, word, ". Skriv partens kode", ". Write the code of the party", std::move(known));
}

Result<feel::Value> typed_body(const Typing& typing, const DeclaredType& type, const std::string& word) {
  std::vector<std::string> known;
  for (const feel::Value& value : typing.definition.organisation_values.references()) {
    if (value.kind() != feel::Kind::context || !value.entries().find("decides")) continue;
    const feel::Value* id = value.entries().find("id");
    const feel::Value* party = value.entries().find("party");
    std::string address = id ? id->plain() : std::string();
    if (party && !party->is_null()) address = party->plain() + "/" + address;
    if (address == word) return value;
    known.push_back(std::move(address));
  }
  return bad_value(typing, type, word, ". Skriv organets id, eller PART/ID", ". Write the id of the body, or PARTY/ID",
                   std::move(known));
}

Result<feel::Value> typed(const Typing& typing, const DeclaredType& type, const std::string& word) {
  switch (type.name) {
    case DeclaredType::Name::string: {
      if (!type.one_of.empty() && std::find(type.one_of.begin(), type.one_of.end(), word) == type.one_of.end()) {
        return bad_value(typing, type, word, "; vælg en af dem, der er", "; choose one of those there are",
                         type.one_of);
      }
      if (word.size() > limits::kTextBytesMax) {
        return refuse("too-large", {typing.name + " er for lang", typing.name + " is too long"});
      }
      return feel::Value::string(nfc(word));
    }
    case DeclaredType::Name::case_:
      return feel::Value::string(nfc(word));
    case DeclaredType::Name::number: {
      const std::optional<feel::Decimal> number = typed_number(trimmed(word));
      if (!number)
        return bad_value(typing, type, word, ". Skriv for eksempel 12, 12,5 eller 10000",
                         ". Write for instance 12, 12.5 or 10000");
      return feel::Value(*number);
    }
    case DeclaredType::Name::boolean: {
      const std::string said = folded(word);
      if (said == "true" || said == "ja" || said == "yes" || said == "sandt") return feel::Value(true);
      if (said == "false" || said == "nej" || said == "no" || said == "falsk") return feel::Value(false);
      return bad_value(typing, type, word, ". Skriv ja eller nej", ". Write yes or no", {"true", "false"});
    }
    case DeclaredType::Name::date: {
      const tl::expected<time::CivilDate, Text> date = time::typed_date(word);
      if (!date) return refuse_value(typing, date.error());
      return feel::Value(*date);
    }
    case DeclaredType::Name::duration:
      return typed_duration(typing, type, word);
    case DeclaredType::Name::party:
      return typed_party(typing, type, word);
    case DeclaredType::Name::body:
      return typed_body(typing, type, word);
    case DeclaredType::Name::list:
      return typed_list(typing, type, word);
    case DeclaredType::Name::record:
      return typed_json(typing, type, word);
  }
  return bad_value(typing, type, word);
}

using Words = std::vector<std::pair<std::string, std::string>>;

/// One declared name: of an event's field or an input.
struct Wanted {
  const std::string* id;
  const DeclaredType* type;
  bool optional;
  const Text* title;
};

/// `first_day (Aftalens første dag)`
Text named(const Wanted& one) {
  Text name = same_text(*one.id);
  if (one.title->empty()) return name;
  name.da += " (" + one.title->in(Language::da) + ")";
  name.en += " (" + one.title->in(Language::en) + ")";
  return name;
}

Result<NamedValues> type_words(const model::Definition& definition, const std::vector<Wanted>& wanted,
                               const Words& words, const std::string& what) {
  std::vector<std::string> known;
  for (const Wanted& one : wanted) known.push_back(*one.id);
  NamedValues out;
  // All that is wrong or missing is told at once.
  std::vector<Diagnostic> findings;
  const auto wrong = [&](const ErrorPtr& error) {
    findings.insert(findings.end(), error->findings.begin(), error->findings.end());
  };
  std::vector<std::string> seen;
  for (const auto& [name, word] : words) {
    const auto one =
        std::find_if(wanted.begin(), wanted.end(), [n = &name](const Wanted& other) { return *other.id == *n; });
    if (one == wanted.end()) {
      const std::string near = nearest(name, known);
      wrong(refuse("unknown-name",
                   {what + " har intet felt " + name + (near.empty() ? "" : "; mente du " + near + "?"),
                    what + " has no field " + name + (near.empty() ? "" : "; did you mean " + near + "?")},
                   known)
                .value());
      continue;
    }
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
      wrong(refuse("bad-value", {name + " er skrevet to gange", name + " is written twice"}).value());
      continue;
    }
    seen.push_back(name);
    if (word.empty() && one->optional) continue;
    Result<feel::Value> value = typed({definition, name}, *one->type, word);
    if (value)
      out.emplace_back(name, std::move(*value));
    else
      wrong(value.error());
  }
  for (const Wanted& one : wanted) {
    if (one.optional || std::find(seen.begin(), seen.end(), *one.id) != seen.end()) continue;
    const Text name = named(one);
    wrong(refuse("missing-data",
                 {what + " mangler " + name.da + "; skriv " + *one.id + "=… (" + one.type->text() + ")",
                  what + " lacks " + name.en + "; write " + *one.id + "=… (" + one.type->text() + ")"},
                 known)
              .value());
  }
  if (!findings.empty()) return fail(Error::Kind::refused, std::move(findings));
  return out;
}

/// `some`: any of them may be missing.
std::vector<Wanted> wanted_inputs(const model::Definition& definition, bool some) {
  std::vector<Wanted> wanted;
  for (const model::Variable& variable : definition.root_chart().variables) {
    if (variable.role != model::Variable::Role::input) continue;
    wanted.push_back({&variable.id, &variable.declared, variable.optional || some, &variable.title});
  }
  return wanted;
}

}  // namespace

Result<NamedValues> type_event(const model::Definition& definition, const Case& instance, const std::string& event,
                               const Words& words) {
  static_cast<void>(instance);
  // The same name may be declared in several charts; the first that gives it data says what they are.
  const model::Event* declared = nullptr;
  for (const model::Chart& chart : definition.charts) {
    const model::EventIx ix = chart.event(event);
    if (ix == model::kNone) continue;
    if (!declared || declared->fields.empty()) declared = &chart.events[ix];
  }
  if (!declared) {
    if (words.empty()) return NamedValues();
    return refuse("unknown-event", {"Ingen trin i dette forløb tager imod »" + event + "«",
                                    "No step of this workflow takes \"" + event + "\""});
  }
  std::vector<Wanted> wanted;
  for (const model::EventField& field : declared->fields)
    wanted.push_back({&field.id, &field.declared, field.optional, &field.title});
  return type_words(definition, wanted, words, event);
}

Result<NamedValues> type_inputs(const model::Definition& definition, const Words& words) {
  return type_words(definition, wanted_inputs(definition, false), words, definition.root().name);
}

Result<NamedValues> type_some_inputs(const model::Definition& definition, const Words& words) {
  return type_words(definition, wanted_inputs(definition, true), words, definition.root().name);
}

}  // namespace aftale::machine
