#include <array>
#include <string_view>

#include "engine/base/limits.h"
#include "engine/cases/wire/findings.h"
#include "engine/cases/wire/sources.h"
#include "engine/cases/wire/wire.h"

namespace aftale::cases {
namespace wire {

template <class Wire>
void fields(Wire& wire, Of<Wire, Move>& order) {
  wire.member("request", order.request);
  wire.exact("case", order.key);
  wire.exact("workflow", order.workflow);
  wire.objects("sources", order.sources);
  wire.member("changes_organisation", order.changes_organisation);
  wire.pairs("with", order.inputs);
  wire.member("apply", order.apply);
  wire.member("undo", order.undo);
  wire.exact("reason", order.reason);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, machine::MoveChange>& change) {
  static const auto kKinds = [] {
    std::array<std::string_view, machine::MoveChange::kKinds> names{};
    for (std::size_t n = 0; n < names.size(); ++n)
      names[n] = machine::name_of(static_cast<machine::MoveChange::Kind>(n));
    return names;
  }();
  wire.choice("kind", change.kind, kKinds);
  wire.member("where", change.where);
  wire.member("title", change.title);
  wire.member("before", change.before);
  wire.member("after", change.after);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, Moved::Verdict>& verdict) {
  wire.member("case", verdict.key);
  wire.member("title", verdict.title);
  wire.member("from", verdict.from);
  wire.member("can", verdict.can);
  wire.member("repeated", verdict.repeated);
  wire.objects("reasons", verdict.reasons);
  wire.objects("changes", verdict.changes);
  wire.member("entry", verdict.entry);
  wire.member("proposed", verdict.proposed);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, Moved>& moved) {
  wire.member("to", moved.to);
  wire.member("applied", moved.applied);
  wire.member("undone", moved.undone);
  wire.member("already", moved.already);
  wire.objects("cases", moved.cases);
}

}  // namespace wire

std::string write_move(const Move& order) {
  return wire::written([&](wire::Writer& out) { fields(out, order); });
}

Result<Move> read_move_order(std::string_view json) {
  return wire::read_whole<Move>(json, limits::kWireValuesMax, [](wire::Reader& in, Move& order) { fields(in, order); });
}

std::string write_moved(const Moved& moved) {
  return wire::written([&](wire::Writer& out) { fields(out, moved); });
}

Result<Moved> read_moved(std::string_view json) {
  return wire::read_whole<Moved>(json, SIZE_MAX, [](wire::Reader& in, Moved& moved) { fields(in, moved); });
}

}  // namespace aftale::cases
