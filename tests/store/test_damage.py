"""A damaged diary: put aside, replaced by the newest good backup, and told until it was read."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crampguard.cli import main
from crampguard.cli.profile import changing
from crampguard.routine.checklist import Answer
from crampguard.store import backups, damage, schema
from crampguard.store.damage import Repair
from crampguard.store.diary import Diary
from crampguard.store.errors import Damaged, NotNow, StoreError
from crampguard.store.history import records
from crampguard.store.places import places
from tests.answers import by
from tests.moved_clock import at, evening

NIGHT, DAY = date(2026, 11, 24), date(2026, 11, 25)
NOW = datetime(2026, 11, 24, 21, 15, tzinfo=UTC)
PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


def keep_a_diary(path: Path, *, nights: int = 300) -> None:
    with closing(Diary(path)) as diary, diary.transaction():
        for day in range(nights):
            diary.mark(NIGHT - timedelta(day), "stretch", Answer.DONE, NOW)


def back_up_and_go_on(path: Path, day: date = DAY) -> None:
    """A good backup, and one mark that came after it."""
    backups.make(path, day)
    with closing(Diary(path)) as diary:
        diary.mark(NIGHT, f"after_{day.day}", Answer.DONE, NOW)


def marked(path: Path) -> set[str]:
    with closing(Diary(path)) as diary:
        return set(diary.remembered(NIGHT).marks)


def repaired(path: Path) -> list[str | None]:
    with closing(Diary(path)) as diary:
        return [repair.backup for repair in diary.repairs()]


def aside(path: Path) -> list[Path]:
    return [file for file in damage.put_aside(path) if not file.name.endswith(("-wal", "-shm"))]


def overwrite(path: Path, start: int, count: int, byte: int = 0xA5) -> None:
    content = bytearray(path.read_bytes())
    content[start : start + count] = bytes([byte]) * count
    path.write_bytes(content[: max(len(content), 0)])


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // PAGE * PAGE)


def cut_off_within_a_page(path: Path) -> None:
    os.truncate(path, PAGE + 100)


def overwrite_header(path: Path) -> None:
    overwrite(path, 0, 100)


def overwrite_contents(path: Path) -> None:
    """The table of contents: which table begins where."""
    overwrite(path, 100, PAGE - 100, 0xFF)


def overwrite_all_tables(path: Path) -> None:
    overwrite(path, PAGE, path.stat().st_size - PAGE)


def put_zeros(path: Path) -> None:
    """As some file systems leave it after a power cut."""
    path.write_bytes(b"\0" * path.stat().st_size)


def put_text(path: Path) -> None:
    path.write_text("not a database, but long enough to be looked at" * 40)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def one_byte(path: Path) -> None:
    path.write_bytes(b"S")


def flip(path: Path, place: int, bit: int) -> None:
    overwrite(path, place, 1, path.read_bytes()[place] ^ 1 << bit)


def flip_version(path: Path) -> None:
    """The next version, by its number."""
    flip(path, 63, 0)


def flip_far_version(path: Path) -> None:
    flip(path, 60, 6)


def flip_application(path: Path) -> None:
    flip(path, 70, 3)


def flip_schema_format(path: Path) -> None:
    flip(path, 47, 4)


def flip_write_format(path: Path) -> None:
    """What SQLite takes for a file that it must not write."""
    flip(path, 18, 2)


def drop_a_table(path: Path) -> None:
    change(path, "DROP TABLE pause")


def garble_a_table(path: Path) -> None:
    change(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'skipped', 'skippee') WHERE name = 'marks'",
    )


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA journal_mode = DELETE")


HEADERS = [flip_version, flip_far_version, flip_application]

DAMAGES = [
    cut_off,
    cut_off_within_a_page,
    overwrite_header,
    overwrite_contents,
    overwrite_all_tables,
    put_zeros,
    put_text,
    empty,
    one_byte,
    flip_schema_format,
    flip_write_format,
    drop_a_table,
    garble_a_table,
]


@pytest.mark.parametrize("spoil", [*DAMAGES, *HEADERS], ids=lambda spoil: spoil.__name__)
def test_the_newest_backup_takes_the_place_of_a_damaged_diary(
    path: Path, spoil: Callable[[Path], None]
) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    spoil(path)
    spoilt = path.read_bytes()
    assert read(path) == {"stretch"}
    assert repaired(path) == [str(DAY)]
    (left,) = aside(path)
    assert left.read_bytes() == spoilt
    assert left.stat().st_mode & 0o077 == 0
    assert sorted(path.parent.iterdir()) == [backups.folder_of(path), path, left]


def read(path: Path) -> set[str]:
    """As the program reads: what it finds damaged is mended by its next use."""
    with closing(Diary(path)) as diary:
        try:
            return set(diary.remembered(NIGHT).marks)
        except Damaged:
            return set(diary.remembered(NIGHT).marks)


@pytest.mark.parametrize(
    "spoil", [spoil for spoil in DAMAGES if spoil is not empty], ids=lambda spoil: spoil.__name__
)
def test_without_a_backup_a_new_diary_begins_and_says_so(path: Path, spoil: Callable[[Path], None]) -> None:
    keep_a_diary(path)
    spoil(path)
    spoilt = path.read_bytes()
    assert read(path) == set()
    assert repaired(path) == [None]
    assert [file.read_bytes() for file in aside(path)] == [spoilt]


@pytest.mark.parametrize("spoil", HEADERS, ids=lambda spoil: spoil.__name__)
def test_without_a_backup_a_damaged_header_is_corrected(path: Path, spoil: Callable[[Path], None]) -> None:
    keep_a_diary(path)
    spoil(path)
    assert read(path) == {"stretch"}
    assert repaired(path) == []
    assert aside(path) == []


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_put_aside_and_never_waited_for(path: Path, make: Callable[[Path], None]) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    path.unlink()
    make(path)
    assert not damage.is_sound(path)
    assert read(path) == {"stretch"}
    assert repaired(path) == [str(DAY)]
    assert len(aside(path)) == 1


@pytest.mark.parametrize("spoil", [*DAMAGES, *HEADERS, os.unlink], ids=lambda spoil: spoil.__name__)
@pytest.mark.usefixtures("profile")
def test_a_backup_is_restored_though_the_diary_cannot_be_opened(spoil: Callable[[Path], None]) -> None:
    path = places().diary
    keep_a_diary(path)
    back_up_and_go_on(path, DAY - timedelta(1))
    back_up_and_go_on(path)
    spoil(path)
    assert main(["restore", str(DAY - timedelta(1))]) == 0
    assert marked(path) == {"stretch"}
    assert repaired(path) == []
    assert len(aside(path)) == (spoil is not os.unlink)


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title)")


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, dangling, foreign, Path.touch])
@pytest.mark.usefixtures("profile")
def test_a_newest_backup_that_cannot_be_read_blocks_nothing(make: Callable[[Path], None]) -> None:
    path = places().diary
    keep_a_diary(path)
    back_up_and_go_on(path)
    make(backups.folder_of(path) / f"diary-{DAY + timedelta(1)}.sqlite3")
    put_zeros(path)
    assert marked(path) == {"stretch"}
    assert repaired(path) == [str(DAY)]
    assert main(["restore"]) == 0
    assert main(["restore", str(DAY)]) == 0
    assert backups.is_due(path, DAY) is False
    backups.make(path, DAY + timedelta(2))


def test_a_backup_that_the_disk_cannot_read_blocks_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_a_diary(path)
    for number in range(2):
        back_up_and_go_on(path, DAY + timedelta(number))
    put_zeros(path)
    really = sqlite3.connect

    def connect(name: str | Path, **options: Any) -> Any:
        if str(DAY + timedelta(1)) in str(name):
            raise_io_error()
        return really(name, **options)

    monkeypatch.setattr(sqlite3, "connect", connect)
    assert marked(path) == {"stretch"}
    assert repaired(path) == [str(DAY)]


def raise_io_error() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
    raise error


# Rows that make no sense


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO pause (one, since) VALUES (1, '0026-11-24T21:15:00+00:00')",
        "INSERT INTO pause (one, since) VALUES (1, '9999-12-31T23:59:59+00:00')",
        "INSERT INTO snoozes VALUES ('2026-11-24', 'stretch', '2026-11-24T21:15:00')",
        "INSERT INTO snoozes VALUES ('2026-11-24', 'stretch', '0001-01-01T00:00:00+00:00')",
        "INSERT INTO bedtimes VALUES ('2026-11-24', '24:00', '2026-11-24T21:15:00+00:00')",
        "INSERT INTO bedtimes VALUES ('2026-11-24', '22:00', '2026-11-24T21:15:00')",
        "INSERT INTO bedtimes VALUES ('2026-11-24', '22:00', '9999-12-31T23:59:59-01:00')",
        "INSERT INTO marks VALUES ('2026-11-24', 'hydrate', 'done', 'yesterday')",
        "INSERT INTO marks VALUES ('2026-02-30', 'hydrate', 'done', '2026-11-24T21:15:00+00:00')",
        "INSERT INTO marks VALUES ('2026-11-24', x'ff', 'done', '2026-11-24T21:15:00+00:00')",
        "INSERT INTO marks VALUES ('2026-11-24', CAST(x'ff' AS TEXT), 'done', '2026-11-24T21:15:00+00:00')",
        "INSERT INTO claims VALUES ('2026-11-24', 'stretch', 'soon', 0)",
        "INSERT INTO mornings VALUES ('2026-11-23', 1, '2026-11-24T21:15:00+00:00', '{')",
        "INSERT INTO mornings VALUES ('2026-11-23', 1, '2026-11-24T21:15:00+00:00', '{\"cramp\":1}')",
        "INSERT INTO cramps VALUES ('2026-11-24', '2026-11-24', NULL)",
        "INSERT INTO evenings VALUES ('2026-11-24', 'stretch', 'now')",
        "INSERT INTO notifications VALUES ('a', 1, 'x', 'stretch', '2026-11-24T21:15:00+00:00', 1)",
    ],
)
def test_a_row_that_makes_no_sense_is_put_aside_alone_and_told(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "diary.sqlite3"
    keep_a_diary(path)
    backups.make(path, DAY)
    change(path, statement)
    with pytest.raises(Damaged):
        backups.make(path, DAY + timedelta(1))
    found = evening(tmp_path, at("2026-11-24 22:00"))
    found.start()
    assert found.engine.tonight.items
    with closing(found.diary) as diary:
        diary.suspect_damage()  # as the failed backup lets it
        assert diary.repairs() == [Repair(rows=1)]
        assert len(records(diary)) == 300
        assert diary.database.rows("SELECT count(*) FROM put_aside") == [(1,)]
        found.engine.refresh()
        assert found.engine.tonight.news.startswith("1 entry of your diary made no sense")
        found.engine.acknowledge_news()
        assert found.engine.tonight.news == ""
    backups.make(path, DAY + timedelta(1))
    assert aside(path) == []


def test_a_backup_with_a_row_that_makes_no_sense_is_not_good(path: Path) -> None:
    keep_a_diary(path)
    for number in range(2):
        back_up_and_go_on(path, DAY + timedelta(number))
    change(backups.daily(path)[0], "UPDATE marks SET at = 'x' WHERE night = '2026-11-20'")
    put_zeros(path)
    assert marked(path) == {"stretch"}
    assert repaired(path) == [str(DAY)]


def test_a_diary_that_is_gone_from_beside_its_backups_comes_back(path: Path) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    path.unlink()
    assert marked(path) == {"stretch"}
    assert repaired(path) == [str(DAY)]


def test_a_crash_between_putting_aside_and_putting_in_place_loses_nothing(path: Path) -> None:
    keep_a_diary(path)
    path.rename(f"{path}.damaged-2026-11-25T21-30-00")
    path.with_name(f"{path.name}.repaired").write_bytes(b"half of it")
    assert repaired(path) == [None]
    assert len(aside(path)) == 1


def test_a_bad_backup_is_passed_over(path: Path) -> None:
    keep_a_diary(path)
    for day in range(3):
        back_up_and_go_on(path, DAY + timedelta(day))
    found = backups.daily(path)
    overwrite(found[0], PAGE, PAGE)
    found[1].write_bytes(b"")
    put_zeros(path)
    assert marked(path) == {"stretch"}
    assert repaired(path) == [str(DAY)]


def test_an_older_backup_is_brought_forward(path: Path) -> None:
    old = Path(__file__).parent / "files" / "diary-1.sqlite3"
    backups.folder_of(path).mkdir()
    (backups.folder_of(path) / f"diary-{DAY}.sqlite3").write_bytes(old.read_bytes())
    assert marked(path) == {"stretch", "hydrate", "caffeine_cutoff"}
    assert repaired(path) == [str(DAY)]


# A log beside the diary that is not its own


def test_a_log_of_nonsense_is_no_hindrance(path: Path) -> None:
    keep_a_diary(path)
    path.with_name(f"{path.name}-wal").write_bytes(b"\xa5" * 9000)
    assert marked(path) == {"stretch"}
    assert repaired(path) == []


def test_the_log_of_another_diary_does_no_harm_that_is_not_mended(path: Path, tmp_path: Path) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    other = tmp_path / "other" / "diary.sqlite3"
    with closing(Diary(other)) as diary:
        for day in range(20):
            diary.mark(date(2020, 1, 1) + timedelta(day), "hydrate", Answer.SKIPPED, NOW)
        log = other.with_name(f"{other.name}-wal").read_bytes()
    path.with_name(f"{path.name}-wal").write_bytes(log)
    with closing(Diary(path)) as found:
        found.suspect_damage()
        assert set(found.remembered(NIGHT).marks) == {"stretch"}
        schema.check_integrity(found.database._db)


# What is never touched


@pytest.mark.parametrize("what", ["newer", "other"])
def test_a_newer_diary_and_another_programs_database_stay_though_there_is_a_backup(
    path: Path, what: str
) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    if what == "other":
        path.unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE dreams (night TEXT)")
        if what == "newer":
            connection.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer CrampGuard" if what == "newer" else "not a diary"):
        Diary(path)
    with pytest.raises(StoreError):
        damage.repair(path)
    with pytest.raises(StoreError):
        damage.restore(path, backups.daily(path)[0])
    assert path.read_bytes() == before
    assert aside(path) == []


def test_a_sound_diary_that_is_doubted_stays(path: Path) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    with closing(Diary(path)) as diary:
        diary.suspect_damage()
        assert "after_25" in diary.remembered(NIGHT).marks
    assert aside(path) == []


# While programs run


def test_damage_found_while_running_is_mended_by_the_next_use(path: Path) -> None:
    keep_a_diary(path, nights=3000)
    back_up_and_go_on(path)
    with closing(Diary(path)) as diary:
        old = path.read_bytes().index(b"2020-01-01") // PAGE * PAGE
        overwrite_in_place(path, old)
        with pytest.raises(Damaged, match="the diary is damaged"):
            records(diary)
        assert len(records(diary)) == 3000
        assert diary.repairs() != []
        diary.mark(NIGHT, "hydrate", Answer.DONE, NOW)
    assert marked(path) == {"stretch", "hydrate"}


def overwrite_in_place(path: Path, start: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xa5" * PAGE)


def test_a_program_that_has_the_damaged_diary_open_goes_on_with_the_mended_one(path: Path) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    with closing(Diary(path)) as tray:
        tray.mark(NIGHT, "lost", Answer.DONE, NOW)
        put_zeros(path)
        with closing(Diary(path)) as command:
            command.mark(NIGHT, "by_command", Answer.DONE, NOW)
            tray.mark(NIGHT, "by_tray", Answer.DONE, NOW)
            assert set(command.remembered(NIGHT).marks) == {"stretch", "by_command", "by_tray"}
    assert marked(path) == {"stretch", "by_command", "by_tray"}


MENDER = """
import sys
from pathlib import Path
from crampguard.store.diary import Diary
sys.stdin.readline()
diary = Diary(Path(sys.argv[1]))
print(len(diary.repairs()))
"""


def test_programs_that_find_the_damage_at_the_same_time_mend_it_once(path: Path) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    put_zeros(path)
    words = [sys.executable, "-c", MENDER, str(path)]
    programs = [
        subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    assert [program.communicate(timeout=60)[0] for program in programs] == ["1\n"] * 4
    assert len(aside(path)) == 1


def test_a_disk_that_spoils_it_again_and_again_is_told_and_fills_no_disk(path: Path) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    for _time in range(3):
        put_zeros(path)
        assert marked(path) == {"stretch"}
    put_zeros(path)
    with pytest.raises(NotNow, match="again and again"):
        Diary(path)
    assert len(aside(path)) == 3
    assert path.exists()


def test_a_full_disk_is_no_reason_to_begin_a_new_diary(path: Path) -> None:
    """There is room for that, not for the backup. In a child, because its limit is for good."""
    keep_a_diary(path, nights=3000)
    back_up_and_go_on(path)
    put_zeros(path)
    script = (
        "import resource, signal, sys; from pathlib import Path; from crampguard.store import damage\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try: damage.repair(Path(sys.argv[1]))\n"
        "except Exception as error: print(type(error).__name__)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, path], capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stdout == "NotNow\n"
    assert aside(path) == []
    assert marked(path) == {"stretch"}


# What the user is told


def test_it_is_told_by_each_command_until_it_was_read(
    profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = places().diary
    keep_a_diary(path)
    back_up_and_go_on(path)
    put_zeros(path)
    told = f"Your diary was damaged or missing. The backup of {DAY} is in its place"
    for words in (["done", "stretch"], ["tonight"], ["restore"]):
        assert main(words) == 0
        printed = capsys.readouterr()
        assert printed.err.startswith(told)
        assert len(printed.err.splitlines()) == 1
    assert main(["tonight"]) == 0
    assert capsys.readouterr().err == ""


def overwrite_table(path: Path, name: str) -> None:
    with closing(Diary(path)) as diary:
        ((page,),) = diary.database.rows("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,))
    overwrite(path, (page - 1) * PAGE, PAGE)


def test_a_command_that_finds_the_damage_as_it_begins_does_its_work(
    profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = places().diary
    keep_a_diary(path)
    back_up_and_go_on(path)
    overwrite_table(path, "pause")
    assert main(["pause", "1h"]) == 0
    assert capsys.readouterr().err.startswith("Your diary was damaged")


@pytest.mark.usefixtures("profile")
def test_a_command_that_finds_the_damage_as_it_writes_repairs_the_diary_saves_and_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = places().diary
    keep_a_diary(path)
    back_up_and_go_on(path)
    overwrite_table(path, "cramps")
    with changing() as engine:
        by(engine).cramp_now()
    assert "The backup of" in capsys.readouterr().err
    with closing(Diary(path)) as diary:
        ((kept,),) = diary.database.rows("SELECT count(*) FROM cramps")
    assert kept == 1


@pytest.mark.parametrize("content", [b"\xff\xfe[\x00", b"#" * 100_000_000], ids=["encoding", "large"])
def test_settings_that_cannot_be_read_are_one_line_and_the_program_goes_on(
    profile: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    where = places().settings
    where.parent.mkdir(parents=True)
    where.write_bytes(content)
    assert main(["done", "stretch"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("stretch: done")
    (line,) = printed.err.splitlines()
    assert str(where) in line
    assert where.stat().st_size == len(content)
