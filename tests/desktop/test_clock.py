"""What TZ may say: a name, a file or a rule, each understood as the C library understands it."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampguard.desktop.clock import SystemClock, ZoneSource, local_zone, zone_file

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="the C library here has no TZ")

Name = Callable[[str], tzinfo]
DAY = 24 * 60 * 60


@pytest.fixture(scope="module")
def named() -> Iterator[Name]:
    """Puts a value into TZ, for the C library too, and gives the zone."""
    before = os.environ.get("TZ")

    def name(value: str) -> tzinfo:
        os.environ["TZ"] = value
        time.tzset()
        found = local_zone()
        assert (found.source, found.problem) == (ZoneSource.TZ, "")
        return found.zone

    yield name
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def same_as_libc(zone: tzinfo, instant: int) -> bool:
    offset = datetime.fromtimestamp(instant, zone).utcoffset()
    return offset == timedelta(seconds=time.localtime(instant).tm_gmtoff)


def changes(zone: tzinfo, year: int) -> list[int]:
    """The seconds of that year at which the offset changes."""
    start = int(datetime(year, 1, 1, tzinfo=UTC).timestamp())
    found = []
    for day in range(start, start + 365 * DAY, DAY):
        low, high = day, day + DAY
        if _offset(zone, low) == _offset(zone, high):
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if _offset(zone, middle) == _offset(zone, high) else (middle, high)
        found.append(high)
    return found


def _offset(zone: tzinfo, instant: int) -> timedelta | None:
    return datetime.fromtimestamp(instant, zone).utcoffset()


RULES = {
    "CET-1CEST,M3.5.0,M10.5.0/3": 2,
    ":CET-1CEST,M3.5.0,M10.5.0/3": 2,
    "NZST-12NZDT,M9.5.0,M4.1.0/3": 2,
    "<-02>2<-01>,M3.5.0/-1,M10.5.0/0": 2,
    "<+0330>-3:30<+0430>,J79/24,J263/24": 2,
    "UTC-3": 0,
    "GMT+3": 0,
    "<-03>3": 0,
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_changes_the_offset_at_the_second_at_which_the_c_library_does(named: Name, rule: str) -> None:
    zone = named(rule)
    for year in range(2024, 2030):
        found = changes(zone, year)
        assert len(found) == RULES[rule]
        assert all(same_as_libc(zone, instant) and same_as_libc(zone, instant - 1) for instant in found)


NAMES = st.sampled_from(["CET", "<+01>", "abcdef"])
OFFSETS = st.builds(
    "{}{}{}".format, st.sampled_from(["", "+", "-"]), st.integers(0, 12), st.sampled_from(["", ":30"])
)
TIMES = st.one_of(st.just(""), st.builds("/{}".format, st.integers(0, 24)))


def changes_between(months: tuple[int, int], days: tuple[int, int]) -> st.SearchStrategy[str]:
    dates = st.one_of(
        st.builds("M{}.{}.{}".format, st.integers(*months), st.integers(1, 5), st.integers(0, 6)),
        st.builds("J{}".format, st.integers(*days)),
    )
    return st.builds(",{}{}".format, dates, TIMES)


# The two weigh a summer that ends before it begins differently; so the changes are at least a month apart.
CHANGES = st.tuples(changes_between((1, 5), (1, 151)), changes_between((7, 12), (182, 365)))


@given(
    rule=st.builds("{}{}DST{}".format, NAMES, OFFSETS, CHANGES.flatmap(st.permutations).map("".join)),
    days=st.lists(st.integers(14_700, 25_000), min_size=20, max_size=20),
    second=st.integers(0, DAY - 1),
)
def test_any_rule_is_understood_as_by_the_c_library(
    named: Name, rule: str, days: list[int], second: int
) -> None:
    zone = named(rule)
    # At the turn of the year the two weigh rules differently that nobody has.
    instants = [day * DAY + second for day in days if 2 <= time.gmtime(day * DAY).tm_yday <= 364]
    assert [instant for instant in instants if not same_as_libc(zone, instant)] == []


@pytest.mark.parametrize("value", ["Europe/Berlin", ":Europe/Berlin", "{file}", ":{file}"])
def test_a_name_or_a_file_is_understood(named: Name, tmp_path: Path, value: str) -> None:
    file = tmp_path / "copied"
    file.write_bytes((resources.files("tzdata") / "zoneinfo/Europe/Berlin").read_bytes())
    zone = named(value.format(file=file))
    assert [_offset(zone, month * 30 * DAY) for month in (0, 6)] == [timedelta(hours=1)] * 2
    assert _offset(zone, 1_780_000_000) == timedelta(hours=2)  # May 2026


def test_a_rule_without_dates_has_those_of_the_united_states(named: Name) -> None:
    zone = named("XYZ5ABC")
    found = [datetime.fromtimestamp(instant, UTC).isoformat() for instant in changes(zone, 2026)]
    assert found == ["2026-03-08T07:00:00+00:00", "2026-11-01T06:00:00+00:00"]
    assert same_as_libc(zone, 1_770_000_000)  # February
    assert same_as_libc(zone, 1_780_000_000)  # May


@pytest.mark.parametrize("value", ["", ":", "UTC"])
def test_an_empty_value_is_utc(named: Name, value: str) -> None:
    assert _offset(named(value), 0) == timedelta()


@pytest.mark.parametrize(
    "value",
    [
        "Middle/Earth",
        "garbage",
        "A1",
        "CET-1CEST,M13.1.0,M1.1.0",
        "AAA99",
        "CET-1\n",
        "/etc",
        "\udcff",
        "{fifo}",
    ],
)
def test_what_is_no_zone_is_utc_and_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str
) -> None:
    os.mkfifo(tmp_path / "fifo")
    value = value.format(fifo=tmp_path / "fifo")
    monkeypatch.setenv("TZ", value)
    clock = SystemClock()
    assert clock.zone() is UTC
    assert "is no time zone, so all times are in UTC" in clock.problem
    assert len(clock.problem.splitlines()) == 1
    monkeypatch.setenv("TZ", "Europe/Berlin")
    clock.reload()
    assert clock.problem == ""


# Windows, whose names tzlocal translates


def test_the_zone_of_windows_is_taken_from_tzlocal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr("tzlocal.reload_localzone", lambda: ZoneInfo("Asia/Kolkata"))
    monkeypatch.setattr("sys.platform", "win32")
    assert local_zone() == (ZoneInfo("Asia/Kolkata"), ZoneSource.WINDOWS, "")
    assert zone_file() is None


def test_a_zone_of_windows_without_a_name_here_keeps_its_offset_and_is_told(
    named: Name, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> tzinfo:
        raise ZoneInfoNotFoundError("Atlantis Standard Time")

    named("Asia/Kolkata")
    monkeypatch.delenv("TZ")
    monkeypatch.setattr("tzlocal.reload_localzone", unknown)
    monkeypatch.setattr("sys.platform", "win32")
    found = local_zone()
    assert datetime.now(found.zone).utcoffset() == timedelta(hours=5, minutes=30)
    assert "Atlantis Standard Time" in found.problem
