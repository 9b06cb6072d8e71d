#pragma once
#include <xlsxwriter.h>

#include "engine/base/result.h"

/// The functions of libxlsxwriter that a workbook takes.
#define AFTALE_WRITER_FUNCTIONS(each)                                                                          \
  each(workbook_new_opt) each(workbook_add_format) each(workbook_add_worksheet) each(workbook_set_properties)  \
      each(workbook_close) each(lxw_workbook_free) each(format_set_bold) each(format_set_text_wrap)            \
          each(format_set_align) each(format_set_bottom) each(format_set_bg_color) each(format_set_num_format) \
              each(worksheet_set_column) each(worksheet_freeze_panes) each(worksheet_autofilter)               \
                  each(worksheet_repeat_rows) each(worksheet_set_paper) each(worksheet_set_landscape)          \
                      each(worksheet_fit_to_pages) each(worksheet_write_number) each(worksheet_write_datetime) \
                          each(worksheet_write_string)

namespace aftale::sheets {

/// What the loader knows libxlsxwriter by: the name that a program linked to it would ask for.
extern const char* const kWriterLibrary;

/// libxlsxwriter, loaded when the first workbook is written: what it is linked to (libcrypto among them) takes longer
/// to bind than a question takes to answer, and few calls write a workbook.
struct WriterLibrary {
#define AFTALE_WRITER_FUNCTION(name) decltype(&::name) name = nullptr;
  AFTALE_WRITER_FUNCTIONS(AFTALE_WRITER_FUNCTION)
#undef AFTALE_WRITER_FUNCTION

  /// The one of this process; stays for good. `file`: its name for the loader. Error: unavailable `no-library`, with
  /// what is to be installed.
  static Result<const WriterLibrary*> load(const char* file = kWriterLibrary);
};

}  // namespace aftale::sheets
