#pragma once
#include "adapters/reports/edition.h"
#include "adapters/web/page.h"
#include "engine/cases/service.h"

/// Pages about many cases.
namespace aftale::web {

/// What is overdue, and what is due within two weeks.
Result<Page> desk_page(cases::Service& service, const View& view);

/// Cases, where they stand and what is due next: `q` is looked for in keys and titles, `vis=alle` shows those that have
/// ended, `fra` is the key after which a page of a hundred begins.
Result<Page> cases_page(cases::Service& service, const View& view);

/// What days in a page are told from.
reports::Edition edition_of(const View& view, time::Instant now);
/// When what a page shows was so: `Vist, som det så ud 24. nov. 2022 kl. 12.00`.
std::string as_of(time::Instant now, const View& view);
/// Who may not read it has it left out; said so.
std::string left_out(std::int64_t not_shown, const View& view);

}  // namespace aftale::web
