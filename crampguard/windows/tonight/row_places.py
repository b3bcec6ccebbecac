"""Where the parts of a row stand, from its width, its texts and their fonts."""

from msgspec import Struct
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from crampguard.windows.shared import theme

LINE = 40  # measured pixels: the height of a row of one line
INSET = 12  # from the edge of the window, and between the parts
_TIME, _BOX, _CHEVRON = 44, 22, 18


class RowPlaces(Struct, frozen=True):
    """As in a language that reads from left to right. height: of the whole row."""

    time: QRect
    box: QRect
    title: QRect
    words: QRect
    chevron: QRect
    height: int


def row_places(width: int, widest_time: str, title: str, words: str, weight: QFont.Weight) -> RowPlaces:
    """The words of the state stand beside the title, or below it where there is no room for both."""
    px = theme.px
    line, inset, box, chevron = px(LINE), px(INSET), px(_BOX), px(_CHEVRON)
    title_font, words_font = theme.font(theme.BODY, weight), theme.font(theme.SMALL, weight)
    time_width = max(px(_TIME), _width(theme.font(theme.BODY, QFont.Weight.DemiBold), widest_time))
    box_left = 2 * inset + time_width
    left = box_left + box + inset
    chevron_left = width - px(theme.SPACE_S) - chevron
    right = chevron_left - px(2)
    room = max(1, right - left)
    words_width = _width(words_font, words) + px(2) if words else 0  # rounding must not break a word off
    below = bool(words) and _width(title_font, title) + inset + words_width > room
    beside = words_width + inset if words and not below else 0
    top = max(px(4), (line - QFontMetrics(title_font).height()) // 2)
    title_place = _wrapped(title_font, title, QRect(left, top, room - beside, 0))
    if below:
        words_place = _wrapped(words_font, words, QRect(left, title_place.bottom() + 1, room, 0))
    else:
        words_place = QRect(right - words_width, 0, words_width, line)
    lines = title_place.height() + (words_place.height() if below else 0)
    return RowPlaces(
        time=QRect(inset, 0, time_width, line),
        box=QRect(box_left, (line - box) // 2, box, box),
        title=title_place,
        words=words_place,
        chevron=QRect(chevron_left, (line - chevron) // 2, chevron, chevron),
        height=max(line, lines + px(18)),
    )


def _width(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


def _wrapped(font: QFont, text: str, place: QRect) -> QRect:
    """The place, as high as the text needs in its width."""
    room = QRect(0, 0, place.width(), 10_000)
    height = QFontMetrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
    return QRect(place.left(), place.top(), place.width(), height)
