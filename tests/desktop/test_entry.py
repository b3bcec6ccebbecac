"""Our desktop entries, judged by the programs that read them: Debian's validator and GLib's launcher."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crampguard.desktop import entry
from crampguard.desktop import installation as this
from tests.desktop.installations import HOSTILE, installation
from tests.desktop.rig.requirements import needs
from tests.desktop.rig.waiting import wait_until


@pytest.fixture(params=[True, False], ids=["script", "module"])
def program(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The command of an installation in a folder with the name that the test asks for."""
    folder = tmp_path / request.node.callspec.params["name"]
    python = installation(folder, script=request.param)
    monkeypatch.setattr(sys, "executable", str(python))
    if request.param:
        return [str(python.with_name("crampguard"))]
    return [str(python), "-m", "crampguard"]


every_name = pytest.mark.parametrize("name", HOSTILE)


@needs("gio")
@every_name
def test_the_desktop_starts_this_very_program_wherever_it_lies(
    name: str, program: list[str], tmp_path: Path
) -> None:
    file, told = tmp_path / "entry.desktop", tmp_path / "told"
    file.write_bytes(entry.entry_text({}))
    subprocess.run(["gio", "launch", file], env=os.environ | {"TOLD": str(told)}, timeout=20, check=True)
    wait_until(told.exists, 10, "the program")
    assert told.read_text().split("\0")[:-1] == program


@needs("desktop-file-validate")
@every_name
def test_the_validator_has_nothing_to_say(name: str, program: list[str], tmp_path: Path) -> None:
    file = tmp_path / "entry.desktop"
    file.write_bytes(entry.entry_text({}))
    done = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@every_name
def test_what_was_written_is_read_back(name: str, program: list[str], tmp_path: Path) -> None:
    file = tmp_path / "entry.desktop"
    file.write_bytes(entry.entry_text({"X-Own": name}))
    values = entry.read(file)
    assert (values["TryExec"], values["X-Own"]) == (program[0], name)


def test_a_path_of_bytes_that_are_no_text_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = os.fsdecode(b"/venv-\xff/bin/python")
    monkeypatch.setattr(sys, "executable", python)
    file = tmp_path / "entry.desktop"
    file.write_bytes(entry.entry_text({}))
    assert entry.read(file)["TryExec"] == python


def test_a_venv_is_named_by_its_own_path_and_not_by_what_it_links_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As pipx makes them: bin/python is a link to the system's."""
    system = installation(tmp_path / "usr")
    venv = installation(tmp_path / "pipx" / "venvs" / "crampguard")
    venv.unlink()
    venv.symlink_to(system)
    monkeypatch.setattr(sys, "executable", str(venv))
    assert this.program() == [str(tmp_path / "pipx/venvs/crampguard/bin/crampguard")]


def test_a_script_that_cannot_be_run_is_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = installation(tmp_path)
    python.with_name("crampguard").chmod(0o644)
    monkeypatch.setattr(sys, "executable", str(python))
    assert this.program() == [str(python), "-m", "crampguard"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", {}),
        ("Hidden=true\n", {}),
        ("[Desktop Entry]\nHidden=true", {"Hidden": "true"}),
        ("\n# ours\n[Desktop Entry]\r\n Hidden = true \r\n#Name=x\nno value\n", {"Hidden": "true"}),
        ("[Desktop Entry]\nA=1\n[Desktop Action x]\nA=2\nB=3\n", {"A": "1"}),
        ("[Desktop Entry]\nA=b=c\\s\\\\n\\x\n", {"A": "b=c \\nx"}),
    ],
)
def test_an_entry_is_read_as_the_specification_says(
    tmp_path: Path, text: str, values: dict[str, str]
) -> None:
    file = tmp_path / "entry.desktop"
    file.write_text(text, newline="")
    assert entry.read(file) == values


def test_what_cannot_be_read_has_no_values(tmp_path: Path) -> None:
    assert entry.read(tmp_path / "absent") == {}
    assert entry.read(tmp_path) == {}
