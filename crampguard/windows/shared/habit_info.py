"""Why a habit is there, and how sure anyone can be: in short, and at length on demand."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.routine.habits import Evidence, Habit, Source
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.note import Note

_DOTS = {Evidence.CONVENTION: 0, Evidence.WEAK: 1, Evidence.MIXED: 2, Evidence.GOOD: 3}
_DOT_PLACES = 3


class HabitInfo(QWidget):
    """All that is known about one habit of the catalogue."""

    def __init__(self, habit: Habit) -> None:
        super().__init__()
        layout = _column(self)
        layout.addWidget(label(habit.short, theme.SMALL))
        for text, evidence in (
            (_("Evidence for cramps"), habit.evidence),
            (_("Evidence for the timing"), habit.evidence_timing),
        ):
            if evidence is not None:
                layout.addWidget(_Strength(text, evidence))
        if habit.caution:
            layout.addWidget(Note("caution", habit.caution))
        layout.addWidget(Unfold(_("The long answer"), habit.sources, habit.why))


class Unfold(QWidget):
    """A link that opens, in place, a text and the sources of what was said; pressed again it closes them."""

    def __init__(self, title: str, sources: Iterable[Source], text: str = "") -> None:
        super().__init__()
        self._more = QWidget()
        words = _column(self._more)
        if text:
            words.addWidget(label(text, theme.SMALL))
        for source in sources:
            add_source(words, source)
        self._more.hide()
        self._link = Button(title, self._toggle, "link", "chev_d")
        layout = _column(self)
        layout.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._more)

    def _toggle(self) -> None:
        opened = self._more.isHidden()
        self._more.setVisible(opened)
        self._link.show_icon("chev_u" if opened else "chev_d")


class _Strength(QWidget):
    """A question, and the answer to it as dots and a word."""

    def __init__(self, text: str, evidence: Evidence) -> None:
        super().__init__()
        words = {
            Evidence.GOOD: _("good"),
            Evidence.MIXED: _("mixed"),
            Evidence.WEAK: _("weak"),
            Evidence.CONVENTION: _("usual advice"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.SPACE_S))
        row.addWidget(label(text, theme.SMALL, role="text2"), 1)
        row.addWidget(_Dots(_DOTS[evidence]))
        word = label(words[evidence], theme.SMALL, QFont.Weight.DemiBold)
        word.setWordWrap(False)
        row.addWidget(word)
        self.setAccessibleName(f"{text}: {words[evidence]}")


class _Dots(QWidget):
    def __init__(self, filled: int) -> None:
        super().__init__()
        self._filled = filled
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme.px(14 * _DOT_PLACES), theme.px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        grey, size = theme.colour("text2"), self.height()
        inset = size * 0.15
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(grey, 1.2))
            for place in range(_DOT_PLACES):
                from_start = _DOT_PLACES - 1 - place if self.isRightToLeft() else place
                painter.setBrush(grey if from_start < self._filled else Qt.BrushStyle.NoBrush)
                painter.drawEllipse(
                    QRectF(place * size, 0, size, size).adjusted(inset, inset, -inset, -inset)
                )


def _column(widget: QWidget) -> QVBoxLayout:
    made = QVBoxLayout(widget)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(theme.px(theme.SPACE_S))
    return made


def add_source(layout: QVBoxLayout, source: Source) -> None:
    year = "" if source.year is None else f" ({source.year})"
    layout.addWidget(label(f"{source.author}{year}: {source.title}", theme.SMALL, role="text2"))
    site = source.url.partition("://")[2].partition("/")[0]
    # The desktop opens it; this program itself never speaks to the network.
    link = Button(site, lambda: QDesktopServices.openUrl(QUrl(source.url)), "link", "link")
    link.setAccessibleName(_("Open {title} in the browser").format(title=source.title))
    link.setToolTip(source.url)
    layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
