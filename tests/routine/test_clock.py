"""How times of day are typed and shown."""

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampguard.routine.clock import (
    ClockStyle,
    clock_text,
    hour_text,
    may_become_time,
    same_time_text,
    typed_time,
)

H24, H12 = ClockStyle.HOURS_24, ClockStyle.HOURS_12


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("22:30", time(22, 30)),
        ("22.30", time(22, 30)),
        ("22,30", time(22, 30)),
        ("22h30", time(22, 30)),
        ("22h", time(22)),
        ("2230", time(22, 30)),
        ("730", time(7, 30)),
        ("7:30", time(7, 30)),
        (" 7 30 ", time(7, 30)),
        ("7", time(7)),
        ("00:00", time(0)),
        ("10:30 pm", time(22, 30)),
        ("10:30\u00a0pm", time(22, 30)),
        ("10:30PM", time(22, 30)),
        ("1030pm", time(22, 30)),
        ("10pm", time(22)),
        ("10 p.m.", time(22)),
        ("10 p. m.", time(22)),
        ("10p", time(22)),
        ("pm 10:30", time(22, 30)),
        ("12 am", time(0)),
        ("12:15 am", time(0, 15)),
        ("12 pm", time(12)),
        ("٢٢:٣٠", time(22, 30)),  # Arabic
        ("۲۲:۳۰", time(22, 30)),  # Persian
        ("\u200f۲۲:۳۰", time(22, 30)),
        ("२२:३०", time(22, 30)),  # Hindi
        ("２２：３０", time(22, 30)),  # noqa: RUF001 (full width)
    ],
)
def test_a_time_is_understood_in_every_usual_form(typed: str, meant: time) -> None:
    assert typed_time(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "24:00",
        "22:60",
        "2260",
        "13 pm",
        "0 am",
        "22:30:00",
        "22:3",
        "12345",
        "ten",
        "10 xm",
        "-7",
        "am 10 pm",
    ],
)
def test_what_is_no_time_is_none(typed: str) -> None:
    assert typed_time(typed) is None


@given(st.times().map(lambda wall: wall.replace(second=0, microsecond=0)), st.sampled_from(ClockStyle))
def test_what_is_shown_can_be_typed(wall: time, style: ClockStyle) -> None:
    shown = clock_text(wall, style)
    assert typed_time(shown) == wall
    for length in range(len(shown)):
        assert may_become_time(shown[:length])


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_none(text: str) -> None:
    found = typed_time(text)
    assert found is None or found.second == 0


@pytest.mark.parametrize(
    ("wall", "in_24", "in_12"),
    [
        (time(22, 30), "22:30", "10:30\u00a0pm"),
        (time(0, 5), "00:05", "12:05\u00a0am"),
        (time(12, 0), "12:00", "12:00\u00a0pm"),
        (datetime(2026, 11, 22, 7, 30), "07:30", "7:30\u00a0am"),  # noqa: DTZ001
    ],
)
def test_a_time_is_shown_in_the_style_of_the_user(wall: time | datetime, in_24: str, in_12: str) -> None:
    assert (clock_text(wall, H24), clock_text(wall, H12)) == (in_24, in_12)


def test_a_full_hour_takes_little_room() -> None:
    assert [hour_text(hour, H24) for hour in (6, 18)] == ["06", "18"]
    assert [hour_text(hour, H12) for hour in (0, 18)] == ["12\u00a0am", "6\u00a0pm"]


@pytest.mark.parametrize("text", ["25:", "22:9", "10x", "22:300", "ten"])
def test_what_can_no_longer_become_a_time_is_known(text: str) -> None:
    assert not may_become_time(text)


def test_spaces_case_and_digits_make_no_other_time() -> None:
    assert same_time_text("10:30PM", "10:30\u00a0pm")
    assert same_time_text("۲۲:۳۰", "22:30")
    assert not same_time_text("10:30", "10:30 pm")
