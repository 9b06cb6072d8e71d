"""Writers that give commands one after another while the program and the daemon are being killed, and repeat each under
its request id until they know what became of it."""

import collections
import json
import os
import signal
import subprocess
import threading
import time

from program import ROOT, request_id
from rounds import DAY, ZONE

HERE = ROOT / "tests/fault"
NOTED = "taget til efterretning"
PAUSE = 0.03  # before an attempt is repeated
REFUSALS = {"no-open-step", "already-exists"}
PATIENCE = 120


class Writer(threading.Thread):
    """Gives its commands to the socket, or to the file: to the daemon where one owns it, else in its own process."""

    def __init__(self, binary, daemon, keys, opened, rng, by_socket):
        super().__init__(daemon=True)
        self.binary, self.target, self.keys, self.opened, self.rng = binary, daemon, keys, opened, rng
        self.database = daemon.socket if by_socket else daemon.database
        self.environment = daemon.environment()
        self.stopping, self.process, self.wrong = False, None, []
        self.acknowledged, self.refused = {}, {}  # request id -> (words, receipt), (words, code)
        self.attempts = self.killed = self.answers = self.repeated = 0
        self.codes = collections.Counter()

    def next_words(self):
        key = self.rng.choice(self.keys)
        kind = self.rng.choices(["counted", "told", "answered", "record", "open"], [30, 6, 1, 3, 1])[0]
        if kind == "open" or key not in self.opened:
            return ["open", "rounds", "--key", key]
        if kind == "record":
            day = self.target.clock.now().astimezone(ZONE).date() - self.rng.randint(1, 3) * DAY  # its clock is behind
            # Any day does here, also a Sunday or one before the case was opened.
            return ["record", key, "resting", NOTED, "--meeting", str(day), "--even-so"]
        return ["do", key, kind]

    def attempt(self, words):
        """One process -> (exit code, what it said, what it complained of)."""
        command = [self.binary, *words, "--json", "--db", str(self.database), "--lang", "en",
                   "--path", str(HERE / "rounds"), "--path", str(ROOT / "workflows"), "--path", str(ROOT / "rules")]
        environment = {**self.environment, "AFTALE_NOW": self.target.clock.text()}
        self.attempts += 1
        self.process = subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)
        try:
            out, err = self.process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.wrong.append(f"{words}: hangs for {PATIENCE} seconds")
            out, err = self.process.communicate()
        return self.process.returncode, out, err

    def settled(self, request, words, code, out, err):
        """Whether it is known what became of a command. An answer is a promise, even of a process killed after it."""
        if out.endswith("}\n"):
            receipt = json.loads(out)
            self.acknowledged[request] = (words, receipt)
            self.opened.add(receipt["case"])
            self.answers += 1
            self.repeated += receipt["repeated"]
            return True
        if code == -signal.SIGKILL:
            self.killed += 1
            return False
        try:
            error = json.loads(err.splitlines()[0])["error"]["code"]
        except (IndexError, ValueError, KeyError):
            error = err
        self.codes[code, error] += 1
        if code == 1 and error in REFUSALS:
            self.refused[request] = (words, error)
            self.answers += 1
            return True
        if code != 4:
            self.wrong.append(f"{words}: exit {code} {err}{out}")
        return code != 4

    def give(self, words):
        request = request_id(self.rng)
        end = time.monotonic() + PATIENCE
        while not self.settled(request, words, *self.attempt([*words, "--request-id", request])):
            if time.monotonic() > end:
                self.wrong.append(f"{words}: no answer for {PATIENCE} seconds")
                return
            time.sleep(PAUSE)

    def run(self):
        try:
            while not self.stopping:
                self.give(self.next_words())
        except Exception as error:  # pylint: disable=broad-except
            self.wrong.append(f"a writer ended: {error!r}")

    def kill(self):
        """Kills the command that runs now, if one does -> whether it was still running."""
        process = self.process
        if process is None or process.poll() is not None:
            return False
        process.send_signal(signal.SIGKILL)
        return True


def size(path):
    try:
        return os.stat(path).st_size
    except FileNotFoundError:
        return 0


def changed(path):
    try:
        status = os.stat(path)
        return status.st_size, status.st_mtime_ns
    except FileNotFoundError:
        return 0, 0
