"""Saves what the settings pages change, and knows what could not be saved."""

from collections.abc import Callable

from crampguard.engine import Engine
from crampguard.i18n import _, ngettext
from crampguard.store.settings import SettingChanges, Settings


class SettingsSession:
    """One for all pages.

    on_status is called when the status line changes; on_refused when a change is not saved, so that switches
    and check boxes can return to the value in force.
    """

    def __init__(self, engine: Engine, on_status: Callable[[], None], on_refused: Callable[[], None]) -> None:
        self._engine = engine
        self._on_status = on_status
        self._on_refused = on_refused
        self._failed = ""
        self._held_back: dict[str, str] = {}

    @property
    def settings(self) -> Settings:
        return self._engine.settings

    def choose(self, changes: SettingChanges) -> str:
        """Writes the values under their keys; None takes a key out. Returns why it was refused, or ""."""
        self._failed = self._engine.choose(changes).problem
        if self._failed:
            self._on_refused()
        self._on_status()
        return self._failed

    def hold_back(self, key: str, in_force: str) -> None:
        """Says that what was typed for the key is not saved and what is in force; "" takes that back."""
        self._held_back.pop(key, None)
        if in_force:
            self._held_back[key] = in_force
        self._on_status()

    def status(self) -> tuple[str, bool]:
        """A line about saving, and whether all is saved."""
        if self._failed:
            return _("Not saved: {reason}").format(reason=self._failed), False
        if self._held_back:
            return _("Saved, except: {what}").format(what="; ".join(self._held_back.values())), False
        if problems := self.settings.problems:
            # Its beginning names the file, which is what the whole line is about.
            line = problems[0].partition(": ")[2]
            if more := len(problems) - 1:
                text = ngettext(
                    "Not used from the settings file: {line} and {count} more",
                    "Not used from the settings file: {line} and {count} more",
                    more,
                )
                return text.format(line=line, count=more), False
            return _("Not used from the settings file: {line}").format(line=line), False
        return _("Saved"), True
