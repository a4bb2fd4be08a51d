"""Search and faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import Visit
    from sandbox import Sandbox


def test_text_number_and_reference_are_found(sandbox: Sandbox, visit: Visit) -> None:
    sandbox.send("0639980060", "Votre colis est arrive", refClient="order-77")
    sandbox.send("0639980060", "Merci")
    sandbox.send("0639980061", "Rappel de rendez-vous")
    sandbox.send("0639980062", "Bonjour")
    lea = visit().come()
    people, found = lea.find("#people-list a"), lea.find("#found")
    expect(people).to_have_count(3)
    # In an older message; by its reference; by part of a number as people write it.
    for sought, ending in [
        ("colis", "60"),
        ("order-77", "60"),
        ("98 00 61", "61"),
        ("RENDEZ", "61"),
        ("0639980062", "62"),
    ]:
        lea.find("#search").fill(sought)
        expect(people).to_have_count(1)
        expect(lea.person(ending)).to_be_visible()
        expect(found).to_have_text("1 person found")
    lea.find("#search").fill("nowhere")
    expect(found).to_have_text("Nothing found")
    lea.page.keyboard.press("Escape")
    expect(people).to_have_count(3)


def test_a_fault_switch_makes_the_next_send_fail_and_is_cleared(sandbox: Sandbox, visit: Visit) -> None:
    lea = visit().come()
    switch = lea.page.get_by_role("switch", name="Refused with 50: temporarily unavailable")
    switch.click()
    expect(switch).to_be_checked()
    expect(lea.find("#rules li")).to_contain_text("1 call left")
    expect(lea.find("#fault-count")).to_have_text("1")
    assert sandbox.try_to_send("0639980060", "Bonjour").startswith("50 ")
    # Spent, without anybody's doing on the page.
    expect(switch).not_to_be_checked()
    lea.find("#how-often").select_option("each call")
    switch.click()
    expect(lea.find("#rules li")).to_contain_text("each call")
    assert sandbox.try_to_send("0639980060", "Bonjour").startswith("50 ")
    lea.page.get_by_role("button", name="Clear all").click()
    expect(lea.find("#rules li")).to_have_count(0)
    expect(switch).not_to_be_checked()
    sandbox.send("0639980060", "Bonjour")


def test_every_switch_is_a_fault_that_the_sandbox_knows(sandbox: Sandbox, visit: Visit) -> None:
    lea = visit().come()
    lea.find("#how-often").select_option("half of the calls")
    switches = lea.page.get_by_role("switch").all()
    for count, switch in enumerate(switches, start=1):
        switch.click()
        expect(switch).to_be_checked()
        expect(lea.find("#rules li")).to_have_count(count)
    expect(lea.find("#rules small")).to_have_text(["50% of the calls"] * len(switches))
    assert [rule["probability"] for rule in sandbox.get("faults")] == [0.5] * len(switches)
    for switch in switches:
        switch.click()
        expect(switch).not_to_be_checked()
    assert sandbox.get("faults") == []


def test_a_rule_from_elsewhere_is_shown_and_removed(sandbox: Sandbox, visit: Visit) -> None:
    lea = visit().come()
    lea.find("#how-often").select_option("each call")
    lea.page.get_by_role("switch", name="Answered 3 s late").click()
    expect(lea.find("#rules li")).to_have_count(1)
    [rule] = sandbox.get("faults")
    assert rule["fault"] == {"kind": "delay", "milliseconds": 3000}
    lea.page.get_by_role("button", name="Remove: Answered 3 s late").click()
    expect(lea.find("#rules li")).to_have_count(0)
    assert sandbox.get("faults") == []


def test_the_balance_follows_the_sends(sandbox: Sandbox, visit: Visit) -> None:
    lea = visit().come()
    expect(lea.find("#accounts dd").first).to_have_text("100,000 credits")
    sandbox.send("0639980060", "Bonjour")
    expect(lea.find("#accounts dd").first).to_have_text("99,999 credits")
    expect(lea.find("#kept")).to_contain_text("1 of 1 messages kept")
