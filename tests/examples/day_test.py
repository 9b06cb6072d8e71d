"""Runs examples/02-the-daemon and holds what it left behind against what must be in a mailbox and in a calendar.

    day_test.py PROGRAM_FOLDER ROOT

Dates are those of the example's own clock; nothing depends on how fast this machine is.
"""

import collections
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

PROGRAMS, ROOT = map(pathlib.Path, sys.argv[1:])
EXAMPLE = ROOT / "examples/02-the-daemon"
sys.path.insert(0, str(EXAMPLE))
import report  # noqa: E402

DEADLINE = datetime.date(2022, 11, 30)
KEY = "nordjylland-2023-24"
FAILURES = []


def expect(holds, what):
    if not holds:
        FAILURES.append(what)
        print(f"FAILED: {what}", flush=True)


def councils():
    """Contacts of the municipalities, and that of the region."""
    text = (ROOT / "workflows/organisations/nordjylland.yaml").read_text(encoding="utf-8")
    parties = yaml.safe_load(text)["parties"]
    region, = (party["contact"] for party in parties if party.get("kind") == "region")
    return [party["contact"] for party in parties if party["contact"] != region], region


AGREEMENT, REMINDED = "Nordjysk Socialaftale 2023-2024", "husk svar senest"


def day_of(mail):
    return mail["date"].datetime.astimezone(report.HERE).date()


def everybody_is_told(arrived):
    municipalities, region = councils()
    told = collections.defaultdict(list)
    for mail in arrived:
        told[report.receiver(mail)].append(mail["subject"])
    expect(len(municipalities) == 11, f"eleven municipalities: {municipalities}")
    for contact in municipalities:
        for words in ("spørgsmål til jer", REMINDED):
            expect(any(subject.startswith(f"[{AGREEMENT}] {words}") for subject in told[contact]),
                   f"{contact}: {words}: {told[contact]}")
    expect(told[region] and all(REMINDED not in subject for subject in told[region]) and
           any("please reply by" in subject for subject in told[region]), f"the region in English: {told[region]}")
    for contact, words in (("sekretariat@example.dk", "fristen 30. november 2022 er overskredet"),
                           ("socialstyrelsen@example.dk", "aftalen fremsendes")):
        expect(f"[{AGREEMENT}] {words}" in told[contact], f"{contact}: {told[contact]}")
    ids = collections.Counter(mail["message-id"] for mail in arrived)
    expect(max(ids.values()) == 1, f"a mail arrived twice: {ids.most_common(1)}")


def late_council(arrived, answered):
    own = [mail for mail in arrived if report.receiver(mail) == report.LAESOE]
    for words, early in ((REMINDED, True), ("fristen 30. november 2022 er overskredet", False),
                         ("mangler stadig svar fra Læsø Kommunalbestyrelse", False)):
        found = [mail for mail in own if mail["subject"].startswith(f"[{AGREEMENT}] {words}")]
        expect(found and all((day_of(mail) <= DEADLINE) == early for mail in found),
               f"{words}: {[(str(day_of(mail)), mail['subject']) for mail in own]}")
    after = [mail["subject"] for mail in own if mail["date"].datetime >= answered]
    expect(not after, f"mails after the answer: {after}")
    expect(answered.astimezone(report.HERE).date() > DEADLINE, f"the answer was in time: {answered}")
    text = report.text(own[-1])
    expect("Læsø Kommunalbestyrelse" in text and "onsdag den 30. november 2022" in text, f"the last one: {text}")


def other_forms(arrived):
    digest = next(mail for mail in arrived if report.receiver(mail) == report.DAS)
    text = report.text(digest)
    expect(digest["subject"].startswith("Samlet besked fra "), f"a digest: {digest['subject']}")
    for title in ("Nordjysk Socialaftale 2023-2024", "Nordjysk Socialaftale 2023-2025"):
        expect(title in text, f"{title} in the digest: {text}")
    expect(text.count("senest 31. marts 2022") == 2, f"each date once: {text}")
    sent = next(mail for mail in arrived if report.receiver(mail) == "socialstyrelsen@example.dk")
    names = {part.get_filename() for part in sent.iter_attachments()}
    expect({"spørgsmål til udvalgene.pdf", "godkendelser.pdf"} < names, f"what is sent to the authority: {names}")


def transport(output):
    taken = [json.loads(line) for line in (output / "mail/log").read_text(encoding="utf-8").splitlines()]
    expect(taken and all(one["encrypted"] and one["user"] == "aftale" and one["only_crlf"] for one in taken),
           f"how mails came: {taken[:3]}")
    secret = (output / "mail.password").read_text(encoding="utf-8").strip()
    log = (output / "aftaled.log").read_text(encoding="utf-8")
    expect(secret not in log, "the password stands in the log")
    expect("der er mindet om fristen" in log and "leveret" in log, "what was done stands in the log")
    english = [line for line in log.splitlines() if re.search(r" (message|to|reminded|missed|delivered|has) ", line)]
    expect(not english, f"a Danish log: {english[:3]}")


def calendars(output):
    """The deadline stands in both calendars in November, and stays as something past when it is over."""
    for name in ("all.ics", f"{report.LAESOE}.ics"):
        seen = []
        for folder in ("calendars-in-november", "calendars"):
            found = report.days(output / folder / name)
            seen.append({uid: event for uid, event in found.items() if report.APPROVAL in event["SUMMARY"]})
            expect(len(seen[-1]) == 1, f"{folder}/{name}: {report.APPROVAL}: {list(seen[-1])}")
        for uid, event in seen[0].items():
            later = seen[1].get(uid)
            expect(event["DTSTART"].dt == DEADLINE and event["DTEND"].dt == DEADLINE + datetime.timedelta(days=1),
                   f"{name}: {event['DTSTART'].dt} to {event['DTEND'].dt}")
            expect(event["STATUS"] == "CONFIRMED", f"{name}: in November {event['STATUS']}")
            expect(later and later["STATUS"] == "CONFIRMED" and later["SEQUENCE"] == event["SEQUENCE"] and
                   later["LAST-MODIFIED"].dt > event["LAST-MODIFIED"].dt and
                   later["SUMMARY"].startswith("Besvaret: "),
                   f"{name}: afterwards {later}")
    meetings = [str(event["SUMMARY"]) for event in report.days(output / f"calendars/{report.LAESOE}.ics").values()]
    expect(any("Læsø Kommunalbestyrelse" in one for one in meetings), f"meetings of Læsø: {meetings}")


def ask(output, *words):
    """The file after the daemon has gone."""
    environment = {**os.environ, "AFTALE_DB": str(output / "aftale.db"), "AFTALE_LANG": "da"}
    done = subprocess.run([PROGRAMS / "aftale", *words, "--json"], env=environment, capture_output=True, text=True,
                          check=False)
    expect(done.returncode == 0, f"{words}: {done.stdout}{done.stderr}")
    return done.stdout


def main():
    with tempfile.TemporaryDirectory(prefix="aftale-day-") as folder:
        output = pathlib.Path(folder) / "out"
        done = subprocess.run([sys.executable, "-B", EXAMPLE / "run", PROGRAMS, output], capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            log = output / "aftaled.log"
            sys.exit(f"{done.stdout}{done.stderr}{log.read_text(encoding='utf-8') if log.exists() else ''}")
        arrived = report.mails(output / "mail/maildir")
        everybody_is_told(arrived)
        late_council(arrived, report.answered_at(ask(output, "history", KEY)))
        other_forms(arrived)
        transport(output)
        calendars(output)
        expect(json.loads(ask(output, "audit"))["well"], "the audit")
        if FAILURES:
            print(done.stdout)
    print(f"{len(arrived)} mails, {len(FAILURES)} failures")
    sys.exit(1 if FAILURES else 0)


if __name__ == "__main__":
    main()
