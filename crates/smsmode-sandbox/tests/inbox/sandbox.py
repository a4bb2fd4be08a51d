"""A sandbox as a process of its own, and a server that it calls back."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sandbox-demo-key-0123456789abcdef"
CREDITS = "100000"


class Sandbox:
    """A sandbox on a free port, which keeps its port when it is started again."""

    def __init__(self) -> None:
        self._port = 0
        self.start()

    def start(self) -> None:
        program = [os.environ["SMSMODE_SANDBOX"], str(self._port), CREDITS]
        self._process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().split()[-1]
        self._port = int(self.url.rsplit(":", 1)[1])

    def stop(self) -> None:
        with self._process as process:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(timeout=30)

    def send(self, to: str, text: str, **options: str) -> str:
        """Sends a text; the id of the message."""
        answer = self.try_to_send(to, text, **options)
        assert answer.startswith("0 "), answer
        return answer.rsplit("|", 1)[1].strip()

    def try_to_send(self, to: str, text: str, **options: str) -> str:
        """Sends a text as UTF-8, as class 9 has it, or as ISO-8859-15; the whole answer."""
        charset = "utf-8" if options.get("classe_msg") == "9" else "iso-8859-15"
        return self.call("sendSMS", charset, message=text, numero=to, **options)

    def call(self, name: str, charset: str = "iso-8859-15", **fields: str) -> str:
        """Makes a call, with the demo key unless a login is given; the whole answer."""
        credentials = {} if "pseudo" in fields else {"accessToken": KEY}
        body = urllib.parse.urlencode({**credentials, **fields}, encoding=charset).encode()
        with urllib.request.urlopen(f"{self.url}/http/1.6/{name}.do", body, timeout=60) as answer:
            return str(answer.read().decode("iso-8859-15"))

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(f"{self.url}/_sandbox/{path}", timeout=60) as answer:
            return json.load(answer)

    def post(self, path: str, body: Any) -> Any:
        request = urllib.request.Request(f"{self.url}/_sandbox/{path}", json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read()
            return json.loads(text) if text else None


class Shop:
    """The server of a shop: it notes what it is called with, and answers as it is told."""

    def __init__(self) -> None:
        self.calls: list[dict[str, str]] = []
        self.status = 200
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = urllib.parse.urlparse(self.path).query
                shop.calls.append(dict(urllib.parse.parse_qsl(query)))
                self.send_response(shop.status)
                self.end_headers()
                self.wfile.write(b"noted")

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/sms"
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
