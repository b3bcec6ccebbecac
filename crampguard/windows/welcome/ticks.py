"""What is part of your evenings: ticks in plain words for habits that are not everyone's."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crampguard.i18n import _
from crampguard.windows.shared import theme
from crampguard.windows.shared.check import Check
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import FlowLayout


class EveningTicks(QWidget):
    """Each tick is the switch of one habit, in other words."""

    def __init__(self, mine: Mapping[str, bool], switch: Callable[[str, bool], object]) -> None:
        super().__init__()
        self._checks: dict[str, Check] = {}
        flow = FlowLayout(theme.SPACE_XS)
        self.setLayout(flow)
        for habit, words in _words().items():
            self._checks[habit] = self._check(habit, words, switch)
            flow.addWidget(self._checks[habit])
        widest = max(check.sizeHint().width() for check in self._checks.values())
        for check in self._checks.values():
            check.setMinimumWidth(widest)
        self.follow(mine)

    def follow(self, mine: Mapping[str, bool]) -> None:
        for habit, check in self._checks.items():
            check.setChecked(mine[habit])

    @staticmethod
    def _check(habit: str, words: str, switch: Callable[[str, bool], object]) -> Check:
        check = Check(words, lambda on: switch(habit, on))
        check.setAccessibleDescription(_("Part of my evenings. Without the tick you are not reminded of it."))
        return check


class NotedCheck(QWidget):
    """A tick with a small sentence below it, if there is one to say."""

    def __init__(self, text: str, note: str) -> None:
        super().__init__()
        self.check = Check(text, lambda _on: None)
        self.check.setAccessibleDescription(note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.check)
        if note:
            words = label(note, theme.SMALL, role="text2")
            words.setContentsMargins(theme.px(39), 0, 0, 0)
            layout.addWidget(words)


def _words() -> dict[str, str]:
    return {
        "caffeine_cutoff": _("Coffee or tea"),
        "alcohol_cutoff": _("Alcohol"),
        "no_hard_exercise": _("Hard exercise"),
        "ease_overuse": _("Heavy legs"),
    }
