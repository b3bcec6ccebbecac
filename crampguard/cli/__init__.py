"""The command line. Imports Qt only for the tray and for the doctor's page.

Exit status 0: done. 2: invalid arguments, reported before anything is touched. 1: it could not be done. One
line on standard error says why.
"""

import contextlib
import io
import logging
import os
import sys
from collections.abc import Sequence

from crampguard.cli.commands import Command, parser
from crampguard.cli.output import CouldNot, complain, drop
from crampguard.routine.refused import Refused
from crampguard.store.errors import StoreError
from crampguard.store.language import use_language_of
from crampguard.store.places import places

EXIT_DONE, EXIT_COULD_NOT, EXIT_NO_SENSE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit status."""
    logging.getLogger("crampguard").addHandler(logging.NullHandler())  # only the tray program keeps a log
    os.umask(0o077)  # all files are private to the user
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # characters that the terminal cannot show become ?
    try:
        _run(arguments)
    except Refused as error:
        return _fail(EXIT_NO_SENSE, str(error))
    except (StoreError, CouldNot, ImportError) as error:  # ImportError: Qt lacks a system library
        return _fail(EXIT_COULD_NOT, str(error))
    except BrokenPipeError:
        drop(sys.stdout)  # the reader has gone
        return EXIT_COULD_NOT
    except OSError as error:
        drop(sys.stdout)
        where = f"{error.filename}: " if error.filename else ""
        return _fail(EXIT_COULD_NOT, f"{where}{error.strerror or error}")
    except KeyboardInterrupt:
        return EXIT_COULD_NOT
    return EXIT_DONE


def _run(arguments: Sequence[str] | None) -> None:
    try:
        typed = sys.argv[1:] if arguments is None else arguments
        if typed:  # the tray reads its settings once the icon is there
            with contextlib.suppress(StoreError):
                use_language_of(places().settings)
        args = parser(typed).parse_args(typed)
        command: Command = args.command
        command(args)
    finally:  # also after --help, which ends the program
        if sys.stdout is not None:  # None where the caller has closed it
            sys.stdout.flush()


def _fail(status: int, reason: str) -> int:
    complain(f"crampguard: {reason}")
    return status
