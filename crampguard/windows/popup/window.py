"""The notice in a window of ours: in a corner of the screen, above others, and without the keyboard.

A view of tonight like the notification: the same words and answers, gone when answered anywhere. On Wayland
the compositor chooses its place, and may give it the keyboard.
"""

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QCloseEvent,
    QFont,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QStyle, QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.actions import Action
from crampguard.routine.notice import Notice
from crampguard.routine.tonight import Tonight
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import QuietSignals, SoundPlayer
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.icon import face, share, window_icon
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column, padded, row
from crampguard.windows.shared.navigation import Navigation
from crampguard.windows.shared.offers import Offers
from crampguard.windows.shared.window import Window

_WIDTH, _PICTURE = 380, 20  # measured pixels
_AWAY = theme.SPACE_M  # from the edges of the screen
_CORNER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom


class NoticePopup(Window):
    """`pop_up` shows what tonight has to say; from then on it follows tonight.

    While the desktop asks for quiet it keeps still, and comes afterwards if it is still of use.
    """

    def __init__(
        self, engine: Engine, navigation: Navigation, player: SoundPlayer, desktop: QuietSignals
    ) -> None:
        QAccessible.installFactory(_as_alert)  # first: while a screen reader runs, all is asked for at once
        super().__init__("CrampGuard")
        self._engine, self._navigation, self._player, self._desktop = engine, navigation, player, desktop
        self.wanted = False
        """Whether it was popped up, and not answered or closed since."""
        self._announced = False  # by a sound, and to a screen reader
        kind = Qt.WindowType
        self.setWindowFlags(
            kind.Tool | kind.FramelessWindowHint | kind.WindowStaysOnTopHint | kind.WindowDoesNotAcceptFocus
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)  # it would hide with the program
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._picture = QLabel()
        self._program = label(QGuiApplication.applicationDisplayName(), theme.SMALL, role="text2")
        self._title = label(factor=theme.HEADING, weight=QFont.Weight.DemiBold)
        self._body = label()
        self._offers = Offers(self._act)
        page = QWidget()
        self._column = self._lay_out(page)
        self.fill(page, padded(self._offers))
        self.fit(_WIDTH, 0)
        desktop.changed.connect(lambda: self.follow(engine.tonight))

    def pop_up(self, tonight: Tonight) -> None:
        self.wanted, self._announced = True, False
        self.follow(tonight)

    def take_down(self) -> None:
        self.wanted = False
        self.hide()

    def follow(self, tonight: Tonight) -> None:
        notice = tonight.notice
        if notice is None:
            self.take_down()
        elif self.wanted and self._desktop.quiet:
            self.hide()
        elif self.wanted:
            size = theme.px(_PICTURE)
            self._picture.setPixmap(window_icon(face(tonight), share(tonight)).pixmap(size, size))
            self._show(notice)
            self._announce(tonight)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.take_down()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click beside the buttons opens the list."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.take_down()
            self._navigation.tonight()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(QPen(theme.colour("lamp_edge"), 1))
            painter.setBrush(theme.colour("surface"))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _lay_out(self, page: QWidget) -> QVBoxLayout:
        self._close = Button("", self.take_down, "quiet", "close")
        top = row(None, self._picture, self._program, self._close)
        top.setStretch(1, 1)
        layout = column(page, top, self._title, self._body, gap=theme.SPACE_XS)
        edge = theme.px(theme.SPACE_M)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.addStretch(1)
        return layout

    def _act(self, action: Action) -> None:
        """As a notification it goes when it is answered; what it leaves open does not come back by itself."""
        self.take_down()
        self._navigation.act(self._engine, action)

    def _show(self, notice: Notice) -> None:
        self._close.setAccessibleName(_("Close"))
        self._title.setText(notice.title)
        self._title.setHidden(notice.title == self._program.text())  # of a discreet one
        self._body.setText(notice.body)
        self._offers.follow(notice.offers)
        for button in self.findChildren(Button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is typed elsewhere must answer nothing here
        self.setAccessibleName(notice.title)
        self.setAccessibleDescription(notice.body)
        self._fit()
        self._place()
        self.show()

    def _fit(self) -> None:
        """As high as what it says. A tiling desktop leaves alone what has one size only."""
        self._column.activate()  # a hidden one does not know yet how high it is
        self.setMinimumHeight(0)
        self.setMaximumHeight(self.screen().availableGeometry().height())
        self.fit_page()
        self.setFixedSize(self.size())

    def _place(self) -> None:
        """The lower corner where a line ends."""
        away = theme.px(_AWAY)
        room = self.screen().availableGeometry().adjusted(away, away, -away, -away)
        self.setGeometry(QStyle.alignedRect(self.layoutDirection(), _CORNER, self.size(), room))

    def _announce(self, tonight: Tonight) -> None:
        if self._announced:
            return
        self._announced = True
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        if tonight.sound and not tonight.silent:
            self._player.play("nudge")


def _as_alert(_class: str, thing: QObject) -> QAccessibleInterface | None:
    """Screen readers read an alert out when it appears, though it has not the keyboard."""
    return QAccessibleWidget(thing, QAccessible.Role.AlertMessage) if isinstance(thing, NoticePopup) else None
