"""The client side of org.freedesktop.Notifications: typed calls, signals, changes of the server."""

from collections.abc import Callable
from typing import Any, Literal, Protocol

from jeepney import DBusAddress, MatchRule, Message
from msgspec import Struct

from crampguard.desktop import activation
from crampguard.desktop.abilities import Abilities, Actions, abilities
from crampguard.desktop.bus import QtBus, is_return, sender, unanswered
from crampguard.desktop.installation import APP_ID
from crampguard.desktop.presenting import Picture

NAME = "org.freedesktop.Notifications"
ADDRESS = DBusAddress("/org/freedesktop/Notifications", NAME, NAME)

_NEVER, _BY_ITSELF = 0, -1  # when it goes; a nudge is closed when it is answered or no longer useful
_URGENCY_NORMAL = 1


Failure = Literal["no answer", "error"]
"""Why a notification is not on the screen: the server hangs, or it refused it or crashed."""


class Listener(Protocol):
    def server_changed(self) -> None: ...
    def action_invoked(self, id_: int, key: str) -> None: ...
    def notification_closed(self, id_: int) -> None: ...


class Notification(Struct, frozen=True):
    """What is sent; of body and actions, the server gets what it can take.

    replaces: an id; 0 for a new one. sound: a file; "" for the desktop's own. passing: it goes by itself
    after a while.
    """

    title: str
    body: str
    picture: Picture | None
    actions: Actions = ()
    replaces: int = 0
    silent: bool = False
    sound: str = ""
    passing: bool = False

    def arguments(self, abilities: Abilities | None) -> tuple[Any, ...]:
        """Those of the method Notify."""
        body = self.body if abilities is None else abilities.as_body(self.body)
        actions = () if abilities is None else abilities.accepted(self.actions)
        keys_and_labels = [text for action in actions for text in action]
        expires = _BY_ITSELF if self.passing else _NEVER
        return "CrampGuard", self.replaces, "", self.title, body, keys_and_labels, self._hints(), expires

    def _hints(self) -> dict[str, tuple[str, Any]]:
        hints: dict[str, tuple[str, Any]] = {
            "urgency": ("y", _URGENCY_NORMAL),
            "category": ("s", "reminder"),
            "desktop-entry": ("s", APP_ID),
        }
        if self.picture is not None:
            hints["image-data"] = ("(iiibiiay)", _image_data(self.picture))
        if self.silent:
            hints["suppress-sound"] = ("b", True)
        elif self.sound:
            hints["sound-file"] = ("s", self.sound)
        return hints


class NotificationServer:
    """The current server of the session. Replies come later, on the GUI thread."""

    def __init__(self, bus: QtBus, listener: Listener) -> None:
        self._bus = bus
        self._listener = listener
        self._owner = ""
        self._abilities: Abilities | None = None
        self._token = 0, ""  # the notification that was pressed, and the token to raise a window for it
        bus.on_owner(NAME, self._on_owner)
        for member, signature, on_signal in (
            ("ActivationToken", "us", self._on_token),
            ("ActionInvoked", "us", self._on_action),
            ("NotificationClosed", "uu", self._on_closed),
        ):
            bus.on_signal(MatchRule(type="signal", interface=NAME, member=member), signature, on_signal)

    @property
    def identity(self) -> str:
        """The server that an id belongs to. Includes the bus, because a unique name is unique only there."""
        return f"{self._bus.id}{self._owner}"

    def ask_abilities(self, on_reply: Callable[[Abilities | None], None]) -> None:
        """Asks what the server can do, starting one if the session can; None if there is none."""
        self._bus.join()
        if self._abilities is not None:
            on_reply(self._abilities)
            return
        name = ""

        def named(reply: Message) -> None:
            nonlocal name
            if unanswered(reply):
                on_reply(None)
                return
            if is_return(reply, "ssss"):
                name = reply.body[0]
            self._bus.call(ADDRESS, "GetCapabilities", "", (), replied)

        def replied(reply: Message) -> None:
            if not is_return(reply, "as"):
                on_reply(None)
                return
            self._adopt(sender(reply))
            self._abilities = abilities(name, reply.body[0])
            on_reply(self._abilities)

        self._bus.call(ADDRESS, "GetServerInformation", "", (), named)

    def notify(
        self,
        notification: Notification,
        on_shown: Callable[[int], None],
        on_failure: Callable[[Failure], None],
        on_late: Callable[[int], None] = lambda _id: None,
    ) -> None:
        """Shows it, then calls on_shown with its id, or on_failure.

        A server that hung may still show it later: then on_late follows on_failure("no answer").
        """

        def replied(reply: Message) -> None:
            if is_return(reply, "u"):
                self._adopt(sender(reply))
                on_shown(reply.body[0])
            else:
                on_failure("no answer" if unanswered(reply) else "error")

        def came_late(reply: Message) -> None:
            if is_return(reply, "u") and sender(reply) == self._owner:
                on_late(reply.body[0])

        arguments = notification.arguments(self._abilities)
        self._bus.call(ADDRESS, "Notify", "susssasa{sv}i", arguments, replied, came_late)

    def close(self, id_: int) -> None:
        """Closes it. A server that no longer has it answers with an error, which is ignored."""
        self._bus.call(ADDRESS, "CloseNotification", "u", (id_,), lambda _reply: None)

    def _adopt(self, owner: str) -> None:
        if owner != self._owner:
            self._owner, self._abilities = owner, None

    def _on_owner(self, owner: str) -> None:
        self._adopt(owner)
        self._listener.server_changed()
        if owner:
            self.ask_abilities(lambda _abilities: None)  # now, so that the next nudge need not wait

    def _on_token(self, message: Message) -> None:
        """Some servers send it before the action."""
        if sender(message) == self._owner:
            self._token = message.body

    def _on_action(self, message: Message) -> None:
        if sender(message) != self._owner:
            return
        (id_, key), (pressed, token) = message.body, self._token
        self._token = 0, ""
        with activation.using_token(token if pressed == id_ else ""):
            self._listener.action_invoked(id_, key)

    def _on_closed(self, message: Message) -> None:
        if sender(message) == self._owner:
            self._listener.notification_closed(message.body[0])


def _image_data(picture: Picture) -> tuple[int, int, int, bool, int, int, bytes]:
    bits_per_sample, channels = 8, 4
    return picture.size, picture.size, picture.size * channels, True, bits_per_sample, channels, picture.rgba
