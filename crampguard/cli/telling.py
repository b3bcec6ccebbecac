"""The lines in which a terminal tells the evening."""

from collections.abc import Iterator

from crampguard.cli.output import say
from crampguard.i18n import _
from crampguard.routine.actions import ActionKind
from crampguard.routine.notice import Notice
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import summary
from crampguard.routine.writing import listing

_COMMANDS = {
    ActionKind.DONE: "crampguard done {habit}",
    ActionKind.DONE_ALL: "crampguard done {habit}",
    ActionKind.GOOD_NIGHT: "crampguard goodnight",
    ActionKind.NO_CRAMP: "crampguard morning --no-cramp",
    ActionKind.CRAMP: "crampguard morning --cramp",
}


def say_notice(tonight: Tonight, notice: Notice) -> None:
    say(f"{tonight.clock(tonight.now)}  {notice.title}")
    for line in notice.body.splitlines():
        say(f"       {line}")


def say_answers(notice: Notice) -> None:
    """How it can be answered while this terminal is busy."""
    if commands := list(dict.fromkeys(_commands(notice))):
        say(_("       In another terminal: {commands}").format(commands=listing(commands)))


def say_summary(tonight: Tonight) -> None:
    say(_("The night of {night}. {summary}").format(night=tonight.night.date, summary=summary(tonight)))


def _commands(notice: Notice) -> Iterator[str]:
    for offer in notice.offers:
        command = _COMMANDS.get(offer.action.kind, "")
        for habit in offer.action.habits or ("",) if command else ():
            yield command.format(habit=habit)
