"""Callback views: what the service calls, as an application of WSGI or ASGI, for any framework or none.

>>> from smsmode import CallbackSigner
>>> from smsmode.web import wsgi
>>> application = wsgi(CallbackSigner(key), delivery=note_state, reply=read_reply)

It may be mounted anywhere: the end of the path, as ``CallbackSigner.sign`` made it, says what comes.

The answer is 200 only after your function returned. If it raises, the answer is 503, and the service may call
again: a function may be called twice for one event. What nobody signed, or signed too long ago, is answered
404 with the same words as any other path; what cannot be read, 400.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, MutableMapping
    from typing import Any, TypeAlias
    from wsgiref.types import StartResponse, WSGIApplication

    from ._smsmode import CallbackSigner, DeliveryReceipt, ReplyReceipt

    _Message: TypeAlias = MutableMapping[str, Any]
    _Receive: TypeAlias = Callable[[], Awaitable[_Message]]
    _Send: TypeAlias = Callable[[_Message], Awaitable[None]]


def wsgi(
    signer: CallbackSigner,
    *,
    delivery: Callable[[DeliveryReceipt], object] | None = None,
    reply: Callable[[ReplyReceipt], object] | None = None,
) -> WSGIApplication:
    """Make an application of WSGI, for Flask, Django, gunicorn and others.

    delivery, reply: what is called with each receipt and each reply; without it, they are not found. What it
    raises is written to the errors of the server.

    >>> flask.wsgi_app = DispatcherMiddleware(flask.wsgi_app, {"/sms": wsgi(signer, delivery=note_state)})
    """
    view = _View(signer, delivery, reply)

    def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        try:
            view.work(environ["REQUEST_METHOD"], _wsgi_target(environ))()
            answer = _OK
        except _DeclinedError as declined:
            answer = declined.answer
        except Exception:  # noqa: BLE001
            import traceback

            traceback.print_exc(file=environ.get("wsgi.errors"))
            answer = _COME_AGAIN
        start_response(answer.status, answer.headers)
        return [answer.body]

    return application


def asgi(
    signer: CallbackSigner,
    *,
    delivery: Callable[[DeliveryReceipt], object] | None = None,
    reply: Callable[[ReplyReceipt], object] | None = None,
) -> Callable[[_Message, _Receive, _Send], Awaitable[None]]:
    """Make an application of ASGI, for FastAPI, Starlette, uvicorn and others.

    The options are those of ``wsgi``. A coroutine is awaited; another function holds the event loop while it
    runs. What it raises is raised again after the answer, so that the server logs it.

    >>> api.mount("/sms", asgi(signer, reply=read_reply))
    """
    view = _View(signer, delivery, reply)

    async def application(scope: _Message, receive: _Receive, send: _Send) -> None:
        if scope["type"] == "lifespan":
            return await _live(receive, send)
        if scope["type"] != "http":
            message = f"callbacks come by HTTP, not by {scope['type']}"
            raise RuntimeError(message)
        try:
            result = view.work(scope["method"], _asgi_target(scope))()
            if hasattr(result, "__await__"):
                await result
        except _DeclinedError as declined:
            return await _answer(send, declined.answer)
        except Exception:
            await _answer(send, _COME_AGAIN)
            raise
        return await _answer(send, _OK)

    return application


class _Answer:
    """An answer that tells nothing of what was asked."""

    def __init__(self, status: str, *headers: tuple[str, str]) -> None:
        self.status = status
        self.body = status.partition(" ")[2].lower().encode() + b"\n"
        self.headers = [("content-type", "text/plain"), ("content-length", str(len(self.body))), *headers]


class _DeclinedError(Exception):
    def __init__(self, answer: _Answer) -> None:
        self.answer = answer


_OK = _Answer("200 OK")
_UNREADABLE = _Answer("400 Bad Request")
_NOT_FOUND = _Answer("404 Not Found")
_WRONG_METHOD = _Answer("405 Method Not Allowed", ("allow", "GET"))
_COME_AGAIN = _Answer("503 Service Unavailable")


class _View:
    """Decides about requests. It knows no server."""

    def __init__(
        self,
        signer: CallbackSigner,
        delivery: Callable[[DeliveryReceipt], object] | None,
        reply: Callable[[ReplyReceipt], object] | None,
    ) -> None:
        self._signer, self._delivery, self._reply = signer, delivery, reply

    def work(self, method: str, target: str) -> Callable[[], object]:
        """What is to be done before the answer may be 200."""
        from ._errors import CallbackError
        from ._smsmode import parse_delivery_receipt, parse_reply

        if method != "GET":
            raise _DeclinedError(_WRONG_METHOD)
        path, query = _split(target)
        kind, reference = self._verified(path)
        try:
            if kind == "delivery" and (delivery := self._delivery) is not None:
                receipt = parse_delivery_receipt(query)
                receipt = receipt.__replace__(reference=_settled(receipt.reference, reference))
                return lambda: delivery(receipt)
            if kind == "reply" and (reply := self._reply) is not None:
                answer = parse_reply(query)
                answer = answer.__replace__(reference=_settled(answer.reference, reference))
                return lambda: reply(answer)
        except CallbackError:
            raise _DeclinedError(_UNREADABLE) from None
        raise _DeclinedError(_NOT_FOUND)

    def _verified(self, path: str) -> tuple[str, str | None]:
        """Check the end of a path: a proxy or a mount may leave on or take off what stands before."""
        from ._errors import CallbackError

        segments = path.split("/")
        for length in (4, 2):
            try:
                verified = self._signer.verify("/".join(segments[-length:]))
            except CallbackError:
                continue
            return verified.kind, verified.reference
        raise _DeclinedError(_NOT_FOUND)


def _split(target: str) -> tuple[str, bytes]:
    """The service may append its parameters with "?" or with "&"; a path that we signed has neither."""
    end = min((place for place in map(target.find, "?&") if place >= 0), default=len(target))
    return target[:end], target[end + 1 :].encode("latin-1", "replace")


def _settled(told: str | None, signed: str | None) -> str | None:
    """The reference of an event: whoever holds the address of one message must not report on another."""
    # The service may trim blanks, as it does elsewhere.
    if signed is not None and told is not None and told.strip() != signed.strip():
        raise _DeclinedError(_NOT_FOUND)
    return told if signed is None else signed


def _wsgi_target(environ: dict[str, Any]) -> str:
    raw: str | None = environ.get("REQUEST_URI") or environ.get("RAW_URI")
    if raw is not None:
        return raw
    path: str = environ.get("PATH_INFO", "")
    query: str = environ.get("QUERY_STRING", "")
    return f"{_encoded(path.encode('latin-1'))}?{query}"


def _asgi_target(scope: _Message) -> str:
    raw: bytes | None = scope.get("raw_path")
    path = _encoded(scope["path"].encode()) if raw is None else raw.partition(b"?")[0].decode("latin-1")
    query: bytes = scope.get("query_string", b"")
    return f"{path}?{query.decode('latin-1')}" if query else path


def _encoded(path: bytes) -> str:
    """Write a path as it came, where a server tells only what it decoded: a reference may hold a slash."""
    from urllib.parse import quote_from_bytes

    segments = path.split(b"/")
    first = next(
        (place for place, label in enumerate(segments) if label in {b"dlr", b"reply"}), len(segments)
    )
    if len(segments) - first > _SEGMENTS:
        segments[first + 1 : -2] = [b"/".join(segments[first + 1 : -2])]
    return "/".join(
        quote_from_bytes(segment, safe="&=" if segment is segments[-1] else "") for segment in segments
    )


# The kind, the reference, the end of its time, the tag.
_SEGMENTS = 4


async def _answer(send: _Send, answer: _Answer) -> None:
    headers = [(name.encode(), value.encode()) for name, value in answer.headers]
    await send({"type": "http.response.start", "status": int(answer.status[:3]), "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})


async def _live(receive: _Receive, send: _Send) -> None:
    """Begin and end with the server, where no framework does."""
    while True:
        event: str = (await receive())["type"]
        await send({"type": f"{event}.complete"})
        if event == "lifespan.shutdown":
            return
