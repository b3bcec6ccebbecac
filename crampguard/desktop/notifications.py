"""The one notification: a view of tonight's state.

It pops up again only when something joins, shrinks or closes when something is answered anywhere, and never
comes back by itself: what a server lost has been shown.

The steps:
- One Notify at a time, made from the newest state and replacing the last one, so there is never a second
  notification. If the state changes before the reply, the next step catches up.
- A server that is missing has a moment to come. One that does not answer is left alone until the name has a
  new owner or something joins.
- A server that refuses the notification, or crashes, gets it once more without the picture, the usual cause.
  After that it is left alone until something joins, or it would crash again after each restart.
- What no server has shown by then pops up in a stand-in, as it does where the user prefers that. It stays
  there until something joins: nothing pops up twice because a server comes late.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer

from crampguard.desktop.abilities import Abilities
from crampguard.desktop.bus import CALL_LIMIT, QtBus
from crampguard.desktop.notification_server import Failure, Notification, NotificationServer
from crampguard.desktop.presenting import Picture, StandIn
from crampguard.engine.notification_memory import NotificationMemory
from crampguard.i18n import _, language
from crampguard.routine.notice import Notice
from crampguard.routine.tonight import Tonight
from crampguard.shipped import resource
from crampguard.store.diary import Shown

_TRIES = 2  # with the picture and without
SERVER_WAIT = 3000  # milliseconds in which a missing server may come, as at login or after a crash


class NotificationPresenter:
    """Follows tonight's state.

    open_list: for a click on the body or "Open". open_guide: for "Guide me". open_morning: for "Cramp…", with
    the night. stand_ins: for what no server shows, the best first.
    """

    def __init__(
        self,
        bus: QtBus,
        memory: NotificationMemory,
        *,
        picture: Callable[[Tonight], Picture],
        titled: Callable[[str], str] = str,
        open_list: Callable[[], None],
        open_guide: Callable[[], None],
        open_morning: Callable[[date], None],
        stand_ins: Sequence[StandIn],
    ) -> None:
        self._bus = bus
        self._memory = memory
        self._picture = picture
        self._titled = titled
        self._open_list = open_list
        self._open_guide = open_guide
        self._open_morning = open_morning
        self._stand_ins = stand_ins
        self._tonight: Tonight | None = None
        self._shown: Shown | None = None
        self._wording = language(), False  # of what is shown: its language, and whether it is discreet
        self._ids: set[int] = set()  # of our notifications on this server
        self._to_pop_up = False  # something joined that has not been shown yet
        self._failures = 0  # how often a server refused it or crashed
        self._may_ask = False  # the server has not failed since it appeared or something joined
        self._asking = False  # a call is pending; a reply or an error always follows
        self._wait = QTimer(singleShot=True)
        self._wait.timeout.connect(self._hand_over)
        self._server = NotificationServer(bus, self)

    def follow(self, tonight: Tonight) -> None:
        self._tonight = tonight
        if tonight.joined:
            self._to_pop_up = self._may_ask = True
            self._failures = 0
        self._to_pop_up = self._to_pop_up and tonight.notice is not None
        self._step()

    def remark(self, title: str, body: str, on_failure: Callable[[], None]) -> None:
        """Says something in passing: it goes by itself, and stands beside the one notification."""

        def send(abilities: Abilities | None) -> None:
            if abilities is None or self._tonight is None:
                on_failure()
                return
            remark = Notification(title, body, self._picture(self._tonight), silent=True, passing=True)
            self._server.notify(remark, lambda _id: None, lambda _why: on_failure())

        self._server.ask_abilities(send)

    def stop(self) -> None:
        """Closes the notification, because its buttons would do nothing. Nothing is sent after this.

        Waits for one that is still being shown, as long as a call may take.
        """
        self._tonight = None
        self._wait.stop()
        self._bus.wait_until(lambda: not self._asking, CALL_LIMIT)
        if self._shown is not None:
            self._close(self._shown.id)

    # Towards the state

    def _step(self) -> None:
        """Makes the next call that brings the screen closer to the state, if one is needed."""
        if self._asking or self._tonight is None:
            return
        if self._to_pop_up and self._tonight.own_popup:
            self._hand_over()
        if self._tonight.notice is None:
            if self._shown is not None:
                self._close(self._shown.id)
        elif self._may_ask and (self._to_pop_up or self._is_outdated(self._tonight.notice)):
            self._asking = True
            self._server.ask_abilities(self._show)

    def _is_outdated(self, notice: Notice) -> bool:
        if self._shown is None or self._tonight is None:
            return False
        fits = set(self._shown.habits) <= set(notice.habits)
        return not fits or self._wording != _wording(self._tonight)

    def _show(self, abilities: Abilities | None) -> None:
        self._asking = False
        tonight = self._tonight
        notice = None if tonight is None else tonight.notice
        if tonight is None or notice is None:
            self._step()
        elif abilities is not None:
            self._send(tonight, notice, abilities)
        else:
            self._may_ask = False
            if self._stand_ins:
                self._wait.start(SERVER_WAIT)

    def _send(self, tonight: Tonight, notice: Notice, abilities: Abilities) -> None:
        if self._shown is not None and abilities.quirks.keeps_buttons:
            self._close(self._shown.id)  # a new one, because a button of the old one would answer for it
        joined, self._to_pop_up = self._to_pop_up, False
        self._wording = _wording(tonight)
        self._asking = True

        def shown_as(id_: int) -> Shown:
            return Shown(self._server.identity, id_, notice.night, notice.habits)

        def on_shown(id_: int) -> None:
            self._asking = False
            self._adopt(shown_as(id_))

        def on_late(id_: int) -> None:
            if self._shown is None or self._shown.id == id_:
                self._adopt(shown_as(id_))
            else:
                self._server.close(id_)

        notification = Notification(
            self._titled(notice.title),
            _body(notice, abilities),
            None if self._failures else self._picture(tonight),
            notice.actions,
            replaces=0 if self._shown is None else self._shown.id,
            silent=not joined or tonight.silent,
            sound=resource("nudge.wav") if tonight.sound else "",
        )
        self._server.notify(notification, on_shown, partial(self._failed, joined), on_late)

    def _failed(self, joined: bool, why: Failure) -> None:
        """joined: whether it was to pop up."""
        self._asking = False
        self._to_pop_up = self._to_pop_up or joined
        self._failures += why == "error"
        if why == "error" and self._failures < _TRIES:
            self._step()
        else:
            self._may_ask = False
            self._hand_over()

    def _adopt(self, shown: Shown) -> None:
        """It is on the screen. Closes an older one that arrived late, so that it is the only one."""
        before, self._shown = self._shown, shown
        self._ids.add(shown.id)
        if before is not None and before.id != shown.id:
            self._server.close(before.id)
        for stand_in in self._stand_ins:
            stand_in.take_down()
        self._memory.shown(shown)
        self._may_ask = True
        if self._tonight is not None and self._tonight.notice is not None:
            self._to_pop_up = self._to_pop_up and not set(self._tonight.notice.habits) <= set(shown.habits)
        self._step()

    def _hand_over(self) -> None:
        """The first stand-in that can shows all of it, so what a server still shows of it goes."""
        tonight = self._tonight
        if self._asking or tonight is None or tonight.notice is None or not self._to_pop_up:
            return
        if any(stand_in.pop_up(tonight) for stand_in in self._stand_ins):
            self._to_pop_up = False
            if self._shown is not None:
                self._close(self._shown.id)

    def _close(self, id_: int) -> None:
        self._server.close(id_)  # before it is forgotten, or a crash would leave it on the screen
        self._forget(id_)

    def _forget(self, id_: int) -> None:
        if self._shown is not None and self._shown.id == id_:
            shown, self._shown = self._shown, None
            self._memory.gone(shown.server, shown.id)

    # From the server

    def server_changed(self) -> None:
        shown = self._memory.on_screen()  # perhaps from an earlier run; gone if its server is
        self._shown = shown if shown is not None and shown.server == self._server.identity else None
        self._ids.clear()
        self._may_ask = self._failures < _TRIES
        self._step()

    def action_invoked(self, id_: int, key: str) -> None:
        """A button was pressed, perhaps on a notification reopened from the server's history."""
        server = self._server.identity
        if id_ not in self._ids and not self._memory.knows(server, id_):
            return  # another program's
        self._close(id_)  # most servers have closed it; what is left must not come back
        match key:
            case "default" | "open":
                self._open_list()
            case "guide":
                self._open_guide()
            case "cramp":
                self._open_morning(self._memory.asked_about(server, id_))
            case _:
                self._memory.press(server, id_, key)

    def notification_closed(self, id_: int) -> None:
        self._forget(id_)


def _wording(tonight: Tonight) -> tuple[str, bool]:
    return language(), tonight.discreet


def _body(notice: Notice, abilities: Abilities) -> str:
    """The advice where to answer stands first, because some servers cut a long body short."""
    return notice.body if abilities.buttons else "\n".join((_("Tick it in the tray menu."), notice.body))
