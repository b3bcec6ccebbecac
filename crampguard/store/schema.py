"""The tables of the diary; each version is a list of migration steps.

Dates are ISO text; instants are ISO text in UTC with microseconds, so that they sort in time order. A
released step is never edited: a change is a new step at the end. Each step must change a table, because the
tables tell a newer diary from one of ours with a damaged header (see `version`).
"""

import re
import sqlite3
from functools import cache

from crampguard.i18n import _
from crampguard.store.errors import NotOurs
from crampguard.store.failures import code

APPLICATION_ID = 0x43724764  # "CrGd": tells the diary from another program's database

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

_EVENINGS = """
CREATE TABLE evenings (       -- which habits belonged to a night, and when the user closed its evening
    night TEXT PRIMARY KEY, habits TEXT NOT NULL, closed_at TEXT
) WITHOUT ROWID;
CREATE TABLE put_aside (      -- rows that made no sense, as JSON
    at TEXT NOT NULL, source TEXT NOT NULL, row TEXT NOT NULL
);
ALTER TABLE mendings ADD COLUMN rows INTEGER NOT NULL DEFAULT 0;
"""

_CRAMPS_OVER = "ALTER TABLE cramps ADD COLUMN over_at TEXT"  # NULL where the user did not say so

_LEARNING = """
CREATE TABLE known (          -- from when the user may know how a night went; later marks are not compared
    night TEXT PRIMARY KEY, at TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO known SELECT night, min(at) FROM (
    SELECT night, at FROM mornings UNION ALL SELECT night, at FROM cramps
) GROUP BY night;
CREATE TABLE questions (      -- the one habit that is tested, from that night on
    since TEXT PRIMARY KEY, habit TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE trials (         -- the user's own trials; until is NULL while nobody has stopped it
    since TEXT PRIMARY KEY, habit TEXT NOT NULL, until TEXT, at TEXT NOT NULL
) WITHOUT ROWID;
-- Who has answered no morning yet knows no other comparisons, and need not be told of the change.
INSERT INTO said SELECT 'stricter comparisons' WHERE NOT EXISTS (SELECT 1 FROM mornings);
CREATE TABLE coins (          -- what chance says of a night of a trial: 1 with the habit, 0 without it
    night TEXT PRIMARY KEY, side INTEGER NOT NULL CHECK (side IN (0, 1)), at TEXT NOT NULL
) WITHOUT ROWID;
"""

STEPS = (_FIRST, _MORNINGS, _MENDINGS, _EVENINGS, _CRAMPS_OVER, _LEARNING)

FORGET_ROUTINE = "UPDATE main.routine SET json = ''"

_OF_ONE_ROW = re.compile(r"(NULL|NUMERIC|TEXT|BLOB|INT|REAL|non-[A-Z]+) value in ")


def prepare(connection: sqlite3.Connection) -> None:
    """Brings the database to the newest version. NotOurs and ValueError as `version` raises them."""
    if version(connection) == len(STEPS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have done it while this one waited.
        for step in STEPS[version(connection) :]:
            for statement in step.split(";\n"):
                connection.execute(statement)
        _write_header(connection, len(STEPS))
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def is_older(connection: sqlite3.Connection) -> bool:
    """Whether an older program made the diary. NotOurs and ValueError as `version` raises them."""
    return 0 < version(connection) < len(STEPS)


def check_integrity(connection: sqlite3.Connection) -> None:
    """Reads the whole file. ValueError, or an error of SQLite, where it is damaged.

    Does not judge single rows (see rows.py).
    """
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for (found,) in connection.execute("PRAGMA integrity_check"):
        if found != "ok" and not _OF_ONE_ROW.match(found):
            raise ValueError(found)


def version(connection: sqlite3.Connection) -> int:
    """0 for an empty database. NotOurs for a newer version or another program's; ValueError where damaged.

    The tables say which version it is, and the two numbers in the header have to agree with them. Where the
    tables are exactly those of one of our versions, a header that says otherwise was damaged. Where they are
    not, a header of a newer version is believed, and one of our own version is a diary that lost a table.
    """
    found, application, tables = _head(connection)
    ours = _version_of(tables)
    if ours:
        if (found, application) != (ours, APPLICATION_ID):
            raise ValueError(_("its header is damaged"))
        return ours
    if not tables and not found:
        return 0
    if application != APPLICATION_ID:
        raise NotOurs(_("it is not a diary of CrampGuard"))
    if tables and found > len(STEPS):
        raise NotOurs(_("it was made by a newer CrampGuard"))
    raise ValueError(_("a table is missing"))


def correct_header(connection: sqlite3.Connection) -> None:
    """Corrects the two numbers in the header, where the tables are exactly those of one of our versions."""
    if ours := _version_of(_head(connection)[2]):
        _write_header(connection, ours)


_Tables = frozenset[tuple[str, str | None]]


def _write_header(connection: sqlite3.Connection, steps: int) -> None:
    connection.execute(f"PRAGMA user_version = {steps}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _version_of(tables: _Tables) -> int:
    """The version with exactly these tables; 0 for none."""
    return next((steps for steps in range(len(STEPS), 0, -1) if _made_by(STEPS[:steps]) == tables), 0)


def _head(connection: sqlite3.Connection) -> tuple[int, int, _Tables]:
    """user_version, application_id, and the tables with the statements that made them."""
    # In one statement, because another process may be making the tables at this moment.
    query = (
        "SELECT user_version, application_id, name, sql"
        " FROM pragma_user_version, pragma_application_id LEFT JOIN sqlite_schema ON true"
    )
    try:
        rows = connection.execute(query).fetchall()
    except sqlite3.OperationalError as error:
        if code(error) == sqlite3.SQLITE_ERROR:  # "unsupported file format": nothing is wrong with the query
            raise ValueError(error) from error
        raise
    found, application, *_first = rows[0]
    return found, application, frozenset((name, sql) for _v, _a, name, sql in rows if name is not None)


@cache
def _made_by(steps: tuple[str, ...]) -> _Tables:
    connection = sqlite3.connect(":memory:")
    try:
        for step in steps:
            for statement in step.split(";\n"):
                connection.execute(statement)
        return _head(connection)[2]
    finally:
        connection.close()
