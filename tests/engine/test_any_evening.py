"""Whatever a user does on some evenings, with suspends, restarts and commands in between: no nudge twice."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from crampguard.engine import Engine, Refused
from crampguard.routine.checklist import Item, State
from crampguard.routine.tonight import Tonight
from tests.moved_clock import Evening, at, evening

HABITS = ("hydrate", "alcohol_cutoff", "cool_bedroom", "stretch", "regular_bedtime")
LIST_ONLY = ("wind_down", "loose_bedding")

Key = tuple[date, str]


@dataclass
class Watcher:
    """What a user in front of the screen would complain of."""

    told: Counter[Key] = field(default_factory=Counter)

    def follow(self, tonight: Tonight) -> None:
        notice = tonight.notice
        shown = () if notice is None else notice.habits
        items = {item.habit.id: item for item in tonight.all_items}
        assert set(shown) <= {id_ for id_, item in items.items() if item.on_show and item.state is State.DUE}
        if tonight.joined:
            assert not tonight.paused
            fresh = [item for item in tonight.all_items if told_now(item, tonight.now)]
            assert fresh, "a pop-up with nothing new in it"
            for item in fresh:
                assert item.due <= tonight.now < item.useful_until
                assert item.state is State.DUE
                assert item.habit.id in shown
                key = (tonight.night.date, item.habit.id)
                self.told[key] += 1
                assert self.told[key] == 1, f"{key} was told twice"

    def may_tell_again(self, night: date, habit: str) -> None:
        del self.told[night, habit]


def told_now(item: Item, now: datetime) -> bool:
    return item.claim is not None and item.claim.told_at == now


@dataclass
class Story:
    """One profile, the program on it, and its watcher."""

    folder: Path
    watcher: Watcher
    program: Evening

    def change(self, engine: Engine, what: Callable[[Engine], object]) -> None:
        """A change that moves an unanswered nudge ahead arms it anew."""
        before = {item.habit.id: item.due for item in engine.view().items}
        with suppress(Refused):
            what(engine)
            tonight = engine.view()
            for item in tonight.items:
                if item.due > tonight.now and item.due != before.get(item.habit.id) and not item.answered:
                    self.watcher.may_tell_again(tonight.night.date, item.habit.id)

    def answer(self, habit: str, how: str) -> None:
        self.program.engine.attempt(getattr(self.program.engine, how), habit)

    def snooze(self, habit: str, minutes: int) -> None:
        night = self.program.engine.view().night.date
        with suppress(Refused):
            self.program.engine.snooze(habit, minutes)
            self.watcher.may_tell_again(night, habit)

    def pause(self, minutes: int | None) -> None:
        self.program.engine.pause(None if minutes is None else timedelta(minutes=minutes))

    def resume(self) -> None:
        self.program.engine.resume()

    def bedtime(self, wall: time | None) -> None:
        self.change(self.program.engine, lambda engine: engine.bedtime(wall))

    def lead(self, habit: str, minutes: int) -> None:
        text = f"[habits.{habit}]\nlead = {minutes}\n"
        self.change(self.program.engine, lambda _engine: self.program.edit(text))

    def wait(self, seconds: int) -> None:
        self.program.move_by(seconds=seconds)

    def suspend(self, seconds: int) -> None:
        self.program.suspend_until(self.program.clock.instant + timedelta(seconds=seconds))

    def restart(self, seconds: int) -> None:
        now = self.program.clock.instant + timedelta(seconds=seconds)
        self.program.diary.close()
        self.program = evening(self.folder, now)
        self.begin()

    def command(self, habit: str) -> None:
        """The same in a terminal, then the poke."""
        other = evening(self.folder, self.program.clock.instant)
        self.change(other.engine, lambda engine: engine.done(habit))
        self.change(other.engine, lambda engine: engine.later_bedtime())
        other.diary.close()
        self.program.engine.look()

    def begin(self) -> None:
        self.program.engine.listen(self.watcher.follow)
        self.program.start()


habits = st.sampled_from(HABITS + LIST_ONLY + LIST_ONLY)
minutes = st.integers(1, 30).map(lambda minutes: 60 * minutes)
gaps = st.one_of(minutes, minutes, minutes, st.integers(1, 60), st.just(40_000))
walls = st.sampled_from([time(22, 0), time(22, 45), time(23, 30), time(0, 30), None])

actions = st.one_of(
    st.tuples(st.just("wait"), gaps),
    st.tuples(st.just("wait"), gaps),
    st.tuples(st.just("suspend"), gaps),
    st.tuples(st.just("restart"), gaps),
    st.tuples(st.just("answer"), habits, st.sampled_from(["done", "skip", "undo"])),
    st.tuples(st.just("snooze"), habits, st.integers(1, 60)),
    st.tuples(st.just("pause"), st.sampled_from([1, 20, 90, None])),
    st.tuples(st.just("resume")),
    st.tuples(st.just("bedtime"), walls),
    st.tuples(st.just("lead"), habits, st.integers(0, 300)),
    st.tuples(st.just("command"), habits),
)


@settings(max_examples=40)
@given(st.integers(20 * 60, 22 * 60 + 59), st.lists(actions, min_size=10, max_size=30))
def test_no_nudge_is_told_twice_or_at_the_wrong_time(
    start: int, story: list[tuple[str, *tuple[object, ...]]]
) -> None:
    with TemporaryDirectory() as folder:
        program = evening(Path(folder), at("2026-11-22 00:00") + timedelta(minutes=start))
        told = Story(Path(folder), Watcher(), program)
        told.begin()
        try:
            for name, *words in story:
                getattr(told, name)(*words)
        finally:
            told.program.diary.close()
