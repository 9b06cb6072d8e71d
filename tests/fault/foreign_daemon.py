"""A lock or a socket that somebody else has put there: the command line sends him nothing, and believes nothing that he
says. A copy that comes from a daemon is looked at before it is called one.

    foreign_daemon.py AFTALE

Needs root, to be somebody else: without it only the copy is tried.
"""

import fcntl
import os
import pathlib
import pwd
import signal
import socket
import sys
import time

from program import Failures, Program, folder

NOBODY = pwd.getpwnam("nobody")
LIMIT = 20
SECRET = "what only the secretariat may read"


def act(path, lock, heard, tell):
    """A daemon that says yes to everything and writes down what it is given."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        os.chmod(path, 0o666)
        listening.listen(8)
        if lock:
            held = open(lock, "w", encoding="utf-8")
            os.chmod(lock, 0o644)
            held.write(path)
            held.flush()
            fcntl.flock(held, fcntl.LOCK_EX)
        os.write(tell, b".")
        while True:
            connection, _ = listening.accept()
            with connection:
                connection.settimeout(1)
                try:
                    given = connection.recv(1 << 20)
                    while given:
                        with open(heard, "ab") as file:
                            file.write(given)
                        body = b"not a database" if b"/v1/backup" in given else b"{}"
                        connection.sendall(b"HTTP/1.1 200 OK\r\nAftale-Protocol: 1\r\nContent-Length: %d\r\n\r\n%s"
                                           % (len(body), body))
                        given = connection.recv(1 << 20)
                except OSError:
                    pass


class Fake:
    """That daemon in a process of its own, which has our file open already: others may not look where it lies."""

    def __init__(self, place, name, user=None, lock=None):
        self.socket, self.heard = place / name, place / (name + ".heard")
        told, tell = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            if user:
                os.setgroups([])
                os.setgid(user.pw_gid)
                os.setuid(user.pw_uid)
            act(str(self.socket), lock, str(self.heard), tell)
        os.close(tell)
        assert os.read(told, 1), "the other daemon does not come up"
        os.close(told)

    def has_heard(self):
        return self.heard.read_bytes() if self.heard.exists() else b""

    def end(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        self.socket.unlink(missing_ok=True)


def copy_is_looked_at(binary, place, failures):
    fake = Fake(place, "own.sock")
    target = place / "copy.db"
    answer = Program(binary, fake.socket).run("backup", target, "--json", timeout=LIMIT)
    left = [path.name for path in place.iterdir() if path.name.startswith("copy.db")]
    failures.expect(answer.code == 5 and not left, f"a copy of nonsense: exit {answer.code} {answer.err}, left {left}")
    fake.end()


def refused(binary, failures, fake, database, code, what):
    program = Program(binary, database, now="2022-01-03 09:00")
    secret = pathlib.Path(fake.socket).parent / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    for words in (["do", "case", "discussed"], ["attach", "case", secret, "--as", "draft"], ["status"],
                  ["backup", str(secret) + ".copy"]):
        began = time.monotonic()
        answer = program.run(*words, "--json", timeout=LIMIT)
        failures.expect(answer.code == 1 and answer.error == code and time.monotonic() - began < 10,
                        f"{what}, {words[0]}: exit {answer.code} {answer.out}{answer.err}")
    failures.expect(not fake.has_heard(), f"{what}: it was told {fake.has_heard()[:300]}")


def others_are_sent_nothing(binary, place, failures):
    os.chmod(place, 0o711)
    shared = place / "shared"
    shared.mkdir()
    os.chmod(shared, 0o777)
    own = place / "own"
    own.mkdir(mode=0o755)
    database = shared / "aftale.db"
    database.write_bytes(b"")
    os.chmod(database, 0o600)

    fake = Fake(shared, "a.sock", NOBODY, lock=f"{database}.lock")
    refused(binary, failures, fake, database, "foreign-lock", "somebody's lock beside root's database")
    database.unlink()
    refused(binary, failures, fake, database, "foreign-lock", "somebody's lock where no database is yet")
    fake.end()
    pathlib.Path(f"{database}.lock").unlink()

    database.write_bytes(b"")
    fake = Fake(shared, "b.sock", NOBODY)
    with open(f"{database}.lock", "w", encoding="utf-8") as held:
        held.write(str(fake.socket))
        held.flush()
        fcntl.flock(held, fcntl.LOCK_EX)
        refused(binary, failures, fake, database, "foreign-daemon", "somebody at the socket that root's lock names")
    refused(binary, failures, fake, fake.socket, "foreign-daemon", "somebody's socket in a folder of everybody's")
    fake.end()

    os.chown(own, NOBODY.pw_uid, NOBODY.pw_gid)
    fake = Fake(own, "c.sock", NOBODY)
    Program(binary, fake.socket).run("whoami", timeout=LIMIT)
    failures.expect(b"/v1/ask" in fake.has_heard(), "the daemon of a user in a folder of his own is not asked")
    fake.end()


def main(binary):
    failures = Failures()
    with folder() as made:
        place = pathlib.Path(made)
        copy_is_looked_at(binary, place, failures)
        if os.geteuid() == 0:
            others_are_sent_nothing(binary, place, failures)
        else:
            print("foreign_daemon: not root, so nobody else was played")
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1])
