"""Good night closes the evening: what it does, and the text that announces it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from crampguard.i18n import _, ngettext
from crampguard.routine.checklist import Answer, Item
from crampguard.routine.habits import REGULAR_BEDTIME, Kind
from crampguard.routine.question import MORNING
from crampguard.routine.writing import listing

_IN_TIME = timedelta(minutes=30)  # of bedtime
_NAMED = 3  # titles; of more than that, the last ones are only counted


def left_open(items: Sequence[Item]) -> list[Item]:
    """The items that Good night will answer: `do` habits without an answer, and not left to chance."""
    habits = (item for item in items if item.habit.id != MORNING and not item.left_to_chance)
    return [item for item in habits if item.habit.kind is Kind.DO and not item.answered]


def closing_answer(item: Item, bedtime: datetime, now: datetime) -> Answer:
    """What Good night answers: skipped; for the regular bedtime, done within 30 minutes of bedtime."""
    in_time = abs(now - bedtime) <= _IN_TIME
    return Answer.DONE if item.habit.id == REGULAR_BEDTIME and in_time else Answer.SKIPPED


def closing_words(items: Sequence[Item]) -> str:
    """Such as "Still open: Bedtime leg stretch. Good night counts it as not done."."""
    titles = [item.habit.title for item in left_open(items) if item.habit.id != REGULAR_BEDTIME]
    if not titles:
        return _("Good night closes the evening. Nothing pops up until the morning.")
    if len(titles) > _NAMED:
        more = len(titles) - _NAMED + 1
        words = ngettext(
            "Still open: {titles} and {count} more. Good night counts them as not done.",
            "Still open: {titles} and {count} more. Good night counts them as not done.",
            more,
        )
        return words.format(titles=listing(titles[: _NAMED - 1]), count=more)
    words = ngettext(
        "Still open: {titles}. Good night counts it as not done.",
        "Still open: {titles}. Good night counts them as not done.",
        len(titles),
    )
    return words.format(titles=listing(titles))
