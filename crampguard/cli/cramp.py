"""The command for a cramp that is there now: its time is kept, and first help is printed."""

import argparse

from crampguard.cli import profile
from crampguard.cli.output import say
from crampguard.i18n import _
from crampguard.routine.actions import ActionKind
from crampguard.routine.night_words import cramp_over_words
from crampguard.store.advice import advice


def cramp(args: argparse.Namespace) -> None:
    if args.over:
        _end()
    else:
        _begin()


def _begin() -> None:
    """First help is said before anything is saved: it must not wait for a file."""
    for step in advice().first_help:
        say(f"{step.title}: {step.says}" if step.title else step.says)
    with profile.changing() as engine:
        outcome = profile.perform(engine, ActionKind.CRAMP_NOW)
        time = engine.tonight.clock(engine.tonight.now)
        say(_("{time} is kept for the morning, night of {night}").format(time=time, night=outcome.night))


def _end() -> None:
    with profile.changing() as engine:
        outcome = profile.perform(engine, ActionKind.CRAMP_OVER)
        cramp = engine.last_cramp()
        lasted = "" if cramp is None else cramp_over_words(cramp)
        say(_("{lasted} Kept for the morning, night of {night}").format(lasted=lasted, night=outcome.night))
