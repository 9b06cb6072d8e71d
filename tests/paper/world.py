"""Cases that are put on paper: scenarios played to their end, and what `aftale export` makes of them."""

import os
import pathlib
import subprocess
import sys
import tempfile

RLO = "\u202e"  # turns what follows around
REMARK = f'<img src=x onerror=alert(1)> "citat" & {RLO}baglæns'

SECRET = "HEMMELIGT"


class World:
    def __init__(self, program, root):
        self.program, self.root = os.path.abspath(program), pathlib.Path(root).resolve()
        self.holder = tempfile.TemporaryDirectory(prefix="aftale-paper-")
        self.folder = pathlib.Path(self.holder.name)

    def aftale(self, *words, now="2022-11-21 09:05", language="da", code=0):
        """-> standard output"""
        hostile = pathlib.Path(__file__).resolve().parent / "hostile"
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8",
                       "AFTALE_LANG": language, "AFTALE_NOW": now,
                       "AFTALE_PATH": f"{self.root}/workflows:{self.root}/rules:{hostile}",
                       **{name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}}
        done = subprocess.run([self.program, *map(str, words)], env=environment, cwd=self.folder,
                              capture_output=True, check=False, timeout=120)
        if done.returncode != code:
            sys.exit(f"aftale {words}: exit {done.returncode} {done.stderr.decode()}")
        return done.stdout

    def played(self, workflow, scenario):
        """-> the database in which the scenario was played"""
        database = self.folder / f"{scenario}.db"
        if not database.exists():
            self.aftale("test", "--keep", database, self.root / "workflows" / workflow / f"{scenario}.scenario.yaml")
        return database

    def twenty_parties(self):
        return self.played("rammeaftale-midtjylland", "a-cycle-2025-2026")

    def twelve_parties(self):
        return self.played("nordjysk-socialaftale", "a-planned-2023-2024")

    def hostile(self):
        """-> a database with a case whose titles and remarks want to be something else"""
        database = self.folder / "hostile.db"
        if not database.exists():
            early = {"now": "2022-01-03 09:00"}
            self.aftale("open", "hostile", "--key", "h æ", "--db", database, **early)
            self.aftale("record", "h æ", "approval/9901/treats", "udsat", "--meeting", "2022-01-03", "--for", 5,
                        "--against", 4, "--next", "2022-01-24", "--remark", "=cmd|calc!A0", "--db", database, **early)
            self.aftale("record", "h æ", "approval/9902/treats", "godkendt", "--meeting", "2022-01-03", "--for", 7,
                        "--remark", REMARK, "--remark", "-1+1", "--minority", "+45 <b>", "--minutes",
                        "https://example.dk/?a=1&b=\"2\"", "--db", database, **early)
        return database

    def behind_closed_doors(self):
        """-> a database with a decision of which nothing but the word is for others"""
        database = self.folder / "closed.db"
        if not database.exists():
            early = {"now": "2022-01-03 09:00"}
            self.aftale("open", "hostile", "--key", "c", "--db", database, **early)
            self.aftale("record", "c", "approval/9902/treats", "godkendt", "--meeting", "2022-01-03", "--closed",
                        "--for", 7, "--present", 8, "--remark", f"{SECRET} a", "--minority", f"{SECRET} b",
                        "--minutes", f"https://example.dk/{SECRET}", "--db", database, **early)
        return database


class Failures:
    def __init__(self):
        self.count = 0

    def expect(self, holds, what):
        if not holds:
            self.count += 1
            print(f"FAILED: {what}", flush=True)

    def end(self):
        sys.exit(1 if self.count else 0)
