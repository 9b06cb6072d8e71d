"""Clients that speak nonsense, say half of it, say too much or hold on to every connection, and keep nobody else from
being served.

    hostile_clients.py AFTALE AFTALED
"""

import json
import pathlib
import socket
import sys
import threading
import time

from daemon import Daemon, FastClock, answer_of
from load import Writer
from program import ROOT, Failures, Program, folder, seed
from rounds import instant

BEGIN = instant("2022-01-03T08:00:00Z")
SERVED = 8  # commands while each kind of client is at it
MANY = 200  # connections; the daemon keeps fewer
TAKEN = 40 << 20  # of one request at most
BODY = 50 << 20
AGAIN = 0.02  # before one that was closed comes again
LIMIT = 20
MEMORY = 400 << 20  # of the daemon, whatever is sent


def head(target="/v1/ask", length=None, protocol="1", method="POST", more=""):
    lines = [f"{method} {target} HTTP/1.1", "Host: aftaled"]
    lines += [f"Aftale-Protocol: {protocol}"] if protocol else []
    lines += [f"Content-Length: {length}"] if length is not None else []
    return ("\r\n".join(lines) + f"\r\n{more}\r\n").encode()


def request(body, **how):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return head(length=len(data), **how) + data


# One request each -> the status of its answer.
ANSWERED = {
    "a question": (request({"question": "history", "case": "all"}), 200),
    "nothing but noise": (bytes(range(256)) * 8, 400),
    "the beginning of TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500, 400),
    "another protocol": (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", 400),
    "no header": (b"\r\n\r\n\r\n\r\n", 400),
    "another method": (head(method="GET"), 405),
    "no number of the protocol": (request({}, protocol=None), 409),
    "another number of the protocol": (request({}, protocol="2"), 409),
    "a path that is not there": (request({}, target="/v1/../etc/passwd"), 404),
    "a path with a null byte": (b"POST /v1/ask\0 HTTP/1.1\r\n\r\n", 400),
    "no JSON": (request(b"hello"), 400),
    "half a JSON": (request(b'{"question": '), 400),
    "JSON of another kind": (request([1, 2, 3]), 400),
    "an unknown question": (request({"question": "why"}), 400),
    "no commands": (request({"commands": 7}, target="/v1/execute"), 400),
    "deep JSON": (request(b"[" * 1_000_000, target="/v1/execute"), 400),
    "wide JSON": (request(b"[" + b"0," * 1_000_000 + b"0]", target="/v1/execute"), 400),
    "invalid UTF-8": (request(b'{"question": "\xff\xfe"}'), 400),
    "a length below zero": (head(length=-1), 400),
    "a length without end": (head(length=10 ** 30), 400),
    "two lengths": (b"POST /v1/ask HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400),
    "more than is taken": (head(length=BODY), 413),
    "a length that is not told": (head(more="Transfer-Encoding: chunked\r\n"), 411),
    "a header that is too large": (head(more="X-Much: " + "x" * 9000 + "\r\n", length=0), 431),
    "a wrong time": (request({"until": "tomorrow", "limit": 1}, target="/v1/advance"), 400),
    "a limit that is none": (request({"until": "2022-01-03T08:00:00Z", "limit": 10 ** 12}, target="/v1/advance"), 400),
    "a message that is not there": (request({"id": 999}, target="/v1/retry"), 404),
    "sources that are none": (request({"sources": [{"file": 1}]}, target="/v1/install"), 400),
}


class Attack(threading.Thread):
    """Does the same again and again until it is told to stop."""

    def __init__(self, path, act):
        super().__init__(daemon=True)
        self.path, self.act, self.stopping, self.rounds = path, act, False, 0

    def run(self):
        while not self.stopping:
            try:
                with socket.socket(socket.AF_UNIX) as connection:
                    connection.settimeout(2)
                    connection.connect(str(self.path))
                    self.rounds += 1
                    self.act(self, connection)
            except OSError:
                pass
            time.sleep(AGAIN)

    def send_for_ever(self, connection, piece, pause=0.0):
        while not self.stopping:
            connection.sendall(piece)
            time.sleep(pause)

    def hold(self, connection):
        """Until the other end closes it, or the end."""
        connection.settimeout(0.2)
        while not self.stopping:
            try:
                if not connection.recv(65536):
                    return
            except TimeoutError:
                pass


def noise(attack, connection):
    connection.sendall(bytes(attack.rng.getrandbits(8) for _ in range(2000)))
    answer_of(connection)


def half_a_head(attack, connection):
    connection.sendall(head()[:-7])
    attack.hold(connection)


def half_a_body(attack, connection):
    connection.sendall(head(length=1000, target="/v1/execute") + b"{")
    attack.hold(connection)


def endless_header(attack, connection):
    connection.sendall(b"POST /v1/ask HTTP/1.1\r\n")
    attack.send_for_ever(connection, b"X-More: and more\r\n")


def endless_line(attack, connection):
    connection.sendall(b"POST /")
    attack.send_for_ever(connection, b"a" * 1000)


def endless_chunks(attack, connection):
    connection.sendall(head(target="/v1/execute", more="Transfer-Encoding: chunked\r\n"))
    attack.send_for_ever(connection, b"10000\r\n" + b" " * 65536 + b"\r\n")


def large_bodies(attack, connection):
    """As much as one request may be, from everyone at the same time, and not quite to the end."""
    connection.sendall(head(target="/v1/execute", length=TAKEN))
    for _ in range((TAKEN >> 20) - 1):
        connection.sendall(b" " * (1 << 20))
    attack.hold(connection)


def large_body(_attack, connection):
    connection.sendall(head(target="/v1/execute", length=BODY))
    for _ in range(BODY >> 20):
        connection.sendall(b" " * (1 << 20))


def a_byte_at_a_time(attack, connection):
    for number in head():
        connection.sendall(bytes([number]))
        time.sleep(0.05)
    attack.hold(connection)


def never_listens(attack, connection):
    """Asks for more than fits into the buffers of the socket, and reads none of it."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    attack.send_for_ever(connection, request({"question": "history", "case": "all"}), 0.01)


def leaves_at_once(_attack, connection):
    connection.sendall(request({"question": "history", "case": "all"}))


def silent(attack, connection):
    attack.hold(connection)


# How many of each at a time.
ATTACKS = [(noise, 4), (half_a_head, MANY), (half_a_body, MANY), (endless_header, 4), (endless_line, 4),
           (endless_chunks, 2), (large_body, 2), (large_bodies, MANY), (a_byte_at_a_time, MANY),
           (never_listens, MANY), (leaves_at_once, 4), (silent, MANY)]


def answered(daemon, failures):
    for name, (sent, wanted) in ANSWERED.items():
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(60)
            connection.connect(str(daemon.socket))
            try:
                connection.sendall(sent)
                connection.shutdown(socket.SHUT_WR)
                status, body = answer_of(connection)
            except (BrokenPipeError, ConnectionResetError, TimeoutError) as error:
                status, body = repr(error), None
        failures.expect(status == wanted, f"{name}: {status} {body}, expected {wanted}")
        failures.expect(daemon.alive(), f"{name}: aftaled ended: {daemon.tail()}")


def memory(daemon):
    status = pathlib.Path(f"/proc/{daemon.process.pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmHWM:"))


def under(act, count, daemon, writer, rng, failures):
    attacks = [Attack(daemon.socket, act) for _ in range(count)]
    for attack in attacks:
        attack.rng = type(rng)(rng.random())
        attack.start()
    end = time.monotonic() + 60
    while sum(attack.rounds for attack in attacks) < count and time.monotonic() < end:
        time.sleep(0.01)
    for _ in range(SERVED):
        writer.give(["do", "all", "counted"])
    failures.expect(daemon.alive(), f"{act.__name__}: aftaled ended: {daemon.tail()}")
    for attack in attacks:
        attack.stopping = True
    for attack in attacks:
        attack.join(60)
    for wrong in writer.wrong:
        failures.expect(False, f"while there was {act.__name__}: {wrong}")
    writer.wrong.clear()
    failures.expect(memory(daemon) < MEMORY, f"{act.__name__}: aftaled has taken {memory(daemon) >> 20} MB")
    print(f"{act.__name__}: {sum(attack.rounds for attack in attacks)} connections", flush=True)


def attacked(binary, daemon, rng, failures):
    writer = Writer(binary, daemon, [], set(), type(rng)(rng.random()), by_socket=True)
    writer.give(["open", "rounds", "--key", "all"])
    answered(daemon, failures)
    for act, count in ATTACKS:
        under(act, count, daemon, writer, rng, failures)
    used = memory(daemon)
    failures.expect(daemon.stop(LIMIT) == 0, f"does not stop: {daemon.tail()}")
    program = Program(binary, daemon.database, [ROOT / "tests/fault/rounds"], now="2022-01-04 09:00")
    failures.well(program, "the hostile clients")
    counted = [entry for entry in program.must("history", "all", "--json").json()["entries"]
               if entry["input"].get("event") == "counted"]
    wanted = SERVED * len(ATTACKS)
    failures.expect(len(counted) == wanted, f"{wanted} commands given, {len(counted)} in the journal")
    print(f"{len(ANSWERED)} kinds of nonsense answered, {wanted} commands served, "
          f"{writer.attempts - wanted - 1} of them at a second try; {used >> 20} MB at most")


def main(binary, daemon_binary):
    rng, failures = seed(), Failures()
    with folder() as made:
        daemon = Daemon(daemon_binary, made, clock=FastClock(BEGIN, 1)).start()
        try:
            attacked(binary, daemon.ready(), rng, failures)
        finally:
            if daemon.alive():
                daemon.kill()
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
