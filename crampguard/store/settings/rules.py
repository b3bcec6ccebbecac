"""What each value in settings.toml may be, and the words that say so."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from crampguard.i18n import _
from crampguard.routine.localtime import WALL_CLOCK
from crampguard.routine.text import shown
from crampguard.routine.writing import listing
from crampguard.store.language import LANGUAGE_AUTO, languages

LONGEST_TITLE, LONGEST_NUDGE, NUDGE_LINES = 80, 300, 5  # of a habit as it is shown; characters
LONGEST_WORDS = 2_000  # characters about medicines, or about conditions
WALL_TEXT = rf"^{WALL_CLOCK}\Z"
HABIT_ID = r"^(?!morning\Z)[a-z][a-z0-9_]{0,39}\Z"


class ValueRule(Struct, frozen=True):
    """type: what msgspec makes of the value. allowed: the words for what it may be."""

    type: Any
    allowed: Callable[[], str]

    def convert(self, value: object) -> Any:
        """The value as its type. msgspec.ValidationError where it makes no sense."""
        return msgspec.convert(value, self.type)


class _Shown(ValueRule, frozen=True):
    """A text that is shown in many places; it is made safe for all of them here."""

    most: int
    lines: int = 1

    def convert(self, value: object) -> str:
        text = shown(ValueRule.convert(self, value), self.most, self.lines)
        if not text:
            raise msgspec.ValidationError("nothing to see")
        return text


class _Language(ValueRule, frozen=True):
    """A language whose translation is there."""

    def convert(self, value: object) -> str:
        if value != LANGUAGE_AUTO and value not in languages():
            raise msgspec.ValidationError("no such translation")
        return str(value)


def _languages() -> str:
    return _("one of {values}").format(values=listing(f'"{name}"' for name in (LANGUAGE_AUTO, *languages())))


def _minutes(least: int, most: int) -> ValueRule:
    return ValueRule(
        Annotated[int, Meta(ge=least, le=most)],
        lambda: _("whole minutes from {least} to {most}").format(least=least, most=most),
    )


_WALL = ValueRule(Annotated[str, Meta(pattern=WALL_TEXT)], lambda: _('a time from "00:00" to "23:59"'))
_SWITCH = ValueRule(bool, lambda: _("true or false"))
_YES_OR_NO = ValueRule(Literal["yes", "no"], lambda: _('"yes" or "no"'))
_WHOLE = r"\A[^\ud800-\udfff]*\Z"  # half a surrogate pair can come from a window, and no file can hold it
_WORDS = Annotated[str, Meta(pattern=_WHOLE)], lambda: _("a text in quotes that is not empty")
_OWN_WORDS = ValueRule(
    Annotated[str, Meta(max_length=LONGEST_WORDS, pattern=_WHOLE)],
    lambda: _("a text of at most {most} characters").format(most=LONGEST_WORDS),
)
_DAYS = ValueRule(
    # typing cannot make a Literal from a tuple, so this repeats WEEKDAYS; a test holds them together.
    set[Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]],
    lambda: _('a list of "monday" to "sunday"'),
)

HOURS = {"bedtime": _WALL, "wake": _WALL}
HABIT = {
    "enabled": _SWITCH,
    "notify": _SWITCH,
    "lead": _minutes(0, 1440),
    "useful_for": _minutes(1, 1440),
    "days": _DAYS,
    "title": _Shown(*_WORDS, LONGEST_TITLE),
    "nudge": _Shown(*_WORDS, LONGEST_NUDGE, NUDGE_LINES),
}
NUDGES = {
    "snooze": _minutes(1, 120),
    "discreet": _SWITCH,
    "sound": _SWITCH,
    "sound_late": _SWITCH,
    "own_popup": _SWITCH,
}
_CLOCK = ValueRule(Literal["auto", "24", "12"], lambda: _('"auto", "24" or "12"'))
_LANGUAGE = _Language(str, _languages)
LOOK = {"clock": _CLOCK, "language": _LANGUAGE, "dark_evening": _SWITCH}
STRETCH = {"sounds": _SWITCH}
CRAMP_NOW = {"shortcut": _SWITCH}
ABOUT_ME = {
    "fluid_limit": _SWITCH,
    "statin": _SWITCH,
    "statin_cramps": _YES_OR_NO,
    **dict.fromkeys(
        ("medicines", "conditions", "cramps_began", "urge_to_move", "pregnant", "alcohol"), _OWN_WORDS
    ),
}
RULES = {
    "schedule": HOURS,
    "habits": HABIT,
    "nudges": NUDGES,
    "stretch": STRETCH,
    "cramp_now": CRAMP_NOW,
    "about_me": ABOUT_ME,
    "look": LOOK,
}


def problem(key: str, value: object) -> str:
    """A sentence that says what is allowed for that key, "" where the value is. None, the default, always is.

    For one field while it is typed in; `SettingsFile.change` judges everything together.
    """
    if value is None or as_read(key, value) is not None:
        return ""
    return _("Please use {allowed}.").format(allowed=_rule(key).allowed())


def as_read(key: str, value: object) -> Any:
    """What comes back from the file where this was written; None where it makes no sense."""
    try:
        return _rule(key).convert(value)
    except msgspec.ValidationError:
        return None


def _rule(key: str) -> ValueRule:
    table, *_names, name = key.split(".")
    return RULES[table][name]
