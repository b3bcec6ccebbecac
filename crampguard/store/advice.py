"""When to see someone, the causes and first help: resources/advice.toml, translated."""

from dataclasses import replace

import msgspec

from crampguard.i18n import _
from crampguard.routine.advice import Advice
from crampguard.store.catalogue import shipped, translated


def advice() -> Advice:
    """All of it. A broken file is a fault of the program, and raises."""
    made = msgspec.convert(shipped("advice.toml"), Advice)
    return replace(
        made,
        first_help=tuple(_(step) for step in made.first_help),
        signs=tuple(translated(sign, "says", "says_statin", "label", "morning") for sign in made.signs),
        causes=tuple(
            translated(cause, "title", "means", "caution", "caution_fluid_limit", "ask")
            for cause in made.causes
        ),
    )
