"""The text engine, whose places are those of Python's strings."""

from __future__ import annotations

from smsmode import At, analyse, analyse_many, plan, segments, smart, truncate


def test_a_text_in_gsm_is_counted_in_septets() -> None:
    analysis = analyse("Prix : 20 €")
    assert (analysis.alphabet, analysis.units, analysis.segments) == ("gsm7", 12, 1)
    assert (analysis.free_units, analysis.extension_count) == (148, 1)
    assert analysis.first_outside_gsm is None


def test_the_first_character_outside_gsm_is_at_its_place_in_the_string() -> None:
    text = "é😀ê"
    outside = analyse(text).first_outside_gsm
    assert outside == At("😀", 1)
    assert outside is not None
    assert text[outside.index] == outside.char


def test_many_texts_are_analysed_as_one_by_one() -> None:
    texts = ["Bonjour", "Ça va", "a" * 161, ""]
    assert analyse_many(iter(texts)) == [analyse(text) for text in texts]


def test_segments_put_together_are_the_text() -> None:
    text = "é€😀" * 60
    parts = segments(text)
    assert "".join(part.text for part in parts) == text
    assert [text[part.start : part.end] for part in parts] == [part.text for part in parts]


def test_a_text_is_cut_to_so_many_segments() -> None:
    assert len(truncate("a" * 500, 1)) == 160
    assert len(truncate("a" * 500, 2)) == 306
    assert len(truncate("a" * 500, 1, alphabet="ucs2")) == 70


def test_smart_replacement_tells_each_change_at_its_place() -> None:
    text = "L’été à la forêt"
    result = smart(text)
    assert result.text == "L'été à la foret"
    assert [text[one.start : one.end] for one in result.replacements] == ["’", "ê"]
    assert (result.before.alphabet, result.after.alphabet) == ("ucs2", "gsm7")


def test_what_nothing_can_stand_for_is_named() -> None:
    result = smart("Reçu 😀")
    assert not result.is_sendable
    assert result.irreplaceable == (At("😀", 5),)


def test_a_plan_tells_what_a_message_costs() -> None:
    told = plan("a" * 161, recipients=3, opt_out="if_free")
    assert (told.segments.min, told.segments.max) == (2, 2)
    assert told.cost is not None
    assert told.cost.max == 6
    assert told.is_sendable
    assert len(told.text_segments) == 2


def test_a_plan_tells_what_is_lost_and_where_it_is_cut() -> None:
    told = plan("é😀" + "a" * 2000)
    assert told.unsendable == (At("😀", 1),)
    assert told.cut == 5 * 153
    assert "cut" in told.warnings


def test_a_plan_knows_what_smart_replacement_does() -> None:
    told = plan("Forêt", mode="smart")
    assert (told.text, told.is_sendable) == ("Foret", True)
    assert [(one.start, one.original, one.replacement) for one in told.replacements] == [(3, "ê", "e")]
