"""Words that somebody else wrote, made fit to be shown: as text, of a bounded length, never interpreted.

One place, because a title turns up in notifications, menus, windows, pages and terminals, and each of them
has characters of its own that do more there than stand for themselves.
"""

import re
import unicodedata
from collections.abc import Iterator

_CUT = "…"
_NO_WIDTH = "\u200b"  # a space that takes no room
_LONGEST_WORD, _PIECE = 24, 10  # characters
_WALK_BACK = 40  # characters; something longer that cannot be parted is no sign that anybody reads

# Not the marks LRM, RLM and ALM: they change no direction but their own, and right-to-left text needs them.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides, isolates
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ufff9-\ufffb\ufeff]")
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_MARKUP = re.compile("([<&])")


def shown(text: str, most: int, lines: int = 1) -> str:
    """The text as it may be shown, of at most so many characters; "" where there is nothing to see.

    Runs of white space become one space. Of its lines that many stay lines, and the rest joins the last.
    """
    text = _NO_CHARACTERS.sub("\ufffd", _DIRECTIONS.sub("", text))
    found = [line for line in map(_one_line, text.splitlines()) if line]
    found[lines - 1 :] = [" ".join(found[lines - 1 :])] if found[lines - 1 :] else []
    kept = cut("\n".join(found), most)
    return kept if any(_seen(character) for character in kept) else ""


def cut(text: str, most: int) -> str:
    """At most so many characters, with a sign that more was there; no letter loses its accent."""
    if len(text) <= most:
        return text
    return text[: _letter_end(text, most - len(_CUT))].rstrip() + _CUT


def breakable(text: str) -> str:
    """The same to the eye, and no word in it so long that it cannot go on in the next line."""
    return _LONG_WORD.sub(lambda word: _NO_WIDTH.join(_pieces(word[0])), text)


def unmarked(text: str) -> str:
    """The same to the eye, for a place that may take text for markup and cannot be told that it is none."""
    return _MARKUP.sub(f"\\1{_NO_WIDTH}", text)


def _pieces(word: str) -> Iterator[str]:
    while len(word) > _PIECE:
        end = _letter_end(word, _PIECE)
        yield word[:end]
        word = word[end:]
    yield word


def _letter_end(text: str, place: int) -> int:
    """The last place, at most that one, at which the text can be parted."""
    ends = (end for end in range(place, max(place - _WALK_BACK, 0), -1) if not _joined(text, end))
    return next(ends, place)


def _one_line(line: str) -> str:
    return " ".join(_CONTROLS.sub("", line.replace("\t", " ")).split())


def _seen(character: str) -> bool:
    """Whether it leaves something on the screen."""
    return unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Zl", "Zp")


def _joined(text: str, place: int) -> bool:
    """Whether the characters on both sides are one to the reader: UAX #29, without its rarest rules."""
    before, after = text[place - 1], text[place]
    if "\u200d" in (before, after) or after == "\u200c" or unicodedata.category(after) in ("Mn", "Mc", "Me"):
        return True
    if _is_flag_half(before) and _is_flag_half(after):
        run = re.search("[\U0001f1e6-\U0001f1ff]*$", text[:place])
        return run is not None and len(run[0]) % 2 == 1
    return "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f" or _is_jamo(after)


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_jamo(character: str) -> bool:
    """A vowel or an end of a Hangul syllable that is written in pieces."""
    return "\u1160" <= character <= "\u11ff"
