"""Start at login: the interface that Settings, Welcome and `check` use, and its implementations."""

import errno
import logging
import shutil
from typing import Protocol

import platformdirs

from crampguard.desktop import entry, files
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
        """Whether the program that it would start is missing, such as after a venv was moved."""

    def enable(self) -> None:
        """OSError where that cannot be written."""

    def disable(self) -> None:
        """OSError where that cannot be written."""


def start_at_login() -> Autostart:
    return XdgAutostart() if entry.XDG else UnsupportedAutostart()


def refresh(login: Autostart) -> None:
    """Call it at each start: points an entry that is on to where the program is now."""
    if login.enabled and login.stale:
        try:
            login.enable()
        except OSError as error:
            _log.warning("the old entry for start at login stays: %s", error)


class XdgAutostart:
    """An entry in the user's autostart folder. Read each time, because other programs switch it too."""

    def __init__(self) -> None:
        self._path = platformdirs.user_config_path() / "autostart" / entry.FILE

    @property
    def why_not(self) -> str:
        if files.can_be_written(self._path.parent):
            return ""
        return _("your autostart folder cannot be written; make it your own")

    @property
    def enabled(self) -> bool:
        values = entry.read(self._path)
        return bool(values) and values.get("Hidden") != "true" and values.get(_GNOME) != "false"

    @property
    def stale(self) -> bool:
        # The user made an entry without TryExec.
        program = entry.read(self._path).get("TryExec")
        return program is not None and shutil.which(program) is None

    def enable(self) -> None:
        files.write_if_changed(self._path, entry.entry_text({"StartupNotify": "false", _GNOME: "true"}))

    def disable(self) -> None:
        self._path.unlink(missing_ok=True)


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


class UnsupportedAutostart:
    """macOS and Windows."""

    enabled = False
    stale = False

    @property
    def why_not(self) -> str:
        return _("not there yet on this system; add CrampGuard to its login programs by hand")

    def enable(self) -> None:
        raise OSError(errno.ENOTSUP, self.why_not)

    def disable(self) -> None:
        """It is always off."""
