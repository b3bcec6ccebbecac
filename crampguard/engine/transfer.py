"""Import, the same for the windows and the terminal."""

from msgspec.structs import replace

from crampguard.engine.current_settings import CurrentSettings
from crampguard.engine.rearm import Rearming
from crampguard.engine.snapshot import SnapshotReader
from crampguard.store.diary import Diary
from crampguard.store.transfer.answers import ImportedData
from crampguard.store.transfer.merge import Merged, merge


def import_into(
    diary: Diary, current: CurrentSettings, reader: SnapshotReader, rearming: Rearming, data: ImportedData
) -> Merged:
    """Merges an export; of two answers about the same thing the later holds. On an error nothing has changed.

    A habit that is not known here joins the settings, switched off, so that its marks have a title. The
    settings are written last inside the transaction, and put back should its commit fail.
    """
    added: tuple[str, ...] = ()
    try:
        with diary.transaction(), rearming.around(reader.now()):
            counts = merge(diary, data.answers)
            for night in {night for night, _habit in data.answers.marks}:
                diary.set_known(night, reader.end_of(night))
            added = current.add_habits(data.titles)
    except BaseException:
        current.remove_habits(added)
        raise
    return replace(counts, habits=len(added))
