"""The licence texts in a bundle: its folder `licenses` has a folder for each part.

They are those of the machine that builds the bundle: Python's, those in the metadata of the Python packages,
and those that Debian has of its packages.
"""

import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from importlib.metadata import PathDistribution
from pathlib import Path

FOLDER = "licenses"
COMMON = Path("/usr/share/common-licenses")
OF_QT = [COMMON / "LGPL-3", COMMON / "GPL-3"]
"""The first is written as additions to the second. The wheels of PySide6 and Shiboken bring neither."""
WITH_PYTHON_OF_WINDOWS = {
    "libffi-8.dll": "libffi8",
    "sqlite3.dll": "libsqlite3-0",
    "_bz2.pyd": "libbz2-1.0",
    "_lzma.pyd": "liblzma5",
    "pyexpat.pyd": "libexpat1",
    "python311.dll": "zlib1g",
}
"""What python.org builds in, each with Debian's package that has its licence."""
_COMES_WITH_A_PACKAGE = re.compile("lib(Qt6|pyside6|shiboken6|python)")


def add_licences(bundle: Path) -> None:
    """bundle: the folder that PyInstaller made. SystemExit names the parts of which no text was found."""
    parts = dict(_parts(bundle / "_internal"))
    if without := sorted(name for name, texts in parts.items() if not texts):
        raise SystemExit(f"no licence text found of {', '.join(without)}")
    folder = bundle / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(COMMON, folder / COMMON.name)  # Debian's texts refer to these
    for name, texts in parts.items():
        (folder / name).mkdir()
        for text in texts:
            shutil.copyfile(text, folder / name / text.name)


def parts_with_licences(bundle: Path) -> list[str]:
    """What is in the bundle, by name; of a Python package with the licence that it names."""
    licences = {package.metadata["Name"]: _licence(package) for _, package in _packages(bundle / "_internal")}
    names = sorted({path.name for path in (bundle / FOLDER).iterdir()} - {COMMON.name}, key=str.casefold)
    return [f"{name} ({licences[name]})" if name in licences else name for name in names]


def _parts(internal: Path) -> Iterator[tuple[str, list[Path]]]:
    """The name of each part, and its texts."""
    yield "Python", [Path(sysconfig.get_path("stdlib"), "LICENSE.txt")]
    for info, package in _packages(internal):
        brought = [path for path in (info / "licenses").rglob("*") if path.is_file()]
        of_qt = _licence(package).startswith("LGPL-3.0")
        yield package.metadata["Name"], brought + OF_QT if of_qt else brought
    for library, package_of_debian in (*_libraries(internal).items(), *_libraries_of_windows(internal)):
        text = Path("/usr/share/doc", package_of_debian, "copyright")
        yield (package_of_debian, [text]) if package_of_debian and text.is_file() else (library, [])


def _packages(internal: Path) -> Iterator[tuple[Path, PathDistribution]]:
    return ((info, PathDistribution(info)) for info in internal.glob("*.dist-info"))


def _licence(package: PathDistribution) -> str:
    return package.metadata["License-Expression"] or package.metadata["License"] or ""


def _libraries(internal: Path) -> dict[str, str]:
    """Those that no Python package brought, each with Debian's package of it; "" where there is none.

    The one library that comes with PySide6 and is not of Qt, ICU, is of another version than Debian's.
    """
    names = {path.name.partition(".so")[0] for path in internal.glob("lib*.so*")}
    libraries = {name: "" for name in names if not _COMES_WITH_A_PACKAGE.match(name)}
    search = ["dpkg-query", "--search", *(f"*/{name}.so.*" for name in libraries)]
    found = subprocess.run(search, capture_output=True, text=True, check=False).stdout if libraries else ""
    for line in found.splitlines():
        packages, _, path = line.partition(": ")
        libraries[Path(path).name.partition(".so")[0]] = re.split("[:,]", packages)[0]
    return libraries


def _libraries_of_windows(internal: Path) -> Iterator[tuple[str, str]]:
    return ((name, package) for name, package in WITH_PYTHON_OF_WINDOWS.items() if (internal / name).exists())
