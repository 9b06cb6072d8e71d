"""Starts and stops the peers of a test, makes certificates, and hands messages to the real channels (send.cpp)."""

import contextlib
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
FAILURES = []


def expect(holds, what):
    if not holds:
        FAILURES.append(what)
        print(f"FAILED: {what}", flush=True)


def finish(name):
    print(f"{name}: {len(FAILURES)} failures")
    sys.exit(1 if FAILURES else 0)


class Peer:
    """A program of this folder that says `port N` when it is ready."""

    def __init__(self, script, folder, *words):
        folder = pathlib.Path(folder)
        folder.mkdir(exist_ok=True)
        self.log = folder / "log"
        self.maildir = folder / "maildir"
        own = ["--maildir", self.maildir] if script.startswith("smtp") else []
        self.process = subprocess.Popen(
            [sys.executable, "-B", "-W", "ignore", HERE / script, "--log", self.log, *own, *words],
            stdout=subprocess.PIPE, stderr=(folder / "stderr").open("ab"), text=True)
        said = self.process.stdout.readline().split()
        if said[:1] != ["port"]:
            sys.exit(f"{script} did not start: {(folder / 'stderr').read_text(encoding='utf-8')}")
        self.port = int(said[1])

    def taken(self):
        """What it accepted, a dict each."""
        if not self.log.exists():
            return []
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@contextlib.contextmanager
def peer(script, *words):
    with tempfile.TemporaryDirectory(prefix="aftale-peer-") as folder:
        started = Peer(script, folder, *map(str, words))
        try:
            yield started
        finally:
            started.stop()


def certificate(folder, name, *addresses):
    """A certificate that vouches for itself -> (certificate, key)."""
    folder = pathlib.Path(folder)
    names = ",".join(addresses)
    paths = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-days", "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName={names}",
                    "-out", paths[0], "-keyout", paths[1]], check=True, capture_output=True)
    return paths


def message(**changed):
    """A message as ports::message_json writes it; `bytes` of an attachment is text."""
    return {"id": "018f3c2a-7d10-7c3e-9a51-3a1b2c4d5e6f", "key": "reminder/a", "case_key": "nsa/2023",
            "template": "reminder", "receiver": "aalborg@example.dk", "receiver_title": "Byrådet, Aalborg Kommune",
            "sender": "sekretariat@example.dk", "sender_title": "Sekretariatet", "language": "da",
            "created_at": "2022-11-17T11:05:09Z", "subject": "Påmindelse: Ærøskøbing får blåbærgrød",
            "body": "Kære byråd\n\n.\n..\nFrom nu af: æøå ÆØÅ €\n", "attachments": [], "meeting": None,
            "thread": {"id": "nsa/2023", "topic": "Nordjysk Socialaftale – æøå", "began": "2022-01-03T08:00:00Z"},
            "facts": {"case_key": "nsa/2023"}, **changed}


def deliver(program, channel, options, *messages, threads=1):
    """Hands messages to a channel -> what `make` or each delivery said: {outcome, detail, retry_after} or {error}."""
    asked = {"channel": channel, "options": options, "threads": threads, "messages": list(messages)}
    done = subprocess.run([program], input=json.dumps(asked), capture_output=True, text=True, check=False, timeout=300)
    if done.returncode != 0:
        sys.exit(f"{program}: exit {done.returncode} {done.stderr}")
    answers = json.loads(done.stdout)
    return answers[0] if len(answers) == 1 else answers
