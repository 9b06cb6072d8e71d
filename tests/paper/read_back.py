"""The workbook of a case, read back by another program (openpyxl): dates are dates, heads are frozen and filter, the
columns of decisions are those of minutes, and nothing is a formula.

    read_back.py BINARY ROOT
"""

import datetime
import io
import pathlib
import sys
import zipfile

import openpyxl

from world import Failures, World

NAMES = {"da": ["Status", "Beslutninger", "Frister", "Mødeplan"],
         "en": ["Status", "Decisions", "Deadlines", "Meetings"]}
DECISIONS = {"da": ["sag", "part", "organ", "beslutning", "mødedato", "for", "imod", "undlod", "til stede", "inhabile",
                    "bemærkning", "mindretal", "næste møde", "referat (URL)", "version"],
             "en": ["case", "party", "body", "decision", "meeting date", "for", "against", "abstained", "present",
                    "disqualified", "remark", "minority", "next meeting", "minutes (URL)", "version"]}
DAY_COLUMNS = {"frist", "dato", "mødedato", "næste møde", "due", "date", "meeting date", "next meeting"}


def read(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(sheet):
    """-> [{heading: value}]"""
    lines = list(sheet.iter_rows(values_only=True))
    return [dict(zip(lines[0], line)) for line in lines[1:]]


def look(book, language, failures):
    failures.expect(book.sheetnames == NAMES[language], f"sheets: {book.sheetnames}")
    failures.expect([cell.value for cell in book.worksheets[1][1]] == DECISIONS[language], "the columns of decisions")
    for sheet in book.worksheets:
        name, heads = sheet.title, [cell.value for cell in sheet[1]]
        failures.expect(sheet.freeze_panes == "A2", f"{name}: the head is not frozen: {sheet.freeze_panes}")
        failures.expect(sheet.auto_filter.ref == sheet.dimensions, f"{name}: filter {sheet.auto_filter.ref}")
        failures.expect(sheet.print_title_rows in ("$1:$1", "1:1"), f"{name}: printed heads {sheet.print_title_rows}")
        failures.expect(len(set(heads)) == len(heads), f"{name}: a heading stands there twice")
        failures.expect(all(sheet.column_dimensions[cell.column_letter].width >= len(cell.value) for cell in sheet[1]),
                        f"{name}: a column is narrower than its head")
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                failures.expect(cell.data_type != "f", f"{name}!{cell.coordinate}: a formula: {cell.value}")
                is_day = heads[cell.column - 1] in DAY_COLUMNS or heads[cell.column - 1].endswith((", dato", ", date"))
                if is_day and cell.value is not None:
                    failures.expect(isinstance(cell.value, datetime.datetime) and cell.is_date and
                                    cell.number_format == "dd-mm-yyyy",
                                    f"{name}!{cell.coordinate}: no date: {cell.value} {cell.number_format}")


def main():
    world, failures = World(sys.argv[1], sys.argv[2]), Failures()

    def export(database, *words, **more):
        return world.aftale("export", *words, "--as", "xlsx", "--db", database, **more)

    north = ["nordjylland-2023-24", "--at", "2022-11-22"]
    for language in ("da", "en"):
        data = export(world.twelve_parties(), *north, language=language, now="2022-11-23 08:00")
        failures.expect(data == export(world.twelve_parties(), *north, language=language, now="2022-11-23 08:00"),
                        "the same case at the same time gives other bytes")
        book = read(data)
        look(book, language, failures)
        failures.expect(book.properties.created == datetime.datetime(2022, 11, 23, 7, 0), "when it was made")
        failures.expect(book.properties.title == "Nordjysk Socialaftale 2023-2024", "its title")

    book = read(export(world.twelve_parties(), *north))
    status = {row["part"]: row for row in rows(book["Status"]) if row["trin"] == "Politisk godkendelse"}
    failures.expect(len(status) == 12, f"twelve parties: {sorted(status)}")
    failures.expect((status["Morsø Kommune"]["Råd"], status["Morsø Kommune"]["Råd, dato"]) ==
                    ("✔ godkendt", datetime.datetime(2022, 11, 22)), f"Morsø: {status['Morsø Kommune']}")
    failures.expect(status["Aalborg Kommune"]["Råd"] == "● referat mangler", f"Aalborg: {status['Aalborg Kommune']}")
    decided = rows(book["Beslutninger"])
    open_rows = [row for row in decided if row["beslutning"] is None]
    failures.expect({row["part"] for row in open_rows} == set(status) - {"Morsø Kommune", "Læsø Kommune"} and
                    all(row["organ"] and row["mødedato"] is None for row in open_rows),
                    f"a row for each council that is still to say something: {open_rows}")
    days = [row["dato"] for row in rows(book["Mødeplan"])]
    failures.expect(days == sorted(days) and len(days) > 20, "meetings by date")

    data = export(world.hostile(), "h æ", now="2022-01-04 10:00")
    book = read(data)
    look(book, "da", failures)
    put_off, approved, *to_fill_in = rows(book["Beslutninger"])
    failures.expect([row["organ"] for row in (put_off, approved, *to_fill_in)] ==
                    ["</td></table>\"Råd\" & 'ting'", "=1+1", "</td></table>\"Råd\" & 'ting'", "@SUM(A1)"],
                    f"what was decided, and who is still to decide: {to_fill_in}")
    failures.expect((put_off["for"], put_off["imod"], put_off["næste møde"], put_off["bemærkning"]) ==
                    (5, 4, datetime.datetime(2022, 1, 24), "=cmd|calc!A0"), f"a matter that was put off: {put_off}")
    failures.expect(approved["bemærkning"].endswith("\n-1+1") and approved["mindretal"] == "+45 <b>" and
                    approved["part"] == "קהילה של שלום", f"texts as they were written: {approved}")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for part in parts.namelist():
            text = parts.read(part).decode()
            failures.expect("<f>" not in text and "<hyperlink " not in text, f"{part}: a formula or a link")

    closed = rows(read(export(world.behind_closed_doors(), "c"))["Beslutninger"])[0]
    failures.expect([closed[name] for name in DECISIONS["da"] if closed[name] is not None] ==
                    ["c", "קהילה של שלום", "=1+1", "godkendt", datetime.datetime(2022, 1, 3)],
                    f"behind closed doors: {closed}")

    book = read(export(world.twenty_parties(), "--all"))
    look(book, "da", failures)
    failures.expect({row["sag"] for row in rows(book["Status"])} == {"midtjylland-2025-26", "midtjylland-2027-28"},
                    "every case has a row")
    failures.expect(not list(pathlib.Path(world.folder).glob("aftale-*")), "something was left behind")
    failures.end()


main()
