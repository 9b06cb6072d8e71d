"""Every page that can be reached from the first, in both languages: there, well-formed, with one heading and a name for
each part, nothing that runs, nothing from elsewhere, and what somebody typed shown as what was typed.

    pages.py BINARY ROOT
"""

import html.parser
import sys
import urllib.parse

from browser import POLICY, RLO, Failures, Site, World

VOID = {"meta", "br", "link", "img", "input", "hr"}
# Words that only a page in that language has.
DANISH = ["Gå til indholdet", "Hovedmenu", "Overblik", "Forløb", "Historik", "Sager"]
ENGLISH = ["Go to the content", "Main menu", "Overview", "Process", "History", "Cases"]


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.wrong, self.elements, self.words = [], [], [], ""
        self.feed(text)
        if self.open:
            self.wrong.append(f"left open: {self.open}")

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> out of place")

    def handle_data(self, data):
        self.words += data

    def of(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def look(page, text, language, failures, where):
    def expect(holds, what):
        failures.expect(holds, f"{where}: {what}")

    for wrong in page.wrong:
        expect(False, wrong)
    expect(text.startswith("<!doctype html>"), "a doctype")
    expect(page.of("html") == [{"lang": language}], "its language")
    expect(len(page.of("h1")) == 1 and len(page.of("main")) == 1 and len(page.of("title")) == 1, "one h1, main, title")
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    expect(len(ids) == len(set(ids)), f"each id once: {ids}")
    for _, attributes in page.elements:
        for name in ("aria-labelledby",):
            expect(name not in attributes or attributes[name] in ids, f"{name} names something")
        expect(not any(name.startswith("on") or name == "style" for name in attributes), "no handler, no style")
    expect(not page.of("script") and not page.of("iframe"), "nothing that runs")
    for image in page.of("img"):
        expect(image.get("alt"), "an image has words")
    expect(RLO not in text and "<img src=x" not in text, "what was typed is no markup")
    own, others = (DANISH, ENGLISH) if language == "da" else (ENGLISH, DANISH)
    expect(any(word in page.words for word in own), "words of its language")
    for word in others:
        expect(word not in page.words or word == "Process", f"no {word}")


def crawl(site, language, failures):
    """-> texts of pages by address"""
    wait, texts = [f"{site.root}/?lang={language}"], {}
    while wait:
        target = wait.pop()
        if target in texts:
            continue
        status, headers, said = site.ask(target)
        kind = headers["Content-Type"]
        failures.expect(status == 200, f"{target}: {status}")
        failures.expect(headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "no-referrer",
                        f"{target}: headers")
        if "text/html" not in kind:
            texts[target] = said
            attached = (headers["Content-Disposition"] or "").startswith("attachment;")
            failures.expect(attached == (kind == "application/octet-stream"), f"{target}: attached or not")
            continue
        failures.expect(headers["Content-Security-Policy"] == POLICY, f"{target}: policy")
        failures.expect(headers["Cache-Control"] == "no-store" and headers["Set-Cookie"] is None, f"{target}: kept")
        text = said.decode("utf-8")
        texts[target] = text
        page = Page(text)
        look(page, text, language, failures, target)
        leads = [one["href"] for one in page.of("a") + page.of("link")] + [one["src"] for one in page.of("img")]
        for link in leads:
            if link.startswith(("#", "data:")):
                continue
            failures.expect(link.startswith(site.root), f"{target} leads elsewhere: {link}")
            query = urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)
            if query.get("lang", [language]) == [language]:
                wait.append(link)
    return texts


def main(program, root):
    world, failures = World(program, root), Failures()
    hostile = world.hostile()
    bytes_of_file = bytes(range(256)) * 300
    name = 'bilag "æ" <b>.pdf'
    (world.folder / name).write_bytes(bytes_of_file)
    cases = [(world.twenty_parties(), "2026-11-20 09:05"), (world.twelve_parties(), "2022-11-22 09:05"),
             (hostile, "2022-01-04 10:00")]
    for database, now in cases:
        with Site(world, database, now) as site:
            for language in ("da", "en"):
                texts = crawl(site, language, failures)
                failures.expect(len(texts) >= 8, f"{database}: {len(texts)} pages")
                shown = "".join(text for text in texts.values() if isinstance(text, str))
                if database == hostile:
                    failures.expect("h æ" in shown and "&lt;" in shown, "the hostile case is shown")
                pictures = [target for target in texts if "forloeb.svg" in target]
                for picture in pictures:
                    failures.expect(texts[picture].startswith(b"<?xml"), f"{picture} is a picture")
    # What was attached comes as it was, under its name.
    early = {"now": "2022-01-03 09:00"}
    database = world.folder / "files.db"
    world.aftale("open", "joint-reply", "--path", world.root / "examples/01-first-workflow", "--key", "f",
                 "reply_by=2022-03-01", "--db", database, **early)
    world.aftale("attach", "f", world.folder / name, "--as", "reply", "--path",
                 world.root / "examples/01-first-workflow", "--db", database, **early)
    with Site(world, database, "2022-01-04 10:00") as site:
        files = {target: said for target, said in crawl(site, "da", failures).items() if "/hent" in target}
        failures.expect(list(files.values()) == [bytes_of_file], f"the file comes as it was: {list(files)}")
        for target in files:
            disposition = site.ask(target)[1]["Content-Disposition"]
            failures.expect(disposition == "attachment; filename=\"bilag_______b_.pdf\"; "
                            "filename*=UTF-8''bilag%20%22%C3%A6%22%20%3Cb%3E.pdf", disposition)
    failures.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
