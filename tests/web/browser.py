"""A program that shows its pages, and whoever looks at them."""

import http.client
import json
import os
import pathlib
import signal
import subprocess
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "paper"))
from world import RLO, Failures, World  # noqa: E402, F401

POLICY = ("default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
          "frame-ancestors 'none'")


class Site:
    """`aftale web` over a database, until the end of the `with`."""

    def __init__(self, world, database, now="2022-11-22 09:05", language="da"):
        environment = {"PATH": os.environ["PATH"], "HOME": str(world.folder), "LC_ALL": "C.UTF-8",
                       "AFTALE_LANG": language, "AFTALE_NOW": now,
                       "AFTALE_PATH": f"{world.root}/workflows:{world.root}/rules"}
        environment |= {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
        self.running = subprocess.Popen([world.program, "--db", str(database), "web", "--json"], env=environment,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        line = self.running.stdout.readline()
        if not line:
            sys.exit(f"aftale web did not start: {self.running.stderr.read().decode()}")
        parts = urllib.parse.urlsplit(json.loads(line)["address"])
        self.host, self.port, self.root = parts.netloc, parts.port, parts.path.rstrip("/")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.running.send_signal(signal.SIGTERM)
        code = self.running.wait(timeout=20)
        if code != 0:
            sys.exit(f"aftale web ended with {code}: {self.running.stderr.read().decode()}")

    def ask(self, target, method="GET", headers=(), body=None, host=None):
        """-> status, headers, bytes; `headers` are pairs, so that one may be there twice"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        for one in [self.host] if host is None else host:
            connection.putheader("Host", one)
        for name, value in headers:
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        said = answer.read()
        connection.close()
        return answer.status, answer.headers, said
