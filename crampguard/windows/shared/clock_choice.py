"""The choice of how times are written: with 24 hours, with 12, or as this computer does."""

from collections.abc import Callable
from datetime import time

from crampguard.i18n import _
from crampguard.routine.clock import ClockStyle, clock_text
from crampguard.store.settings import CLOCK_AUTO
from crampguard.windows.shared.choices import Choices, Option

_EXAMPLE = time(22, 30)


def clock_choice(changed: Callable[[], object], *, auto: bool) -> Choices:
    """What is chosen is a value of `clock` in settings.toml. auto: whether that value is offered."""
    made = Choices(_("How times are written"), changed, required=True)
    options = [Option(_("As this computer"), CLOCK_AUTO)] if auto else []
    options += [Option(clock_text(_EXAMPLE, style), style.value) for style in ClockStyle]
    made.offer(options, ())
    return made
