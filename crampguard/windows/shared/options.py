"""One option of a row of choices."""

from msgspec import Struct

from crampguard.i18n import _


class Option(Struct, frozen=True):
    """One button of a row, and what it stands for. in_full: for a screen reader, where the text is short."""

    text: str
    value: object
    in_full: str = ""


def yes_no() -> tuple[Option, ...]:
    return Option(_("Yes"), True), Option(_("No"), False)
