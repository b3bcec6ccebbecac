"""What every test needs: no screen, fixed zones, fast property tests, and a profile of its own."""

import os
import sys
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

if sys.platform != "linux":  # the Linux desktop, and what needs it
    collect_ignore = ["bundles", "desktop", "simulation", "test_app.py", "test_soak.py"]
    collect_ignore += ["store/test_atomic.py", "store/test_places.py"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # English, and 24 hours, whatever the locale of this machine

# The zones of the tzdata package, not of this machine, so that a property found here is found everywhere.
zoneinfo.reset_tzpath(to=())

# Fifty examples keep .ci/run well under its fifteen minutes on a slow machine.
settings.register_profile("full", deadline=None, max_examples=50, derandomize=bool(os.environ.get("CI")))
settings.register_profile("quick", settings.get_profile("full"), max_examples=10)


def pytest_configure(config: pytest.Config) -> None:
    """The plain command runs everything; the quick loop, -m "not slow", also tries fewer examples.

    --hypothesis-profile takes the other one.
    """
    settings.load_profile("quick" if config.option.markexpr == "not slow" else "full")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--set-clock", action="store_true", help="let test_real_clock.py set this machine's clock, as root"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without its flag a test that sets the clock is no part of the run, and is not skipped either."""
    if not config.getoption("--set-clock"):
        kept = [item for item in items if "may_set_clock" not in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


@pytest.fixture
def _own_umask() -> Iterator[None]:
    """A command sets the umask of its process, which is that of all tests."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _own_umask: None) -> Path:
    """A home of its own for everything the program keeps."""
    for name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "RUNTIME_DIR"):
        folder = tmp_path / name.lower()
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(f"XDG_{name}", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "Europe/Berlin")
    return tmp_path


GERMAN = {
    "Tonight": "Heute Abend",
    "Settings": "Einstellungen",
    "General": "Allgemeines",
    "Quit": "Beenden",
    "Cool bedroom": "Kühles Schlafzimmer",
    "true or false": "ja oder nein",
}


@pytest.fixture
def translations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of translations, with a little German, also as Brazilian Portuguese, and a broken one."""
    from babel.messages.catalog import Catalog

    from crampguard.store import language
    from tests.translations import compiled

    catalog = Catalog(locale="de")
    for english, german in GERMAN.items():
        catalog.add(english, german)
    folder = tmp_path / "locale"
    for name, content in {"de": compiled(catalog), "pt_BR": compiled(catalog), "xx": b"nonsense"}.items():
        file = folder / name / "LC_MESSAGES" / "crampguard.mo"
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
    monkeypatch.setattr(language, "resource", lambda name: f"{tmp_path}/{name}")
    language.languages.cache_clear()
    yield folder
    language.use_language("en")
    language.languages.cache_clear()
