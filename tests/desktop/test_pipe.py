"""The channel for Windows: whoever cannot read the profile gets no answer. Here its pipe is a socket."""

import os
import threading
from collections.abc import Iterator
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from crampguard.desktop.pipe import PipeConnection, PipeServer, connect_to_pipe

SECONDS = 10.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "running.pipe"


@pytest.fixture
def server(path: Path) -> Iterator[PipeServer]:
    server = PipeServer(path)
    yield server
    server.close()


def accepted(server: PipeServer) -> PipeConnection:
    client = server.accept()
    assert client is not None
    return client


def address(path: Path) -> str:
    return os.fsdecode(path.read_bytes()[32:])


def test_words_go_both_ways_until_one_end_leaves(server: PipeServer, path: Path) -> None:
    with connect_to_pipe(path, SECONDS) as client:
        there = accepted(server)
        client.sendall(b"forward")
        assert there.recv(512) == b"forward"
        there.sendall(b"here")
        assert client.recv(512) == b"here"
    assert there.recv(512) == b""


def test_a_client_that_has_left_already_is_served(server: PipeServer, path: Path) -> None:
    connect_to_pipe(path, SECONDS).close()
    assert accepted(server).recv(512) == b""


@pytest.mark.parametrize("said", [b"x" * 32, b"forward", b"x" * 600])
def test_a_stranger_who_does_not_know_the_secret_is_turned_away(
    server: PipeServer, path: Path, said: bytes
) -> None:
    with Client(address(path)) as stranger:
        stranger.send_bytes(said)
        assert server.accept() is None
    with connect_to_pipe(path, SECONDS):
        accepted(server).close()


def test_the_name_and_the_secret_are_new_each_time_and_for_this_user_alone(
    server: PipeServer, path: Path, tmp_path: Path
) -> None:
    assert path.stat().st_mode & 0o077 == 0
    other = PipeServer(tmp_path / "other.pipe")
    first, second = path.read_bytes(), (tmp_path / "other.pipe").read_bytes()
    other.close()
    assert first[:32] != second[:32]
    assert first[32:] != second[32:]


def test_an_answer_that_does_not_come_is_not_waited_for(server: PipeServer, path: Path) -> None:
    with connect_to_pipe(path, 0.01) as client, pytest.raises(TimeoutError):
        client.recv(512)


def test_a_thread_that_waits_for_a_client_is_stopped(server: PipeServer, path: Path) -> None:
    ended: list[OSError] = []

    def wait() -> None:
        try:
            server.accept()
        except OSError as error:
            ended.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    server.stop()
    thread.join(SECONDS)
    assert len(ended) == 1
    assert not path.exists()


def test_what_a_crash_left_means_that_no_program_runs(server: PipeServer, path: Path) -> None:
    server.close()
    with pytest.raises((FileNotFoundError, ConnectionRefusedError)):
        connect_to_pipe(path, SECONDS)
