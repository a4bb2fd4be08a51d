"""The callback views, under WSGI and ASGI, and the examples with the real Flask and FastAPI."""

from __future__ import annotations

import asyncio
import importlib.util
import io
import socket
import threading
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import unquote, urlencode
from urllib.request import Request, urlopen
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest

import smsmode
from smsmode import CallbackSigner, DeliveryReceipt, MessageStatus, ReplyReceipt
from smsmode.web import asgi, wsgi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    # Method, target and options give the status, the headers and the body.
    Ask = Callable[..., tuple[int, dict[str, str], bytes]]

SIGNER = CallbackSigner(b"0123456789abcdef0123456789abcdef")
BASE = "https://shop.example/sms"
RECEIPT = "numero=33639980011&statut=11&smsID=S7EpYZ5kmS87"
REPLY = "emetteur=33639980011&message=Oui%2C+%C3%A0+demain"
EXAMPLES = Path(__file__).parents[3] / "examples" / "python"


def signed(kind: str = "delivery", reference: str = "order-12", **options: Any) -> str:
    """Give the path below the base."""
    return SIGNER.sign(BASE, kind=kind, reference=reference, **options).removeprefix(BASE)  # type: ignore[arg-type]


def ask_wsgi(
    view: dict[str, Any], target: str, method: str = "GET", *, raw: bool = True, mount: str = ""
) -> Any:
    path, _, query = target.partition("?")
    environ: dict[str, Any] = {"REQUEST_METHOD": method, "SCRIPT_NAME": mount, "QUERY_STRING": query}
    environ["PATH_INFO"] = unquote(path, encoding="latin-1")
    if raw:
        environ["REQUEST_URI"] = mount + target
    setup_testing_defaults(environ)
    errors = environ["wsgi.errors"] = io.StringIO()
    heard: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], *_: Any) -> Callable[[bytes], object]:
        heard.extend([int(status[:3]), dict(headers)])
        return lambda _: None

    answer = validator(wsgi(SIGNER, **view))(environ, start_response)
    body = b"".join(answer)
    answer.close()  # type: ignore[attr-defined]
    view.get("told", io.StringIO()).write(errors.getvalue())
    return heard[0], heard[1], body


def ask_asgi(
    view: dict[str, Any], target: str, method: str = "GET", *, raw: bool = True, mount: str = ""
) -> Any:
    path, _, query = target.partition("?")
    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "query_string": query.encode(),
        "root_path": mount,
    }
    scope["path"] = mount + unquote(path)
    if raw:
        scope["raw_path"] = (mount + path).encode()
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request"}

    async def send(event: Any) -> None:
        sent.append(event)

    asyncio.run(asgi(SIGNER, **view)(scope, receive, send))  # type: ignore[arg-type]
    start, body = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], headers, body["body"]


@pytest.fixture(params=[ask_wsgi, ask_asgi])
def ask(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.mark.parametrize("raw", [True, False])
@pytest.mark.parametrize("mount", ["", "/sms", "/é/b/c/d/e"])
@pytest.mark.parametrize("reference", ["order-12", "a/b", "100 % été & ?", "%2F", "dlr/x/y/z", "é//"])
def test_a_receipt_is_given_to_its_function(ask: Ask, reference: str, mount: str, raw: bool) -> None:
    receipts: list[DeliveryReceipt] = []
    target = f"{signed(reference=reference)}?{RECEIPT}"
    status, headers, body = ask({"delivery": receipts.append}, target, raw=raw, mount=mount)
    assert (status, body) == (200, b"ok\n")
    assert headers["content-length"] == "3"
    [receipt] = receipts
    assert receipt.status == MessageStatus.RECEIVED
    assert (receipt.message_id, receipt.recipient) == ("S7EpYZ5kmS87", "33639980011")
    assert receipt.reference == reference


def test_a_reply_is_given_to_its_function(ask: Ask) -> None:
    replies: list[ReplyReceipt] = []
    assert ask({"reply": replies.append}, f"{signed('reply')}?{REPLY}")[0] == 200
    assert [(reply.text, reply.reference) for reply in replies] == [("Oui, à demain", "order-12")]


def test_the_address_of_the_account_takes_the_reference_that_the_service_wrote(ask: Ask) -> None:
    replies: list[ReplyReceipt] = []
    path = SIGNER.sign_account_replies(BASE).removeprefix(BASE)
    assert ask({"reply": replies.append}, f"{path}?{REPLY}&refClient=order-13", mount="/sms")[0] == 200
    assert [reply.reference for reply in replies] == ["order-13"]


@pytest.mark.parametrize("joint", ["?", "&", "?&"])
def test_the_parameters_may_be_appended_either_way(ask: Ask, joint: str) -> None:
    receipts: list[DeliveryReceipt] = []
    assert ask({"delivery": receipts.append}, f"{signed()}{joint}{RECEIPT}")[0] == 200
    assert receipts[0].status == MessageStatus.RECEIVED


LONG_AGO = datetime(2020, 1, 1, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "",
        "/dlr",
        "/dlr/order-12/9999999999/AAAA",
        signed()[:-1],
        signed().replace("order-12", "order-13"),
        signed().replace("/dlr/", "/reply/"),
        signed(sent_at=LONG_AGO),
        signed("reply"),
        f"{signed()}/more",
        "/%ff/\udcff".encode("utf-8", "surrogateescape").decode("latin-1"),
    ],
)
def test_what_is_not_signed_is_not_found_whatever_it_is(ask: Ask, path: str) -> None:
    answers = {
        str(ask({"delivery": pytest.fail}, f"{path}?{query}", raw=raw))
        for query in (RECEIPT, REPLY, "")
        for raw in (True, False)
    }
    [answer] = answers
    assert answer.startswith("(404, ")
    assert answer.endswith(r" b'not found\n')")


def test_a_reference_that_contradicts_the_signed_one_is_not_believed(ask: Ask) -> None:
    receipts: list[DeliveryReceipt] = []
    status = ask({"delivery": receipts.append}, f"{signed()}?{RECEIPT}&refClient=order-13")[0]
    assert (status, receipts) == (404, [])
    assert ask({"delivery": receipts.append}, f"{signed()}?{RECEIPT}&refClient=+order-12+")[0] == 200


@pytest.mark.parametrize("query", ["", "statut=11", "smsID=a&statut=x", REPLY, "smsID=%ff%fe", "&&&"])
def test_what_cannot_be_read_is_no_event(ask: Ask, query: str) -> None:
    assert ask({"delivery": pytest.fail}, f"{signed()}?{query}")[::2] == (400, b"bad request\n")


@pytest.mark.parametrize("method", ["POST", "HEAD", "PUT"])
def test_callbacks_are_read_only(ask: Ask, method: str) -> None:
    status, headers, _ = ask({"delivery": pytest.fail}, f"{signed()}?{RECEIPT}", method)
    assert (status, headers["allow"]) == (405, "GET")


def failing(_: object) -> None:
    message = "no room"
    raise LookupError(message)


def test_the_service_is_asked_to_come_again_where_the_function_of_wsgi_raises() -> None:
    told = io.StringIO()

    def view(environ: Any) -> Any:
        heard: list[Any] = []
        body = wsgi(SIGNER, delivery=failing)(environ, lambda *start: heard.extend(start))  # type: ignore[arg-type]
        return heard[0], b"".join(body)

    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": signed(), "QUERY_STRING": RECEIPT, "wsgi.errors": told}
    assert view(environ) == ("503 Service Unavailable", b"service unavailable\n")
    assert "LookupError: no room" in told.getvalue()


def test_the_service_is_asked_to_come_again_where_the_function_of_asgi_raises() -> None:
    async def later(_: object) -> None:
        failing(_)

    for function in (failing, later):
        sent: list[Any] = []

        async def send(event: Any, sent: list[Any] = sent) -> None:
            sent.append(event)

        scope = {"type": "http", "method": "GET", "path": signed(), "query_string": RECEIPT.encode()}
        with pytest.raises(LookupError, match="no room"):
            asyncio.run(asgi(SIGNER, delivery=function)(scope, None, send))  # type: ignore[arg-type]
        assert [event.get("status") for event in sent] == [503, None]


def test_a_coroutine_is_awaited_before_the_answer() -> None:
    done: list[str | None] = []

    async def note(receipt: DeliveryReceipt) -> None:
        await asyncio.sleep(0)
        done.append(receipt.reference)

    assert ask_asgi({"delivery": note}, f"{signed()}?{RECEIPT}")[0] == 200
    assert done == ["order-12"]


def test_it_begins_and_ends_with_its_server() -> None:
    events = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    sent: list[Any] = []

    async def receive() -> Any:
        return next(events)

    async def send(event: Any) -> None:
        sent.append(event["type"])

    asyncio.run(asgi(SIGNER)({"type": "lifespan"}, receive, send))  # type: ignore[arg-type]
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_other_protocols_are_refused() -> None:
    with pytest.raises(RuntimeError, match="websocket"):
        asyncio.run(asgi(SIGNER)({"type": "websocket"}, None, None))  # type: ignore[arg-type]


class Watched(dict[str, Any]):
    """Orders that tell when they change."""

    changed = threading.Condition()

    def __setitem__(self, key: str, value: Any) -> None:
        with self.changed:
            super().__setitem__(key, Watched(value) if isinstance(value, dict) else value)
            self.changed.notify_all()

    def wait(self, order: str, expected: dict[str, str]) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.get(order) == expected, 10), self.get(order)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


@pytest.fixture
def running(listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> Iterator[smsmode.Sandbox]:
    with smsmode.sandbox(delivery_delay=0.001) as running:
        monkeypatch.setenv("SMSMODE_API_KEY", running.api_key)
        monkeypatch.setenv("SMSMODE_BASE_URL", running.base_url)
        monkeypatch.setenv("CALLBACK_KEY", "0123456789abcdef")
        monkeypatch.setenv("BASE", f"http://127.0.0.1:{listener.getsockname()[1]}/sms")
        yield running


def example(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.orders = Watched()  # type: ignore[attr-defined]
    return module


def customer_answers(
    running: smsmode.Sandbox, orders: Watched, url: str, options: dict[str, str], body: bool
) -> None:
    """Let the shop ask, and the customer get it and answer."""
    told = urlencode(options)
    request = Request(url, told.encode()) if body else Request(f"{url}?{told}", b"", method="POST")
    with urlopen(request, timeout=10) as answer:
        assert answer.status == 200
    orders.wait("order-12", {"state": "RECEIVED"})
    [message] = running.messages
    running.reply(message, "Oui, à 18 h")
    orders.wait("order-12", {"state": "RECEIVED", "answer": "Oui, à 18 h"})
    address = message.delivery_url or ""
    forged = address[:-2] + ("AA" if not address.endswith("AA") else "BB")
    with pytest.raises(HTTPError, match="404") as refused:
        urlopen(f"{forged}?{RECEIPT}", timeout=10)
    refused.value.close()


def test_the_example_with_flask_is_told_of_receipts_and_answers(
    running: smsmode.Sandbox, listener: socket.socket
) -> None:
    from werkzeug.serving import make_server

    shop = example("flask_callbacks")
    port = listener.getsockname()[1]
    server = make_server("127.0.0.1", port, shop.app, threaded=True, fd=listener.fileno())
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        url = f"http://127.0.0.1:{port}/orders/order-12"
        customer_answers(running, shop.orders, url, {"to": "0639980011"}, body=True)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        shop.client.close()


def test_the_example_with_fastapi_is_told_of_receipts_and_answers(
    running: smsmode.Sandbox, listener: socket.socket
) -> None:
    import uvicorn

    shop = example("fastapi_callbacks")
    server = uvicorn.Server(uvicorn.Config(shop.app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/orders/order-12"
        customer_answers(running, shop.orders, url, {"to": "0639980011"}, body=False)
    finally:
        server.should_exit = True
        thread.join()
        asyncio.run(shop.client.close())


def test_the_examples_for_the_web_are_short() -> None:
    assert {
        path.name: len(path.read_text().splitlines()) < 60 for path in EXAMPLES.glob("*_callbacks.py")
    } == {
        "fastapi_callbacks.py": True,
        "flask_callbacks.py": True,
    }
