"""The morning: the answer about a night, no cramp or the worst cramp in a few fields.

The fields are those of Hallegraeff 2012, Sebo 2019 and Tan 2024. A field that the user left alone is None,
"" or empty, and means not recorded.
"""

import datetime
from enum import StrEnum

from msgspec import Struct

from crampguard.i18n import _

MOST_CRAMPS = 99
WORST_PAIN = 10
LONG_CRAMP = 10  # minutes; a longer one is a reason to call a doctor on the same day
MOST_MINUTES = 24 * 60
MOST_TRIGGERS = 50
_LONGEST_CRAMP = datetime.timedelta(hours=2)  # a later answer does not tell how long it lasted
LONGEST_WORD, LONGEST_NOTE = 80, 10_000  # characters


class Leg(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Muscle(StrEnum):
    CALF = "calf"
    FOOT = "foot"
    THIGH = "thigh"


class Lasted(StrEnum):
    """How long a cramp lasted, as roughly as people remember it."""

    UNDER_1 = "under 1"
    TO_5 = "1 to 5"
    TO_10 = "5 to 10"
    OVER_10 = "over 10"


class Morning(Struct, frozen=True):
    """The answer about one night; of several cramps, the worst one.

    count: cramps that night. time: wall clock. minutes: how long it lasted, whole minutes, 0 for under one.
    pain: 0 to 10. awake: minutes of sleep lost. sore: today. triggers: what may have set it off.
    """

    cramp: bool
    count: int | None = None
    time: datetime.time | None = None
    leg: Leg | None = None
    muscle: Muscle | None = None
    minutes: int | None = None
    pain: int | None = None
    awake: int | None = None
    sore: bool | None = None
    triggers: tuple[str, ...] = ()
    eased: str = ""
    note: str = ""

    @property
    def lasted(self) -> Lasted | None:
        return None if self.minutes is None else lasted(self.minutes)


class Cramp(Struct, frozen=True):
    """A cramp as "cramp now" kept it; over_at is None where the user did not say that it was over."""

    at: datetime.datetime
    over_at: datetime.datetime | None = None

    def may_go_on(self, now: datetime.datetime) -> bool:
        """Whether it can still be said to be over: not once it was, nor hours after it began."""
        return self.over_at is None and datetime.timedelta(0) <= now - self.at <= _LONGEST_CRAMP

    @property
    def minutes(self) -> int | None:
        """How long it lasted in whole minutes, 0 for under one; None where over_at is."""
        if self.over_at is None:
            return None
        seconds = int((self.over_at - self.at).total_seconds())
        return 0 if seconds < 60 else round(seconds / 60)


def lasted(minutes: int) -> Lasted:
    """The range that a duration in minutes falls into."""
    if minutes < 1:
        return Lasted.UNDER_1
    if minutes <= 5:
        return Lasted.TO_5
    return Lasted.TO_10 if minutes <= LONG_CRAMP else Lasted.OVER_10


def morning_faults(morning: Morning) -> list[str]:
    """What is wrong with the answer, one line each; empty if it is valid."""
    found = []
    for value, name, least, most in (
        (morning.count, _("how many"), 1, MOST_CRAMPS),
        (morning.minutes, _("minutes"), 0, MOST_MINUTES),
        (morning.pain, _("pain"), 0, WORST_PAIN),
        (morning.awake, _("minutes awake"), 0, MOST_MINUTES),
    ):
        if value is not None and not least <= value <= most:
            problem = _("{name} is {found}, allowed is {least} to {most}")
            found.append(problem.format(name=name, found=value, least=least, most=most))
    if len(morning.triggers) > MOST_TRIGGERS:
        found.append(_("there are more than {most} triggers").format(most=MOST_TRIGGERS))
    long_word = any(len(word) > LONGEST_WORD for word in morning.triggers)
    if long_word or max(len(morning.eased), len(morning.note)) > LONGEST_NOTE:
        found.append(_("a text is too long"))
    if not morning.cramp and _describes_cramp(morning):
        found.append(_("a night without a cramp has no details of one"))
    return found


def _describes_cramp(morning: Morning) -> bool:
    details = (morning.count, morning.time, morning.leg, morning.muscle, morning.minutes, morning.pain)
    more = (morning.awake, morning.triggers or None, morning.eased or None)
    return any(detail is not None for detail in (*details, *more))
