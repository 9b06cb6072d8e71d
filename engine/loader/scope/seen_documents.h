#pragma once
#include <string>

#include "engine/loader/scope/bundle.h"

namespace aftale::loader {

/// Whether expressions in `chart` see it: a document of the case, or of the branches around the chart.
bool is_seen_from(const Bundle& bundle, model::ChartIx chart, const model::Document& document);
/// The finding where a name is none of these.
void report_unknown_document(Bundle& bundle, model::ChartIx chart, const std::string& name, const Span& at);

}  // namespace aftale::loader
