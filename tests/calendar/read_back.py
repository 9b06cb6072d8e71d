"""The calendar of a played round, read back by another implementation (icalendar): what a subscriber's program sees.

    read_back.py BINARY ROOT
"""

import datetime
import os
import pathlib
import subprocess
import sys
import tempfile

import icalendar

ROOT = pathlib.Path(sys.argv[2])
SCENARIO = ROOT / "workflows/nordjysk-socialaftale/c-postponed-twice.scenario.yaml"
FAILURES = []


def expect(holds, what):
    if not holds:
        FAILURES.append(what)
        print(f"FAILED: {what}")


def aftale(*words, now="2022-06-01 09:00"):
    environment = {"PATH": os.environ["PATH"], "AFTALE_LANG": "da", "AFTALE_NOW": now, "LC_ALL": "C.UTF-8",
                   "AFTALE_PATH": f"{ROOT}/workflows:{ROOT}/rules",
                   **{name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}}
    done = subprocess.run([sys.argv[1], *map(str, words)], env=environment, capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"aftale {words}: exit {done.returncode} {done.stderr.decode()}")
    return done.stdout


def events(database, **options):
    """-> {uid: event}, and that each stands there once."""
    calendar = icalendar.Calendar.from_ical(aftale("export", "--all", "--as", "ics", "--db", database, **options))
    expect(calendar["METHOD"] == "PUBLISH" and calendar["VERSION"] == "2.0", "the head of the calendar")
    found = list(calendar.walk("VEVENT"))
    by_uid = {str(event["UID"]): event for event in found}
    expect(len(by_uid) == len(found), "a UID stands there twice")
    for event in found:
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        expect(type(start) is datetime.date and end == start + datetime.timedelta(days=1), f"a whole day: {event}")
    return by_uid


def titles(found, status):
    return {(str(event["SUMMARY"]), event["DTSTART"].dt) for event in found.values() if event["STATUS"] == status}


def main():
    with tempfile.TemporaryDirectory(prefix="aftale-calendar-") as folder:
        played = pathlib.Path(folder) / "played.db"
        aftale("test", "--keep", played, SCENARIO)
        found = events(played)
        summaries = " ".join(str(event["SUMMARY"]) for event in found.values())
        expect("Møde: " in summaries and "Besvaret: " in summaries,
               "meetings and deadlines are there, with their letters")

        # One that is under way: a deadline that stands is met, and stays under the same UID as something past.
        database = pathlib.Path(folder) / "own.db"
        aftale("open", "nordjysk-socialaftale", "--key", "a æ", "first_day=2023-01-01", "last_day=2024-12-31",
               "focus_areas=Alderdom", "--db", database, now="2022-01-03 09:00")
        before = events(database)
        stands = titles(before, "CONFIRMED")
        expect(("Frist: Drøfter fokusområder og vision – Nordjysk Socialaftale 2023-2024",
                datetime.date(2022, 3, 31)) in stands, f"the first deadline stands: {stands}")
        aftale("do", "a æ", "discussed", "--db", database, now="2022-02-01 09:00")
        after = events(database)
        for uid, event in before.items():
            expect(uid in after, f"an event has gone: {event['SUMMARY']}")
            expect(after[uid]["STATUS"] == "CONFIRMED", f"met, and gone from the calendar: {event['SUMMARY']}")
            expect(str(after[uid]["SUMMARY"]) == str(event["SUMMARY"]).replace("Frist: ", "Besvaret: "),
                   f"met, and not said so: {after[uid]['SUMMARY']}")
            expect(after[uid]["SEQUENCE"] == event["SEQUENCE"] == 0, f"a day that never moved: {event['SUMMARY']}")
            expect(after[uid]["LAST-MODIFIED"].dt > event["LAST-MODIFIED"].dt, f"met, and not changed: {uid}")

        # One that is given up: what was still to come is cancelled, what was met stays.
        aftale("withdraw", "a æ", "--reason", "x", "--db", database, now="2022-02-02 09:00")
        for uid, event in events(database).items():
            expect(event["SEQUENCE"] == (0 if event["STATUS"] == "CONFIRMED" else 1), f"given up: {event['SUMMARY']}")
            met = str(event["SUMMARY"]).startswith("Besvaret: ")
            expect(event["STATUS"] == ("CONFIRMED" if met else "CANCELLED"), f"after the end: {event['SUMMARY']}")

        # RFC 5545, 3.6: a calendar without events holds a component all the same.
        empty = pathlib.Path(folder) / "empty.db"
        aftale("open", "joint-reply", "--path", ROOT / "examples/01-first-workflow", "--key", "x",
               "reply_by=2022-02-01", "--db", empty, now="2022-01-03 09:00")
        calendar = icalendar.Calendar.from_ical(aftale("export", "--all", "--as", "ics", "--db", empty))
        expect(not calendar.walk("VEVENT"), "a calendar without days")
        zones = calendar.walk("VTIMEZONE")
        expect([str(zone["TZID"]) for zone in zones] == ["Europe/Copenhagen"], "an empty calendar names its zone")
        zone = zones[0].to_tz()
        for moment, hours in ((datetime.datetime(2022, 1, 15, 12), 1), (datetime.datetime(2022, 7, 15, 12), 2),
                              (datetime.datetime(2022, 3, 27, 1), 1), (datetime.datetime(2022, 3, 27, 4), 2),
                              (datetime.datetime(2022, 10, 30, 1), 2), (datetime.datetime(2022, 10, 30, 4), 1)):
            offset = moment.replace(tzinfo=zone).utcoffset() if not hasattr(zone, "localize") else \
                zone.localize(moment).utcoffset()
            expect(offset == datetime.timedelta(hours=hours), f"{moment}: {offset}")
    sys.exit(1 if FAILURES else 0)


main()
