"""Every text the user reads passes through here, so that it can be translated.

Below all rooms, because the heart has words too and knows no Qt. Texts take named placeholders and are
formatted after the look-up: `_("Bedtime {time}").format(time=...)`.
"""

import gettext
from importlib import resources


def _load() -> gettext.NullTranslations:
    # A translation lies beside the catalogue: resources/locale/<language>/LC_MESSAGES/crampguard.mo
    folder = resources.files("crampguard.resources") / "locale"
    return gettext.translation("crampguard", str(folder), fallback=True)


_translations = _load()
_ = _translations.gettext
ngettext = _translations.ngettext
