"""Merges the answers of two devices.

Of two answers about the same thing the later one wins; at the same instant the order below decides. So the
result does not depend on which device imports from which, how often, or in what order.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from crampguard.i18n import _, ngettext
from crampguard.store.diary import Diary
from crampguard.store.transfer.answers import Answers, read_answers
from crampguard.store.transfer.entries import KINDS, Entry, EveningEntry, KnownEntry


class Merged(Struct, frozen=True):
    """What a merge changed: the nights, in order; how many answers were new, newer, or known already.

    habits: how many were added to the settings.
    """

    nights: tuple[date, ...]
    new: int
    newer: int
    known: int
    habits: int = 0

    def __str__(self) -> str:
        """A line for window and terminal."""
        line = _("Taken in: {new} new, {newer} newer, {known} known already.").format(
            new=self.new, newer=self.newer, known=self.known
        )
        if self.nights:
            changed = ngettext(
                "Changed: the night of {first}.",
                "Changed: {nights} nights from {first} to {last}.",
                len(self.nights),
            )
            first, last = self.nights[0], self.nights[-1]
            line += " " + changed.format(nights=len(self.nights), first=first, last=last)
        if self.habits:
            joined = ngettext(
                "{habits} habit joined your settings, switched off.",
                "{habits} habits joined your settings, switched off.",
                self.habits,
            )
            line += " " + joined.format(habits=self.habits)
        return line


def newer_part(known: Answers, imported: Answers) -> Answers:
    """The imported answers that win over the known ones."""
    imported = replace(imported, known=_earliest(imported))
    ranked: dict[str, Any] = {
        name: _newer(known.of(name), imported.of(name)) for name in KINDS if name != "evenings"
    }
    return Answers(**ranked, evenings=_missing(known.evenings, imported.evenings))


def merge(diary: Diary, imported: Answers) -> Merged:
    """Merges into the diary, inside a transaction of the caller."""
    known = read_answers(diary)
    fresh = newer_part(known, imported)
    for name, kind in KINDS.items():
        rows = (entry.row for entry in fresh.of(name).values())
        diary.put_all(name, kind.columns or kind.__struct_fields__, rows)
    newer = len(fresh.counted & known.counted)
    return Merged(tuple(sorted(fresh.nights)), len(fresh) - newer, newer, len(imported) - len(fresh))


def _newer(known: Mapping[object, Entry], imported: Mapping[object, Entry]) -> dict[object, Entry]:
    return {key: entry for key, entry in imported.items() if key not in known or known[key].rank < entry.rank}


def _earliest(imported: Answers) -> dict[date, KnownEntry]:
    """From when on the user may have known how each night went. Also where a newer answer is known here."""
    found: dict[date, KnownEntry] = {}
    for night, at in _instants(imported):
        if night not in found or at < found[night].at:
            found[night] = KnownEntry(night, at)
    return found


def _instants(imported: Answers) -> Iterator[tuple[date, datetime]]:
    for part in (imported.known, imported.mornings, imported.cramps):
        yield from ((entry.night, entry.at) for entry in part.values())


def _missing(
    known: Mapping[date, EveningEntry], imported: Mapping[date, EveningEntry]
) -> dict[date, EveningEntry]:
    """A known evening stays; only the time of closing is taken over where it was not closed here."""
    found = {}
    for night, evening in imported.items():
        here = known.get(night)
        if here is None:
            found[night] = evening
        elif here.closed_at is None and evening.closed_at is not None:
            found[night] = replace(here, closed_at=evening.closed_at)
    return found
