"""The warning signs to answer for the page: yes, no, or nothing at all."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crampguard.engine import Engine
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.report import RedFlag, Report
from crampguard.windows.shared import theme
from crampguard.windows.shared.choices import Choices, yes_no
from crampguard.windows.shared.form_row import line_height
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.layout import column, row


class SignAnswers(QWidget):
    """A row for each, in the order of "When to see a doctor"; what is left stays "not asked"."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._rows: dict[str, Choices] = {}
        self._column = column(self, gap=theme.SPACE_XS)

    def follow(self, report: Report) -> None:
        for flag in report.flags:
            if flag.sign.id == "statin_cramps":
                continue  # asked where the statin is
            if flag.sign.id not in self._rows:
                self._add(flag)
            answer = () if flag.answer is None else (flag.answer,)
            if self._rows[flag.sign.id].chosen != answer:
                self._rows[flag.sign.id].choose(answer)

    def _add(self, flag: RedFlag) -> None:
        sign = flag.sign
        choices = Choices(sign.says, partial(self._answer, sign.id))
        choices.offer(yes_no(), ())
        self._rows[sign.id] = choices
        text = label(sign.says)
        text.setMinimumHeight(line_height())
        line = row(None)
        line.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(choices, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(line)

    def _answer(self, sign: str) -> None:
        chosen = self._rows[sign].chosen
        answer = bool(chosen[0]) if chosen else None
        night = self._engine.tonight.night.date
        self._engine.perform(Action(ActionKind.SIGN, night, sign=(sign, answer)))
