"""A mail server on loopback that puts what it takes into a maildir, and behaves badly when asked to.

    smtp_peer.py --maildir FOLDER --log FILE [--certificate PEM --key PEM] [--implicit] [--auth USER:PASSWORD]
                 [--behave NAME | --hostile SEED [--leave-out NAME,NAME]] [--port N]

Prints `port N` when it listens. Each mail that it took is one line of JSON in the log: the id (Message-ID without the
domain), receiver, time, behaviour, whether the connection was encrypted, who logged in, and whether every line ended in
CRLF. With --hostile each connection behaves by the next number of the seed; the ways are those of BEHAVIOURS.
"""

import argparse
import asyncio
import email
import json
import random
import ssl
import time

from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP, AuthResult

# name: how often in a hostile run
BEHAVIOURS = {
    "well": 6,
    "greeting-4xx": 1, "greeting-5xx": 1,
    "mail-5xx": 1,
    "rcpt-4xx": 2, "rcpt-5xx": 1,
    "data-4xx": 1, "data-5xx": 1,
    "mail-taken-4xx": 2, "mail-taken-5xx": 1,  # the answer to the mail itself; it was not taken
    "slow": 1,                                 # one byte a second
    "close-after-data": 2,                     # the mail was taken, and nobody is told
    "close-in-data": 1,                        # the mail was not taken
    "silent": 1,                               # never a word
}


class Peer(SMTP):
    def __init__(self, behaviour, *words, **named):
        super().__init__(*words, **named)
        self.behaviour = behaviour
        self.greeted = False

    async def push(self, status):
        text = status.decode() if isinstance(status, bytes) else status
        if not self.greeted:
            self.greeted = True
            if self.behaviour == "greeting-4xx":
                text = "421 4.3.2 Too busy, come back later"
            elif self.behaviour == "greeting-5xx":
                text = "554 5.3.2 No service here"
        if self.behaviour == "silent":
            await asyncio.sleep(3600)
        if self.behaviour == "slow":
            for letter in (text + "\r\n").encode():
                self._writer.write(bytes([letter]))
                await self._writer.drain()
                await asyncio.sleep(1)
            return
        await super().push(text)
        if text.startswith(("421", "554 5.3.2")) and self.transport:
            self.transport.close()

    async def smtp_DATA(self, arg):
        if self.behaviour == "data-4xx":
            return await self.push("451 4.3.0 Not now")
        if self.behaviour == "data-5xx":
            return await self.push("554 5.5.0 No valid receivers")
        if self.behaviour == "close-in-data":
            await self.push("354 Go on")
            self.transport.abort()
            return None
        return await super().smtp_DATA(arg)


# The base class collects its commands by decorated functions of its own.
Peer.smtp_DATA.__smtp_syntax__ = SMTP.smtp_DATA.__smtp_syntax__
Peer.smtp_DATA.__smtp_syntax_extended__ = SMTP.smtp_DATA.__smtp_syntax_extended__
Peer.smtp_DATA.__smtp_syntax_when__ = SMTP.smtp_DATA.__smtp_syntax_when__


class Keeper(Mailbox):
    def __init__(self, maildir, log):
        super().__init__(maildir)
        self.log_file = log

    async def handle_MAIL(self, server, _session, envelope, address, options):
        if server.behaviour == "mail-5xx":
            return "550 5.7.1 You may not send from here"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, _session, envelope, address, _options):
        if server.behaviour == "rcpt-4xx":
            return "451 4.7.1 Greylisted, try again in five minutes"
        if server.behaviour == "rcpt-5xx":
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if server.behaviour == "mail-taken-4xx":
            return "452 4.3.1 Disk full"
        if server.behaviour == "mail-taken-5xx":
            return "554 5.7.1 Looks like something we do not want"
        status = await super().handle_DATA(server, session, envelope)
        raw = envelope.original_content
        entry = {"id": str(email.message_from_bytes(raw)["message-id"]).strip("<>").split("@", maxsplit=1)[0],
                 "receiver": ",".join(envelope.rcpt_tos), "sender": envelope.mail_from, "time": time.time(),
                 "behaviour": server.behaviour, "encrypted": server.transport.get_extra_info("ssl_object") is not None,
                 "user": session.auth_data.login.decode() if session.auth_data else None,
                 "only_crlf": raw.replace(b"\r\n", b"").count(b"\n") == 0 and
                 raw.replace(b"\r\n", b"").count(b"\r") == 0}
        with open(self.log_file, "a", encoding="utf-8") as log:
            log.write(json.dumps(entry) + "\n")
        if server.behaviour == "close-after-data":
            server.transport.abort()
            await asyncio.sleep(3600)
        return status


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--maildir", required=True)
    parser.add_argument("--log", required=True)
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--implicit", action="store_true", help="TLS from the first byte")
    parser.add_argument("--auth", help="USER:PASSWORD, asked for in every connection")
    parser.add_argument("--behave", choices=BEHAVIOURS, default="well")
    parser.add_argument("--hostile", type=int, metavar="SEED")
    parser.add_argument("--leave-out", default="")
    parser.add_argument("--port", type=int, default=0)
    return parser.parse_args()


async def serve(words):
    tls = None
    if words.certificate:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(words.certificate, words.key)
    numbers = random.Random(words.hostile)
    ways = {name: weight for name, weight in BEHAVIOURS.items() if name not in words.leave_out.split(",")}

    def login(_server, _session, _envelope, _mechanism, given):
        user, _, password = words.auth.partition(":")
        right = (given.login, given.password) == (user.encode(), password.encode())
        return AuthResult(success=right, auth_data=given if right else None, handled=False)

    def connection():
        behaviour = words.behave
        if words.hostile is not None:
            behaviour = numbers.choices(list(ways), list(ways.values()))[0]
        named = {"hostname": "peer.example.dk", "ident": "peer", "timeout": 600}
        if tls and not words.implicit:
            named["tls_context"] = tls
        if words.auth:
            named.update(auth_required=True, authenticator=login, auth_require_tls=bool(tls) and not words.implicit)
        return Peer(behaviour, keeper, **named)

    keeper = Keeper(words.maildir, words.log)
    server = await asyncio.get_running_loop().create_server(
        connection, "127.0.0.1", words.port, ssl=tls if words.implicit else None)
    print("port", server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    try:
        asyncio.run(serve(arguments()))
    except KeyboardInterrupt:
        pass
