"""A diary that is damaged while programs run, and what the user is told of it."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from crampguard.cli import main
from crampguard.cli.profile import changing
from crampguard.routine.checklist import Answer
from crampguard.store.diary import Diary
from crampguard.store.errors import Damaged, NotNow
from crampguard.store.history import records
from crampguard.store.places import places
from tests.answers import by
from tests.store.damages import (
    DAY,
    NIGHT,
    NOW,
    PAGE,
    aside,
    back_up_and_go_on,
    keep_a_diary,
    marked,
    overwrite,
    put_zeros,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


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
        ((page,),) = diary.database.rows("SELECT rootpage FROM sqlite_schema WHERE name = ?", name)
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
