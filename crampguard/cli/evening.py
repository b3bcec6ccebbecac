"""The commands of the evening: what is on the list, and what the user says to it."""

import argparse

from crampguard.cli import profile
from crampguard.cli.as_json import as_json
from crampguard.cli.output import say, say_json
from crampguard.i18n import _
from crampguard.routine.checklist import State
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import pause_words, question_words, state_words, summary

_BOX = {State.DONE: "[x]", State.SKIPPED: "[-]"}


def tonight(asked: argparse.Namespace) -> None:
    with profile.changing() as engine:
        found = engine.view(asked.night)
    if asked.json:
        say_json(as_json(found))
    else:
        _list(found)


def done(asked: argparse.Namespace) -> None:
    with profile.changing(asked.habit, asked.night) as engine:
        night = engine.done(asked.habit, asked.night)
        say(_("{habit}: done, night of {night}").format(habit=asked.habit, night=night))


def skip(asked: argparse.Namespace) -> None:
    with profile.changing(asked.habit, asked.night) as engine:
        night = engine.skip(asked.habit, asked.night)
        say(_("{habit}: skipped, night of {night}").format(habit=asked.habit, night=night))


def undo(asked: argparse.Namespace) -> None:
    with profile.changing(asked.habit, asked.night) as engine:
        night = engine.undo(asked.habit, asked.night)
        say(_("{habit}: not recorded, night of {night}").format(habit=asked.habit, night=night))


def snooze(asked: argparse.Namespace) -> None:
    with profile.changing(asked.habit) as engine:
        until = engine.snooze(asked.habit, asked.minutes)
        time, night = engine.tonight.clock(until), engine.tonight.night.date
        say(_("{habit}: again at {time}, night of {night}").format(habit=asked.habit, time=time, night=night))


def pause(asked: argparse.Namespace) -> None:
    with profile.changing() as engine:
        if asked.span == "tonight":
            engine.pause_tonight()
        else:
            engine.pause(None if asked.span == "always" else asked.span)
        words, night = pause_words(engine.tonight), engine.tonight.night.date
        say(_("{pause}, night of {night}").format(pause=words, night=night))


def resume(_asked: argparse.Namespace) -> None:
    with profile.changing() as engine:
        engine.resume()
        say(_("Not paused, night of {night}").format(night=engine.tonight.night.date))


def bedtime(asked: argparse.Namespace) -> None:
    with profile.changing() as engine:
        night = engine.bedtime(asked.wall)
        time = engine.tonight.clock(night.bedtime)
        say(_("Bedtime {time}, night of {night}").format(time=time, night=night.date))


def _list(found: Tonight) -> None:
    say(_("The night of {night}. {summary}").format(night=found.night.date, summary=summary(found)))
    if words := question_words(found):
        how = _("{question} It is about the night of {night}: crampguard morning --no-cramp, or --cramp.")
        say(how.format(question=words, night=found.about))
    if not found.items:
        say(_("No nudges for this night."))
    ids = max((len(item.habit.id) for item in found.items), default=0)
    for item in found.items:
        box = _BOX.get(item.state, "[ ]")
        line = f"{box} {found.clock(item.due)}  {item.habit.id:{ids}}  {item.habit.title}"
        words = state_words(found, item)
        say(f"{line} ({words})" if words else line)
