"""What ``help()`` tells: a signature, words, and examples that run."""

from __future__ import annotations

import doctest
import inspect
import json
import pydoc
from typing import TYPE_CHECKING, Any

import pytest

import smsmode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from smsmode import Client
    from smsmode._smsmode import Sandbox

KEY = "sandbox-demo-key-0123456789abcdef"
TO = "0639980011"


def functions() -> Iterator[tuple[str, Callable[..., object]]]:
    """The functions of the package, and the public methods of its classes that do something."""
    classes = (smsmode.Client, smsmode.AsyncClient, smsmode.Prepare, smsmode.PreparedCall)
    for name in smsmode.__all__:
        item: Any = getattr(smsmode, name)
        if not inspect.isclass(item):
            yield name, item
    outbox = (smsmode.Outbox, smsmode.AsyncOutbox, smsmode.NewMessage, smsmode.Dispatcher)
    for one in (
        *classes,
        *outbox,
        smsmode.CallbackSigner,
        smsmode.Sandbox,
        smsmode.Fault,
        smsmode.SmsHandler,
    ):
        for name in dir(one):
            item = getattr(one, name)
            if not name.startswith("_") and getattr(item, "__module__", None) != "logging" and callable(item):
                yield f"{one.__name__}.{name}", getattr(one, name)


FUNCTIONS = [pytest.param(item, id=name) for name, item in functions()]
# A result, a handler and a client of asyncio are shown by their class.
EXAMPLES = [
    pytest.param(name, item, id=name)
    for name, item in functions()
    if "." not in name or name.partition(".")[0] in {"Client", "Outbox", "PreparedCall", "CallbackSigner"}
]


@pytest.mark.parametrize("item", FUNCTIONS)
def test_every_function_has_a_signature_and_words(item: Callable[..., object]) -> None:
    assert str(inspect.signature(item)).startswith("(")
    assert (inspect.getdoc(item) or "").partition("\n")[0].endswith(".")


@pytest.mark.parametrize(
    "name", ["Client", "AsyncClient", "NewMessage", "CallbackSigner", "Accepted", "LocalTime"]
)
def test_every_class_tells_what_it_is_made_with(name: str) -> None:
    made = getattr(smsmode, name)
    assert inspect.signature(made).parameters
    assert f"{name}(" in pydoc.plain(pydoc.render_doc(made))


@pytest.mark.parametrize(
    "name", ["send", "send_batch", "send_voice", "list_sent", "list_replies", "transfer_credits"]
)
def test_every_option_of_a_call_has_a_word(name: str) -> None:
    words = inspect.getdoc(getattr(smsmode.Client, name)) or ""
    if name == "send_batch":
        words += inspect.getdoc(smsmode.Client.send) or ""
    options = set(inspect.signature(getattr(smsmode.Client, name)).parameters) - {"self"}
    assert {option for option in options if option not in words} == set()


@pytest.mark.parametrize("name", ["enqueue", "enqueue_many", "list", "changes", "dispatch", "reconcile"])
def test_every_option_of_an_outbox_has_a_word(name: str) -> None:
    words = inspect.getdoc(getattr(smsmode.Outbox, name)) or ""
    options = set(inspect.signature(getattr(smsmode.Outbox, name)).parameters) - {"self"}
    assert {option for option in options if option not in words} == set()


def test_every_option_of_a_client_has_a_word() -> None:
    words = inspect.getdoc(smsmode.Client) or ""
    options = inspect.signature(smsmode.Client).parameters
    assert {option for option in options if option not in words} == set()


@pytest.fixture
def outbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[smsmode.Outbox]:
    monkeypatch.chdir(tmp_path)
    with smsmode.Outbox.open("sqlite:outbox.db") as outbox:
        yield outbox


@pytest.fixture
def names(sandbox: Sandbox, client: Client, outbox: smsmode.Outbox) -> dict[str, Any]:
    """What the examples take for granted."""
    sandbox.set_faults(json.dumps([]))
    signer = smsmode.CallbackSigner(b"0123456789abcdef")
    url = signer.sign("https://shop.example/sms", kind="delivery", reference="order-12")
    client.create_sub_account(login="shop", password="secret-12")
    return {
        **{name: getattr(smsmode, name) for name in smsmode.__all__},
        "smsmode": smsmode,
        "client": client,
        "accepted": client.send(to=TO, text="Bonjour"),
        "outbox": outbox,
        "added": outbox.enqueue(key="order-12/called", to=TO, text="Bonjour"),
        "signer": signer,
        "path_below_the_base": url.removeprefix("https://shop.example/sms"),
        "environ": {"QUERY_STRING": "smsID=S1&statut=11&emetteur=33639980011&message=STOP"},
    }


@pytest.mark.parametrize(("name", "item"), EXAMPLES)
def test_the_examples_of_help_run(name: str, item: object, names: dict[str, Any]) -> None:
    examples = doctest.DocTestParser().get_examples(inspect.getdoc(item) or "")
    assert examples, "there is no example"
    if name == "Client.create_sub_account":
        names["client"].delete_sub_account(login="shop")
    if name == "Outbox.retry":
        names["rejected"] = rejected(names["outbox"], names["client"])
    for example in examples:
        exec(compile(example.source, name, "exec"), names)  # noqa: S102


def rejected(outbox: smsmode.Outbox, client: Client) -> smsmode.Entry:
    """A message that the service refused for good."""
    outbox.enqueue(key="order-13", to="0639980035", text="Bonjour")
    with outbox.dispatch(client):
        return next(entry for entry in outbox.changes(after=0) if entry.state == "rejected")
