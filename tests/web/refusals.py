"""What is asked wrongly, by mistake or on purpose, and the answer to each.

    refusals.py BINARY ROOT
"""

import socket
import subprocess
import sys

from browser import Failures, Site, World

CASE = "/sager/nordjylland-2023-24"
# What is asked below the secret segment, and the status.
BELOW = [
    ("", 200), ("/", 200), ("/sager", 200), ("/sager/", 200), (CASE, 200), (f"{CASE}/", 200),
    ("/sager?q=nordjysk", 200),
    ("/sager?q=%C3%A6+%22%3E&vis=alle", 200), ("/sager?fra=findes-ikke", 200), (f"{CASE}/historik?fra=x", 200),
    ("/?lang=xx", 200), ("/sager?lang=da&lang=en", 400), ("/nowhere", 404), ("/sager/nowhere", 404),
    (f"{CASE}/nowhere", 404), (f"{CASE}/svar/0851/more", 404), ("/sager/../sager", 400), ("/sager/%2e%2e/sager", 400),
    ("//sager", 400), ("/sager/%00", 400), ("/sager/%ff", 400), ("/sager/%4", 400), ("/sager/a%2Fb", 404),
    ("/sager/%3Cscript%3Ealert(1)%3C%2Fscript%3E", 404), ("/sager/" + "a" * 4096, 400),
    (f"{CASE}/dokumenter/hent", 404), (f"{CASE}/dokumenter/hent?dokument=nowhere", 404),
    (f"{CASE}/dokumenter/hent?dokument=agreement&version=99", 403),
]


def raw(site, request):
    """-> the first line of what is answered to these bytes; empty: nothing was"""
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while True:
            some = connection.recv(65536)
            if not some:
                break
            answer += some
    return answer.split(b"\r\n")[0].decode()


def main(program, root):
    world, failures = World(program, root), Failures()
    database = world.twelve_parties()
    with Site(world, database) as site:
        for target, wanted in BELOW:
            status, headers, said = site.ask(site.root + target)
            failures.expect(status == wanted, f"{target[:60]}: {status}, not {wanted}")
            failures.expect(b"<script>" not in said, f"{target[:60]}: markup")
            failures.expect(headers["Content-Security-Policy"] is not None, f"{target[:60]}: no policy")
        # Whoever does not know the first segment learns nothing.
        for target in ("/", "/sager", "/" + "0" * 32, site.root[:-1], site.root + "0", site.root.upper() + "A",
                       "/aftale.css"):
            status, _, said = site.ask(target)
            failures.expect(status == 404 and b"nordjylland" not in said, f"{target}: {status}")
        good = site.root + "/sager"
        for host in (["evil.example.dk"], ["127.0.0.1"], [], [site.host, site.host], [f"{site.host}.example.dk"]):
            failures.expect(site.ask(good, host=host)[0] in (400, 421), f"host {host}")
        failures.expect(site.ask(good, host=[f"localhost:{site.port}"])[0] == 200, "localhost")
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
            status, headers, _ = site.ask(good, method=method)
            failures.expect(status == 405 and headers["Allow"] == "GET, HEAD", f"{method}: {status}")
        failures.expect(site.ask(good, body=b"x" * 9)[0] == 413, "a body")
        failures.expect(site.ask(good, headers=[("X", "y" * 20000)])[0] == 431, "a large header")
        status, headers, said = site.ask(good, method="HEAD")
        failures.expect((status, said) == (200, b"") and int(headers["Content-Length"]) > 500, "HEAD")
        for language, word in (("en-GB,en;q=0.9,da;q=0.5", b"Cases"), ("da,en", b"Sager"), ("fr", b"Sager"),
                               ("", b"Sager")):
            _, _, said = site.ask(good, headers=[("Accept-Language", language)])
            failures.expect(b"<h1>" + word + b"</h1>" in said, f"Accept-Language {language}")
        failures.expect("400" in raw(site, b"nonsense\r\n\r\n"), "no HTTP")
        failures.expect("400" in raw(site, b"GET " + good.encode() + b" HTTP/9.9\r\n\r\n"), "HTTP 9.9")
        raw(site, b"GET " + good.encode())  # half a request, and gone
        # More connections than there is room for, that say nothing: the others are served when they are gone.
        silent = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(80)]
        for one in silent:
            one.close()
        failures.expect(site.ask(good)[0] == 200, "it goes on")
        # A case that is changed meanwhile is shown as it is now.
        world.aftale("open", "joint-reply", "--path", world.root / "examples/01-first-workflow", "--key", "nyt",
                     "reply_by=2025-03-01", "--db", database, now="2025-01-02 09:00")
        failures.expect(b"nyt" in site.ask(good)[2], "what another command has written is there")
        busy = subprocess.run([world.program, "--db", str(database), "web", "--port", str(site.port)],
                              capture_output=True, check=False, timeout=20)
        failures.expect(busy.returncode == 4 and b"port-in-use" in busy.stderr, f"the port is taken: {busy}")
    missing = subprocess.run([world.program, "--db", str(world.folder / "none.db"), "web"], capture_output=True,
                             check=False, timeout=20)
    failures.expect(missing.returncode == 3 and b"no-database" in missing.stderr, f"no database: {missing}")
    failures.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
