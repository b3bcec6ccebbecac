"""A test notification: a click on it proves that nudges arrive and that their buttons work."""

from collections.abc import Callable
from typing import Literal

from crampguard.desktop.abilities import Abilities
from crampguard.desktop.bus import QtBus
from crampguard.desktop.notification_server import Notification, NotificationServer
from crampguard.desktop.presenting import Picture
from crampguard.i18n import _

Result = Literal["sent", "no buttons", "clicked", "gone", "nobody"]
OnResult = Callable[[Result], None]


class NotificationTrial:
    """Reports "sent" or "no buttons", then "clicked" or "gone"; "nobody" where no server shows it."""

    def __init__(self, bus: QtBus, picture: Callable[[], Picture]) -> None:
        self._server = NotificationServer(bus, self)
        self._picture = picture
        self._id = 0
        self._on_result: OnResult = lambda _result: None

    def __call__(self, on_result: OnResult) -> None:
        self._on_result = on_result
        self._server.ask_abilities(self._send)

    def _send(self, abilities: Abilities | None) -> None:
        if abilities is None:
            self._on_result("nobody")
            return

        def shown(id_: int) -> None:
            self._id = id_
            self._on_result("sent" if abilities.buttons else "no buttons")

        notification = Notification(
            _("A nudge looks like this"),
            _("Press the button, and CrampGuard knows that it reaches you."),
            self._picture(),
            [("default", ""), ("ok", _("It reached me"))],
            replaces=self._id,
        )
        self._server.notify(notification, shown, lambda _why: self._on_result("nobody"), shown)

    # From the server

    def server_changed(self) -> None:
        self._id = 0

    def action_invoked(self, id_: int, _key: str) -> None:
        if id_ == self._id:
            self._id = 0
            self._server.close(id_)
            self._on_result("clicked")

    def notification_closed(self, id_: int) -> None:
        if id_ == self._id:
            self._id = 0
            self._on_result("gone")
