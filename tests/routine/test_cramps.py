"""The counts of "Your cramps", against counting night by night, and their words."""

from collections.abc import Sequence
from datetime import UTC, date, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from crampguard.routine.clock import ClockStyle
from crampguard.routine.cramps import AWAKE_UP_TO, YEAR_WEEKS, CrampCounts, count_cramps, grid_start
from crampguard.routine.cramps_words import BarChart, bar_charts, how_often, year_words
from crampguard.routine.morning import Leg, Morning, Muscle
from crampguard.routine.record import Record

TONIGHT = date(2026, 11, 22)  # a Sunday
BEGAN = date(2026, 10, 5)
DAY = timedelta(days=1)
CRAMP, NONE = Morning(cramp=True), Morning(cramp=False)


MORNINGS = st.just(NONE) | st.builds(
    Morning,
    cramp=st.just(True),
    time=st.none() | (st.times()),
    leg=st.none() | (st.sampled_from(Leg)),
    muscle=st.none() | (st.sampled_from(Muscle)),
    pain=st.none() | (st.integers(0, 10)),
    awake=st.none() | (st.integers(0, 120)),
)
NIGHTS = st.dates(TONIGHT - 400 * DAY, TONIGHT)
DIARIES = st.dictionaries(NIGHTS, MORNINGS, max_size=40)


def counts_of(mornings: dict[date, Morning], began: date = BEGAN, first_weekday: int = 0) -> CrampCounts:
    records = [Record(night, morning) for night, morning in mornings.items()]
    return count_cramps(records, began, TONIGHT, first_weekday, UTC)


@given(DIARIES, NIGHTS, st.integers(0, 6))
def test_every_count_is_that_of_a_walk_through_the_nights(
    diary: dict[date, Morning], began: date, first_weekday: int
) -> None:
    counts = counts_of(diary, began, first_weekday)
    start = max(began, grid_start(TONIGHT, first_weekday))
    kept = {night: morning for night, morning in diary.items() if night >= start}
    cramps = [morning for morning in kept.values() if morning.cramp]
    assert counts.answered == len(kept)
    assert counts.cramps == len(cramps)
    for leg in Leg:
        assert counts.legs[leg] == len([one for one in cramps if one.leg is leg])
    for muscle in Muscle:
        assert counts.muscles[muscle] == len([one for one in cramps if one.muscle is muscle])
    for level in range(11):
        assert counts.pain[level] == len([one for one in cramps if one.pain == level])
    for hour in range(24):
        told = [one for one in cramps if one.time is not None and one.time.hour == hour]
        assert dict(counts.hours).get(hour, 0) == len(told)
    for number, (over, most) in enumerate(zip((-1, *AWAKE_UP_TO), (*AWAKE_UP_TO, 10_000), strict=True)):
        told = [one for one in cramps if one.awake is not None and over < one.awake <= most]
        assert counts.awake[number] == len(told)
    assert counts.minutes_awake == sum(one.awake or 0 for one in cramps)


@given(DIARIES, NIGHTS, st.integers(0, 6))
def test_weeks_and_months_count_the_nights_that_lie_in_them(
    diary: dict[date, Morning], began: date, first_weekday: int
) -> None:
    counts = counts_of(diary, began, first_weekday)
    assert len(counts.weeks) <= 8
    assert len(counts.months) <= 12
    for week in counts.weeks:
        assert week.first.weekday() == first_weekday
        inside = [night for night in counts.nights if week.first <= night < week.first + 7 * DAY]
        assert (week.answered, week.cramps) == tally(counts, inside)
    for month in counts.months:
        inside = [night for night in counts.nights if night.replace(day=1) == month.first]
        assert (month.answered, month.cramps) == tally(counts, inside)


def tally(counts: CrampCounts, nights: Sequence[date]) -> tuple[int, int]:
    """How many of these are answered, and how many had a cramp."""
    answered = [counts.nights[night] for night in nights if counts.nights[night] is not None]
    return len(answered), answered.count(True)


def test_a_year_ends_with_the_week_of_tonight_whatever_day_weeks_begin_with() -> None:
    for first_weekday in range(7):
        start = grid_start(TONIGHT, first_weekday)
        assert start.weekday() == first_weekday
        assert (TONIGHT - start).days // 7 == YEAR_WEEKS - 1


def test_each_night_that_is_over_is_there_and_tonight_once_it_is_answered() -> None:
    nights = counts_of({date(2026, 11, 20): CRAMP}, date(2026, 11, 18)).nights
    assert [night.day for night in nights] == [18, 19, 20, 21]
    assert list(nights.values()) == [None, None, True, None]
    assert counts_of({TONIGHT: NONE}, date(2026, 11, 21)).nights == {date(2026, 11, 21): None, TONIGHT: False}


def test_a_date_that_the_zone_skipped_is_no_night() -> None:
    tonight, began = date(2012, 1, 1), date(2011, 12, 28)
    counts = count_cramps([], began, tonight, 0, ZoneInfo("Pacific/Apia"))
    assert [night.day for night in counts.nights] == [28, 29, 31]


def test_the_hours_run_from_the_evening_over_midnight_without_a_gap() -> None:
    walls = {17: time(23, 30), 18: time(2, 10), 19: time(2, 50)}
    diary = {date(2026, 11, day): Morning(cramp=True, time=wall) for day, wall in walls.items()}
    expected = ((22, 0), (23, 1), (0, 0), (1, 0), (2, 2), (3, 0), (4, 0), (5, 0), (6, 0))
    assert counts_of(diary).hours == expected
    nap = Morning(cramp=True, time=time(20, 5))
    assert counts_of({**diary, date(2026, 11, 20): nap}).hours[:3] == ((20, 1), (21, 0), (22, 0))
    assert counts_of({date(2026, 11, 20): CRAMP}).hours == ()


# In words


def charts(**mornings: Morning) -> dict[str, BarChart]:
    """From mornings by day of November: n17=Morning(...)."""
    diary = {date(2026, 11, int(day[1:])): morning for day, morning in mornings.items()}
    return {chart.title: chart for chart in bar_charts(counts_of(diary), ClockStyle.HOURS_24)}


def test_a_chart_is_told_bar_by_bar_and_says_what_is_not_recorded() -> None:
    found = charts(n17=Morning(cramp=True, leg=Leg.LEFT), n18=CRAMP, n19=NONE)
    assert found["Leg"].words == "Recorded on 1 of 2 nights with a cramp. left: 1 night"
    assert found["By month"].words.endswith("October 2026: 0 of 0. November 2026: 2 of 3")
    assert found["By week"].bars[-1].label == "16 Nov\nof 3"
    assert found["Muscle"].empty


def test_sleep_lost_is_told_in_classes_and_in_all() -> None:
    found = charts(n17=Morning(cramp=True, awake=0), n18=Morning(cramp=True, awake=75))
    chart = found["Sleep lost, minutes a night"]
    assert chart.note == "In all 1 h 15 min awake"
    assert [(bar.label, bar.count) for bar in chart.bars] == [
        ("none", 1),
        ("1 to 15", 0),
        ("16 to 30", 0),
        ("31 to 60", 0),
        ("over 60", 1),
    ]


def test_few_nights_are_called_few_and_many_have_a_rate() -> None:
    few = how_often(counts_of({date(2026, 11, 20): CRAMP}), 2026)
    assert few.startswith("A cramp on 1 of 1 night that you answered since Monday 5 October.")
    assert "few nights yet" in few
    four_weeks = {TONIGHT - number * DAY: CRAMP if number % 7 == 0 else NONE for number in range(1, 29)}
    assert how_often(counts_of(four_weeks), 2026).endswith("That is about 1 a week.")
    assert "a week" not in how_often(counts_of(dict.fromkeys(four_weeks, NONE)), 2026)


def test_the_year_names_the_nights_with_a_cramp_and_counts_those_without_an_answer() -> None:
    counts = counts_of({date(2026, 11, 20): CRAMP, date(2026, 11, 19): NONE}, date(2026, 11, 18))
    assert year_words(counts, 2026) == "Nights with a cramp: Friday 20 November. 2 nights are not answered."
    assert year_words(counts_of({date(2026, 11, 21): NONE}, date(2026, 11, 21)), 2026) == "No cramp."
