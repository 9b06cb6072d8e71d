"""A receiver of webhooks on loopback that behaves badly when asked to.

    webhook_peer.py --log FILE [--certificate PEM --key PEM] [--address A]
                    [--behave NAME | --hostile SEED [--leave-out NAME,NAME]] [--port N]

Prints `port N` when it listens. Each message that it took is one line of JSON in the log: the id (webhook-id),
receiver, time, behaviour, path, headers and the body in base64. With --hostile each connection behaves by the next
number of the seed; the ways are those of BEHAVIOURS.
"""

import argparse
import base64
import email.utils
import http.server
import json
import random
import socket
import ssl
import threading
import time

# name: how often in a hostile run
BEHAVIOURS = {
    "well": 6,
    "500": 2, "503": 1, "410": 1, "404": 1,
    "429-seconds": 1, "503-date": 1, "429-long": 0,
    "slow": 1,           # one byte a second
    "endless": 1,        # the message was taken; the answer never ends
    "endless-error": 1,
    "endless-headers": 1,
    "redirect": 1,       # to this server's own /stolen
    "close": 2,          # the message was taken, and nobody is told
    "silent": 1,         # never a word
    "interim": 1,        # 103 first, then well
    "half-headers": 1,   # 200, and then nothing more
}
TAKING = {"well", "endless", "close", "interim"}
ANSWERS = {
    "500": (500, []), "503": (503, []), "410": (410, []), "404": (404, []),
    "429-seconds": (429, [("Retry-After", "1")]), "429-long": (429, [("Retry-After", "99999999")]),
}


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 600

    def setup(self):
        super().setup()
        self.behaviour = self.server.next_behaviour()

    def log_message(self, *_words):
        pass

    def keep(self, body):
        entry = {"id": self.headers.get("webhook-id"), "receiver": json.loads(body)["data"]["receiver"],
                 "time": time.time(), "behaviour": self.behaviour, "path": self.path,
                 "headers": {name.lower(): value for name, value in self.headers.items()},
                 "body": base64.b64encode(body).decode()}
        with self.server.lock, open(self.server.words.log, "a", encoding="utf-8") as log:
            log.write(json.dumps(entry) + "\n")

    def answer(self, status, headers=(), body=b"told"):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def endless(self, status):
        self.send_response(status)
        self.end_headers()
        while True:
            self.wfile.write(b"x" * 65536)

    def do_GET(self):
        self.do_POST()

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.close_connection = True
        way = self.behaviour
        if way in TAKING or self.path == "/stolen":
            self.keep(body)
        try:
            self.behave(way)
        except (ConnectionError, ssl.SSLError):
            pass

    def behave(self, way):
        if way in ANSWERS:
            self.answer(*ANSWERS[way])
        elif way == "503-date":
            self.answer(503, [("Retry-After", email.utils.formatdate(time.time() + 30, usegmt=True))])
        elif way == "redirect":
            self.answer(307, [("Location", "/stolen")])
        elif way.startswith("endless") and way != "endless-headers":
            self.endless(200 if way == "endless" else 500)
        elif way == "endless-headers":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while True:
                self.wfile.write(b"X-Much: " + b"x" * 1000 + b"\r\n")
        elif way == "half-headers":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-More: ")
            time.sleep(600)
        elif way == "slow":
            for letter in b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n":
                self.wfile.write(bytes([letter]))
                time.sleep(1)
        elif way == "silent":
            time.sleep(600)
        elif way == "close":
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            if way == "interim":
                self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
            self.answer(204, body=b"")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, words):
        self.words = words
        self.lock = threading.Lock()
        self.numbers = random.Random(words.hostile)
        left_out = words.leave_out.split(",")
        self.ways = {name: weight for name, weight in BEHAVIOURS.items() if name not in left_out}
        self.tls = None
        if ":" in words.address:
            self.address_family = socket.AF_INET6
        super().__init__((words.address, words.port), Receiver)
        if words.certificate:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(words.certificate, words.key)

    def next_behaviour(self):
        if self.words.hostile is None:
            return self.words.behave
        with self.lock:
            return self.numbers.choices(list(self.ways), list(self.ways.values()))[0]

    def get_request(self):
        connection, address = super().get_request()
        if self.tls:  # the handshake happens on the thread of the connection
            connection = self.tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def handle_error(self, request, client_address):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--log", required=True)
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--behave", choices=BEHAVIOURS, default="well")
    parser.add_argument("--hostile", type=int, metavar="SEED")
    parser.add_argument("--leave-out", default="")
    parser.add_argument("--port", type=int, default=0)
    server = Server(parser.parse_args())
    print("port", server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
