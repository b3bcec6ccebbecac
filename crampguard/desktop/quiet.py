"""Who says that nothing should pop up now: do-not-disturb, and a locked screen. Without Qt, for `check`.

A notification server keeps its own do-not-disturb; this is for our own pop-up. Each source is asked once and
again at each of its signals, so nothing polls.

What cannot be known: no desktop tells another program that a window fills the screen. On X11 the window
manager keeps such a window, while it is in use, above our pop-up, which is seen once that ends.
"""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, get_args

from jeepney import DBusAddress, MatchRule, Message, MessageFlag, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection
from msgspec import Struct

from crampguard.desktop.connect import BusError, BusName, connect
from crampguard.i18n import _
from crampguard.routine.writing import listing

_PROPERTIES = "org.freedesktop.DBus.Properties"
_SECONDS = 3.0  # that `check` waits for an answer


class QuietSource(Struct, frozen=True, eq=False):
    """A question that is answered with "quiet" or not. news: the signal after which it is asked again."""

    what: Callable[[], str]
    bus: BusName
    address: DBusAddress
    method: str
    signature: str
    arguments: tuple[str, ...]
    news: MatchRule
    news_signature: str

    @property
    def name(self) -> str:
        """Who is asked, by the name on the bus."""
        name: str = self.address.bus_name
        return name

    def says_quiet(self, answer: Message) -> bool | None:
        """What a reply says; None for an error or nonsense."""
        if answer.header.message_type is not MessageType.method_return or len(answer.body) != 1:
            return None
        value: Any = answer.body[0][1] if isinstance(answer.body[0], tuple) else answer.body[0]
        return value if isinstance(value, bool) else None


def _do_not_disturb() -> str:
    return _("do not disturb")


def _locked() -> str:
    return _("a locked screen")


def _property(
    what: Callable[[], str], bus: BusName, path: str, name: str, interface: str, key: str
) -> QuietSource:
    address = DBusAddress(path, name, _PROPERTIES)
    news = MatchRule(type="signal", interface=_PROPERTIES, member="PropertiesChanged")
    news.add_arg_condition(0, interface)
    return QuietSource(what, bus, address, "Get", "ss", (interface, key), news, "sa{sv}as")


def _screen_saver(desktop: str) -> QuietSource:
    name, path = f"org.{desktop}.ScreenSaver", f"/org/{desktop}/ScreenSaver"
    news = MatchRule(type="signal", interface=name, member="ActiveChanged")
    return QuietSource(_locked, "SESSION", DBusAddress(path, name, name), "GetActive", "", (), news, "b")


_SERVER, _SERVER_PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_LOGIND, _OWN_SESSION = "org.freedesktop.login1", "/org/freedesktop/login1/session/auto"

QUIET_SOURCES = (
    _property(_do_not_disturb, "SESSION", _SERVER_PATH, _SERVER, _SERVER, "Inhibited"),  # Plasma
    _property(_do_not_disturb, "SESSION", _SERVER_PATH, _SERVER, "org.dunstproject.cmd0", "paused"),
    _property(_locked, "SYSTEM", _OWN_SESSION, _LOGIND, f"{_LOGIND}.Session", "LockedHint"),
    *map(_screen_saver, ("freedesktop", "gnome", "mate", "cinnamon", "xfce")),
)

# GNOME keeps its do-not-disturb among its settings, and no portal passes it on: a program reads it, and dconf
# announces each change on the bus.
GNOME = "org.gnome.Shell"
GNOME_READ = ("gsettings", "get", "org.gnome.desktop.notifications", "show-banners")
GNOME_NEWS = MatchRule(type="signal", interface="ca.desrt.dconf.Writer", member="Notify")
GNOME_NEWS.add_arg_condition(0, "/org/gnome/desktop/notifications/show-banners")
GNOME_NEWS_SIGNATURE = "sass"


def gnome_says_quiet(printed: bytes) -> bool:
    """What GNOME_READ printed: whether banners are shown."""
    return printed.strip() == b"false"


def quiet_words() -> str:
    """A line that says what asks for quiet now, or which sources could."""
    answers = list(_answers())
    if asking := dict.fromkeys(what for what, _name, quiet in answers if quiet):
        return _("our own pop-up waits for the end of: {what}").format(what=listing(asking))
    if not answers:
        return _("nobody here says when our own pop-up has to wait")
    names = dict.fromkeys(name for _what, name, _quiet in answers)
    return _("nothing keeps our own pop-up back; asked: {names}").format(names=listing(names))


def _answers() -> Iterator[tuple[str, str, bool]]:
    """Of each source that answers: what it is about, its name, and whether it asks for quiet."""
    for bus in get_args(BusName):
        with suppress(BusError), connect(bus) as connection:
            for source in QUIET_SOURCES:
                if source.bus == bus and (says := _ask(connection, source)) is not None:
                    yield source.what(), source.name, says
            if bus == "SESSION" and (says := _ask_gnome(connection)) is not None:
                yield _do_not_disturb(), GNOME, says


def _ask(connection: DBusConnection, source: QuietSource) -> bool | None:
    call = new_method_call(source.address, source.method, source.signature or None, source.arguments)
    call.header.flags |= MessageFlag.no_auto_start  # a question must not start a screen saver
    try:
        return source.says_quiet(connection.send_and_get_reply(call, timeout=_SECONDS))
    except OSError:
        return None


def _ask_gnome(connection: DBusConnection) -> bool | None:
    try:
        reply = connection.send_and_get_reply(message_bus.NameHasOwner(GNOME), timeout=_SECONDS)
        if reply.body != (True,):
            return None
        read = subprocess.run(GNOME_READ, capture_output=True, check=True, timeout=_SECONDS)  # noqa: S603 (a constant)
    except (OSError, subprocess.SubprocessError):
        return None
    return gnome_says_quiet(read.stdout)
