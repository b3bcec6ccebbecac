"""One user's machine: its clock, its screen, and the program on it, which is watched at every step.

Whatever happens goes through here, is told to the ledger if it reached the diary, and is held against it.
"""

import sqlite3
from collections.abc import Callable, Mapping, Set
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from crampguard.engine import Engine, Refused
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Diary
from crampguard.store.settings import SettingsFile
from tests.moved_clock import MovedClock
from tests.simulation.fate import Killed
from tests.simulation.ledger import BUTTONS_KNOWN_FOR, DAY, MORNING, Key, Ledger
from tests.simulation.profile import Profile, Value, every_habit
from tests.simulation.program import Program
from tests.simulation.screen import Card, Line, Server, reader

Change = Callable[[Engine], object]
Effect = Callable[[], object]

_RINGS_AT_ONCE = 3  # more without the clock moving on would be a program that spins


class World:
    def __init__(self, folder: Path, now: datetime, zone: ZoneInfo) -> None:
        self._folder = folder
        self.clock = MovedClock(now, zone)
        self.profile = Profile(folder / "settings.toml")
        self.profile.write()
        self.ledger = Ledger(zone, self.profile.choices)
        self.server = Server(reader((MORNING, *every_habit())))
        self.program: Program | None = None
        self.buttons: dict[tuple[str, int], tuple[date, Card, datetime]] = {}  # what the program remembers
        self.lived = timedelta()
        self._owed: set[Key] = set()  # what was told and has not been on the screen yet
        self._orphans: set[Card] = set()  # left on the screen by a kill, before they were remembered
        self._claims: dict[Key, str | None] = {}  # as last seen, with the time of the telling
        self._recent: Set[Key] = set()
        self._rings, self._rung_at = 0, now
        with closing(Diary(folder / "diary.sqlite3")):
            pass
        self._observer = sqlite3.connect(f"file:{folder / 'diary.sqlite3'}?mode=ro", uri=True)

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def tonight(self) -> date:
        return self.ledger.night_of(self.now)

    def close(self) -> None:
        if self.program is not None:
            self.program.diary.close()
        self._observer.close()

    # The program comes and goes

    def start(self) -> None:
        self.program = Program(self._folder, self.clock, self.server, self._on_known)
        self._owed = set()
        remembered = self._memory()

        def begin(engine: Engine) -> None:
            assert self.program is not None
            engine.start(self.program.alarm)

        same = self.ledger.seen is self.profile.choices
        if self._does(begin):
            self.ledger.watching(self.now, since=self.now)
            self.ledger.take_up(self.profile.choices, self.now)
            if same and self.program is not None:
                assert self._memory() == remembered, "a restart changed the night"
        self.settle()

    def quit(self) -> None:
        if self.program is not None:
            try:
                self.program.notifications.stop()
            except Killed:
                pass
            else:
                left = set(self.server.cards.values())
                assert left <= self._orphans, "left on the screen by a program that quit"
            self._bury()

    def doom(self, moments: int) -> None:
        """The program will be killed after so many writes and calls."""
        if self.program is not None:
            self.program.fate.moments_left = moments

    def _bury(self) -> None:
        if self.program is not None:
            self.program.diary.close()
            self.program = None
            self._orphans |= set(self.server.cards.values()) - {card for _, card, _ in self.buttons.values()}

    # Time

    def pass_time(self, until: datetime, *, slow: bool = False) -> None:
        """The clock moves on, and the alarm rings on its way."""
        lived = self.clock.instant
        while self.program is not None and self.program.alarm.instant is not None:
            if self.program.alarm.instant > until:
                break
            self.clock.instant = max(self.program.alarm.instant, self.clock.instant)
            self._ring(slow=slow)
        self.clock.instant = until
        self.lived += until - lived

    def settle(self) -> None:
        """Everything that waits to happen at this instant happens."""
        if self.program is not None:
            self._does(_nothing)
        self.pass_time(self.clock.instant)
        self._check_screen()
        self._check_alarm()
        self._check_state()

    def _ring(self, *, slow: bool) -> None:
        assert self.program is not None
        self._rings = self._rings + 1 if self._rung_at == self.now else 1
        self._rung_at = self.now
        assert self._rings <= _RINGS_AT_ONCE, "the alarm rings again and again"
        self.program.alarm.instant = None
        expected = self.ledger.to_tell(self.now)
        if self._does(Engine.ring, tells=expected, slow=slow):
            self.ledger.tell(expected)
            self.ledger.watching(self.now)
        if not slow:
            self._check_screen()
            self._check_alarm()

    def set_clock(self, instant: datetime) -> None:
        self.clock.instant = instant
        self.looks()

    def fly(self, zone: ZoneInfo) -> None:
        self.clock.where = self.ledger.zone = zone
        self.looks()

    def suspend(self, span: timedelta, meanwhile: Callable[[], object]) -> None:
        """The machine sleeps. Something may come before the program learns that it did."""
        self.clock.instant += span
        self.lived += span
        meanwhile()
        if self.program is not None:
            self._does(Engine.resumed)
            self.ledger.watching(self.now, since=self.now)

    def looks(self) -> None:
        if self.program is not None:
            self._does(Engine.refresh)
            self.ledger.watching(self.now)

    # What the user does

    def here(self, change: Change, effect: Effect, *, allowed: bool = True) -> None:
        """In a window or the tray menu."""
        if self.program is None:
            return
        if self._does(change, allowed=allowed) and allowed:
            effect()
        elif not allowed:
            self.looks()  # takes the line about the refusal away

    def there(
        self, change: Change, effect: Effect, *, allowed: bool = True, poke: timedelta = timedelta()
    ) -> None:
        """In a terminal, after which the program is told to look again, perhaps a moment later."""
        with closing(Diary(self._folder / "diary.sqlite3")) as diary:
            refused = _refused(change, Engine(diary, SettingsFile(self.profile.path), self.clock))
        assert refused != allowed
        assert not self._told(), "told by a command"
        if allowed:
            effect()
        if poke:
            self.pass_time(self.clock.instant + poke, slow=True)
        self.looks()

    def choose(self, changes: Mapping[str, Value | None]) -> None:
        """In the settings window."""
        self.profile.change(changes)
        self._takes_up(lambda engine: engine.choose(changes))
        self._takes_up(Engine.reload)  # the file is watched as well

    def edit(self, changes: Mapping[str, Value | None], noticed: timedelta = timedelta()) -> None:
        """By hand; a program that runs notices it a moment later, one that does not at its next start."""
        self.profile.change(changes)
        self.profile.write()
        if noticed:
            self.pass_time(self.clock.instant + noticed, slow=True)
        self._takes_up(Engine.reload)

    def _takes_up(self, how: Change) -> None:
        if self.program is not None and self._does(how):
            self.ledger.take_up(self.profile.choices, self.now)
        self.ledger.choices = self.profile.choices

    def press(self, card: Card, key: str, closed: str) -> None:
        """A button of a notification that is or was on screen; most servers then say that it has closed."""
        if self.program is None or card.owner != self.server.owner:
            return
        line, known, row = self.program.line, self.buttons.get((card.owner, card.id)), self._row(card)
        self.server.cards.pop(card.id, None)
        if closed == "before":
            line.signal("NotificationClosed", card.id, 2)
        line.signal("ActionInvoked", card.id, key)
        if closed == "after":
            line.signal("NotificationClosed", card.id, 2)
        self._does(_nothing)
        if row is None:
            assert known is None, "a button is not understood any more"
        elif row != self._row(card):
            assert known is not None, "a button is understood that was pressed before"
            night, shown, _at = known
            if self.buttons[card.owner, card.id] is known:
                del self.buttons[card.owner, card.id]
            self.ledger.press(night, shown.habits, key, self.now)
            if key == "goodnight" and night != self.tonight:
                self.looks()  # takes the line about the refusal away
        else:
            assert self.program is None or key in ("open", "default", "cramp", "guide")

    def dismiss(self, card: Card) -> None:
        if self.program is not None:
            self.server.cards.pop(card.id, None)
            self.program.line.signal("NotificationClosed", card.id, 2)
            self._does(_nothing)

    def server_goes(self) -> None:
        self.server.go()
        self._tell_owner()

    def server_comes(self, capabilities: frozenset[str]) -> None:
        self.server.come(capabilities)
        self._tell_owner()

    def _tell_owner(self) -> None:
        if self.program is not None:
            self.program.line.tell_owner()
            self._does(_nothing)

    # What is watched

    def _does(
        self, act: Change, *, allowed: bool = True, tells: Set[Key] = frozenset(), slow: bool = False
    ) -> bool:
        """The program does something, and perhaps dies of it. Whether it reached the diary."""
        assert self.program is not None
        fate = self.program.fate
        commits = fate.commits
        try:
            refused = _refused(act, self.program.engine)
            if not slow:
                self.program.line.deliver()
        except Killed:
            self._bury()
        else:
            assert refused != allowed
        reached = fate.commits > commits
        told = self._told()
        assert told == (tells if reached else set()), "told too early, too late, twice or not at all"
        self._owed |= told
        assert self._owed or not self.server.popped_up, "popped up anew, and nothing has joined"
        return reached

    def _check_screen(self) -> None:
        """One notification at most, of what is due, told and not answered; and what was told is in it."""
        self.server.popped_up.clear()
        if self.program is None:
            return
        cards = set(self.server.cards.values()) - self._orphans
        on_show = self.ledger.on_show(self.now)
        assert len(cards) <= 1
        assert all(set(card.habits) <= on_show for card in cards)
        if not on_show:
            self._owed = set()
        elif self._owed and self.server.owner:
            assert [set(card.habits) for card in cards] == [on_show], "told, but not on the screen"
            self._owed = set()

    def _check_alarm(self) -> None:
        """Whatever changes next, the program will have been woken."""
        if self.program is not None:
            alarm = self.program.alarm.instant
            assert alarm is not None
            assert alarm <= self.ledger.next_change(self.now), "the alarm is late"

    def _check_state(self) -> None:
        """What everyone shows is what holds now."""
        if self.program is None:
            return
        now, engine = self.now, self.program.engine
        assert not engine.tonight.problems
        with self.program.fate.spared():
            fresh = engine.view()
        night = self.ledger.night(self.tonight)
        assert (fresh.night.date, fresh.night.wake) == (night.date, night.wake)
        assert (fresh.night.bedtime, fresh.night.ends) == (night.bedtime, night.ends)
        assert fresh.paused == self.ledger.paused(now)
        assert fresh.closed_at == self.ledger.closed.get(night.date)
        assert fresh.about == self.ledger.about(night.date)
        plan = self.ledger.plan(night.date)
        assert {item.habit.id for item in fresh.all_items} == plan.keys()
        for item in fresh.all_items:
            due, memory = plan[item.habit.id], self.ledger.memories[night.date, item.habit.id]
            assert (item.due, item.useful_until) == (due.at, due.until)
            assert item.state.value == self.ledger.state(due, night.date, now)
            assert item.answered or item.snoozed_until == memory.snooze
            claim = item.claim
            assert memory.claimed == (claim is not None)
            assert claim is None or (memory.told, memory.heard) == (
                claim.told_at is not None,
                claim.acknowledged,
            )
        assert set(fresh.notice.habits if fresh.notice else ()) == self.ledger.on_show(now)
        assert _as_shown(engine.tonight) == _as_shown(fresh), "an old state is shown"

    def _told(self) -> set[Key]:
        """What has been claimed for telling since the last look into the diary."""
        since = self.now.date() - 4 * DAY
        rows = self._observer.execute(
            "SELECT night, habit, told_at FROM claims WHERE night >= ?", (str(since),)
        )
        claims = {(date.fromisoformat(night), habit): told_at for night, habit, told_at in rows}
        told = {key for key, told_at in claims.items() if told_at and self._claims.get(key) != told_at}
        for key in self._recent - claims.keys():
            if key[0] >= since:
                del self._claims[key]
        self._claims |= claims
        self._recent = claims.keys()
        return told

    def _row(self, card: Card) -> object:
        """When the program last remembered what the notification stands for."""
        identity = f"{Line.id}{card.owner}"
        key = (identity, card.id)
        return self._observer.execute(
            "SELECT shown_at FROM notifications WHERE server = ? AND id = ?", key
        ).fetchone()

    def _on_known(self, card: Card) -> None:
        forgotten = self.now - BUTTONS_KNOWN_FOR
        self.buttons = {key: known for key, known in self.buttons.items() if known[2] >= forgotten}
        self.buttons[card.owner, card.id] = self.tonight, card, self.now

    def _memory(self) -> list[object]:
        """All that a start may not change when nobody edited anything."""
        tables = ("SELECT * FROM claims", "SELECT * FROM snoozes")
        return [self._observer.execute(table).fetchall() for table in tables]


def _nothing(_engine: Engine) -> None:
    """Only what came over the line is taken in."""


def _refused(change: Change, engine: Engine) -> bool:
    try:
        change(engine)
    except Refused:
        return True
    return False


def _as_shown(tonight: Tonight) -> object:
    return (
        tonight.all_items,
        tonight.notice,
        tonight.paused,
        tonight.asleep,
        tonight.winding_down,
        tonight.next,
        [item.asking(tonight.now) for item in tonight.items],
    )
