"""The minutes of a night's slider, in ordinary nights and in those whose clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampguard.routine.nights import Night
from crampguard.windows.morning.span import STEP, BedSpan, time_in_bed

BERLIN, LORD_HOWE = ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe")

STARTS = [
    datetime(2026, 11, 21, 22, 30, tzinfo=BERLIN),
    datetime(2026, 3, 28, 23, 45, tzinfo=BERLIN),
    datetime(2026, 10, 24, 22, 35, tzinfo=BERLIN),
    datetime(2026, 4, 4, 22, 30, tzinfo=LORD_HOWE),
    datetime(2026, 11, 22, 8, 0, tzinfo=BERLIN),
]
spans = st.builds(
    lambda start, minutes: BedSpan(start.astimezone(UTC), minutes, start.tzinfo),
    st.sampled_from(STARTS),
    st.integers(180, 900),
)


@given(spans, st.data())
def test_a_minute_and_what_clocks_show_then_are_one(span: BedSpan, data: st.DataObject) -> None:
    minute = data.draw(st.integers(0, span.minutes))
    found = span.minute(span.wall(minute))
    assert found is not None
    assert found <= minute
    assert span.wall(found) == span.wall(minute)


@given(spans, st.data())
def test_a_snapped_minute_is_near_and_round_or_an_end(span: BedSpan, data: st.DataObject) -> None:
    minute = data.draw(st.integers(0, span.minutes))
    snapped = span.snapped(minute)
    assert 0 <= snapped <= span.minutes
    assert abs(snapped - minute) <= STEP / 2
    assert snapped in (0, span.minutes) or span.wall(snapped).minute % STEP == 0


@pytest.mark.parametrize(
    ("digits", "wall"),
    [
        ("3", time(3)),
        ("03", time(3)),
        ("031", time(3, 10)),
        ("0310", time(3, 10)),
        ("310", time(3, 10)),
        ("23", time(23)),
        ("13", time(1, 30)),
        ("0", time(0)),
        ("22", time(2, 20)),
        ("12", time(1, 20)),
        ("7", None),
        ("99", None),
        ("1130", time(23, 30)),
        ("03101", None),
    ],
)
def test_digits_are_read_as_a_time_in_bed(digits: str, wall: time | None) -> None:
    span = BedSpan(datetime(2026, 11, 21, 22, 30, tzinfo=BERLIN).astimezone(UTC), 495, BERLIN)
    minute = span.typed(digits)
    assert (None if minute is None else span.wall(minute)) == wall


def test_the_marks_are_bedtime_a_round_middle_and_getting_up() -> None:
    span = BedSpan(datetime(2026, 11, 21, 22, 30, tzinfo=BERLIN).astimezone(UTC), 495, BERLIN)
    assert [span.wall(minute) for minute in span.marks()] == [time(22, 30), time(2, 30), time(6, 45)]


@pytest.mark.parametrize(
    ("kept", "start"), [(None, "22:30"), (time(3), "22:30"), (time(21, 5), "21:05"), (time(7), "07:00")]
)
def test_a_time_before_bedtime_widens_the_span(kept: time | None, start: str) -> None:
    wake = datetime(2026, 11, 21, 6, 45, tzinfo=BERLIN).astimezone(UTC)
    night = Night(wake.date(), wake, wake + timedelta(hours=15, minutes=45), ends=wake + timedelta(days=1))
    span = time_in_bed(night, BERLIN, kept)
    assert f"{span.wall(0):%H:%M}" == start
    assert f"{span.wall(span.minutes):%H:%M}" == "06:45"
    assert kept is None or span.minute(kept) is not None
