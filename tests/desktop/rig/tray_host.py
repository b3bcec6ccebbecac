"""Where a tray icon lives: the real Xfce panel, a stub that can come and go, and eyes and a hand for what
they show.

Qt talks to a tray through org.kde.StatusNotifierWatcher and exports its menu as com.canonical.dbusmenu. The
panel proves that a real host takes the icon. The stub is quick and can appear late, restart or stay
away. Either way the program needs a screen: Qt offscreen never shows a tray icon.
"""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.desktop.rig.bus import (
    DBUS,
    PROPERTIES,
    BusError,
    Call,
    Link,
    Refusal,
    Service,
    unknown_method,
    wait_for_name,
)
from tests.desktop.rig.child import Child, base_env
from tests.desktop.rig.display import Screen
from tests.desktop.rig.requirements import program
from tests.desktop.rig.waiting import wait_until

WATCHER = "org.kde.StatusNotifierWatcher"
WATCHER_PATH = "/StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"

PANEL_XML = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="32"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
  </property>
</channel>
"""


@contextlib.contextmanager
def xfconf(address: str, folder: Path, channels: dict[str, str]) -> Iterator[dict[str, str]]:
    """Run Xfce's settings daemon with the given channels; yields the environment that Xfce programs need.

    On this bus nothing starts it on demand, so it has to be there before them.
    """
    env = base_env(folder, DBUS_SESSION_BUS_ADDRESS=address)
    store = Path(env["XDG_CONFIG_HOME"]) / "xfce4" / "xfconf" / "xfce-perchannel-xml"
    store.mkdir(parents=True, exist_ok=True)
    for channel, xml in channels.items():
        (store / f"{channel}.xml").write_text(xml, encoding="utf-8")
    with Child([program("xfconfd")], env, folder / "xfconfd.log"):
        wait_for_name(address, "org.xfce.Xfconf")
        yield env


@contextlib.contextmanager
def panel(address: str, screen: Screen) -> Iterator[Child]:
    """The Xfce panel with a tray, ready to take icons."""
    with tempfile.TemporaryDirectory(prefix="cg-panel-") as name:
        folder = Path(name)
        with xfconf(address, folder, {"xfce4-panel": PANEL_XML}) as env:
            argv: list[str | Path] = [program("xfce4-panel"), "--disable-wm-check"]
            with Child(argv, env | {"DISPLAY": screen.name}, folder / "panel.log") as child:
                with Link(address) as link:
                    wait_until(
                        lambda: link.owner(WATCHER) or not child.alive, 20, lambda: f"a tray: {child.said()}"
                    )
                if not child.alive:
                    raise RuntimeError(f"xfce4-panel ended: {child.said()}")
                yield child


@dataclass(frozen=True)
class Entry:
    """One visible entry of a menu, as a user reads it. `checked` is None where there is no tick box."""

    id: int
    label: str
    enabled: bool
    checked: bool | None
    children: tuple[Entry, ...] = ()


class Tray:
    """What a tray host can see and do, whoever the host is. `item` is "service/path" as in items()."""

    def __init__(self, address: str) -> None:
        self._link = Link(address)

    def close(self) -> None:
        self._link.close()

    def __enter__(self) -> Tray:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def items(self) -> list[str]:
        """The icons that the host has; none if there is no host."""
        try:
            return list(self._link.get(WATCHER, WATCHER_PATH, WATCHER, "RegisteredStatusNotifierItems"))
        except BusError as error:
            if error.name in _NOBODY:
                return []
            raise

    def wait_for_item(self, timeout: float = 10.0) -> str:
        """Wait until there is exactly one icon and its menu, which may come later, and return the icon."""

        def answers() -> str:
            found = self.items()
            return found[0] if len(found) == 1 and self.menu(found[0]) else ""

        return wait_until(
            answers,
            timeout,
            lambda: f"one tray icon with its menu, have {self.items()}",
            ignoring=(BusError,),
        )

    def title(self, item: str) -> str:
        return str(self._get(item, "Title"))

    def status(self, item: str) -> str:
        return str(self._get(item, "Status"))

    def icon_name(self, item: str) -> str:
        return str(self._get(item, "IconName"))

    def tooltip(self, item: str) -> tuple[str, str]:
        """Title and text of the tooltip."""
        _, _, title, text = self._get(item, "ToolTip")
        return str(title), str(text)

    def icon_pixmaps(self, item: str) -> list[tuple[int, int, bytes]]:
        """Width, height and ARGB32 bytes (big end first) of each size that the icon comes in."""
        return [(width, height, bytes(data)) for width, height, data in self._get(item, "IconPixmap")]

    def activate(self, item: str) -> None:
        """A left click."""
        self._link.call(*_split(item), ITEM, "Activate", "ii", 0, 0)

    def menu(self, item: str) -> list[Entry]:
        """Open the menu and read it: separators and invisible entries left out, mnemonic marks undone."""
        self._about_to_show(item, 0)
        entries = self._layout(item)
        # What an entry holds may be made only when it is opened.
        submenus = [entry for entry in _walk(entries) if entry.children]
        for entry in submenus:
            self._about_to_show(item, entry.id)
        return self._layout(item) if submenus else entries

    def click(self, item: str, *labels: str) -> None:
        """Choose the entry with this label; more labels lead through submenus. LookupError if none is."""
        entries = self.menu(item)
        found: list[Entry] = []
        for label in labels:
            everything = list(_walk(entries))
            found = [entry for entry in everything if entry.label == label]
            if len(found) != 1:
                shown = [entry.label for entry in everything]
                raise LookupError(f"{len(found)} entries {label!r} in the menu {shown}")
            entries = list(found[0].children)
        if not found[0].enabled:
            raise LookupError(f"{labels[-1]!r} is greyed out")
        self._link.call(*self._menu_at(item), MENU, "Event", "isvu", found[0].id, "clicked", ("s", ""), 0)

    def _get(self, item: str, name: str) -> Any:
        return self._link.get(*_split(item), ITEM, name)

    def _menu_at(self, item: str) -> tuple[str, str]:
        service, _ = _split(item)
        return service, str(self._get(item, "Menu"))

    def _about_to_show(self, item: str, entry: int) -> None:
        self._link.call(*self._menu_at(item), MENU, "AboutToShow", "i", entry)

    def _layout(self, item: str) -> list[Entry]:
        no_properties: list[str] = []  # an empty list asks for all of them
        _, root = self._link.call(*self._menu_at(item), MENU, "GetLayout", "iias", 0, -1, no_properties)
        return list(_children(root))


_NOBODY = ("org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner")


def _split(item: str) -> tuple[str, str]:
    service, slash, path = item.partition("/")
    return service, f"{slash}{path}" if slash else "/StatusNotifierItem"


def _children(node: Any) -> Iterator[Entry]:
    for _, child in node[2]:
        number, variants, _ = child
        properties = {name: value for name, (_, value) in variants.items()}
        if properties.get("type") == "separator" or not properties.get("visible", True):
            continue
        yield Entry(
            id=number,
            label=plain_label(str(properties.get("label", ""))),
            enabled=bool(properties.get("enabled", True)),
            checked=properties.get("toggle-state") == 1 if properties.get("toggle-type") else None,
            children=tuple(_children(child)),
        )


def _walk(entries: list[Entry] | tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _walk(entry.children)


def plain_label(label: str) -> str:
    """What a host shows for a label: "_Done" is "Done", "snake__case" is "snake_case".

    Qt turns only the first "&" into a "_" and doubles no "_" of the text.
    """
    return "_".join(part.replace("_", "") for part in label.split("__"))


class WatcherStub(Service):
    """A tray host without a panel. Comes when made, goes with stop(); make a new one for a restart."""

    def __init__(self, address: str) -> None:
        self._lock = threading.Lock()
        self._registrations: list[str] = []
        self._items: list[str] = []
        super().__init__(address, WATCHER)
        self.emit(WATCHER_PATH, WATCHER, "StatusNotifierHostRegistered", "")

    @property
    def registrations(self) -> list[str]:
        """Every icon that was ever registered here, as "service/path", in order."""
        with self._lock:
            return list(self._registrations)

    @property
    def items(self) -> list[str]:
        """The icons that are still there."""
        with self._lock:
            return list(self._items)

    def prepare(self) -> None:
        self.subscribe(f"type='signal',sender='{DBUS}',interface='{DBUS}',member='NameOwnerChanged'")

    def heard(self, sender: str, member: str, body: tuple[Any, ...]) -> None:
        if sender != DBUS or member != "NameOwnerChanged" or body[2]:
            return
        with self._lock:
            gone = [item for item in self._items if _split(item)[0] == body[0]]
            self._items = [item for item in self._items if item not in gone]
        for item in gone:
            self.emit(WATCHER_PATH, WATCHER, "StatusNotifierItemUnregistered", "s", item)

    def answer(self, call: Call) -> tuple[str, tuple[Any, ...]]:
        if call.path != WATCHER_PATH:
            raise unknown_method(call)
        if call.interface == PROPERTIES:
            return self._property(call)
        if call.member == "RegisterStatusNotifierItem" and call.signature == "s":
            word = call.body[0]  # a bus name, or a path on the caller's own connection
            item = f"{call.sender}{word}" if word.startswith("/") else f"{word}/StatusNotifierItem"
            with self._lock:
                self._registrations.append(item)
                if item not in self._items:
                    self._items.append(item)
            self.emit(WATCHER_PATH, WATCHER, "StatusNotifierItemRegistered", "s", item)
            return "", ()
        if call.member == "RegisterStatusNotifierHost" and call.signature == "s":
            return "", ()
        raise unknown_method(call)

    def _property(self, call: Call) -> tuple[str, tuple[Any, ...]]:
        properties = {
            "IsStatusNotifierHostRegistered": ("b", True),
            "ProtocolVersion": ("i", 0),
            "RegisteredStatusNotifierItems": ("as", self.items),
        }
        if call.member == "GetAll":
            return "a{sv}", (properties,)
        if call.member == "Get" and call.body[1] in properties:
            return "v", (properties[call.body[1]],)
        raise Refusal("org.freedesktop.DBus.Error.UnknownProperty", f"no property {call.body!r}")
