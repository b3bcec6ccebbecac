"""The tray menu as lines: what it says in a state of tonight, and what each line does."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind, Offer, later_offer, pause_offers, question_offers
from crampguard.routine.checklist import Item, State
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import bedtime_words, pause_words, question_words, state_words
from crampguard.windows.shared.navigation import Doors

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
    night = tonight.night.date
    sections = [
        [Line(_in_short(problem)) for problem in tonight.problems],
        [Line(tonight.news, doors.tonight)] if tonight.news else [],
        [Line(bedtime_words(tonight)), _offered(later_offer(night), engine, doors)],
        list(_question(tonight, engine, doors)),
        list(_now(tonight, engine, doors)),
        list(_undo(tonight, engine, doors)),
        [_item(tonight, item, engine, doors) for item in tonight.items],
        [Line(_("Cramp now"), doors.cramp_now), Line(_("Last night…"), partial(doors.morning, None))],
        list(_pause(tonight, engine, doors)),
        [
            Line(_("Tonight"), doors.tonight),
            Line(_("History"), doors.history),
            Line(_("Stretch"), doors.stretch),
            Line(_("When to see someone"), doors.see_someone),
            Line(_("Settings"), doors.settings),
        ],
        [Line(_("Quit"), doors.leave)],
    ]
    return [section for section in sections if section]


def _offered(offer: Offer, engine: Engine, doors: Doors) -> Line:
    return Line(offer.label, partial(doors.act, engine, offer.action))


def _question(tonight: Tonight, engine: Engine, doors: Doors) -> Iterator[Line]:
    if words := question_words(tonight):
        yield Line(words)
        for offer in question_offers(tonight.about):
            yield _offered(offer, engine, doors)


def _now(tonight: Tonight, engine: Engine, doors: Doors) -> Iterator[Line]:
    """The first item that wants the user, with its answers."""
    item = _first(item for item in tonight.items if item.waiting)
    asked = _first(item for item in tonight.items if item.asking(tonight.now))
    if item is not None:
        yield Line(_("Now: {title}").format(title=item.habit.title))
    elif asked is not None:
        item, since = asked, tonight.clock(asked.due)
        yield Line(_("{title}: none since {time}?").format(title=asked.habit.title, time=since))
    if item is not None:
        for offer in tonight.offers(item):
            yield _offered(offer, engine, doors)


def _undo(tonight: Tonight, engine: Engine, doors: Doors) -> Iterator[Line]:
    if (answer := tonight.last_answer) is not None:
        yield Line(_("Undo: {answer}").format(answer=answer.text), partial(doors.act, engine, answer.undo))


def _item(tonight: Tonight, item: Item, engine: Engine, doors: Doors) -> Line:
    """A click ticks; where the tick is only asked for later, it opens the list, which says when."""
    words = state_words(tonight, item)
    text = _("{time}  {title} ({state})") if words else _("{time}  {title}")
    action = tonight.tick(item) or Action(ActionKind.OPEN, tonight.night.date)
    return Line(
        text.format(time=tonight.clock(item.due), title=item.habit.title, state=words),
        partial(doors.act, engine, action),
        checked=item.state is State.DONE,
    )


def _pause(tonight: Tonight, engine: Engine, doors: Doors) -> Iterator[Line]:
    night = tonight.night.date
    if tonight.paused:
        yield Line(pause_words(tonight))
        yield Line(_("Resume"), partial(doors.act, engine, Action(ActionKind.RESUME, night)))
    else:
        yield Line(_("Pause"), submenu=tuple(_offered(offer, engine, doors) for offer in pause_offers(night)))


def _first(items: Iterable[Item]) -> Item | None:
    return next(iter(items), None)


def _in_short(problem: str) -> str:
    """The end says what is wrong; the beginning is the path of a file."""
    return problem if len(problem) <= _PROBLEM_AT_MOST else "…" + problem[-_PROBLEM_AT_MOST:]
