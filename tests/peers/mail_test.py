"""The mail channel against a real SMTP server (aiosmtpd); mails are read back from its maildir with Python's own
reader and the invitation with icalendar.

    mail_test.py SEND
"""

import base64
import collections
import datetime
import email
import email.header
import email.policy
import mailbox
import os
import random
import sys
import tempfile

import icalendar

from peers import certificate, deliver, expect, finish, message, peer

SEND = sys.argv[1]
BASE = {"sender": "aftale@example.dk", "total_seconds": 8, "stalled_seconds": 3, "connect_seconds": 3}


def options(server, **more):
    return {**BASE, "url": f"smtp://127.0.0.1:{server.port}", **more}


def mails(server):
    box = mailbox.Maildir(server.maildir, create=False)
    return [email.message_from_bytes(box.get_bytes(key), policy=email.policy.default) for key in box.iterkeys()]


def a_whole_mail():
    sent = message(
        attachments=[{"name": "../Udkast – Ærø.pdf", "sha256": "ab", "bytes": "%PDF\r\n.\r\n..\n" + "x" * 5000},
                     {"name": "for stor.pdf", "sha256": "cd", "bytes": ""}],
        meeting={"uid": "moede-1@aftale", "sequence": 3, "date": "2022-12-31", "title": "Møde: Byrådet"})
    with peer("smtp_peer.py") as server:
        said = deliver(SEND, "mail", options(server, reply_to="svar@example.dk", helo="aftale-1.example.dk"), sent)
        expect(said["outcome"] == "delivered", f"a mail is delivered: {said}")
        entry, = server.taken()
        expect(entry["id"] == sent["id"] and entry["receiver"] == sent["receiver"], f"id and receiver: {entry}")
        expect(entry["sender"] == BASE["sender"], f"the envelope's sender: {entry}")
        expect(entry["only_crlf"], "every line ends in CRLF")
        mail, = mails(server)
    expect(mail["subject"] == f"[{sent['thread']['topic']}] {sent['subject']}", f"the subject: {mail['subject']}")
    expect(mail["from"].addresses[0].addr_spec == sent["sender"], f"From: {mail['from']}")
    expect(mail["to"].addresses[0].addr_spec == sent["receiver"], f"To: {mail['to']}")
    expect(mail["to"].addresses[0].display_name == sent["receiver_title"], f"To: {mail['to']}")
    expect(mail["date"].datetime.isoformat() == "2022-11-17T11:05:09+00:00", f"Date: {mail['date']}")
    expect(mail["message-id"] == f"<{sent['id']}@example.dk>", f"Message-ID: {mail['message-id']}")
    expect(mail["references"].startswith("<thread-") and mail["references"] == mail["in-reply-to"],
           f"References: {mail['references']}, In-Reply-To: {mail['in-reply-to']}")
    expect(read_words(mail["thread-topic"]) == sent["thread"]["topic"], f"Thread-Topic: {mail['thread-topic']}")
    expect(mail["list-id"].startswith("nsa/2023 <case-"), f"List-Id: {mail['list-id']}")
    expect(mail["auto-submitted"] == "auto-generated" and mail["x-auto-response-suppress"] == "All", "automatic")
    expect(mail["reply-to"].addresses[0].addr_spec == "svar@example.dk", f"Reply-To: {mail['reply-to']}")
    expect(mail["bcc"] is None and mail["cc"] is None, "nobody else")
    expect(next(part for part in mail.walk() if not part.is_multipart()).get_content_type() == "text/plain",
           "plain text comes first")
    text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    expect(text == sent["body"], f"the body: {text!r}")
    files = [(part.get_filename(), part.get_content()) for part in mail.iter_attachments()]
    expect(files == [("Udkast – Ærø.pdf", sent["attachments"][0]["bytes"].encode())], f"attachments: {files}")
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    expect(part.get_param("method") == "REQUEST", "method of the part")
    calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    event, = calendar.walk("VEVENT")
    expect(calendar["METHOD"] == "REQUEST", "METHOD")
    expect((event["DTSTART"].dt, event["DTEND"].dt) == (datetime.date(2022, 12, 31), datetime.date(2023, 1, 1)),
           "a whole day with an exclusive end")
    expect((event["UID"], event["SEQUENCE"], event["SUMMARY"]) == ("moede-1@aftale", 3, "Møde: Byrådet"), "the meeting")
    expect((event["ORGANIZER"], event["ATTENDEE"]) == ("mailto:sekretariat@example.dk", "mailto:aalborg@example.dk"),
           "who asks whom")


def read_words(value):
    """Encoded words (RFC 2047), which Python reads by itself in the headers that it knows."""
    return str(email.header.make_header(email.header.decode_header(str(value))))


def threads():
    """One for each case and receiver, whatever the order in which its mails come, by the rules of both kinds."""
    other = {"id": "nsa/2025", "topic": "En anden aftale", "began": "2024-01-03T08:00:00Z"}
    rows = [("first", {}), ("second", {"subject": "Fristen er overskredet", "created_at": "2022-12-01T08:00:00Z"}),
            ("other-receiver", {"receiver": "region@example.dk"}), ("other-case", {"thread": other}),
            ("alone", {"thread": None, "case_key": ""})]
    with peer("smtp_peer.py") as server:
        for number, (name, changed) in enumerate(rows):
            sent = message(id=f"018f3c2a-7d10-7c3e-9a51-{number:012x}", key=name, **changed)
            said = deliver(SEND, "mail", options(server), sent)
            expect(said["outcome"] == "delivered", f"{name}: {said}")
        found = {int(mail["message-id"].split("@", maxsplit=1)[0][-12:], 16): mail for mail in mails(server)}
    threads_of = [{mail[header] for header in ("references", "in-reply-to")} | {mail["thread-index"]}
                  for _, mail in sorted(found.items())]
    expect(threads_of[0] == threads_of[1], f"one case and receiver: {threads_of[:2]}")
    expect(not threads_of[0] & threads_of[2] and not threads_of[0] & threads_of[3], f"others: {threads_of}")
    expect(threads_of[4] == {None}, f"what belongs to no case stands alone: {threads_of[4]}")
    index = base64.b64decode(found[0]["thread-index"], validate=True)
    expect(len(index) == 22 and index[0] == 1, f"Thread-Index: {index}")
    began = datetime.datetime(1601, 1, 1) + datetime.timedelta(
        microseconds=int.from_bytes(index[:6] + bytes(2), "big") // 10)
    expect(abs(began - datetime.datetime(2022, 1, 3, 8)) < datetime.timedelta(seconds=2), f"it began {began}")
    for mail in found.values():
        expect(all(len(line) <= 78 for line in mail.as_bytes(policy=email.policy.compat32).splitlines()), "short lines")


def a_meeting_that_is_off():
    """iTIP: the same day under the same name with a higher number, as METHOD and STATUS say (RFC 5546, 3.2.5)."""
    day = {"uid": "moede-1@aftale", "sequence": 3, "date": "2022-12-31", "title": "Møde: Byrådet"}
    first, second = message(meeting=day), message(meeting={**day, "sequence": 4, "withdrawn": True})
    second["id"] = "018f3c2a-7d10-7c3e-9a51-0000000000ff"
    with peer("smtp_peer.py") as server:
        for sent in (first, second):
            said = deliver(SEND, "mail", options(server), sent)
            expect(said["outcome"] == "delivered", f"a mail is delivered: {said}")
        parts = [next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
                 for mail in mails(server)]
    read = {}
    for part in parts:
        calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
        event, = calendar.walk("VEVENT")
        expect(part.get_param("method") == calendar["METHOD"], f"one method: {part['content-type']}")
        read[str(calendar["METHOD"])] = [str(event[name]) for name in ("UID", "SEQUENCE", "STATUS", "ATTENDEE")]
    expect(read == {"REQUEST": ["moede-1@aftale", "3", "CONFIRMED", "mailto:aalborg@example.dk"],
                    "CANCEL": ["moede-1@aftale", "4", "CANCELLED", "mailto:aalborg@example.dk"]}, f"meetings: {read}")


def encryption_and_passwords(folder):
    own = certificate(folder, "own", "IP:127.0.0.1")
    other = certificate(folder, "other", "IP:127.0.0.1")
    misnamed = certificate(folder, "misnamed", "DNS:mail.example.dk")
    tls = ["--certificate", own[0], "--key", own[1]]
    safe = {"starttls": "required", "ca_file": str(own[0])}
    login = {"user": "aftale", "password": "hemmelig-kode"}
    with peer("smtp_peer.py", *tls, "--auth", "aftale:hemmelig-kode") as server:
        said = deliver(SEND, "mail", options(server, **safe, **login), message())
        expect(said["outcome"] == "delivered", f"STARTTLS and a password: {said}")
        entry, = server.taken()
        expect(entry["encrypted"] and entry["user"] == "aftale", f"encrypted and known: {entry}")
        for password in ("forkert-kode", "hemmelig-kode\r\nMAIL FROM:<x>"):
            said = deliver(SEND, "mail", options(server, **safe, user="aftale", password=password), message())
            expect(said["outcome"] == "try_again" and "AUTH: 535" in said["detail"], f"wrong password: {said}")
            expect("kode" not in said["detail"], f"the password is told: {said}")
        said = deliver(SEND, "mail", options(server, **safe), message())
        expect(said["outcome"] == "try_again" and "530" in said["detail"], f"no password where one is asked: {said}")
        said = deliver(SEND, "mail", options(server, starttls="required", ca_file=str(other[0])), message())
        expect(said["outcome"] == "try_again" and "certificate" in said["detail"], f"a certificate of others: {said}")
        said = deliver(SEND, "mail", options(server, starttls="required"), message())
        expect(said["outcome"] == "try_again" and "certificate" in said["detail"], f"unknown to the system: {said}")
        said = deliver(SEND, "mail", options(server, starttls="none", **login), message())
        expect("clear" in said.get("error", ""), f"a password in the clear: {said}")
        expect(len(server.taken()) == 1, "nothing else was taken")
    with peer("smtp_peer.py", "--certificate", misnamed[0], "--key", misnamed[1]) as server:
        said = deliver(SEND, "mail", options(server, starttls="required", ca_file=str(misnamed[0])), message())
        expect(said["outcome"] == "try_again" and not server.taken(), f"a certificate for another name: {said}")
    with peer("smtp_peer.py") as server:
        said = deliver(SEND, "mail", options(server, starttls="required", **login), message())
        expect(said["outcome"] == "try_again" and not server.taken(), f"a server without STARTTLS: {said}")
    with peer("smtp_peer.py", *tls, "--implicit") as server:
        secure = options(server, ca_file=str(own[0]), url=f"smtps://127.0.0.1:{server.port}")
        expect(deliver(SEND, "mail", secure, message())["outcome"] == "delivered", "smtps")
        expect(server.taken()[0]["encrypted"], "smtps is encrypted")


def outcomes():
    rows = [("greeting-4xx", "try_again", "greeting: 421", 0), ("greeting-5xx", "try_again", "greeting: 554", 0),
            ("mail-5xx", "try_again", "MAIL: 550", 0),
            ("rcpt-4xx", "try_again", "RCPT: 451", 0), ("rcpt-5xx", "refused", "RCPT: 550 5.1.1 No such user", 0),
            ("data-4xx", "try_again", "DATA: 451", 0), ("data-5xx", "refused", "DATA: 554", 0),
            ("mail-taken-4xx", "try_again", "DATA: 452", 0), ("mail-taken-5xx", "refused", "DATA: 554 5.7.1", 0),
            ("close-in-data", "try_again", "DATA: 354", 0), ("close-after-data", "try_again", "DATA: 354", 1),
            ("slow", "try_again", "greeting", 0), ("silent", "try_again", "greeting", 0)]
    for behaviour, outcome, detail, taken in rows:
        with peer("smtp_peer.py", "--behave", behaviour) as server:
            said = deliver(SEND, "mail", options(server, total_seconds=4), message())
            expect(said["outcome"] == outcome and detail in said["detail"], f"{behaviour}: {said}")
            expect(len(server.taken()) == taken, f"{behaviour}: taken {server.taken()}")
    with peer("smtp_peer.py") as server:
        gone = options(server)
    expect(deliver(SEND, "mail", gone, message())["outcome"] == "try_again", "nobody listens")


def nobody_is_smuggled_in():
    rows = [{"receiver": "a@example.dk>\r\nRCPT TO:<evil@example.dk"},
            {"receiver": "a@example.dk\nBcc: evil@example.dk"},
            {"receiver": "a@example.dk,evil@example.dk"}, {"receiver": "98 31 00 00"}, {"receiver": ""},
            {"receiver": "å@example.dk"}, {"sender": "s@example.dk\r\nBcc: evil@example.dk"},
            {"subject": "x\r\nBcc: evil@example.dk"}, {"receiver_title": "x\nBcc: evil@example.dk"},
            {"sender_title": "x\rBcc: evil@example.dk"}, {"case_key": "x\r\n\r\nbody"},
            {"thread": {"id": "x", "topic": "x\r\nBcc: evil@example.dk", "began": "2022-01-03T08:00:00Z"}}]
    with peer("smtp_peer.py") as server:
        for row in rows:
            said = deliver(SEND, "mail", options(server), message(**row))
            expect(said["outcome"] == "refused" and said["detail"], f"{row}: {said}")
        expect(not server.taken(), f"taken: {server.taken()}")
        # The end of the mail cannot be written by its text: one mail comes out, whole.
        for line_end in ("\n", "\r\n", "\r"):
            body = line_end.join(["a", ".", "MAIL FROM:<evil@example.dk>", ".", "", "QUIT"]) + line_end
            said = deliver(SEND, "mail", options(server), message(body=body))
            expect(said["outcome"] == "delivered", f"dots in the text: {said}")
        found = mails(server)
        expect(len(found) == 3 and all("QUIT" in mail.get_content() for mail in found), "three mails, whole")
        expect(all(entry["only_crlf"] for entry in server.taken()), "only CRLF")


def many_at_once_and_again_until_taken():
    seed = int(os.environ.get("AFTALE_FAULT_SEED", random.SystemRandom().randrange(1 << 31)))
    print(f"seed {seed}")
    waiting = {f"018f3c2a-7d10-7c3e-9a51-{n:012x}" for n in range(40)}
    wanted = set(waiting)
    leave_out = "slow,silent,rcpt-5xx,data-5xx,mail-taken-5xx"
    with peer("smtp_peer.py", "--hostile", seed, "--leave-out", leave_out) as server:
        for _ in range(60):
            ids = sorted(waiting)
            said = deliver(SEND, "mail", options(server), *[message(id=name) for name in ids], threads=8)
            said = said if isinstance(said, list) else [said]
            expect(all(one["outcome"] != "refused" for one in said), f"nothing is refused: {said}")
            waiting -= {name for name, one in zip(ids, said) if one["outcome"] == "delivered"}
            if not waiting:
                break
        taken = collections.Counter(entry["id"] for entry in server.taken())
        expect(not waiting and set(taken) == wanted, f"each was taken: {waiting}")
        ids = {mail["message-id"] for mail in mails(server)}
        expect(len(ids) == len(wanted), "one Message-ID each, however often it came")


def main():
    a_whole_mail()
    threads()
    a_meeting_that_is_off()
    with tempfile.TemporaryDirectory(prefix="aftale-certificates-") as folder:
        encryption_and_passwords(folder)
    outcomes()
    nobody_is_smuggled_in()
    many_at_once_and_again_until_taken()
    finish("mail")


main()
