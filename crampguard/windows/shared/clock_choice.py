"""The choice of how times are written: with 24 hours, with 12, or as this computer does."""

from collections.abc import Callable
from datetime import time

from PySide6.QtWidgets import QWidget

from crampguard.i18n import _
from crampguard.routine.clock import ClockStyle, clock_text
from crampguard.store.settings import CLOCK_AUTO
from crampguard.windows.shared.choices import Choices
from crampguard.windows.shared.layout import row
from crampguard.windows.shared.options import Option

_EXAMPLE = time(22, 30)


class ClockChoice(QWidget):
    """One is always chosen: `chosen` is a value of `clock` in settings.toml. auto: whether it is offered."""

    def __init__(self, changed: Callable[[], object], *, auto: bool) -> None:
        super().__init__()
        self.chosen = CLOCK_AUTO
        self._changed = changed
        options = [Option(_("As this computer"), CLOCK_AUTO)] if auto else []
        options += [Option(clock_text(_EXAMPLE, style), style.value) for style in ClockStyle]
        self._choices = Choices(_("How times are written"), self._choose)
        self._choices.offer(options, ())
        row(self, self._choices).addStretch(1)

    def follow(self, clock: str) -> None:
        self.chosen = clock
        self._choices.choose([clock])

    def _choose(self) -> None:
        if self._choices.chosen:
            self.chosen = str(self._choices.chosen[0])
            self._changed()
        else:
            self._choices.choose([self.chosen])
