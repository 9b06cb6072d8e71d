"""The daemon under test: its folder, its configuration, its fast clock, and how it is started and killed."""

import datetime
import json
import os
import pathlib
import pwd
import signal
import socket
import subprocess
import time

from program import ROOT

READY = 30  # generous: a busy machine


class FastClock:
    """Time of a rehearsal. It goes on while no daemon runs, so that each one begins where the last cannot have been."""

    def __init__(self, begin, speed):
        self.begin, self.speed, self.began = begin, speed, time.monotonic()

    def now(self):
        passed = (time.monotonic() - self.began) * self.speed
        return self.begin + datetime.timedelta(microseconds=int(passed * 1e6))

    def text(self):
        return self.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Daemon:
    """`aftaled` on `place`/aftale.db. `channels` and `receivers` are lines of YAML for the configuration."""

    def __init__(self, binary, place, channels="", receivers="", clock=None):
        self.binary, self.place, self.clock = os.path.abspath(binary), pathlib.Path(place), clock
        self.database, self.socket = self.place / "aftale.db", self.place / "socket"
        self.config, self.log = self.place / "aftaled.yaml", self.place / "aftaled.log"
        self.config.write_text(self.configuration(channels, receivers), encoding="utf-8")
        self.process, self.starts = None, 0

    def configuration(self, channels="", receivers=""):
        text = (f"aftaled: 1\ndatabase: {self.database}\nsocket: {self.socket}\nlanguage: en\n"
                f"path: [{ROOT}/workflows, {ROOT}/rules]\n"
                f"people:\n  - {{user: {pwd.getpwuid(os.geteuid()).pw_name}, roles: [secretariat, operator]}}\n")
        if receivers:
            text += f"tell:\n  receivers:\n{receivers}"
        return text + (f"channels:\n{channels}" if channels else "")

    def environment(self):
        names = ("PATH", "ASAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS")
        kept = {name: os.environ[name] for name in names if name in os.environ}
        return {**kept, "HOME": str(self.place), "LC_ALL": "C.UTF-8"}

    def words(self, *more):
        words = [self.binary, "--config", str(self.config), *map(str, more)]
        if self.clock:
            words += ["--from", self.clock.text(), "--speed", str(self.clock.speed)]
        return words

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.words(), env=self.environment(), cwd=self.place,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.starts += 1
        return self

    def refused(self, *more, timeout=60):
        """Another one that must not come up -> (exit code, what it said)."""
        done = subprocess.run(self.words(*more), env=self.environment(), cwd=self.place, capture_output=True, text=True,
                              timeout=timeout, check=False)
        return done.returncode, done.stdout + done.stderr

    def alive(self):
        return self.process is not None and self.process.poll() is None

    def answers(self):
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.socket))
            except OSError:
                return False
        return True

    def ready(self):
        """Waits until it answers."""
        end = time.monotonic() + READY
        while not self.answers():
            if not self.alive() or time.monotonic() > end:
                raise AssertionError(f"aftaled does not come up: {self.tail()}")
            time.sleep(0.005)
        return self

    def tail(self):
        return self.log.read_text(encoding="utf-8", errors="replace")[-2000:]

    def hang_up(self):
        self.process.send_signal(signal.SIGHUP)

    def hears(self, words, since=0, limit=READY):
        """Waits until the log says so, from that character on."""
        end = time.monotonic() + limit
        while words not in self.log.read_text(encoding="utf-8", errors="replace")[since:]:
            if time.monotonic() > end:
                return False
            time.sleep(0.01)
        return True

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        return self.process.wait()

    def stop(self, limit=READY):
        """SIGTERM -> exit code; None where it does not stop."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=limit)
        except subprocess.TimeoutExpired:
            self.kill()
            return None


def post(path, target, body, timeout=30):
    """One request to the socket by hand -> (status, JSON)."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = (f"POST {target} HTTP/1.1\r\nHost: aftaled\r\nContent-Type: application/json\r\nAftale-Protocol: 1\r\n"
            f"Content-Length: {len(data)}\r\nConnection: close\r\n\r\n").encode()
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(timeout)
        connection.connect(str(path))
        connection.sendall(head + data)
        return answer_of(connection)


def answer_of(connection):
    """Reads until the other end has nothing more to say -> (status, JSON or None)."""
    read = b""
    while True:
        try:
            more = connection.recv(65536)
        except ConnectionResetError:
            break
        if not more:
            break
        read += more
    if not read:
        return None, None
    head, _, body = read.partition(b"\r\n\r\n")
    try:
        return int(head.split()[1]), json.loads(body)
    except (IndexError, ValueError):
        return None, None
