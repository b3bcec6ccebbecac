"""The last step of Welcome: where the program lives from now on."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.footer import footer
from crampguard.windows.shared.icon import Face, paint_disc, paint_plate
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import Rule, scrolling
from crampguard.windows.shared.preview_offer import PreviewOffer

_ICON, _MEASURE = 112, 560  # measured pixels


class WaitsHere(QWidget):
    """Shows the icon as the tray does, or says what to do without a tray."""

    def __init__(
        self, open_tonight: Callable[[], object], close: Callable[[], object], preview: Callable[[], object]
    ) -> None:
        super().__init__()
        self._icon = QLabel()
        self._title = label(factor=theme.TITLE, weight=QFont.Weight.DemiBold)
        self._where, self._next = label(), label(role="text2")
        self._open_tonight = Button(_("Show tonight's list"), open_tonight, "primary")
        inside = QWidget()
        column = QVBoxLayout(inside)
        edge = theme.px(28)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(theme.SPACE_M))
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._title, self._where, self._next, PreviewOffer(preview)):
            part.setMaximumWidth(theme.px(_MEASURE))
            column.addWidget(part)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scrolling(inside), 1)
        layout.addWidget(Rule())
        layout.addWidget(footer(Button(_("Close"), close, "quiet"), self._open_tonight))

    def begin(self, tonight: Tonight, share: float, *, has_tray: bool) -> None:
        """share: of the ring, as the icon shows it now."""
        paint = paint_disc if has_tray else paint_plate
        size, ratio = theme.px(_ICON), self.devicePixelRatio()
        image = paint(round(size * ratio), Face.RESTING, share)
        image.setDevicePixelRatio(ratio)
        self._icon.setPixmap(QPixmap.fromImage(image))
        self._icon.setFixedSize(QSize(size, size))
        self._title.setText(_("CrampGuard waits here") if has_tray else _("CrampGuard is running"))
        self._where.setText(_in_the_tray() if has_tray else _without_tray())
        next_up = tonight.next
        self._next.setVisible(next_up is not None)
        if next_up is not None:
            self._next.setText(_("The next nudge comes at {time}.").format(time=tonight.clock(next_up.at)))
        self._open_tonight.setFocus()


def _in_the_tray() -> str:
    return _(
        "This moon is now among the small icons beside the clock of your desktop, perhaps behind a little "
        "arrow. Click it to see tonight's list. Its ring fills as you tick things off, and its middle turns "
        "amber when something is due. Closing a window does not end CrampGuard; Quit in the menu of the moon "
        "does."
    )


def _without_tray() -> str:
    return _(
        "This desktop shows no tray icons. Nudges still arrive. To see tonight's list, open CrampGuard from "
        "your applications. Closing a window does not end it."
    )
