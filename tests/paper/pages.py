"""Pages of `aftale export --as html` against what they were when somebody last looked at them, and what holds for each:
well-formed, no script, nothing from elsewhere, heads of rows and columns, a sign and a word in each cell.

    pages.py BINARY ROOT [--update]
"""

import difflib
import html.parser
import pathlib
import re
import sys

from world import RLO, SECRET, Failures, World

HERE = pathlib.Path(__file__).resolve().parent
VOID = {"meta", "br", "link", "img", "input", "hr"}
# The page, the database, the words behind `export`, the language, the clock.
PAGES = [
    ("twenty-parties", World.twenty_parties, ["midtjylland-2025-26", "--at", "2024-11-20"], "da", "2024-11-21 09:05"),
    ("twelve-parties", World.twelve_parties, ["nordjylland-2023-24", "--at", "2022-11-22"], "en", "2022-11-23 08:00"),
    ("hostile", World.hostile, ["h æ"], "da", "2022-04-04 10:00"),
    ("hostile-english", World.hostile, ["h æ"], "en", "2022-01-04 10:00"),
    ("all", World.twenty_parties, ["--all"], "da", "2026-01-05 09:00"),
]


class Page(html.parser.HTMLParser):
    """Its elements, and what is wrong with them."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.wrong, self.elements, self.matrix_cells, self.cell = [], [], [], [], None
        self.in_matrix = False
        self.feed(text)
        if self.open:
            self.wrong.append(f"left open: {self.open}")

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.in_matrix = dict(attributes).get("class") == "matrix"
        if tag == "td" and self.in_matrix:
            self.cell = ""

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")
        if tag == "td" and self.cell is not None:
            self.matrix_cells.append(self.cell)
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None and self.open[-1] != "time":
            self.cell += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def look(name, text, language, failures):
    page = Page(text)
    failures.expect(not page.wrong, f"{name}: {page.wrong}")
    failures.expect(page.all("html") == [{"lang": language}], f"{name}: the language")
    failures.expect(len(page.all("title")) == 1 and len(page.all("h1")) == 1, f"{name}: one title and one heading")
    for tag in ("script", "link", "img", "iframe", "object", "form"):
        failures.expect(not page.all(tag), f"{name}: <{tag}>")
    for tag, attributes in page.elements:
        known = {"lang", "charset", "name", "content", "class", "scope", "datetime", "href", "rel", "id"}
        failures.expect(set(attributes) <= known, f"{name}: <{tag} {attributes}>")
        target = attributes.get("href", "#")
        failures.expect(target.startswith(("#", "https://", "http://")), f"{name}: a link to {target}")
        if tag == "th":
            failures.expect(attributes.get("scope") in ("row", "col"), f"{name}: a head of nothing")
    failures.expect(len(page.all("style")) == 1 and "url(" not in text and "@import" not in text,
                    f"{name}: a style that fetches")
    failures.expect("@page{size:A4 landscape;margin:12mm}" in text and "thead{display:table-header-group}" in text,
                    f"{name}: how it prints")
    failures.expect(RLO not in text, f"{name}: a mark that turns text around")
    for tables in re.findall(r'<table class="matrix">(.*?)</table>', text, re.S):
        failures.expect(tables.startswith("<caption>"), f"{name}: a matrix without a caption")
    for cell in page.matrix_cells:
        # Its day is no word.
        failures.expect(re.fullmatch(r"[^\w\s] .*[^\W\d]{2}.*", cell) is not None,
                        f"{name}: a cell without sign and word: {cell}")


def main():
    world, failures = World(sys.argv[1], sys.argv[2]), Failures()
    for name, database, words, language, now in PAGES:
        text = world.aftale("export", *words, "--as", "html", "--db", database(world), now=now,
                            language=language).decode()
        look(name, text, language, failures)
        # The style is the same for all, and no reader of the difference looks for it here.
        kept = re.sub(r"<style>.*?</style>", "<style></style>", text, count=1, flags=re.S)
        golden = HERE / f"{name}.html"
        if "--update" in sys.argv[3:]:
            golden.write_text(kept, encoding="utf-8")
            continue
        was = golden.read_text(encoding="utf-8") if golden.exists() else ""
        if kept != was:
            print("\n".join(difflib.unified_diff(was.split("\n"), kept.split("\n"), name, "made now", lineterm="")))
            failures.expect(False, f"{name}: the page has changed. If it is meant: pages.py BINARY ROOT --update")
    closed = world.aftale("export", "c", "--as", "html", "--db", world.behind_closed_doors()).decode()
    failures.expect("godkendt" in closed and "lukket dagsorden" in closed, "a decision behind closed doors is told")
    failures.expect(not any(word in closed for word in (SECRET, "7 for", "8 til stede")), "and nothing but its word")
    failures.end()


main()
