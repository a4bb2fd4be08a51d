"""The inbox without a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from visitor import NARROW

if TYPE_CHECKING:
    from conftest import Visit
    from sandbox import Sandbox


def test_everything_is_done_by_keyboard(sandbox: Sandbox, visit: Visit) -> None:
    for ending in ("60", "61", "62"):
        sandbox.send(f"06399800{ending}", f"Bonjour {ending}")
    lea = visit().come()
    press = lea.page.keyboard.press
    press("j")
    expect(lea.find("#person-number")).to_have_text("06 39 98 00 62")
    press("j")
    expect(lea.find("#person-number")).to_have_text("06 39 98 00 61")
    press("ArrowDown")
    expect(lea.person("60")).to_be_focused()
    press("Enter")
    expect(lea.find("#person-number")).to_have_text("06 39 98 00 60")
    press("k")
    expect(lea.find("#person-number")).to_have_text("06 39 98 00 61")
    press("r")
    expect(lea.find("#answer")).to_be_focused()
    # In a field, letters are letters.
    lea.page.keyboard.type("jkr/f?")
    expect(lea.find("#answer")).to_have_value("jkr/f?")
    press("Enter")
    expect(lea.find(".reply .text")).to_have_text("jkr/f?")
    press("Escape")
    expect(lea.person("61")).to_be_focused()
    press("/")
    expect(lea.find("#search")).to_be_focused()
    lea.page.keyboard.type("62")
    expect(lea.find("#people-list a")).to_have_count(1)
    press("Escape")
    expect(lea.find("#people-list a")).to_have_count(3)


def test_the_keys_are_shown_and_can_be_switched_off(sandbox: Sandbox, visit: Visit) -> None:
    sandbox.send("0639980060", "Bonjour")
    lea = visit().come()
    lea.page.keyboard.press("?")
    expect(lea.find("#help")).to_be_visible()
    lea.page.get_by_label("Single keys are on").press("Space")
    lea.page.keyboard.press("Escape")
    expect(lea.find("#help")).to_be_hidden()
    lea.page.keyboard.press("j")
    expect(lea.find("#talk")).to_be_hidden()
    lea.page.reload()
    lea.find("#people-list a").wait_for()
    lea.page.keyboard.press("/")
    expect(lea.find("#search")).not_to_be_focused()


def test_the_tab_key_reaches_every_control_and_the_focus_is_seen(sandbox: Sandbox, visit: Visit) -> None:
    sandbox.send("0639980060", "é" * 200)
    lea = visit().come()
    lea.open("60").wait_for()
    unreached: set[str] = set(
        lea.page.evaluate(
            """() => [...document.querySelectorAll('button, input, select, summary, a')]
            .filter((node) => node.checkVisibility() && !node.disabled && node.tabIndex >= 0)
            .map((node, index) => node.dataset.stop = `${index} ${node.id || node.textContent}`)"""
        )
    )
    assert len(unreached) > 20
    for _ in range(len(unreached) + 10):
        lea.page.keyboard.press("Tab")
        stop, outline = lea.page.evaluate(
            """() => {
              const { activeElement } = document;
              return [activeElement.dataset.stop, getComputedStyle(activeElement).outlineStyle];
            }"""
        )
        if stop is not None:
            assert outline == "solid", f"{stop} does not show that it has the focus"
        unreached.discard(stop)
    assert unreached == set()


def test_one_column_keeps_the_focus(sandbox: Sandbox, visit: Visit) -> None:
    for ending in ("60", "61"):
        sandbox.send(f"06399800{ending}", f"Bonjour {ending}")
    lea = visit(size=NARROW).come()
    lea.page.keyboard.press("Tab")
    lea.page.keyboard.press("j")
    expect(lea.find("#person-number")).to_have_text("06 39 98 00 61")
    expect(lea.find("#person-number")).to_be_focused()
    lea.page.keyboard.press("Escape")
    expect(lea.person("61")).to_be_focused()


def test_the_panel_opens_and_closes_by_keyboard(visit: Visit) -> None:
    lea = visit(size=NARROW).come()
    expect(lea.find("#controls")).to_be_hidden()
    lea.page.keyboard.press("f")
    expect(lea.find("#controls")).to_be_visible()
    expect(lea.find("#controls")).to_be_focused()
    lea.page.keyboard.press("Escape")
    expect(lea.find("#controls")).to_be_hidden()
    expect(lea.find("#show-controls")).to_be_focused()
