"""Runs first in every bundle.

What the program opens, such as a browser, gets the system's libraries: PyInstaller's own start has said where
ours are, and the program itself knows it by now.

What the program imports later comes from the file that it was started from, also after an upgrade has
replaced that one: PyInstaller would open it by its name for each module.
"""

import os
import sys

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is not None:
    os.environ["LD_LIBRARY_PATH"] = before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)

if sys.platform == "win32":
    import ctypes

    ctypes.windll.kernel32.SetDllDirectoryW(None)

if sys.platform == "linux":
    from pyimod02_importers import pyz_archive  # type: ignore[import-not-found]  # only in a bundle

    pyz_archive._filename = f"/proc/self/fd/{os.open(pyz_archive._filename, os.O_RDONLY)}"
