"""The tables of the diary, each version as the steps that lead to it.

Dates are ISO text; instants are ISO text in UTC with microseconds, so that they sort as they follow.
A released step is never edited: a change is a new step at the end.
"""

import sqlite3

import msgspec

from crampguard.i18n import _
from crampguard.routine.morning import Morning
from crampguard.store.errors import NotOurs

APPLICATION_ID = 0x43724764  # "CrGd", so that `file` and we know the diary from another program's database

_FIRST = """
CREATE TABLE marks (          -- the user's answers; a cleared one is a mark taken back
    night TEXT NOT NULL, habit TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('done', 'skipped', 'cleared')),
    at TEXT NOT NULL,
    PRIMARY KEY (night, habit)
) WITHOUT ROWID;
CREATE TABLE claims (         -- nudges taken up for showing; told_at is NULL where one passed in silence
    night TEXT NOT NULL, habit TEXT NOT NULL,
    told_at TEXT,
    heard INTEGER NOT NULL DEFAULT 0 CHECK (heard IN (0, 1)),
    PRIMARY KEY (night, habit)
) WITHOUT ROWID;
CREATE INDEX claims_told ON claims (habit) WHERE told_at IS NOT NULL;
CREATE TABLE snoozes (
    night TEXT NOT NULL, habit TEXT NOT NULL,
    until TEXT NOT NULL,
    PRIMARY KEY (night, habit)
) WITHOUT ROWID;
CREATE TABLE pause (          -- one row while paused; until is NULL for "until I resume"
    one INTEGER PRIMARY KEY CHECK (one = 1),
    since TEXT NOT NULL, until TEXT
);
CREATE TABLE bedtimes (       -- of one night only; bedtime is NULL where it was taken back
    night TEXT PRIMARY KEY, bedtime TEXT, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE notifications (  -- what each shown notification stood for, to understand its buttons later
    server TEXT NOT NULL, id INTEGER NOT NULL,
    night TEXT NOT NULL, habits TEXT NOT NULL, shown_at TEXT NOT NULL,
    open INTEGER NOT NULL CHECK (open IN (0, 1)),
    PRIMARY KEY (server, id)
) WITHOUT ROWID;
CREATE TABLE said (           -- what is said once in a lifetime
    what TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE routine (        -- schedule and habits as last seen, to tell what an edit has changed
    one INTEGER PRIMARY KEY CHECK (one = 1),
    json TEXT NOT NULL
);
"""

_MORNINGS = """
CREATE TABLE mornings (       -- the answer about a night; details is a Morning as JSON
    night TEXT PRIMARY KEY, cramp INTEGER NOT NULL CHECK (cramp IN (0, 1)),
    at TEXT NOT NULL, details TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE cramps (         -- "cramp now": the instants, kept for the morning
    night TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (night, at)
) WITHOUT ROWID;
CREATE TABLE signs (          -- warning signs as answered for the doctor; NULL where an answer was taken back
    sign TEXT PRIMARY KEY, answer INTEGER CHECK (answer IN (0, 1)), at TEXT NOT NULL
) WITHOUT ROWID;
ALTER TABLE pause ADD COLUMN resumed INTEGER NOT NULL DEFAULT 0 CHECK (resumed IN (0, 1));
"""

_MENDINGS = """
CREATE TABLE mendings (       -- when a damaged diary was replaced; backup is NULL where none was good
    at TEXT PRIMARY KEY, backup TEXT,
    read INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1))
) WITHOUT ROWID;
"""

STEPS = (_FIRST, _MORNINGS, _MENDINGS)

FORGET_ROUTINE = "UPDATE main.routine SET json = ''"

# What the columns of these names hold, wherever they are.
_INSTANT = "{0} IS NULL OR strftime('%Y-%m-%dT%H:%M', {0}, '+0 days') IS substr({0}, 1, 16)"
_SENSE = {
    "night": "date({0}, '+0 days') IS {0}",  # adding nothing turns a February 30 into another date
    "bedtime": "{0} IS NULL OR time({0}) NOTNULL",
    **dict.fromkeys(("at", "told_at", "shown_at", "since", "until"), _INSTANT),
}
_TEXTS = ("habit", "habits", "server")


def prepare(connection: sqlite3.Connection) -> None:
    """Brings the database to the newest version. NotOurs for a newer one or another program's."""
    if version(connection) == len(STEPS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have done it while this one waited for its turn.
        for step in STEPS[version(connection) :]:
            for statement in step.split(";\n"):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def is_older(connection: sqlite3.Connection) -> bool:
    """Whether it is a diary that an older program made. NotOurs as `prepare` raises it."""
    return 0 < version(connection) < len(STEPS)


def check(connection: sqlite3.Connection) -> None:
    """Reads all of it, of whatever version. ValueError, or an error of SQLite, where it is damaged."""
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise ValueError(found)
    columns = connection.execute(
        "SELECT tables.name, columns.name FROM sqlite_schema AS tables,"
        " pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'"
    ).fetchall()
    for table, column in columns:
        # The names are those of the steps above.
        if column in _SENSE:
            sense = _SENSE[column].format(column)
            if connection.execute(f"SELECT 1 FROM {table} WHERE NOT ({sense}) LIMIT 1").fetchone():  # noqa: S608
                raise ValueError(f"{table}.{column}")
        elif column in _TEXTS:
            connection.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()  # noqa: S608
        elif column == "details":
            for (details,) in connection.execute(f"SELECT details FROM {table}"):  # noqa: S608
                msgspec.json.decode(details, type=Morning)


def version(connection: sqlite3.Connection) -> int:
    """0 for an empty database. NotOurs for a newer version or another program's."""
    # One statement: another process may be making the tables just now.
    row: tuple[int, int, int] = connection.execute(
        "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema)"
        " FROM pragma_user_version, pragma_application_id"
    ).fetchone()
    found, application, tables = row
    if (tables or found) and application != APPLICATION_ID:
        raise NotOurs(_("it is not a diary of CrampGuard"))
    if found > len(STEPS):
        raise NotOurs(_("it was made by a newer CrampGuard"))
    return found
