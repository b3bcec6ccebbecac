"""What an open row shows: the nudge, its answers, and on demand why, how sure, and from where."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _, ngettext
from crampguard.routine.checklist import Item, State
from crampguard.routine.habits import Evidence, Habit, Kind
from crampguard.routine.localtime import MINUTE
from crampguard.routine.tonight import Tonight
from crampguard.windows import lineicons, theme
from crampguard.windows.widgets import Button, FlowLayout, label

_DOTS = {Evidence.CONVENTION: 0, Evidence.WEAK: 1, Evidence.MIXED: 2, Evidence.GOOD: 3}
_DOT_PLACES = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """A button of the card: its words, what it does to the engine, and whether it is the first choice."""

    text: str
    act: Callable[[], object]
    primary: bool = False


def answers(tonight: Tonight, item: Item, engine: Engine) -> list[Answer]:
    """What can be answered in this state. Answers mark the night that is shown."""
    id_, night = item.habit.id, tonight.night.date
    done = Answer(_("Done"), lambda: engine.done(id_, night), primary=item.waiting)
    skip = Answer(_("Not tonight"), lambda: engine.skip(id_, night))
    if item.answered:
        return [Answer(_("Take it back"), lambda: engine.undo(id_, night))]
    if item.asking(tonight.now):
        return [
            Answer(_("None"), lambda: engine.done(id_, night), primary=True),
            Answer(_("Had some"), lambda: engine.skip(id_, night)),
        ]
    if item.habit.kind is Kind.ABSTAIN:
        return [Answer(_("OK"), lambda: engine.hear(id_), primary=True)] if item.waiting else []
    if item.state is State.PAST:
        return [Answer(_("I did it"), lambda: engine.done(id_, night)), skip]
    if item.state is State.DUE and item.can_snooze(tonight.now + tonight.snooze):
        text = _("In {minutes} min").format(minutes=tonight.snooze // MINUTE)
        return [done, Answer(text, lambda: engine.snooze(id_)), skip]
    return [done, skip]


def _says(tonight: Tonight, item: Item) -> str:
    if item.asking(tonight.now):
        return _("None since {time}?").format(time=tonight.clock(item.due))
    if item.state is State.PAST and item.habit.kind is Kind.DO:
        return _("Nothing is recorded for this one. If you did it, tick it; if not, leave it.")
    return item.habit.nudge


class Card(QWidget):
    """The open part of a row."""

    def __init__(self, engine: Engine, habit: Habit) -> None:
        super().__init__()
        self._engine = engine
        self._offered: list[str] = []
        self._nudge = label()
        self._answers = QWidget()
        self._flow = FlowLayout()
        self._answers.setLayout(self._flow)
        self._why = _Why(engine, habit)
        self._why.hide()
        self._why_button = Button(_("Why, and how sure"), self._toggle_why, "link", "why")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, theme.px(theme.SPACE_M))
        layout.setSpacing(theme.px(theme.SPACE_M))
        layout.addWidget(self._nudge)
        layout.addWidget(self._answers)
        layout.addWidget(self._why_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._why)

    def follow(self, tonight: Tonight, item: Item) -> None:
        self._nudge.setText(_says(tonight, item))
        self._nudge.setVisible(bool(self._nudge.text()))
        offered = answers(tonight, item, self._engine)
        if [answer.text for answer in offered] != self._offered:
            self._offered = [answer.text for answer in offered]
            self._offer(offered)
        self._why_button.setVisible(bool(item.habit.why))

    def _offer(self, offered: list[Answer]) -> None:
        while (old := self._flow.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for answer in offered:
            kind = "primary" if answer.primary else "plain"
            self._flow.addWidget(Button(answer.text, partial(self._engine.attempt, answer.act), kind))
        self._answers.setVisible(bool(offered))
        self._answers.updateGeometry()

    def _toggle_why(self) -> None:
        self._why.setVisible(self._why.isHidden())


class _Why(QWidget):
    """Reasons, caution, strength of the evidence, sources, and the ways to hear less of it."""

    def __init__(self, engine: Engine, habit: Habit) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(theme.SPACE_S))
        layout.addWidget(label(habit.why, theme.SMALL))
        if habit.caution:
            layout.addLayout(_caution(habit.caution))
        for text, evidence in (
            (_("Evidence for cramps"), habit.evidence),
            (_("Evidence for the timing"), habit.evidence_timing),
        ):
            if evidence is not None:
                layout.addWidget(_Strength(text, evidence))
        if habit.sources:
            layout.addWidget(_Sources(habit))
        less = FlowLayout(theme.SPACE_M)
        layout.addLayout(less)
        for text, key in ((_("Only in the list"), "notify"), (_("Switch it off"), "enabled")):
            change = {f"habits.{habit.id}.{key}": False}
            less.addWidget(Button(text, partial(engine.attempt, engine.choose, change), "quiet"))


def _caution(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(theme.SPACE_S))
    row.addWidget(_Icon("care", "lamp"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text, theme.SMALL), 1)
    return row


class _Icon(QWidget):
    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role
        self.setFixedSize(theme.px(20), theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            lineicons.paint(painter, self._name, QRectF(self.rect()), theme.colour(self._role))


class _Strength(QWidget):
    """ "Evidence for cramps": dots and a word."""

    def __init__(self, text: str, evidence: Evidence) -> None:
        super().__init__()
        words = {
            Evidence.GOOD: _("good"),
            Evidence.MIXED: _("mixed"),
            Evidence.WEAK: _("weak"),
            Evidence.CONVENTION: _("custom"),
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
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for place in range(_DOT_PLACES):
                painter.setPen(QPen(grey, 1.2))
                painter.setBrush(grey if place < self._filled else Qt.BrushStyle.NoBrush)
                inset = size * 0.15
                painter.drawEllipse(
                    QRectF(place * size, 0, size, size).adjusted(inset, inset, -inset, -inset)
                )


class _Sources(QWidget):
    """The number of sources, and behind it each with its link."""

    def __init__(self, habit: Habit) -> None:
        super().__init__()
        count = len(habit.sources)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(theme.SPACE_XS))
        text = ngettext("{count} source", "{count} sources", count).format(count=count)
        layout.addWidget(Button(text, self._toggle, "link", "link"), 0, Qt.AlignmentFlag.AlignLeft)
        self._list = QWidget()
        self._list.hide()
        layout.addWidget(self._list)
        lines = QVBoxLayout(self._list)
        lines.setContentsMargins(0, 0, 0, 0)
        for source in habit.sources:
            year = "" if source.year is None else f" ({source.year})"
            lines.addWidget(label(f"{source.author}{year}: {source.title}", theme.SMALL))
            if source.url:
                url = source.url
                link = Button(_site(url), partial(_open, url), "link")
                link.setAccessibleName(_("Open {title} in the browser").format(title=source.title))
                link.setToolTip(url)
                lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _toggle(self) -> None:
        self._list.setVisible(self._list.isHidden())


def _site(url: str) -> str:
    return url.partition("//")[2].partition("/")[0]


def _open(url: str) -> None:
    # The desktop opens it; this program itself never speaks to the network.
    QDesktopServices.openUrl(QUrl(url))
