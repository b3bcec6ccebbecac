"""When to see someone: the warning signs, the causes that are named, first help, and what a morning raises.

The words are in resources/advice.toml. Nothing here judges a cramp: it only says which signs, agreed on
beforehand, the answers of a morning match.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from crampguard.routine.habits import Source
from crampguard.routine.morning import LONG_CRAMP, Morning
from crampguard.routine.record import Record

# Where the signs give words and no number, these are the project's own, on the careful side.
SEVERE = 8  # of 10
GOES_ON = (
    5  # minutes; a severe cramp that lasts longer counts as persistent, and so does one still felt today
)
SEVERAL = 3  # cramps in one night
LONG_AWAKE = 45  # minutes of sleep lost in one night
MANY_NIGHTS = 3  # nights with a cramp out of seven
NIGHTS_BEFORE = 6  # how many earlier nights are looked at

NEW_MEDICINE = "new medicine"  # the word among the triggers of a morning


class Urgency(StrEnum):
    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Sign:
    """A warning sign. says: for the window; says_statin: instead, to someone who takes a statin.

    label: for the doctor's page. morning: what the morning card says; empty for what a morning cannot tell.
    """

    id: str
    urgency: Urgency
    says: str
    label: str
    says_statin: str = ""
    morning: str = ""

    def sentence(self, statin: bool) -> str:
        return self.says_statin if statin and self.says_statin else self.says


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that is named as a cause: what it means for the reader, and what to ask whom."""

    id: str
    title: str
    means: str
    ask: str
    caution: str = ""
    caution_fluid_limit: str = ""
    sources: tuple[Source, ...] = ()

    def care(self, fluid_limit: bool) -> str:
        """What to be careful with; in other words to someone who was told to limit fluids."""
        return self.caution_fluid_limit if fluid_limit and self.caution_fluid_limit else self.caution


@dataclass(frozen=True, slots=True)
class Advice:
    """All of it, in the order in which it is shown."""

    first_help: tuple[str, ...]
    signs: tuple[Sign, ...]
    causes: tuple[Cause, ...]

    def of(self, urgency: Urgency, statin: bool = False) -> tuple[Sign, ...]:
        """The signs of an urgency; what is said to someone who takes a statin comes first."""
        signs = [sign for sign in self.signs if sign.urgency is urgency]
        return tuple(sorted(signs, key=lambda sign: not (statin and sign.says_statin)))

    def raised(self, morning: Morning, earlier: Sequence[Record], statin: bool) -> tuple[Sign, ...]:
        """The signs that `raised` names."""
        ids = raised(morning, earlier, statin)
        return tuple(sign for sign in self.signs if sign.id in ids)

    def place_hint(self, morning: Morning, statin: bool) -> str:
        """What the card says in place about the answers so far, empty if nothing: the most urgent only."""
        signs = self.raised(morning, (), statin)
        return " ".join(sign.morning for sign in signs if sign.urgency is signs[0].urgency)


def raised(morning: Morning, earlier: Sequence[Record], statin: bool) -> tuple[str, ...]:
    """The ids of the signs that a morning matches, the most urgent first.

    earlier: the records of the NIGHTS_BEFORE nights before that one. statin: the user takes one.
    """
    if not morning.cramp:
        return ()
    minutes, severe = morning.minutes or 0, (morning.pain or 0) >= SEVERE
    cramp_nights = 1 + sum(record.morning is not None and record.morning.cramp for record in earlier)
    matches = {
        "long_cramp": minutes > LONG_CRAMP,
        "severe": severe and (minutes > GOES_ON or bool(morning.sore)),
        "statin": statin,
        "disturbed": (morning.awake or 0) >= LONG_AWAKE or cramp_nights >= MANY_NIGHTS,
        "several": (morning.count or 0) >= SEVERAL,
        "new_medicine": NEW_MEDICINE in morning.triggers,
    }
    return tuple(sign for sign, matched in matches.items() if matched)
