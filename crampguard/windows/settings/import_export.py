"""Writes the diary to a file, and takes one in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from crampguard.engine import Refused
from crampguard.i18n import _
from crampguard.store.errors import StoreError
from crampguard.windows.shared import theme
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.layout import FlowLayout
from crampguard.windows.shared.note import Note


class ImportExport(QWidget):
    """Export and import, each through a file dialog, and a line that says what came of it.

    take_in gives such a line. Both raise StoreError or Refused where they could not.
    """

    def __init__(self, export: Callable[[Path], object], take_in: Callable[[Path], str]) -> None:
        super().__init__()
        self._export = export
        self._take_in = take_in
        self._note = Note("saved")
        self._dialog: QFileDialog | None = None
        self._endings = {
            _("All answers, for CrampGuard (*.json)"): "json",
            _("Table for a spreadsheet (*.csv)"): "csv",
            _("The times of your evenings, for a calendar (*.ics)"): "ics",
        }
        buttons = QWidget()
        flow = FlowLayout()
        buttons.setLayout(flow)
        flow.addWidget(Button(_("Export…"), self._ask_where_to))
        flow.addWidget(Button(_("Import…"), self._ask_what))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.SPACE_S))
        column.addWidget(heading(_("Export and import")))
        column.addWidget(
            label(
                _(
                    "Export writes all your answers to a file, or a table of them, or the times of your "
                    "evenings for the calendar of a phone. Import adds the answers in a file to yours; "
                    "where both have an answer for the same thing, the later one counts."
                ),
                role="text2",
            )
        )
        column.addWidget(buttons)
        column.addWidget(self._note)

    def _ask_where_to(self) -> None:
        dialog = QFileDialog(self, _("Export"), str(Path.home() / "crampguard"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(self._endings))
        dialog.setDefaultSuffix("json")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(self._endings[chosen]))
        dialog.fileSelected.connect(self._write)
        self._open(dialog)

    def _ask_what(self) -> None:
        dialog = QFileDialog(self, _("Import"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Exported answers (*.json)"))
        dialog.fileSelected.connect(self._read)
        self._open(dialog)

    def _open(self, dialog: QFileDialog) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = dialog
        dialog.open()

    def _write(self, file: str) -> None:
        def export() -> str:
            self._export(Path(file))
            return _("Written: {file}").format(file=file)

        self._say(export)

    def _read(self, file: str) -> None:
        self._say(lambda: self._take_in(Path(file)))

    def _say(self, act: Callable[[], str]) -> None:
        try:
            self._note.say(act(), "saved")
        except (StoreError, Refused) as error:
            self._note.say(str(error), "wrong")
