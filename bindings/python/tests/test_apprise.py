"""The plugin, in the real Apprise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import smsmode
from smsmode import Fault, Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

# Some plugins of Apprise load what Python 3.13 has no more.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr':DeprecationWarning")

NUMBERS = "0639980011,0639980012"


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    with smsmode.sandbox() as running:
        monkeypatch.setenv("SMSMODE_BASE_URL", running.base_url)
        yield running


@pytest.fixture
def apprise() -> Any:
    import apprise

    import smsmode.apprise_plugin  # noqa: F401

    return apprise


def test_all_targets_get_the_text_in_one_call(apprise: Any, running: Sandbox) -> None:
    to = apprise.Apprise(f"smsmode://{running.api_key}@Boutique/{NUMBERS}")
    assert to.notify("Votre commande est prête", title="Boutique")
    first, second = running.messages
    assert first.message_id == second.message_id
    assert {first.recipient, second.recipient} == {"33639980011", "33639980012"}
    assert first.sender == "Boutique"
    assert first.text == "Boutique\nVotre commande est prete"


@pytest.mark.parametrize(
    "rest",
    [
        f"@{NUMBERS}",
        f"@/{NUMBERS}",
        "@+33639980011/0639980012",
        f"@?to={NUMBERS}",
        "@0639980011?to=0639980012",
    ],
)
def test_a_sender_may_be_left_out(apprise: Any, running: Sandbox, rest: str) -> None:
    assert apprise.Apprise(f"smsmode://{running.api_key}{rest}").notify("Bonjour")
    assert [message.sender for message in running.messages] == [None, None]


def test_the_url_says_the_same_again(apprise: Any, running: Sandbox) -> None:
    for rest in (f"Boutique/{NUMBERS}", NUMBERS, f"{NUMBERS}?from=Boutique&segments=1"):
        plugin = apprise.Apprise.instantiate(f"smsmode://{running.api_key}@{rest}")
        again = apprise.Apprise.instantiate(plugin.url())
        assert again.url() == plugin.url()
        assert (again.key, again.sender, again.targets, again.segments) == (
            plugin.key,
            plugin.sender,
            plugin.targets,
            plugin.segments,
        )
        shown = plugin.url(privacy=True)
        assert running.api_key not in shown
        assert "0639980011" not in shown


@pytest.mark.parametrize(
    "rest",
    [
        "@Boutique/",
        "@Boutique/12",
        "@TooLongASender/0639980011",
        "@0639980011?segments=0",
        "@0639980011?segments=x",
    ],
)
def test_what_cannot_be_sent_is_no_url(apprise: Any, running: Sandbox, rest: str) -> None:
    assert apprise.Apprise.instantiate(f"smsmode://{running.api_key}{rest}") is None


def test_a_url_without_a_key_is_none(apprise: Any) -> None:
    assert apprise.Apprise.instantiate(f"smsmode://{NUMBERS}") is None


def test_a_long_text_is_cut_where_the_url_says(apprise: Any, running: Sandbox) -> None:
    assert apprise.Apprise(f"smsmode://{running.api_key}@0639980011?segments=2").notify("a" * 999)
    assert apprise.Apprise(f"smsmode://{running.api_key}@0639980011").notify("😀" * 50)
    assert [message.segments for message in running.messages] == [2, 2]
    assert running.messages[0].text == "a" * 303 + "..."


def test_a_refusal_is_a_failure(apprise: Any, running: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    with running.faults(Fault.refuse(33)):
        assert not apprise.Apprise(f"smsmode://{running.api_key}@0639980011").notify("Bonjour")
    told = caplog.text
    assert "smsmode: " in told
    assert "0639980011" not in told
    assert running.api_key not in told


@pytest.mark.parametrize(
    ("fault", "done", "arrived"),
    [
        pytest.param(Fault.close_after_accepting(times=1), False, 1, id="nobody knows"),
        pytest.param(Fault.refuse(35, times=1), False, 0, id="refused for good"),
        pytest.param(Fault.refuse(50, times=1), True, 1, id="refused for now"),
    ],
)
def test_further_attempts_are_made_where_they_are_safe(
    apprise: Any, running: Sandbox, fault: Fault, done: bool, arrived: int
) -> None:
    with running.faults(fault):
        to = apprise.Apprise(f"smsmode://{running.api_key}@0639980011?retry=3&wait=0")
        assert bool(to.notify("Bonjour")) is done
    assert len(running.messages) == arrived


def test_the_next_notification_is_another_one(apprise: Any, running: Sandbox) -> None:
    to = apprise.Apprise(f"smsmode://{running.api_key}@0639980011?retry=3&wait=0")
    with running.faults(Fault.close_after_accepting(times=1)):
        assert not to.notify("Bonjour")
    assert to.notify("Bonsoir")
    assert [message.text for message in running.messages] == ["Bonjour", "Bonsoir"]


def test_the_command_of_apprise_takes_it_by_its_path(apprise: Any, running: Sandbox) -> None:
    path = smsmode.apprise_plugin.__file__
    url = f"smsmode://{running.api_key}@0639980011"
    command = [
        str(Path(sys.executable).with_name("apprise")),
        "--plugin-path",
        path,
        "--body",
        "Bonjour",
        url,
    ]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert [message.text for message in running.messages] == ["Bonjour"]
