"""The .deb: installed with dpkg in a bare Debian, lived with, upgraded, and removed without a trace."""

import os
import platform
import shutil
import subprocess
from pathlib import Path

from crampguard import __version__
from tests.bundles.evening import live, live_through_upgrade
from tests.bundles.folder import RECIPES, build_folder, build_newer, size
from tests.bundles.licences import parts_with_licences
from tests.bundles.linux import PROGRAM, lay_out
from tests.wheel import CHECKOUT

NEEDS = ("dpkg-deb", "mmdebstrap", "xdotool")

_LICENCE = CHECKOUT / "LICENSE"
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
_KEPT_BY_DPKG = ("var/lib/dpkg", "var/log", "var/cache")
# The test's own files are in /tmp, as are the sockets of its screen and its bus.
_ENTER = """
mount --rbind /tmp "$0/tmp" && mount --rbind /dev "$0/dev" && mount -t proc proc "$0/proc"
exec chroot "$0" "$@"
"""


def build(work: Path) -> Path:
    return _pack(build_folder(work), __version__, work, "-Zxz")


def control(version: str, architecture: str, installed_bytes: int) -> str:
    """What dpkg is told of the package. It needs a C library as new as that of this machine."""
    _name, libc = str(os.confstr("CS_GNU_LIBC_VERSION")).split()
    kilobytes = installed_bytes // 1024
    return _filled("deb-control", version=version, architecture=architecture, kilobytes=kilobytes, libc=libc)


def copyright_file(parts: list[str]) -> str:
    """parts: what else is in the package, a line each."""
    licence = paragraph(_LICENCE.read_text())
    return _filled("deb-copyright", parts=paragraph("\n".join(parts)), licence=licence)


def depends(control: str) -> list[str]:
    """The names of the packages that a control file asks for."""
    line = next(line for line in control.splitlines() if line.startswith("Depends: "))
    return [package.split()[0] for package in line.removeprefix("Depends: ").split(", ")]


def try_out(package: Path, folder: Path) -> list[float]:
    """Needs root. AssertionError says what is wrong."""
    root = folder / "debian"
    needed = depends(control("", "", 0))
    make = ["mmdebstrap", "--quiet", "--variant=essential", f"--include={','.join(needed)},fonts-dejavu-core"]
    subprocess.run([*make, _codename(), root], check=True)
    before = _files(root)
    _install(package, root)
    starts = live(_inside(root, "crampguard"), folder, program=PROGRAM)
    version = f"{__version__}.1"
    newer = _pack(build_newer(package.parent, folder, version), version, folder, "-Znone")
    live_through_upgrade(_inside(root, "crampguard"), folder, lambda: _install(newer, root))
    written = [*(folder / "data").glob("applications/*"), *(folder / "data").glob("icons/**/*.png")]
    assert not written, f"copies hide the system's files: {written}"
    subprocess.run(_inside(root, "dpkg", "--purge", "crampguard"), check=True)
    assert _files(root) == before, f"left or lost: {_files(root) ^ before}"
    return starts


def _install(package: Path, root: Path) -> None:
    there = Path(shutil.copy(package, root))
    subprocess.run(_inside(root, "dpkg", "--install", f"/{there.name}"), check=True)
    there.unlink()


def _pack(folder: Path, version: str, work: Path, how: str) -> Path:
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    lay_out(folder, root)
    about = root / "usr" / "share" / "doc" / "crampguard"
    about.mkdir(parents=True)
    (about / "copyright").write_text(copyright_file(parts_with_licences(folder)))
    architecture = _ARCHITECTURES[platform.machine()]
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(control(version, architecture, size(root)))
    package = work / f"crampguard_{version}_{architecture}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", how, "--build", root, package], check=True)
    return package


def _filled(recipe: str, **fields: object) -> str:
    return (RECIPES / recipe).read_text().format_map(fields)


def _inside(root: Path, *words: str) -> list[str]:
    return ["unshare", "--mount", "sh", "-c", _ENTER, str(root), *words]


def _files(root: Path) -> set[Path]:
    files = {path.relative_to(root) for path in root.rglob("*")}
    return {file for file in files if not str(file).startswith(_KEPT_BY_DPKG)}


def _codename() -> str:
    return platform.freedesktop_os_release()["VERSION_CODENAME"]


def paragraph(text: str) -> str:
    """Text as a control file takes it, where an empty line would end it."""
    return "".join(f" {line or '.'}\n" for line in text.splitlines())
