"""The clock watch in an /etc of its own, where the zone of the machine changes."""

import shutil
import zoneinfo
from datetime import datetime, timedelta, tzinfo
from importlib import resources
from pathlib import Path

import pytest

from crampguard.desktop import clock
from crampguard.desktop.clock import zone_file
from tests.desktop.watched import Watching

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


@pytest.fixture
def etc(nowhere: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An /etc/localtime in a folder of its own, that leads to Berlin, and two zones to lead to."""
    zones = tmp_path / "zoneinfo"
    for name in (BERLIN, NEW_YORK):
        (zones / name).parent.mkdir(parents=True)
        shutil.copy(_rules(name), zones / name)
    etc = tmp_path / "etc"
    etc.mkdir()
    (etc / "localtime").symlink_to(zones / BERLIN)
    monkeypatch.delenv("TZ")
    monkeypatch.setattr(clock, "_LOCALTIME", etc / "localtime")
    return etc


def _rules(name: str) -> Path:
    with resources.as_file(resources.files("tzdata") / "zoneinfo" / name) as path:
        return path


def move(etc: Path, name: str) -> None:
    """As systemd does it: a new link in the place of the old one."""
    new = etc / "new"
    new.symlink_to(etc.parent / "zoneinfo" / name)
    new.replace(etc / "localtime")


def offset(zone: tzinfo) -> timedelta | None:
    return datetime(2026, 11, 22, tzinfo=zone).utcoffset()


def test_a_new_zone_is_reported_once_the_clock_has_it(watching: Watching, etc: Path) -> None:
    watch = watching()
    zones: list[str] = []
    watch.on_change = lambda: zones.append(str(watch.clock.zone()))
    move(etc, NEW_YORK)
    watch.wait_for("change")
    move(etc, BERLIN)
    watch.wait_for("change", "change")
    assert zones == [NEW_YORK, BERLIN]


def test_a_zone_that_was_copied_may_be_written_over(watching: Watching, etc: Path) -> None:
    (etc / "localtime").unlink()
    shutil.copy(_rules(BERLIN), etc / "localtime")
    watch = watching()
    shutil.copy(_rules(NEW_YORK), etc / "localtime")
    watch.wait_for("change")
    assert offset(watch.clock.zone()) == timedelta(hours=-5)


def test_new_rules_for_the_same_zone_are_taken_up_also_after_a_move(watching: Watching, etc: Path) -> None:
    zoneinfo.reset_tzpath(to=[etc.parent / "zoneinfo"])
    watch = watching()
    move(etc, NEW_YORK)
    watch.wait_for("change")
    new = etc.parent / "new-rules"  # as a package does it: a new file in the place of the old one
    shutil.copy(_rules("Asia/Tokyo"), new)
    new.replace(etc.parent / "zoneinfo" / NEW_YORK)
    watch.wait_for("change", "change")
    zoneinfo.reset_tzpath(to=())
    assert str(watch.clock.zone()) == NEW_YORK
    assert offset(watch.clock.zone()) == timedelta(hours=9)


def test_other_changes_in_the_folder_are_none(watching: Watching, etc: Path) -> None:
    watch = watching()
    (etc / "hosts").write_text("127.0.0.1 localhost")
    (etc / "hosts").unlink()
    move(etc, BERLIN)
    watch.wait_for()


def test_a_zone_that_tz_names_stays(watching: Watching, etc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", BERLIN)
    assert zone_file() is None
    watch = watching()
    move(etc, NEW_YORK)
    watch.wait_for()


def test_a_machine_without_a_zone_may_get_one(watching: Watching, etc: Path) -> None:
    (etc / "localtime").unlink()
    watch = watching()
    assert offset(watch.clock.zone()) == timedelta()
    move(etc, NEW_YORK)
    watch.wait_for("change")
    assert str(watch.clock.zone()) == NEW_YORK
