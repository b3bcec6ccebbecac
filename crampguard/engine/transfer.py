"""Export and import, the same for the windows and the terminal."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from crampguard.engine.current_settings import CurrentSettings
from crampguard.engine.rearm import Rearming
from crampguard.engine.snapshot import SnapshotReader
from crampguard.store.diary import Diary

if TYPE_CHECKING:
    from crampguard.store.transfer.answers import ImportedData
    from crampguard.store.transfer.merge import Merged


class Transfer:
    """Raises StoreError where a file cannot be read or written, or is invalid; then nothing has changed."""

    def __init__(
        self, diary: Diary, current: CurrentSettings, reader: SnapshotReader, rearming: Rearming
    ) -> None:
        self._diary = diary
        self._current = current
        self._reader = reader
        self._rearming = rearming

    def export_file(self, path: Path) -> None:
        """Writes the nights as .json or .csv, or the moments of the evenings as .ics."""
        from crampguard.store.transfer.export import export_to

        export_to(path, self._diary, self._current.routine, self._reader.now(), self._reader.zone)

    def import_data(self, data: "ImportedData") -> "Merged":
        """Merges an export; of two answers about the same thing the later holds.

        A habit that is not known here joins the settings, switched off, so that its marks have a title. The
        settings are written last inside the transaction, and put back should its commit fail.
        """
        from crampguard.store.transfer.merge import merge

        added: tuple[str, ...] = ()
        try:
            with self._diary.transaction(), self._rearming.around(self._reader.now()):
                counts = merge(self._diary, data.answers)
                for night in {night for night, _habit in data.answers.marks}:
                    self._diary.set_known(night, self._reader.end_of(night))
                added = self._current.add_habits(data.titles)
        except BaseException:
            self._current.remove_habits(added)
            raise
        return replace(counts, habits=len(added))
