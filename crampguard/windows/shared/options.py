"""One option of a row of choices."""

from dataclasses import dataclass

from crampguard.i18n import _


@dataclass(frozen=True, slots=True)
class Option:
    """One button of a row, and what it stands for. in_full: for a screen reader, where the text is short."""

    text: str
    value: object
    in_full: str = ""


def yes_no() -> tuple[Option, ...]:
    return Option(_("Yes"), True), Option(_("No"), False)
