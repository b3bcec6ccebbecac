"""Drives a window over a real engine as a user does: by the names of its controls, mouse and keyboard.

What only one window has, such as the rows of Tonight, is in a subclass beside its tests.
"""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crampguard.windows.shared.navigation import Navigation
from tests.moved_clock import Evening

Key = Qt.Key
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
AnyWindow = TypeVar("AnyWindow", bound=QWidget)
Kind = TypeVar("Kind", bound=QWidget)


def recording(opened: list[str]) -> Navigation:
    """A navigation that opens nothing but writes down what it should, such as "cramp 2026-11-22"."""

    def record(name: str) -> Callable[..., None]:
        return lambda *details: opened.append(" ".join([name, *(str(d) for d in details if d is not None)]))

    return Navigation(**{name: record(name) for name in Navigation.__struct_fields__})


class Driver(Generic[AnyWindow]):
    """A window that follows its engine, and what it asked to open."""

    def __init__(self, qtbot: QtBot, evening: Evening, make: Callable[[Navigation], AnyWindow]) -> None:
        self.evening, self.engine, self.diary = evening, evening.engine, evening.diary
        self.opened: list[str] = []
        self.window = make(recording(self.opened))
        qtbot.addWidget(self.window)
        follow = getattr(self.window, "follow", None)
        if follow is not None:
            evening.engine.listen(follow)

    # What can be seen

    def visible(self, kind: type[Kind]) -> list[Kind]:
        """The widgets of that kind in reading order."""
        QApplication.processEvents()
        found = [widget for widget in self.window.findChildren(kind) if widget.isVisibleTo(self.window)]
        return sorted(found, key=lambda widget: (self.place(widget).y(), self.place(widget).x()))

    def place(self, widget: QWidget) -> QRect:
        """Where it stands in the window."""
        return QRect(widget.mapTo(self.window, QPoint()), widget.size())

    def texts(self) -> list[str]:
        """What can be read beside the controls, in reading order."""
        return [label.text() for label in self.visible(QLabel) if label.text()]

    def says(self, *texts: str) -> bool:
        """Whether each stands somewhere in the window."""
        read = self.texts()
        return all(any(text in line for line in read) for text in texts)

    def picture(self) -> QImage:
        QApplication.processEvents()
        return self.window.grab().toImage()

    # Controls

    def named(self, name: str) -> QWidget:
        """The control of that name, else the first whose name begins so."""
        reachable = {w: spoken(w)[0] for w in self.visible(QWidget) if _is_control(w)}
        for matches in (str.__eq__, str.startswith):
            for widget, text in reachable.items():
                if matches(text, name) or (isinstance(widget, QAbstractButton) and widget.text() == name):
                    return widget
        raise AssertionError(f"{name!r} is not among {list(reachable.values())}")

    def button(self, name: str) -> QAbstractButton:
        found = self.named(name)
        assert isinstance(found, QAbstractButton)
        return found

    def field(self, name: str) -> QLineEdit:
        found = self.named(name)
        assert isinstance(found, QLineEdit)
        return found

    def offers(self, name: str) -> bool:
        """Whether a control of that name is there and can be used."""
        try:
            return self.named(name).isEnabled()
        except AssertionError:
            return False

    def chosen(self) -> set[str]:
        """The names of all buttons that are chosen."""
        return {spoken(button)[0] for button in self.visible(QAbstractButton) if button.isChecked()}

    def focused(self) -> str:
        """The name of what has the keyboard."""
        return spoken(self._focus())[0]

    # Mouse and keyboard

    def click(self, name: str) -> None:
        QTest.mouseClick(self.named(name), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def press(self, *keys: Key | str, on: str = "", modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """Presses keys, or types texts, on the control of that name, else on what has the keyboard."""
        for key in keys:
            target = self.named(on) if on else self._focus()
            if isinstance(key, Key):
                QTest.keyClick(target, key, modifier)
            elif key.isascii():
                QTest.keyClicks(target, key)
            else:  # QTest knows the keys of a Western keyboard only
                commit = QInputMethodEvent()
                commit.setCommitString(key)
                QApplication.sendEvent(target, commit)
            QApplication.processEvents()

    def type(self, name: str, text: str) -> None:
        """Replaces the text of a field, and stays in it."""
        field = self.named(name)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.setFocus()
        field.selectAll()
        self.press(text or Key.Key_Delete, on=name)

    def enter(self, name: str, text: str) -> None:
        """Replaces the text of a field, and presses Return."""
        self.type(name, text)
        self.press(Key.Key_Return, on=name)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window.focusWidget() or self.window

    # What a screen reader and the Tab key find

    def controls(self) -> list[QWidget]:
        """Every control that the Tab key can reach."""
        return [w for w in self.visible(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def unnamed(self) -> list[QWidget]:
        """The controls that a screen reader would have no name for."""
        return [widget for widget in self.controls() if not spoken(widget)[0].strip()]

    def by_tab(self) -> list[QWidget]:
        """The controls in the order in which the Tab key visits them."""
        return list(self._walk())

    def _walk(self) -> Iterator[QWidget]:
        visited: set[QWidget] = set()
        self.window.setFocus()
        while self.window.focusNextPrevChild(True):
            widget = QApplication.focusWidget()
            if widget is None or widget in visited:
                return
            visited.add(widget)
            yield widget

    def cut(self) -> list[str]:
        """The texts that have less room than they need."""
        QTest.qWait(1)  # a layout that has to be made twice waits for its turn
        return [text for widget in self.visible(QWidget) if (text := shown_text(widget)) and not fits(widget)]

    def outside(self) -> list[str]:
        """The texts and controls that stand beyond the edges of the window, or of what scrolls down in it."""
        bars = [area.horizontalScrollBar() for area in self.visible(QScrollArea)]
        sideways = [f"scrolls sideways by {bar.maximum()} pixels" for bar in bars if bar.maximum()]
        return sideways + [
            shown_text(widget) or spoken(widget)[0]
            for widget in self.visible(QWidget)
            if (shown_text(widget) or _is_control(widget))
            and not self._room(widget).contains(self.place(widget))
        ]

    def _room(self, widget: QWidget) -> QRect:
        above = widget.parentWidget()
        while above is not None and above is not self.window:
            if isinstance(above, QScrollArea):
                inside = above.widget()
                assert inside is not None
                room, seen = self.place(inside), self.place(above.viewport())
                return QRect(seen.x(), room.y(), seen.width(), room.height())
            above = above.parentWidget()
        return self.window.rect()


def spoken(widget: QWidget) -> tuple[str, str]:
    """What a screen reader says of it: name and description."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None:
        return "", ""
    return interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Description)


def _is_control(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) or widget.focusPolicy() is not Qt.FocusPolicy.NoFocus


def shown_text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def fits(widget: QWidget) -> bool:
    """Whether its text has the room it needs, but for two pixels."""
    if not isinstance(widget, QLabel):
        least = widget.minimumSizeHint()
        height = max(least.height(), widget.heightForWidth(widget.width()))
        return widget.width() >= least.width() and widget.height() >= height
    flags = Qt.TextFlag.TextWordWrap if widget.wordWrap() else Qt.TextFlag.TextSingleLine
    room = QRect(0, 0, widget.width() if widget.wordWrap() else 10_000, 10_000)
    needed = widget.fontMetrics().boundingRect(room, flags, widget.text())
    return needed.height() <= widget.height() + 2 and needed.width() <= widget.width() + 2
