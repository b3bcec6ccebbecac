"""When to see a doctor: the warning signs, what is a cramp, first help, and what a morning raises.

The words are in resources/advice.toml. Nothing here judges a cramp: it only says which signs, agreed on
beforehand, the answers of a morning match.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from crampguard.routine.about_me import AboutMe
from crampguard.routine.habits import Source
from crampguard.routine.morning import LONG_CRAMP, Morning
from crampguard.routine.record import Record

# Where the signs give words and no number, these are the project's own, on the careful side.
SEVERE = 8  # of 10
GOES_ON = 5  # minutes; a severe cramp that lasts longer does not let up
SEVERAL = 3  # cramps in one night
LONG_AWAKE = 45  # minutes of sleep lost in one night
MANY_NIGHTS = 3  # nights with a cramp out of WEEK
WEEK = 7  # nights
NIGHTS_BEFORE = WEEK - 1  # how many earlier nights are looked at

NEW_MEDICINE = "new medicine"  # the word among the triggers of a morning


class Urgency(StrEnum):
    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Sign:
    """A warning sign. says: for the window. label: for the doctor's page.

    about: whom it is about, if not everyone. morning: what is said when an answer raises it; empty for what
    an answer cannot tell.
    """

    id: str
    urgency: Urgency
    says: str
    label: str
    sources: tuple[Source, ...]
    morning: str = ""
    about: Literal["", "statin", "cramps_with_statin"] = ""


@dataclass(frozen=True, slots=True)
class FirstHelp:
    """One step. title: the muscle, empty where the step is for each of them."""

    says: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A title, and what there is to say about it: with what to be careful with, and what to ask whom."""

    id: str
    title: str
    says: str
    sources: tuple[Source, ...]
    caution: str = ""
    caution_fluid_limit: str = ""
    ask: str = ""

    def care(self, fluid_limit: bool) -> str:
        """What to be careful with; in other words to someone who was told to limit fluids."""
        return self.caution_fluid_limit if fluid_limit and self.caution_fluid_limit else self.caution


@dataclass(frozen=True, slots=True)
class Advice:
    """All of it, in the order in which it is shown.

    cramp: what a cramp is. told_apart: what is none, and whom cramps concern in another way.
    asked: what people ask first.
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
        """The signs of an urgency; the user's own come first."""
        signs = [sign for sign in self.signs if sign.urgency is urgency]
        return tuple(sorted(signs, key=lambda sign: not is_own(sign, about_me)))

    def raised(self, morning: Morning, earlier: Sequence[Record]) -> tuple[Sign, ...]:
        """The signs that `raised` names."""
        ids = raised(morning, earlier)
        return tuple(sign for sign in self.signs if sign.id in ids)

    def place_hint(self, morning: Morning) -> str:
        """What the card says in place about the answers so far, empty if nothing: the most urgent only."""
        signs = self.raised(morning, ())
        return " ".join(sign.morning for sign in signs if sign.urgency is signs[0].urgency)

    def sign(self, id_: str) -> Sign:
        return next(sign for sign in self.signs if sign.id == id_)


def is_own(sign: Sign, about_me: AboutMe) -> bool:
    """Whether the sign is about something that the user says of themselves."""
    return bool(sign.about) and getattr(about_me, sign.about) is True


def raised(morning: Morning, earlier: Sequence[Record]) -> tuple[str, ...]:
    """The ids of the signs that a morning matches, the most urgent first.

    earlier: the records of the NIGHTS_BEFORE nights before that one. Soreness is none of them, for it belongs
    to ordinary cramps; nor is a statin, about which the user is asked once (AboutMe.statin_cramps).
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
    """Nights with a cramp out of WEEK: this one, and the NIGHTS_BEFORE before it."""
    return morning.cramp + sum(record.morning is not None and record.morning.cramp for record in earlier)
