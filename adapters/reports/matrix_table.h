#pragma once
#include <string>

#include "adapters/reports/case_facts.h"
#include "adapters/reports/edition.h"

namespace aftale::reports {

/// A list of parties as an HTML table: a caption with the totals, heads of columns and rows, and in each cell a sign,
/// the words and the date. A page brings the style of its classes (`matrix`, `sign`; `ok`, `go`, `wait`, `warn`,
/// `stop`, `none`).
std::string matrix_table(const CaseFacts& facts, const cases::Matrix& matrix, const Edition& edition);

/// `<time datetime="2022-11-24">24. nov. 2022</time>`, without the year where it is `usual_year`.
std::string time_element(time::CivilDate day, const Edition& edition,
                         std::optional<std::int64_t> usual_year = std::nullopt);

}  // namespace aftale::reports
