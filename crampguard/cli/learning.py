"""The commands about what goes with fewer cramps: the counts, the question, and the user's own trial.

Each imports what it needs inside its function, so that the other commands start faster.
"""

import argparse
from typing import TYPE_CHECKING

from crampguard.cli import profile
from crampguard.cli.output import say, say_json
from crampguard.desktop.clock import SystemClock
from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.actions import ActionKind
from crampguard.routine.coin_words import coin_sentence
from crampguard.routine.habits import named_habit
from crampguard.routine.nights import date_of
from crampguard.routine.refused import Refused

if TYPE_CHECKING:
    from crampguard.routine.insights import Insights
    from crampguard.routine.trial import TrialResult


def insights(args: argparse.Namespace) -> None:
    from crampguard.cli.insights_json import insights_json
    from crampguard.routine.insight_words import as_text

    found, trial = _compared()
    if args.json:
        say_json(insights_json(found, trial))
        return
    for line in as_text(found):
        say(line)
    _say_trial(trial)


def question(args: argparse.Namespace) -> None:
    from crampguard.routine.insight_words import question_began_words, question_text

    if args.habit is None:
        found, _trial = _compared()
        for line in question_text(found.question):
            say(line)
        return
    with profile.changing(args.habit) as engine:
        outcome = profile.perform(engine, ActionKind.QUESTION, habits=(args.habit,))
        if outcome.undo is None:
            say(_("{habit} is what you ask about already").format(habit=args.habit))
        else:
            say(
                question_began_words(
                    named_habit(engine.settings.routine.habits, args.habit), outcome.night.isoformat()
                )
            )


def trial(args: argparse.Namespace) -> None:
    if (args.habit is None) == (args.change == "start") or (args.json and args.change):
        raise Refused(_("allowed is: trial, trial --json, trial start HABIT, trial stop"))
    match args.change:
        case "start":
            _start(args.habit)
        case "stop":
            _stop()
        case _:
            _tell(args)


def _tell(args: argparse.Namespace) -> None:
    from crampguard.cli.insights_json import trial_json
    from crampguard.routine.trial_words import no_trial_words

    _insights, trial = _compared()
    if args.json:
        say_json(None if trial is None else trial_json(trial))
    elif trial is None:
        say(no_trial_words())
    else:
        _say_trial(trial)


def _compared() -> "tuple[Insights, TrialResult | None]":
    from crampguard.store.learning import compared

    clock, routine = SystemClock(), profile.settings().routine
    tonight = date_of(clock.now(), routine.schedule, clock.zone())
    with profile.reading() as diary:
        return compared(diary, routine.habits, tonight)


def _start(habit: str) -> None:
    from crampguard.routine.trial_words import trial_began_words

    with profile.changing(habit) as engine:
        outcome = profile.perform(engine, ActionKind.TRIAL_START, habits=(habit,))
        if outcome.undo is None:
            say(_("the trial of {habit} is running already").format(habit=habit))
            return
        say(trial_began_words(named_habit(engine.settings.routine.habits, habit), outcome.night.isoformat()))
        _say_coin(engine, habit)


def _stop() -> None:
    from crampguard.routine.trial_words import trial_stopped_words

    with profile.changing() as engine:
        outcome = profile.perform(engine, ActionKind.TRIAL_STOP)
        stopped = outcome.undo.habits[0] if outcome.undo is not None else ""
        say(trial_stopped_words(named_habit(engine.settings.routine.habits, stopped)))


def _say_coin(engine: Engine, habit: str) -> None:
    for item in engine.tonight.items:
        if item.habit.id == habit and (words := coin_sentence(item)):
            say(words)


def _say_trial(trial: "TrialResult | None") -> None:
    from crampguard.routine.trial_words import trial_text

    if trial is not None:
        for line in trial_text(trial, named_habit(profile.settings().routine.habits, trial.habit)):
            say(line)
