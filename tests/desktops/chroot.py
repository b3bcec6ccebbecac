"""A Debian chroot with real desktops, each run without a screen in a session of its own.

`recipes/` has the scripts that run as root and in the chroot; a desktop is one file in `recipes/desktops/`. A session
has its own mounts, processes and network, so nothing of it is left when it ends, and no process of this machine sees it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType

from tests.desktop.rig.waiting import wait_until

CHECKOUT = Path(__file__).parents[2]
RECIPES = Path(__file__).parent / "recipes"
NAMES = sorted(recipe.stem for recipe in (RECIPES / "desktops").glob("*.sh"))
PROGRAM = "/opt/crampguard/bin/crampguard"
PYTHON = "/opt/crampguard/bin/python"

Point = tuple[int, int]
"""A place on the screen, in pixels from its left upper corner."""


def setting(desktop: str, name: str) -> str:
    """What the recipe of the desktop sets this variable to; "" if it does not."""
    recipe = RECIPES / "desktops" / f"{desktop}.sh"
    words = ["bash", "-c", 'cd "$0" && . "$1" && echo "${!2-}"', RECIPES / "desktops", recipe, name]
    return subprocess.run(words, check=True, capture_output=True, encoding="utf-8").stdout.strip()


def point(desktop: str, name: str) -> Point | None:
    """A place that the recipe knows, as "X Y"."""
    words = setting(desktop, name).split()
    return (int(words[0]), int(words[1])) if words else None


def make(root: Path, desktops: list[str]) -> None:
    """Make the chroot, or add these desktops to the one that is there."""
    root.parent.mkdir(parents=True, exist_ok=True)
    packages = [package for desktop in desktops for package in setting(desktop, "packages").split()]
    subprocess.run(["bash", RECIPES / "make.sh", root, *packages], check=True)


def install(root: Path) -> None:
    """Build a wheel of this checkout and install it in the chroot, in a venv that is made anew.

    Everything is fetched out here, for the chroot's Python: it knows no proxy and no certificate of this machine.
    """
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheels = root / "opt" / "wheels"
    wheels.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cg-wheel-") as name:
        copy = Path(name) / "checkout"  # setuptools leaves a build/ where it builds
        no_source = shutil.ignore_patterns(".*", "build", "*.egg-info", "__pycache__")
        shutil.copytree(CHECKOUT, copy, ignore=no_source)
        subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", wheels, copy], check=True)
    (wheel,) = wheels.glob("crampguard-*.whl")
    version = _inside(root, "python3", "-c", "import sys; print('%d.%d' % sys.version_info[:2])")
    only = ["--only-binary=:all:", "--python-version", version, "--dest", str(wheels)]
    subprocess.run([*pip, "download", *only, wheel], check=True)
    _inside(root, "python3", "-m", "venv", "--clear", "/opt/crampguard")
    _inside(root, PYTHON, "-m", "pip", "install", "--quiet", "--no-index", "--find-links=/opt/wheels", "crampguard")


def _inside(root: Path, *words: str) -> str:
    clean = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"]
    return subprocess.run(
        ["chroot", root, *clean, *words], check=True, stdout=subprocess.PIPE, encoding="utf-8"
    ).stdout.strip()


class Session:
    """A running desktop; `pictures` is the folder for its pictures and for what its programs write."""

    def __init__(self, root: Path, desktop: str, pictures: Path) -> None:
        self.pictures = pictures
        pictures.chmod(0o777)  # a user of the chroot writes into it
        apart = ["unshare", "--mount", "--pid", "--net", "--ipc", "--fork", "--kill-child"]
        script = ["bash", RECIPES / "session.sh", root, RECIPES, pictures, desktop]
        self._process = subprocess.Popen([*apart, *script], stdout=subprocess.PIPE, encoding="utf-8")
        assert self._process.stdout is not None
        if self._process.stdout.readline() != "ready\n":
            self.close()
            raise RuntimeError(f"{desktop} did not start; what its programs wrote is in {pictures}")
        pid = self._process.pid
        self._first = Path(f"/proc/{pid}/task/{pid}/children").read_text().strip()

    def run(self, *words: str, given: str = "") -> str:
        """Run a command of the desktop's user to its end; its standard output. `given` is its input."""
        done = subprocess.run(self._in_session(words), input=given, stdout=subprocess.PIPE, encoding="utf-8")
        return done.stdout

    def start(self, log: str, *words: str) -> None:
        """Start a program; what it writes is in the file `log` beside the pictures."""
        with (self.pictures / log).open("w") as out:
            subprocess.Popen(self._in_session(words), stdin=subprocess.DEVNULL, stdout=out, stderr=out)

    def wait_for(self, log: str, words: str, times: int, seconds: float) -> bool:
        """Whether a program writes these words so many times before the seconds are over."""
        file = self.pictures / log
        try:
            return wait_until(lambda: file.read_text(errors="replace").count(words) >= times, seconds)
        except AssertionError:
            return False

    def picture(self, name: str) -> Path:
        """Take a picture of the whole screen."""
        self._on_screen("import", "-window", "root", f"/pictures/{name}.png")
        return self.pictures / f"{name}.png"

    def click(self, at: Point, button: int = 1) -> None:
        """Move there, wait until a desktop has drawn what it shows under the mouse only, and click."""
        self.move(at)
        self._on_screen("xdotool", "sleep", "1", "click", str(button))

    def move(self, at: Point) -> None:
        self._on_screen("xdotool", "mousemove", *map(str, at))

    def close(self) -> None:
        """End everything in the session."""
        self._process.kill()
        self._process.wait()

    def _on_screen(self, *words: str) -> None:
        self.run("env", "DISPLAY=:1", *words)  # where a Wayland compositor has its window, too

    def _in_session(self, words: tuple[str, ...]) -> list[str]:
        enter = ["nsenter", "--target", self._first, "--mount", "--pid", "--net", "--ipc", "--root", "--wd"]
        user = ["setpriv", "--reuid=1000", "--regid=1000", "--clear-groups"]
        clean = ["env", "-i", "PATH=/usr/local/bin:/usr/bin:/bin"]
        shell = ["bash", "-c", '. /tmp/runtime/session.env && cd ~ && exec "$@"', "bash"]
        return [*enter, *user, *clean, *shell, *words]

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
