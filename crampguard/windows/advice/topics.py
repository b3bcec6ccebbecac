"""A card of topics, each of which opens in place: what could be causing cramps, what people ask."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from crampguard.routine.advice import Topic
from crampguard.windows.advice.parts import ICON, TitledCard
from crampguard.windows.shared import theme
from crampguard.windows.shared.fold import Fold
from crampguard.windows.shared.habit_info import add_source
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import add_parts, column, set_margins
from crampguard.windows.shared.note import Note


class Topics(TitledCard):
    """One is open at a time."""

    def __init__(self, title: str, intro: str, topics: Sequence[Topic], fluid_limit: bool) -> None:
        super().__init__(title, "why")
        self.column.addWidget(label(intro))
        self._folds = [
            Fold(topic.title, partial(_answer, topic, fluid_limit), partial(self._close_others, number))
            for number, topic in enumerate(topics)
        ]
        add_parts(self.column, column(None, *self._folds, gap=0))

    def _close_others(self, opened: int) -> None:
        for number, fold in enumerate(self._folds):
            if number != opened:
                fold.open(False)


def _answer(topic: Topic, fluid_limit: bool) -> QWidget:
    """All there is to say about a topic."""
    made = QWidget()
    text = column(made, label(topic.says))
    set_margins(text, theme.px(ICON + theme.SPACE_S), 0, 0, theme.px(theme.SPACE_S))
    if care := topic.care(fluid_limit):
        text.addWidget(Note("caution", care))
    if topic.ask:
        text.addWidget(Note("ask", topic.ask))
    for source in topic.sources:
        add_source(text, source)
    return made
