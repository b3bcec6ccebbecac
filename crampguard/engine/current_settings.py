"""The settings that apply now, and changes to their file."""

from collections.abc import Mapping

from crampguard.routine.plan import Routine
from crampguard.routine.refused import Refused
from crampguard.store.settings import SettingChanges, Settings, SettingsFile, problem


class CurrentSettings:
    """The settings as last read. edited: the diary has not seen them yet."""

    def __init__(self, file: SettingsFile) -> None:
        self._file = file
        self.settings: Settings = file.read()
        self.edited = False

    @property
    def routine(self) -> Routine:
        return self.settings.routine

    def read_again(self) -> None:
        self.settings = self._file.read()
        self.edited = True

    def write(self, changes: SettingChanges) -> None:
        """Changes the file only. Refused, with nothing written, where the result would be invalid."""
        try:
            self._file.change(changes)
        except ValueError as error:
            raise Refused(str(error)) from error

    def add_habits(self, titles: Mapping[str, str]) -> tuple[str, ...]:
        """Adds the habits that are not known yet, switched off. Returns their ids."""
        known = {habit.id for habit in self.routine.habits}
        added = {
            habit: title
            for habit, title in titles.items()
            if habit not in known and not problem(f"habits.{habit}.title", title)
        }
        changes: dict[str, object] = {f"habits.{habit}.title": title for habit, title in added.items()}
        if changes:
            self.write(changes | {f"habits.{habit}.enabled": False for habit in added})
            self.read_again()
        return tuple(added)

    def remove_habits(self, ids: tuple[str, ...]) -> None:
        """Removes habits that were added."""
        if ids:
            self.write({f"habits.{habit}": None for habit in ids})
            self.read_again()
