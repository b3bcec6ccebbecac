"""settings.toml: what the user chose, by hand or in the settings window."""

from crampguard.store.settings.file import SettingChanges, SettingsFile
from crampguard.store.settings.reading import CLOCK_AUTO, Settings, clock_style
from crampguard.store.settings.rules import (
    HABIT_ID,
    LONGEST_NUDGE,
    LONGEST_TITLE,
    LONGEST_WORDS,
    NUDGE_LINES,
    WALL_TEXT,
    as_read,
    problem,
)

__all__ = [
    "CLOCK_AUTO",
    "HABIT_ID",
    "LONGEST_NUDGE",
    "LONGEST_TITLE",
    "LONGEST_WORDS",
    "NUDGE_LINES",
    "WALL_TEXT",
    "SettingChanges",
    "Settings",
    "SettingsFile",
    "as_read",
    "clock_style",
    "problem",
]
