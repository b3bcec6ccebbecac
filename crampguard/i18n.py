"""What the user's locale decides: the language of every text, and how times are written.

Below all rooms, because the heart has words too and knows no Qt. Texts take named placeholders and are
formatted after the look-up: `_("Bedtime {time}").format(time=...)`.
"""

import contextlib
import functools
import gettext
import locale
import re
from datetime import UTC, datetime

from crampguard.shipped import resource

_TEN_AT_NIGHT = datetime(2001, 1, 1, 22, tzinfo=UTC)


def _load() -> gettext.NullTranslations:
    # A translation lies beside the catalogue: resources/locale/<language>/LC_MESSAGES/crampguard.mo
    return gettext.translation("crampguard", resource("locale"), fallback=True)


_translations = _load()
_ = _translations.gettext
ngettext = _translations.ngettext


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
