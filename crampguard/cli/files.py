"""The commands that export the diary, import a file, or restore a backup."""

import argparse
from collections.abc import Sequence

from crampguard.cli import profile
from crampguard.cli.output import complain, named, say
from crampguard.desktop import poke
from crampguard.desktop.clock import SystemClock
from crampguard.i18n import _
from crampguard.routine.refused import Refused
from crampguard.routine.writing import listing
from crampguard.store import damage
from crampguard.store.backups import Backup, listed
from crampguard.store.places import places
from crampguard.store.transfer import hint


def export(args: argparse.Namespace) -> None:
    with profile.changing() as engine:
        engine.export_file(args.file)
    say(_("Written: {file}").format(file=named(args.file)))
    if known := hint(args.file):
        say(known)


def import_file(args: argparse.Namespace) -> None:
    from crampguard.store.transfer.json_in import read_import

    data = read_import(args.file, SystemClock().now())
    if data.unknown_words:
        complain(data.unknown_words)
    with profile.changing() as engine:
        say(str(engine.import_data(data)))


def restore(args: argparse.Namespace) -> None:
    found = listed(places().diary)
    if args.backup is None:
        _list(found)
        return
    chosen = next((one for one in found if args.backup in (one.path.name, str(one.day))), None)
    if chosen is None:
        names = listing(one.path.name for one in found)
        problem = _("there is no backup {backup}; there are: {names}")
        raise Refused(problem.format(backup=args.backup, names=names or "-"))
    before = damage.restore(places().diary, chosen.path)  # works where the engine cannot open it
    poke.poke(places().socket)
    say(_words(chosen))
    if before is None:
        say(_("It is in place. There was no diary before."))
    else:
        say(_("It is in place. What there was before is kept as {name}").format(name=before.name))


def _list(found: Sequence[Backup]) -> None:
    for backup in found:
        say(_words(backup))
    if not found:
        say(_("There are no backups yet. The first change of a day makes one."))
    if places().diary.exists():
        with profile.changing() as engine:
            engine.acknowledge_news()  # they were printed just now


def _words(backup: Backup) -> str:
    return f"{named(backup.path.name)}  {backup.day}  {backup.content_words}"
