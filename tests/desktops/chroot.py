"""A Debian chroot with real desktops, each run without a screen in a session of its own.

A desktop is one file in `recipes/desktops/`. A session has its own mounts, processes and network: nothing of
it is left when it ends.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import TracebackType

from tests.desktop.rig.waiting import StillWaitingError, wait_until
from tests.wheel import build_wheel

RECIPES = Path(__file__).parent / "recipes"
DESKTOPS = sorted(recipe.stem for recipe in (RECIPES / "desktops").glob("*.sh"))
PYTHON = "/opt/crampguard/bin/python"
PROGRAM = "/opt/crampguard/bin/crampguard"

Point = tuple[int, int]
"""A place on the screen: pixels from the left, pixels from the top."""


def setting(desktop: str, name: str) -> str:
    """A variable that the desktop's recipe sets; "" if it does not."""
    recipe = str(RECIPES / "desktops" / f"{desktop}.sh")
    words = ["bash", "-c", '. "$0" && echo "${!1-}"', recipe, name]
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout.strip()


def point(desktop: str, name: str) -> Point | None:
    """A place that the recipe knows, as "X Y"."""
    words = setting(desktop, name).split()
    return (int(words[0]), int(words[1])) if words else None


def make(root: Path, desktops: list[str]) -> None:
    """Make the chroot, or add these desktops to the one that is there."""
    packages = [package for desktop in desktops for package in setting(desktop, "packages").split()]
    subprocess.run(["bash", RECIPES / "make.sh", root, *packages], check=True)


def install(root: Path) -> None:
    """Build a wheel of this checkout and install it in the chroot, in a new venv.

    It is built and its dependencies are fetched out here: the chroot has none of this machine's proxies and
    certificates.
    """
    wheels = root / "opt" / "wheels"
    wheels.mkdir(exist_ok=True)
    wheel = build_wheel(wheels)
    version = _inside(root, "python3", "-c", "import sys; print('%d.%d' % sys.version_info[:2])")
    for_it = ["--only-binary=:all:", "--python-version", version]
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "download", *for_it, "--dest", wheels, wheel], check=True)
    _inside(root, "python3", "-m", "venv", "--clear", "/opt/crampguard")
    offline = ["--no-index", "--find-links=/opt/wheels"]
    _inside(root, PYTHON, "-m", "pip", "install", "--quiet", *offline, "crampguard")


def _inside(root: Path, *words: str) -> str:
    clean = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"]
    command = ["chroot", str(root), *clean, *words]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout.strip()


class Session:
    """A running desktop. `pictures` is the folder for its pictures, and for what its programs write."""

    def __init__(self, root: Path, desktop: str, pictures: Path) -> None:
        self._pictures = pictures
        pictures.chmod(0o777)  # a user of the chroot writes there
        apart = ["setpriv", "--pdeathsig", "KILL"]  # ends with this process, however that ends
        apart += ["unshare", "--mount", "--pid", "--net", "--ipc", "--fork", "--kill-child"]
        script = [str(path) for path in (RECIPES / "session.sh", root, RECIPES, pictures)]
        command = [*apart, "bash", *script, desktop]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
        assert self._process.stdout is not None
        if self._process.stdout.readline() != "ready\n":
            self.close()
            raise RuntimeError(f"{desktop} did not start; what its programs wrote is in {pictures}")
        pid = self._process.pid
        self._first = Path(f"/proc/{pid}/task/{pid}/children").read_text().strip()

    def run(self, *words: str, text: str = "") -> str:
        """Run a command of the desktop's user to its end; its standard output. `text` is its input."""
        command = self._command(words)
        return subprocess.run(command, input=text, stdout=subprocess.PIPE, encoding="utf-8").stdout

    def start(self, log: str, *words: str) -> None:
        """Start a program; what it writes is in the file `log` beside the pictures."""
        with (self._pictures / log).open("w") as out:
            subprocess.Popen(self._command(words), stdin=subprocess.DEVNULL, stdout=out, stderr=out)

    def wait_for(self, log: str, words: str, times: int, seconds: float) -> bool:
        """Whether these words are so often in that file before the seconds are over."""
        file = self._pictures / log
        try:
            return wait_until(lambda: file.read_text(errors="replace").count(words) >= times, seconds)
        except StillWaitingError:
            return False

    def picture(self, name: str) -> Path:
        """Take a picture of the whole screen."""
        self._on_screen("import", "-window", "root", f"/pictures/{name}.png")
        return self._pictures / f"{name}.png"

    def move(self, place: Point) -> None:
        self._on_screen("xdotool", "mousemove", *map(str, place))

    def click(self, place: Point, button: int = 1) -> None:
        """Click there, once the desktop has drawn what it shows under the mouse only."""
        self.move(place)
        self._on_screen("xdotool", "sleep", "1", "click", str(button))

    def close(self) -> None:
        """End everything in the session."""
        self._process.kill()
        self._process.wait()

    def _on_screen(self, *words: str) -> None:
        self.run("env", "DISPLAY=:1", *words)  # a Wayland compositor has its window there

    def _command(self, words: tuple[str, ...]) -> list[str]:
        enter = ["nsenter", "--target", self._first, "--mount", "--pid", "--net", "--ipc", "--root", "--wd"]
        user = ["setpriv", "--reuid=1000", "--regid=1000", "--clear-groups"]
        clean = ["env", "-i", "PATH=/usr/local/bin:/usr/bin:/bin"]
        shell = ["bash", "-c", '. /tmp/runtime/session.env && cd && exec "$@"', "bash"]
        return [*enter, *user, *clean, *shell, *words]

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
