"""The commands about nights that are over: the answer of the morning, what coincides, the doctor's page.

What counts and paints is imported by the command that needs it; each of the others would pay for it.
"""

import argparse
import os

from crampguard.cli import profile
from crampguard.cli.output import named, say, say_json
from crampguard.desktop.clock import SystemClock
from crampguard.engine import Refused, check_begun
from crampguard.i18n import _
from crampguard.routine.actions import ActionKind
from crampguard.routine.localtime import date_before
from crampguard.routine.morning import Leg, Morning, Muscle, morning_faults
from crampguard.routine.nights import date_of


def morning(asked: argparse.Namespace) -> None:
    answer = Morning(
        asked.cramp,
        asked.count,
        asked.at,
        None if asked.leg is None else Leg(asked.leg),
        None if asked.muscle is None else Muscle(asked.muscle),
        asked.minutes,
        asked.pain,
        asked.awake,
        asked.sore,
        tuple(dict.fromkeys(asked.trigger)),
        asked.eased,
        asked.note,
    )
    if wrong := morning_faults(answer):
        raise Refused("; ".join(wrong))
    with profile.changing(night=asked.night) as engine:
        outcome = profile.perform(engine, ActionKind.MORNING, asked.night or engine.slept(), morning=answer)
        words = _("Cramp, night of {night}") if asked.cramp else _("No cramp, night of {night}")
        say(words.format(night=outcome.night))
        for sign in outcome.warning_signs:
            say(sign.morning)


def insights(asked: argparse.Namespace) -> None:
    from crampguard.routine import insights as what_coincides
    from crampguard.routine.insight_words import as_text
    from crampguard.store.history import records

    clock, routine = SystemClock(), profile.settings().routine
    tonight = date_of(clock.now(), routine.schedule, clock.zone())
    with profile.reading() as diary:
        found = what_coincides.insights(records(diary), routine.habits, tonight)
    if asked.json:
        say_json(what_coincides.insights_json(found))
        return
    for line in as_text(found):
        say(line)


def report(asked: argparse.Namespace) -> None:
    from crampguard.store.report import report_of

    clock, settings = SystemClock(), profile.settings()
    for night in filter(None, (asked.first, asked.last)):
        check_begun(settings.routine, night, clock)
    tonight = date_of(clock.now(), settings.routine.schedule, clock.zone())
    last = asked.last or date_before(tonight, clock.zone())
    if asked.first is not None and asked.first > last:
        raise Refused(_("{first} is after {last}").format(first=asked.first, last=last))
    with profile.reading() as diary:
        page = report_of(diary, settings, tonight, last, asked.first)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # paper needs no screen; one that is gone would end us
    from PySide6.QtGui import QGuiApplication

    from crampguard.windows.doctor.pdf import write_pdf

    _qt = QGuiApplication.instance() or QGuiApplication([])
    write_pdf(asked.file, page)
    written = _("Written: {file}, the nights of {first} to {last}")
    say(written.format(file=named(asked.file), first=page.first, last=page.last))
