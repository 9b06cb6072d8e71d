#pragma once
#include "engine/base/text.h"
#include "engine/model/definition.h"

/// What a source is called in a message, and the code of the finding where there is none; internal to this folder.
namespace aftale::loader {

Text kind_word(model::SourceKind kind);
const char* code_of_missing(model::SourceKind kind);

}  // namespace aftale::loader
