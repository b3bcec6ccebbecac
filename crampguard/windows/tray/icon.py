"""The tray icon: tonight at a glance, and the menu as the shortest way to answer.

A QSystemTrayIcon that was made before there was a tray host never registers with one that comes later, so a
new one is made then. A host that restarts takes a registered icon back by itself.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from crampguard.windows.shared.icon import Face, face, share, tray_icon

if TYPE_CHECKING:
    from crampguard.routine.tonight import Tonight
    from crampguard.windows.tray.menu import MenuLine, Section


class TrayIcon:
    """Shows the state it follows; until there is one, a resting face and an empty menu.

    on_click: the left button; heading: stands in front of the tooltip. sections: gives the menu for a state.
    """

    def __init__(self, on_click: Callable[[], None], heading: str = "") -> None:
        self.sections: Callable[[Tonight], list[Section]] = lambda _tonight: []
        self._heading = heading
        self._on_click = on_click
        self._tonight: Tonight | None = None
        self._shown_state = Face.RESTING, 0.0
        self._menu = _Menu()
        self.registered = self.available  # otherwise host_came() makes an icon that can be
        self._icon = self._new_icon()

    @property
    def available(self) -> bool:
        """Whether this desktop shows tray icons now."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def menu(self) -> QMenu:
        """What the host shows; without a host it can be popped up."""
        return self._menu.widget

    def follow(self, tonight: "Tonight") -> None:
        from crampguard.routine.text import unmarked
        from crampguard.routine.words import question_words, summary

        self._tonight = tonight
        self._menu.show_sections(self.sections(tonight))
        state = face(tonight), share(tonight)
        if state != self._shown_state:  # painting every size is most of the work here
            self._shown_state = state
            self._icon.setIcon(tray_icon(*state))
        words = (self._heading, question_words(tonight), summary(tonight, named=not tonight.discreet))
        self._icon.setToolTip(unmarked(" ".join(filter(None, words))))

    def host_came(self) -> None:
        """A tray host appeared. Does nothing where the icon has registered with one before."""
        if self.registered:
            return
        self.registered = True
        self._icon.hide()
        self._icon.deleteLater()
        self._icon = self._new_icon()
        if self._tonight is not None:
            self.follow(self._tonight)

    def pop_up(self, tonight: "Tonight") -> bool:
        """The last resort to tell the notice: a balloon, which goes by itself."""
        if tonight.notice is not None and self.available:
            self._icon.showMessage(tonight.notice.title, tonight.notice.body, self._icon.icon())
        return self.available

    def take_down(self) -> None:
        """Qt has no way to take a balloon down."""

    def balloon(self, title: str, body: str) -> None:
        """Where the tray is a StatusNotifier host, Qt sends it to the notification server instead."""
        self._icon.showMessage(title, body, self._icon.icon())

    def remove(self) -> None:
        self._icon.hide()

    def _new_icon(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(tray_icon(*self._shown_state))
        icon.setContextMenu(self._menu.widget)
        icon.activated.connect(self._activated)
        icon.show()
        return icon

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._on_click()


class _Menu:
    """A QMenu that follows lines. While their kinds stay, its entries stay too, even when it is open."""

    def __init__(self) -> None:
        self.widget = _NotifyingMenu(self._set_texts)
        self._shape: list[list[tuple[bool, bool, int]]] = []
        self._actions: list[QAction] = []
        self._lines: list[MenuLine] = []

    def show_sections(self, sections: "list[Section]") -> None:
        self._lines = [entry for section in sections for line in section for entry in (line, *line.submenu)]
        shape = [
            [(line.checked is None, line.act is None, len(line.submenu)) for line in section]
            for section in sections
        ]
        if shape != self._shape:
            self._shape = shape
            self._rebuild(sections)
        self._set_texts()
        for action, line in zip(self._actions, self._lines, strict=True):
            action.setChecked(bool(line.checked))

    def _set_texts(self) -> None:
        text = _text_for_qt if self.widget.isVisible() else _text_for_host
        for action, line in zip(self._actions, self._lines, strict=True):
            action.setText(text(line.text))

    def _rebuild(self, sections: "list[Section]") -> None:
        submenus = self.widget.findChildren(QMenu)
        self.widget.clear()
        for submenu in submenus:  # they stay, and what a tray host was told of their entries stays with them
            submenu.clear()
            submenu.deleteLater()
        self._actions = []
        for index, section in enumerate(sections):
            if index:
                self.widget.addSeparator()
            for line in section:
                self._add(self.widget, line)

    def _add(self, menu: QMenu, line: "MenuLine") -> None:
        if line.submenu:
            submenu = QMenu(menu)
            self._actions.append(menu.addMenu(submenu))
            for entry in line.submenu:
                self._add(submenu, entry)
            return
        action = menu.addAction("")
        action.setCheckable(line.checked is not None)
        action.setEnabled(line.act is not None)
        index = len(self._actions)
        action.triggered.connect(lambda _checked, index=index: self._act(index))
        self._actions.append(action)

    def _act(self, index: int) -> None:
        act = self._lines[index].act
        if act is not None:
            act()


class _NotifyingMenu(QMenu):
    """A menu that knows when Qt draws it itself: on a desktop whose tray knows no menus."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        super().__init__()
        self._on_change = on_change

    def showEvent(self, event: QShowEvent) -> None:
        self._on_change()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._on_change()


def _text_for_qt(text: str) -> str:
    """For a menu that Qt draws, where "&" would underline the next letter."""
    return text.replace("&", "&&")


def _text_for_host(text: str) -> str:
    """For a tray host that reads the menu from the bus, where "_" would underline the next letter.

    Of all the "&" Qt turns the first into such a "_", and knows nothing of the others.
    """
    return text.replace("_", "__").replace("&", "&&", 1)
