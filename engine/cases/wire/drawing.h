#pragma once
#include <optional>

#include "engine/cases/wire/codec.h"
#include "engine/drawing/drawing.h"

/// A drawing on the wire. Places in its lists are checked when they are read, since every form of a picture follows
/// them.
namespace aftale::cases::wire {

/// A place in a list; null: nowhere.
template <class Wire>
void place(Wire& wire, const char* key, Of<Wire, std::size_t>& at) {
  std::optional<std::int64_t> number;
  if constexpr (!Wire::kReads) {
    if (at != drawing::kNowhere) number = static_cast<std::int64_t>(at);
  }
  wire.member(key, number);
  if constexpr (Wire::kReads) at = number && *number >= 0 ? static_cast<std::size_t>(*number) : drawing::kNowhere;
}

inline constexpr std::string_view kStandings[] = {"none", "done", "here", "ahead", "tried", "partly", "untried"};

template <class Wire>
void fields(Wire& wire, Of<Wire, drawing::Line>& line) {
  static constexpr std::string_view kRoles[] = {"title", "owner", "deadline", "note", "standing"};
  wire.choice("role", line.role, kRoles);
  wire.member("text", line.text);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, drawing::Box>& box) {
  static constexpr std::string_view kKinds[] = {"start", "step", "vote",       "branches", "call",
                                                "wait",  "end",  "wrong_data", "gateway"};
  static constexpr std::string_view kTones[] = {"neutral", "good", "bad"};
  wire.member("id", box.id);
  wire.choice("kind", box.kind, kKinds);
  wire.choice("tone", box.tone, kTones);
  wire.choice("standing", box.standing, kStandings);
  wire.member("colour", box.colour);
  place(wire, "cluster", box.cluster);
  wire.member("inner", box.inner);
  wire.member("one_by_one", box.one_by_one);
  wire.member("moves_on", box.moves_on);
  wire.objects("lines", box.lines);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, drawing::Edge>& edge) {
  static constexpr std::string_view kKinds[] = {"main", "aside", "back", "other"};
  place(wire, "from", edge.from);
  place(wire, "to", edge.to);
  place(wire, "from_cluster", edge.from_cluster);
  place(wire, "to_cluster", edge.to_cluster);
  wire.choice("kind", edge.kind, kKinds);
  wire.choice("standing", edge.standing, kStandings);
  wire.member("labels", edge.labels);
  wire.member("return_labels", edge.return_labels);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, drawing::Cluster>& cluster) {
  static constexpr std::string_view kKinds[] = {"group", "parallel", "region", "chain"};
  wire.member("id", cluster.id);
  wire.choice("kind", cluster.kind, kKinds);
  place(wire, "parent", cluster.parent);
  wire.objects("lines", cluster.lines);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, drawing::Drawing>& drawing) {
  static constexpr std::string_view kLanguages[] = {"da", "en"};
  wire.member("name", drawing.name);
  wire.choice("language", drawing.language, kLanguages);
  wire.member("title", drawing.title);
  wire.member("notes", drawing.notes);
  wire.objects("boxes", drawing.boxes);
  wire.objects("edges", drawing.edges);
  wire.objects("clusters", drawing.clusters);
  if constexpr (Wire::kReads) {
    if (!drawing::is_whole(drawing))
      wire.refuse("edges", {"pladser, der er i tegningen", "places that the drawing has"});
  }
}

}  // namespace aftale::cases::wire
