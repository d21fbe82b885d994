"""A real mail server for tests: aiosmtpd, which behaves as its standard input says.

Each line of standard input is a behaviour (see BEHAVIOURS) or "sync TEXT", which is answered by the same line. Standard output has the port first, then a line of
JSON for each mail that was handed over ("request") or taken ("message", read back by Python's own parser).
"""
import argparse
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

BEHAVIOURS = ("accepts", "busy", "fails", "refuses", "refuses-content", "busy-content", "hangs", "drops", "drops-inside")


def say(event, **parts):
    print(json.dumps({"event": event, **parts}), flush=True)


class Handler:
    behaviour = "accepts"

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.behaviour == "fails":
            say("request")
            return "421 4.3.2 Service not available"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.behaviour == "busy":
            say("request")
            return f"451 4.7.1 Greylisted, come again: {address}"
        if self.behaviour == "refuses":
            say("request")
            return f"550 5.1.1 <{address}>: there is nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        say("request")
        if self.behaviour == "refuses-content":
            return "554 5.7.1 Message contains what we do not take: " + envelope.content.decode("ascii", "replace")[-60:].replace("\r\n", " ")
        if self.behaviour == "busy-content":
            return "452 4.3.1 Insufficient system storage"
        read = email.message_from_bytes(envelope.content, policy=email.policy.default)
        text, html = read.get_body(("plain",)), read.get_body(("html",))
        say(
            "message",
            sender=envelope.mail_from,
            recipients=envelope.rcpt_tos,
            type=read.get_content_type(),
            headers={name: str(value) for name, value in read.items()},
            text=text.get_content() if text else None,
            html=html.get_content() if html else None,
            tls=session.ssl is not None,
            user=getattr(session, "user", None),
        )
        if self.behaviour == "hangs":
            await asyncio.sleep(3600)
        if self.behaviour == "drops":
            server.transport.abort()
            await asyncio.sleep(3600)
        return "250 OK"


class Server(SMTP):
    """Takes mechanisms of AUTH in small letters, as .NET sends them, and can hang up within a mail."""

    async def smtp_AUTH(self, arg):
        mechanism, _, rest = (arg or "").partition(" ")
        await super().smtp_AUTH(f"{mechanism.upper()} {rest}".strip())

    async def smtp_DATA(self, arg):
        if self.event_handler.behaviour != "drops-inside":
            return await super().smtp_DATA(arg)
        await self.push("354 Go ahead")
        await self._reader.readexactly(20)
        say("request")
        self.transport.abort()


async def main():
    options = argparse.ArgumentParser()
    options.add_argument("--certificate")
    options.add_argument("--key")
    options.add_argument("--user")
    options.add_argument("--password")
    given = options.parse_args()
    tls = None
    if given.certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(given.certificate, given.key)

    def authenticate(server, session, envelope, mechanism, data):
        session.user = data.login.decode()
        return AuthResult(success=(data.login, data.password) == (given.user.encode(), given.password.encode()))

    handler = Handler()
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(
        lambda: Server(
            handler,
            hostname="localhost",
            tls_context=tls,
            require_starttls=tls is not None,
            authenticator=authenticate if given.user else None,
            auth_required=given.user is not None,
            auth_require_tls=tls is not None,
            decode_data=False,
        ),
        "127.0.0.1",
        0,
    )
    print(f"port {listening.sockets[0].getsockname()[1]}", flush=True)
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := (await reader.readline()).decode().strip():
        if line in BEHAVIOURS:
            handler.behaviour = line
        print(line, flush=True)


asyncio.run(main())
