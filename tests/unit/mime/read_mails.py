"""Reads golden/*.eml with Python's own mail reader and compares what a person would see."""

import base64
import datetime
import email
import email.header
import email.policy
import email.utils
import pathlib
import unittest

import icalendar

GOLDEN = pathlib.Path(__file__).parent / "golden"
DANISH_BODY = ("Kære byråd\n\nBlåbærgrød = æøå ÆØÅ €.  \nFrom nu af\n.\n"
               + "x" * 30 + " " + "y" * 60 + "\n" + "z" * 80 + "ø\n")


def read(name):
    data = (GOLDEN / name).read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    mail = email.message_from_bytes(data, policy=email.policy.SMTP)
    mail.bytes_read = data
    for part in mail.walk():
        assert not part.defects, part.defects
    return mail


def people(mail, header):
    """[(name, address)], read as Python's old reader does: the new one of 3.11 puts spaces between encoded words."""
    raw = email.message_from_bytes(mail.bytes_read).get_all(header)
    return [(str(email.header.make_header(email.header.decode_header(name))), address)
            for name, address in email.utils.getaddresses(raw)]


def decoded(mail, header):
    """An unstructured header, read as Python's old reader does."""
    raw = email.message_from_bytes(mail.bytes_read)[header]
    return str(email.header.make_header(email.header.decode_header(raw)))


def body(mail):
    return mail.get_content().replace("\r\n", "\n")


class Mails(unittest.TestCase):
    def test_a_danish_mail(self):
        mail = read("danish.eml")
        self.assertEqual(mail["subject"], "[Nordjysk Socialaftale 2023-2024] Påmindelse: Byrådet godkender, "
                                          "frist torsdag den 24. november 2022")
        self.assertEqual(mail["thread-topic"], "Nordjysk Socialaftale 2023-2024")
        self.assertEqual(people(mail, "to"),
                         [("Byrådet, Aalborg Kommune", "aalborg@example.dk")])
        self.assertEqual(people(mail, "from"),
                         [("Sekretariatet for Nordjysk Socialaftale", "sekretariat@example.dk")])
        self.assertEqual(mail["date"].datetime.isoformat(), "2022-11-17T11:05:09+00:00")
        self.assertEqual(mail["auto-submitted"], "auto-generated")
        self.assertEqual(mail.get_content_type(), "text/plain")
        self.assertEqual(body(mail), DANISH_BODY)

    def test_a_long_subject(self):
        mail = read("long.eml")
        self.assertEqual(mail["subject"], "[Nordjysk Socialaftale 2023-2024] "
                         + " ".join(["Rødgrød med fløde på €-ø 🏛"] * 12))
        self.assertEqual(people(mail, "to"),
                         [("Udvalget for ældre, børn, familie, arbejdsmarked, sundhed og tværgående indsatser",
                           "aalborg@example.dk")])

    def test_a_thread_with_a_long_danish_title(self):
        mail = read("thread.eml")
        topic = " ".join(["Aftale om børn, ældre og €-støtte 🏛"] * 8)
        self.assertEqual(mail["subject"], f"[{topic}] husk svar")
        self.assertEqual(decoded(mail, "thread-topic"), topic)
        self.assertEqual(mail["in-reply-to"], mail["references"])
        self.assertRegex(mail["references"], r"^<thread-[0-9a-f]{32}@example\.dk>$")
        self.assertEqual(read("danish.eml")["references"], mail["references"])
        index = base64.b64decode(mail["thread-index"], validate=True)
        self.assertEqual((len(index), index[0]), (22, 1))
        self.assertEqual(index, base64.b64decode(read("danish.eml")["thread-index"]))

    def test_every_line_is_short_and_no_header_is_begun_by_a_value(self):
        known = {"date", "from", "to", "reply-to", "subject", "message-id", "in-reply-to", "references", "thread-topic",
                 "thread-index", "list-id", "auto-submitted", "x-auto-response-suppress", "mime-version",
                 "content-type", "content-transfer-encoding"}
        for path in GOLDEN.glob("*.eml"):
            mail = read(path.name)
            self.assertLessEqual({name.lower() for name in mail.keys()}, known, path.name)
            self.assertEqual(len(mail.keys()), len({name.lower() for name in mail.keys()}), path.name)
            self.assertLessEqual(max(map(len, mail.bytes_read.split(b"\r\n"))), 78, path.name)

    def test_plain_ascii(self):
        mail = read("ascii.eml")
        self.assertEqual(people(mail, "to"), [('Council, "Aalborg"', "aalborg@example.dk")])
        self.assertEqual(body(mail), "Hello\nthere\nand here\n")

    def test_a_meeting_with_attachments(self):
        mail = read("full.eml")
        self.assertEqual(mail["reply-to"], "svar@example.dk")
        self.assertIn("<case-", mail["list-id"])
        self.assertEqual([part.get_content_type() for part in mail.walk()],
                         ["multipart/mixed", "multipart/alternative", "text/plain", "text/calendar",
                          "application/pdf", "application/octet-stream", "application/octet-stream"])
        self.assertEqual(body(mail.get_body(("plain",))), DANISH_BODY)
        files = [(part.get_filename(), part.get_content()) for part in mail.iter_attachments()]
        self.assertEqual(files, [
            ("Udkast til aftale – Ældre & børn 2023-2024, med bilag og noter fra mødet.pdf",
             b"%PDF\0\xff" + b"p" * 100), ("note.txt", b"Hej\n"), ("bilag", b"x")])
        invitation = list(mail.walk())[3]
        self.assertEqual(invitation.get_param("method"), "REQUEST")
        calendar = icalendar.Calendar.from_ical(invitation.get_payload(decode=True))
        self.assertEqual(calendar["METHOD"], "REQUEST")
        event, = calendar.walk("VEVENT")
        self.assertEqual(event["ORGANIZER"], "mailto:sekretariat@example.dk")
        self.assertEqual(event["ATTENDEE"], "mailto:aalborg@example.dk")
        self.assertEqual(event["ATTENDEE"].params["CN"], "Byrådet, Aalborg Kommune")
        self.assertEqual((event["DTSTART"].dt, event["DTEND"].dt),
                         (datetime.date(2022, 11, 24), datetime.date(2022, 11, 25)))
        self.assertEqual((event["UID"], event["SEQUENCE"], event["SUMMARY"]), ("moede@aftale", 3, "Møde: Byrådet"))
        self.assertEqual(event["DESCRIPTION"], DANISH_BODY.replace(".  \n", ".\n"))


if __name__ == "__main__":
    unittest.main()
