"""`check`: what is well, how to fix the rest, and nothing private."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from crampguard.cli import main
from tests.cli.shared import DIARY, Captured, write_settings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="places and socket are those of Linux")


def findings(capsys: Captured) -> list[dict[str, Any]]:
    assert main(["check", "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def private_words(profile: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a bug report must not name: the home, the user, the bus that lies in either."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={profile}/no-bus")
    monkeypatch.setenv("USER", "sleepyhead")
    return [str(profile), "sleepyhead"]


def test_check_has_a_finding_with_four_keys_for_each_part(
    profile: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    private_words(profile, monkeypatch)
    found = findings(capsys)
    assert all(list(finding) == ["name", "well", "found", "mend"] for finding in found)
    names = {finding["name"]: finding["well"] for finding in found}
    assert names["diary"]
    assert names["settings"]
    assert not names["tray program"]
    assert not names["session bus"]


def test_check_says_what_is_well_and_how_to_mend_the_rest(
    profile: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    private_words(profile, monkeypatch)
    assert main(["check"]) == 0
    printed = capsys.readouterr()
    assert "ok  diary: " in printed.out
    assert "--  session bus: " in printed.out
    assert printed.err == ""


@pytest.mark.parametrize("broken", ["nothing", "diary", "settings", "bus"])
def test_nothing_private_is_in_what_check_gives_for_a_bug_report(
    profile: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    words = private_words(profile, monkeypatch)
    if broken != "bus":
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    if broken == "diary":
        (profile / DIARY.parent).touch()
    if broken == "settings":
        write_settings(profile, '[habits.secret]\ntitle = ""\n')
        words.append("secret")
    text = json.dumps(findings(capsys))
    assert not [word for word in words if word in text]
