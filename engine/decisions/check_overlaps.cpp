#include "engine/decisions/checks.h"

namespace aftale::decisions {
namespace {

/// More pairs than this are not told one by one.
constexpr std::size_t kPairsMax = 20;

/// Inputs that both rows match, as `kind = "a", age = 5`; none where they never do or it cannot be told.
std::optional<std::string> common_inputs(const CheckedTable& checked, std::size_t left, std::size_t right) {
  std::string shown;
  for (std::size_t column = 0; column < checked.table.inputs.size(); ++column) {
    CellSet both = checked.cells.test(left, column).both(checked.cells.test(right, column));
    const std::vector<std::string>& words = checked.table.inputs[column].one_of;
    if (!words.empty() && both.kind() == CellSet::Kind::texts) both = both.both(CellSet::of_texts(words));
    if (both.empty()) return std::nullopt;
    if (both.kind() == CellSet::Kind::unknown) {
      // The same condition twice, or one beside `-`, lets the same values through, whatever they are.
      const std::string& a = checked.test_text(left, column);
      const std::string& b = checked.test_text(right, column);
      const bool open = checked.cells.test(left, column).kind() == CellSet::Kind::any ||
                        checked.cells.test(right, column).kind() == CellSet::Kind::any;
      if (a != b && !open) return std::nullopt;
      continue;
    }
    if (const auto value = both.sample()) {
      shown += (shown.empty() ? "" : ", ") + checked.table.inputs[column].name + " = " + value->feel();
    }
  }
  return shown;
}

/// Whether two rows certainly give different outputs.
bool differ(const CheckedTable& checked, std::size_t left, std::size_t right) {
  for (std::size_t column = 0; column < checked.table.outputs.size(); ++column) {
    const feel::Value* a = checked.cells.literal(left, column);
    const feel::Value* b = checked.cells.literal(right, column);
    if (a && b && !feel::identical(*a, *b)) return true;
  }
  return false;
}

}  // namespace

void check_overlaps(const CheckedTable& checked) {
  const Table& table = checked.table;
  const bool unique = table.hit == HitPolicy::unique;
  if (!unique && table.hit != HitPolicy::any) return;
  constexpr std::size_t kRowsMax = 1'000;
  if (table.rules.size() > kRowsMax) {
    return checked.tell(
        "not-examined", Severity::warning, table.at,
        {"Tabellen er for stor til at blive set efter: her er ikke ledt efter rækker, der passer på det "
         "samme. Del den i flere",
         "The table is too large to be examined: nobody has looked for rows that match the same. Split "
         "it"});
  }
  std::size_t told = 0;
  for (std::size_t right = 1; right < table.rules.size(); ++right) {
    for (std::size_t left = 0; left < right && told < kPairsMax; ++left) {
      if (!unique && !differ(checked, left, right)) continue;
      const auto inputs = common_inputs(checked, left, right);
      if (!inputs) continue;
      ++told;
      const Text a = row_words(table, left), b = row_words(table, right);
      const std::string da = inputs->empty() ? "" : ", for eksempel på " + *inputs;
      const std::string en = inputs->empty() ? "" : ", for instance " + *inputs;
      if (unique) {
        checked.tell("overlap", Severity::error, table.rules[right].at,
                     {"Både " + a.da + " og " + b.da + " passer" + da + "; i en tabel med hit: unique må kun én passe",
                      "Both " + a.en + " and " + b.en + " match" + en + "; in a table with hit: unique only one may"});
      } else {
        checked.tell("overlap", Severity::error, table.rules[right].at,
                     {"Både " + a.da + " og " + b.da + " passer" + da +
                          ", men de giver forskelligt svar; med hit: any skal de give det samme",
                      "Both " + a.en + " and " + b.en + " match" + en +
                          ", but they give different answers; with hit: any they must give the same"});
      }
    }
  }
}

}  // namespace aftale::decisions
