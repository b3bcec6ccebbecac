"""Words that somebody else wrote, made fit to be shown: as text, of a bounded length, never interpreted.

One place, because a title turns up in notifications, menus, windows, pages and terminals, and each of them
has characters of its own that do more there than stand for themselves.
"""

import re
import unicodedata

_CUT = "…"
_WALK_BACK = 40  # characters; something longer that cannot be parted is no sign that anybody reads

# Not the marks LRM, RLM and ALM: they change no direction but their own, and right-to-left text needs them.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides, isolates
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ufff9-\ufffb\ufeff]")
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
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
    end = most - len(_CUT)
    for place in range(end, max(end - _WALK_BACK, 0), -1):
        if not _joined(text, place):
            end = place
            break
    return text[:end].rstrip() + _CUT


def unmarked(text: str) -> str:
    """The same to the eye, for a place that may take text for markup and cannot be told that it is none."""
    return _MARKUP.sub("\\1\u200b", text)


def _one_line(line: str) -> str:
    return " ".join(_CONTROLS.sub("", line.replace("\t", " ")).split())


def _seen(character: str) -> bool:
    """Whether it leaves something on the screen."""
    return unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Zl", "Zp")


def _joined(text: str, place: int) -> bool:
    """Whether the characters on both sides are one to the reader (UAX #29, as far as the library knows it)."""
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
