"""The dialog that asks where a file goes which the user takes away. Nothing of it is remembered."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from crampguard.i18n import _
from crampguard.store.errors import StoreError
from crampguard.windows.shared.note import Note


def save_as(status: Note, title: str, name: str, kind: str, write: Callable[[Path], object]) -> None:
    """Writes the file where the user wants it, and says in the note what came of it.

    name: the proposed one, with its suffix. kind: as in a file dialog, "PDF (*.pdf)". write: may raise
    StoreError.
    """

    def save(file: Path) -> None:
        try:
            write(file)
        except StoreError as error:
            status.say(_("Not saved: {reason}").format(reason=error), "not saved")
        else:
            status.say(_("Saved: {file}").format(file=file), "saved")

    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(status, title, str(Path(folder) / name), kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda file: save(Path(file)))
    dialog.open()
