"""What may happen to a user and the program, in any order: drawn by hypothesis, one rule at a time."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from crampguard.engine import Engine
from crampguard.routine.morning import Morning
from crampguard.routine.schedule import Schedule
from tests.answers import by
from tests.routine.strategies import FIRST, LAST, NASTY_ZONES, ZONES, moments, schedules, shown, walls
from tests.simulation.ledger import DAY, MINUTE, Paused
from tests.simulation.profile import OWN, Value, every_habit, hours, own_habit
from tests.simulation.screen import ACTIONS
from tests.simulation.world import World

SECOND = timedelta(seconds=1)
_MEMORY = Path("/dev/shm")  # noqa: S108 (a folder that is never on a disk)

_CATALOGUE = [habit.id for habit in every_habit() if habit.id != OWN]
some = st.tuples(st.integers(0, len(_CATALOGUE) - 1), st.booleans())  # which habit, and whether of those due
zones = st.sampled_from(ZONES) | st.sampled_from(NASTY_ZONES)
instants_near = st.sampled_from([-SECOND, timedelta(), SECOND, 20 * SECOND])
spans = st.one_of(
    st.integers(1, 60).map(lambda n: n * SECOND),
    st.integers(1, 90).map(lambda n: n * MINUTE),
    st.integers(1, 24 * 60).map(lambda n: n * MINUTE),
)
steps = st.one_of(spans, spans.map(lambda span: -span), st.integers(-40, 40).map(lambda n: n * DAY))
moments_later = st.sampled_from([timedelta(), timedelta(), SECOND / 10, SECOND])
buttons = st.sampled_from(
    ["none", "done", "skip", "snooze", "ok", "goodnight", "guide", "cramp", "open", "default", ""]
)
closings = st.sampled_from(["before", "after", "never"])
WEEKDAYS = st.sets(
    st.sampled_from(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
)


class Evenings(RuleBasedStateMachine):
    """One life of a diary."""

    nights = 0  # lived by all of them

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None)
        self.world: World

    @initialize(moment=moments(), week=st.none() | schedules(), used=st.sampled_from([True, True, False]))
    def begin(self, moment: tuple[datetime, ZoneInfo], week: Schedule | None, used: bool) -> None:
        self.world = World(Path(self._folder.name), *moment)
        if week is not None:
            self.world.edit(hours(week))
        if used:
            self.world.start()

    def teardown(self) -> None:
        if hasattr(self, "world"):
            Evenings.nights += self.world.lived // DAY
            self.world.close()
        self._folder.cleanup()

    def _runs(self) -> bool:
        return self.world.program is not None

    def _habit(self, which: tuple[int, bool], *, answered: bool = False) -> str:
        """Mostly one that is due, or was answered: that is where things happen."""
        number, of_those_due = which
        ledger, night, now = self.world.ledger, self.world.tonight, self.world.now
        plan = ledger.plan(night)
        due = [id_ for id_, due in plan.items() if due.at <= now < due.until and id_ in _CATALOGUE]
        if answered:
            due = [id_ for id_ in plan if ledger.memories[night, id_].mark]
        among = due if of_those_due and due else _CATALOGUE
        return among[number % len(among)]

    # Time

    @rule(span=spans, slow=st.booleans())
    def wait(self, span: timedelta, slow: bool) -> None:
        self.world.pass_time(self.world.clock.instant + span, slow=slow)
        self.world.settle()

    @precondition(_runs)
    @rule(away=instants_near, changes=st.integers(1, 4))
    def wait_for_the_alarm(self, away: timedelta, changes: int) -> None:
        for _change in range(changes):
            if self.world.program is not None and self.world.program.alarm.instant is not None:
                until = max(self.world.program.alarm.instant + away, self.world.clock.instant)
                self.world.pass_time(until)
        self.world.settle()

    @rule(nights=st.integers(1, 12), answers=st.lists(buttons, min_size=1, max_size=6))
    def nights_pass(self, nights: int, answers: Sequence[str]) -> None:
        """A user who logs in and answers what comes, every three hours."""
        if self.world.program is None:
            self.world.start()
        for hour in range(8 * nights):
            self.world.pass_time(self.world.clock.instant + 3 * 60 * MINUTE)
            key = answers[hour % len(answers)]
            for card in tuple(self.world.server.cards.values()):
                if key in card.keys:
                    self.world.press(card, key, "after")
        self.world.settle()

    @rule(span=spans | st.integers(1, 20).map(lambda n: n * DAY), first=st.sampled_from(["", "look", "done"]))
    def suspend(self, span: timedelta, first: str) -> None:
        def meanwhile() -> None:
            if first == "look":
                self.world.looks()
            elif first == "done":
                self._mark("hydrate", "done", there=True)

        self.world.suspend(span, meanwhile)
        self.world.settle()

    @rule(step=steps)
    def set_clock(self, step: timedelta) -> None:
        if FIRST < self.world.now + step < LAST:
            self.world.set_clock(self.world.clock.instant + step)
        self.world.settle()

    @rule(zone=zones)
    def fly(self, zone: str) -> None:
        self._zones_before = [*getattr(self, "_zones_before", []), self.world.ledger.zone]
        self.world.fly(ZoneInfo(zone))
        self.world.settle()

    @precondition(lambda self: bool(getattr(self, "_zones_before", [])))
    @rule()
    def fly_back(self) -> None:
        self.world.fly(self._zones_before.pop())
        self.world.settle()

    # The program

    @precondition(lambda self: not self._runs())
    @rule()
    def start(self) -> None:
        self.world.start()

    @precondition(_runs)
    @rule(again=st.booleans())
    def quit(self, again: bool) -> None:
        self.world.quit()
        if again:
            self.world.start()
        self.world.settle()

    @precondition(_runs)
    @rule(moments=st.integers(0, 60))
    def doom(self, moments: int) -> None:
        self.world.doom(moments)

    # Answers

    @rule(
        habit=some,
        answer=st.sampled_from(["done", "skipped", "cleared"]),
        there=st.booleans(),
        poke=moments_later,
        nights_ago=st.sampled_from([None, None, None, 0, 1, 2, -1]),
    )
    def mark(
        self, habit: tuple[int, bool], answer: str, there: bool, poke: timedelta, nights_ago: int | None
    ) -> None:
        self._mark(self._habit(habit, answered=answer == "cleared"), answer, there, poke, nights_ago)
        self.world.settle()

    def _mark(
        self,
        habit: str,
        answer: str,
        there: bool,
        poke: timedelta = timedelta(),
        nights_ago: int | None = None,
    ) -> None:
        ledger, tonight = self.world.ledger, self.world.tonight
        night = tonight if nights_ago is None else tonight - nights_ago * DAY
        asked = None if nights_ago is None else night
        how = {"done": by.done, "skipped": by.skip, "cleared": by.undo}[answer]

        def change(engine: Engine) -> None:
            assert how(by(engine), habit, asked) == night

        def effect() -> None:
            ledger.mark(night, habit, answer, self.world.now)

        # What was told belongs to a night that had begun, perhaps in another zone.
        allowed = night <= ledger.night_of(self.world.now) or ledger.memories[night, habit].claimed
        if there:
            self.world.there(change, effect, allowed=allowed, poke=poke)
        else:
            self.world.here(change, effect, allowed=allowed)

    @precondition(_runs)
    @rule(habit=some)
    def hear(self, habit: tuple[int, bool]) -> None:
        id_, night = self._habit(habit), self.world.tonight
        self.world.here(
            lambda engine: by(engine).acknowledge(id_), lambda: self.world.ledger.hear(night, id_)
        )
        self.world.settle()

    @rule(habit=some, minutes=st.none() | st.integers(1, 30), there=st.booleans(), poke=moments_later)
    def snooze(self, habit: tuple[int, bool], minutes: int | None, there: bool, poke: timedelta) -> None:
        ledger, night, now = self.world.ledger, self.world.tonight, self.world.now
        until = now + (ledger.choices.snooze if minutes is None else minutes * MINUTE)
        id_ = self._habit(habit)
        due = ledger.plan(night).get(id_)
        allowed = due is not None and due.at <= now and ledger.may_snooze(night, id_, until)

        def change(engine: Engine) -> None:
            assert by(engine).snooze(id_, minutes) == until

        def effect() -> None:
            ledger.memories[night, id_].release(until)

        if there:
            self.world.there(change, effect, allowed=allowed, poke=poke)
        else:
            self.world.here(change, effect, allowed=allowed)
        self.world.settle()

    @rule(cramp=st.booleans(), of_now=st.booleans(), there=st.booleans(), poke=moments_later)
    def morning(self, cramp: bool, of_now: bool, there: bool, poke: timedelta) -> None:
        ledger = self.world.ledger
        asked = self.world.tonight if of_now else None
        night = asked or ledger.slept(self.world.now)

        def change(engine: Engine) -> None:
            assert by(engine).morning(Morning(cramp), asked) == night

        def effect() -> None:
            ledger.mornings.add(night)

        if there:
            self.world.there(change, effect, poke=poke)
        else:
            self.world.here(change, effect)
        self.world.settle()

    @precondition(_runs)
    @rule(data=st.data(), closed=closings)
    def press(self, data: st.DataObject, closed: str) -> None:
        """A button of what is on the screen, or of what was."""
        server = self.world.server
        cards = dict.fromkeys((*server.cards.values(), *server.gone))
        pressable = [card for card in cards if card.keys and card.owner == server.owner]
        if pressable:
            card = data.draw(st.sampled_from(pressable), "card")
            self.world.press(card, data.draw(st.sampled_from(card.keys), "key"), closed)
        self.world.settle()

    @precondition(_runs)
    @rule()
    def dismiss(self) -> None:
        for card in tuple(self.world.server.cards.values()):
            self.world.dismiss(card)
        self.world.settle()

    # Quiet

    @rule(there=st.booleans(), poke=moments_later)
    def good_night(self, there: bool, poke: timedelta) -> None:
        now = self.world.now
        self._evening(
            lambda engine: by(engine).good_night(), lambda: self.world.ledger.good_night(now), there, poke
        )

    @rule(there=st.booleans(), poke=moments_later, nights_ago=st.sampled_from([0, 0, 0, 1]))
    def reopen(self, there: bool, poke: timedelta, nights_ago: int) -> None:
        now, night = self.world.now, self.world.tonight - nights_ago * DAY
        self._evening(
            lambda engine: by(engine).reopen(night), lambda: self.world.ledger.reopen(night, now), there, poke
        )

    def _evening(
        self, change: Callable[[Engine], object], effect: Callable[[], None], there: bool, poke: timedelta
    ) -> None:
        if there:
            self.world.there(change, effect, poke=poke)
        else:
            self.world.here(change, effect)
        self.world.settle()

    @rule(
        span=st.sampled_from([MINUTE, 60 * MINUTE, 90 * MINUTE, None, None]),
        tonight=st.booleans(),
        there=st.booleans(),
        poke=moments_later,
    )
    def pause(self, span: timedelta | None, tonight: bool, there: bool, poke: timedelta) -> None:
        ledger, now = self.world.ledger, self.world.now
        until = ledger.night(self.world.tonight).ends if tonight else None if span is None else now + span

        def change(engine: Engine) -> None:
            if tonight:
                by(engine).pause_tonight()
            else:
                by(engine).pause(span)

        def effect() -> None:
            ledger.pause = Paused(now, until)

        if there:
            self.world.there(change, effect, poke=poke)
        else:
            self.world.here(change, effect)
        self.world.settle()

    @rule(there=st.booleans())
    def resume(self, there: bool) -> None:
        now = self.world.now
        do = self.world.there if there else self.world.here
        do(lambda engine: by(engine).resume(), lambda: self.world.ledger.resume(now))
        self.world.settle()

    # Choices

    @rule(data=st.data(), there=st.booleans(), poke=moments_later)
    def bedtime(self, data: st.DataObject, there: bool, poke: timedelta) -> None:
        ledger, now = self.world.ledger, self.world.now
        soon = shown(now, ledger.zone) + data.draw(st.integers(0, 180), "minutes from now") * MINUTE
        wall = data.draw(st.none() | walls() | st.just(time(soon.hour, soon.minute)), "wall")
        allowed = ledger.may_move_bedtime(wall, now)

        def change(engine: Engine) -> None:
            by(engine).bedtime(wall)

        def effect() -> None:
            ledger.move_bedtime(wall, now)

        if there:
            self.world.there(change, effect, allowed=allowed, poke=poke)
        else:
            self.world.here(change, effect, allowed=allowed)
        self.world.settle()

    @rule(data=st.data(), by_hand=st.booleans(), noticed=moments_later)
    def choose(self, data: st.DataObject, by_hand: bool, noticed: timedelta) -> None:
        changes = data.draw(self._changes(), "changes")
        if by_hand or not self._runs():
            self.world.edit(changes, noticed)
        else:
            self.world.choose(changes)
        self.world.settle()

    def _changes(self) -> st.SearchStrategy[dict[str, Value | None]]:
        night = self.world.ledger.night(self.world.tonight)
        lead_of_now = (night.bedtime - self.world.now) // MINUTE
        leads = st.integers(0, 1440) | st.integers(-3, 3).map(
            lambda minutes: min(max(lead_of_now + minutes, 0), 1440)
        )

        habits = some.map(self._habit)

        def of(habit: str, key: str, value: Value | None) -> dict[str, Value | None]:
            return {f"habits.{habit}.{key}": value}

        return st.one_of(
            st.builds(of, habits, st.just("lead"), leads | st.none()),
            st.builds(of, habits, st.just("lead"), leads),
            st.builds(of, habits, st.just("useful_for"), st.integers(1, 600)),
            st.builds(of, habits, st.just("enabled"), st.booleans()),
            st.builds(of, habits, st.just("notify"), st.booleans()),
            st.builds(of, habits, st.just("days"), WEEKDAYS.map(sorted) | st.none()),
            st.integers(1, 120).map(lambda minutes: {"nudges.snooze": minutes}),
            schedules().map(hours),
            st.builds(own_habit, st.none() | leads),
        )

    # The screen

    @rule(capabilities=st.sampled_from([ACTIONS, ACTIONS - {"body-markup"}, frozenset[str]()]), for_=spans)
    def server_restarts(self, capabilities: frozenset[str], for_: timedelta) -> None:
        self.world.server_goes()
        self.world.pass_time(self.world.clock.instant + for_)
        self.world.server_comes(capabilities)
        self.world.settle()
