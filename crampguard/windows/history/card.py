"""One night in words, with the ways to correct it: the answers of its evening in place, and its morning."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFormLayout, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.checklist import Answer
from crampguard.routine.dates import date_in_year
from crampguard.routine.habits import Habit
from crampguard.routine.month import When
from crampguard.routine.morning import Morning
from crampguard.routine.night_words import night_rows
from crampguard.routine.tonight import Tonight
from crampguard.windows.shared import theme
from crampguard.windows.shared.answer_rows import AnswerRows
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import add_parts, column, flow
from crampguard.windows.shared.note import Note
from crampguard.windows.shared.surface import Surface

Answers = Sequence[tuple[Habit, Answer | None]]


class NightCard(Surface):
    """on_editing: told when the editor opens and closes. It stays open from night to night."""

    def __init__(
        self, engine: Engine, open_morning: Callable[[date], object], on_editing: Callable[[bool], object]
    ) -> None:
        super().__init__()
        self._night = date.min
        self._on_editing = on_editing
        self._shown: list[tuple[str, str]] | None = None
        self._title = label(factor=theme.HEADING, weight=QFont.Weight.DemiBold)
        self._summary = QWidget()
        self._engine, self._rows, self._editor = engine, AnswerRows(engine), QWidget()
        column(self._editor, self._rows, Note("hint", _("Choosing an answer again takes it back.")))
        self._editor.hide()
        self._toggle = Button("", lambda: self.edit(self._editor.isHidden()), "link", "edit")
        self._morning = Button("", lambda: open_morning(self._night), "link", "sun")
        links = flow(self._toggle, self._morning, gap=theme.SPACE_L)
        add_parts(self.column, self._title, self._summary, self._editor, links)
        self._name_toggle()

    def follow(
        self,
        night: Tonight,
        when: When,
        morning: Morning | None,
        answers: Answers,
        editable: Answers,
        this_year: int,
    ) -> None:
        """night: the state of the engine for it. editable: the answers that can be corrected."""
        self._night = night.night.date
        title = _("Night of {day}").format(day=date_in_year(self._night, this_year))
        self._title.setText(title)
        self.setAccessibleName(title)
        bedtime = night.clock(night.night.bedtime)
        self._show_summary(night_rows(morning, answers, bedtime, when, night.clock_style))
        begun = when is not When.LATER
        if not begun and not self._editor.isHidden():
            self.edit(False)
        self._toggle.setVisible(begun)
        self._morning.setVisible(begun and (when is not When.TONIGHT or night.asleep))
        self._morning.setText(_("Answer the morning") if morning is None else _("Correct the morning"))
        self._edit_answers(editable)

    def edit(self, opened: bool) -> None:
        """Shows the editor in place of the summary and gives it the keyboard, or the summary again."""
        if opened and self._toggle.isHidden():
            return
        self._editor.setVisible(opened)
        self._summary.setHidden(opened)
        self._name_toggle()
        self._on_editing(opened)
        if opened:
            self._rows.take_focus()

    def _edit_answers(self, editable: Answers) -> None:
        """A row for each habit that the settings still have; others keep their answer as it is."""
        known = {habit.id for habit in self._engine.settings.routine.habits}
        shown = {habit: answer for habit, answer in editable if habit.id in known}
        self._rows.ask(self._night, list(shown))
        self._rows.choose({habit.id: answer for habit, answer in shown.items()})

    def _name_toggle(self) -> None:
        self._toggle.setText(_("Correct the evening") if self._editor.isHidden() else _("Show the summary"))

    def _show_summary(self, rows: list[tuple[str, str]]) -> None:
        """Builds a new form where the texts changed: QFormLayout cannot reuse its rows."""
        if rows == self._shown:
            return
        self._shown = rows
        summary = QWidget()
        form = QFormLayout(summary)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(theme.px(theme.SPACE_M))
        form.setVerticalSpacing(theme.px(theme.SPACE_XS))
        for name, text in rows:
            caption = label(name, role="text2")
            caption.setWordWrap(False)
            caption.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
            form.addRow(caption, label(text))
        previous, self._summary = self._summary, summary
        self.column.replaceWidget(previous, summary)
        summary.setHidden(not self._editor.isHidden())
        previous.hide()
        previous.deleteLater()
