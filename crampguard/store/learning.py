"""What the comparisons need in the diary: the question, the user's own trials, and their coins."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from crampguard.routine.habits import Habit
from crampguard.routine.insights import DEFAULT_QUESTION_HABIT, Insights, Question, insights
from crampguard.routine.record import Record
from crampguard.routine.trial import Trial, TrialResult, holds, trial_result
from crampguard.store.diary import Diary
from crampguard.store.history import began, records
from crampguard.store.rows import day, flag, maybe_day, text


def compared(diary: Diary, habits: Iterable[Habit], tonight: date) -> tuple[Insights, TrialResult | None]:
    """What the diary says about the question, the other habits and the latest trial. StoreError."""
    with diary.snapshot():
        return compared_in(records(diary), diary, habits, tonight)


def compared_in(
    nights: Sequence[Record], diary: Diary, habits: Iterable[Habit], tonight: date
) -> tuple[Insights, TrialResult | None]:
    """The same from all records of the diary, where they were read already."""
    latest = latest_trial(diary)
    found = insights(nights, habits, current_question(diary, tonight), tonight)
    return found, None if latest is None else trial_result(latest, nights, tonight)


def current_question(diary: Diary, tonight: date) -> Question:
    """The habit that is tested, and the first night of its count.

    Without a choice it is the stretch, from the first night of the diary on.
    """
    chosen = diary.database.read(
        "SELECT habit, since FROM questions ORDER BY since",
        lambda habit, since: Question(text(habit), day(since)),
    )
    current = Question(DEFAULT_QUESTION_HABIT, began(diary) or tonight)
    for place, one in enumerate(chosen):
        if place == 0 or one.habit != current.habit:  # choosing the same habit again continues its count
            current = one
    return current


def set_question(diary: Diary, habit: str, tonight: date, at: datetime) -> None:
    """From tonight on that habit is tested.

    What was tested until now is kept as well, so that taking the choice back goes on with the old count.
    """
    before = current_question(diary, tonight)
    diary.database.run(
        "INSERT INTO questions (since, habit, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        before.since,
        before.habit,
        at,
    )
    diary.put_all("questions", ("since", "habit", "at"), [(tonight, habit, at)])


def latest_trial(diary: Diary) -> Trial | None:
    """The latest trial, running or not, with its coins."""

    def read(habit: object, since: object, until: object) -> Trial:
        first, end = day(since), maybe_day(until)
        return Trial(text(habit), first, end, _coins(diary, first, end))

    query = "SELECT habit, since, until FROM trials ORDER BY since DESC LIMIT 1"
    return next(iter(diary.database.read(query, read)), None)


def running_trial(diary: Diary, tonight: date) -> Trial | None:
    """The latest trial, if it goes on tonight."""
    latest = latest_trial(diary)
    if latest is None or latest.until is not None:
        return None
    return latest if holds(latest, records(diary, latest.since), tonight) else None


def begin_trial(diary: Diary, habit: str, tonight: date, at: datetime) -> None:
    """From tonight on; a trial of the same habit that was stopped tonight goes on."""
    latest = latest_trial(diary)
    goes_on = latest is not None and latest.habit == habit and latest.until == tonight
    _put_trial(diary, habit, latest.since if latest is not None and goes_on else tonight, None, at)


def stop_trial(diary: Diary, running: Trial, tonight: date, at: datetime) -> None:
    """Tonight no longer belongs to it."""
    _put_trial(diary, running.habit, running.since, tonight, at)


def keep_coin(diary: Diary, night: date, side: bool, at: datetime) -> None:
    """The first coin of a night stays."""
    diary.database.run(
        "INSERT INTO coins (night, side, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        night,
        side,
        at,
    )


def _put_trial(diary: Diary, habit: str, since: date, until: date | None, at: datetime) -> None:
    diary.put_all("trials", ("since", "habit", "until", "at"), [(since, habit, until, at)])


def _coins(diary: Diary, since: date, until: date | None) -> dict[date, bool]:
    query = "SELECT night, side FROM coins WHERE night >= ? AND (? IS NULL OR night < ?) ORDER BY night"
    sides = diary.database.read(query, lambda night, side: (day(night), flag(side)), since, until, until)
    return dict(sides)
