"""Start at login: the interface that Settings, Welcome and `check` use, and its sides for XDG desktops."""

import errno
import logging
import os
import sys
from pathlib import Path
from typing import Protocol

import platformdirs

from crampguard.desktop import entry, files
from crampguard.desktop.installation import IN_FLATPAK
from crampguard.i18n import _

_GNOME = "X-GNOME-Autostart-enabled"

_log = logging.getLogger(__name__)


class Autostart(Protocol):
    @property
    def why_not(self) -> str:
        """Why it cannot be switched on here, as a line for the user; empty where it can."""

    @property
    def enabled(self) -> bool:
        """Whether the desktop will start the program."""

    @property
    def stale(self) -> bool:
        """Whether the next start corrects it: its program is missing, such as after a venv was moved."""

    def enable(self) -> None:
        """OSError where that cannot be written."""

    def disable(self) -> None:
        """OSError where that cannot be written."""


def start_at_login() -> Autostart:
    if IN_FLATPAK:
        return PortalAutostart()
    if sys.platform == "win32":
        from crampguard.desktop.login_windows import RegistryAutostart

        return RegistryAutostart()
    if sys.platform == "darwin":
        from crampguard.desktop.login_macos import LaunchAgent

        return LaunchAgent()
    return XdgAutostart()


def refresh(login: Autostart) -> None:
    """Call it at each start: points an entry that is on to where the program is now."""
    if login.enabled and login.stale:
        try:
            login.enable()
        except OSError as error:
            _log.warning("the old entry for start at login stays: %s", error)


class XdgAutostart:
    """An entry in the user's autostart folder. Read each time, because other programs switch it too.

    A package may have brought one for all users. It counts until the user has one of the same name.
    """

    def __init__(self) -> None:
        self._path = platformdirs.user_config_path() / "autostart" / entry.FILE

    @property
    def why_not(self) -> str:
        if files.can_be_written(self._path.parent):
            return ""
        return _("your autostart folder cannot be written; make it your own")

    @property
    def enabled(self) -> bool:
        return _is_on(self._values)

    @property
    def stale(self) -> bool:
        return entry.is_obsolete(self._values)

    def enable(self) -> None:
        if _is_on(_of_the_system()):
            self._path.unlink(missing_ok=True)  # a copy would hide what an update of the package brings
        else:
            files.write_if_changed(self._path, entry.entry_text({"StartupNotify": "false", _GNOME: "true"}))

    def disable(self) -> None:
        if _is_on(_of_the_system()):
            files.write_if_changed(self._path, entry.entry_text({"Hidden": "true"}))
        else:
            self._path.unlink(missing_ok=True)

    @property
    def _values(self) -> dict[str, str]:
        return entry.read(self._path) or _of_the_system()


def _of_the_system() -> dict[str, str]:
    """The entry for all users; empty where there is none."""
    folders = platformdirs.site_config_dir(multipath=True).split(os.pathsep)
    entries = (entry.read(Path(folder, "autostart", entry.FILE)) for folder in folders)
    return next(filter(None, entries), {})


def _is_on(values: dict[str, str]) -> bool:
    return bool(values) and values.get("Hidden") != "true" and values.get(_GNOME) != "false"


class PortalAutostart(XdgAutostart):
    """In a sandbox the desktop's portal writes the entry, and cannot be asked whether it is there.

    So what the portal granted is remembered as an entry inside the sandbox.
    """

    @property
    def why_not(self) -> str:
        from crampguard.desktop import background_portal

        if background_portal.is_there():
            return super().why_not
        return _("this desktop has no portal for it; add CrampGuard to its login programs by hand")

    def enable(self) -> None:
        from crampguard.desktop import background_portal

        background_portal.request_autostart(True)
        super().enable()

    def disable(self) -> None:
        if self.enabled:
            from crampguard.desktop import background_portal

            background_portal.request_autostart(False)
        super().disable()


class NotInPreview:
    """The preview is thrown away, and nothing that starts later may lead to it."""

    enabled = False
    stale = False

    @property
    def why_not(self) -> str:
        return _("this is the preview; in the program itself it can be switched on")

    def enable(self) -> None:
        raise OSError(errno.ENOTSUP, self.why_not)

    def disable(self) -> None:
        """It is always off."""
