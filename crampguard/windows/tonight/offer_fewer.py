"""The offer to speak less, where the evenings have stayed without an answer. The list itself stays."""

from datetime import date

from crampguard.engine import Engine
from crampguard.i18n import _
from crampguard.routine.actions import Action, ActionKind
from crampguard.routine.silence import habits_to_silence
from crampguard.store.diary import Diary
from crampguard.store.history import silence
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.layout import flow
from crampguard.windows.shared.strip import Strip


class OfferFewer(Strip):
    """Reads the diary when the window opens or another night begins."""

    def __init__(self, engine: Engine, diary: Diary) -> None:
        super().__init__("bell")
        self._engine, self._diary = engine, diary
        self._read_on = date.min
        self._name = ""
        self._habits: tuple[str, ...] = ()
        only_list = Button(_("Only the list"), lambda: self._list_only())
        self.column.addLayout(flow(only_list, Button(_("Keep as it is"), lambda: self._decide())))

    def follow(self, tonight: date) -> None:
        if tonight != self._read_on:
            self.refresh(tonight)

    def refresh(self, tonight: date) -> None:
        self._read_on = tonight
        self._engine.try_reading(lambda: self._read(tonight))

    def _read(self, tonight: date) -> None:
        found = silence(self._diary, tonight)
        self._name, self._habits = found.name, habits_to_silence(found, self._engine.settings.routine.habits)
        text = _("It has been quiet here for a while. Would you rather have only the list, without pop-ups?")
        self.say(text if self._habits else "")

    def _list_only(self) -> None:
        action = Action(ActionKind.LIST_ONLY, self._read_on, self._habits)
        if self._engine.perform(action).error is None:
            self._decide()

    def _decide(self) -> None:
        self._engine.say_once(self._name)
        self.say("")
