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
    match action.kind:
        case ActionKind.DONE | ActionKind.DONE_ALL:
            return _("{title} ticked.")
        case ActionKind.SKIP:
            return _("{title} skipped.")
        case ActionKind.UNDO:
            return _("{title}: answer taken back.")
        case ActionKind.ACKNOWLEDGE:
            return _("{title}: noted, and asked about later.")
        case ActionKind.SNOOZE:
            return _("{title}: you will be reminded again.")
        case ActionKind.NO_CRAMP:
            return _("No cramp noted.")
        case ActionKind.MORNING:
            return _("Your answer about the night is saved.")
        case ActionKind.BEDTIME | ActionKind.LATER_BEDTIME:
            return _("Bedtime moved for tonight.")
        case ActionKind.GOOD_NIGHT:
            return _("Good night. The evening is closed.")
        case ActionKind.LIST_ONLY:
            return _("{title} is only in the list now.")
        case ActionKind.SWITCH_OFF:
            return _("{title} is switched off.")
        case _:
            return ""


def _several(action: Action) -> str:
    match action.kind:
        case ActionKind.DONE_ALL:
            return _("All of it ticked.")
        case ActionKind.SNOOZE:
            return _("You will be reminded again.")
        case ActionKind.LIST_ONLY:
            return _("Your habits are only in the list now.")
        case _:
            return ""
