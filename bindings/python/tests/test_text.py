"""The text engine, whose places are those of Python's strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from smsmode import At, analyse, analyse_columns, analyse_many, plan, segments, smart, truncate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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


def test_columns_tell_what_the_analyses_tell() -> None:
    texts = ["Bonjour", "Ça va", "é😀ê", "20 €" * 60, "a" * 161, ""]
    columns = analyse_columns(iter(texts))
    assert len(columns) == len(texts)
    for place, one in enumerate(analyse_many(texts)):
        outside = one.first_outside_gsm
        assert columns.is_gsm7[place] == (one.alphabet == "gsm7")
        assert columns.units[place] == one.units
        assert columns.segments[place] == one.segments
        assert columns.free_units[place] == one.free_units
        assert columns.extension_count[place] == one.extension_count
        assert columns.first_outside_gsm[place] == (-1 if outside is None else outside.index)


def test_a_column_does_not_change_and_outlives_the_others() -> None:
    units = analyse_columns(["Bonjour"] * 3).units
    assert (units.readonly, units.contiguous, units.tolist()) == (True, True, [7, 7, 7])


def test_no_text_makes_columns_of_nothing() -> None:
    columns = analyse_columns([])
    assert (len(columns), columns.units.tolist()) == (0, [])


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


@pytest.mark.parametrize("count", [0, 1, 31, 32, 33, 100])
def test_however_many_texts_there_are_each_is_analysed_once_and_in_its_place(count: int) -> None:
    texts = ["é" * number for number in range(count)]
    assert analyse_many(iter(texts)) == [analyse(text) for text in texts]
    assert list(analyse_columns(iter(texts)).units) == list(range(count))


@pytest.mark.parametrize("function", [analyse_many, analyse_columns])
def test_what_is_wrong_first_is_told_first(function: Callable[[object], object]) -> None:
    def texts(good: int, *, bad: bool) -> Iterator[object]:
        yield from ["Bonjour"] * good
        if bad:
            yield b"bytes"
        message = "the generator itself"
        raise LookupError(message)

    for good in (0, 3, 32, 40):
        with pytest.raises(TypeError, match="not bytes"):
            function(texts(good, bad=True))
        with pytest.raises(LookupError, match="the generator itself"):
            function(texts(good, bad=False))
