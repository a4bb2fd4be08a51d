"""The plugin of pytest: a fixture for tests of programs that send text messages.

>>> def test_the_customer_is_told(smsmode_sandbox):
...     shop = Shop(smsmode_sandbox.client())
...     shop.close_order("order-12")
...     [message] = smsmode_sandbox.wait(1)
...     assert message.reference == "order-12"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smsmode import Sandbox


@pytest.fixture
def smsmode_sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """Give a sandbox of sMsmode, new for each test: see ``smsmode.Sandbox``.

    Meanwhile ``Client()``, which takes its account from the environment, is a client of it.
    """
    # Here, so that only tests that use it load the package.
    from smsmode import sandbox

    with sandbox() as running:
        monkeypatch.setenv("SMSMODE_API_KEY", running.api_key)
        monkeypatch.setenv("SMSMODE_BASE_URL", running.base_url)
        yield running
