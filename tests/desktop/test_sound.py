"""Sounds, played by programs that are really started; what they are given is written down."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crampguard.desktop.sound import SystemSoundPlayer
from crampguard.shipped import resource


class Players:
    """A PATH with players of our own making."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log = folder / "played"

    def add(self, name: str, then: str = "exit 0") -> None:
        script = self._folder / name
        script.write_text(f'#!/bin/sh\necho "{name} $*" >> "{self._log}"\n{then}\n')
        script.chmod(0o755)

    def played(self) -> list[str]:
        return self._log.read_text().splitlines() if self._log.exists() else []


@pytest.fixture
def players(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Players:
    monkeypatch.setenv("PATH", str(tmp_path))
    return Players(tmp_path)


def test_the_first_player_that_is_there_plays_the_file(players: Players, qtbot: QtBot) -> None:
    players.add("aplay")
    player = SystemSoundPlayer()
    player.play("hold")
    qtbot.waitUntil(lambda: players.played() == [f"aplay -q {resource('hold.wav')}"])
    player.stop()
    assert player.why_not == ""


def test_a_player_without_a_sound_server_is_left_for_the_next_one(players: Players, qtbot: QtBot) -> None:
    players.add("pw-play", then="exit 1")
    players.add("paplay")
    player = SystemSoundPlayer()
    player.play("hold")
    qtbot.waitUntil(lambda: len(players.played()) == 2)
    player.play("end")
    qtbot.waitUntil(lambda: len(players.played()) == 3)
    player.stop()  # its program may not have ended yet
    assert [line.split()[0] for line in players.played()] == ["pw-play", "paplay", "paplay"]


def test_where_nothing_plays_it_says_so_and_play_does_nothing(players: Players, qtbot: QtBot) -> None:
    players.add("paplay", then="exit 1")
    player = SystemSoundPlayer()
    player.play("hold")
    qtbot.waitUntil(lambda: bool(player.why_not))
    assert SystemSoundPlayer().why_not == ""  # known only once it was tried
    (Path(os.environ["PATH"]) / "paplay").unlink()
    assert "paplay" in SystemSoundPlayer().why_not
    player.play("hold")
    assert len(players.played()) == 1


def test_a_new_sound_cuts_off_one_that_hangs(players: Players, qtbot: QtBot) -> None:
    players.add("paplay", then="exec /bin/sleep 60")
    player = SystemSoundPlayer()
    player.play("hold")
    qtbot.waitUntil(lambda: len(players.played()) == 1)
    player.play("change")
    qtbot.waitUntil(lambda: len(players.played()) == 2)
    player.stop()
    assert player.why_not == ""
