"""The licence texts in a bundle, with the packages of this environment in place of a bundle's."""

import shutil
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.bundles import deb
from tests.bundles.licences import COMMON, FOLDER, WITH_PYTHON_OF_WINDOWS, add_licences, parts_with_licences

pytestmark = pytest.mark.skipif(not COMMON.is_dir(), reason="bundles are built on Debian")

PACKAGES = ("apscheduler", "icalendar", "msgspec", "PySide6_Essentials", "shiboken6", "python-dateutil")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    for name in PACKAGES:
        package = distribution(name)
        for file in package.files or []:
            if ".dist-info/" in str(file):
                there = tmp_path / "_internal" / file
                there.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(str(package.locate_file(file)), there)
    for library in ("libQt6Core.so.6", "libpython3.11.so.1.0", "libz.so.1"):
        (tmp_path / "_internal" / library).touch()
    return tmp_path


def test_every_part_has_its_text(bundle: Path) -> None:
    add_licences(bundle)
    add_licences(bundle)
    names = {path.name for path in (bundle / FOLDER).iterdir()}
    own = {distribution(name).metadata["Name"] for name in PACKAGES}
    assert names == own | {"Python", "zlib1g", "common-licenses"}
    for folder in (bundle / FOLDER).iterdir():
        assert any(text.read_text(encoding="utf-8") for text in folder.iterdir()), folder


def test_qt_comes_with_the_lesser_licence_and_the_one_that_it_adds_to(bundle: Path) -> None:
    add_licences(bundle)
    for name in ("PySide6_Essentials", "shiboken6"):
        texts = {path.name: path.read_text(encoding="utf-8") for path in (bundle / FOLDER / name).iterdir()}
        assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts["LGPL-3"]
        assert "GNU GENERAL PUBLIC LICENSE" in texts["GPL-3"]


def test_a_bundle_for_windows_has_the_texts_of_what_its_python_contains_too(bundle: Path) -> None:
    for name in WITH_PYTHON_OF_WINDOWS:
        (bundle / "_internal" / name).touch()
    add_licences(bundle)
    assert set(WITH_PYTHON_OF_WINDOWS.values()) <= {path.name for path in (bundle / FOLDER).iterdir()}


def test_a_wheel_of_qt_that_brings_the_commercial_licence_has_the_free_ones_too(bundle: Path) -> None:
    (info,) = (bundle / "_internal").glob("shiboken6-*")
    (info / "licenses").mkdir(exist_ok=True)
    (info / "licenses" / "LicenseRef-Qt-Commercial.txt").touch()
    add_licences(bundle)
    texts = {path.name for path in (bundle / FOLDER / "shiboken6").iterdir()}
    assert texts == {"LicenseRef-Qt-Commercial.txt", "LGPL-3", "GPL-3"}


def test_a_package_without_a_text_and_an_unknown_library_are_named(bundle: Path) -> None:
    (info,) = (bundle / "_internal").glob("icalendar-*")
    shutil.rmtree(info / "licenses")
    (bundle / "_internal" / "libnobodyknows.so.3").touch()
    with pytest.raises(SystemExit, match="of icalendar, libnobodyknows"):
        add_licences(bundle)


def test_the_copyright_file_of_the_deb_names_the_parts(bundle: Path) -> None:
    add_licences(bundle)
    text = deb.copyright_file(parts_with_licences(bundle))
    assert "\n icalendar (BSD-2-Clause)\n" in text
    assert "\n zlib1g\n" in text
    assert "\n\n\n" not in text
