"""When to see a doctor: warning signs, first help, and the signs that a morning's answer matches.

The texts are in resources/advice.toml. Nothing here makes a diagnosis: it only compares an answer with
fixed thresholds.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from crampguard.routine.about_me import AboutMe
from crampguard.routine.habits import Source
from crampguard.routine.morning import LONG_CRAMP, Morning
from crampguard.routine.record import Record

# Where the sources give no number, these thresholds are the project's own, on the careful side.
SEVERE = 8  # of 10
GOES_ON = 5  # minutes; a severe cramp that lasts longer does not let up
SEVERAL = 3  # cramps in one night
LONG_AWAKE = 45  # minutes of sleep lost in one night
MANY_NIGHTS = 3  # nights with a cramp within WEEK
WEEK = 7  # nights
NIGHTS_BEFORE = WEEK - 1  # how many earlier nights count

NEW_MEDICINE = "new medicine"  # the word among the triggers of a morning


class Urgency(StrEnum):
    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    VISIT = "visit"


class Sign(Struct, frozen=True):
    """A warning sign. says: text for the window. label: text for the doctor's page.

    about: whom it concerns, if not everyone. morning: text shown when an answer raises it; empty for a sign
    that no answer can raise.
    """

    id: str
    urgency: Urgency
    says: str
    label: str
    sources: tuple[Source, ...]
    morning: str = ""
    about: Literal["", "statin", "cramps_with_statin"] = ""


class FirstHelp(Struct, frozen=True):
    """One step. title: the muscle; empty for a step that suits every muscle."""

    says: str
    title: str = ""


class Topic(Struct, frozen=True):
    """One subject of the window. caution: what to be careful with. ask: what to ask, and whom."""

    id: str
    title: str
    says: str
    sources: tuple[Source, ...]
    caution: str = ""
    caution_fluid_limit: str = ""
    ask: str = ""

    def care(self, fluid_limit: bool) -> str:
        """The caution; someone who was told to limit fluids gets their own, if there is one."""
        return self.caution_fluid_limit if fluid_limit and self.caution_fluid_limit else self.caution


class Advice(Struct, frozen=True):
    """Everything, in display order.

    cramp: what a cramp is. told_apart: what is not a cramp, and cramps with special causes.
    asked: frequent questions.
    """

    cramp: str
    cramp_sources: tuple[Source, ...]
    first_help: tuple[FirstHelp, ...]
    first_help_sources: tuple[Source, ...]
    signs: tuple[Sign, ...]
    told_apart: tuple[Topic, ...]
    causes: tuple[Topic, ...]
    asked: tuple[Topic, ...]

    def of(self, urgency: Urgency, about_me: AboutMe) -> tuple[Sign, ...]:
        """The signs of that urgency; those that concern this user come first."""
        signs = [sign for sign in self.signs if sign.urgency is urgency]
        return tuple(sorted(signs, key=lambda sign: not is_own(sign, about_me)))

    def raised(self, morning: Morning, earlier: Sequence[Record]) -> tuple[Sign, ...]:
        """The signs whose ids `raised` returns."""
        ids = raised(morning, earlier)
        return tuple(sign for sign in self.signs if sign.id in ids)

    def place_hint(self, morning: Morning) -> str:
        """The hint that the card shows for the answers so far: of the most urgent signs only, "" for none."""
        signs = self.raised(morning, ())
        return " ".join(sign.morning for sign in signs if sign.urgency is signs[0].urgency)

    def sign(self, id_: str) -> Sign:
        return next(sign for sign in self.signs if sign.id == id_)


def is_own(sign: Sign, about_me: AboutMe) -> bool:
    """Whether the sign is about something in the user's own profile."""
    return bool(sign.about) and getattr(about_me, sign.about) is True


def raised(morning: Morning, earlier: Sequence[Record]) -> tuple[str, ...]:
    """The ids of the signs that a morning matches, the most urgent first.

    earlier: the records of the NIGHTS_BEFORE nights before it. Soreness raises no sign, because ordinary
    cramps cause it too; a statin raises none here, because it is asked about once (AboutMe.statin_cramps).
    """
    if not morning.cramp:
        return ()
    minutes = morning.minutes or 0
    matches = {
        "long_cramp": minutes > LONG_CRAMP,
        "severe": (morning.pain or 0) >= SEVERE and minutes > GOES_ON,
        "disturbed": (morning.awake or 0) >= LONG_AWAKE or cramp_nights(morning, earlier) >= MANY_NIGHTS,
        "several": (morning.count or 0) >= SEVERAL,
        "new_medicine": NEW_MEDICINE in morning.triggers,
    }
    return tuple(sign for sign, matched in matches.items() if matched)


def cramp_nights(morning: Morning, earlier: Sequence[Record]) -> int:
    """How many nights of the WEEK that ends with this one had a cramp."""
    return morning.cramp + sum(record.morning is not None and record.morning.cramp for record in earlier)
