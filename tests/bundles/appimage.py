"""The AppImage: one file that runs where it lies. It is AppImage's runtime with a SquashFS behind it."""

import platform
import shutil
import subprocess
from pathlib import Path

from crampguard.desktop import entry
from tests.bundles.evening import live
from tests.bundles.folder import build_folder
from tests.bundles.linux import PROGRAM, lay_out

NEEDS = ("mksquashfs",)

NAME = "CrampGuard.AppImage"
RUNTIME = f"runtime-{platform.machine()}"


def build(work: Path) -> Path:
    """SystemExit where the runtime is not there: it is in no package registry."""
    runtime = work / RUNTIME
    if not runtime.is_file():
        raise SystemExit(f"put {RUNTIME} from github.com/AppImage/type2-runtime into {work}")
    content = work / "AppDir"
    shutil.rmtree(content, ignore_errors=True)
    lay_out(build_folder(work), content)
    (content / "AppRun").symlink_to(PROGRAM.lstrip("/"))
    shutil.copy(content / "usr/share/applications/crampguard.desktop", content)
    shutil.copy(content / "usr/share/icons/hicolor/256x256/apps/crampguard.png", content)
    (content / ".DirIcon").symlink_to("crampguard.png")
    packed = work / "AppDir.squashfs"
    how = ["-comp", "zstd", "-all-root", "-noappend", "-no-progress", "-quiet"]
    subprocess.run(["mksquashfs", content, packed, *how], check=True)
    bundle = work / NAME
    bundle.write_bytes(runtime.read_bytes() + packed.read_bytes())
    bundle.chmod(0o755)
    return bundle


def try_out(bundle: Path, folder: Path) -> list[float]:
    """Also after it was moved. AssertionError says what is wrong."""
    here, there = folder / "Downloads" / NAME, folder / "my programs" / NAME
    for place in (here, there):
        place.parent.mkdir()
    shutil.copy(bundle, here)
    seconds = live([here], folder, program=here)
    here.rename(there)
    seconds += live([there], folder, program=there)
    menu = entry.read(folder / "data" / "applications" / entry.FILE)
    assert menu["TryExec"] == str(there), menu
    return seconds
