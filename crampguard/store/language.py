"""Which language the program speaks: the one in the settings, else that of the system.

The system is asked without Qt, so that tray, windows and terminal agree. Light, because the command line
chooses the language before anything else.
"""

import gettext
import locale
import os
import re
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from crampguard.i18n import ENGLISH, speak
from crampguard.shipped import resource

LANGUAGE_AUTO = "auto"
LARGEST_SETTINGS = 1_000_000  # bytes

_FILE = "LC_MESSAGES/crampguard.mo"
_wanted = ENGLISH  # whether it could be read or not


@cache
def languages() -> tuple[str, ...]:
    """English, and those with a translation: resources/locale/<language>/LC_MESSAGES/crampguard.mo."""
    try:
        files = sorted(Path(resource("locale")).glob(f"*/{_FILE}"))
    except OSError:
        files = []
    return (ENGLISH, *(file.parts[-3] for file in files))


def use_language(choice: str) -> bool:
    """Texts are in this language from now on; "auto" is that of the system. Returns whether it is another.

    English holds where the translation cannot be read.
    """
    global _wanted
    wanted = system_language() if choice == LANGUAGE_AUTO else choice
    if wanted == _wanted:
        return False
    _wanted = wanted
    speak(*_read(wanted))
    return True


def use_language_of(settings: Path) -> None:
    """Texts are in the language of the settings file, for what is said before it is read as a whole.

    What makes no sense in it is left to that reading, and counts as "auto".
    """
    import tomllib

    choice = LANGUAGE_AUTO
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        if settings.is_file() and settings.stat().st_size <= LARGEST_SETTINGS:
            choice = tomllib.loads(settings.read_text(encoding="utf-8-sig"))["look"]["language"]
    use_language(choice if choice in languages() else LANGUAGE_AUTO)


def system_language() -> str:
    """The first language that the user prefers and that is there; English where none is.

    From the variables that gettext reads; where none of them is set, from Windows or macOS.
    """
    values = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next(filter(None, values), "")
    if _plain_name(chosen) in ("C", "POSIX"):  # then LANGUAGE does not count
        return ENGLISH
    preferred = (os.environ.get("LANGUAGE") or chosen).split(":") if chosen else _from_system()
    return next(filter(None, map(_offered, preferred)), ENGLISH)


def _read(language: str) -> tuple[str, gettext.NullTranslations]:
    """What can be read of a translation: the language, and its texts."""
    if language != ENGLISH:
        file = resource(f"locale/{language}/{_FILE}")
        try:
            with Path(file).open("rb") as opened:
                return language, gettext.GNUTranslations(opened)
        except Exception as error:  # of many kinds where it is no catalogue, or only a part of one
            import logging

            logging.getLogger(__name__).warning("%s cannot be read, so texts are English: %r", file, error)
    return ENGLISH, gettext.NullTranslations()


def _offered(name: str) -> str | None:
    """The language that is there for "de_AT.UTF-8", perhaps that of another region; None where none is."""
    wanted = _plain_name(name).replace("-", "_")
    spoken = wanted.partition("_")[0]
    found = languages()
    if wanted in found or spoken in found:
        return wanted if wanted in found else spoken
    return next((one for one in found if spoken and one.partition("_")[0] == spoken), None)


def _plain_name(name: str) -> str:
    """Without encoding and modifier."""
    return re.split("[.@]", name)[0]


def _from_system() -> list[str]:
    """The languages that the desktop is set to, where it sets no variables for them."""
    if sys.platform == "win32":
        import ctypes

        return [locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")]
    if sys.platform == "darwin":  # never run so far
        import plistlib

        try:
            chosen = Path.home() / "Library/Preferences/.GlobalPreferences.plist"
            return list(plistlib.loads(chosen.read_bytes()).get("AppleLanguages", []))
        except (OSError, ValueError, RuntimeError):
            return []
    return []
