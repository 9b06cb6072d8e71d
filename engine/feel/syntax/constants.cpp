#include "engine/feel/syntax/constants.h"

#include <algorithm>
#include <array>

namespace aftale::feel {
namespace {

constexpr std::array<std::string_view, 4> kMade{"date", "time", "date and time", "duration"};

/// The call of a built-in without an evaluation around it: what goes wrong is kept.
class ConstantCall final : public Call {
 public:
  Value error(const char*, Text message) override {
    if (why_.empty()) why_ = std::move(message);
    return {};
  }
  bool spend(std::size_t) override { return true; }
  std::size_t room() const override { return limits::kFeelSize; }
  bool work(std::size_t) override { return true; }
  Value invoke(const Function&, std::span<const Value>) override { return {}; }
  time::Instant now() const override { return {}; }
  const time::Zone& zone() const override {
    static const time::Zone utc;
    return utc;
  }
  const Text& why() const { return why_; }

 private:
  Text why_;
};

bool is_constant(const Node& node) {
  return node.op == Op::constant && !node.constant.is_null();
}

}  // namespace

void check_constant(Parsing& parse, const Node& call) {
  if (std::find(kMade.begin(), kMade.end(), call.name) == kMade.end()) return;
  std::vector<Value> arguments;
  bool any_year = false;
  for (const Node* argument : call.rest) {
    // Of a year that is not known yet, the 29th of February may be.
    const bool year = arguments.empty() && call.rest.size() == 3 && call.name == "date";
    if (!is_constant(*argument) && !year) return;
    any_year = any_year || !is_constant(*argument);
    arguments.push_back(is_constant(*argument) ? argument->constant : Value::integer(2000));
  }
  ConstantCall made;
  if (!call.builtin->call(arguments, made).is_null() || made.why().empty()) return;
  Text why = made.why();
  if (any_year) {
    const std::string month = arguments[1].plain(), day = arguments[2].plain();
    why = {"date(): i intet år er der en dag " + day + " i måned " + month,
           "date(): in no year is there a day " + day + " in month " + month};
  }
  parse.findings.add(call.name.starts_with("date") ? "bad-date" : "wrong-type", call.begin, call.end, std::move(why));
}

}  // namespace aftale::feel
