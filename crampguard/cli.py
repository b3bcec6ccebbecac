"""What is typed in a terminal. Qt is imported only for the tray and for the doctor's page.

Exit 0: done. 2: the words make no sense, said before anything is touched. 1: it could not be done. One line
on standard error says why.
"""

import argparse
import contextlib
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NoReturn

from crampguard import __version__
from crampguard.desktop import poke
from crampguard.desktop.clock import SystemClock
from crampguard.engine import Engine, Refused, begun_night, known_habit
from crampguard.i18n import _, ngettext
from crampguard.routine import insight_words, insights
from crampguard.routine.checklist import Item, State
from crampguard.routine.localtime import MINUTE, date_before
from crampguard.routine.morning import (
    MOST_CRAMPS,
    MOST_MINUTES,
    WORST_PAIN,
    Leg,
    Morning,
    Muscle,
    faults,
)
from crampguard.routine.nights import date_of
from crampguard.routine.text import shown
from crampguard.routine.tonight import Tonight
from crampguard.routine.words import pause_words, question_words, state_words, summary
from crampguard.store import backups
from crampguard.store.damage import news
from crampguard.store.diary import Diary
from crampguard.store.errors import Damaged, StoreError
from crampguard.store.history import records
from crampguard.store.places import places
from crampguard.store.report import report_of
from crampguard.store.settings import Settings, SettingsFile
from crampguard.store.transfer import ENDINGS

EXIT_DONE, EXIT_COULD_NOT, EXIT_NO_SENSE = 0, 1, 2

_FIRST_DATE, _LAST_DATE = date(1970, 1, 2), date(2999, 12, 31)
_LONGEST_LINE = 2_000  # characters of a complaint
_LONGEST_SNOOZE = 24 * 60  # minutes
_LONGEST_PAUSE = timedelta(days=7)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPAN = re.compile(r"([1-9][0-9]{0,3})([hm])")
_BOX = {State.DONE: "[x]", State.SKIPPED: "[-]"}

Command = Callable[[argparse.Namespace], None]


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit status."""
    os.umask(0o077)  # whatever the program writes is for its user alone
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter still gets the rest
    try:
        asked = _parser().parse_args(words)
        command: Command = asked.command
        command(asked)
        if sys.stdout is not None:  # None where the caller has closed it
            sys.stdout.flush()
    except Refused as error:
        return _fail(EXIT_NO_SENSE, str(error))
    except (StoreError, CouldNot) as error:
        return _fail(EXIT_COULD_NOT, str(error))
    except BrokenPipeError:
        _drop_output()  # who read has gone
        return EXIT_COULD_NOT
    except OSError as error:
        _drop_output()
        where = f"{error.filename}: " if error.filename else ""
        return _fail(EXIT_COULD_NOT, f"{where}{error.strerror or error}")
    except KeyboardInterrupt:
        return EXIT_COULD_NOT
    return EXIT_DONE


class CouldNot(Exception):  # noqa: N818 (an answer, not a fault)
    """The machine did not let us. str() is one line that says why."""


def _drop_output() -> None:
    """What could not be written stays in Python's buffer, and it would complain once more at its end."""
    with contextlib.suppress(OSError, ValueError):
        if sys.stdout is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(status: int, reason: str) -> int:
    _complain(f"crampguard: {reason}")
    return status


def _complain(line: str) -> None:
    print(shown(line, _LONGEST_LINE), file=sys.stderr)  # noqa: T201


def _say(line: str) -> None:
    print(line)  # noqa: T201


# The words


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Refused(message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="crampguard",
        description=_(
            "A bedtime companion for people with night leg cramps. Without a command it starts in the tray."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"crampguard {__version__}")
    parser.set_defaults(command=_start)
    commands = parser.add_subparsers(metavar=_("COMMAND"), parser_class=_Parser)

    def add(name: str, command: Command, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        added.set_defaults(command=command)
        return added

    tonight = add("tonight", _tonight, _("show the list of a night"))
    tonight.add_argument("--json", action="store_true", help=_("for status bars and scripts"))
    _add_night(tonight)
    for name, command, text in (
        ("done", _done, _("tick a habit")),
        ("skip", _skip, _("mark a habit as not tonight")),
        ("undo", _undo, _("take a mark back")),
    ):
        answer = add(name, command, text)
        answer.add_argument("habit", metavar="HABIT")
        _add_night(answer)
    snooze = add("snooze", _snooze, _("tell a due habit again a little later"))
    snooze.add_argument("habit", metavar="HABIT")
    snooze.add_argument("minutes", metavar="MINUTES", type=_number(1, _LONGEST_SNOOZE), nargs="?")
    pause = add("pause", _pause, _("no pop-ups for a while"))
    pause.add_argument("span", metavar="1h|30m|tonight|always", type=_span, nargs="?", default="tonight")
    add("resume", _resume, _("end a pause"))
    bedtime = add("bedtime", _bedtime, _("another bedtime, tonight only"))
    bedtime.add_argument("wall", metavar="HH:MM|usual", type=_wall)
    _add_morning(add("morning", _morning, _("answer how a night was")))
    coincides = add("insights", _insights, _("say what coincides with fewer cramps, or more"))
    coincides.add_argument("--json", action="store_true", help=_("for scripts"))
    out = add("export", _export, _("write your nights to a file, or the evening's moments for a calendar"))
    out.add_argument("file", metavar="FILE.json|.csv|.ics", type=_file(*ENDINGS))
    in_ = add("import", _import, _("take in an exported file"))
    in_.add_argument("file", metavar="FILE.json", type=_file(".json"))
    report = add("report", _report, _("write the page for your doctor as a PDF"))
    report.add_argument("file", metavar="FILE.pdf", type=_file(".pdf"))
    report.add_argument(
        "--from", dest="first", metavar="DATE", type=_date, help=_("the first night; usually some weeks ago")
    )
    report.add_argument("--to", dest="last", metavar="DATE", type=_date, help=_("the last night"))
    restore = add("restore", _restore, _("list the backups, or take one back"))
    restore.add_argument("backup", metavar="BACKUP", nargs="?", help=_("its name or its date"))
    check = add("check", _check, _("say what works on this machine"))
    check.add_argument("--json", action="store_true", help=_("for a bug report; nothing private is in it"))
    add("quit", _quit, _("end the running program"))
    return parser


def _add_night(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--night", metavar="DATE", type=_date, help=_("the night that began on this date"))


def _add_morning(morning: argparse.ArgumentParser) -> None:
    answer = morning.add_mutually_exclusive_group(required=True)
    answer.add_argument("--no-cramp", dest="cramp", action="store_false", default=None)
    answer.add_argument("--cramp", dest="cramp", action="store_true", default=None)
    morning.add_argument("--count", metavar="N", type=_number(1, MOST_CRAMPS), help=_("how many"))
    morning.add_argument("--at", metavar="HH:MM", type=_clock, help=_("when, roughly; of several the worst"))
    morning.add_argument("--leg", choices=[leg.value for leg in Leg])
    morning.add_argument("--muscle", choices=[muscle.value for muscle in Muscle])
    morning.add_argument(
        "--minutes", metavar="M", type=_number(0, MOST_MINUTES), help=_("how long it lasted")
    )
    morning.add_argument("--pain", metavar="0..10", type=_number(0, WORST_PAIN))
    morning.add_argument("--awake", metavar="MINUTES", type=_number(0, MOST_MINUTES), help=_("sleep lost"))
    morning.add_argument("--sore", action="store_true", default=None, help=_("sore today"))
    morning.add_argument("--trigger", metavar="WORD", action="append", default=[], type=_word)
    morning.add_argument("--eased", metavar="TEXT", default="", help=_("what eased it"))
    morning.add_argument("--note", metavar="TEXT", default="")
    _add_night(morning)


def _date(text: str) -> date:
    with contextlib.suppress(ValueError):
        if _DATE.fullmatch(text) and _FIRST_DATE <= date.fromisoformat(text) <= _LAST_DATE:
            return date.fromisoformat(text)
    raise argparse.ArgumentTypeError(_("{text} is not a date like 2026-11-22").format(text=text))


def _number(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if re.fullmatch(r"[0-9]{1,4}", text) and least <= int(text) <= most:
            return int(text)
        problem = _("{text} is not a whole number from {least} to {most}")
        raise argparse.ArgumentTypeError(problem.format(text=text, least=least, most=most))

    return number


def _word(text: str) -> str:
    if text.strip():
        return text.strip()
    raise argparse.ArgumentTypeError(_("a word is empty"))


def _span(text: str) -> str | timedelta:
    if text in ("tonight", "always"):
        return text
    if match := _SPAN.fullmatch(text):
        span = int(match[1]) * (MINUTE if match[2] == "m" else 60 * MINUTE)
        if span <= _LONGEST_PAUSE:
            return span
    problem = _("{text} is not a time like 1h or 30m (at most {most} hours), nor tonight or always")
    raise argparse.ArgumentTypeError(problem.format(text=text, most=_LONGEST_PAUSE // (60 * MINUTE)))


def _wall(text: str) -> str | time:
    return text if text == "usual" else _clock(text)


def _clock(text: str) -> time:
    if re.fullmatch(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", text):
        return time.fromisoformat(text.zfill(5))
    raise argparse.ArgumentTypeError(_("{text} is not a time from 00:00 to 23:59").format(text=text))


def _file(*endings: str) -> Callable[[str], Path]:
    def file(text: str) -> Path:
        if Path(text).suffix.lower() in endings:
            return Path(text)
        problem = _("{file} does not end in {endings}")
        raise argparse.ArgumentTypeError(problem.format(file=text, endings=", ".join(endings)))

    return file


# The commands


def _tonight(asked: argparse.Namespace) -> None:
    with _engine() as engine:
        tonight = engine.view(asked.night)
    if asked.json:
        _say(json.dumps(_as_json(tonight), indent=1))
        return
    _say(_("The night of {night}. {summary}").format(night=tonight.night.date, summary=summary(tonight)))
    if words := question_words(tonight):
        how = _("{question} It is about the night of {night}: crampguard morning --no-cramp, or --cramp.")
        _say(how.format(question=words, night=tonight.about))
    if not tonight.items:
        _say(_("No nudges for this night."))
    ids = max((len(item.habit.id) for item in tonight.items), default=0)
    for item in tonight.items:
        box = _BOX.get(item.state, "[ ]")
        line = f"{box} {tonight.clock(item.due)}  {item.habit.id:{ids}}  {item.habit.title}"
        words = state_words(tonight, item)
        _say(f"{line} ({words})" if words else line)


def _done(asked: argparse.Namespace) -> None:
    with _engine(asked.habit, asked.night) as engine:
        _say(
            _("{habit}: done, night of {night}").format(
                habit=asked.habit, night=engine.done(asked.habit, asked.night)
            )
        )


def _skip(asked: argparse.Namespace) -> None:
    with _engine(asked.habit, asked.night) as engine:
        night = engine.skip(asked.habit, asked.night)
        _say(_("{habit}: skipped, night of {night}").format(habit=asked.habit, night=night))


def _undo(asked: argparse.Namespace) -> None:
    with _engine(asked.habit, asked.night) as engine:
        night = engine.undo(asked.habit, asked.night)
        _say(_("{habit}: not recorded, night of {night}").format(habit=asked.habit, night=night))


def _snooze(asked: argparse.Namespace) -> None:
    with _engine(asked.habit) as engine:
        until = engine.snooze(asked.habit, asked.minutes)
        time_, night = engine.tonight.clock(until), engine.tonight.night.date
        _say(
            _("{habit}: again at {time}, night of {night}").format(habit=asked.habit, time=time_, night=night)
        )


def _pause(asked: argparse.Namespace) -> None:
    with _engine() as engine:
        if asked.span == "tonight":
            engine.pause_tonight()
        else:
            engine.pause(None if asked.span == "always" else asked.span)
        _say(
            _("{pause}, night of {night}").format(
                pause=pause_words(engine.tonight), night=engine.tonight.night.date
            )
        )


def _resume(_asked: argparse.Namespace) -> None:
    with _engine() as engine:
        engine.resume()
        _say(_("Not paused, night of {night}").format(night=engine.tonight.night.date))


def _bedtime(asked: argparse.Namespace) -> None:
    with _engine() as engine:
        night = engine.bedtime(None if asked.wall == "usual" else asked.wall)
        bedtime = engine.tonight.clock(night.bedtime)
        _say(_("Bedtime {time}, night of {night}").format(time=bedtime, night=night.date))


def _morning(asked: argparse.Namespace) -> None:
    answer = Morning(
        asked.cramp,
        asked.count,
        asked.at,
        None if asked.leg is None else Leg(asked.leg),
        None if asked.muscle is None else Muscle(asked.muscle),
        asked.minutes,
        asked.pain,
        asked.awake,
        asked.sore,
        tuple(dict.fromkeys(asked.trigger)),
        asked.eased.strip(),
        asked.note.strip(),
    )
    if wrong := faults(answer):
        raise Refused("; ".join(wrong))
    with _engine(night=asked.night) as engine:
        night = engine.morning(answer, asked.night)
        words = _("Cramp, night of {night}") if asked.cramp else _("No cramp, night of {night}")
        _say(words.format(night=night))


def _insights(asked: argparse.Namespace) -> None:
    clock = SystemClock()
    with _reading() as (diary, settings):
        schedule, habits = settings.routine.schedule, settings.routine.habits
        tonight = date_of(clock.now(), schedule, clock.zone())
        found = insights.insights(records(diary), habits, tonight)
    if asked.json:
        _say(json.dumps(insights.as_json(found), indent=1))
        return
    for line in insight_words.as_text(found):
        _say(line)


def _export(asked: argparse.Namespace) -> None:
    from crampguard.store.transfer.export import export

    clock = SystemClock()
    with _reading() as (diary, settings):
        export(asked.file, diary, settings.routine, clock.now(), clock.zone())
    _say(_("Written: {file}").format(file=asked.file))


def _import(asked: argparse.Namespace) -> None:
    from crampguard.store.transfer.json_in import read_json

    brought = read_json(asked.file, SystemClock().now())
    if brought.left_out:
        _complain(brought.left_out)
    with _engine() as engine:
        _say(str(engine.take_in(brought)))


def _report(asked: argparse.Namespace) -> None:
    clock, settings = SystemClock(), _settings()
    for night in filter(None, (asked.first, asked.last)):
        begun_night(settings.routine, night, clock)
    tonight = date_of(clock.now(), settings.routine.schedule, clock.zone())
    last = asked.last or date_before(tonight, clock.zone())
    if asked.first is not None and asked.first > last:
        raise Refused(_("{first} is after {last}").format(first=asked.first, last=last))
    with contextlib.closing(Diary(places().diary)) as diary, _mending(diary):
        page = report_of(diary, settings, tonight, last, asked.first)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # paper needs no screen; one that is gone would end us
    from PySide6.QtGui import QGuiApplication

    from crampguard.windows.report.pdf import write_pdf

    _qt = QGuiApplication.instance() or QGuiApplication([])
    write_pdf(asked.file, page)
    written = _("Written: {file}, the nights of {first} to {last}")
    _say(written.format(file=asked.file, first=page.first, last=page.last))


def _restore(asked: argparse.Namespace) -> None:
    diary = places().diary
    found = backups.listed(diary)
    if asked.backup is None:
        _list(found)
        return
    chosen = next((one for one in found if asked.backup in (one.path.name, str(one.day))), None)
    if chosen is None:
        names = ", ".join(one.path.name for one in found)
        problem = _("there is no backup {backup}; there are: {names}")
        raise Refused(problem.format(backup=asked.backup, names=names or "-"))
    with _engine() as engine:
        before = engine.restore(chosen.path)
    _say(_backup_words(chosen))
    _say(_("It is in place. What there was before is kept as {name}").format(name=before.name))


def _list(found: Sequence[backups.Backup]) -> None:
    for backup in found:
        _say(_backup_words(backup))
    if not found:
        _say(_("There are no backups yet. The first change of a day makes one."))
    if places().diary.exists():
        with _engine() as engine:
            engine.news_read()  # which was printed with that


def _check(asked: argparse.Namespace) -> None:
    from crampguard.desktop.check import check

    findings = check(places())
    if asked.json:
        _say(json.dumps([finding.as_json() for finding in findings], indent=1))
        return
    for finding in findings:
        _say(finding.as_line())


def _quit(_asked: argparse.Namespace) -> None:
    try:
        running = poke.ask(places().socket, poke.QUIT) is not None
    except TimeoutError as error:
        raise CouldNot(_("CrampGuard is running but does not answer")) from error
    _say(_("CrampGuard has quit.") if running else _("CrampGuard is not running."))


def _start(_asked: argparse.Namespace) -> None:
    where = places()
    if _brought_forward():
        return
    from crampguard import app

    try:
        app.run(where)
    except app.NoDisplay as error:
        raise CouldNot(str(error)) from error
    except app.AlreadyRunning as error:
        if not _brought_forward():
            raise CouldNot(_("CrampGuard is running already, but does not answer")) from error


def _brought_forward() -> bool:
    """Whether a tray is running; it comes to the front. CouldNot if it runs in another session."""
    try:
        answer = poke.ask(places().socket, poke.FORWARD + b" " + poke.session())
    except TimeoutError as error:
        raise CouldNot(_("CrampGuard is running but does not answer")) from error
    if answer == poke.ELSEWHERE:
        raise CouldNot(_("CrampGuard is running in your other session"))
    if answer == poke.HERE:
        _say(_("CrampGuard is running already; its list of tonight is open."))
        return True
    return False


@contextlib.contextmanager
def _engine(habit: str | None = None, night: date | None = None) -> Iterator[Engine]:
    """The engine over the user's own files; afterwards a running tray is told to look again.

    Refused for an unknown habit and a night that is not yet, before any file is made.
    """
    where, clock = places(), SystemClock()
    settings = SettingsFile(where.settings)
    now = settings.read()
    for problem in now.problems:
        _complain(problem)
    if habit is not None:
        known_habit(now.routine, habit)
    if night is not None:
        begun_night(now.routine, night, clock)
    settings.write_first()
    with contextlib.closing(Diary(where.diary)) as diary:
        engine = Engine(diary, settings, clock)
        if engine.tonight.news:
            _complain(engine.tonight.news)
        with _mending(diary):
            yield engine
    if not poke.poke(where.socket):
        _back_up(where.diary, engine.tonight)


def _back_up(diary: Path, tonight: Tonight) -> None:
    """The backup of the day, which a running tray would make."""
    day = tonight.local(tonight.now).date()
    try:
        if backups.is_due(diary, day):
            backups.make(diary, day)
    except StoreError as error:
        _complain(_("no backup was made: {reason}").format(reason=error))


@contextlib.contextmanager
def _reading() -> Iterator[tuple[Diary, Settings]]:
    """The user's own diary and settings, for what only reads."""
    settings = _settings()
    with contextlib.closing(Diary(places().diary)) as diary, _mending(diary):
        yield diary, settings


def _settings() -> Settings:
    settings = SettingsFile(places().settings).read()
    for problem in settings.problems:
        _complain(problem)
    return settings


@contextlib.contextmanager
def _mending(diary: Diary) -> Iterator[None]:
    """Damage that is found inside ends the command. The next one works."""
    try:
        yield
    except Damaged as error:
        raise StoreError(news(diary.mended()) or str(error)) from error  # this use mends it


# What they print


def _backup_words(backup: backups.Backup) -> str:
    kilobytes = -(-backup.size // 1000)
    if backup.nights is None:
        text = _("{name}  {day}  cannot be read, {kilobytes} kB")
    else:
        text = ngettext(
            "{name}  {day}  {nights} night, {kilobytes} kB",
            "{name}  {day}  {nights} nights, {kilobytes} kB",
            backup.nights,
        )
    return text.format(name=backup.path.name, day=backup.day, nights=backup.nights, kilobytes=kilobytes)


def _as_json(tonight: Tonight) -> dict[str, Any]:
    def iso(instant: datetime | None) -> str | None:
        return None if instant is None else tonight.local(instant).isoformat(timespec="seconds")

    def item_json(item: Item) -> dict[str, Any]:
        return {
            "habit": item.habit.id,
            "title": item.habit.title,
            "kind": item.habit.kind.value,
            "notify": item.habit.notify,
            "due": iso(item.due),
            "useful_until": iso(item.useful_until),
            "state": item.state.value,
            "snoozed_until": iso(item.snoozed_until) if item.state is State.SNOOZED else None,
            "marked_at": iso(item.marked_at),
            "told_at": None if item.claim is None else iso(item.claim.told_at),
        }

    upcoming = tonight.next
    return {
        "night": tonight.night.date.isoformat(),
        "wake": iso(tonight.night.wake),
        "bedtime": iso(tonight.night.bedtime),
        "ends": iso(tonight.night.ends),
        "paused": tonight.paused,
        "paused_until": iso(tonight.pause.until) if tonight.paused and tonight.pause else None,
        "next": None
        if upcoming is None
        else {
            "night": upcoming.night.isoformat(),
            "at": iso(upcoming.at),
            "habits": list(upcoming.habits),
        },
        "items": [item_json(item) for item in tonight.items],
    }
