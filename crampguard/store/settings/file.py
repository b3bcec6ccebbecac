"""settings.toml on the disk: read, changed and watched for changes by others.

A bad value never stops the program and never changes the file. What the program changes is held against the
same rules before it is written, and leaves the user's own edits and comments as they are.
"""

import contextlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from crampguard.i18n import _
from crampguard.routine.text import shown
from crampguard.shipped import resource
from crampguard.store import atomic
from crampguard.store.errors import StoreError
from crampguard.store.language import LARGEST_SETTINGS, use_language
from crampguard.store.places import keep_private, make_private
from crampguard.store.settings.reading import LONGEST_PROBLEM, Reading, Settings

SettingChanges = Mapping[str, object]
"""By dotted key, such as "nudges.snooze"; None takes out that key, or that whole table."""


class SettingsFile:
    """The file and the last good values of this run."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._good: dict[str, Any] = {}
        self._seen: bytes | None = None

    def write_first(self) -> None:
        """Writes a commented file where there is none, and makes the file readable by its user only.

        A file behind a link keeps its mode: the user has arranged that. A folder that cannot be written is
        reported by the next read.
        """
        with contextlib.suppress(OSError):
            self._make_folder()
            with contextlib.suppress(FileExistsError), self.path.open("xb") as file:
                file.write(_first())
            if self.path.is_file() and not atomic.is_linked(self.path):
                keep_private(self.path)

    def read(self) -> Settings:
        """The settings in force; where the file cannot be read as a whole, those of the last good reading."""
        broken: tuple[str, ...] = ()
        self._seen = None
        try:
            self._seen = self._content()
            self._good[""] = self._tables(self._text(self._seen))
        except StoreError as error:
            broken = (str(error),)
        reading = Reading(self._good.get("", {}), self._good)
        if use_language(reading.settings.language):  # the one place where it changes; then all words are new
            reading = Reading(self._good.get("", {}), self._good)
        return replace(
            reading.settings, problems=(*broken, *(f"{self.path}: {line}" for line in reading.problems))
        )

    @property
    def has_changed(self) -> bool:
        """Whether the next read would find something else than the last one did."""
        try:
            return self._content() != self._seen
        except StoreError:
            return True

    def change(self, changes: SettingChanges) -> None:
        """Writes these values into the file as it is now, and nothing else.

        ValueError, with nothing written, where the result would make no sense. StoreError where the file
        cannot be read or written; then it is as it was.
        """
        from crampguard.store.toml_edit import changed, edited  # most evenings change no setting

        text = self._text(self._content())
        tables = self._tables(text)
        if wrong := self._objections(tables, changed(tables, changes), changes):
            raise ValueError("; ".join(wrong))
        try:
            after = edited(text, changes).encode()
            if len(after) > LARGEST_SETTINGS:
                raise ValueError(_too_large())
            if after != text.encode():
                self._make_folder()
                atomic.write(self.path, after)
        except OSError as error:
            raise self._error(error.strerror or str(error)) from error
        except (ValueError, RecursionError) as error:
            raise self._error(str(error)) from error

    def _objections(
        self, tables: dict[str, Any], wanted: dict[str, Any], changes: SettingChanges
    ) -> tuple[str, ...]:
        after = Reading(wanted, dict(self._good))
        known = set(Reading(tables, dict(self._good)).problems)
        if any(key.split(".")[0] == "schedule" for key in changes):
            # A week holds as a whole: what is wrong already would keep the change from holding.
            known -= set(after.week_problems)
        return tuple(line for line in after.problems if line not in known)

    def _content(self) -> bytes:
        """Of the file; where there is none, of the one to begin with."""
        try:
            if not (self.path.is_file() or self.path.is_dir()) and self.path.exists():
                raise self._error(_("it is not a file"))  # and might never end
            with self.path.open("rb") as file:
                content = file.read(LARGEST_SETTINGS + 1)
        except FileNotFoundError:
            return _first()
        except OSError as error:
            raise self._error(error.strerror or str(error)) from error
        if len(content) > LARGEST_SETTINGS:
            raise self._error(_too_large())
        return content

    def _text(self, content: bytes) -> str:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise self._error(_("it is not UTF-8 text")) from error

    def _tables(self, text: str) -> dict[str, Any]:
        try:
            return tomllib.loads(text)
        except (ValueError, RecursionError) as error:  # TOMLDecodeError is a ValueError
            raise self._error(str(error)) from error

    def _make_folder(self) -> None:
        """A folder that is a link is the user's own arrangement, and keeps its mode."""
        if not self.path.parent.is_symlink():
            make_private(self.path.parent)

    def _error(self, reason: str) -> StoreError:
        return StoreError(f"{self.path}: {shown(reason, LONGEST_PROBLEM)}")


def _first() -> bytes:
    return Path(resource("settings.toml")).read_bytes()


def _too_large() -> str:
    return _("it is larger than {bytes} bytes").format(bytes=LARGEST_SETTINGS)
