"""The tray menu fits a small screen in every state, and never at the cost of what is needed then."""

from datetime import date, timedelta
from typing import cast

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from crampguard.engine import Engine
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.checklist import Pause
from crampguard.routine.tonight import LastAnswer, Tonight
from crampguard.routine.words import summary
from crampguard.windows.shared.navigation import Navigation
from crampguard.windows.tray.menu import MOST_LINES, menu
from tests.routine.builders import ALL, DATE, LONG_AGO, NIGHT, evening, remembered


def _nothing(_night: date | None = None) -> None:
    pass


NOWHERE = Navigation(*[_nothing] * 10)
UNDO = LastAnswer("Cool bedroom ticked.", Action(ActionKind.UNDO, DATE, ("cool",)))
some_habits = st.sets(st.sampled_from([habit.id for habit in ALL]))


@st.composite
def states(draw: st.DrawFn) -> Tonight:
    now = NIGHT.wake + timedelta(minutes=draw(st.integers(0, 24 * 60 - 1)))
    known = remembered(
        done=draw(some_habits), told=draw(some_habits | st.just({"morning"})), heard=draw(some_habits)
    )
    pause = draw(st.sampled_from([None, Pause(LONG_AGO, None), Pause(now, now + timedelta(hours=1))]))
    found = evening(now, known=known, pause=pause, answered_at=draw(st.sampled_from([None, NIGHT.wake])))
    return replace(
        found,
        problems=draw(st.sampled_from([(), ("wrong",), ("x" * 400, "wrong as well")])),
        news=draw(st.sampled_from(["", "The backup of 2026-11-21 is in its place."])),
        last_answer=draw(st.sampled_from([None, UNDO])),
        closed_at=draw(st.sampled_from([None, now])),
    )


def labels(tonight: Tonight) -> list[str]:
    sections = menu(tonight, cast(Engine, None), NOWHERE)
    return [line.text for section in sections for line in section]


@given(states())
def test_there_are_never_more_lines_at_the_top_than_fit(tonight: Tonight) -> None:
    found = labels(tonight)
    assert len(found) <= MOST_LINES
    assert {"Bedtime 22:30", "Cramp now", "Tonight", "When to see a doctor", "Settings", "Quit"} <= set(found)
    assert any(label.startswith(("Pause", "Resume")) for label in found)


@given(states())
def test_the_stretch_is_left_out_last(tonight: Tonight) -> None:
    found = labels(tonight)
    assert "Stretch" in found or "History" not in found


@given(states())
def test_what_wants_the_user_now_is_never_left_out(tonight: Tonight) -> None:
    found = labels(tonight)
    assert ("Good night" in found) == (tonight.good_night is not None)
    assert (f"Undo: {UNDO.text}" in found) == (tonight.last_answer is not None)
    assert (tonight.news in found) or not tonight.news
    if tonight.asks:
        assert {"How was the night?", "No cramp", "Cramp…"} <= set(found)
    elif tonight.foremost is not None:
        assert f"Now: {tonight.foremost.habit.title}" in found


@given(states())
def test_the_tooltip_names_what_is_due_now(tonight: Tonight) -> None:
    foremost = tonight.foremost
    if foremost is None or tonight.paused:
        assert "Now: " not in summary(tonight)
    else:
        assert summary(tonight).startswith(f"Now: {foremost.habit.title}. ")
        assert foremost.habit.title not in summary(tonight, named=False)
