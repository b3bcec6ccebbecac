"""The last step of Welcome: where the program lives from now on."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.footer import footer
from crampguard.windows.shared.icon import Face, paint_disc, paint_plate
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import Rule, column, scrolling
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.preview_offer import PreviewOffer

_ICON, _MEASURE = 112, 616  # measured pixels


class LastStep(QWidget):
    """Shows the icon as the tray does, or says what to do without a tray."""

    def __init__(
        self, open_tonight: Callable[[], object], close: Callable[[], object], preview: Callable[[], object]
    ) -> None:
        super().__init__()
        self._icon = QLabel()
        self._title = label(factor=theme.TITLE, weight=QFont.Weight.DemiBold)
        self._where, self._next = label(), label(role="text2")
        self._open_tonight = Button(_("Show tonight's list"), open_tonight, "primary")
        self._problem = Note("wrong")
        inside = QWidget()
        inside.setMaximumWidth(theme.px(_MEASURE))
        edge = theme.px(28)
        parts = (self._title, self._problem, self._where, self._next, PreviewOffer(preview))
        page = column(inside, *parts, gap=theme.SPACE_M)
        page.insertWidget(0, self._icon, 0, Qt.AlignmentFlag.AlignLeft)
        page.setContentsMargins(edge, edge, edge, edge)
        page.addStretch(1)
        foot = footer(Button(_("Close"), close, "quiet"), self._open_tonight)
        column(self, scrolling(inside), Rule(), foot, gap=0)

    def begin(self, tonight: Tonight, share: float, *, has_tray: bool, problem: str) -> None:
        """share: of the ring, as the icon shows it now. problem: why the answers are not saved, or ""."""
        paint = paint_disc if has_tray else paint_plate
        size, ratio = theme.px(_ICON), self.devicePixelRatio()
        image = paint(round(size * ratio), Face.RESTING, share)
        image.setDevicePixelRatio(ratio)
        self._icon.setPixmap(QPixmap.fromImage(image))
        self._icon.setFixedSize(QSize(size, size))
        self._problem.say(problem)
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
