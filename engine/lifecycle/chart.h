#pragma once
#include <boost/mpl/list.hpp>
#include <boost/statechart/custom_reaction.hpp>
#include <boost/statechart/event.hpp>
#include <boost/statechart/in_state_reaction.hpp>
#include <boost/statechart/simple_state.hpp>
#include <boost/statechart/state.hpp>
#include <boost/statechart/state_machine.hpp>
#include <boost/statechart/transition.hpp>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>

#include "engine/base/check.h"
#include "engine/lifecycle/table.h"

/// How the three life cycles use Boost.Statechart. For their sources only: nothing else pays for these headers.
///
/// Statechart cannot be told to stand in a state, so each machine starts in a `Boot` state, which is never stored and
/// whose one reaction goes where `Restore` says. Entering a state does nothing but write its name down; what follows
/// from a change is the business of the caller. Therefore the charts stay flat: regions, history and deferred events
/// could not be restored.
namespace aftale::lifecycle::chart {

namespace sc = boost::statechart;
using boost::mpl::list;

template <auto Kind>
struct On : sc::event<On<Kind>> {};

/// Leads to another status.
template <auto Kind, class Target>
using Goes = sc::transition<On<Kind>, Target>;

/// Is taken, and the status stays.
template <auto Kind>
using Stays = sc::in_state_reaction<On<Kind>>;

template <class Status>
struct Restore : sc::event<Restore<Status>> {
  explicit Restore(Status status) : to(status) {}
  Status to;
};

template <class Derived, class Boot, class Status>
class Machine : public sc::state_machine<Derived, Boot> {
 public:
  Machine() = default;
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;
  ~Machine() { this->terminate(); }

  /// False if no state consumed the event; then nothing changed.
  template <class Event>
  bool take(const Event& event) {
    consumed_ = true;
    this->process_event(event);
    return consumed_;
  }

  void enter(Status status) {
    status_ = status;
    ++entered_;
  }
  const std::optional<Status>& status() const { return status_; }
  int entered() const { return entered_; }

  /// Called by Statechart on the derived type, hiding the one of the base.
  void unconsumed_event(const sc::event_base&) { consumed_ = false; }

 private:
  std::optional<Status> status_;
  int entered_ = 0;
  bool consumed_ = true;
};

template <class State, class Owner, auto Status>
struct Named : sc::state<State, Owner> {
  explicit Named(typename sc::state<State, Owner>::my_context context) : sc::state<State, Owner>(context) {
    this->outermost_context().enter(Status);
  }
};

template <class Driven, class Status, class Event>
std::optional<Status> answer(Status from, const Event& event) {
  Driven machine;
  machine.initiate();
  AFTALE_CHECK(machine.take(Restore<Status>(from)));
  if (!machine.take(event)) return std::nullopt;
  return machine.status();
}

/// Restores a fresh machine to every status and fires every event at it.
template <class Driven, const auto& Statuses, const auto& Events>
auto drive() {
  using Status = typename std::remove_cvref_t<decltype(Statuses)>::value_type;
  using Event = typename std::remove_cvref_t<decltype(Events)>::value_type;
  Table<Status, Event, Statuses.size(), Events.size()> table;
  for (const Status status : Statuses) {
    const auto row = static_cast<std::size_t>(status);
    Driven machine;
    machine.initiate();
    AFTALE_CHECK(machine.take(Restore<Status>(status)) && machine.status());
    table.restored[row] = {*machine.status(), machine.entered()};
    [&]<std::size_t... Column>(std::index_sequence<Column...>) {
      ((table.after[row][Column] = answer<Driven>(status, On<Events[Column]>())), ...);
    }
    (std::make_index_sequence<Events.size()>());
  }
  return table;
}

}  // namespace aftale::lifecycle::chart
