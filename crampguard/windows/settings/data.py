"""The page on your data: where it is kept, export and import, backups, and deleting all of it."""

from pathlib import Path

from crampguard.i18n import _
from crampguard.store.errors import StoreError
from crampguard.store.places import Places
from crampguard.windows.settings.backups import BackupList, Restore
from crampguard.windows.settings.page import ColumnPage
from crampguard.windows.settings.transfer_panel import TransferPanel
from crampguard.windows.shared import theme
from crampguard.windows.shared.app_actions import AppActions
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.confirm import ConfirmDialog
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.layout import Rule, add_parts, column, row
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
        self._wrong = Note("wrong")
        for name, folder, what in self._kept:
            self._add_folder(name, folder, what)
        add_parts(
            self.column,
            TransferPanel(app_actions.export_file, app_actions.import_file),
            Rule(),
            BackupList(places.diary, restore),
            Rule(),
        )
        self.column.addStretch(1)
        add_parts(
            self.column,
            heading(_("Start over")),
            label(_("Deletes the diary, its backups, the settings and the log, for good."), role="text2"),
            Button(_("Delete everything"), self._ask, "danger"),
            self._wrong,
        )

    def _add_folder(self, name: str, folder: Path, what: str) -> None:
        # A zero-width space after each slash, so that a long path can wrap.
        path = label(str(folder).replace("/", "/\u200b"))
        path.setAccessibleName(str(folder))
        button = Button(_("Open the folder"), lambda: self._app_actions.open_path(folder), "link", "link")
        button.setAccessibleName(_("Open the folder of: {what}").format(what=name))
        line = row(None)
        line.addLayout(column(None, heading(name), label(what, theme.SMALL, role="text2"), path, gap=2), 1)
        line.addWidget(button)
        add_parts(self.column, line, theme.SPACE_M)

    def _ask(self) -> None:
        folders = "\n".join(f"{name}: {folder}" for name, folder, _what in self._kept)
        ConfirmDialog(
            self,
            _("Delete everything?"),
            [
                _(
                    "All nights you recorded, all backups, your settings with your own habits, and the log "
                    "are deleted for good, and CrampGuard quits. Files that you exported stay."
                ),
                folders,
            ],
            _("Delete everything"),
            self._delete,
            sure=_("Yes, all of it"),
        ).open()

    def _delete(self) -> None:
        try:
            self._app_actions.delete_all()
        except (OSError, StoreError) as error:
            self._wrong.say(_("Not all of it could be deleted: {reason}").format(reason=error))
