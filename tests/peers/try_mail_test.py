"""`aftaled --test-mail` against a real SMTP server (aiosmtpd): what it says of a server that takes the message, refuses
it, or is not there, and that it touches no database.

    try_mail_test.py AFTALED
"""

import email
import email.policy
import mailbox
import os
import pathlib
import subprocess
import sys
import tempfile

from peers import certificate, expect, finish, peer

AFTALED = os.path.abspath(sys.argv[1])
TO = "anna@example.dk"
DONE, REFUSED, USAGE, NOT_FOUND, UNAVAILABLE = 0, 1, 2, 3, 4


def tried(folder, channels, *words, language="en", more=""):
    config = pathlib.Path(folder) / "aftaled.yaml"
    config.write_text(f"aftaled: 1\ndatabase: {folder}/case.db\nsocket: {folder}/socket\n{more}channels:\n{channels}",
                      encoding="utf-8")
    environment = {"AFTALE_LANG": language, "PATH": "/usr/bin:/bin",
                   **{name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}}
    done = subprocess.run([AFTALED, "--config", config, *(words or ("--test-mail", TO))], env=environment, check=False,
                          capture_output=True, text=True, timeout=120)
    left = sorted(path.name for path in pathlib.Path(folder).iterdir() if not path.is_dir())
    expect(left == ["aftaled.yaml"] or "secret" in left, f"nothing else is written: {left}")
    return done.returncode, done.stdout + done.stderr


def channel(server, **more):
    options = {"url": f'"smtp://127.0.0.1:{server.port}"', "sender": "aftale@example.dk", "connect_seconds": 3,
               "stalled_seconds": 3, "total_seconds": 4, **more}
    return "  mail: {" + ", ".join(f"{name}: {value}" for name, value in options.items()) + "}\n"


def mails(server):
    box = mailbox.Maildir(server.maildir, create=False)
    return [email.message_from_bytes(box.get_bytes(key), policy=email.policy.default) for key in box.iterkeys()]


def a_message_that_is_taken(folder):
    # A wish for another channel than the first, and its language, hold as for any message.
    more = ("tell:\n  receivers:\n    - {contact: berit@example.dk, language: en, channel: other}\n")
    with peer("smtp_peer.py") as first, peer("smtp_peer.py") as second:
        channels = "  files: {}\n" + channel(first) + channel(second).replace("mail:", "other: {kind: mail}").replace(
            "{kind: mail} {", "{kind: mail, ")
        code, said = tried(folder, channels, more=more)
        expect(code == DONE and "took the test message" in said and "250" in said, f"taken: {code} {said}")
        code, said = tried(folder, channels, language="da", more=more)
        expect(code == DONE and "tog imod prøvebeskeden" in said and "250" in said, f"taken: {code} {said}")
        code, said = tried(folder, channels, "--test-mail", "berit@example.dk", more=more)
        expect(code == DONE, f"by the channel that is wished: {code} {said}")
        mine, hers = mails(first), mails(second)
    expect([len(mine), len(hers)] == [2, 1], f"who took what: {len(mine)}, {len(hers)}")
    expect(len({mail["message-id"] for mail in mine}) == 2, "an id of its own each time")
    for mail in mine + hers:
        expect(mail["from"].addresses[0].addr_spec == "aftale@example.dk", f"From: {mail['from']}")
        expect(mail["auto-submitted"] == "auto-generated" and mail["references"] is None, "automatic, and of no case")
    expect("Prøvebesked" in mine[0]["subject"] and "Test message" in hers[0]["subject"], "in the receiver's language")


def one_that_is_not(folder):
    rows = [("greeting-5xx", UNAVAILABLE, "does not want to talk to this machine"),
            ("mail-5xx", UNAVAILABLE, "look at sender"), ("rcpt-4xx", UNAVAILABLE, "try again in five minutes"),
            ("rcpt-5xx", REFUSED, "look at the address"), ("data-5xx", REFUSED, "about their filter"),
            ("mail-taken-5xx", REFUSED, "about their filter"), ("mail-taken-4xx", UNAVAILABLE, "Try again"),
            ("silent", UNAVAILABLE, "does not answer")]
    for behaviour, code, advice in rows:
        with peer("smtp_peer.py", "--behave", behaviour) as server:
            got, said = tried(folder, channel(server))
        expect(got == code and advice in said and TO in said, f"{behaviour}: exit {got}, {said}")
    with peer("smtp_peer.py") as server:
        gone = channel(server)
        required = channel(server, starttls="required")
        got, said = tried(folder, required)
        expect(got == UNAVAILABLE and "port and encryption" in said, f"no STARTTLS: exit {got}, {said}")
    for language, words in (("en", "does not answer"), ("da", "svarer ikke")):
        got, said = tried(folder, gone, language=language)
        expect(got == UNAVAILABLE and words in said, f"nobody listens: exit {got}, {said}")


def passwords_and_certificates(folder):
    own = certificate(folder, "own", "IP:127.0.0.1")
    secret = pathlib.Path(folder) / "secret"
    secret.write_text("forkert-kode\n", encoding="utf-8")
    secret.chmod(0o600)
    with peer("smtp_peer.py", "--certificate", own[0], "--key", own[1], "--auth", "aftale:rigtig-kode") as server:
        safe = {"starttls": "required", "ca_file": own[0]}
        got, said = tried(folder, channel(server, user="aftale", password=f"{{file: {secret}}}", **safe))
        expect(got == UNAVAILABLE and "look at user and password" in said and "535" in said, f"exit {got}, {said}")
        expect("kode" not in said, f"the password is told: {said}")
        got, said = tried(folder, channel(server, **safe))
        expect(got == UNAVAILABLE and "wants a name and a password" in said, f"exit {got}, {said}")
        got, said = tried(folder, channel(server, starttls="required"))
        expect(got == UNAVAILABLE and "ca_file" in said, f"a certificate of others: exit {got}, {said}")


def what_is_no_mail(folder):
    for channels, words, code, told in (
            ("  files: {}\n", (), NOT_FOUND, "no channel of kind mail"),
            ("  mail: {url: 'smtp://127.0.0.1', sender: a@example.dk}\n", ("--test-mail", "anna"), USAGE, "address"),
            ("  mail: {url: 'smtp://127.0.0.1', sender: nobody}\n", (), REFUSED, ":5:"),
            ("  files: {}\n", ("--test-mail", TO, "--check"), USAGE, "excludes")):
        got, said = tried(folder, channels, *words)
        expect(got == code and told in said, f"{channels} {words}: exit {got}, {said}")


def main():
    for test in (a_message_that_is_taken, one_that_is_not, passwords_and_certificates, what_is_no_mail):
        with tempfile.TemporaryDirectory(prefix="aftale-test-mail-") as folder:
            test(folder)
    finish("test mail")


main()
