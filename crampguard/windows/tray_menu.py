"""The tray menu as lines: what it says in a state of tonight, and what each line does."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.checklist import Item, State
from crampguard.routine.habits import Kind
from crampguard.routine.localtime import MINUTE
from crampguard.routine.morning import Morning
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import bedtime_words, pause_words, question_words, state_words
from crampguard.windows.doors import Doors

_LATER = 30  # minutes that the bedtime line offers
_PROBLEM_AT_MOST = 120  # characters


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. Without an action it is shown greyed; `checked` is None where nothing is ticked."""

    text: str
    act: Callable[[], object] | None = None
    checked: bool | None = None
    submenu: tuple["Line", ...] = ()


Section = list[Line]


def menu(tonight: Tonight, engine: Engine, doors: Doors) -> list[Section]:
    """The sections of the menu, from top to bottom; empty ones are left out."""
    sections = [
        [Line(_in_short(problem)) for problem in tonight.problems],
        [Line(tonight.news, doors.tonight)] if tonight.news else [],
        list(_bedtime(tonight, engine)),
        list(_question(tonight, engine, doors)),
        list(_now(tonight, engine)),
        [_item(tonight, engine, item) for item in tonight.items],
        [Line(_("Cramp now"), doors.cramp_now), Line(_("Last night…"), partial(doors.morning, None))],
        list(_pause(tonight, engine)),
        [
            Line(_("Tonight"), doors.tonight),
            Line(_("History"), doors.history),
            Line(_("Stretch"), doors.stretch),
            Line(_("When to see a doctor"), doors.see_someone),
            Line(_("Settings"), doors.settings),
        ],
        [Line(_("Quit"), doors.leave)],
    ]
    return [section for section in sections if section]


def _bedtime(tonight: Tonight, engine: Engine) -> Iterator[Line]:
    yield Line(bedtime_words(tonight))
    later = partial(engine.attempt, engine.later_bedtime, _LATER)
    yield Line(_("+{minutes} min").format(minutes=_LATER), later)


def _question(tonight: Tonight, engine: Engine, doors: Doors) -> Iterator[Line]:
    if words := question_words(tonight):
        no_cramp = partial(engine.morning, Morning(cramp=False), tonight.about)
        yield Line(words)
        yield Line(_("No cramp"), partial(engine.attempt, no_cramp))
        yield Line(_("Cramp…"), partial(doors.cramp, tonight.about))


def _now(tonight: Tonight, engine: Engine) -> Iterator[Line]:
    """The first item that wants the user, with its answers."""
    item = _first(item for item in tonight.items if item.waiting)
    asked = _first(item for item in tonight.items if item.asking(tonight.now))
    if item is not None:
        yield Line(_("Now: {title}").format(title=item.habit.title))
        if item.habit.kind is Kind.ABSTAIN:
            yield Line(_("OK"), partial(engine.attempt, engine.hear, item.habit.id))
            return
        yield Line(_("Done"), partial(engine.attempt, engine.done, item.habit.id))
        if item.can_snooze(tonight.now + tonight.snooze):
            yield Line(
                _("In {minutes} min").format(minutes=tonight.snooze // MINUTE),
                partial(engine.attempt, engine.snooze, item.habit.id),
            )
        yield Line(_("Not tonight"), partial(engine.attempt, engine.skip, item.habit.id))
    elif asked is not None:
        since = tonight.clock(asked.due)
        yield Line(_("{title}: none since {time}?").format(title=asked.habit.title, time=since))
        yield Line(_("None"), partial(engine.attempt, engine.done, asked.habit.id))
        yield Line(_("Had some"), partial(engine.attempt, engine.skip, asked.habit.id))


def _item(tonight: Tonight, engine: Engine, item: Item) -> Line:
    done = item.state is State.DONE
    words = state_words(tonight, item)
    text = _("{time}  {title} ({state})") if words else _("{time}  {title}")
    return Line(
        text.format(time=tonight.clock(item.due), title=item.habit.title, state=words),
        partial(engine.attempt, engine.undo if done else engine.done, item.habit.id, tonight.night.date),
        checked=done,
    )


def _pause(tonight: Tonight, engine: Engine) -> Iterator[Line]:
    if tonight.paused:
        yield Line(pause_words(tonight))
        yield Line(_("Resume"), partial(engine.attempt, engine.resume))
    else:
        spans = (
            Line(_("For 1 hour"), partial(engine.attempt, engine.pause, timedelta(hours=1))),
            Line(_("Tonight"), partial(engine.attempt, engine.pause_tonight)),
            Line(_("Until I resume"), partial(engine.attempt, engine.pause, None)),
        )
        yield Line(_("Pause"), submenu=spans)


def _first(items: Iterable[Item]) -> Item | None:
    return next(iter(items), None)


def _in_short(problem: str) -> str:
    """The end says what is wrong; the beginning is the path of a file."""
    return problem if len(problem) <= _PROBLEM_AT_MOST else "…" + problem[-_PROBLEM_AT_MOST:]
