"""The terms for where a cramp was, how long it lasted and how often there is one, the same everywhere."""

from crampguard.i18n import _, pgettext
from crampguard.routine.morning import Lasted, Leg, Muscle
from crampguard.routine.writing import decimal

_WEEK = 7  # nights


def leg_terms() -> dict[Leg, str]:
    return {
        Leg.LEFT: pgettext("leg", "left"),
        Leg.RIGHT: pgettext("leg", "right"),
        Leg.BOTH: pgettext("leg", "both"),
    }


def muscle_terms() -> dict[Muscle, str]:
    return {Muscle.CALF: _("calf"), Muscle.FOOT: _("foot"), Muscle.THIGH: _("thigh")}


def minutes_terms() -> dict[Lasted, str]:
    """Without the unit, which stands beside them."""
    return {
        Lasted.UNDER_1: _("under 1"),
        Lasted.TO_5: _("1 to 5"),
        Lasted.TO_10: _("5 to 10"),
        Lasted.OVER_10: _("over 10"),
    }


def nights_a_week(cramps: int, answered: int) -> str:
    """How many nights of a week have a cramp, such as "2.5" or "3". answered: nights, at least 1."""
    rate = round(_WEEK * cramps / answered, 1)
    return decimal(rate, 0 if rate.is_integer() else 1)
