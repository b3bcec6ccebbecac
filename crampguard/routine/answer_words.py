"""The line that names an answer, shown beside its Undo button."""

from collections.abc import Sequence
from datetime import date

from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.dates import date_words
from crampguard.routine.habits import Habit


def answer_words(action: Action, habits: Sequence[Habit], tonight: date) -> str:
    """Such as "Stretch ticked."; empty for an action whose effect is visible elsewhere on the screen."""
    text = _several(action) if len(action.habits) > 1 else _one(action)
    titles = {habit.id: habit.title for habit in habits}
    line = text.format(title=titles.get(action.habits[0], "") if action.habits else "")
    if line and action.night != tonight and action.habits:
        return _("{answer} Night of {day}.").format(answer=line, day=date_words(action.night))
    return line


def _one(action: Action) -> str:
    words = {
        ActionKind.DONE: _("{title} ticked."),
        ActionKind.DONE_ALL: _("{title} ticked."),
        ActionKind.SKIP: _("{title} skipped."),
        ActionKind.UNDO: _("{title}: answer taken back."),
        ActionKind.ACKNOWLEDGE: _("{title}: noted, and asked about later."),
        ActionKind.SNOOZE: _("{title}: you will be reminded again."),
        ActionKind.NO_CRAMP: _("No cramp noted."),
        ActionKind.MORNING: _("Your answer about the night is saved."),
        ActionKind.BEDTIME: _("Bedtime moved for tonight."),
        ActionKind.LATER_BEDTIME: _("Bedtime moved for tonight."),
        ActionKind.GOOD_NIGHT: _("Good night. The evening is closed."),
        ActionKind.QUESTION: _("You ask about {title} now; its count begins."),
        ActionKind.TRIAL_START: _("{title}: your trial has begun."),
        ActionKind.TRIAL_STOP: _("Your trial is stopped."),
        ActionKind.LIST_ONLY: _("{title} is only in the list now."),
        ActionKind.SWITCH_OFF: _("{title} is switched off."),
    }
    return words.get(action.kind, "")


def _several(action: Action) -> str:
    words = {
        ActionKind.DONE_ALL: _("All of it ticked."),
        ActionKind.SNOOZE: _("You will be reminded again."),
        ActionKind.LIST_ONLY: _("Your habits are only in the list now."),
    }
    return words.get(action.kind, "")
