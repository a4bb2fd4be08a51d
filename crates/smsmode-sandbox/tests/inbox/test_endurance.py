"""The inbox when there is much, and when the sandbox goes away."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import Visit
    from playwright.sync_api import Locator
    from sandbox import Sandbox
    from visitor import Visitor

NODES = "() => document.querySelectorAll('*').length"
# Whatever there is, a page holds a hundred people and some sixty messages.
MOST_NODES = 5_000


def nodes(visitor: Visitor) -> int:
    return int(visitor.page.evaluate(NODES))


# Whose last two digits have no meaning for the sandbox.
CROWD = [f"063998{number}" for number in range(1000, 1700) if number % 100 >= 60 and number % 100 < 90]


def send_many(sandbox: Sandbox, sends: int, people: int) -> None:
    numbers = ",".join(CROWD[:people])
    for number in range(sends):
        sandbox.send(numbers, f"Message {number}")


def top(node: Locator) -> float:
    box = node.bounding_box()
    assert box is not None
    return box["y"]


def test_the_page_comes_back_when_the_sandbox_does(sandbox: Sandbox, visit: Visit) -> None:
    sandbox.send("0639980060", "Avant")
    lea = visit().come()
    lea.open("60").wait_for()
    sandbox.stop()
    expect(lea.find("#connection")).to_have_text("Connection lost. Trying again…")
    expect(lea.find(".message")).to_be_visible()
    # Another sandbox at the same address: it knows nothing of what was before.
    sandbox.start()
    sandbox.send("0639980060", "Apres")
    expect(lea.find("#connection")).to_have_attribute("data-state", "connected")
    expect(lea.find(".message .text")).to_have_text(["Apres"])


def test_a_reset_empties_the_page(sandbox: Sandbox, visit: Visit) -> None:
    sandbox.send("0639980060", "Bonjour")
    lea = visit().come()
    expect(lea.person("60")).to_be_visible()
    sandbox.post("reset", {})
    expect(lea.find(".welcome h2")).to_have_text("Nothing here yet")
    expect(lea.find("#people-list a")).to_have_count(0)


def test_ten_thousand_messages_stay_responsive(sandbox: Sandbox, visit: Visit) -> None:
    send_many(sandbox, sends=50, people=200)
    lea = visit().come()
    expect(lea.find("#people-list a")).to_have_count(100)
    lea.find("#more-people").click()
    expect(lea.find("#people-list a")).to_have_count(200)
    message = lea.open("981070")
    expect(message).to_have_count(30)
    expect(message.last).to_contain_text("Message 49")
    expect(message.last).to_be_in_viewport()
    lea.find("#older").click()
    expect(message).to_have_count(50)
    expect(message.first).to_contain_text("Message 0")
    expect(lea.find("#older")).to_be_hidden()
    assert nodes(lea) < 2 * MOST_NODES


def test_who_reads_older_messages_is_not_moved(sandbox: Sandbox, visit: Visit) -> None:
    for number in range(40):
        sandbox.send("0639980060", f"Message {number}")
    lea = visit().come()
    message = lea.open("60")
    expect(message).to_have_count(30)
    read = lea.page.get_by_text("Message 20", exact=True)
    read.scroll_into_view_if_needed()
    before = top(read)
    sandbox.send("0639980060", "Encore un")
    expect(lea.find("#newest")).to_be_visible()
    lea.find("#older").dispatch_event("click")
    expect(message).to_have_count(41)
    # A browser scrolls by whole pixels.
    assert abs(top(read) - before) <= 1
    lea.find("#newest").click()
    expect(message.last).to_be_in_viewport()
    expect(lea.find("#newest")).to_be_hidden()


def test_a_long_conversation_shows_its_newest_messages(sandbox: Sandbox, visit: Visit) -> None:
    sandbox.send("0639980060", "Premier")
    lea = visit().come()
    message = lea.open("60")
    expect(message).to_have_count(1)
    for number in range(90):
        sandbox.send("0639980060", f"Message {number}")
    expect(message.last).to_contain_text("Message 89")
    expect(message).to_have_count(60)
    expect(message.first).to_contain_text("Message 30")
    expect(lea.find("#older")).to_be_visible()


def test_a_burst_neither_stops_the_page_nor_makes_it_grow(sandbox: Sandbox, visit: Visit) -> None:
    sandbox.send("0639981060", "Premier")
    lea = visit().come()
    lea.open("981060").wait_for()
    lea.page.evaluate(
        """() => {
          window.longest = 0;
          new PerformanceObserver((list) => {
            for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
          }).observe({ type: 'longtask' });
        }"""
    )
    burst = threading.Thread(target=send_many, args=(sandbox, 100, 50))
    burst.start()
    while burst.is_alive():
        lea.find("#search").fill("Message")
        expect(lea.find("#found")).not_to_be_empty()
        lea.page.keyboard.press("Escape")
        assert nodes(lea) < MOST_NODES
    burst.join()
    expect(lea.find(".message").last).to_contain_text("Message 99")
    expect(lea.find("#kept")).to_contain_text("5,001 of 5,001")
    assert lea.find(".message").count() <= 60
    assert lea.page.evaluate("window.longest") < 1000
