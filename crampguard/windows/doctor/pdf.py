"""The page as a PDF file: whole or not at all."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from crampguard.i18n import _
from crampguard.routine.report import Report
from crampguard.routine.report_words import dates_words
from crampguard.store.places import write_for_user
from crampguard.windows.doctor.page import paint_page

_POINTS = 72  # to the inch


def write_pdf(path: Path, report: Report) -> None:
    """StoreError where that cannot be done; then what was there is as it was."""
    write_for_user(path, pdf(report))


def pdf(report: Report) -> bytes:
    """The PDF: one page with its fonts, and no name."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(_("Night leg cramps, {span}").format(span=dates_words(report.first, report.last)))
    writer.setCreator("CrampGuard")
    page = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    writer.setPageLayout(page)
    with QPainter(writer) as painter:
        scale = writer.resolution() / _POINTS
        painter.scale(scale, scale)
        paint_page(painter, report)
    return bytes(buffer.data().data())
