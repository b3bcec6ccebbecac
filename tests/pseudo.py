"""Languages that nobody speaks, with every text between marks: one is 40 % longer, one runs from the right.

In a window they show what has no room in longer languages (a mark is missing or cut), what never went through
gettext (there are no marks at all), and what forgot that the beginning of a line may be at its right.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from gettext import NullTranslations

from crampguard import i18n

_PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
_MARKED = re.compile(r"\[[^\[\]]*\]")
_LETTERS = re.compile(r"[^\W\d_]+")
_ACCENTS = str.maketrans("aceinouyACEINOUY", "áçéíñöüýÁÇÉÍÑÖÜÝ")
_FROM_THE_RIGHT = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "ابجدهوزحطيكلمنسعفصقرشتثخذض" * 2
)
_LONGER = 0.4  # of its length


def longer(text: str) -> str:
    """The text in the longer language; its placeholders stay."""
    return _marked(text, _longer)


def right_to_left(text: str) -> str:
    """The text in Arabic letters, one for one; its placeholders stay."""
    return _marked(text, lambda part: part.translate(_FROM_THE_RIGHT))


def _marked(text: str, change: Callable[[str], str]) -> str:
    parts = _PLACEHOLDER.split(text)
    return f"[{''.join(part if part.startswith('{') else change(part) for part in parts)}]"


def _longer(text: str) -> str:
    return _LETTERS.sub(lambda word: _stretched(word[0].translate(_ACCENTS)), text)


def _stretched(word: str) -> str:
    """Repeats letters evenly, and at least one, so that each word grows as words of other languages are."""
    grown = [round(_LONGER * place) for place in range(len(word) + 1)]
    grown[-1] = max(grown[-1], 1)
    return "".join(letter * (1 + grown[i + 1] - grown[i]) for i, letter in enumerate(word))


def untranslated(text: str) -> str:
    """The letters outside all marks. A text that ends with an ellipsis may have lost the last of them."""
    while (rest := _MARKED.sub("", text)) != text:
        text = rest
    if text.rstrip().endswith("…"):
        text = text.partition("[")[0]
    return " ".join(_LETTERS.findall(text))


class _Pseudo(NullTranslations):
    def __init__(self, translate: Callable[[str], str]) -> None:
        super().__init__()
        self._translate = translate

    def gettext(self, message: str) -> str:
        return self._translate(message) if message else ""

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 (a method of gettext)
        return self._translate(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._translate(msgid1 if n == 1 else msgid2)


@contextmanager
def speaking(texts: NullTranslations) -> Iterator[None]:
    """The program has these texts meanwhile."""
    before = i18n._Current.texts
    i18n._Current.texts = texts
    try:
        yield
    finally:
        i18n._Current.texts = before


def pseudo_language(translate: Callable[[str], str] = longer) -> AbstractContextManager[None]:
    """The program speaks it meanwhile."""
    return speaking(_Pseudo(translate))
