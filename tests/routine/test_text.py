"""Somebody else's words, as they may be shown."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder

from crampguard.routine.text import breakable, cut, shown, unmarked
from tests.hostile import HOSTILE, SURROGATES, UNSEEN

DIRECTIONS = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}

any_text = st.one_of(
    st.text(),
    st.text(st.characters(codec=None, categories=("Cs", "Cc", "Cf", "Zs", "Mn", "Lu", "So"))),
    st.text(st.sampled_from("ae\u0301\u0308 \n👍🏽👨\u200d👩🇩🇪🇫각ᄀ\u1161\u11a8נ\u202e<&")),
)


@pytest.mark.parametrize("text", [*HOSTILE.values(), SURROGATES])
@pytest.mark.parametrize("most", [1, 2, 20, 80, 300])
def test_what_is_shown_has_no_power_and_a_bounded_length(text: str, most: int) -> None:
    made = shown(text, most)
    assert 0 < len(made) <= most
    assert_powerless(made)


@given(any_text, st.integers(1, 60), st.integers(1, 4))
def test_so_has_any_text(text: str, most: int, lines: int) -> None:
    made = shown(text, most, lines)
    assert len(made) <= most
    assert len(made.splitlines()) <= lines
    for line in made.splitlines():
        assert_powerless(line)
    assert shown(made, most, lines) == made


def assert_powerless(line: str) -> None:
    assert not DIRECTIONS & set(line)
    assert not {unicodedata.category(character) for character in line} & {"Cc", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("text", UNSEEN)
def test_where_there_is_nothing_to_see_nothing_is_shown(text: str) -> None:
    assert shown(text, 80) == ""


@pytest.mark.parametrize(
    "text",
    ["Rest & read", "<b>Walk</b>", "snake_case", "הליכה בערב", "مَشْيٌ", "👨‍👩‍👧‍👦", "می‌روم", "\u200fא (1)"],
)
def test_what_a_reader_sees_stays_as_it_is(text: str) -> None:
    assert shown(text, 80) == text


def test_lines_are_kept_where_there_is_room_for_them() -> None:
    text = " one \r\n\n two\tof  it\nthree\nfour"
    assert shown(text, 80) == "one two of it three four"
    assert shown(text, 80, lines=3) == "one\ntwo of it\nthree four"


def test_a_cut_says_that_more_was_there() -> None:
    assert shown("Ten slow minutes outside", 12) == "Ten slow mi…"
    assert shown("Ten slow minutes outside", 10) == "Ten slow…"
    assert shown("Ten slow", 8) == "Ten slow"


@pytest.mark.parametrize("text", HOSTILE.values())
def test_a_cut_parts_no_letter(text: str) -> None:
    text = text[:120]
    boundaries = graphemes(text)
    for most in range(2, len(text)):
        kept = cut(text, most).removesuffix("…")
        near = [place for place in boundaries if max(0, most - 40) < place < most]
        assert not near or len(kept) in boundaries or text[len(kept)].isspace()


def graphemes(text: str) -> set[int]:
    """Where Qt, which knows all of UAX #29, would part the text; every character as one code unit counts."""
    units = {0: 0}
    for place, character in enumerate(text):
        units[list(units)[-1] + (2 if ord(character) > 0xFFFF else 1)] = place + 1
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    found = {0}
    while (unit := finder.toNextBoundary()) != -1:
        found.add(units[unit])
    return found


@pytest.mark.parametrize("text", HOSTILE.values())
def test_unmarked_text_differs_in_what_nobody_sees(text: str) -> None:
    assert unmarked(text).replace("\u200b", "") == text.replace("\u200b", "")


@pytest.mark.parametrize("text", HOSTILE.values())
def test_breakable_text_has_no_long_word_and_differs_in_what_nobody_sees(text: str) -> None:
    made = breakable(shown(text, 300))
    assert made.replace("\u200b", "") == shown(text, 300).replace("\u200b", "")
    assert max(len(word) for line in made.split("\u200b") for word in line.split()) <= 24


def test_a_word_of_a_usual_length_stays_whole() -> None:
    assert breakable("Straßenbahnhaltestelle, Rest & read") == "Straßenbahnhaltestelle, Rest & read"


def test_a_number_and_its_unit_stay_in_one_line() -> None:
    assert (
        breakable("At 18 °C for 15 min, 2 of 5 large cups")
        == "At 18\u00a0°C for 15\u00a0min, 2 of 5 large cups"
    )
