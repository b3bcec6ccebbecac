"""The commands and their arguments, in groups. A group imports what it needs only when it is added."""

import argparse
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from crampguard import __version__
from crampguard.cli import program
from crampguard.i18n import _
from crampguard.routine.refused import Refused

_LONGEST_SNOOZE = 24 * 60  # minutes

Command = Callable[[argparse.Namespace], None]
Add = Callable[[str, Command, str], argparse.ArgumentParser]


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """With its own words for what argparse says in the language of the system only."""

    def __init__(self, **more: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Help, allow_abbrev=False, **more)
        self._positionals.title, self._optionals.title = _("arguments"), _("options")
        self.add_argument("-h", "--help", action="help", help=_("show this help"))

    def error(self, message: str) -> NoReturn:
        raise Refused(message)


def parser(typed: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for what was typed. It sets `command` to the function to call; Refused for a wrong argument.

    Groups are added until the typed command is among them. The tray needs none of them, and a status bar,
    which may ask for `tonight` every minute, only the first.
    """
    top = _Parser(
        prog="crampguard",
        description=_(
            "A bedtime companion for people with night leg cramps. Without a command it starts in the tray."
        ),
    )
    version = f"crampguard {__version__}"
    top.add_argument("--version", action="version", version=version, help=_("show the version"))
    top.set_defaults(command=program.start)
    commands = top.add_subparsers(title=_("commands"), metavar=_("COMMAND"), parser_class=_Parser)

    def add(name: str, command: Command, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(command=command)
        return added

    groups = (_add_tonight, _add_evening, _add_morning, _add_learning, _add_files, _add_program)
    for add_group in groups if typed else ():
        add_group(add)
        if typed[0] in commands.choices:
            break
    return top


def _add_tonight(add: Add) -> None:
    from crampguard.cli import evening

    tonight = add("tonight", evening.tonight, _("show the list of a night"))
    tonight.add_argument("--json", action="store_true", help=_("for status bars and scripts"))
    _add_night(tonight)


def _add_evening(add: Add) -> None:
    from crampguard.cli import arguments, evening

    for name, command, text in (
        ("done", evening.done, _("tick a habit")),
        ("skip", evening.skip, _("mark a habit as not tonight")),
        ("undo", evening.undo, _("take a mark back")),
    ):
        answer = add(name, command, text)
        answer.add_argument("habit", metavar="HABIT")
        _add_night(answer)
    add("goodnight", evening.goodnight, _("close the evening; `undo goodnight` opens it again"))
    snooze = add("snooze", evening.snooze, _("tell a due habit again a little later"))
    snooze.add_argument("habit", metavar="HABIT")
    snooze.add_argument("minutes", metavar="MINUTES", type=arguments.number(1, _LONGEST_SNOOZE), nargs="?")
    pause = add("pause", evening.pause, _("no pop-ups for a while"))
    pause.add_argument(
        "span", metavar="1h|30m|tonight|always", type=arguments.pause, nargs="?", default="tonight"
    )
    add("resume", evening.resume, _("end a pause"))
    bedtime = add("bedtime", evening.bedtime, _("another bedtime, tonight only"))
    bedtime.add_argument("wall", metavar="HH:MM|usual", type=arguments.bedtime)


def _add_morning(add: Add) -> None:
    from crampguard.cli import arguments, cramp, nights
    from crampguard.routine.morning import MOST_CRAMPS, MOST_MINUTES, WORST_PAIN, Leg, Muscle

    now = add("cramp", cramp.cramp, _("a cramp now: keep its time and say what helps"))
    now.add_argument("--over", action="store_true", help=_("it has passed: keep how long it lasted"))
    morning = add("morning", nights.morning, _("answer how a night was"))
    lasting = arguments.number(0, MOST_MINUTES)
    answer = morning.add_mutually_exclusive_group(required=True)
    answer.add_argument("--no-cramp", dest="cramp", action="store_false", default=None)
    answer.add_argument("--cramp", dest="cramp", action="store_true", default=None)
    morning.add_argument("--count", metavar="N", type=arguments.number(1, MOST_CRAMPS), help=_("how many"))
    morning.add_argument(
        "--at", metavar="HH:MM", type=arguments.clock, help=_("when, roughly; of several the worst")
    )
    morning.add_argument("--leg", choices=[leg.value for leg in Leg])
    morning.add_argument("--muscle", choices=[muscle.value for muscle in Muscle])
    morning.add_argument("--minutes", metavar="M", type=lasting, help=_("how long it lasted"))
    morning.add_argument("--pain", metavar="0..10", type=arguments.number(0, WORST_PAIN))
    morning.add_argument("--awake", metavar="MINUTES", type=lasting, help=_("sleep lost"))
    morning.add_argument("--sore", action="store_true", default=None, help=_("sore today"))
    morning.add_argument("--trigger", metavar="WORD", action="append", default=[], type=arguments.word)
    morning.add_argument("--eased", metavar="TEXT", default="", type=arguments.line, help=_("what eased it"))
    morning.add_argument("--note", metavar="TEXT", default="", type=arguments.line)
    _add_night(morning)


def _add_learning(add: Add) -> None:
    from crampguard.cli import learning

    insights = add("insights", learning.insights, _("say what goes with fewer cramps, or more"))
    insights.add_argument("--json", action="store_true", help=_("for scripts"))
    question = add("question", learning.question, _("show the one habit that is tested, or choose another"))
    question.add_argument("habit", metavar="HABIT", nargs="?", help=_("its count begins tonight"))
    trial = add("trial", learning.trial, _("let chance decide about a habit each night"))
    trial.add_argument("change", metavar="start|stop", choices=("start", "stop"), nargs="?")
    trial.add_argument("habit", metavar="HABIT", nargs="?")
    trial.add_argument("--json", action="store_true", help=_("for scripts"))


def _add_files(add: Add) -> None:
    from crampguard.cli import arguments, files, nights
    from crampguard.store.transfer import ENDINGS

    out = add(
        "export", files.export, _("write your nights to a file, or the evening's moments for a calendar")
    )
    out.add_argument("file", metavar="FILE.json|.csv|.ics", type=arguments.file(*ENDINGS))
    in_ = add("import", files.import_file, _("take in an exported file"))
    in_.add_argument("file", metavar="FILE.json", type=arguments.file(".json"))
    report = add("report", nights.report, _("write the page for your doctor as a PDF"))
    report.add_argument("file", metavar="FILE.pdf", type=arguments.file(".pdf"))
    usually = _("the first night; usually some weeks ago")
    report.add_argument("--from", dest="first", metavar="DATE", type=arguments.day, help=usually)
    report.add_argument("--to", dest="last", metavar="DATE", type=arguments.day, help=_("the last night"))
    restore = add("restore", files.restore, _("list the backups, or take one back"))
    restore.add_argument("backup", metavar="BACKUP", nargs="?", help=_("its name or its date"))


def _add_program(add: Add) -> None:
    from crampguard.cli import preview, watch

    add("watch", watch.watch, _("tell the evening in this terminal, where there is no tray"))
    add("preview", preview.preview, _("the coming evening in about a minute; nothing of it is kept"))
    check = add("check", program.check, _("say what works on this machine"))
    check.add_argument("--json", action="store_true", help=_("for a bug report; nothing private is in it"))
    add("quit", program.quit_running, _("end the running program"))


def _add_night(command: argparse.ArgumentParser) -> None:
    from crampguard.cli import arguments

    command.add_argument(
        "--night", metavar="DATE", type=arguments.day, help=_("the night that began on this date")
    )
