"""Saves what the settings pages change, and knows what could not be saved."""

from collections.abc import Callable

from crampguard.engine import Engine
from crampguard.i18n import _, ngettext
from crampguard.store.settings import Settings
from crampguard.store.toml_edit import Changes


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

    def choose(self, changes: Changes) -> str:
        """Writes the values under their keys, None takes a key out; gives the reason where it is refused."""
        self._failed = self._engine.choose(changes).problem
        if self._failed:
            self._on_refused()
        self._on_status()
        return self._failed

    def hold_back(self, key: str, holds: str) -> None:
        """Something typed makes no sense, so it is not saved; `holds` says what holds. Empty: all is well."""
        self._held_back.pop(key, None)
        if holds:
            self._held_back[key] = holds
        self._on_status()

    def news(self) -> tuple[str, bool]:
        """A line about saving, and whether all is well."""
        if self._failed:
            return _("Not saved: {reason}").format(reason=self._failed), False
        if self._held_back:
            return _("Saved, except: {what}").format(what="; ".join(self._held_back.values())), False
        if problems := self.settings.problems:
            # Its beginning names the file, which is what the whole line is about.
            line = problems[0].partition(": ")[2]
            more = len(problems) - 1
            also = ngettext("and {count} more", "and {count} more", more).format(count=more) if more else ""
            text = _("Not used from the settings file: {line} {also}")
            return text.format(line=line, also=also).strip(), False
        return _("Saved"), True
