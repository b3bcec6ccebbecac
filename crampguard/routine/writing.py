"""How the language in use writes lists and numbers, and how good its texts are."""

from collections.abc import Iterable

from crampguard.i18n import ENGLISH, _, language, pgettext


def listing(parts: Iterable[str]) -> str:
    """One after another: "a, b, c"."""
    return pgettext("between the parts of a list", ", ").join(parts)


def decimal(number: float, places: int) -> str:
    """Rounded to so many places: "2.5"."""
    return f"{number:.{places}f}".replace(".", pgettext("decimal point", "."))


def translation_note() -> str:
    """What to know about the texts themselves; "" in English, in which they are written."""
    if language() == ENGLISH:
        return ""
    return _(
        "No native speaker has checked this translation yet. If something in it is wrong, please tell the "
        "person you have CrampGuard from."
    )
