"""The Flatpak: its manifest is read and its metainfo judged. To build it takes a runtime from Flathub."""

import shutil
import subprocess
from pathlib import Path

from tests.bundles.folder import RECIPES
from tests.bundles.licences import OF_QT
from tests.bundles.linux import paint_icon

NEEDS = ("flatpak-builder", "appstreamcli")

APP_ID = "io.github.crampguard.CrampGuard"


def build(work: Path) -> Path:
    """Only prepares it: the manifest takes the icon and Qt's licences from here."""
    paint_icon(256, work / "icon.png")
    for text in OF_QT:
        shutil.copy(text, work)
    return RECIPES / f"{APP_ID}.yaml"


def try_out(bundle: Path, folder: Path) -> list[float]:
    """CalledProcessError where a tool finds something wrong. Nothing is started."""
    show = ["flatpak-builder", "--show-manifest", str(bundle)]
    subprocess.run(show, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    metainfo = str(bundle.with_suffix(".metainfo.xml"))
    subprocess.run(["appstreamcli", "validate", "--no-net", metainfo], check=True)
    return []
