#pragma once
#include "engine/cases/wire/codec.h"
#include "engine/model/definition.h"

/// The files of a bundle on the wire.
namespace aftale::cases::wire {

template <class Wire>
void fields(Wire& wire, Of<Wire, model::Source>& source) {
  static constexpr std::string_view kKinds[] = {"workflow", "organisation", "calendar",
                                                "rules",    "template",     "scenario"};
  wire.choice("kind", source.kind, kKinds);
  wire.exact("name", source.name);
  wire.member("version", source.version);
  wire.exact("file", source.file);
  wire.bytes("bytes", source.bytes);
}

}  // namespace aftale::cases::wire
