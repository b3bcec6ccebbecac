"""The tray menu as lines: what it says in a state of tonight, and what each line does.

It fits a screen of 600 pixels on every desktop: there are few lines at the top, and the evening's list is
a submenu.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from msgspec import Struct

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind, Offer, later_offer, pause_offers, question_offers
from crampguard.routine.checklist import Item, State
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import bedtime_words, pause_words, question_words, state_words
from crampguard.windows.shared.navigation import Navigation

MOST_LINES = 14  # at the top: 37 pixels each on GNOME
_MOST_OFFERS = 3
_PROBLEM_AT_MOST = 120  # characters


class MenuLine(Struct, frozen=True):
    """One entry. Without an action it is shown greyed; `checked` is None where nothing is ticked.

    spare: left out where the menu would grow too long, because there is another way to it.
    """

    text: str
    act: Callable[[], object] | None = None
    checked: bool | None = None
    submenu: tuple["MenuLine", ...] = ()
    spare: bool = False


Section = list[MenuLine]


def menu(tonight: Tonight, engine: Engine, navigation: Navigation) -> list[Section]:
    """The sections of the menu, from top to bottom; empty ones are left out."""

    def offered(offer: Offer) -> MenuLine:
        return MenuLine(offer.label, act(offer.action))

    def act(action: Action) -> Callable[[], object]:
        return partial(navigation.act, engine, action)

    good_night = tonight.good_night
    sections = [
        [MenuLine(_shortened(tonight.problems[0]))] if tonight.problems else [],
        [MenuLine(tonight.news, navigation.tonight)] if tonight.news else [],
        [*_now(tonight, offered), *([] if good_night is None else [offered(good_night)])],
        list(_undo(tonight, act)),
        [
            MenuLine(bedtime_words(tonight), submenu=tuple(_evening(tonight, offered, act))),
            MenuLine(_("Cramp now"), navigation.cramp_now),
            MenuLine(_("Last night…"), partial(navigation.morning, None), spare=True),
            _pause(tonight, offered, act),
        ],
        [
            MenuLine(_("Tonight"), navigation.tonight),
            MenuLine(_("History"), navigation.history, spare=True),
            MenuLine(_("Stretch"), navigation.stretch, spare=True),
            MenuLine(_("When to see a doctor"), navigation.advice),
            MenuLine(_("Settings"), navigation.settings),
        ],
        [MenuLine(_("Quit"), navigation.quit)],
    ]
    return [section for section in _fitted(sections) if section]


def _now(tonight: Tonight, offered: Callable[[Offer], MenuLine]) -> Iterator[MenuLine]:
    """What wants the user now, with its answers: the morning question, an item, or its tick."""
    item = tonight.foremost or next((item for item in tonight.items if item.asking(tonight.now)), None)
    if words := question_words(tonight):
        yield MenuLine(words)
        yield from map(offered, question_offers(tonight.about))
    elif item is not None and item.waiting:
        yield MenuLine(_("Now: {title}").format(title=item.habit.title))
        yield from map(offered, tonight.offers(item)[:_MOST_OFFERS])
    elif item is not None:
        since = tonight.clock(item.due)
        yield MenuLine(_("{title}: none since {time}?").format(title=item.habit.title, time=since))
        yield from map(offered, tonight.offers(item))


def _undo(tonight: Tonight, act: Callable[[Action], Callable[[], object]]) -> Iterator[MenuLine]:
    if (answer := tonight.last_answer) is not None:
        yield MenuLine(_("Undo: {answer}").format(answer=answer.text), act(answer.undo))


def _evening(
    tonight: Tonight,
    offered: Callable[[Offer], MenuLine],
    act: Callable[[Action], Callable[[], object]],
) -> Iterator[MenuLine]:
    for item in tonight.items:
        # Where the tick is only asked for later, a click opens the list, which says when.
        action = tonight.tick(item) or Action(ActionKind.OPEN, tonight.night.date)
        yield MenuLine(_item_text(tonight, item), act(action), checked=item.state is State.DONE)
    yield offered(later_offer(tonight.night.date))


def _item_text(tonight: Tonight, item: Item) -> str:
    words = state_words(tonight, item)
    text = _("{time}  {title} ({state})") if words else _("{time}  {title}")
    return text.format(time=tonight.clock(item.due), title=item.habit.title, state=words)


def _pause(
    tonight: Tonight,
    offered: Callable[[Offer], MenuLine],
    act: Callable[[Action], Callable[[], object]],
) -> MenuLine:
    night = tonight.night.date
    if tonight.paused:
        text = _("Resume ({pause})").format(pause=pause_words(tonight))
        return MenuLine(text, act(Action(ActionKind.RESUME, night)))
    return MenuLine(_("Pause"), submenu=tuple(map(offered, pause_offers(night))))


def _fitted(sections: Iterable[Section]) -> list[Section]:
    """Without as many of the spare lines as it takes, the first ones first."""
    kept = [list(section) for section in sections]
    excess = sum(map(len, kept)) - MOST_LINES
    for section in kept:
        for line in [line for line in section if line.spare][: max(0, excess)]:
            section.remove(line)
            excess -= 1
    return kept


def _shortened(problem: str) -> str:
    """The end says what is wrong; the beginning is the path of a file."""
    return problem if len(problem) <= _PROBLEM_AT_MOST else "…" + problem[-_PROBLEM_AT_MOST:]
