"""The plan of a night: which nudges, when, how long."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from crampguard.routine.habits import Habit, Kind
from crampguard.routine.localtime import MINUTE
from crampguard.routine.nights import Night, date_of, night_on
from crampguard.routine.plan import Nudge, plan
from crampguard.routine.schedule import Hours, Schedule
from tests.routine.builders import NIGHT, at
from tests.routine.strategies import habits, moments, other_bedtimes, schedules


@st.composite
def nights(draw: st.DrawFn) -> Night:
    now, zone = draw(moments())
    schedule = draw(schedules())
    other = draw(st.none() | other_bedtimes(now))
    return night_on(date_of(now, schedule, zone), schedule, zone, other)


def _only(habit: Habit, night: Night = NIGHT) -> Nudge:
    (nudge,) = plan(night, [habit])
    return nudge


# The rules, for every night and every habit that the settings allow


@given(nights(), habits())
def test_each_nudge_lies_inside_its_night(night: Night, some: list[Habit]) -> None:
    for nudge in plan(night, some):
        assert night.wake <= nudge.due < nudge.useful_until <= night.ends


@given(nights(), habits())
def test_leads_are_elapsed_minutes_but_no_nudge_comes_before_getting_up(
    night: Night, some: list[Habit]
) -> None:
    for nudge in plan(night, some):
        lead = nudge.habit.lead * MINUTE
        assert nudge.due == night.wake or night.bedtime - nudge.due == lead
        assert (nudge.due == night.wake) == (night.bedtime - lead <= night.wake)


@given(nights(), habits())
def test_a_nudge_is_useful_for_its_minutes_or_until_getting_up(night: Night, some: list[Habit]) -> None:
    for nudge in plan(night, some):
        useful_for = nudge.habit.useful_for * MINUTE
        assert nudge.useful_until - nudge.due <= useful_for
        assert nudge.useful_until in (nudge.due + useful_for, night.ends)


@given(nights(), habits())
def test_a_habit_asks_when_it_is_due_or_later_but_not_after_bedtime(night: Night, some: list[Habit]) -> None:
    for nudge in plan(night, some):
        if nudge.habit.ask_from is None:
            assert nudge.asks_at is None
        else:
            asks_at = night.bedtime - nudge.habit.ask_from * MINUTE
            assert nudge.asks_at is not None
            assert nudge.due <= nudge.asks_at <= night.bedtime
            assert nudge.asks_at == (asks_at if asks_at > nudge.due else nudge.due)


@given(nights(), st.data())
def test_the_order_is_by_due_then_id_whatever_the_order_of_habits(night: Night, data: st.DataObject) -> None:
    some = data.draw(habits())
    nudges = plan(night, data.draw(st.permutations(some)))
    assert list(nudges) == sorted(nudges, key=lambda nudge: (nudge.due, nudge.habit.id))
    assert nudges == plan(night, some)


@given(nights(), habits())
def test_each_habit_of_the_day_that_is_switched_on_has_one_nudge(night: Night, some: list[Habit]) -> None:
    wanted = [habit.id for habit in some if habit.enabled and night.date.weekday() in habit.days]
    assert sorted(nudge.habit.id for nudge in plan(night, some)) == sorted(wanted)


# Evenings as people live them


def test_a_nudge_comes_its_lead_before_bedtime() -> None:
    nudge = _only(Habit("stretch", lead=15, useful_for=75))
    assert (nudge.due, nudge.useful_until, nudge.asks_at) == (at("22:15"), at("23:30"), None)


def test_a_heads_up_asks_later_the_same_evening() -> None:
    nudge = _only(Habit("coffee", kind=Kind.ABSTAIN, lead=540, useful_for=120, ask_from=180))
    assert (nudge.due, nudge.useful_until, nudge.asks_at) == (at("13:30"), at("15:30"), at("19:30"))


def test_a_heads_up_does_not_ask_before_it_is_due() -> None:
    nudge = _only(Habit("coffee", kind=Kind.ABSTAIN, lead=60, ask_from=180))
    assert nudge.asks_at == nudge.due == at("21:30")


def test_a_lead_longer_than_the_day_is_due_at_getting_up() -> None:
    assert _only(Habit("walk", lead=1440)).due == NIGHT.wake


def test_a_nudge_is_no_longer_useful_after_getting_up() -> None:
    assert _only(Habit("walk", lead=0, useful_for=1440)).useful_until == NIGHT.ends


def test_a_habit_that_is_off_or_not_of_this_weekday_has_no_nudge() -> None:
    sunday = frozenset((6,))
    assert NIGHT.date.weekday() == 6
    assert plan(NIGHT, [Habit("a", enabled=False), Habit("b", days=frozenset(range(6)))]) == ()
    assert [nudge.habit.id for nudge in plan(NIGHT, [Habit("c", days=sunday)])] == ["c"]


def test_after_midnight_the_weekday_is_still_that_of_the_night() -> None:
    """A bedtime of 00:30 on Monday: the nudge at 00:15 is Sunday's."""
    hours = Hours(time(7, 0), time(0, 30))
    schedule = Schedule((hours, hours, hours, hours, hours, hours, hours))
    night = night_on(date(2026, 11, 22), schedule, ZoneInfo("Europe/Berlin"))
    nudge = _only(Habit("stretch", lead=15, days=frozenset((6,))), night)
    assert nudge.due == datetime(2026, 11, 22, 23, 15, tzinfo=UTC)


def test_a_lead_over_a_gap_is_counted_in_elapsed_time() -> None:
    """In bed at 04:00 summer time after the gap: two hours before, clocks showed 01:00."""
    hours = Hours(time(9, 0), time(4, 0))
    schedule = Schedule((hours, hours, hours, hours, hours, hours, hours))
    berlin = ZoneInfo("Europe/Berlin")
    nudge = _only(Habit("drink", lead=120), night_on(date(2026, 3, 28), schedule, berlin))
    assert nudge.due.astimezone(berlin).strftime("%H:%M") == "01:00"
    assert nudge.due + timedelta(hours=2) == datetime(2026, 3, 29, 2, 0, tzinfo=UTC)


def test_nudges_due_together_are_ordered_by_id() -> None:
    nudges = plan(NIGHT, [Habit("b", lead=15), Habit("c", lead=60), Habit("a", lead=15)])
    assert [nudge.habit.id for nudge in nudges] == ["c", "a", "b"]
