"""A TOML text as a list of statements: pairs, headers, and the comments and blank lines between them.

A few regular expressions find where each begins and ends. They need not be a full parser: tomllib has read
the text before, and reads the result again.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from crampguard.i18n import _

Path = tuple[str, ...]
"""The names on the way to a value or table."""

_STRING = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_LONG_STRING = r"""(?:\"{3}(?:[^\\]|\\.)*?"{3,5}|'{3}.*?'{3,5})"""
_HEADER = re.compile(rf"""[ \t]*\[\[?((?:{_STRING}|[^\]"'])+)\]""")
_KEY = re.compile(rf"""((?:{_STRING}|[^="'])+)=[ \t]*""")
_NAME = re.compile(rf"{_STRING}|[A-Za-z0-9_-]+")
_TOKEN = re.compile(
    rf"""{_LONG_STRING}|{_STRING}|\#[^\n]*|[ \t\r]+|[\[\]{{}}\n]|[^\s"'\#\[\]{{}}]+""", re.DOTALL
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


class Statement(Struct):
    """A pair, a header, or a line that is neither and has no path.

    table: the table that it is in; for a header, its own path.
    """

    text: str
    path: Path = ()
    table: Path = ()

    @property
    def is_pair(self) -> bool:
        return self.path != self.table

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def is_comment(self) -> bool:
        return not self.path and not self.is_blank

    @property
    def indent(self) -> str:
        return self.text[: len(self.text) - len(self.text.lstrip(" \t"))]

    def under(self, path: Path) -> bool:
        """Whether it defines that value or table, or something inside it."""
        return bool(self.path) and self.path[: len(path)] == path

    def holds(self, path: Path) -> bool:
        """Whether it is the pair of that key, or of an inline table that contains it."""
        return self.is_pair and path[: len(self.path)] == self.path

    @property
    def value(self) -> Any:
        found: Any = tomllib.loads(self.text)
        for name in self.path[len(self.table) :]:
            found = found[name]
        return found

    @value.setter
    def value(self, value: Any) -> None:
        """A comment after the value keeps its column where there is room."""
        new = written_out(value)
        if new == written_out(self.value):  # as written, because True == 1
            return
        start = _key(self.text).end()
        end = _value_end(self.text, start)
        old, rest = self.text[start:end], self.text[end:]
        comment = rest.lstrip(" \t")
        if comment.startswith("#"):
            room = 0 if "\n" in old else len(old) + len(rest) - len(comment) - 1
            new, rest = f"{new.ljust(room)} ", comment
        self.text = self.text[:start] + new + rest


def statements(text: str) -> Iterator[Statement]:
    """The statements of a text that tomllib has read."""
    table: Path = ()
    place = 0
    while place < len(text):
        end = _line_end(text, place)
        line = text[place:end]
        if header := _HEADER.match(line):
            table = _names(header[1])
            yield Statement(line, table, table)
        elif line.isspace() or line.lstrip().startswith("#"):
            yield Statement(line)
        else:
            key = _key(text, place)
            end = _line_end(text, _value_end(text, key.end()))
            yield Statement(text[place:end], (*table, *_names(key[1])), table)
        place = end


def _line_end(text: str, place: int) -> int:
    return text.find("\n", place) + 1 or len(text)


def _key(text: str, place: int = 0) -> re.Match[str]:
    found = _KEY.match(text, place)
    if found is None:
        raise ValueError(_("it cannot be changed by the program"))
    return found


def _names(key: str) -> Path:
    return tuple(_name(name) for name in _NAME.findall(key))


def _name(written: str) -> str:
    if "\\" in written:
        name: str = tomllib.loads(f"name = {written}")["name"]
        return name
    return written[1:-1] if written[0] in "\"'" else written


def _value_end(text: str, start: int) -> int:
    """The end of the value that begins at `start`; a comment or the end of the line follows."""
    depth, end = 0, start
    for token in _TOKEN.finditer(text, start):
        first = token[0][0]
        if depth == 0 and first in "#\n":
            break
        depth += (first in "[{") - (first in "]}")
        if first not in " \t\r":
            end = token.end()
    return end


def written_out(value: Any) -> str:
    if isinstance(value, dict):
        pairs = (f"{_written_key(name)} = {written_out(inner)}" for name, inner in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(written_out, value))}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _written_key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else written_out(name)
