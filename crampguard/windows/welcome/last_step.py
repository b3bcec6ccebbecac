"""The last step of Welcome: where the program lives from now on."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.routine.writing import translation_note
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.footer import footer
from crampguard.windows.shared.icon import Face, paint_disc, paint_plate, share
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import Rule, column, scrolling
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.preview_offer import PreviewOffer

_ICON, _MEASURE = 112, 616  # measured pixels


class LastStep(QWidget):
    """Shows the icon as the tray does, or says what to do without a tray.

    problem: why the answers are not saved, or "".
    """

    def __init__(
        self,
        parent: QWidget,
        tonight: Tonight,
        *,
        has_tray: bool,
        problem: str,
        open_tonight: Callable[[], object],
        close: Callable[[], object],
        preview: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        title = _("CrampGuard waits here") if has_tray else _("CrampGuard is running")
        parts = (
            label(title, theme.TITLE, QFont.Weight.DemiBold),
            Note("wrong", problem),
            label(_in_the_tray() if has_tray else _without_tray()),
            *_next_nudge(tonight),
            PreviewOffer(preview),
            Note("hint", translation_note()),
        )
        inside = QWidget()
        inside.setMaximumWidth(theme.px(_MEASURE))
        page = column(inside, *parts, gap=theme.SPACE_M)
        icon = _icon(paint_disc if has_tray else paint_plate, share(tonight), self.devicePixelRatio())
        page.insertWidget(0, icon, 0, Qt.AlignmentFlag.AlignLeft)
        edge = theme.px(28)
        page.setContentsMargins(edge, edge, edge, edge)
        page.addStretch(1)
        show_list = Button(_("Show tonight's list"), open_tonight, "primary")
        foot = footer(Button(_("Close"), close, "quiet"), show_list)
        column(self, scrolling(inside), Rule(), foot, gap=0)
        self.setFocusProxy(show_list)


def _icon(paint: Callable[[int, Face, float], QImage], share: float, ratio: float) -> QLabel:
    size = theme.px(_ICON)
    image = paint(round(size * ratio), Face.RESTING, share)
    image.setDevicePixelRatio(ratio)
    made = QLabel()
    made.setPixmap(QPixmap.fromImage(image))
    made.setFixedSize(size, size)
    return made


def _next_nudge(tonight: Tonight) -> list[QLabel]:
    if tonight.next is None:
        return []
    words = _("The next nudge comes at {time}.").format(time=tonight.clock(tonight.next.at))
    return [label(words, role="text2")]


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
