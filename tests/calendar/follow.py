"""A day that is told, told again, moved, told again and given up, as calendars of other hands see it: in invitations
of mails and in calendar files, read with icalendar, and with vobject where it is there.

    follow.py BINARY ROOT
"""

import datetime
import email
import email.policy
import os
import pathlib
import subprocess
import sys
import tempfile

import icalendar

try:
    import vobject
except ImportError:
    vobject = None
    print("skipped: no vobject (Debian: python3-vobject), so icalendar reads alone", flush=True)

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
FAILURES = []

WORKFLOW = """workflow: treated
version: 1
title: {da: Behandlet, en: Treated}
organisation: one-council
calendar: denmark
initial: treats
states:
  treats:
    title: {da: Behandling, en: Treatment}
    owner: organisation.bodies.council
    ballot: approve
    deadlines: {reply: {due: 'date(2022, 3, 31)', warn: [P40D, P36D, P20D, P17D]}}
    on: {approved: {to: done}, amended: {to: done}, rejected: {to: done}, returned: {to: done}}
  done: {type: final}
"""
ORGANISATION = """organisation: one-council
title: {da: Et råd, en: One council}
secretariat: {title: {da: Sekretariatet, en: The secretariat}, contact: sekretariat@example.dk}
bodies:
  council: {title: {da: Rådet, en: The council}, contact: raad@example.dk, decides: true,
            meetings: {also: [2022-02-28]}}
parties:
  - {code: "9901", title: Nordby Kommune, contact: post@nordby.example.dk, chain: []}
"""
POSTPONED = ("record", "a", "treats", "udsat", "--meeting", "2022-02-28", "--next", "2022-03-21")
# When, what is done first, and what the council then has: the method, the day, SEQUENCE. Without a method it is told
# nothing, and calendar files alone know it.
ROWS = [("2022-02-19 09:00", (), "REQUEST", datetime.date(2022, 2, 28), 0),
        ("2022-02-23 09:00", (), "REQUEST", datetime.date(2022, 2, 28), 0),
        ("2022-03-01 09:00", POSTPONED, None, datetime.date(2022, 3, 21), 1),
        ("2022-03-11 09:00", (), "REQUEST", datetime.date(2022, 3, 21), 1),
        ("2022-03-14 09:00", (), "REQUEST", datetime.date(2022, 3, 21), 1),
        ("2022-03-14 10:00", ("withdraw", "a", "--reason", "x"), "CANCEL", datetime.date(2022, 3, 21), 2)]


def expect(holds, what):
    if not holds:
        FAILURES.append(what)
        print(f"FAILED: {what}")


def read(text):
    """-> [(METHOD, UID, DTSTART, SEQUENCE, STATUS, LAST-MODIFIED or DTSTAMP)], the same by both readers"""
    calendar = icalendar.Calendar.from_ical(text)
    found = [(str(calendar["METHOD"]), str(event["UID"]), event["DTSTART"].dt, int(event["SEQUENCE"]),
              str(event["STATUS"]), event.get("LAST-MODIFIED", event["DTSTAMP"]).dt)
             for event in calendar.walk("VEVENT")]
    if vobject:
        other = vobject.readOne(text.decode())
        also = [(other.method.value, event.uid.value, event.dtstart.value, int(event.sequence.value),
                 event.status.value) for event in other.vevent_list]
        expect(also == [event[:5] for event in found], f"vobject reads {also}, icalendar {found}")
    return found


def main():
    with tempfile.TemporaryDirectory(prefix="aftale-follow-") as name:
        folder = pathlib.Path(name)
        (folder / "treated.workflow.yaml").write_text(WORKFLOW, encoding="utf-8")
        (folder / "one.organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
        environment = {"PATH": os.environ["PATH"], "AFTALE_LANG": "da", "LC_ALL": "C.UTF-8",
                       "AFTALE_DB": str(folder / "case.db"), "AFTALE_PATH": f"{folder}:{ROOT}/workflows:{ROOT}/rules",
                       **{name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}}

        def aftale(now, *words):
            done = subprocess.run([PROGRAM, *words], env={**environment, "AFTALE_NOW": now}, capture_output=True,
                                  cwd=folder, check=False)
            if done.returncode != 0:
                sys.exit(f"aftale {words}: exit {done.returncode} {done.stderr.decode()}")
            return done.stdout

        def mails():
            return {path.name: email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                    for path in (folder / "case.db.outbox").glob("*.eml")}

        aftale("2022-01-03 09:00", "open", "treated", "--key", "a")
        seen, uids, changed, threads = {}, set(), [], set()
        for at, words, method, day, sequence in ROWS:
            if words:
                aftale(at, *words)
            aftale(at, "advance")
            all_mails = mails()
            fresh = [mail for name, mail in all_mails.items()
                     if name not in seen and "raad@example.dk" in str(mail["to"])]
            seen = all_mails
            parts = [part for mail in fresh for part in mail.walk() if part.get_content_type() == "text/calendar"]
            expect(len(parts) == (1 if method else 0), f"{at}: {len(parts)} invitations")
            for part in parts:
                told, = read(part.get_payload(decode=True))
                uids.add(told[1])
                expect((told[0], told[2], told[3]) == (method, day, sequence), f"{at}: {told}")
            for mail in fresh:
                threads.add((mail["references"], mail["in-reply-to"], mail["thread-index"], mail["thread-topic"]))
                expect(mail["subject"].startswith("[Behandlet · a]"), f"{at}: {mail['subject']}")
            exported = aftale(at, "export", "--all", "--as", "ics")
            later = aftale("2022-06-01 09:00", "export", "--all", "--as", "ics") if method == "CANCEL" else exported
            expect(exported == later, f"{at}: another file, and nothing has changed")
            event, = [event for event in read(exported) if event[1] in uids]
            expect(event[2:5] == (day, sequence, "CANCELLED" if method == "CANCEL" else "CONFIRMED"), f"{at}: {event}")
            if not changed or changed[-1][0] != sequence:
                changed.append((sequence, event[5]))
            expect(changed[-1][1] == event[5], f"{at}: LAST-MODIFIED {event[5]}, and the day is as it was")
        expect(len(uids) == 1, f"one UID: {uids}")
        expect(len(threads) == 1, f"one thread: {threads}")
        expect(changed == sorted(changed, key=lambda one: one[1]), f"LAST-MODIFIED: {changed}")
        aftale("2022-03-14 10:00", "audit")
    sys.exit(1 if FAILURES else 0)


main()
