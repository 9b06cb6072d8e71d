"""Hands every page to a browser (looked_at.mjs); called by tests/web/run.

    looked_at.py BINARY ROOT
"""

import json
import os
import pathlib
import subprocess
import sys

from browser import Site, World

HERE = pathlib.Path(__file__).resolve().parent
PAGES = ["/", "/sager", "/sager?vis=alle", "/sager?q=findes-ikke", "/sager/KEY", "/sager/KEY/svar",
         "/sager/KEY/forloeb", "/sager/KEY/dokumenter", "/sager/KEY/historik", "/sager/findes-ikke"]


def main(program, root):
    world = World(program, root)
    out = world.root / "build" / "web"
    out.mkdir(parents=True, exist_ok=True)
    twelve = ["--path", world.root / "examples/04-twelve-parties"]
    database = world.folder / "waiting.db"
    for now, *words in [("2022-10-03 09:00", "open", "common-rules", "--key", "p", "answer_by=2022-12-15"),
                        ("2022-11-20 09:00", "record", "p", "Aalborg/udvalg", "godkendt", "--meeting", "2022-10-03"),
                        ("2022-11-20 09:00", "record", "p", "Aalborg/økonomi", "godkendt", "--meeting", "2022-10-10"),
                        ("2022-11-20 09:00", "record", "p", "Morsø/udvalg", "udsat", "--meeting", "2022-11-07",
                         "--next", "2022-12-20")]:
        world.aftale(*words, *twelve, "--db", database, now=now)
    wrong = 0
    for name, base, key, now in [("played", world.twelve_parties(), "nordjylland-2023-24", "2022-11-22 09:05"),
                                 ("waiting", database, "p", "2022-12-18 09:00")]:
        with Site(world, base, now) as site:
            pages = [f"http://{site.host}{site.root}{page.replace('KEY', key)}" for page in PAGES]
            asked = {"pages": pages, "folder": str(out), "name": name}
            ran = subprocess.run(["node", HERE / "looked_at.mjs"], input=json.dumps(asked), encoding="utf-8",
                                 check=False, env=os.environ)
            wrong += ran.returncode != 0
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
