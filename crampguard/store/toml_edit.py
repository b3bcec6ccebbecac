"""Changes single values in a TOML text and leaves every other character as it was.

The text is a row of statements: pairs, headers, and the comments and blank lines between them. A few
expressions find where each begins and ends. They are no second parser: tomllib reads the outcome before it
counts, and what they got wrong is refused. (tomlkit puts a new key below the comments that follow its table,
takes those comments along when the table goes, and moves dotted keys when a table is added to them.)
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crampguard.i18n import _

Changes = Mapping[str, object]  # by dotted key; None takes out that key, or that whole table

_Path = tuple[str, ...]

_STRING = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_LONG_STRING = r"""(?:\"{3}(?:[^\\]|\\.)*?"{3,5}|'{3}.*?'{3,5})"""
_HEADER = re.compile(rf"""[ \t]*\[\[?((?:{_STRING}|[^\]"'])+)\]""")
_KEY = re.compile(rf"""((?:{_STRING}|[^="'])+)=[ \t]*""")
_NAME = re.compile(rf"{_STRING}|[A-Za-z0-9_-]+")
_TOKEN = re.compile(
    rf"""{_LONG_STRING}|{_STRING}|\#[^\n]*|[ \t\r]+|[\[\]{{}}\n]|[^\s"'\#\[\]{{}}]+""", re.DOTALL
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def changed(tables: Mapping[str, Any], changes: Changes) -> dict[str, Any]:
    """The tables after the changes. ValueError where something that is no table is in the way."""
    after = _copied(tables)
    for key, value in changes.items():
        path = tuple(key.split("."))
        if value is None:
            _drop(after, path)
        else:
            _put(after, path, value)
    return after


def edited(text: str, changes: Changes) -> str:
    """The text after the changes. ValueError where that cannot be written.

    A table that they emptied has gone; a comment on a line of its own has not.
    """
    expected = changed(_read(text), changes)
    document = _Document(text)
    for key, value in changes.items():
        path = tuple(key.split("."))
        if value is None:
            document.drop(path)
        else:
            document.put(path, value)
    if _read(str(document)) != expected:
        raise ValueError(_("{keys} cannot be changed there").format(keys=", ".join(changes)))
    return str(document)


@dataclass(slots=True)
class _Statement:
    """A pair, a header, or a line that is neither and has no path.

    table is that of the header it stands under, which for a header is its own path.
    """

    text: str
    path: _Path = ()
    table: _Path = ()

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

    def under(self, path: _Path) -> bool:
        """Whether it says something about that value or table, or one within it."""
        return bool(self.path) and self.path[: len(path)] == path

    def holds(self, path: _Path) -> bool:
        """Whether it is the pair of that key, or of an inline table around it."""
        return self.is_pair and path[: len(self.path)] == self.path

    @property
    def value(self) -> Any:
        found: Any = tomllib.loads(self.text)
        for name in self.path[len(self.table) :]:
            found = found[name]
        return found

    @value.setter
    def value(self, value: Any) -> None:
        """A comment behind the value stays in its column where there is room."""
        new = _written(value)
        if new == _written(self.value):  # as written, because True == 1
            return
        start = _key(self.text).end()
        end = _value_end(self.text, start)
        old, rest = self.text[start:end], self.text[end:]
        comment = rest.lstrip(" \t")
        if comment.startswith("#"):
            room = 0 if "\n" in old else len(old) + len(rest) - len(comment) - 1
            new, rest = f"{new.ljust(room)} ", comment
        self.text = self.text[:start] + new + rest


class _Document:
    def __init__(self, text: str) -> None:
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._all = list(_statements(text))

    def __str__(self) -> str:
        return "".join(statement.text for statement in self._all)

    def put(self, path: _Path, value: object) -> None:
        holder = next((pair for pair in self._all if pair.holds(path)), None)
        if holder is None:
            self._add(path, value)
        elif holder.path == path:
            holder.value = value
        else:
            inline = holder.value
            _put(inline, path[len(holder.path) :], value)
            holder.value = inline

    def drop(self, path: _Path) -> None:
        holder = next((pair for pair in self._all if pair.holds(path)), None)
        if holder is not None and holder.path != path:
            inline = holder.value
            _drop(inline, path[len(holder.path) :])
            if inline or inline == holder.value:
                holder.value = inline
                return
            path = holder.path
        if not self._says_anything(path):
            return
        self._take_out(path)
        while (path := path[:-1]) and not self._says_anything(path, within=True):
            self._take_out(path)

    def _says_anything(self, path: _Path, *, within: bool = False) -> bool:
        return any(one.under(path) and not (within and one.path == path) for one in self._all)

    def _take_out(self, path: _Path) -> None:
        """Closes the gap too: of the blank lines around it, a single one stays."""
        kept: list[_Statement] = []
        gap = False
        for statement in self._all:
            if statement.under(path):
                gap = True
            elif not (gap and statement.is_blank and (not kept or kept[-1].is_blank)):
                gap = False
                kept.append(statement)
        if gap and kept and kept[-1].is_blank:
            kept.pop()
        self._all = kept

    def _add(self, path: _Path, value: object) -> None:
        """Below the last key of the table, or else its header; or else in a table of its own.

        A dotted key makes the tables on its way too, and a header must not name those again.
        """
        table = path[:-1]
        at = list(enumerate(self._all))
        keys = [
            place
            for place, one in at
            if one.is_pair and one.under(table) and table[: len(one.table)] == one.table
        ]
        headers = [place for place, one in at if one.path == one.table == table]
        if not keys and not headers:
            self._add_table(path, value)
            return
        place = (keys or headers)[-1]
        above = self._all[place]
        pair = self._pair(path, value, above.table)
        pair.text = above.indent + pair.text
        self._insert(place + 1, pair)

    def _add_table(self, path: _Path, value: object) -> None:
        """Below its relatives, or else at the end."""
        table = path[:-1]
        place = self._below_relatives(table[0])
        header = _Statement(f"[{'.'.join(table)}]{self._newline}", table, table)
        added = [header, self._pair(path, value, table)]
        if place > 0 and not self._all[place - 1].is_blank:
            added.insert(0, _Statement(self._newline))
        if place < len(self._all) and not self._all[place].is_blank:
            added.append(_Statement(self._newline))
        self._insert(place, *added)

    def _below_relatives(self, first: str) -> int:
        relatives = [index for index, one in enumerate(self._all) if one.under((first,))]
        if not relatives:
            return len(self._all)
        place = relatives[-1] + 1
        # The keys that follow belong to the header above, so it is not to be cut off from them ...
        for index in range(place, len(self._all)):
            if self._all[index].is_pair:
                place = index + 1
            elif self._all[index].path:
                break
        # ... and comments too, unless they lead up to the next header.
        end = place
        while end < len(self._all) and self._all[end].is_comment:
            end += 1
        return end if end == len(self._all) or self._all[end].is_blank else place

    def _pair(self, path: _Path, value: object, table: _Path) -> _Statement:
        key = ".".join(path[len(table) :])
        return _Statement(f"{key} = {_written(value)}{self._newline}", path, table)

    def _insert(self, place: int, *added: _Statement) -> None:
        if place > 0 and not self._all[place - 1].text.endswith("\n"):
            self._all[place - 1].text += self._newline
        self._all[place:place] = added


def _statements(text: str) -> Iterator[_Statement]:
    """The statements of a text that tomllib has read."""
    table: _Path = ()
    place = 0
    while place < len(text):
        end = _line_end(text, place)
        line = text[place:end]
        if header := _HEADER.match(line):
            table = _names(header[1])
            yield _Statement(line, table, table)
        elif line.isspace() or line.lstrip().startswith("#"):
            yield _Statement(line)
        else:
            key = _key(text, place)
            end = _line_end(text, _value_end(text, key.end()))
            yield _Statement(text[place:end], (*table, *_names(key[1])), table)
        place = end


def _line_end(text: str, place: int) -> int:
    return text.find("\n", place) + 1 or len(text)


def _key(text: str, place: int = 0) -> re.Match[str]:
    found = _KEY.match(text, place)
    if found is None:
        raise ValueError(_("it cannot be changed by the program"))
    return found


def _names(key: str) -> _Path:
    return tuple(_name(name) for name in _NAME.findall(key))


def _name(written: str) -> str:
    if "\\" in written:
        name: str = tomllib.loads(f"name = {written}")["name"]
        return name
    return written[1:-1] if written[0] in "\"'" else written


def _value_end(text: str, start: int) -> int:
    """Where the value that begins there ends; a comment or the end of the line follows."""
    depth, end = 0, start
    for token in _TOKEN.finditer(text, start):
        first = token[0][0]
        if depth == 0 and first in "#\n":
            break
        depth += (first in "[{") - (first in "]}")
        if first not in " \t\r":
            end = token.end()
    return end


def _read(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=str)  # because nan is not equal to itself


def _copied(tables: Mapping[str, Any]) -> dict[str, Any]:
    """A copy to change values in; the values themselves are never changed."""
    return {name: _copied(inner) if isinstance(inner, dict) else inner for name, inner in tables.items()}


def _put(tables: dict[str, Any], path: _Path, value: object) -> None:
    *parents, last = path
    for name in parents:
        tables = tables.setdefault(name, {})
        if not isinstance(tables, dict):
            raise ValueError(_("{key} is not a table").format(key=name))
    tables[last] = value


def _drop(tables: Any, path: _Path) -> None:
    """Takes the value out, and each table that this has emptied."""
    name, *within = path
    if not isinstance(tables, dict) or name not in tables:
        return
    if not within:
        del tables[name]
    elif tables[name]:
        _drop(tables[name], tuple(within))
        if tables[name] == {}:
            del tables[name]


def _written(value: Any) -> str:
    if isinstance(value, dict):
        pairs = (f"{_written_key(name)} = {_written(inner)}" for name, inner in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _written_key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _written(name)
