"""The webhook channel against a real HTTP server; signatures are verified with Python's own hmac.

    webhook_test.py SEND
"""

import base64
import collections
import hashlib
import hmac
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

from peers import HERE, certificate, deliver, expect, finish, message, peer

SEND = sys.argv[1]
SECRETS = [base64.b64encode(bytes([fill]) * 32).decode() for fill in (1, 2)]


def options(server, **more):
    return {"url": f"http://127.0.0.1:{server.port}/krog?a=b", "secrets": ["whsec_" + SECRETS[0]],
            "allow_private": ["127.0.0.0/8"], "total_seconds": 4, "connect_seconds": 3, **more}


def is_signed(entry, secret):
    """As a receiver does it, by the text of Standard Webhooks."""
    headers = entry["headers"]
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + base64.b64decode(entry["body"])
    wanted = base64.b64encode(hmac.new(base64.b64decode(secret), content, hashlib.sha256).digest()).decode()
    given = [one.split(",", 1) for one in headers["webhook-signature"].split(" ")]
    return any(version == "v1" and hmac.compare_digest(text, wanted) for version, text in given)


def a_signed_event():
    sent = message(attachments=[{"name": "a.pdf", "sha256": "ab", "bytes": "hemmelige bytes"}])
    both = ["whsec_" + secret for secret in SECRETS]
    with peer("webhook_peer.py") as server:
        for _ in range(2):
            said = deliver(SEND, "webhook", options(server, secrets=both, source="/aftale/nord"), sent)
            expect(said["outcome"] == "delivered", f"a message is delivered: {said}")
        first, second = server.taken()
    expect(first["path"] == "/krog?a=b", f"where: {first['path']}")
    headers = first["headers"]
    expect(headers["content-type"] == "application/cloudevents+json", f"type: {headers['content-type']}")
    expect(first["id"] == second["id"] == sent["id"], "webhook-id is the message's, each time")
    expect(first["body"] == second["body"], "the same bytes each time")
    expect(abs(int(headers["webhook-timestamp"]) - time.time()) < 60, "webhook-timestamp is now")
    for secret in SECRETS:
        expect(is_signed(first, secret), f"signed with {secret}")
    expect(not is_signed(first, base64.b64encode(b"3" * 32).decode()), "not signed with another")
    event = json.loads(base64.b64decode(first["body"]))
    wanted = {"specversion": "1.0", "id": sent["id"], "source": "/aftale/nord", "type": "dk.aftale.reminder",
              "subject": "nsa/2023", "time": "2022-11-17T11:05:09Z", "datacontenttype": "application/json"}
    expect({name: event.get(name) for name in wanted} == wanted, f"the event: {event}")
    data = event["data"]
    expect((data["subject"], data["body"], data["facts"]) == (sent["subject"], sent["body"], sent["facts"]), f"{data}")
    expect(data["attachments"] == [{"name": "a.pdf", "sha256": "ab"}], f"attachments: {data['attachments']}")


def read_by_the_library_of_cloud_events():
    """The npm package `cloudevents`, where node and the package are here: NODE_PATH, or npm's folder for all."""
    node = shutil.which("node")
    if not node:
        print("skipped: no node, so the library of CloudEvents does not read the event")
        return
    environment = dict(os.environ)
    if shutil.which("npm"):
        common = subprocess.run(["npm", "root", "-g"], capture_output=True, text=True, check=False, timeout=60)
        environment["NODE_PATH"] = os.pathsep.join(
            filter(None, [environment.get("NODE_PATH"), common.stdout.strip()]))
    rows = [message(), message(case_key="", thread=None, template="witness", facts={}),
            message(meeting={"uid": "a@aftale", "sequence": 0, "date": "2022-12-31", "title": "Møde"})]
    with peer("webhook_peer.py") as server:
        for row in rows:
            expect(deliver(SEND, "webhook", options(server, source="/aftale/nord"), row)["outcome"] == "delivered",
                   "delivered")
        taken = server.taken()
    for row, entry in zip(rows, taken):
        given = {"headers": entry["headers"], "body": base64.b64decode(entry["body"]).decode()}
        done = subprocess.run([node, HERE / "read_event.js"], input=json.dumps(given), env=environment, text=True,
                              capture_output=True, check=False, timeout=60)
        if done.returncode == 77:
            print("skipped: node has no package cloudevents, so the library of CloudEvents does not read the event")
            return
        expect(done.returncode == 0, f"the library of CloudEvents refuses the event: {done.stderr}")
        if done.returncode == 0:
            read = json.loads(done.stdout)
            expect((read["id"], read["type"], read["source"], read["specversion"], read.get("subject"),
                    read["data"]["body"]) ==
                   (row["id"], "dk.aftale." + row["template"], "/aftale/nord", "1.0", row["case_key"] or None,
                    row["body"]), f"the event as the library of CloudEvents reads it: {read}")


def outcomes():
    rows = [("500", "try_again", "HTTP 500: told", None), ("503", "try_again", "HTTP 503", None),
            ("404", "try_again", "HTTP 404", None), ("410", "refused", "HTTP 410", None),
            ("429-seconds", "try_again", "HTTP 429", (1, 1)), ("503-date", "try_again", "HTTP 503", (20, 31)),
            ("429-long", "try_again", "HTTP 429", (21600, 21600)), ("redirect", "try_again", "HTTP 307", None),
            ("slow", "try_again", "", None), ("silent", "try_again", "", None), ("close", "try_again", "", None),
            ("half-headers", "try_again", "", None), ("endless-headers", "try_again", "", None),
            ("endless-error", "try_again", "HTTP 500: xxx", None), ("endless", "delivered", "", None),
            ("interim", "delivered", "", None)]
    for behaviour, outcome, detail, wait in rows:
        with peer("webhook_peer.py", "--behave", behaviour) as server:
            said = deliver(SEND, "webhook", options(server), message())
            expect(said["outcome"] == outcome and detail in said["detail"], f"{behaviour}: {said}")
            expect(outcome == "delivered" or said["detail"], f"{behaviour} without a reason: {said}")
            expect(len(said["detail"]) < 300, f"{behaviour}: a long detail")
            low, high = wait or (None, None)
            told = said["retry_after"]
            expect(told is None if wait is None else told is not None and low <= told <= high, f"{behaviour}: {said}")
            expect(all(entry["path"] != "/stolen" for entry in server.taken()), f"{behaviour}: redirect followed")
    with peer("webhook_peer.py") as server:
        gone = options(server)
    expect(deliver(SEND, "webhook", gone, message())["outcome"] == "try_again", "nobody listens")


def only_where_allowed(folder):
    pem, key = certificate(folder, "own", "IP:127.0.0.1", "DNS:localhost")
    other = certificate(folder, "other", "IP:127.0.0.1")[0]
    with peer("webhook_peer.py", "--certificate", pem, "--key", key) as server:
        def post(host, listed, **more):
            url = f"https://{host}:{server.port}/"
            changed = {"url": url, "allow_private": listed, "ca_file": str(pem), **more}
            return deliver(SEND, "webhook", options(server, **changed), message())

        for host, listed in [("127.0.0.1", []), ("localhost", []), ("127.0.0.1", ["10.0.0.0/8"]),
                             ("[::ffff:127.0.0.1]", []), ("localhost", ["other.example.dk", "192.168.0.0/16"]),
                             ("2130706433", []), ("0x7f.1", [])]:
            said = post(host, listed)
            expect(said["outcome"] == "try_again" and "is not public" in said["detail"], f"{host} {listed}: {said}")
        expect(not server.taken(), "nothing came through")
        for host, listed in [("127.0.0.1", ["127.0.0.1"]), ("localhost", ["localhost"]),
                             ("localhost", ["127.0.0.0/8"])]:
            said = post(host, listed)
            expect(said["outcome"] == "delivered", f"{host} {listed}: {said}")
        expect(len(server.taken()) == 3, "three came through")
        said = post("127.0.0.1", ["127.0.0.1"], ca_file=str(other))
        expect(said["outcome"] == "try_again" and "certificate" in said["detail"], f"a certificate of others: {said}")
        said = deliver(SEND, "webhook", options(server), message())
        expect(said["outcome"] == "try_again", f"http to https: {said}")
        # A proxy of the environment would carry it past the check.
        os.environ.update(https_proxy="http://127.0.0.1:1", HTTPS_PROXY="http://127.0.0.1:1")
        expect(post("127.0.0.1", ["127.0.0.1"])["outcome"] == "delivered", "the environment's proxy is ignored")
        del os.environ["https_proxy"], os.environ["HTTPS_PROXY"]
        # Nor are the keys of a connection written down for somebody who asks for it there.
        os.environ["SSLKEYLOGFILE"] = str(pathlib.Path(folder) / "keys")
        expect(post("127.0.0.1", ["127.0.0.1"])["outcome"] == "delivered", "with SSLKEYLOGFILE")
        expect(not (pathlib.Path(folder) / "keys").exists(), "the keys of a connection were written down")
        del os.environ["SSLKEYLOGFILE"]
    with peer("webhook_peer.py") as server:
        said = deliver(SEND, "webhook", options(server, allow_private=[]), message())
        expect("https" in said.get("error", ""), f"http to a host that is not listed: {said}")


def many_at_once_and_again_until_taken():
    seed = int(os.environ.get("AFTALE_FAULT_SEED", random.SystemRandom().randrange(1 << 31)))
    print(f"seed {seed}")
    waiting = {f"018f3c2a-7d10-7c3e-9a51-{n:012x}" for n in range(40)}
    wanted = set(waiting)
    with peer("webhook_peer.py", "--hostile", seed, "--leave-out", "410,slow,silent,half-headers") as server:
        for _ in range(60):
            ids = sorted(waiting)
            said = deliver(SEND, "webhook", options(server), *[message(id=name) for name in ids], threads=8)
            said = said if isinstance(said, list) else [said]
            expect(all(one["outcome"] != "refused" for one in said), f"nothing is refused: {said}")
            waiting -= {name for name, one in zip(ids, said) if one["outcome"] == "delivered"}
            if not waiting:
                break
        taken = collections.Counter(entry["id"] for entry in server.taken())
        expect(not waiting and set(taken) == wanted, f"each was taken: {waiting}")
        expect(all(is_signed(entry, SECRETS[0]) for entry in server.taken()), "each is signed")


def main():
    a_signed_event()
    read_by_the_library_of_cloud_events()
    outcomes()
    with tempfile.TemporaryDirectory(prefix="aftale-certificates-") as folder:
        only_where_allowed(folder)
    many_at_once_and_again_until_taken()
    finish("webhook")


main()
