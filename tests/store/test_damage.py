"""A damaged diary: put aside, replaced by the newest good backup, and told until it was read."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crampguard.cli import main
from crampguard.cli.profile import changing
from crampguard.routine.checklist import Answer
from crampguard.store import backups, damage, schema
from crampguard.store.diary import Diary
from crampguard.store.errors import Damaged, NotNow, StoreError
from crampguard.store.history import records
from crampguard.store.places import places
from tests.answers import by

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
        return [taken for _at, taken in diary.repairs()]


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


DAMAGES = [
    cut_off,
    cut_off_within_a_page,
    overwrite_header,
    overwrite_contents,
    overwrite_all_tables,
    put_zeros,
    put_text,
    empty,
]
damages = pytest.mark.parametrize("spoil", DAMAGES, ids=lambda spoil: spoil.__name__)


@damages
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
        found.doubt()
        assert set(found.remembered(NIGHT).marks) == {"stretch"}
        schema.check(found.database._db)


# What is never touched


@pytest.mark.parametrize("what", ["newer", "other"])
def test_a_newer_diary_and_another_programs_database_stay_though_there_is_a_backup(
    path: Path, what: str
) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    change = f"user_version = {len(schema.STEPS) + 1}" if what == "newer" else "application_id = 7"
    with closing(Diary(path)) as diary:
        diary.database._db.execute(f"PRAGMA {change}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer CrampGuard" if what == "newer" else "not a diary"):
        Diary(path)
    with pytest.raises(StoreError):
        damage.repair(path)
    assert path.read_bytes() == before
    assert aside(path) == []


def test_a_sound_diary_that_is_doubted_stays(path: Path) -> None:
    keep_a_diary(path)
    back_up_and_go_on(path)
    with closing(Diary(path)) as diary:
        diary.doubt()
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
