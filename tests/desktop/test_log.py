"""The log: what goes wrong can be found in it, and nothing that the user wrote."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pytest

from crampguard.desktop.process import log_to, on_exception, on_unraisable

WRITTEN = "Walk with Anna"

Caught = tuple[type[BaseException], BaseException, TracebackType | None]


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A log that is taken down again. It is the only one, for what one formats of an error another takes."""
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    log_to(tmp_path / "logs" / "crampguard.log")
    yield tmp_path / "logs" / "crampguard.log"
    for handler in logging.getLogger().handlers:
        handler.close()


def caught() -> Caught:
    try:
        raise KeyError(WRITTEN)
    except KeyError:
        kind, error, trace = sys.exc_info()
        assert kind is not None
        assert error is not None
        return kind, error, trace


def test_an_uncaught_exception_is_logged_with_its_traceback_and_without_its_message(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    on_exception(*caught())
    for told in (log.read_text(encoding="utf-8"), capsys.readouterr().err):
        assert WRITTEN not in told
        assert "test_log.py" in told
        assert told.endswith("KeyError\n")


def test_so_is_what_python_could_not_raise(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Unraisable:
        exc_type, exc_value, exc_traceback = caught()

    on_unraisable(Unraisable())  # type: ignore[arg-type]
    assert log.read_text(encoding="utf-8").endswith("KeyError\n")
    assert WRITTEN not in capsys.readouterr().err


def test_an_error_that_a_library_logs_keeps_its_words_too(log: Path) -> None:
    logging.getLogger("apscheduler").error("a job failed", exc_info=caught())
    told = log.read_text(encoding="utf-8")
    assert "a job failed" in told
    assert WRITTEN not in told


def test_a_record_is_one_line_of_a_bounded_length(log: Path) -> None:
    logging.getLogger("qt").warning("one\ntwo \x1b[31m %s", "x" * 10_000)
    (line,) = log.read_text(encoding="utf-8").splitlines()
    assert line.endswith("…")
    assert "one two [31m" in line
    assert len(line) <= 500


def test_the_log_and_its_rotations_stay_bounded_and_private(log: Path) -> None:
    for number in range(12_000):
        logging.getLogger("qt").warning("line %d %s", number, "x" * 60)
    files = list(log.parent.iterdir())
    assert len(files) == 3
    assert sum(file.stat().st_size for file in files) < 800_000
