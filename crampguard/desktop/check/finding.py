"""One result of `crampguard check`, in words that are fit for a public bug report."""

from pathlib import Path
from typing import Any

from msgspec import Struct, to_builtins


class Finding(Struct, frozen=True, rename={"fix": "mend"}):
    """found: what was found. fix: what to do where it is not well; `check --json` calls it mend."""

    name: str
    well: bool
    found: str
    fix: str = ""

    def as_line(self) -> str:
        line = f"{'ok ' if self.well else '-- '} {self.name}: {self.found}"
        return line if self.well or not self.fix else f"{line}. {self.fix}"

    def as_json(self) -> Any:
        return to_builtins(self)


def without_home(path: Path) -> str:
    """The path from ~ on; outside the home only its last part, as folders may name a person."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):  # outside, or there is no home
        return path.name
