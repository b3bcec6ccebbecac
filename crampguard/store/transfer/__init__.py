"""Export and import: JSON, CSV tables and calendars."""

from pathlib import Path

from crampguard.i18n import _

ENDINGS = (".json", ".csv", ".ics")  # of what can be written; .json comes in again


def hint(exported: Path) -> str:
    """What to know before using the file elsewhere, in a line or two; "" for a file that needs no hint."""
    if exported.suffix.lower() != ".ics":
        return ""
    return _(
        "On the phone, import it into a calendar of its own. A later export takes its place: moments move, "
        "and those you switched off go.\n"
        "Some calendar apps cannot do that. If a moment is there twice, delete that calendar and import the "
        "latest file again."
    )
