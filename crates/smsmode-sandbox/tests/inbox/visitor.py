"""Somebody who looks at the inbox: a page of a browser that is watched for what must never happen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, ViewportSize

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from sandbox import Sandbox

WIDE = ViewportSize(width=1280, height=800)
NARROW = ViewportSize(width=360, height=740)
PATIENCE = 20_000

# What the browser itself says when a sandbox is stopped, which some tests want.
WHEN_STOPPED = ("net::ERR_CONNECTION", "net::ERR_INCOMPLETE", "net::ERR_EMPTY_RESPONSE")


class Visitor:
    def __init__(
        self,
        browser: Browser,
        sandbox: Sandbox,
        size: ViewportSize = WIDE,
        language: str = "en-GB",
        colours: Literal["light", "dark"] = "light",
    ) -> None:
        self.sandbox = sandbox
        self.problems: list[str] = []
        self._context = browser.new_context(
            viewport=size,
            locale=language,
            color_scheme=colours,
            timezone_id="Europe/Paris",
            reduced_motion="reduce",
        )
        self._context.set_default_timeout(PATIENCE)
        self.page = self._context.new_page()
        self._watch(self.page)

    def _watch(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.problems.append(f"dialog: {dialog.message}"))
        page.on("request", self._ask)
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation',"
            " (event) => console.error('policy', event.violatedDirective, event.blockedURI));"
        )

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(word in message.text for word in WHEN_STOPPED):
            self.problems.append(f"console: {message.text}")

    def _ask(self, request: Request) -> None:
        if not request.url.startswith((self.sandbox.url + "/", "data:")):
            self.problems.append(f"request to {request.url}")

    def come(self, address: str = "/") -> Visitor:
        self.page.goto(self.sandbox.url + address)
        self.page.locator("#connection[data-state=connected]").wait_for()
        # Whoever is there was loaded, or it is said how the first message is sent.
        self.page.locator("#people-list a, .welcome h2").first.wait_for()
        return self

    def find(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def person(self, ending: str) -> Locator:
        """The person whose number ends so."""
        return self.find(f"#people-list a[href$='{ending}']")

    def open(self, ending: str) -> Locator:
        """Opens a conversation; its messages."""
        self.person(ending).click()
        return self.find(".message")

    def width(self) -> dict[str, int]:
        measured: Any = self.page.evaluate(
            "({ is: document.documentElement.scrollWidth, has: document.documentElement.clientWidth })"
        )
        return dict(measured)

    def leave(self, picture: Path) -> None:
        self.page.screenshot(path=picture)
        self._context.close()
        assert self.problems == []
