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
from crampguard.windows.shared.navigation import Navigation

_PROBLEM_AT_MOST = 120  # characters


@dataclass(frozen=True, slots=True)
class MenuLine:
    """One entry. Without an action it is shown greyed; `checked` is None where nothing is ticked."""

    text: str
    act: Callable[[], object] | None = None
    checked: bool | None = None
    submenu: tuple["MenuLine", ...] = ()


Section = list[MenuLine]


def menu(tonight: Tonight, engine: Engine, navigation: Navigation) -> list[Section]:
    """The sections of the menu, from top to bottom; empty ones are left out."""
    night = tonight.night.date
    sections = [
        [MenuLine(_in_short(problem)) for problem in tonight.problems],
        [MenuLine(tonight.news, navigation.tonight)] if tonight.news else [],
        [MenuLine(bedtime_words(tonight)), _offered(later_offer(night), engine, navigation)],
        list(_question(tonight, engine, navigation)),
        list(_now(tonight, engine, navigation)),
        list(_undo(tonight, engine, navigation)),
        [_item(tonight, item, engine, navigation) for item in tonight.items],
        [
            MenuLine(_("Cramp now"), navigation.cramp_now),
            MenuLine(_("Last night…"), partial(navigation.morning, None)),
        ],
        list(_pause(tonight, engine, navigation)),
        [
            MenuLine(_("Tonight"), navigation.tonight),
            MenuLine(_("History"), navigation.history),
            MenuLine(_("Stretch"), navigation.stretch),
            MenuLine(_("When to see a doctor"), navigation.advice),
            MenuLine(_("Settings"), navigation.settings),
        ],
        [MenuLine(_("Quit"), navigation.leave)],
    ]
    return [section for section in sections if section]


def _offered(offer: Offer, engine: Engine, navigation: Navigation) -> MenuLine:
    return MenuLine(offer.label, partial(navigation.act, engine, offer.action))


def _question(tonight: Tonight, engine: Engine, navigation: Navigation) -> Iterator[MenuLine]:
    if words := question_words(tonight):
        yield MenuLine(words)
        for offer in question_offers(tonight.about):
            yield _offered(offer, engine, navigation)


def _now(tonight: Tonight, engine: Engine, navigation: Navigation) -> Iterator[MenuLine]:
    """The first item that wants the user, with its answers."""
    item = _first(item for item in tonight.items if item.waiting)
    asked = _first(item for item in tonight.items if item.asking(tonight.now))
    if item is not None:
        yield MenuLine(_("Now: {title}").format(title=item.habit.title))
    elif asked is not None:
        item, since = asked, tonight.clock(asked.due)
        yield MenuLine(_("{title}: none since {time}?").format(title=asked.habit.title, time=since))
    if item is not None:
        for offer in tonight.offers(item):
            yield _offered(offer, engine, navigation)


def _undo(tonight: Tonight, engine: Engine, navigation: Navigation) -> Iterator[MenuLine]:
    if (answer := tonight.last_answer) is not None:
        yield MenuLine(
            _("Undo: {answer}").format(answer=answer.text), partial(navigation.act, engine, answer.undo)
        )


def _item(tonight: Tonight, item: Item, engine: Engine, navigation: Navigation) -> MenuLine:
    """A click ticks; where the tick is only asked for later, it opens the list, which says when."""
    words = state_words(tonight, item)
    text = _("{time}  {title} ({state})") if words else _("{time}  {title}")
    action = tonight.tick(item) or Action(ActionKind.OPEN, tonight.night.date)
    return MenuLine(
        text.format(time=tonight.clock(item.due), title=item.habit.title, state=words),
        partial(navigation.act, engine, action),
        checked=item.state is State.DONE,
    )


def _pause(tonight: Tonight, engine: Engine, navigation: Navigation) -> Iterator[MenuLine]:
    night = tonight.night.date
    if tonight.paused:
        yield MenuLine(pause_words(tonight))
        yield MenuLine(_("Resume"), partial(navigation.act, engine, Action(ActionKind.RESUME, night)))
    else:
        yield MenuLine(
            _("Pause"), submenu=tuple(_offered(offer, engine, navigation) for offer in pause_offers(night))
        )


def _first(items: Iterable[Item]) -> Item | None:
    return next(iter(items), None)


def _in_short(problem: str) -> str:
    """The end says what is wrong; the beginning is the path of a file."""
    return problem if len(problem) <= _PROBLEM_AT_MOST else "…" + problem[-_PROBLEM_AT_MOST:]
