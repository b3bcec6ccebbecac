"""What every window is: a title, an icon, Escape closes it, and it fits the screen."""

from typing import Self

from PySide6.QtCore import QProcessEnvironment, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QLayoutItem, QWidget, QWidgetItem

from crampguard.routine.tonight import Tonight
from crampguard.windows.shared import theme
from crampguard.windows.shared.icon import Face, window_icon
from crampguard.windows.shared.layout import (
    SCROLL_BAR,
    Rule,
    column,
    in_the_middle,
    keep_scroll_bar,
    scrolling,
)

_MEASURE = 640  # measured pixels; in a wider page, what belongs together would stand far apart
_TOKEN_TAKES = 500  # ms in which a compositor raises a window, if it takes the token
_TITLE_BAR, _BORDER = 40, 2  # logical pixels, assumed until the window manager has put them on


class Window(QWidget):
    """A top-level window. `fill` gives it a page, which scrolls where the screen is too small for it."""

    dismissed = Signal()  # the user has closed it; not sent when the program ends

    def __init__(self, title: str, face: Face = Face.RESTING, share: float = 0) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.setWindowIcon(window_icon(face, share))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.escape)

    def follow(self, tonight: Tonight) -> None:
        """Shows the state of tonight, in a window that depends on it."""

    def escape(self) -> None:
        """What Escape does."""
        self.dismiss()

    def dismiss(self) -> None:
        """Closes the window because the user wants it."""
        self.close()
        self.dismissed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.spontaneous():  # the X of its title bar
            self.dismissed.emit()

    def bring_forward(self) -> None:
        """Shows the window in front of the others, with the keyboard."""
        if self.isVisible():
            if not _may_be_raised():
                self._leave_screen()
            elif _on_wayland():
                QTimer.singleShot(_TOKEN_TAKES, self, self._insist)
        self.show()
        self.raise_()
        self.activateWindow()

    def _insist(self) -> None:
        """Comes in front without a token where the compositor refused it: sway 1.7 refuses those of mako."""
        if self.isVisible() and QGuiApplication.focusWindow() is None:
            self._leave_screen()
            self.show()

    def _leave_screen(self) -> None:
        """Takes the window away, so that it comes in front when it is shown anew.

        GNOME gives a surface that was hidden and shown again the keyboard, but leaves it covered. So the next
        one is new.
        """
        self.hide()
        self.windowHandle().destroy()

    def carry_on(self, other: Self) -> None:
        """Shows the page that the other one shows, with what the user has begun or typed there."""

    def take_the_place_of(self, other: Self) -> None:
        """Opens where the other window is, and takes that away for good, without closing what it is about."""
        self.setGeometry(other.geometry())
        self.carry_on(other)
        self.bring_forward()
        other.hide()
        other.deleteLater()

    def fill(self, page: QWidget, *foot: QWidget, steady: bool = False) -> None:
        """Lays the window out.

        foot: what always stays in sight below the page, from top to bottom. steady: with room for the scroll
        bar also where there is none. A wide window has all of it in its middle.
        """
        page.setMaximumWidth(theme.px(_MEASURE))
        self._parts = [QWidgetItem(part) for part in (page, *foot)]
        self._area = scrolling(page)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if steady:
            keep_scroll_bar(self._area)
        centred = (part if isinstance(part, Rule) else in_the_middle(part, _MEASURE) for part in foot)
        column(self, self._area, *centred, gap=0)

    def scroll_to_top(self) -> None:
        self._area.verticalScrollBar().setValue(0)

    def scroll_to(self, widget: QWidget) -> None:
        """Brings a part of the page into sight."""
        self._area.ensureWidgetVisible(widget)

    def at_least(self, width: float, height: float = 0) -> None:
        """Sets the smallest size in measured pixels, as far as the screen has room for it."""
        self.setMinimumSize(QSize(theme.px(width), theme.px(height)).boundedTo(self._room().size()))

    def fit(self, width: float, height: float) -> None:
        """Resizes to measured pixels, but never beyond the screen."""
        self._resize(QSize(theme.px(width), theme.px(height)))

    def hold_page(self) -> None:
        """Makes the window no narrower than its page, as far as the screen has room for that."""
        self.hold_width(self._parts[0].minimumSize().width() + theme.px(SCROLL_BAR))

    def hold_width(self, width: int) -> None:
        """Raises the smallest width to so many pixels, as far as the screen has room for them."""
        self.setMinimumWidth(min(max(self.minimumWidth(), width), self._room().width()))

    def fit_page(self) -> None:
        """Resizes to what page and foot need: no narrower than it is, and no larger than the screen."""
        self.hold_page()
        width = max(self.width(), self.minimumWidth())
        page, *foot = self._parts
        # A scroll bar takes room: a page that fits without one only would keep the one that is there.
        height = _height(page, width - theme.px(SCROLL_BAR)) + sum(_height(part, width) for part in foot)
        self._resize(QSize(width, height))

    def _resize(self, size: QSize) -> None:
        if self.isMaximized() or self.isFullScreen():
            return
        room = self._room()
        self.resize(size.boundedTo(room.size()))
        if self.isVisible() and self.geometry().bottom() > room.bottom():
            self.move(self.x(), max(self.y() + room.bottom() - self.geometry().bottom(), 0))

    def _room(self) -> QRect:
        """The part of the screen that the window may fill within its frame."""
        frame, inner = self.frameGeometry(), self.geometry()
        return (
            self.screen()
            .availableGeometry()
            .adjusted(
                max(_BORDER, inner.left() - frame.left()),
                max(_TITLE_BAR, inner.top() - frame.top()),
                -max(_BORDER, frame.right() - inner.right()),
                -max(_BORDER, frame.bottom() - inner.bottom()),
            )
        )


def _may_be_raised() -> bool:
    """Whether a window that is open but covered can come in front.

    Wayland lets only the program that has the keyboard, or a token of something the user did, raise a window.
    """
    if not _on_wayland() or QGuiApplication.focusWindow() is not None:
        return True
    return QProcessEnvironment.systemEnvironment().contains("XDG_ACTIVATION_TOKEN")


def _on_wayland() -> bool:
    return QGuiApplication.platformName().startswith("wayland")


def _height(item: QLayoutItem, width: int) -> int:
    if item.isEmpty():  # hidden
        return 0
    width = min(width, item.maximumSize().width())
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
