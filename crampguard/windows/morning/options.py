"""What the rows of the card offer. A value that is there already takes the place of the option it belongs to.

So the card never makes 4 minutes 3, or 7 cramps 5, as long as the user leaves the row alone.
"""

from crampguard.i18n import _, pgettext
from crampguard.routine.advice import NEW_MEDICINE
from crampguard.routine.cramp_terms import minutes_terms
from crampguard.routine.morning import Lasted, Leg, Muscle, lasted
from crampguard.routine.text import shown
from crampguard.windows.shared.choices import Option

_WORD_AT_MOST = 24  # characters of the user's own

_MANY = 5  # cramps that the last option stands for, and more
_AWAKE = (5, 20, 45)  # minutes
_LONG_AWAKE = 60


def counts(kept: int | None) -> tuple[Option, ...]:
    """How many cramps: 1 to 4, and more."""
    few = tuple(Option(str(count), count) for count in range(1, _MANY))
    return (*few, Option(f"{_MANY}+", max(_MANY, kept or 0)))


def legs() -> tuple[Option, ...]:
    return (
        Option(pgettext("leg", "Left"), Leg.LEFT),
        Option(pgettext("leg", "Right"), Leg.RIGHT),
        Option(pgettext("leg", "Both"), Leg.BOTH),
    )


def muscles() -> tuple[Option, ...]:
    return Option(_("Calf"), Muscle.CALF), Option(_("Foot"), Muscle.FOOT), Option(_("Thigh"), Muscle.THIGH)


def durations(kept: int | None) -> tuple[Option, ...]:
    """How long it lasted, in the classes one remembers; each stands for a number of minutes within it."""
    usual = {Lasted.UNDER_1: 0, Lasted.TO_5: 3, Lasted.TO_10: 8, Lasted.OVER_10: 15}
    return tuple(
        Option(text, kept if kept is not None and lasted(kept) is class_ else usual[class_])
        for class_, text in minutes_terms().items()
    )


def awake(kept: int | None) -> tuple[Option, ...]:
    """Minutes awake: a few numbers, of which the kept one replaces the nearest."""
    steps = list(_AWAKE)
    if kept is not None and 0 < kept < _LONG_AWAKE:
        nearest = min(steps, key=lambda step: abs(step - kept))
        steps[steps.index(nearest)] = kept
    numbers = tuple(Option(str(step), step) for step in (0, *steps))
    return (*numbers, Option(f"{_LONG_AWAKE}+", max(_LONG_AWAKE, kept or 0)))


def triggers(kept: tuple[str, ...]) -> tuple[Option, ...]:
    """What may have set it off: the words of the card, and the user's own that are there already."""
    usual = (
        Option(_("hot day"), "hot day"),
        Option(_("heavy legs"), "heavy legs"),
        Option(_("long standing"), "long standing"),
        Option(_("alcohol"), "alcohol"),
        Option(_("illness"), "illness"),
        Option(_("new medicine"), NEW_MEDICINE),
    )
    known = {option.value for option in usual}
    return (*usual, *(Option(shown(word, _WORD_AT_MOST), word) for word in kept if word not in known))
