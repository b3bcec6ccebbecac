"""One option of a row of choices."""

from dataclasses import dataclass

from crampguard.i18n import _


@dataclass(frozen=True, slots=True)
class Option:
    """One button of a row, and what it stands for."""

    text: str
    value: object


def yes_no() -> tuple[Option, ...]:
    return Option(_("Yes"), True), Option(_("No"), False)
