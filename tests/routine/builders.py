"""One quiet evening in Berlin, 22 November 2026, for tests that need a night with habits in it.

Up at 06:45, bed at 22:30, up again at 06:45. The habits are due and useful, by the wall clock:

    coffee    13:30 to 15:30, heads-up, asks from 19:30
    alcohol   18:30 to 19:30, heads-up, asks from 20:30
    drink     18:30 to 20:30
    cool      21:30 to 22:30
    bedding   22:15 to 23:30, list only
    stretch   22:15 to 23:30
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crampguard.routine.checklist import Answer, Claim, Item, Mark, Pause, Remembered, checklist
from crampguard.routine.habits import Habit, Kind
from crampguard.routine.localtime import DAY
from crampguard.routine.nights import Night
from crampguard.routine.plan import plan
from crampguard.routine.question import question
from crampguard.routine.tonight import Tonight

BERLIN = ZoneInfo("Europe/Berlin")
DATE = date(2026, 11, 22)
_GETTING_UP = time(6, 45)


def at(clock: str) -> datetime:
    """The instant of the night at which clocks show this."""
    wall = time.fromisoformat(clock)
    day = DATE if wall >= _GETTING_UP else DATE + timedelta(days=1)
    return datetime.combine(day, wall, tzinfo=BERLIN).astimezone(UTC)


NIGHT = Night(DATE, at("06:45"), at("22:30"), at("06:45") + timedelta(days=1))
SNOOZE = timedelta(minutes=15)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

COFFEE = Habit("coffee", "Last coffee", Kind.ABSTAIN, lead=540, useful_for=120, ask_from=180, nudge="Coffee?")
ALCOHOL = Habit(
    "alcohol", "Last glass", Kind.ABSTAIN, lead=240, useful_for=60, ask_from=120, nudge="The last glass?"
)
DRINK = Habit(
    "drink",
    "Drink something",
    lead=240,
    useful_for=120,
    nudge="A glass of water?",
    caution_short="Keep to your limit.",
    caution_always=True,
)
COOL = Habit("cool", "Cool bedroom", lead=60, useful_for=60, nudge="Air the room.")
BEDDING = Habit("bedding", "Loosen bedding", lead=15, useful_for=75, notify=False, nudge="Untuck.")
STRETCH = Habit(
    "stretch", "Leg stretch", lead=15, useful_for=75, nudge="Three minutes.", caution_short="Hold a wall."
)
ALL = (COFFEE, ALCOHOL, DRINK, COOL, BEDDING, STRETCH)


def remembered(
    *,
    done: Iterable[str] = (),
    skipped: Iterable[str] = (),
    cleared: Iterable[str] = (),
    told: Iterable[str] = (),
    heard: Iterable[str] = (),
    silent: Iterable[str] = (),
    snoozed: Mapping[str, str] | None = None,
    times_told: Mapping[str, int] | None = None,
    drawn: Mapping[str, bool] | None = None,
) -> Remembered:
    """What the diary knows, by habit id. told: and on show; heard: told and OK; silent: passed unsaid."""
    answers = ((Answer.DONE, done), (Answer.SKIPPED, skipped), (Answer.CLEARED, cleared))
    claims = ((Claim(NIGHT.wake), told), (Claim(NIGHT.wake, acknowledged=True), heard), (Claim(None), silent))
    return Remembered(
        {id_: Mark(answer, NIGHT.wake) for answer, ids in answers for id_ in ids},
        {id_: claim for claim, ids in claims for id_ in ids},
        {id_: at(clock) for id_, clock in (snoozed or {}).items()},
        times_told or {},
        drawn or {},
    )


def evening(
    now: str | datetime,
    *habits: Habit,
    known: Remembered | None = None,
    pause: Pause | None = None,
    gap_ended: datetime = LONG_AGO,
    snooze: timedelta = SNOOZE,
    answered_at: datetime | None = NIGHT.wake,
) -> Tonight:
    """The evening as it stands, with these habits or all of them; the morning's question was answered."""
    moment = at(now) if isinstance(now, str) else now
    items = checklist(plan(NIGHT, habits or ALL), known or Remembered(), moment)
    asked = question(NIGHT, known or Remembered(), answered_at, moment)
    return Tonight(moment, BERLIN, NIGHT, items, asked, NIGHT.date - DAY, pause, gap_ended, snooze)


def item(now: str, habit: Habit, known: Remembered | None = None) -> Item:
    """One item of that evening."""
    return evening(now, habit, known=known).items[0]
