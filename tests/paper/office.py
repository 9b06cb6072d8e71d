"""The workbook as LibreOffice opens it: each sheet as text, with dates as the sheet shows them. Skipped (exit 77) where
there is no LibreOffice.

    office.py BINARY ROOT
"""

import csv
import os
import pathlib
import shutil
import subprocess
import sys

from world import Failures, World

SKIPPED = 77


def main():
    office = shutil.which("soffice")
    if not office:
        print("skipped: no LibreOffice (Debian: libreoffice-calc)")
        sys.exit(SKIPPED)
    world, failures = World(sys.argv[1], sys.argv[2]), Failures()
    workbook = world.folder / "case.xlsx"
    world.aftale("export", "nordjylland-2023-24", "--at", "2022-11-22", "--as", "xlsx", "-o", workbook, "--db",
                 world.twelve_parties())
    # Separator, quote, UTF-8, from the first line, formats as shown, every sheet to a file of its own.
    done = subprocess.run([office, f"-env:UserInstallation=file://{world.folder}/profile", "--headless", "--convert-to",
                           "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1",
                           "--outdir", world.folder, workbook],
                          env={"PATH": os.environ["PATH"], "HOME": str(world.folder), "LC_ALL": "C.UTF-8"},
                          capture_output=True, check=False, timeout=180)
    found = {path.name: list(csv.reader(path.open(encoding="utf-8"), delimiter=";"))
             for path in pathlib.Path(world.folder).glob("case-*.csv")}
    failures.expect(set(found) == {f"case-{name}.csv" for name in ("Status", "Beslutninger", "Frister", "Mødeplan")},
                    f"sheets: {sorted(found)} {done.stderr.decode()}")
    decisions = found.get("case-Beslutninger.csv", [[], []])
    failures.expect(decisions[0][:5] == ["sag", "part", "organ", "beslutning", "mødedato"], f"{decisions[0]}")
    # It writes days in its own way, which a text would not be and a number neither.
    decided = [row[:4] for row in decisions if row[4:5] in (["22-11-2022"], ["11/22/2022"], ["2022-11-22"])]
    failures.expect(decided == [["nordjylland-2023-24", "Morsø Kommune", "Morsø Kommunalbestyrelse", "godkendt"]],
                    f"a decision with its date: {decisions[-14:-10]}")
    deadlines = found.get("case-Frister.csv", [[]])
    failures.expect({row[3] for row in deadlines[1:]} & {"30-11-2022", "11/30/2022", "2022-11-30"},
                    f"a deadline with its date: {deadlines}")
    failures.end()


main()
