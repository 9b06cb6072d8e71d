#include "engine/feel/builtins/list_statistics.h"

#include <algorithm>

#include "engine/feel/builtins/inputs.h"

namespace aftale::feel {
namespace {

using Numbers = std::vector<Decimal>;

/// The numbers of `sum([1, 2])` or `sum(1, 2)`; reported where an item is something else.
Numbers numbers_of(Inputs& in) {
  Numbers numbers;
  const std::span<const Value> items = in.items("list");
  if (!in.spend(items.size())) return numbers;
  for (const Value& item : items) {
    if (item.kind() == Kind::number) {
      numbers.push_back(item.number());
      continue;
    }
    const Text kind = kind_words(type_kind(item));
    in.refuse("bad-argument", {"listen skal kun have tal, men har " + kind.da + ": " + shown(item),
                               "the list must have numbers only, but has " + kind.en + ": " + shown(item)});
    break;
  }
  return numbers;
}

Value of_nothing(Inputs& in) {
  return in.refuse("empty-list", {"en tom liste giver intet resultat", "an empty list has no result"});
}

std::optional<Decimal> sum_of(const Numbers& numbers) {
  std::optional<Decimal> total = Decimal();
  for (const Decimal& number : numbers) {
    if (total) total = total->plus(number);
  }
  return total;
}

std::optional<Decimal> mean_of(const Numbers& numbers) {
  const std::optional<Decimal> total = sum_of(numbers);
  return total ? total->over(Decimal(static_cast<std::int64_t>(numbers.size()))) : std::nullopt;
}

Value count(std::span<const Value> arguments, Call& call) {
  Inputs in("count", arguments, call);
  const std::span<const Value> items = in.list(0, "list");
  return in.failed() ? Value() : Value::integer(static_cast<std::int64_t>(items.size()));
}

Value extreme(const char* name, std::partial_ordering wanted, std::span<const Value> arguments, Call& call) {
  Inputs in(name, arguments, call);
  const std::span<const Value> items = in.items("list");
  if (in.failed()) return {};
  if (items.empty()) return of_nothing(in);
  const Value* best = &items.front();
  for (const Value& item : items) {
    const std::optional<std::partial_ordering> order = compare(item, *best);
    if (!order || *order == std::partial_ordering::unordered) {
      return in.refuse("wrong-type", {shown(item) + " og " + shown(*best) + " kan ikke sammenlignes",
                                      shown(item) + " and " + shown(*best) + " cannot be compared"});
    }
    if (*order == wanted) best = &item;
  }
  return *best;
}

Value min(std::span<const Value> arguments, Call& call) {
  return extreme("min", std::partial_ordering::less, arguments, call);
}

Value max(std::span<const Value> arguments, Call& call) {
  return extreme("max", std::partial_ordering::greater, arguments, call);
}

Value sum(std::span<const Value> arguments, Call& call) {
  Inputs in("sum", arguments, call);
  const Numbers numbers = numbers_of(in);
  if (in.failed()) return {};
  return numbers.empty() ? of_nothing(in) : in.result(sum_of(numbers));
}

Value mean(std::span<const Value> arguments, Call& call) {
  Inputs in("mean", arguments, call);
  const Numbers numbers = numbers_of(in);
  if (in.failed()) return {};
  return numbers.empty() ? of_nothing(in) : in.result(mean_of(numbers));
}

Value median(std::span<const Value> arguments, Call& call) {
  Inputs in("median", arguments, call);
  Numbers numbers = numbers_of(in);
  if (in.failed()) return {};
  if (numbers.empty()) return of_nothing(in);
  std::sort(numbers.begin(), numbers.end());
  const std::size_t middle = numbers.size() / 2;
  if (numbers.size() % 2 == 1) return Value(numbers[middle]);
  return in.result(mean_of({numbers[middle - 1], numbers[middle]}));
}

/// Of a sample: the squares are divided by one less than the number of items.
std::optional<Decimal> deviation_of(const Numbers& numbers) {
  const std::optional<Decimal> middle = mean_of(numbers);
  if (!middle) return std::nullopt;
  Numbers squares;
  for (const Decimal& number : numbers) {
    const std::optional<Decimal> distance = number.minus(*middle);
    const std::optional<Decimal> square = distance ? distance->times(*distance) : std::nullopt;
    if (!square) return std::nullopt;
    squares.push_back(*square);
  }
  const std::optional<Decimal> total = sum_of(squares);
  const std::optional<Decimal> variance =
      total ? total->over(Decimal(static_cast<std::int64_t>(numbers.size()) - 1)) : std::nullopt;
  return variance ? variance->square_root() : std::nullopt;
}

Value stddev(std::span<const Value> arguments, Call& call) {
  Inputs in("stddev", arguments, call);
  const Numbers numbers = numbers_of(in);
  if (in.failed()) return {};
  if (numbers.size() < 2) {
    return in.refuse("empty-list", {"der skal være mindst to tal", "there must be at least two numbers"});
  }
  return in.result(deviation_of(numbers));
}

Value mode(std::span<const Value> arguments, Call& call) {
  Inputs in("mode", arguments, call);
  Numbers numbers = numbers_of(in);
  if (in.failed()) return {};
  std::sort(numbers.begin(), numbers.end());
  std::size_t most = 0;
  List modes;
  for (std::size_t at = 0; at < numbers.size();) {
    std::size_t end = at;
    while (end < numbers.size() && numbers[end] == numbers[at]) ++end;
    if (end - at > most) modes.clear();
    if (end - at >= most) modes.emplace_back(numbers[at]);
    most = std::max(most, end - at);
    at = end;
  }
  return Value::list(std::move(modes));
}

Value product(std::span<const Value> arguments, Call& call) {
  Inputs in("product", arguments, call);
  const Numbers numbers = numbers_of(in);
  if (in.failed()) return {};
  if (numbers.empty()) return of_nothing(in);
  std::optional<Decimal> total = Decimal(1);
  for (const Decimal& number : numbers) {
    if (total) total = total->times(number);
  }
  return in.result(total);
}

/// `decider` among the items settles it; otherwise all must be booleans.
Value quantified(const char* name, bool decider, std::span<const Value> arguments, Call& call) {
  Inputs in(name, arguments, call);
  const std::span<const Value> items = in.items("list");
  if (in.failed()) return {};
  const Value* stranger = nullptr;
  for (const Value& item : items) {
    if (item.kind() != Kind::boolean) {
      stranger = &item;
    } else if (item.boolean() == decider) {
      return Value(decider);
    }
  }
  if (stranger == nullptr) return Value(!decider);
  const Text kind = kind_words(type_kind(*stranger));
  return in.refuse("bad-argument",
                   {"listen skal kun have sand og falsk, men har " + kind.da + ": " + shown(*stranger),
                    "the list must have true and false only, but has " + kind.en + ": " + shown(*stranger)});
}

Value all(std::span<const Value> arguments, Call& call) {
  return quantified("all", false, arguments, call);
}
Value any(std::span<const Value> arguments, Call& call) {
  return quantified("any", true, arguments, call);
}

}  // namespace

std::vector<Builtin> statistics_builtins() {
  using Type::Kind::boolean, Type::Kind::number;
  return {
      {"count", 1, 1, {"list"}, count, number},
      {"min", 1, -1, {"list"}, min, {}},
      {"max", 1, -1, {"list"}, max, {}},
      {"sum", 1, -1, {"list"}, sum, number},
      {"mean", 1, -1, {"list"}, mean, number},
      {"median", 1, -1, {"list"}, median, number},
      {"stddev", 1, -1, {"list"}, stddev, number},
      {"mode", 1, -1, {"list"}, mode, Type::list_of(number)},
      {"product", 1, -1, {"list"}, product, number},
      {"all", 1, -1, {"list"}, all, boolean},
      {"any", 1, -1, {"list"}, any, boolean},
  };
}

}  // namespace aftale::feel
