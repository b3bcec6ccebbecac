"""The part of the data page that exports the diary and imports what was exported."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from crampguard.i18n import _
from crampguard.routine.refused import Refused
from crampguard.store.errors import StoreError
from crampguard.windows.shared.buttons import Button
from crampguard.windows.shared.labels import heading, label
from crampguard.windows.shared.layout import column, flow
from crampguard.windows.shared.note import Note


class TransferPanel(QWidget):
    """Two buttons, each with its file dialog, and a line about the result.

    import_file returns that line. Both raise StoreError or Refused where they fail.
    """

    def __init__(self, export: Callable[[Path], object], import_file: Callable[[Path], str]) -> None:
        super().__init__()
        self._export = export
        self._import = import_file
        self._note = Note("saved")
        self._endings = {
            _("All answers, for CrampGuard (*.json)"): "json",
            _("Table for a spreadsheet (*.csv)"): "csv",
            _("The times of your evenings, for a calendar (*.ics)"): "ics",
        }
        intro = _(
            "Export writes all your answers to a file, or a table of them, or the times of your evenings for "
            "the calendar of a phone. Import adds the answers in a file to yours; where both have an answer "
            "for the same thing, the later one counts."
        )
        buttons = flow(Button(_("Export…"), self._ask_for_target), Button(_("Import…"), self._ask_for_source))
        column(self, heading(_("Export and import")), label(intro, role="text2"), buttons, self._note)

    def _ask_for_target(self) -> None:
        dialog = QFileDialog(self, _("Export"), str(Path.home() / "crampguard"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(self._endings))
        dialog.setDefaultSuffix("json")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(self._endings[chosen]))
        dialog.fileSelected.connect(lambda file: self._run(lambda: self._write(file)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _ask_for_source(self) -> None:
        dialog = QFileDialog(self, _("Import"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Exported answers (*.json)"))
        dialog.fileSelected.connect(lambda file: self._run(lambda: self._import(Path(file))))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _write(self, file: str) -> str:
        self._export(Path(file))
        return _("Written: {file}").format(file=file)

    def _run(self, act: Callable[[], str]) -> None:
        try:
            self._note.say(act(), "saved")
        except (StoreError, Refused) as error:
            self._note.say(str(error), "wrong")
