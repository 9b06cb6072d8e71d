#pragma once
#include <optional>
#include <string>

#include "engine/loader/yaml.h"
#include "engine/testing/scenario.h"

/// The parts of the reader; internal to this folder.
namespace aftale::testing {

std::optional<time::CivilDate> read_date(loader::Reading& reading, const loader::Node& node, const char* what);
std::optional<LocalTime> read_local_time(loader::Reading& reading, const loader::Node& node, const char* what);
/// A value as people write it behind `name=`: a word, a list or JSON.
std::string words_of(const loader::Node& node);
/// The name and the words of every entry.
cases::Words read_words(loader::Reading& reading, const loader::Node& node);

ScenarioMove read_move(loader::Reading& reading, const loader::Node& node);
Opening read_opening(loader::Reading& reading, const loader::Node& node);
cases::RecordDecision read_record(loader::Reading& reading, const loader::Node& node);
Expectations read_expectations(loader::Reading& reading, const loader::Node& node);

}  // namespace aftale::testing
