"""Reads resources/advice.toml and translates it: when to see a doctor, what a cramp is, first help."""

from datetime import date, tzinfo

import msgspec
from msgspec.structs import replace

from crampguard.i18n import _
from crampguard.routine.advice import NIGHTS_BEFORE, Advice, Sign, Topic
from crampguard.routine.localtime import date_before
from crampguard.routine.morning import Morning
from crampguard.store.catalogue import cited, shipped, translated
from crampguard.store.diary import Diary
from crampguard.store.history import records


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


def raised_signs(diary: Diary, night: date, morning: Morning, zone: tzinfo) -> tuple[Sign, ...]:
    """The warning signs that a morning's answer matches, with the nights before it; the most urgent first.

    StoreError as the diary raises it.
    """
    last = first = date_before(night, zone)
    for _night in range(NIGHTS_BEFORE - 1):
        first = date_before(first, zone)
    return advice().raised(morning, records(diary, first, last))


def _topics(topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    return tuple(
        translated(topic, "title", "says", "caution", "caution_fluid_limit", "ask") for topic in topics
    )
