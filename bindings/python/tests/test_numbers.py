"""Every number that the package takes: what cannot be meant is refused, in the right class."""

from __future__ import annotations

import ast
import math
import re
from contextlib import suppress
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest

import smsmode
from smsmode import AsyncClient, Client, Fault, InvalidInputError, LocalTime, Sandbox, SmsHandler, paris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Take = Callable[[Any], object]

KEY = "sandbox-demo-key-0123456789abcdef"
TO = "0639980011"
# Nobody is there.
CLIENT = Client(KEY, base_url="http://127.0.0.1:9")
PREPARE = CLIENT.prepare

# What no number of things can be; the others may be too many for one argument and not for another.
NEVER = [-1, 2**200, 1.5, math.nan, math.inf, "7", b"7", [7]]
PERHAPS = [2**31, 2**63, True]
NO_SPANS = [-1, -0.5, 2**31, 2**63, 2**200, 10**400, math.nan, math.inf, -math.inf, "7", b"7", [7]]
NO_CREDITS = [2**200, 10**5000, True, 1.5, math.nan, math.inf, "7", b"7", [7], 7j]
NO_DECIMALS = [Decimal(text) for text in ("NaN", "sNaN", "Infinity", "-Infinity", "1E+400", "1E-400")]


def read(status: Any) -> None:
    with suppress(smsmode.RefusedError, smsmode.MalformedAnswerError):
        PREPARE.balance().parse(status, {}, b"12")


def handle(**options: Any) -> None:
    SmsHandler(CLIENT, to=TO, **options).close()


def sandbox(use: Callable[[Sandbox], object]) -> None:
    with smsmode.sandbox() as running:
        use(running)


def fault(make: Callable[[], Fault]) -> None:
    sandbox(lambda running: running.faults(make()))


def outbox(use: Callable[[smsmode.Outbox], object]) -> None:
    with TemporaryDirectory() as folder, smsmode.Outbox.open(f"sqlite:{folder}/till.db") as opened:
        use(opened)


def puts(**options: Any) -> None:
    outbox(lambda opened: opened.enqueue(key="order-12", to=TO, text="a", **options))


def dispatches(**options: Any) -> None:
    outbox(lambda opened: opened.dispatch(CLIENT, **options).close())


def reconciles(**options: Any) -> None:
    # Nothing is in doubt, so nothing is asked.
    outbox(lambda opened: opened.reconcile(CLIENT, **options))


def span_of(take: Callable[..., None], name: str) -> Take:
    return lambda span: take(**{name: span})


def part_of_a_date(place: int) -> Take:
    def take(number: Any) -> None:
        parts = [2027, 1, 31, 18, 30]
        parts[place] = number
        assert paris(*parts) == LocalTime(*parts)

    return take


PARTS = dict(zip(("year", "month", "day", "hour", "minute"), map(part_of_a_date, range(5)), strict=True))
WHOLE: dict[str, Take] = {
    "send(max_segments)": lambda number: PREPARE.send(to=TO, text="a", max_segments=number),
    "send_batch(max_segments)": lambda number: PREPARE.send_batch(messages=[(TO, "a")], max_segments=number),
    "list_sent(first)": lambda number: PREPARE.list_sent(first=number),
    "list_sent(page_size)": lambda number: PREPARE.list_sent(page_size=number),
    "list_replies(first)": lambda number: PREPARE.list_replies(first=number),
    "list_replies(page_size)": lambda number: PREPARE.list_replies(page_size=number),
    "PreparedCall.parse(status)": read,
    "plan(max_segments)": lambda number: smsmode.plan("a", max_segments=number),
    "plan(recipients)": lambda number: smsmode.plan("a", recipients=number),
    "truncate(segments)": lambda number: smsmode.truncate("a", number),
    "segments(reference_bits)": lambda number: smsmode.segments("a", reference_bits=number),
    "truncate(reference_bits)": lambda number: smsmode.truncate("a", 1, reference_bits=number),
    **{f"paris({name})": take for name, take in PARTS.items()},
    **{f"LocalTime({name})": take for name, take in PARTS.items()},
    "Client(segments_per_call)": lambda number: Client(KEY, segments_per_call=number),
    "Client(segments_per_day)": lambda number: Client(KEY, segments_per_day=number),
    "Client(concurrency)": lambda number: AsyncClient(KEY, concurrency=number),
    "SmsHandler(max_segments)": lambda number: handle(max_segments=number),
    "SmsHandler(limit)": lambda number: handle(limit=number),
    "NewMessage(max_segments)": lambda number: smsmode.NewMessage(
        key="order-12", to=TO, text="a", max_segments=number
    ),
    "Outbox.enqueue(max_segments)": lambda number: puts(max_segments=number),
    "Outbox.list(limit)": lambda number: outbox(lambda opened: opened.list(limit=number)),
    "Outbox.changes(after)": lambda number: outbox(lambda opened: opened.changes(after=number)),
    "Outbox.dispatch(rate)": lambda number: dispatches(rate=number),
    "Outbox.dispatch(in_flight)": lambda number: dispatches(in_flight=number),
    "sandbox(port)": lambda number: smsmode.sandbox(port=number).close(),
    "sandbox(seed)": lambda number: smsmode.sandbox(seed=number).close(),
    "sandbox(keep)": lambda number: smsmode.sandbox(keep=number).close(),
    "Sandbox.set(value)": lambda number: sandbox(lambda running: running.set("stop.long", number)),
    "Sandbox.faults(seed)": lambda number: sandbox(lambda running: running.faults(seed=number)),
    "Sandbox.trigger(status)": lambda number: sandbox(lambda running: triggers(running, number)),
    "Sandbox.wait(n)": lambda number: sandbox(lambda running: waits(running, n=number)),
    "Sandbox.wait(status)": lambda number: sandbox(lambda running: running.wait(0, status=number)),
    "Fault.refuse(code)": lambda number: fault(lambda: Fault.refuse(number)),
    "Fault.too_many_requests(retry_after)": lambda number: fault(lambda: Fault.too_many_requests(number)),
    "Fault.cut_answer(length)": lambda number: fault(lambda: Fault.cut_answer(number)),
    "Fault.answer(http_status)": lambda number: fault(lambda: Fault.answer(number)),
    "Fault(times)": lambda number: fault(lambda: Fault.stall(times=number)),
    "Fault.close_before_reading(times)": lambda number: fault(
        lambda: Fault.close_before_reading(times=number)
    ),
}
SPANS: dict[str, Take] = {
    "Client(timeout)": lambda span: Client(KEY, timeout=span),
    "Client(connect_timeout)": lambda span: Client(KEY, connect_timeout=span),
    "Client(max_idle_age)": lambda span: Client(KEY, max_idle_age=span),
    "wait(timeout)": lambda span: CLIENT.wait("S1", timeout=span),
    "wait(first_pause)": lambda span: CLIENT.wait("S1", timeout=0, first_pause=span),
    "wait(longest_pause)": lambda span: CLIENT.wait("S1", timeout=0, longest_pause=span),
    "SmsHandler(period)": lambda span: handle(period=span),
    "SmsHandler(collapse)": lambda span: handle(collapse=span),
    "SmsHandler(flush_timeout)": lambda span: handle(flush_timeout=span),
    "Outbox.changes(timeout)": lambda span: outbox(lambda opened: opened.changes(timeout=span)),
    **{
        f"Outbox.dispatch({name})": span_of(dispatches, name)
        for name in ("timeout", "quiet_time", "look_again", "retention")
    },
    **{
        f"Outbox.reconcile({name})": span_of(reconciles, name)
        for name in ("timeout", "quiet_time", "look_again")
    },
    "sandbox(delivery_delay)": lambda span: smsmode.sandbox(delivery_delay=span).close(),
    "Sandbox.wait(timeout)": lambda span: sandbox(lambda running: running.wait(0, timeout=span)),
    "Sandbox.advance(seconds)": lambda span: sandbox(lambda running: running.advance(span)),
    "Fault.delay(seconds)": lambda span: fault(lambda: Fault.delay(span)),
    "Fault.trickle(seconds)": lambda span: fault(lambda: Fault.trickle(span)),
    "Fault.log_normal_delay(median)": lambda span: fault(lambda: Fault.log_normal_delay(span)),
    "Fault.log_normal_delay(sigma)": lambda sigma: fault(lambda: Fault.log_normal_delay(1.0, sigma)),
    "Fault(probability)": lambda probability: fault(lambda: Fault.stall(probability=probability)),
    "Fault.close_before_reading(probability)": lambda probability: fault(
        lambda: Fault.close_before_reading(probability=probability)
    ),
}
CREDITS: dict[str, Take] = {
    "transfer_credits(credits)": lambda number: PREPARE.transfer_credits(to="a", credits=number),
    "sandbox(segment_price)": lambda number: smsmode.sandbox(segment_price=number).close(),
    "sandbox(credits)": lambda number: smsmode.sandbox(credits=number).close(),
}


STATUS = smsmode.MessageStatus.RECEIVED
NOW = datetime.now(timezone.utc)
AT, RANGE, ANALYSIS = smsmode.At("a", 0), smsmode.SegmentRange(1, 1), smsmode.analyse("a")
MESSAGE = smsmode.SandboxMessage(
    *("S1", "", "", "", "standard", None, None, "gsm7", 1, (0,), Decimal(1), STATUS, NOW, NOW, None, None),
    deleted=False,
    sequence=1,
)
ENTRY = smsmode.Entry(
    *("01M83QH9E89604N11YWQGJ85QT", "order-12", "accepted", TO, "a", None, None, "S1", "told", STATUS),
    *(None, None, 1, False, NOW, NOW, None, None, 1, ()),
)
OVERVIEW, TALLY = smsmode.Overview({"queued": 1}, None, 1), smsmode.Tally(1, {"timeout": 1}, None)
# Results with numbers in them: whoever makes one for a test of their own gives them.
RESULTS: list[Any] = [
    *(AT, RANGE, ANALYSIS, MESSAGE, ENTRY, OVERVIEW, TALLY, smsmode.plan("a"), smsmode.segments("a")[0]),
    smsmode.Balance(Decimal(1)),
    smsmode.CurrentStatus(STATUS, ""),
    smsmode.Damaged(0, b""),
    smsmode.DeliveryReceipt("S1", STATUS, None, None, None, None, None, None, None, ()),
    smsmode.RecipientStatus("33639980011", STATUS),
    smsmode.Replacement(0, 1, "ê", "e"),
    smsmode.SentMessage("S1", None, "", None, "", "", Decimal(1), 1),
    smsmode.WaitEnd(STATUS, is_final=True),
    smsmode.SandboxDuplicate("33639980011", "", None, 2, ("S1", "S2")),
    smsmode.SandboxAttempt(NOW, "answered", 200, None, None),
    smsmode.SandboxCallback(1, NOW, "reply", "S1", "", None, (), "waiting"),
    smsmode.SandboxRequest(1, NOW, "send", "", (), 0, "", "", "declared", "", (), None, None),
    smsmode.SandboxParameter("message", "", "body", 0, looks_like_utf8=False),
]


def with_another(value: Any, field: str) -> Take:
    return lambda number: value.__replace__(**{field: number})


def results(*names: str) -> dict[str, Take]:
    return {
        f"{type(one).__name__}({name})": with_another(one, name)
        for one in RESULTS
        for name in type(one).__match_args__
        if name in names
    }


COUNTS = (
    "extension_count",
    "free_units",
    "units",
    "index",
    "position",
    "cut",
    "whole_segments",
    "end",
    "start",
    "sequence",
    "times",
    "http_status",
    "number",
    "replay_of",
    "body_bytes",
    "unreadable",
    "revision",
    "accepted",
)
WHOLE |= results(*COUNTS, "max", "min", "recipients", "status")
WHOLE |= {
    f"{name}(segments)": results("segments")[f"{name}(segments)"] for name in ("Analysis", "SandboxMessage")
}
WHOLE["SandboxMessage(segment_ends)"] = lambda number: MESSAGE.__replace__(segment_ends=(number,))
WHOLE["Entry(attempts)"] = with_another(ENTRY, "attempts")
WHOLE["Overview(counts)"] = lambda number: OVERVIEW.__replace__(counts={"queued": number})
WHOLE["Tally(failed)"] = lambda number: TALLY.__replace__(failed={"timeout": number})
# What is owed is below zero.
CREDITS_TOLD = results("credits", "cost")
del CREDITS_TOLD["Plan(cost)"]


def waits(running: Sandbox, n: Any) -> None:
    with suppress(TimeoutError):
        running.wait(n, timeout=0)


def triggers(running: Sandbox, status: Any) -> None:
    with running.client() as client:
        client.send(to=TO, text="Bonjour")
    running.trigger(running.messages[0], status)


def arguments() -> Iterator[tuple[str, str, str]]:
    """Each number among the arguments of the package: who takes it, its name, its kind."""
    package = Path(smsmode.__file__).parent
    for file in ("_smsmode.pyi", "aio.py", "handler.py", "_sandbox.py", "_fault.py"):
        tree = ast.parse((package / file).read_text(encoding="utf-8"))
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        owners: list[ast.Module | ast.ClassDef] = [tree, *classes]
        for owner in owners:
            for function in owner.body:
                if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    yield from numbers_of(owner, function, file)


def numbers_of(
    owner: ast.Module | ast.ClassDef, function: ast.FunctionDef | ast.AsyncFunctionDef, file: str
) -> Iterator[tuple[str, str, str]]:
    name = getattr(owner, "name", "")
    # The class of the package is that of _sandbox.py, which hands on to this one.
    if (function.name.startswith("_") and not function.name.startswith("__")) or (file, name) == NATIVE:
        return
    constructs = function.name in {"__new__", "__init__"}
    who = SAME.get(name, name) if constructs else f"{name}.{function.name}".lstrip(".")
    if not constructs and name in SAME:
        who = function.name
    given = function.args
    for one in [*given.posonlyargs, *given.args, *given.kwonlyargs]:
        kinds = re.findall(
            r"\b(?:int|float|Decimal|MessageStatus|8, 16)\b", ast.unparse(one.annotation or NONE)
        )
        if kinds and (who, one.arg) not in {("SmsHandler", "level"), ("SmsHandler", "time")}:
            yield who, one.arg, kinds[0]


NONE = ast.Constant(None)
NATIVE = ("_smsmode.pyi", "Sandbox")
SAME = dict.fromkeys(("Client", "AsyncClient", "Prepare", "LaterCalls"), "Client")


def cases(takers: dict[str, Take], numbers: list[Any]) -> list[Any]:
    return [
        pytest.param(take, number, id=f"{name} {place}")
        for name, take in takers.items()
        for place, number in enumerate(numbers)
    ]


def test_every_number_among_the_arguments_is_judged() -> None:
    judged = [*WHOLE, *SPANS, *CREDITS, *CREDITS_TOLD]
    assert sorted(judged) == sorted({f"{who}({name})" for who, name, _ in arguments()})


@pytest.mark.parametrize(
    ("take", "number"),
    cases(WHOLE, NEVER) + cases(SPANS, NO_SPANS) + cases(CREDITS | CREDITS_TOLD, NO_CREDITS + NO_DECIMALS),
)
def test_a_number_that_cannot_be_meant_is_refused(take: Take, number: Any) -> None:
    # What is wrong of an answer does not say that nothing was sent.
    refused = ValueError if take is read else InvalidInputError
    with pytest.raises((refused, TypeError)) as caught:
        take(number)
    assert take is not read or not isinstance(caught.value, InvalidInputError)
    assert str(caught.value)


@pytest.mark.parametrize(("take", "number"), cases(WHOLE, PERHAPS) + cases(SPANS, [True, 0, 0.5]))
def test_a_number_that_could_be_meant_is_taken_or_refused(take: Take, number: Any) -> None:
    with suppress(InvalidInputError, TypeError, ValueError if take is read else TypeError):
        take(number)


@pytest.mark.parametrize("credits", [-1, 0, Decimal("1.5"), 10**27])
def test_credits_that_are_told_are_any_decimal(credits: Any) -> None:
    for tell in CREDITS_TOLD.values():
        tell(credits)
    with pytest.raises(InvalidInputError):
        PREPARE.transfer_credits(to="a", credits=credits)


def test_a_span_of_thirty_years_is_waited_for_without_a_panic(client: Client) -> None:
    base_url = client.prepare.balance().url.partition("/http")[0]
    most = 1_000_000_000.0
    with Client(KEY, base_url=base_url, timeout=most, connect_timeout=most, max_idle_age=most) as patient:
        accepted = patient.send(to=TO, text="Bonjour")
        assert patient.wait(accepted.message_id or "", timeout=most, first_pause=0.005).is_final
