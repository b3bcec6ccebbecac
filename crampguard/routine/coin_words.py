"""What the coin of the user's own trial says tonight, in the words of list, notification and terminal."""

from crampguard.i18n import _
from crampguard.routine.checklist import Item, State
from crampguard.routine.habits import Habit


def coin_state(item: Item) -> str:
    """A few words beside the title; empty without a trial, and once the item is answered or due."""
    if item.left_to_chance:
        return _("tonight without it")
    return _("tonight with it") if item.drawn and item.state is State.LATER else ""


def coin_sentence(item: Item) -> str:
    """A sentence where the title is near; empty without a trial, and once the item is answered."""
    if item.drawn is None or item.answered:
        return ""
    if item.drawn:
        return _("Your trial: tonight with it.")
    return _("Your trial: tonight without it. There is nothing to do here.")


def coin_words(habit: Habit, *, with_it: bool) -> str:
    """A sentence that names the habit."""
    words = (
        _("Your trial: tonight with “{title}”.") if with_it else _("Your trial: tonight without “{title}”.")
    )
    return words.format(title=habit.title)
