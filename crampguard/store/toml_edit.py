"""Changes single values in a TOML text, by dotted key, and leaves every other character as it was.

None takes out the key, or the whole table of that name.

tomllib reads the result before it is used, and a result with another meaning is refused. (tomlkit puts a new
key below the comments that follow its table, removes those comments with the table, and moves dotted keys
when a table is added to them.)
"""

import tomllib
from collections.abc import Mapping
from typing import Any

from crampguard.i18n import _
from crampguard.routine.writing import listing
from crampguard.store.toml_statements import Path, Statement, statements, written_out


def changed(tables: Mapping[str, Any], changes: Mapping[str, object]) -> dict[str, Any]:
    """The tables after the changes. ValueError where a value stands in the place of a table."""
    after = _copied(tables)
    for key, value in changes.items():
        path = tuple(key.split("."))
        if value is None:
            _drop(after, path)
        else:
            _put(after, path, value)
    return after


def edited(text: str, changes: Mapping[str, object]) -> str:
    """The text after the changes. ValueError where they cannot be made.

    A table that they empty is removed; a comment on a line of its own stays.
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
        raise ValueError(_("{keys} cannot be changed there").format(keys=listing(changes)))
    return str(document)


class _Document:
    def __init__(self, text: str) -> None:
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._all = list(statements(text))

    def __str__(self) -> str:
        return "".join(statement.text for statement in self._all)

    def put(self, path: Path, value: object) -> None:
        holder = next((pair for pair in self._all if pair.holds(path)), None)
        if holder is None:
            self._add(path, value)
        elif holder.path == path:
            holder.value = value
        else:
            inline = holder.value
            _put(inline, path[len(holder.path) :], value)
            holder.value = inline

    def drop(self, path: Path) -> None:
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

    def _says_anything(self, path: Path, *, within: bool = False) -> bool:
        return any(one.under(path) and not (within and one.path == path) for one in self._all)

    def _take_out(self, path: Path) -> None:
        """Also closes the gap: one of the blank lines around it stays."""
        kept: list[Statement] = []
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

    def _add(self, path: Path, value: object) -> None:
        """Adds it below the last key of the table, or below its header, or in a new table.

        A dotted key defines the tables on its way, and a header must not define those again.
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

    def _add_table(self, path: Path, value: object) -> None:
        """Adds a table below the others with the same first name, or at the end."""
        table = path[:-1]
        place = self._below_relatives(table[0])
        header = Statement(f"[{'.'.join(table)}]{self._newline}", table, table)
        added = [header, self._pair(path, value, table)]
        if place > 0 and not self._all[place - 1].is_blank:
            added.insert(0, Statement(self._newline))
        if place < len(self._all) and not self._all[place].is_blank:
            added.append(Statement(self._newline))
        self._insert(place, *added)

    def _below_relatives(self, first: str) -> int:
        relatives = [index for index, one in enumerate(self._all) if one.under((first,))]
        if not relatives:
            return len(self._all)
        place = relatives[-1] + 1
        # The keys that follow belong to the header above and must stay with it ...
        for index in range(place, len(self._all)):
            if self._all[index].is_pair:
                place = index + 1
            elif self._all[index].path:
                break
        # ... and so must comments, unless they introduce the next header.
        end = place
        while end < len(self._all) and self._all[end].is_comment:
            end += 1
        return end if end == len(self._all) or self._all[end].is_blank else place

    def _pair(self, path: Path, value: object, table: Path) -> Statement:
        key = ".".join(path[len(table) :])
        return Statement(f"{key} = {written_out(value)}{self._newline}", path, table)

    def _insert(self, place: int, *added: Statement) -> None:
        if place > 0 and not self._all[place - 1].text.endswith("\n"):
            self._all[place - 1].text += self._newline
        self._all[place:place] = added


def _read(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=str)  # as text, because nan is not equal to itself


def _copied(tables: Mapping[str, Any]) -> dict[str, Any]:
    """A copy to change values in; the values themselves are never changed."""
    return {name: _copied(inner) if isinstance(inner, dict) else inner for name, inner in tables.items()}


def _put(tables: dict[str, Any], path: Path, value: object) -> None:
    *parents, last = path
    for name in parents:
        tables = tables.setdefault(name, {})
        if not isinstance(tables, dict):
            raise ValueError(_("{key} is not a table").format(key=name))
    tables[last] = value


def _drop(tables: Any, path: Path) -> None:
    """Removes the value, and each table that this empties."""
    name, *within = path
    if not isinstance(tables, dict) or name not in tables:
        return
    if not within:
        del tables[name]
    elif tables[name]:
        _drop(tables[name], tuple(within))
        if tables[name] == {}:
            del tables[name]
