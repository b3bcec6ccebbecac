"""What language and locale decide: every text, and how times are written.

Below all rooms, because routine/ words texts too, without Qt. A text is looked up when it is shown, so
that the language can change while the program runs: no module keeps one from its import. Texts take named
placeholders and are formatted after the look-up: `_("Bedtime {time}").format(time=...)`.
"""

import contextlib
import functools
import gettext
import locale
import re
from datetime import UTC, datetime

ENGLISH = "en"

_TEN_AT_NIGHT = datetime(2001, 1, 1, 22, tzinfo=UTC)


class _Current:
    """The language in use, and its texts."""

    language = ENGLISH
    texts = gettext.NullTranslations()


def _(text: str) -> str:
    return _Current.texts.gettext(text)


def ngettext(one: str, several: str, number: int) -> str:
    return _Current.texts.ngettext(one, several, number)


def pgettext(context: str, text: str) -> str:
    """For a short word that other languages translate in more than one way."""
    return _Current.texts.pgettext(context, text)


def speak(language: str, texts: gettext.NullTranslations) -> None:
    """All texts are these from now on. language: "de" or "pt_BR"; store/language.py chooses it."""
    _Current.language, _Current.texts = language, texts


def language() -> str:
    """The language in use."""
    return _Current.language


@functools.cache
def locale_has_12_hours() -> bool:
    """Whether the locale of the environment writes 22:00 as 10:00 pm.

    Asked of the C library, so that tray, windows and terminal agree without Qt. Where the locale is not
    installed, clocks have 24 hours.
    """
    before = locale.setlocale(locale.LC_TIME)
    with contextlib.suppress(locale.Error):
        locale.setlocale(locale.LC_TIME, "")
    written = _TEN_AT_NIGHT.strftime("%X")
    locale.setlocale(locale.LC_TIME, before)
    return 22 not in map(int, re.findall(r"\d+", written))
