"""The one notification: a view of tonight's state.

It pops up anew only when something joins, shrinks or goes when something is answered anywhere, and never
comes back by itself: what a server lost was told once. Calls go out one after the other, each towards the
newest state, so that there is never a second notification.
"""

import html
import logging
from collections.abc import Callable
from datetime import date
from typing import Protocol

from crampguard.desktop.bus import QtBus
from crampguard.desktop.notification_server import NotificationServer, Picture
from crampguard.i18n import _
from crampguard.routine.notice import Notice
from crampguard.routine.tonight import Tonight
from crampguard.store.diary import Shown

_PATIENCE = 0.5  # seconds, at the end of the program

_log = logging.getLogger(__name__)


class Memory(Protocol):
    """What the engine keeps about notifications, so that a button is understood after a restart."""

    def open_notification(self) -> Shown | None: ...
    def notification_shown(self, shown: Shown) -> None: ...
    def notification_gone(self, server: str, id_: int) -> None: ...
    def press(self, server: str, id_: int, key: str) -> object: ...
    def asked_about(self, server: str, id_: int) -> date: ...


class Notifications:
    """Follows tonight's state.

    open_list is called when the user clicks the body or "Open", open_morning with the night in question for
    "Cramp…". Where no server takes a notice, it goes to
    tray_message, and to a server that appears while it still holds.
    """

    def __init__(
        self,
        bus: QtBus,
        memory: Memory,
        *,
        picture: Callable[[Tonight], Picture],
        open_list: Callable[[], None],
        open_morning: Callable[[date], None],
        tray_message: Callable[[Notice], None],
    ) -> None:
        self._bus = bus
        self._memory = memory
        self._picture = picture
        self._open_list = open_list
        self._open_morning = open_morning
        self._tray_message = tray_message
        self._tonight: Tonight | None = None
        self._shown: Shown | None = None
        self._discreet = False  # whether what is shown is
        self._to_pop_up = False  # something joined that no server has taken yet
        self._worth_a_try = False  # no server has failed us since the last one came or something joined
        self._busy = False  # a call is under way; its reply, or an error, always comes
        self._server = NotificationServer(bus, self)

    def follow(self, tonight: Tonight) -> None:
        self._tonight = tonight
        self._to_pop_up = tonight.notice is not None and (self._to_pop_up or tonight.joined)
        self._worth_a_try = self._worth_a_try or tonight.joined
        self._step()

    def stop(self) -> None:
        """Takes it down: nobody would hear its buttons. Nothing is sent after this."""
        self._tonight = None
        self._bus.settle(_PATIENCE)  # one may be on its way to the screen
        if self._shown is not None:
            self._close(self._shown)

    # Towards the state

    def _step(self) -> None:
        """The next call that brings the screen nearer to the state, if it needs one."""
        if self._busy or not self._worth_a_try or self._tonight is None:
            return
        notice = self._tonight.notice
        if notice is None:
            if self._shown is not None:
                self._close(self._shown)
        elif self._to_pop_up or (
            self._shown is not None
            and (self._discreet is not self._tonight.discreet or set(self._shown.habits) - set(notice.habits))
        ):
            self._busy = True
            self._server.ask_capabilities(self._show)

    def _show(self, capabilities: frozenset[str] | None) -> None:
        tonight = self._tonight
        notice = None if tonight is None else tonight.notice
        if tonight is None or notice is None:
            self._idle()
            return
        if capabilities is None:
            self._nobody_there(notice)
            return
        joined, self._to_pop_up = self._to_pop_up, False
        self._discreet = tonight.discreet

        def replied(id_: int | None) -> None:
            if id_ is None:
                self._to_pop_up = joined
                self._nobody_there(notice)
                return
            self._shown = Shown(self._server.identity, id_, notice.night, notice.habits)
            self._memory.notification_shown(self._shown)
            self._idle()

        self._server.notify(
            notice.title,
            _body(notice, capabilities),
            replaces=0 if self._shown is None else self._shown.id,
            actions=notice.actions if "actions" in capabilities else (),
            picture=self._picture(tonight),
            silent=not joined or tonight.winding_down,
            on_reply=replied,
        )

    def _close(self, shown: Shown) -> None:
        self._busy = True
        self._server.close(shown.id, self._idle)  # before it is forgotten, or a crash would leave it there
        self._gone(shown)

    def _gone(self, shown: Shown) -> None:
        self._shown = None
        self._memory.notification_gone(shown.server, shown.id)

    def _idle(self) -> None:
        self._busy = False
        self._step()

    def _nobody_there(self, notice: Notice) -> None:
        """The tray says it. The next try comes when a server does, or when something joins."""
        _log.info("no notification server took the notice")
        self._busy = self._worth_a_try = False
        self._shown = None
        self._tray_message(notice)

    # From the server

    def server_changed(self) -> None:
        shown = self._memory.open_notification()  # an earlier run's, or none: it goes with its server
        self._shown = shown if shown is not None and shown.server == self._server.identity else None
        self._worth_a_try = True
        self._step()

    def action_invoked(self, id_: int, key: str) -> None:
        server = self._server.identity
        if key in ("default", "open"):
            if self._shown is not None and self._shown.id == id_:
                self._open_list()
        elif key == "cramp":
            self._open_morning(self._memory.asked_about(server, id_))
        else:
            if self._shown is not None and self._shown.id == id_:
                self._close(self._shown)  # most servers have, and what is left of it must not come back
            self._memory.press(server, id_, key)

    def notification_closed(self, id_: int) -> None:
        if self._shown is not None and self._shown.id == id_:
            self._gone(self._shown)


def _body(notice: Notice, capabilities: frozenset[str]) -> str:
    text = notice.body
    if "actions" not in capabilities:
        text += "\n" + _("Tick it in the tray menu.")
    return html.escape(text, quote=False) if "body-markup" in capabilities else text
