"""Reads resources/advice.toml and translates it: when to see a doctor, what a cramp is, first help."""

import msgspec
from msgspec.structs import replace

from crampguard.i18n import _
from crampguard.routine.advice import Advice, Topic
from crampguard.store.catalogue import cited, shipped, translated


def advice() -> Advice:
    """All of it. Raises where the shipped file is broken."""
    made = msgspec.convert(cited(shipped("advice.toml")), Advice)
    return replace(
        made,
        cramp=_(made.cramp),
        first_help=tuple(translated(step, "says", "title") for step in made.first_help),
        signs=tuple(translated(sign, "says", "label", "morning") for sign in made.signs),
        told_apart=_topics(made.told_apart),
        causes=_topics(made.causes),
        asked=_topics(made.asked),
    )


def _topics(topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    return tuple(
        translated(topic, "title", "says", "caution", "caution_fluid_limit", "ask") for topic in topics
    )
