"""Makes foreign text fit to be shown: of bounded length, and never interpreted.

In one place, because a title turns up in notifications, menus, windows, pages and terminals, and each of
them gives some characters a special meaning.
"""

import re
import unicodedata
from collections.abc import Iterator

_CUT = "…"
_NO_WIDTH = "\u200b"  # zero width space
_LONGEST_WORD, _PIECE = 24, 10  # characters
_WALK_BACK = 40  # characters; no readable grapheme is longer

# Without LRM, RLM and ALM: they affect no other text, and right-to-left text needs them.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides, isolates
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ufff9-\ufffb\ufeff]")
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_BEFORE_UNIT = re.compile(r" (?<=\d )(?=(?:°C|%|٪|mg|ml|kB|g|l|h|min|s|د|س|ث|ك\.ب)(?![\w\u2019']))")
_MARKUP = re.compile("([<&])")


def shown(text: str, most: int, lines: int = 1) -> str:
    """The text as it may be shown, at most that many characters; "" if nothing of it is visible.

    Runs of white space become one space. At most that many lines stay; the rest is joined to the last.
    """
    text = _NO_CHARACTERS.sub("\ufffd", _DIRECTIONS.sub("", text))
    found = [line for line in map(_one_line, text.splitlines()) if line]
    found[lines - 1 :] = [" ".join(found[lines - 1 :])] if found[lines - 1 :] else []
    kept = cut("\n".join(found), most)
    return kept if any(_is_visible(character) for character in kept) else ""


def cut(text: str, most: int) -> str:
    """At most that many characters, with an ellipsis where something was cut; never inside a grapheme."""
    if len(text) <= most:
        return text
    return text[: _letter_end(text, most - len(_CUT))].rstrip() + _CUT


def breakable(text: str) -> str:
    """Looks the same, but wraps within long words, and not between a number and its unit."""
    return _LONG_WORD.sub(lambda word: _NO_WIDTH.join(_pieces(word[0])), _BEFORE_UNIT.sub("\u00a0", text))


def from_right_to_left(text: str) -> str:
    """For a line that begins on the right, whatever its first letter; Latin text keeps its own order."""
    if not text:
        return ""
    latin = not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    wrapped = text.replace(" ", f"\u00a0{_NO_WIDTH}")  # Qt moves a line by the usual space that it ends with
    return f"\u200f\u2066{wrapped}\u2069" if latin else f"\u200f{wrapped}"


def capitalized(sentence: str) -> str:
    """With a capital first letter, and the others as they are."""
    return f"{sentence[:1].upper()}{sentence[1:]}"


def unmarked(text: str) -> str:
    """Looks the same, but is never taken for markup, for places where that cannot be switched off."""
    return _MARKUP.sub(f"\\1{_NO_WIDTH}", text)


def _pieces(word: str) -> Iterator[str]:
    while len(word) > _PIECE:
        end = _letter_end(word, _PIECE)
        yield word[:end]
        word = word[end:]
    yield word


def _letter_end(text: str, place: int) -> int:
    """The last index up to `place` at which the text can be cut."""
    ends = (end for end in range(place, max(place - _WALK_BACK, 0), -1) if not _joined(text, end))
    return next(ends, place)


def _one_line(line: str) -> str:
    return " ".join(_CONTROLS.sub("", line.replace("\t", " ")).split())


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Zl", "Zp")


def _joined(text: str, place: int) -> bool:
    """Whether the characters on both sides form one grapheme: UAX #29, without its rarest rules."""
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
    """A vowel or final consonant of a decomposed Hangul syllable."""
    return "\u1160" <= character <= "\u11ff"
