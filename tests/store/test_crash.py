"""What was said to be saved is saved: through kills at random moments, and by the order of writing."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash import Lost, crash, look_at

ROOT = Path(__file__).parents[2]
unix_only = pytest.mark.skipif(not hasattr(os, "fork"), reason="it kills what it forked")


@pytest.mark.slow
@unix_only
def test_no_change_that_was_acknowledged_is_lost_however_the_program_ends(tmp_path: Path) -> None:
    """In a process of its own: this one may have threads, which a fork would break."""
    ended = run("-m", "tests.crash", "--kills", "200")
    assert ended.returncode == 0, ended.stderr
    found = dict(line.split(": ") for line in ended.stdout.splitlines())
    assert int(found["kills"]) == 200
    assert int(found["acknowledged"]) >= 100


def test_the_look_after_a_crash_finds_what_is_missing(tmp_path: Path) -> None:
    crash(tmp_path, 0, 1)
    instant = "2026-11-22T21:20:00.000000+00:00"
    for line in (f"cramp {instant}", f"done {instant} stretch", f"morning {instant}"):
        with pytest.raises(Lost):
            look_at(tmp_path, [line])


WRITER = """
import os, sys
from pathlib import Path
from tests.crash import START, work

left = 40
def say(line):
    global left
    os.write(1, line.encode() + b"\\n")
    left -= not line.startswith("?")
    if not left:
        os._exit(0)
work(Path(sys.argv[1]), say, 7, START)
"""

needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None and not os.environ.get("CRAMPGUARD_RIG"), reason="strace is not installed"
)


@needs_strace
def test_a_change_is_on_the_disk_before_it_is_acknowledged(tmp_path: Path) -> None:
    """The order of the calls: something goes into the log, the log is synced, and only then it is said."""
    trace = tmp_path / "trace"
    strace = ["strace", "-f", "-y", "-e", "trace=pwrite64,write,fsync,fdatasync", "-o", str(trace)]
    subprocess.run(
        [*strace, sys.executable, "-c", WRITER, tmp_path],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        timeout=120,
        check=True,
    )
    acknowledged, written = 0, 0
    unsynced = False
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        if re.search(r"pwrite64\(\d+<[^>]*diary\.sqlite3-wal>", line):
            unsynced, written = True, written + 1
        elif re.search(r"f(data)?sync\(\d+<[^>]*diary\.sqlite3-wal>\) += 0", line):
            unsynced = False
        elif re.search(r'write\(1<[^>]*>, "(done|skip|undo|cramp|morning)', line):
            assert not unsynced, line
            acknowledged += 1
    assert acknowledged == 40
    assert written >= 20


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
