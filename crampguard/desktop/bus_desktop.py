"""A desktop that speaks D-Bus: all but those of Windows and macOS."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from crampguard.desktop.bus import QtBus
from crampguard.desktop.notifications import NotificationPresenter
from crampguard.desktop.presenting import Picture
from crampguard.engine import Engine

if TYPE_CHECKING:
    from crampguard.desktop.quiet_watch import QuietWatch
    from crampguard.desktop.shortcut import PortalCrampKey
    from crampguard.desktop.trial import NotificationTrial

_TRAY_WATCHER = "org.kde.StatusNotifierWatcher"


class BusDesktop:
    """on_tray_host: called whenever a program comes that shows tray icons."""

    only_own_popup = False

    def __init__(self, on_tray_host: Callable[[], None]) -> None:
        self._bus = QtBus()
        self._bus.on_owner(_TRAY_WATCHER, lambda owner: on_tray_host() if owner else None)
        self.presenter = partial(NotificationPresenter, self._bus)

    @cached_property
    def quiet(self) -> "QuietWatch":
        from crampguard.desktop.quiet_watch import QuietWatch

        return QuietWatch(self._bus)

    def cramp_key(self, open_cramp_now: Callable[[], None], engine: Engine) -> "PortalCrampKey":
        from crampguard.desktop.shortcut import PortalCrampKey, PortalShortcut

        return PortalCrampKey(PortalShortcut(self._bus, open_cramp_now), engine)

    def trial(self, picture: Callable[[], Picture]) -> "NotificationTrial":
        from crampguard.desktop.trial import NotificationTrial

        return NotificationTrial(self._bus, picture)

    def stop(self) -> None:
        if "quiet" in self.__dict__:
            self.quiet.stop()
        self._bus.close()
