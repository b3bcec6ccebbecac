"""How the Welcome window begins: a sign, and what this is about."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from crampguard.i18n import _
from crampguard.windows.shared import theme
from crampguard.windows.shared.labels import label
from crampguard.windows.shared.ring import EveningRing

SHARE = 0.4  # of the ring: some way into an evening


def greeting() -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(theme.px(theme.SPACE_XS))
    words.addWidget(label(_("Let us set up your evening"), theme.TITLE, QFont.Weight.DemiBold))
    promise = _(
        "Small things that may help against night leg cramps, at the right minute. "
        "A minute to set up; everything stays on this computer."
    )
    words.addWidget(label(promise, role="text2"))
    row = QHBoxLayout()
    row.setSpacing(theme.px(theme.SPACE_L))
    row.addWidget(EveningRing(52, SHARE), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row
