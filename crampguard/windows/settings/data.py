"""The page on your data: where it lies, and how all of it goes."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from crampguard.i18n import _
from crampguard.routine.tonight import Tonight
from crampguard.store.errors import StoreError
from crampguard.store.places import Places
from crampguard.windows.settings.backups import BackupList, Restore
from crampguard.windows.settings.import_export import ImportExport
from crampguard.windows.settings.page import ColumnPage
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import AppActions
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.confirm import ConfirmDialog
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.layout import Rule
from crampguard.windows.shared.note import Note


class DataPage(ColumnPage):
    def __init__(self, places: Places, app_actions: AppActions, restore: Restore) -> None:
        super().__init__(
            _("Your data"), _("Everything stays on this computer. CrampGuard sends nothing anywhere.")
        )
        self._app_actions = app_actions
        self._kept = (
            (_("Settings"), places.settings.parent, _("What you chose in this window")),
            (_("Diary"), places.data, _("Your ticks, your morning answers, backups")),
            (_("Log"), places.log.parent, _("What went wrong, to help find out why")),
        )
        self._question: ConfirmDialog | None = None
        self._wrong = Note("wrong")
        for name, folder, what in self._kept:
            self._add(name, folder, what)
        self.column.addWidget(ImportExport(app_actions.export, app_actions.take_in))
        self.column.addWidget(Rule())
        self.column.addWidget(BackupList(places.diary, restore))
        self.column.addWidget(Rule())
        self.column.addStretch(1)
        self.column.addWidget(heading(_("Start again from nothing")))
        self.column.addWidget(
            label(_("Deletes the diary, its backups, the settings and the log, for good."), role="text2")
        )
        delete = Button(_("Delete everything"), self._ask, "danger")
        self.column.addWidget(delete, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._wrong)

    def follow(self, tonight: Tonight) -> None:
        """The folders stay where they are."""

    def _add(self, name: str, folder: Path, what: str) -> None:
        # A zero-width space after each slash, so that a long path can wrap.
        path = label(str(folder).replace("/", "/\u200b"))
        path.setAccessibleName(str(folder))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        for line in (heading(name), label(what, theme.SMALL, role="text2"), path):
            words.addWidget(line)
        button = Button(_("Open the folder"), lambda: self._app_actions.open_path(folder), "link", "link")
        button.setAccessibleName(_("Open the folder of: {what}").format(what=name))
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(button)
        self.column.addLayout(row)
        self.column.addSpacing(theme.px(theme.SPACE_M))

    def _ask(self) -> None:
        folders = "\n".join(f"{name}: {folder}" for name, folder, _what in self._kept)
        self._question = ConfirmDialog(
            self,
            _("Delete everything?"),
            [
                _(
                    "All nights you recorded, all backups, your settings with your own habits, and the log "
                    "go for good, and CrampGuard ends. Files that you exported stay where you put them."
                ),
                folders,
            ],
            _("Delete everything"),
            self._delete,
            sure=_("Yes, all of it"),
        )
        self._question.open()

    def _delete(self) -> None:
        try:
            self._app_actions.delete_all()
        except (OSError, StoreError) as error:
            self._wrong.say(_("Not all of it could be deleted: {reason}").format(reason=error))
