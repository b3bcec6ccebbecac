"""One night in words, and the way to mend it: its ticks in place, and its morning."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFormLayout, QSizePolicy, QWidget

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.checklist import Answer
from crampguard.routine.dates import date_in_year
from crampguard.routine.habits import Habit
from crampguard.routine.month import When
from crampguard.routine.morning import Morning
from crampguard.routine.night_words import story
from crampguard.routine.tonight import Tonight
from crampguard.windows.history.night_editor import NightEditor
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import FlowLayout
from crampguard.windows.shared.surface import Surface

Said = Sequence[tuple[Habit, Answer | None]]


class NightCard(Surface):
    """mending: whether the ticks are open; they stay so from night to night."""

    def __init__(
        self, engine: Engine, open_morning: Callable[[date], object], on_editing: Callable[[bool], object]
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._night = date.min
        self._on_editing = on_editing
        self._shown: list[tuple[str, str]] | None = None
        self._title = label(factor=theme.HEADING, weight=QFont.Weight.DemiBold)
        self._words = QWidget()
        self._mend = NightEditor(engine)
        self._mend.hide()
        self._toggle = Button("", lambda: self.mend(self._mend.isHidden()), "link", "edit")
        self._morning = Button(_("The morning"), lambda: open_morning(self._night), "link", "sun")
        links = QWidget()
        flow = FlowLayout(theme.SPACE_L)
        links.setLayout(flow)
        flow.addWidget(self._toggle)
        flow.addWidget(self._morning)
        for part in (self._title, self._words, self._mend, links):
            self.column.addWidget(part)
        self._name_toggle()

    def follow(
        self,
        night: Tonight,
        when: When,
        morning: Morning | None,
        said: Said,
        answerable: Said,
        this_year: int,
    ) -> None:
        """night: the state of the engine for it. answerable: with the habits that can be ticked."""
        self._night = night.night.date
        title = _("Night of {day}").format(day=date_in_year(self._night, this_year))
        self._title.setText(title)
        self.setAccessibleName(title)
        self._show_words(story(morning, said, night.clock(night.night.bedtime), when))
        begun = when is not When.LATER
        if not begun and not self._mend.isHidden():
            self.mend(False)
        self._toggle.setVisible(begun)
        self._morning.setVisible(begun and (when is not When.TONIGHT or night.asleep))
        self._mend.follow(self._night, answerable)

    def mend(self, opened: bool) -> None:
        """Opens the ticks in place of the words, and gives them the keyboard; or the words again."""
        if opened and self._toggle.isHidden():
            return
        self._mend.setVisible(opened)
        self._words.setHidden(opened)
        self._name_toggle()
        self._on_editing(opened)
        if opened:
            self._mend.take_focus()

    def _name_toggle(self) -> None:
        self._toggle.setText(_("Mend this night") if self._mend.isHidden() else _("Back to the words"))

    def _show_words(self, lines: list[tuple[str, str]]) -> None:
        """Built anew only where they are other words: a form cannot take its rows back in place."""
        if lines == self._shown:
            return
        self._shown = lines
        words = QWidget()
        form = QFormLayout(words)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(theme.px(theme.SPACE_M))
        form.setVerticalSpacing(theme.px(theme.SPACE_XS))
        for name, text in lines:
            named = label(name, role="text2")
            named.setWordWrap(False)
            named.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
            form.addRow(named, label(text))
        before, self._words = self._words, words
        self.column.replaceWidget(before, words)
        words.setHidden(not self._mend.isHidden())
        before.hide()
        before.deleteLater()
