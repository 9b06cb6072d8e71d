#include "adapters/sheets/xlsx.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "adapters/disk/reason.h"
#include "adapters/disk/whole_file.h"
#include "adapters/sheets/cell_text.h"
#include "adapters/sheets/writer_library.h"
#include "engine/base/words.h"

namespace aftale::sheets {
namespace {

constexpr std::size_t kFileBytesMax = std::size_t{1} << 30U;

tl::unexpected<ErrorPtr> no_room(const std::string& path, int number) {
  const Text why = disk::reason_of(number);
  return fail(
      Error::Kind::unavailable, "not-writable",
      Text{path + " kan ikke skrives (" + why.da + "). Regnearket samles der: sæt TMPDIR til en mappe med plads",
           path + " cannot be written (" + why.en +
               "). The spreadsheet is put together there: set TMPDIR to a folder with room"});
}

/// A folder of our own that nobody else can look into, gone with everything in it when it is destroyed: the library
/// writes into files only.
class PrivateFolder {
 public:
  static Result<std::unique_ptr<PrivateFolder>> make() {
    const char* const set = std::getenv("TMPDIR");
    const std::string parent = set && *set ? std::string(set) : std::string("/tmp");
    std::string path = parent + "/aftale-XXXXXX";
    if (!::mkdtemp(path.data())) return no_room(parent, errno);
    return std::unique_ptr<PrivateFolder>(new PrivateFolder(parent, std::move(path)));
  }
  ~PrivateFolder() {
    std::error_code unknown;
    std::filesystem::remove_all(path_, unknown);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  const std::string& path() const { return path_; }
  /// Where it lies: what people know, and can choose.
  const std::string& parent() const { return parent_; }

 private:
  PrivateFolder(std::string parent, std::string path) : parent_(std::move(parent)), path_(std::move(path)) {}
  std::string parent_, path_;
};

/// The days that a spreadsheet counts rightly: it takes 1900 for a leap year.
bool is_day_of_sheets(time::CivilDate day) {
  return time::CivilDate::from_ymd(1900, 3, 1) <= day && day.year() <= 9999;
}

/// The letters of the longest line.
std::size_t letters_of(const Cell& cell) {
  constexpr std::size_t kDay = 10;
  if (std::holds_alternative<time::CivilDate>(cell.value)) return kDay;
  if (const auto* number = std::get_if<std::int64_t>(&cell.value)) return std::to_string(*number).size();
  const auto* text = std::get_if<std::string>(&cell.value);
  std::size_t longest = 0;
  for (std::size_t begin = 0; text && begin <= text->size();) {
    const std::size_t end = std::min(text->find('\n', begin), text->size());
    longest = std::max(longest, display_width(std::string_view(*text).substr(begin, end - begin)));
    begin = end + 1;
  }
  return longest;
}

double width_of(const Sheet& sheet, std::size_t column) {
  constexpr std::size_t kFilter = 3, kMargin = 1;  // beside the head, and beside what stands below it
  const Column& of = sheet.columns[column];
  std::size_t width = display_width(of.title) + kFilter;
  for (const std::vector<Cell>& row : sheet.rows) {
    if (column < row.size()) width = std::max(width, std::min(letters_of(row[column]), of.widest) + kMargin);
  }
  return static_cast<double>(std::min(width, of.widest + kFilter));
}

/// One workbook in the making.
class Maker {
 public:
  Maker(const WriterLibrary& to, lxw_workbook* book) : to_(to), book_(book), head_(to.workbook_add_format(book)) {
    to_.format_set_bold(head_);
    to_.format_set_text_wrap(head_);
    to_.format_set_align(head_, LXW_ALIGN_VERTICAL_TOP);
    to_.format_set_bottom(head_, LXW_BORDER_MEDIUM);
    to_.format_set_bg_color(head_, 0xEEF1F3);
  }

  void add(const Sheet& sheet) {
    lxw_worksheet* const out = to_.workbook_add_worksheet(book_, sheet_name(sheet.name, names_).c_str());
    lxw_col_t column = 0;
    for (const Column& each : sheet.columns) {
      to_.worksheet_set_column(out, column, column, width_of(sheet, column), nullptr);
      put_text(out, 0, column++, each.title, head_);
    }
    lxw_row_t number = 0;
    for (const std::vector<Cell>& row : sheet.rows) {
      column = 0;
      ++number;
      for (const Cell& cell : row) put(out, number, column++, cell);
    }
    if (!sheet.columns.empty()) {
      to_.worksheet_freeze_panes(out, 1, 0);
      to_.worksheet_autofilter(out, 0, 0, number, static_cast<lxw_col_t>(sheet.columns.size() - 1));
      to_.worksheet_repeat_rows(out, 0, 0);
    }
    constexpr std::uint8_t kA4 = 9;
    to_.worksheet_set_paper(out, kA4);
    to_.worksheet_set_landscape(out);
    to_.worksheet_fit_to_pages(out, 1, 0);
  }

  std::size_t cut() const { return cut_; }

 private:
  void put(lxw_worksheet* out, lxw_row_t row, lxw_col_t column, const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell.value)) {
      if (!text->empty()) put_text(out, row, column, *text, format_of(cell.tone, false));
    } else if (const auto* number = std::get_if<std::int64_t>(&cell.value)) {
      to_.worksheet_write_number(out, row, column, static_cast<double>(*number), format_of(cell.tone, false));
    } else if (const auto* day = std::get_if<time::CivilDate>(&cell.value)) {
      if (!is_day_of_sheets(*day)) return put_text(out, row, column, day->iso(), format_of(cell.tone, false));
      lxw_datetime date{static_cast<int>(day->year()), day->month(), day->day(), 0, 0, 0.0};
      to_.worksheet_write_datetime(out, row, column, &date, format_of(cell.tone, true));
    }
  }

  void put_text(lxw_worksheet* out, lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* format) {
    const CellText made = cell_text(text, kCellUnitsMax);
    cut_ += made.cut ? 1 : 0;
    to_.worksheet_write_string(out, row, column, made.text.c_str(), format);
  }

  /// One for each kind of cell, made when the first of its kind is put down.
  lxw_format* format_of(Tone tone, bool is_day) {
    lxw_format*& format = formats_[{tone, is_day}];
    if (format) return format;
    format = to_.workbook_add_format(book_);
    to_.format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (is_day) {
      to_.format_set_num_format(format, "dd-mm-yyyy");
      to_.format_set_align(format, LXW_ALIGN_LEFT);
    } else {
      to_.format_set_text_wrap(format);
    }
    static constexpr lxw_color_t kGrounds[] = {0, 0xE5F3EA, 0xE6F0F7, 0xFFF1D4, 0xFDEBE9};
    if (tone != Tone::none) to_.format_set_bg_color(format, kGrounds[static_cast<std::size_t>(tone)]);
    return format;
  }

  const WriterLibrary& to_;
  lxw_workbook* book_;
  lxw_format* head_;
  std::map<std::pair<Tone, bool>, lxw_format*> formats_;
  std::set<std::string> names_;
  std::size_t cut_ = 0;
};

Result<void> check_rows(const Workbook& workbook) {
  for (const Sheet& sheet : workbook.sheets) {
    if (sheet.rows.size() < kRowsMax) continue;
    const std::string most = std::to_string(kRowsMax - 1), rows = std::to_string(sheet.rows.size());
    return fail(Error::Kind::refused, "too-large",
                Text{"Arket " + sheet.name + " får " + rows + " rækker, og Excel kan højst have " + most +
                         ". Tag en sag ad gangen, eller brug --as csv",
                     "The sheet " + sheet.name + " comes to " + rows + " rows, and Excel takes at most " + most +
                         ". Take one case at a time, or use --as csv"});
  }
  return {};
}

}  // namespace

Result<Xlsx> xlsx(const Workbook& workbook) {
  AFTALE_TRY_VOID(check_rows(workbook));
  AFTALE_TRY(const WriterLibrary* const library, WriterLibrary::load());
  AFTALE_TRY(const std::unique_ptr<PrivateFolder> folder, PrivateFolder::make());
  const std::string path = folder->path() + "/workbook.xlsx";
  std::string place = folder->path();
  lxw_workbook_options options{};
  options.tmpdir = place.data();
  std::unique_ptr<lxw_workbook, decltype(library->lxw_workbook_free)> book(
      library->workbook_new_opt(path.c_str(), &options), library->lxw_workbook_free);
  if (!book) return no_room(folder->parent(), ENOMEM);
  std::string title = cell_text(workbook.title, 255).text;
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.created = static_cast<time_t>(workbook.created.unix_seconds());
  library->workbook_set_properties(book.get(), &properties);
  Maker maker(*library, book.get());
  for (const Sheet& sheet : workbook.sheets) maker.add(sheet);
  errno = 0;
  if (library->workbook_close(book.release()) != LXW_NO_ERROR)
    return no_room(folder->parent(), errno != 0 ? errno : EIO);
  std::optional<std::string> bytes = disk::read_whole(path, kFileBytesMax);
  if (!bytes) return no_room(folder->parent(), errno != 0 ? errno : EIO);
  return Xlsx{std::move(*bytes), maker.cut()};
}

}  // namespace aftale::sheets
