"""What came of the round, read back by other programs: mails by Python's reader, calendars by icalendar."""

import collections
import datetime
import email
import email.policy
import json
import mailbox
import zoneinfo

import icalendar

LATE = "approval/0825/chain/council"  # the council of Læsø
LAESOE = "raadsservice@laesoe.example.dk"
DAS = "das@example.dk"
APPROVAL = ": Politisk godkendelse – Nordjysk Socialaftale 2023-2024"
HERE = zoneinfo.ZoneInfo("Europe/Copenhagen")
SHOWN = ("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "References", "List-Id", "Auto-Submitted")


def mails(maildir):
    """Every mail that arrived, the oldest first."""
    box = mailbox.Maildir(maildir, create=False)
    found = [email.message_from_bytes(box.get_bytes(key), policy=email.policy.default) for key in box.iterkeys()]
    return sorted(found, key=lambda mail: (mail["date"].datetime, receiver(mail), mail["subject"]))


def receiver(mail):
    return mail["to"].addresses[0].addr_spec


def text(mail):
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


def days(calendar):
    """{uid: event} of a calendar file."""
    read = icalendar.Calendar.from_ical(calendar.read_bytes())
    return {str(event["UID"]): event for event in read.walk("VEVENT")}


def show_mails(arrived):
    print(f"\n== The mailbox: {len(arrived)} mails, by subject")
    for subject, count in sorted(collections.Counter(mail["subject"] for mail in arrived).items()):
        print(f"{count:4}  {subject}")
    print("\n== ... and by receiver")
    for address, count in sorted(collections.Counter(map(receiver, arrived)).items()):
        print(f"{count:4}  {address}")


def answered_at(history):
    """When the answer of Læsø was recorded, of `aftale history KEY --json`."""
    entry, = (one for one in json.loads(history)["entries"] if one["kind"] == "record" and one["input"]["in"] == LATE)
    return datetime.datetime.fromisoformat(entry["recorded_at"])


def show_mail(mail):
    for name in SHOWN:
        print(f"{name}: {mail[name]}")
    print(f"\n{text(mail).rstrip()}")


def show_late(arrived, answered):
    own = [mail for mail in arrived if receiver(mail) == LAESOE]
    print("\n== Læsø, whose council answered late")
    for mail in own:
        print(f"  {mail['date'].datetime.astimezone(HERE):%Y-%m-%d %H:%M}  {mail['subject']}")
    after = sum(mail["date"].datetime >= answered for mail in own)
    print(f"  {answered.astimezone(HERE):%Y-%m-%d %H:%M}  the answer is recorded; mails to Læsø after that: {after}")
    print("\n== The last of them, as it arrived")
    show_mail(own[-1])
    print("\n== Two reminders of one day for DAS, in one mail")
    show_mail(next(mail for mail in arrived if receiver(mail) == DAS))


def show_calendars(output):
    for folder, name in (("calendars-in-november", "all.ics"), ("calendars-in-november", f"{LAESOE}.ics"),
                         ("calendars", "all.ics"), ("calendars", f"{LAESOE}.ics")):
        found = days(output / folder / name)
        print(f"\n== {folder}/{name}: {len(found)} days, two of them")
        shown = sorted(found.values(), key=lambda event: (APPROVAL not in event["SUMMARY"],
                                                          event["STATUS"] != "CONFIRMED", event["DTSTART"].dt))
        for event in shown[:2]:
            print(f"  {event['DTSTART'].dt}  {event['SUMMARY']}  ({event['STATUS']})")


def show(said, key, output):
    arrived = mails(output / "mail/maildir")
    show_mails(arrived)
    show_late(arrived, answered_at(said("history", key, "--json")))
    show_calendars(output)
    for words in (["status"], ["status", key], ["outbox"], ["audit"]):
        print(f"\n$ aftale {' '.join(words)}\n{said(*words)}", end="")
