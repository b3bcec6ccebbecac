"""What the bundles are made from, without building one: that takes minutes and root."""

import re
import subprocess
from pathlib import Path

import pytest

from crampguard.desktop import entry, menu_entry
from tests.bundles import deb, flatpak
from tests.bundles.folder import RECIPES, size
from tests.bundles.linux import lay_out
from tests.desktop.rig.requirements import needs

ENTRY = RECIPES / "crampguard.desktop"


@pytest.fixture
def laid_out(tmp_path: Path, qapp: object) -> Path:
    folder = tmp_path / "dist"
    (folder / "_internal").mkdir(parents=True)
    (folder / "crampguard").write_text("#!/bin/sh\necho started\n")
    (folder / "crampguard").chmod(0o755)
    lay_out(folder, tmp_path / "root")
    return tmp_path / "root" / "usr"


def test_the_entry_of_the_bundles_is_the_one_that_the_program_writes(profile: Path) -> None:
    menu_entry.install(lambda _size: b"")
    ours = entry.read(profile / "data_home" / "applications" / entry.FILE)
    for key in ("Exec", "TryExec"):
        ours[key] = "crampguard"  # a package has its command in the PATH
    del ours["X-CrampGuard-Version"]
    assert entry.read(ENTRY) == ours


@needs("desktop-file-validate")
def test_the_validator_has_nothing_to_say_of_it() -> None:
    done = subprocess.run(["desktop-file-validate", ENTRY], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_command_leads_to_the_program_wherever_the_root_is(laid_out: Path) -> None:
    moved = laid_out.rename(laid_out.with_name("moved"))
    ended = subprocess.run([moved / "bin/crampguard"], capture_output=True, text=True, check=True)
    assert ended.stdout == "started\n"


def test_there_is_an_icon_of_each_size(laid_out: Path) -> None:
    icons = {path.relative_to(laid_out / "share/icons/hicolor") for path in laid_out.rglob("*.png")}
    assert icons == {Path(f"{size}x{size}/apps/crampguard.png") for size in menu_entry.SIZES}


def test_what_a_bundle_takes_counts_links_once(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_bytes(b"12345")
    (tmp_path / "link").symlink_to("folder/file")
    assert size(tmp_path) == 5
    assert size(tmp_path / "folder" / "file") == 5


def test_dpkg_is_told_what_the_package_needs() -> None:
    told = deb.control("1.0", "amd64", 2048)
    assert "Installed-Size: 2\n" in told
    assert {"libc6", "tzdata", "hicolor-icon-theme"} <= set(deb.depends(told))


def test_the_licence_is_one_paragraph_of_a_control_file() -> None:
    assert deb.paragraph("one\n\ntwo\n") == " one\n .\n two\n"


def test_flatpak_knows_the_program_by_one_name() -> None:
    for kind in ("yaml", "metainfo.xml"):
        text = (RECIPES / f"{flatpak.APP_ID}.{kind}").read_text()
        assert set(re.findall(r"\b[a-z]+\.[a-z]+\.[\w.]*CrampGuard\b", text)) == {flatpak.APP_ID}
