"""A browser, a sandbox, and visitors whose last sight is kept in target/inbox-screenshots."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from sandbox import Sandbox, Shop
from visitor import PATIENCE, Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PICTURES = Path(os.environ.get("CARGO_TARGET_DIR", "target")) / "inbox-screenshots"

expect.set_options(timeout=PATIENCE)


class Visit(Protocol):
    """Makes a visitor."""

    def __call__(self, **wishes: Any) -> Visitor: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        missing = f"The inbox is not tested: no browser. One of {', '.join(BROWSERS)} is needed."
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        # Chromium has no sandbox of its own where it runs as root.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox()
    yield sandbox
    sandbox.stop()


@pytest.fixture
def shop() -> Iterator[Shop]:
    with closing(Shop()) as shop:
        yield shop


@pytest.fixture
def visit(browser: Browser, sandbox: Sandbox, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Makes visitors. When they leave, nothing may have gone wrong on their pages."""
    visitors: list[Visitor] = []

    def make(**wishes: Any) -> Visitor:
        visitors.append(Visitor(browser, sandbox, **wishes))
        return visitors[-1]

    yield make
    PICTURES.mkdir(parents=True, exist_ok=True)
    name = request.node.name.removeprefix("test_")
    for number, visitor in enumerate(visitors):
        visitor.leave(PICTURES / (f"{name}-{number + 1}.png" if number else f"{name}.png"))
