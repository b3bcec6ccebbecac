"""The commands of the evening: the list, and answers to it."""

import argparse

from crampguard.cli import profile
from crampguard.cli.output import say, say_json
from crampguard.cli.tonight_json import tonight_json
from crampguard.i18n import _
from crampguard.routine.actions import ActionKind
from crampguard.routine.checklist import State
from crampguard.routine.localtime import MINUTE
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import pause_words, question_words, state_words, summary

_BOX = {State.DONE: "[x]", State.SKIPPED: "[-]"}


def tonight(args: argparse.Namespace) -> None:
    with profile.changing() as engine:
        found = engine.view(args.night)
    if args.json:
        say_json(tonight_json(found))
    else:
        _list(found)


def done(args: argparse.Namespace) -> None:
    _mark(args, ActionKind.DONE, _("{habit}: done, night of {night}"))


def skip(args: argparse.Namespace) -> None:
    _mark(args, ActionKind.SKIP, _("{habit}: skipped, night of {night}"))


def undo(args: argparse.Namespace) -> None:
    if args.habit == ActionKind.GOOD_NIGHT:
        _reopen(args)
        return
    _mark(args, ActionKind.UNDO, _("{habit}: not recorded, night of {night}"))


def goodnight(_args: argparse.Namespace) -> None:
    with profile.changing() as engine:
        outcome = profile.perform(engine, ActionKind.GOOD_NIGHT)
        say(_("Good night. The evening is closed, night of {night}").format(night=outcome.night))


def _reopen(args: argparse.Namespace) -> None:
    with profile.changing(night=args.night) as engine:
        outcome = profile.perform(engine, ActionKind.REOPEN, args.night)
        say(_("The evening is open again, night of {night}").format(night=outcome.night))


def snooze(args: argparse.Namespace) -> None:
    with profile.changing(args.habit) as engine:
        profile.perform(engine, ActionKind.SNOOZE, habits=(args.habit,), minutes=args.minutes)
        tonight = engine.tonight
        until = next(item.snoozed_until for item in tonight.items if item.habit.id == args.habit)
        time = tonight.clock(until or tonight.now)
        words = _("{habit}: again at {time}, night of {night}")
        say(words.format(habit=args.habit, time=time, night=tonight.night.date))


def pause(args: argparse.Namespace) -> None:
    with profile.changing() as engine:
        if args.span == "tonight":
            profile.perform(engine, ActionKind.PAUSE_TONIGHT)
        else:
            minutes = None if args.span == "always" else args.span // MINUTE
            profile.perform(engine, ActionKind.PAUSE, minutes=minutes)
        words, night = pause_words(engine.tonight), engine.tonight.night.date
        say(_("{pause}, night of {night}").format(pause=words, night=night))


def resume(_args: argparse.Namespace) -> None:
    with profile.changing() as engine:
        profile.perform(engine, ActionKind.RESUME)
        say(_("Not paused, night of {night}").format(night=engine.tonight.night.date))


def bedtime(args: argparse.Namespace) -> None:
    with profile.changing() as engine:
        profile.perform(engine, ActionKind.BEDTIME, wall=args.wall)
        night = engine.tonight.night
        time = engine.tonight.clock(night.bedtime)
        say(_("Bedtime {time}, night of {night}").format(time=time, night=night.date))


def _mark(args: argparse.Namespace, kind: ActionKind, said: str) -> None:
    with profile.changing(args.habit, args.night) as engine:
        outcome = profile.perform(engine, kind, args.night, habits=(args.habit,))
        say(said.format(habit=args.habit, night=outcome.night))


def _list(found: Tonight) -> None:
    say(_("The night of {night}. {summary}").format(night=found.night.date, summary=summary(found)))
    if words := question_words(found):
        how = _("{question} It is about the night of {night}: crampguard morning --no-cramp, or --cramp.")
        say(how.format(question=words, night=found.about))
    if not found.items:
        say(_("No nudges for this night."))
    ids = max((len(item.habit.id) for item in found.items), default=0)
    times = max((len(found.clock(item.due)) for item in found.items), default=0)
    for item in found.items:
        box = _BOX.get(item.state, "[ ]")
        line = f"{box} {found.clock(item.due):>{times}}  {item.habit.id:{ids}}  {item.habit.title}"
        words = state_words(found, item)
        say(f"{line} ({words})" if words else line)
