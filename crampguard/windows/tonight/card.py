"""What an open row shows: the nudge, its answers, and on demand why, how sure, and from where."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.checklist import Item, State
from crampguard.routine.habits import Habit, Kind
from crampguard.routine.localtime import MINUTE
from crampguard.routine.stretching import HABIT as STRETCH
from crampguard.routine.tonight import Tonight
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import FlowLayout
from crampguard.windows.shared.why import Why


@dataclass(frozen=True, slots=True)
class Answer:
    """A button of the card: its words, what it does to the engine, and whether it is the first choice."""

    text: str
    act: Callable[[], object]
    primary: bool = False


def answers(tonight: Tonight, item: Item, engine: Engine, guide: Callable[[], object]) -> list[Answer]:
    """What can be answered in this state. Answers mark the night that is shown; the stretch has a guide."""
    if item.habit.id == STRETCH and not item.answered:
        marks = [replace(answer, primary=False) for answer in _marks(tonight, item, engine)]
        return [Answer(_("Guide me"), guide, primary=True), *marks]
    return _marks(tonight, item, engine)


def _marks(tonight: Tonight, item: Item, engine: Engine) -> list[Answer]:
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

    def __init__(self, engine: Engine, habit: Habit, guide: Callable[[], object]) -> None:
        super().__init__()
        self._engine, self._guide = engine, guide
        self._offered: list[str] = []
        self._nudge = label()
        self._answers = QWidget()
        self._flow = FlowLayout()
        self._answers.setLayout(self._flow)
        self._why = _WhyAndLess(engine, habit)
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
        offered = answers(tonight, item, self._engine, self._guide)
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


class _WhyAndLess(QWidget):
    """Why, how sure and from where, and the ways to hear less of it."""

    def __init__(self, engine: Engine, habit: Habit) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(theme.SPACE_S))
        layout.addWidget(Why(habit))
        less = FlowLayout(theme.SPACE_M)
        layout.addLayout(less)
        for text, key in ((_("Only in the list"), "notify"), (_("Switch it off"), "enabled")):
            change = {f"habits.{habit.id}.{key}": False}
            less.addWidget(Button(text, partial(engine.attempt, engine.choose, change), "quiet"))
