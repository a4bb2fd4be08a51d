"""Callbacks in the inbox, and the person who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import Visit
    from sandbox import Sandbox, Shop


def test_callbacks_are_shown_with_their_answers(sandbox: Sandbox, shop: Shop, visit: Visit) -> None:
    shop.status = 500
    sandbox.send("0639980060", "Bonjour", notification_url=shop.url)
    lea = visit().come()
    lea.open("60")
    lea.find(".callback-part summary").click()
    receipts = lea.find(".callbacks > li")
    expect(receipts).to_have_count(2)
    expect(receipts.nth(0).locator(".answers li")).to_have_count(4)
    expect(receipts.nth(0).locator(".answers li").nth(0)).to_contain_text("HTTP 500")
    expect(receipts.nth(0).locator(".body").nth(0)).to_have_text("noted")
    expect(receipts.nth(0).locator(".url")).to_contain_text(shop.url)
    expect(lea.find(".callback-part summary")).to_have_class("failed")


def test_a_callback_is_replayed(sandbox: Sandbox, shop: Shop, visit: Visit) -> None:
    sandbox.send("0639980060", "Bonjour", notification_url=shop.url)
    lea = visit().come()
    lea.open("60")
    expect(lea.find(".callback-part summary")).to_have_text("Callbacks (2)")
    lea.find(".callback-part summary").click()
    lea.page.get_by_role("button", name="Replay: Receipt 1").click()
    expect(lea.find(".callback-part summary")).to_have_text("Callbacks (3)")
    expect(lea.find(".callbacks > li").nth(2)).to_contain_text("Receipt 1 again")
    expect(lea.find(".callbacks > li").nth(2).locator(".answers")).to_contain_text("HTTP 200")
    statuses = [call["statut"] for call in shop.calls]
    assert statuses == ["13", "11", "13"]


def test_a_reply_reaches_the_shop(sandbox: Sandbox, shop: Shop, visit: Visit) -> None:
    sandbox.send("0639980060", "Votre avis ?", classe_msg="4", notification_url_reponse=shop.url)
    lea = visit().come()
    lea.open("60")
    lea.page.get_by_label("Answer as 06 39 98 00 60").fill("Très bien, merci")
    lea.page.keyboard.press("Enter")
    expect(lea.find(".reply .text")).to_have_text("Très bien, merci")
    expect(lea.find("#answer")).to_have_value("")
    expect(lea.person("60")).to_contain_text("Answered: Très bien, merci")
    expect(lea.find(".callback-part summary")).to_have_text("Callbacks (1)")
    lea.find(".callback-part summary").click()
    expect(lea.find(".callbacks .answers")).to_contain_text("HTTP 200")
    [call] = shop.calls
    assert (call["message"], call["emetteur"]) == ("Très bien, merci", "33639980060")


def test_stop_is_one_press_and_says_what_it_does(sandbox: Sandbox, visit: Visit) -> None:
    sandbox.send("0639980060", "Promo")
    lea = visit().come()
    lea.open("60")
    lea.page.get_by_role("button", name="STOP", exact=True).click()
    expect(lea.find(".reply .text")).to_have_text("STOP")
    expect(lea.find("#composer-hint")).to_contain_text("nothing reaches this person any more")
    expect(lea.find("#accounts dd").first).to_have_text("99,998 credits")


def test_nobody_answers_a_sender_with_a_name(sandbox: Sandbox, visit: Visit) -> None:
    sandbox.send("0639980060", "Bonjour", emetteur="Boutique")
    lea = visit().come()
    expect(lea.open("60").locator(".sender")).to_have_text("from Boutique")
    expect(lea.find("#composer-hint")).to_contain_text("Nobody can answer")
    expect(lea.find("#answer")).to_be_disabled()
