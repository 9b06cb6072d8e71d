#pragma once
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/loader/loader.h"
#include "engine/machine/possible.h"
#include "engine/machine/settle.h"
#include "engine/machine/step.h"

namespace aftale::machine::test {

/// One case on a workflow out of texts, driven as a host would: what is due comes first, then the input, then what fell
/// due by it. Times are local: `2022-03-10` is noon, `2022-03-10 23:59` is that.
class World {
 public:
  /// `workflow` is the case's own; the others are what it names. A small organisation (`small`), the shipped calendar
  /// and tables are there without being given. `change` may make what the loader would refuse.
  explicit World(std::string workflow, std::vector<std::string> others = {},
                 const std::function<void(model::Definition&)>& change = {});

  using Words = std::vector<std::pair<std::string, std::string>>;

  /// What a command came to: its step, or why it was refused.
  struct Came {
    std::string code;  ///< empty: done
    ErrorPtr error;
    Step step;
    explicit operator bool() const { return code.empty(); }
  };
  Came open(std::string_view at, const Words& inputs = {});
  Came send(std::string_view at, const std::string& event, const std::string& in = {}, const Words& data = {});
  Came record(std::string_view at, const std::string& in, const std::string& word, const std::string& meeting,
              Record details = {});
  Came attach(std::string_view at, const std::string& document);
  Came input(std::string_view at, Input input);
  /// Fires what is due.
  void advance(std::string_view to);

  /// Addresses of the innermost active states, branches included, in order.
  std::vector<std::string> active() const;
  bool is_in(const std::string& address) const;
  /// The newest branch of that address, or none.
  const Branch* branch(const std::string& key) const;
  lifecycle::DeadlineStatus deadline(const std::string& state, std::size_t index = 0) const;
  feel::Value variable(const std::string& name, const std::string& branch = {}) const;
  /// `template to receiver` of everything sent since the last call.
  std::vector<std::string> sent();
  /// The newest row of a work item, found by its step.
  const WorkItem* item(const std::string& step) const;

  std::optional<time::CivilDate> effective;  ///< said with the next commands
  Actor actor{"sekretariat", Proof::scenario, {"*"}};
  const model::Definition& definition() const { return *definition_; }
  Case instance;
  std::vector<Firing> firings;  ///< of the last call
  std::vector<Notify> notices;  ///< all
  std::vector<WorkItem> items;  ///< newest rows

 private:
  void take(const Step& step);
  void settle_until(time::Instant now);
  time::Instant instant(std::string_view at) const;

  model::DefinitionPtr definition_;
  std::size_t told_ = 0;
};

using Strings = std::vector<std::string>;

}  // namespace aftale::machine::test
