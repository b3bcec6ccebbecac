"""How the windows and the tray open other windows, and quit."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from crampguard.engine import Engine
from crampguard.routine.actions import Action, ActionKind


class Navigation(Struct, frozen=True):
    """Each opens a window, or brings it forward. morning: about a night, None for the last one.

    cramp: the morning's card at once. cramp_now: keeps the time for the morning and shows first help.
    """

    tonight: Callable[[], object]
    cramp_now: Callable[[], object]
    morning: Callable[[date | None], object]
    cramp: Callable[[date], object]
    history: Callable[[], object]
    stretch: Callable[[], object]
    advice: Callable[[], object]
    settings: Callable[[], object]
    about_me: Callable[[], object]
    quit: Callable[[], object]

    def act(self, engine: Engine, action: Action) -> None:
        """Performs what was offered, or opens the window that it stands for."""
        match action.kind:
            case ActionKind.OPEN:
                self.tonight()
            case ActionKind.GUIDE:
                self.stretch()
            case ActionKind.CRAMP:
                self.cramp(action.night)
            case _:
                engine.perform(action)
