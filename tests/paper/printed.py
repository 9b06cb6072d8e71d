"""The page of twenty parties, printed by a browser: one sheet of A4 on its side, at every day of the approval. Skipped
(exit 77) where there is no Chromium.

    printed.py BINARY ROOT
"""

import os
import re
import shutil
import subprocess
import sys

from world import Failures, World

SKIPPED = 77
# Before, while and after the councils meet; without their minutes once the deadline has passed.
PAGES = [("midtjylland-2025-26", ["--at", day]) for day in ("2024-11-04", "2024-11-20", "2024-11-28", "2025-01-20")]
A4 = (842, 595)  # points


def sheets_of(browser, world, page):
    """-> width and height of each sheet in points"""
    target = page.with_suffix(".pdf")
    alone = ["--no-sandbox"] if os.getuid() == 0 else []
    subprocess.run([browser, "--headless", *alone, "--disable-gpu", f"--user-data-dir={world.folder}/profile",
                    f"--print-to-pdf={target}", "--no-pdf-header-footer", f"file://{page}"],
                   env={"PATH": os.environ["PATH"], "HOME": str(world.folder)}, capture_output=True, check=False,
                   timeout=120)
    if not target.exists():
        return []
    boxes = re.findall(rb"/Type\s*/Page\b(?!s).*?/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]",
                       target.read_bytes(), re.S)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


def main():
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not browser:
        print("skipped: no Chromium (Debian: chromium)")
        sys.exit(SKIPPED)
    world, failures = World(sys.argv[1], sys.argv[2]), Failures()
    for number, (key, words) in enumerate(PAGES):
        for language in ("da", "en"):
            page = world.folder / f"{number}-{language}.html"
            world.aftale("export", key, *words, "--as", "html", "-o", page, "--db", world.twenty_parties(),
                         language=language)
            sheets = sheets_of(browser, world, page)
            failures.expect(sheets == [A4], f"{key} {words} {language}: {sheets}")
    # More than one list: the one under way stands whole on the first sheet, and the rest follows.
    page = world.folder / "all.html"
    world.aftale("export", "--all", "--as", "html", "-o", page, "--db", world.twenty_parties())
    sheets = sheets_of(browser, world, page)
    failures.expect(len(sheets) == 3 and set(sheets) == {A4}, f"a list and two cases: {sheets}")
    failures.end()


main()
