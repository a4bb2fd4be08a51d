"""How the inbox looks: narrow, dark, in French, and to people who cannot see it well."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from visitor import NARROW, WIDE

if TYPE_CHECKING:
    from conftest import Visit
    from playwright.sync_api import ViewportSize
    from sandbox import Sandbox, Shop
    from visitor import Visitor

# It comes without types.
SHARED = {
    "conversation",
    "messages",
    "alphabet_unicode",
    "segments",
    "person_summary",
    "http_answer",
    "one_minute",
    "one_hour",
}
AXE: Any = Axe()
SCRIPTS = Path(__file__).parents[2] / "src" / "inbox"


@pytest.fixture
def busy(sandbox: Sandbox, shop: Shop) -> Sandbox:
    """A sandbox in which everything that the page can show is there."""
    shop.status = 500
    lost = "Fête à la forêt, " * 20 + "https://example.com/" + "x" * 80
    sandbox.send("0639980060", lost, refClient="9" * 40, notification_url=shop.url)
    message_id = sandbox.send("0639980060", "Venez-vous ?", classe_msg="4")
    sandbox.post("reply", {"message_id": message_id, "from": "0639980060", "text": "OUI " + "o" * 70})
    sandbox.send("0639980060", "Bonne annee", date_envoi="01012031-00:00")
    stopped = sandbox.send("0639980061", "Promo")
    sandbox.post("reply", {"message_id": stopped, "from": "0639980061", "text": "STOP"})
    sandbox.send("0639980061", "Promo encore", emetteur="Boutique")
    return sandbox


def show_all(visitor: Visitor) -> None:
    """Opens whatever can be opened in a conversation."""
    visitor.open("60").nth(2).wait_for()
    expect(visitor.find(".callbacks .failed").first).to_be_attached()
    for summary in visitor.find("details:visible > summary").all():
        summary.click()
    expect(visitor.find(".url").first).to_be_visible()


def clipped(visitor: Visitor) -> list[str]:
    """What is wider than the window shows; texts that end in an ellipsis mean to."""
    found: list[str] = visitor.page.evaluate(
        """() => [...document.body.querySelectorAll('*')]
        .filter((node) => node.checkVisibility() && !node.closest('.unseen, .skip, .brand, .preview'))
        .filter((node) => {
          const { left, right } = node.getBoundingClientRect();
          const isInline = getComputedStyle(node).display === 'inline';
          const isTooSmall = !isInline && node.clientWidth > 0 && node.scrollWidth > node.clientWidth + 1;
          return left < -0.5 || right > innerWidth + 0.5 || isTooSmall;
        })
        .map((node) => `${node.tagName}.${node.className} ${node.textContent.slice(0, 40)}`)"""
    )
    return found


@pytest.mark.parametrize("language", ["en-GB", "fr-FR"])
def test_nothing_is_clipped_at_360_pixels(busy: Sandbox, visit: Visit, language: str) -> None:
    lea = visit(size=NARROW, language=language).come()
    fits(lea)
    show_all(lea)
    fits(lea)
    lea.find("#show-controls").click()
    expect(lea.find("#controls")).to_be_in_viewport()
    fits(lea)


def fits(visitor: Visitor) -> None:
    width = visitor.width()
    assert width["is"] <= width["has"] == 360
    assert clipped(visitor) == []


def test_an_empty_inbox_fits_360_pixels(visit: Visit) -> None:
    lea = visit(size=NARROW).come()
    expect(lea.find(".welcome h2")).to_be_in_viewport()
    fits(lea)


def test_one_column_has_a_way_back(busy: Sandbox, visit: Visit) -> None:
    lea = visit(size=NARROW).come()
    expect(lea.find("#phone")).to_be_hidden()
    lea.open("61").first.wait_for()
    expect(lea.find("#people")).to_be_hidden()
    lea.find("#back").click()
    expect(lea.find("#people")).to_be_visible()
    lea.page.go_back()
    expect(lea.find("#person-number")).to_have_text("06 39 98 00 61")


def test_dark_colours_differ_and_a_choice_is_remembered(busy: Sandbox, visit: Visit) -> None:
    colour = "() => getComputedStyle(document.body).backgroundColor"
    light, dark = visit(colours="light").come(), visit(colours="dark").come()
    colours = [light.page.evaluate(colour), dark.page.evaluate(colour)]
    assert colours == ["rgb(244, 239, 231)", "rgb(23, 20, 17)"]
    light.page.get_by_role("button", name="Dark colours").click()
    assert light.page.evaluate(colour) == colours[1]
    light.page.reload()
    light.find("#people-list a").first.wait_for()
    assert light.page.evaluate(colour) == colours[1]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(busy: Sandbox, visit: Visit, size: ViewportSize, colours: str) -> None:
    lea = visit(size=size, colours=colours).come()
    judge(lea)
    show_all(lea)
    judge(lea)
    if size == NARROW:
        lea.find("#show-controls").click()
    lea.page.get_by_role("switch").first.click()
    expect(lea.find("#rules li")).to_have_count(1)
    judge(lea)
    lea.page.keyboard.press("Escape")
    lea.find("#show-help").click()
    judge(lea)


def judge(visitor: Visitor) -> None:
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    results = AXE.run(visitor.page, options={"runOnly": rules})
    assert results.violations_count == 0, results.generate_report()
    assert len(results.response["passes"]) > 10


def test_an_empty_inbox_has_nothing_that_axe_finds(visit: Visit) -> None:
    for colours in ("light", "dark"):
        judge(visit(colours=colours).come())


def test_both_languages_have_the_same_words(visit: Visit) -> None:
    keys = (
        visit()
        .come()
        .page.evaluate(
            """async () => {
          const { words } = await import('/inbox/script/words.js');
          const shape = (entry) => typeof entry === 'function' ? entry.length : typeof entry;
          return Object.values(words).map((language) =>
            Object.entries(language).map(([key, entry]) => [key, shape(entry)]));
        }"""
        )
    )
    assert keys[0] == keys[1]
    assert len(keys) == 2


def test_only_words_that_french_shares_are_the_same(visit: Visit) -> None:
    same: list[str] = (
        visit()
        .come()
        .page.evaluate(
            """async () => {
              const { words } = await import('/inbox/script/words.js');
              const said = (entry) => typeof entry === 'function' ? entry(3, 2, 1) : entry;
              return Object.keys(words.en).filter((key) => said(words.en[key]) === said(words.fr[key]));
            }"""
        )
    )
    assert set(same) == SHARED


def test_every_word_is_used_and_every_used_word_is_there(visit: Visit) -> None:
    there = set(
        visit()
        .come()
        .page.evaluate("async () => Object.keys((await import('/inbox/script/words.js')).words.en)")
    )
    sources = [(SCRIPTS / "page.html").read_text()]
    sources += [path.read_text() for path in (SCRIPTS / "script").glob("*.js") if path.name != "words.js"]
    text = "\n".join(sources)
    quoted = set(re.findall(r'"([a-z][a-z0-9_]*)"', text))
    made = {f"alphabet_{alphabet}" for alphabet in ("gsm7", "unicode", "voice")}
    assert there - quoted - made == set()
    called = set(re.findall(r'\bword\("([a-z0-9_]+)"', text)) | set(
        re.findall(r'data-word[a-z-]*="([a-z0-9_]+)"', text)
    )
    assert called - there == set()


def test_french_is_french_everywhere(busy: Sandbox, visit: Visit) -> None:
    lea = visit(language="fr-FR").come()
    show_all(lea)
    expect(lea.find("html")).to_have_attribute("lang", "fr")
    expect(lea.find("#accounts dd").first).to_have_text(re.compile(r"^99\s9\d\d crédits$"))
    lea.find(".switch").first.click()
    expect(lea.find("#rules li")).to_contain_text("encore 1 appel")
    lea.find("#show-help").click()
    english = set(
        lea.page.evaluate(
            """async () => {
              const { words } = await import('/inbox/script/words.js');
              const same = new Set(Object.values(words.fr));
              return Object.values(words.en).filter((word) => typeof word === 'string' && !same.has(word));
            }"""
        )
    )
    seen = set(
        lea.page.evaluate(
            """() => {
              const seen = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) seen.push(walker.currentNode.data.trim());
              for (const node of document.querySelectorAll('*'))
                for (const name of ['aria-label', 'placeholder', 'title']) seen.push(node.getAttribute(name));
              return seen;
            }"""
        )
    )
    assert english & seen == set()


def test_the_language_is_switched_and_remembered(busy: Sandbox, visit: Visit) -> None:
    lea = visit().come()
    lea.open("60").first.wait_for()
    lea.page.get_by_role("button", name="Français").click()
    expect(lea.find("html")).to_have_attribute("lang", "fr")
    expect(lea.find(".timeline").first).to_contain_text("Accepté")
    expect(lea.find("#connection")).to_have_text("En direct")
    lea.page.reload()
    expect(lea.find(".timeline").first).to_contain_text("Accepté")
