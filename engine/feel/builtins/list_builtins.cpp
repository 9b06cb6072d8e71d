#include <algorithm>

#include "engine/feel/builtins/builtins.h"
#include "engine/feel/builtins/inputs.h"
#include "engine/feel/builtins/list_statistics.h"

namespace aftale::feel {
namespace {

bool same(const Value& left, const Value& right) {
  return equal(left, right).value_or(false);
}

bool holds(std::span<const Value> items, const Value& wanted) {
  return std::any_of(items.begin(), items.end(), [&](const Value& item) { return same(item, wanted); });
}

/// The index of a position that counts from 1, or from -1 at the end; none (reported) where there is no such item.
std::optional<std::size_t> index_of_position(Inputs& in, std::int64_t position, std::size_t count) {
  const auto size = static_cast<std::int64_t>(count);
  if (in.failed()) return std::nullopt;
  if (position > 0 && position <= size) return static_cast<std::size_t>(position - 1);
  if (position < 0 && position >= -size) return static_cast<std::size_t>(size + position);
  const std::string place = std::to_string(position), items = std::to_string(size);
  in.refuse("out-of-range",
            {"plads " + place + " findes ikke i en liste på " + items + "; den første plads er 1, den sidste -1",
             "there is no position " + place + " in a list of " + items + "; the first position is 1, the last is -1"});
  return std::nullopt;
}

List copy(std::span<const Value> items) {
  return List(items.begin(), items.end());
}

Value list_contains(std::span<const Value> arguments, Call& call) {
  Inputs in("list contains", arguments, call);
  const std::span<const Value> items = in.list(0, "list");
  if (!in.spend(items.size())) return {};
  return Value(holds(items, in.any(1)));
}

Value sublist(std::span<const Value> arguments, Call& call) {
  Inputs in("sublist", arguments, call);
  const std::span<const Value> items = in.list(0, "list");
  const std::int64_t start = in.integer(1, "start position");
  const std::optional<std::size_t> from = index_of_position(in, start, items.size());
  if (!from) return {};
  std::size_t length = items.size() - *from;
  if (in.has(2)) {
    const std::int64_t wanted = in.integer(2, "length");
    if (in.failed()) return {};
    if (wanted < 0 || static_cast<std::size_t>(wanted) > length) {
      return in.refuse("out-of-range", {"fra plads " + std::to_string(start) + " er der " + std::to_string(length) +
                                            " i listen, men length er " + std::to_string(wanted),
                                        "from position " + std::to_string(start) + " the list has " +
                                            std::to_string(length) + ", but length is " + std::to_string(wanted)});
    }
    length = static_cast<std::size_t>(wanted);
  }
  if (!in.spend(length)) return {};
  return Value::list(copy(items.subspan(*from, length)));
}

Value append(std::span<const Value> arguments, Call& call) {
  Inputs in("append", arguments, call);
  const std::span<const Value> items = in.list(0, "list");
  if (!in.spend(items.size() + arguments.size())) return {};
  List longer = copy(items);
  longer.insert(longer.end(), arguments.begin() + 1, arguments.end());
  return Value::list(std::move(longer));
}

Value concatenate(std::span<const Value> arguments, Call& call) {
  Inputs in("concatenate", arguments, call);
  List longer;
  for (std::size_t place = 0; place < in.count(); ++place) {
    const std::span<const Value> items = in.list(place, "list");
    if (!in.spend(items.size())) return {};
    longer.insert(longer.end(), items.begin(), items.end());
  }
  return Value::list(std::move(longer));
}

Value insert_before(std::span<const Value> arguments, Call& call) {
  Inputs in("insert before", arguments, call);
  const std::span<const Value> items = in.list(0, "list");
  const std::optional<std::size_t> at = index_of_position(in, in.integer(1, "position"), items.size());
  if (!at || !in.spend(items.size() + 1)) return {};
  List longer = copy(items);
  longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(*at), in.any(2));
  return Value::list(std::move(longer));
}

Value remove(std::span<const Value> arguments, Call& call) {
  Inputs in("remove", arguments, call);
  const std::span<const Value> items = in.list(0, "list");
  const std::optional<std::size_t> at = index_of_position(in, in.integer(1, "position"), items.size());
  if (!at || !in.spend(items.size())) return {};
  List shorter = copy(items);
  shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(*at));
  return Value::list(std::move(shorter));
}

/// Every item for which `match(item, newItem)` is true is replaced.
Value replace_matching(Inputs& in, std::span<const Value> items, const Function& match, const Value& fresh,
                       Call& call) {
  if (match.parameters().size() != 2) {
    return in.refuse("bad-argument", {"match skal være en funktion af to: function(item, newItem)",
                                      "match must be a function of two: function(item, newItem)"});
  }
  List replaced = copy(items);
  for (Value& item : replaced) {
    const Value both[] = {item, fresh};
    const Value answer = call.invoke(match, both);
    if (answer.kind() != Kind::boolean) {
      return in.refuse("bad-argument", {"match skal give sand eller falsk, men gav " + shown(answer),
                                        "match must give true or false, but gave " + shown(answer)});
    }
    if (answer.boolean()) item = fresh;
  }
  return Value::list(std::move(replaced));
}

Value list_replace(std::span<const Value> arguments, Call& call) {
  Inputs in("list replace", arguments, call);
  const std::span<const Value> items = in.list(0, "list");
  if (!in.spend(items.size())) return {};
  if (in.any(1).kind() == Kind::function) return replace_matching(in, items, *in.any(1).callable(), in.any(2), call);
  const std::optional<std::size_t> at = index_of_position(in, in.integer(1, "position"), items.size());
  if (!at) return {};
  List replaced = copy(items);
  replaced[*at] = in.any(2);
  return Value::list(std::move(replaced));
}

Value reverse(std::span<const Value> arguments, Call& call) {
  Inputs in("reverse", arguments, call);
  const std::span<const Value> items = in.list(0, "list");
  if (!in.spend(items.size())) return {};
  return Value::list(List(items.rbegin(), items.rend()));
}

Value index_of(std::span<const Value> arguments, Call& call) {
  Inputs in("index of", arguments, call);
  const std::span<const Value> items = in.list(0, "list");
  if (!in.spend(items.size())) return {};
  List places;
  for (std::size_t at = 0; at < items.size(); ++at) {
    if (same(items[at], in.any(1))) places.push_back(Value::integer(static_cast<std::int64_t>(at) + 1));
  }
  return Value::list(std::move(places));
}

/// Adds what is not there yet. Spends for the comparing too, so that long lists end at the budget.
void add_distinct(Inputs& in, List& distinct, std::span<const Value> items) {
  for (const Value& item : items) {
    if (!in.spend(1 + distinct.size() / 16)) return;
    if (!holds(distinct, item)) distinct.push_back(item);
  }
}

Value union_of(std::span<const Value> arguments, Call& call) {
  Inputs in("union", arguments, call);
  List distinct;
  for (std::size_t place = 0; place < in.count(); ++place) add_distinct(in, distinct, in.list(place, "list"));
  return in.failed() ? Value() : Value::list(std::move(distinct));
}

Value distinct_values(std::span<const Value> arguments, Call& call) {
  Inputs in("distinct values", arguments, call);
  List distinct;
  add_distinct(in, distinct, in.list(0, "list"));
  return in.failed() ? Value() : Value::list(std::move(distinct));
}

Value duplicate_values(std::span<const Value> arguments, Call& call) {
  Inputs in("duplicate values", arguments, call);
  const std::span<const Value> items = in.list(0, "list");
  List duplicates;
  for (std::size_t at = 0; at < items.size(); ++at) {
    if (!in.spend(1 + items.size() / 16)) return {};
    if (holds(items.subspan(at + 1), items[at]) && !holds(duplicates, items[at])) duplicates.push_back(items[at]);
  }
  return in.failed() ? Value() : Value::list(std::move(duplicates));
}

void flatten_into(Inputs& in, List& flat, std::span<const Value> items) {
  for (const Value& item : items) {
    if (!in.spend(1)) return;
    if (item.kind() == Kind::list) {
      flatten_into(in, flat, item.items());
    } else {
      flat.push_back(item);
    }
  }
}

Value flatten(std::span<const Value> arguments, Call& call) {
  Inputs in("flatten", arguments, call);
  List flat;
  flatten_into(in, flat, in.list(0, "list"));
  return in.failed() ? Value() : Value::list(std::move(flat));
}

/// Whether `left` comes before `right`; reported where the question has no answer.
class Precedence {
 public:
  Precedence(Inputs& in, Call& call, const Function* asked) : in_(in), call_(call), asked_(asked) {}

  bool operator()(const Value& left, const Value& right) {
    if (in_.failed()) return false;
    return asked_ == nullptr ? by_order(left, right) : by_function(left, right);
  }

 private:
  bool by_order(const Value& left, const Value& right) {
    const std::optional<std::partial_ordering> order = compare(left, right);
    if (order && *order != std::partial_ordering::unordered) return *order == std::partial_ordering::less;
    in_.refuse("wrong-type", {shown(left) + " og " + shown(right) + " kan ikke ordnes; giv en funktion med",
                              shown(left) + " and " + shown(right) + " have no order; pass a function"});
    return false;
  }
  bool by_function(const Value& left, const Value& right) {
    const Value both[] = {left, right};
    const Value answer = call_.invoke(*asked_, both);
    if (answer.kind() == Kind::boolean) return answer.boolean();
    in_.refuse("bad-argument", {"precedes skal give sand eller falsk, men gav " + shown(answer),
                                "precedes must give true or false, but gave " + shown(answer)});
    return false;
  }

  Inputs& in_;
  Call& call_;
  const Function* asked_;
};

/// Merge sort by hand: it stays within the list and ends whatever a user's function answers.
void merge_sort(Inputs& in, List& items, Precedence& before) {
  List merged(items.size());
  for (std::size_t width = 1; width < items.size() && in.work(items.size()); width *= 2) {
    for (std::size_t low = 0; low < items.size(); low += 2 * width) {
      const std::size_t middle = std::min(low + width, items.size()), high = std::min(low + 2 * width, items.size());
      std::size_t left = low, right = middle;
      for (std::size_t at = low; at < high; ++at) {
        const bool take_right = left >= middle || (right < high && before(items[right], items[left]));
        merged[at] = items[take_right ? right++ : left++];
      }
    }
    items.swap(merged);
  }
}

Value sort(std::span<const Value> arguments, Call& call) {
  Inputs in("sort", arguments, call);
  const std::span<const Value> items = in.list(0, "list");
  if (!in.spend(items.size())) return {};
  const Function* asked = nullptr;
  if (in.has(1)) {
    if (in.any(1).kind() != Kind::function || in.any(1).callable()->parameters().size() != 2) {
      return in.wrong(1, "precedes",
                      {"en funktion af to, som function(x, y) x < y", "a function of two, like function(x, y) x < y"});
    }
    asked = in.any(1).callable().get();
  }
  Precedence before(in, call, asked);
  List sorted = copy(items);
  merge_sort(in, sorted, before);
  return in.failed() ? Value() : Value::list(std::move(sorted));
}

std::vector<Builtin> list_functions() {
  const Type list = Type::Kind::list;
  return {
      {"list contains", 2, 2, {"list", "element"}, list_contains, Type::Kind::boolean},
      {"sublist", 2, 3, {"list", "start position", "length"}, sublist, list},
      {"append", 1, -1, {"list", "item"}, append, list},
      {"concatenate", 1, -1, {"list"}, concatenate, list},
      {"insert before", 3, 3, {"list", "position", "newItem"}, insert_before, list},
      {"remove", 2, 2, {"list", "position"}, remove, list},
      {"list replace", 3, 3, {"list", "position|match", "newItem"}, list_replace, list},
      {"reverse", 1, 1, {"list"}, reverse, list},
      {"index of", 2, 2, {"list", "match"}, index_of, Type::list_of(Type::Kind::number)},
      {"union", 1, -1, {"list"}, union_of, list},
      {"distinct values", 1, 1, {"list"}, distinct_values, list},
      {"duplicate values", 1, 1, {"list"}, duplicate_values, list},
      {"flatten", 1, 1, {"list"}, flatten, list},
      {"sort", 1, 2, {"list", "precedes"}, sort, list},
  };
}

}  // namespace

std::span<const Builtin> list_builtins() {
  static const std::vector<Builtin> builtins = [] {
    std::vector<Builtin> all = list_functions();
    for (Builtin& builtin : statistics_builtins()) all.push_back(std::move(builtin));
    return all;
  }();
  return builtins;
}

}  // namespace aftale::feel
