"""The commands about nights that are over: the morning's answer and the doctor's page.

Each imports what it needs inside its function, so that the other commands start faster.
"""

import argparse
import os

from crampguard.cli import profile
from crampguard.cli.output import named, say
from crampguard.desktop.clock import SystemClock
from crampguard.engine import check_begun
from crampguard.i18n import _
from crampguard.routine.actions import ActionKind
from crampguard.routine.localtime import date_before
from crampguard.routine.morning import Leg, Morning, Muscle, morning_faults
from crampguard.routine.nights import date_of
from crampguard.routine.refused import Refused


def morning(args: argparse.Namespace) -> None:
    answer = Morning(
        args.cramp,
        args.count,
        args.at,
        None if args.leg is None else Leg(args.leg),
        None if args.muscle is None else Muscle(args.muscle),
        args.minutes,
        args.pain,
        args.awake,
        args.sore,
        tuple(dict.fromkeys(args.trigger)),
        args.eased,
        args.note,
    )
    if wrong := morning_faults(answer):
        raise Refused("; ".join(wrong))
    with profile.changing(night=args.night) as engine:
        outcome = profile.perform(engine, ActionKind.MORNING, args.night or engine.slept(), morning=answer)
        words = _("Cramp, night of {night}") if args.cramp else _("No cramp, night of {night}")
        say(words.format(night=outcome.night))
        for sign in outcome.warning_signs:
            say(sign.morning)


def report(args: argparse.Namespace) -> None:
    from crampguard.store.report import report_of

    clock, settings = SystemClock(), profile.settings()
    for night in filter(None, (args.first, args.last)):
        check_begun(settings.routine, night, clock)
    tonight = date_of(clock.now(), settings.routine.schedule, clock.zone())
    last = args.last or date_before(tonight, clock.zone())
    if args.first is not None and args.first > last:
        raise Refused(_("{first} is after {last}").format(first=args.first, last=last))
    with profile.reading() as diary:
        page = report_of(diary, settings, tonight, last, args.first)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a PDF needs no screen, and Qt aborts without one
    from PySide6.QtGui import QGuiApplication

    from crampguard.windows.doctor.pdf import write_pdf
    from crampguard.windows.shared.qt_language import follow_language

    _qt = QGuiApplication.instance() or QGuiApplication([])
    follow_language()
    write_pdf(args.file, page)
    written = _("Written: {file}, the nights of {first} to {last}")
    say(written.format(file=named(args.file), first=page.first, last=page.last))
