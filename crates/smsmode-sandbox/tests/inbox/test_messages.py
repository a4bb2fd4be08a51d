"""What the inbox shows of a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import Visit
    from sandbox import Sandbox


def test_a_message_appears_without_reload(sandbox: Sandbox, visit: Visit) -> None:
    lea = visit().come()
    expect(lea.find(".welcome pre")).to_contain_text(f"{sandbox.url}/http/1.6/sendSMS.do")
    sandbox.send("0639980060", "Votre commande est prête")
    expect(lea.person("60")).to_contain_text("06 39 98 00 60")
    expect(lea.person("60").locator(".unread")).to_have_text("1")
    expect(lea.page).to_have_title("(1) Sandbox inbox")
    message = lea.open("60")
    expect(message).to_have_count(1)
    expect(message.locator(".timeline")).to_contain_text("Received")
    sandbox.send("0639980060", "Elle vous attend")
    expect(message).to_have_count(2)
    expect(lea.person("60").locator(".unread")).to_be_hidden()


def test_the_line_of_the_empty_page_sends_the_first_message(sandbox: Sandbox, visit: Visit) -> None:
    lea = visit().come()
    line = lea.find(".welcome code").inner_text()
    fields = dict(field.split("=", 1) for field in line.replace("\\\n", " ").split() if "=" in field)
    sandbox.send(fields["numero"], fields["message"], accessToken=fields["accessToken"])
    expect(lea.find("#people-list a")).to_have_count(1)


def test_magic_numbers_do_what_the_empty_page_says(sandbox: Sandbox, visit: Visit) -> None:
    lea = visit().come()
    expect(lea.find(".welcome")).to_contain_text("33 is refused, 21 cannot be delivered, 99 answers OUI")
    assert sandbox.try_to_send("0639980033", "Bonjour").startswith("33 ")
    sandbox.send("0639980021", "Bonjour")
    sandbox.send("0639980099", "Bonjour")
    expect(lea.open("0021").locator(".timeline .failed")).to_contain_text("Undeliverable")
    lea.person("0099").click()
    expect(lea.find(".reply .text")).to_have_text("OUI")


def test_the_account_is_named_where_it_is_not_the_first(sandbox: Sandbox, visit: Visit) -> None:
    sandbox.send("0639980060", "Bonjour")
    login = {"pseudo": "shop-of-lyon", "pass": "secret-of-lyon"}
    sandbox.call("createSubAccount", newPseudo=login["pseudo"], newPass=login["pass"])
    sandbox.call("creditTransfert", targetPseudo=login["pseudo"], creditAmount="5")
    sandbox.call("sendSMS", message="Bonjour de Lyon", numero="0639980060", **login)
    lea = visit().come()
    accounts = lea.open("60").locator(".account")
    expect(accounts).to_have_count(2)
    expect(accounts.nth(0)).to_be_hidden()
    expect(accounts.nth(1)).to_have_text("account shop-of-lyon")
    expect(accounts.nth(1)).to_be_visible()
    expect(lea.find("#accounts")).to_contain_text("shop-of-lyon")


def test_a_message_that_is_deleted_is_marked_at_once(sandbox: Sandbox, visit: Visit) -> None:
    message_id = sandbox.send("0639980060", "Bonjour", date_envoi="01012031-00:00")
    lea = visit().come()
    expect(lea.open("60").locator(".awaited")).to_have_count(3)
    sandbox.call("deleteSMS", smsID=message_id)
    expect(lea.find(".message.deleted .deleted-mark")).to_have_text("deleted")
    expect(lea.find(".awaited")).to_have_count(0)


def test_a_voice_message_is_spoken(sandbox: Sandbox, visit: Visit) -> None:
    sandbox.call("sendVoiceMessage", message="Bonjour", numero="0639980060")
    lea = visit().come()
    message = lea.open("60")
    expect(message.locator(".facts")).to_contain_text("Spoken")
    expect(message.locator(".timeline")).to_contain_text("Listened to")


def test_segments_are_drawn_at_their_borders(sandbox: Sandbox, visit: Visit) -> None:
    first, second, third = "a" * 153, "[" * 76, "[fin"
    sandbox.send("0639980060", first + second + third)
    lea = visit().come()
    message = lea.open("60")
    # A bracket takes two septets, and the 77th would not fit.
    expect(message.locator(".segment")).to_have_text([first, second, third])
    expect(message.locator(".facts")).to_contain_text("3 segments")
    expect(message.locator(".facts")).to_contain_text("GSM alphabet")
    expect(message.locator(".facts")).to_contain_text("3 credits")
    message.locator(".chip").nth(1).focus()
    expect(message.locator(".segment-said")).to_have_text("Segment 2 of 3, 76 characters")
    expect(message.locator(".segment").nth(1)).to_have_class("segment pointed")
    message.locator(".segment").nth(2).hover()
    expect(message.locator(".segment").nth(2)).to_have_class("segment pointed")


def test_a_text_with_emojis_is_cut_between_characters(sandbox: Sandbox, visit: Visit) -> None:
    sandbox.send("0639980060", "😀" * 34, classe_msg="9")
    sandbox.send("0639980060", "😀" * 36, classe_msg="9")
    lea = visit().come()
    message = lea.open("60")
    expect(message.nth(1).locator(".segment")).to_have_text(["😀" * 33, "😀" * 3])
    expect(message.nth(1).locator(".facts")).to_contain_text("Unicode")
    expect(message.nth(0).locator(".chip")).to_have_count(0)


def test_what_the_phone_lost_is_pointed_out(sandbox: Sandbox, visit: Visit) -> None:
    sandbox.send("0639980060", "Fête à la forêt ? Où ça")
    lea = visit().come()
    message = lea.open("60")
    expect(message.locator(".text")).to_have_text("F?te à la for?t ? Où ?a")
    expect(message.locator("mark.lost")).to_have_text(["?", "?", "?"])
    expect(message.locator(".losses")).to_contain_text("3 characters lost on the phone: ê ç")
    message.get_by_text("What the service read").click()
    expect(message.locator(".as-read")).to_have_text("Fête à la forêt ? Où ça")


def test_what_was_cut_off_and_added_is_pointed_out(sandbox: Sandbox, visit: Visit) -> None:
    sandbox.send("0639980060", "a" * 200, nbr_msg="1")
    sandbox.send("0639980061", "Promo", stop="2")
    lea = visit().come()
    expect(lea.open("60").locator(".losses")).to_contain_text("40 characters were cut off")
    expect(lea.open("61").locator(".losses")).to_contain_text("Added by the service: STOP")
    expect(lea.find(".added")).to_contain_text("STOP")


def test_the_timeline_grows_when_the_clock_is_advanced(sandbox: Sandbox, visit: Visit) -> None:
    sandbox.send("0639980060", "Bonne annee", date_envoi="01012031-00:00")
    lea = visit().come()
    steps = lea.open("60").locator(".timeline li")
    expect(steps).to_have_count(4)
    expect(steps.nth(1)).to_contain_text("Scheduled for")
    expect(lea.find(".timeline .awaited")).to_have_count(3)
    years = "() => document.querySelector('#now').dateTime"
    before = str(lea.page.evaluate(years))
    lea.find("#advance button").nth(2).click()
    lea.page.wait_for_function(f"(before) => ({years})().slice(0, 10) > before", arg=before[:10])
    expect(steps).to_have_count(4)
    sandbox.post("advance", {"seconds": 6 * 366 * 86400})
    expect(lea.find(".timeline .awaited")).to_have_count(0)
    expect(steps.locator(".step")).to_have_text(["Accepted", "Sent", "Operator", "Received"])


def test_a_message_that_failed_is_red_and_says_why(sandbox: Sandbox, visit: Visit) -> None:
    message_id = sandbox.send("0639980060", "Bonjour")
    sandbox.post("reply", {"message_id": message_id, "from": "0639980060", "text": "STOP"})
    sandbox.send("0639980060", "Encore une promo")
    lea = visit().come()
    lea.open("60")
    failed = lea.find(".timeline .failed .step")
    expect(failed).to_have_text("Recipient on the blacklist")
    red = lea.page.evaluate("(node) => getComputedStyle(node).color", failed.element_handle())
    assert red == "rgb(176, 35, 26)"


def test_html_and_script_do_nothing(sandbox: Sandbox, visit: Visit) -> None:
    hostile = (
        "<img src=x onerror=alert(1)><script>alert(2)</script><b>bold</b> &amp; "
        "<a href=javascript:alert(3)>x</a>"
    )
    sandbox.send("0639980060", hostile, refClient=hostile[:40], emetteur="<b>Shop</b>")
    plain = sandbox.send("0639980060", "Bonjour")
    sandbox.post("reply", {"message_id": plain, "from": "0639980060", "text": hostile})
    lea = visit().come()
    message = lea.open("60")
    expect(message.nth(0).locator(".text")).to_have_text(hostile)
    expect(lea.find(".reply .text")).to_have_text(hostile)
    expect(lea.find(".preview")).to_contain_text("<img src=x")
    for made in (".paper img", ".paper script", ".paper b", ".paper a", "#people-list img", "#people-list b"):
        expect(lea.find(made)).to_have_count(0)
    lea.find("#search").fill(hostile)
    expect(lea.find("#found")).to_contain_text("1 person found")


def test_neither_a_request_to_elsewhere_nor_html_from_a_text_is_possible(visit: Visit) -> None:
    lea = visit().come()
    tries = lea.page.evaluate(
        """async () => {
          const failed = [];
          await fetch('https://example.invalid/').catch(() => failed.push('fetch'));
          try { document.body.insertAdjacentHTML('beforeend', '<b>bold</b>'); } catch { failed.push('html'); }
          try {
            const script = document.createElement('script');
            script.textContent = 'alert(1)';
            document.body.append(script);
          } catch { failed.push('script'); }
          return failed;
        }"""
    )
    assert tries == ["fetch", "html", "script"]
    # The same watch that finds nothing after every other test.
    lea.find("#people").wait_for()
    assert any("policy connect-src https://example.invalid" in problem for problem in lea.problems)
    lea.problems.clear()


def test_the_page_allows_nothing_from_elsewhere(sandbox: Sandbox, visit: Visit) -> None:
    lea = visit()
    answer = lea.page.goto(sandbox.url + "/")
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    for part in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"):
        assert part in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-cache"
