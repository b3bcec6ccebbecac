"""The words for the state of an item and of the evening, the same in tray, window and terminal."""

from datetime import time

from crampguard.i18n import _, ngettext
from crampguard.routine.checklist import Item, State
from crampguard.routine.closing import closing_words
from crampguard.routine.coin_words import coin_state
from crampguard.routine.localtime import MINUTE
from crampguard.routine.text import cut
from crampguard.routine.tonight import Tonight
from crampguard.routine.writing import listing

_MINUTES_IN_FULL = 60
_TITLES_AT_MOST = 120  # characters of a list of them


def state_words(tonight: Tonight, item: Item) -> str:
    """A few words beside the title; empty where title and tick say it all."""
    if coin := coin_state(item):
        return coin
    if item.asks_at is not None and not item.answered and item.state is not State.SNOOZED:
        if item.asking(tonight.now):
            return _("none since {time}?").format(time=tonight.clock(item.due))
        if item.waiting:
            return _("now")
        if item.state is State.LATER:
            return ""
        return _("asks at {time}").format(time=tonight.clock(item.asks_at))
    match item.state:
        case State.DUE:
            return _("now")
        case State.SNOOZED if item.snoozed_until is not None:
            return _("again at {time}").format(time=tonight.clock(item.snoozed_until))
        case State.DONE if item.asks_at is not None:
            return _("none since {time}").format(time=tonight.clock(item.due))
        case State.SKIPPED:
            return _("skipped")
        case State.PAST:
            return _("not recorded")
        case _:
            return ""


def longest_state_words(tonight: Tonight, item: Item) -> tuple[str, str]:
    """The longest of what `state_words` may say of the item in an evening: while it waits, and else."""
    late = tonight.clock(time(23, 30))
    waiting = _("now") if item.asks_at is None else _("none since {time}?").format(time=late)
    settled = (_("again at {time}").format(time=late), _("not recorded"), _("skipped"))
    return waiting, max(settled, key=len)


def question_words(tonight: Tonight) -> str:
    """The morning question while it waits for an answer, else empty."""
    return tonight.question.habit.title if tonight.asks else ""


def closing_line(tonight: Tonight) -> str:
    """That the evening is over, or all of it done, or what Good night will do; empty while none is so."""
    done, of = tonight.progress
    if tonight.closed:
        return _("Good night. Nothing pops up until the morning.")
    if of and done == of:
        return _("That is everything for tonight. Sleep well.")
    return "" if tonight.good_night is None else closing_words(tonight.items)


def bedtime_words(tonight: Tonight) -> str:
    return _("Bedtime {time}").format(time=tonight.clock(tonight.night.bedtime))


def pause_words(tonight: Tonight) -> str:
    """How long the pause lasts; empty when there is none."""
    if not tonight.paused or tonight.pause is None:
        return ""
    if tonight.pause.until is None:
        return _("Paused until you resume")
    if tonight.pause.until == tonight.night.ends:
        return _("Paused until you get up, {time}").format(time=tonight.clock(tonight.pause.until))
    return _("Paused until {time}").format(time=tonight.clock(tonight.pause.until))


def countdown(tonight: Tonight) -> str:
    """How long until bedtime, in whole minutes; empty when it is past."""
    minutes = -((tonight.now - tonight.night.bedtime) // MINUTE)
    if minutes <= 0:
        return ""
    if minutes <= _MINUTES_IN_FULL:
        return ngettext("in {minutes} minute", "in {minutes} minutes", minutes).format(minutes=minutes)
    return _("in {hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def summary(tonight: Tonight, *, named: bool = True) -> str:
    """The evening in a line: "Now: Cool bedroom. Bedtime 22:30. 3 of 10 done.", or what comes next and when.

    Not named, it does not say which.
    """
    done, of = tonight.progress
    sentences = [_("{bedtime}.").format(bedtime=bedtime_words(tonight))]
    if of:
        sentences.append(_("{done} of {of} done.").format(done=done, of=of))
    if pause := pause_words(tonight):
        return " ".join([_("{pause}.").format(pause=pause), *sentences])
    if tonight.closed:
        return " ".join([_("Good night."), *sentences])
    if (item := tonight.foremost) is not None:
        now = _("Now: {title}.").format(title=cut(item.habit.title, _TITLES_AT_MOST))
        sentences.insert(0, now if named else _("Something is due."))
    elif tonight.next is not None and tonight.next.night == tonight.night.date:
        titles = {item.habit.id: item.habit.title for item in tonight.items}
        what = cut(listing(titles[habit] for habit in tonight.next.habits), _TITLES_AT_MOST)
        words = _("Next: {what} {time}.") if named else _("Next at {time}.")
        sentences.insert(0, words.format(what=what, time=tonight.clock(tonight.next.at)))
    return " ".join(sentences)
