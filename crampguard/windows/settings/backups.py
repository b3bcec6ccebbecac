"""The backups of the diary, and the way back to one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from crampguard.i18n import _
from crampguard.routine.refused import Refused
from crampguard.store import backups
from crampguard.store.backups import Backup
from crampguard.store.errors import StoreError
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.confirm import ConfirmDialog
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.layout import clear, column
from crampguard.windows.shared.note import Note

# Takes the diary back to a backup; gives the copy of what there was, if there was anything.
Restore = Callable[[Path], Path | None]


class BackupList(QWidget):
    """Reads the folder whenever it comes into view."""

    def __init__(self, diary: Path, restore: Restore) -> None:
        super().__init__()
        self._diary, self._restore = diary, restore
        self._rows = QGridLayout()
        for index, stretch in enumerate((3, 2, 0)):
            self._rows.setColumnStretch(index, stretch)
        self._rows.setHorizontalSpacing(theme.px(theme.SPACE_L))
        self._none = label(
            _("There are none yet. One is made with the first change of each day."), role="text2"
        )
        self._note = Note("saved")
        intro = _("One a day: the last seven days, and one of each of the last four weeks.")
        column(self, heading(_("Backups")), label(intro, role="text2"), self._none, self._note, self._rows)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list()

    def _list(self) -> None:
        clear(self._rows)
        try:
            found = backups.listed(self._diary)
        except StoreError as error:
            self._note.say(str(error), "wrong")
            return
        self._none.setVisible(not found)
        for row, backup in enumerate(found):
            self._add(row, backup)

    def _add(self, row: int, backup: Backup) -> None:
        restore = Button(_("Restore"), lambda: self._ask(backup), "link", "undo")
        restore.setAccessibleName(_("Restore the backup: {name}").format(name=_name(backup)))
        restore.setEnabled(backup.nights is not None)
        self._rows.addWidget(label(_name(backup)), row, 0)
        self._rows.addWidget(label(backup.content_words, role="text2"), row, 1)
        self._rows.addWidget(restore, row, 2, Qt.AlignmentFlag.AlignTrailing)

    def _ask(self, backup: Backup) -> None:
        ConfirmDialog(
            self.window(),
            _("Restore this backup?"),
            [
                f"{_name(backup)}: {backup.content_words}",
                _(
                    "Your diary goes back to how it was then. A copy of how it is now is kept as one more "
                    "backup, so you can return to it. Your settings stay as they are."
                ),
            ],
            _("Restore"),
            lambda: self._restore_backup(backup),
        ).open()

    def _restore_backup(self, backup: Backup) -> None:
        try:
            before = self._restore(backup.path)
        except (Refused, StoreError) as error:
            self._note.say(_("Nothing has changed: {reason}").format(reason=error), "not saved")
        else:
            if before is None:
                text = _("{backup} is in place. There was no diary before.").format(backup=_name(backup))
            else:
                text = _("{backup} is in place. What there was before is kept as {name}.")
                text = text.format(backup=_name(backup), name=before.name)
            self._note.say(text, "saved")
        self._list()


def _name(backup: Backup) -> str:
    """The date; for a copy that was kept before something happened, also what."""
    if backup.is_daily:
        return str(backup.day)
    if backup.path.stem.startswith("before-restore-"):
        time = backup.path.stem[-8:-3].replace("-", ":")
        return _("{day} {time}, before a restore").format(day=backup.day, time=time)
    if backup.path.stem.startswith("before-version-"):
        return _("{day}, before a new version").format(day=backup.day)
    return backup.path.stem
